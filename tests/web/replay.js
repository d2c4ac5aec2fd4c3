/* replay.js CORE.wasm BUNDLE.json: runs again, in WebAssembly, what the program ran to make the bundle. */
"use strict";

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { Core } = require(path.join(__dirname, "../../src/web/core.js"));

const [file, data] = process.argv.slice(2);
const bundle = JSON.parse(fs.readFileSync(data, "utf8"));
const text = bundle.scenario.text;
const people = bundle.preview.people;

/* Nothing that could reach outside: WASI's calls of files, of the clock and of the end of the process. */
function importsLittle(module) {
    const allowed = /^(environ_(sizes_)?get|clock_time_get|fd_(close|seek|write|fdstat_get)|proc_exit)$/;
    for (const { module: owner, name, kind } of WebAssembly.Module.imports(module)) {
        assert.strictEqual(`${owner} ${kind}`, "wasi_snapshot_preview1 function");
        assert.match(name, allowed);
    }
}

function sameBits(core) {
    for (const run of bundle.runs) {
        core.open(text, { people, packages: run.packages });
        run.digests.forEach((digest, replicate) => {
            const brief = core.run(replicate);
            assert.strictEqual(brief.length, bundle.frame.n);
            assert.strictEqual(core.digest(), digest, `${run.id}, replicate ${replicate}`);
        });
        assert.deepStrictEqual(core.frame(), bundle.frame);
        assert.strictEqual(core.fates().length, bundle.scenario.cohorts.reduce(
            (n, cohort) => Math.max(n, Math.ceil((cohort.first + cohort.people) / 64) * 64), 0));
    }
}

/* A mistake is complained of, and the engine goes on afterwards. */
function refuses(core) {
    const complaints = set => {
        try {
            core.open(text, { people, sets: [set] });
        } catch (error) {
            return error.complaints;
        }
        return [];
    };
    assert.ok(complaints("nonsense.at.all=1").some(({ mistake }) => mistake));
    assert.match(complaints("calendar.step=-3")[0].text, /-3/);
    core.open(text, { people });
    core.run(0);
    assert.strictEqual(core.digest(), bundle.runs[0].digests[0]);
}

/* Another seed is other luck, a setting is felt, steps may be taken one by one. */
function answers(core) {
    core.open(text, { people, seed: bundle.scenario.seed + 1 });
    core.run(0);
    assert.strictEqual(core.digest(), bundle.runs[0].digests[1], "replicate 1 is the next seed");
    core.open(text, { people, sets: ["decision.rate=0.5"] });
    core.run(0);
    assert.notStrictEqual(core.digest(), bundle.runs[0].digests[0]);
    core.open(text, { people });
    core.begin(0);
    for (let done = 0; done < core.steps; )
        assert.strictEqual(core.step(1), ++done);
    assert.throws(() => { core.begin(0); core.end(); }, /not at its end/);
    core.run(0);
    assert.strictEqual(core.digest(), bundle.runs[0].digests[0]);
}

/* Somebody's life ends as the fates say it does, and following changes nothing. */
function tellsLives(core) {
    const ends = bundle.frame.axes.end.map(({ id }) => id);
    core.open(text, { people });
    core.run(0);
    const fates = core.fates();
    const someone = fates.findIndex(end => /protected|died|regular|irregular|limbo|returned/.test(ends[end]));
    assert.ok(someone >= 0);
    core.begin(0, someone);
    while (core.step(64) < core.steps) ;
    core.end();
    assert.strictEqual(core.digest(), bundle.runs[0].digests[0]);
    const life = core.life();
    assert.strictEqual(life.person, someone);
    assert.strictEqual(life.end, fates[someone]);
    assert.ok(life.moments.length > 0);
    for (const { date, motives } of life.moments) {
        assert.ok(date >= bundle.scenario.start && date <= bundle.scenario.end);
        assert.ok(Math.abs(motives.reduce((a, b) => a + b, 0) - 1) < 0.001);
    }
}

(async () => {
    const module = await WebAssembly.compile(fs.readFileSync(file));
    importsLittle(module);
    const core = await Core.load(module);
    sameBits(core);
    refuses(core);
    answers(core);
    tellsLives(core);
})().catch(error => {
    console.log(error.message, ...(error.complaints ?? []));
    process.exitCode = 1;
});
