/* worker.js: one engine in one worker; runs one replicate at a time.
 *
 * Gets { module, text, people } once, then tasks { task, packages, sets, replicate, person }
 * and answers { task, brief, ends, digest, life } or { task, error, complaints }. */

"use strict";

let core = null, house = null, opened = "";

const run = ({ task, packages, sets, replicate, person }) => {
    const wanted = JSON.stringify([packages, sets]);
    if (wanted !== opened)
        core.open(house.text, { people: house.people, packages, sets });
    opened = wanted;
    core.begin(replicate, person ?? -1);
    while (core.step(40) < core.steps)
        ;
    const brief = core.end();
    postMessage({
        task, brief, ends: core.fates(), digest: core.digest(), life: person === undefined ? null : core.life(person),
    }, [brief.buffer]);
};

onmessage = async ({ data }) => {
    try {
        if (data.module) {
            house = data;
            core = await Core.load(data.module);
            postMessage({ ready: true });
        } else {
            run(data);
        }
    } catch (error) {
        opened = "";
        postMessage({ task: data.task, error: String(error.message ?? error), complaints: error.complaints ?? [] });
    }
};
