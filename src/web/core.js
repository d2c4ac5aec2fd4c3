/* core.js — the engine: loads the WebAssembly module and runs it.
 *
 * const core = await Core.load(bytesOrModule);
 * core.open(text, { people, packages, sets, seed });
 * core.begin(replicate); while (core.step(20) < core.steps) ; const brief = core.end(); */
"use strict";

class Core {
    /* Nothing outside is reached: WASI's functions refuse with EBADF, and its clock stands still. */
    static refusals(module) {
        const EBADF = 8;
        const imports = {};
        for (const { module: owner, name } of WebAssembly.Module.imports(module)) {
            imports[owner] ??= {};
            imports[owner][name] = () => EBADF;
        }
        return imports;
    }

    static async load(source) {
        const module = source instanceof WebAssembly.Module ? source : await WebAssembly.compile(source);
        const instance = await WebAssembly.instantiate(module, Core.refusals(module));
        instance.exports._initialize?.();
        return new Core(instance.exports);
    }

    constructor(doors) {
        this.doors = doors;
        this.text = null; /* of the scenario that the module holds */
        this.steps = 0;
    }

    /* A text into the module, which then owns it. */
    give(text) {
        const bytes = new TextEncoder().encode(text);
        const at = this.doors.room(bytes.length);
        if (at === 0)
            throw new Error("the engine has no room");
        new Uint8Array(this.doors.memory.buffer, at, bytes.length).set(bytes);
        return at;
    }

    /* A text out of the module: a copy. */
    take(at) {
        const bytes = new Uint8Array(this.doors.memory.buffer, at);
        return new TextDecoder().decode(bytes.slice(0, bytes.indexOf(0)));
    }

    check(code) {
        if (code === 0)
            return;
        const said = JSON.parse(this.take(this.doors.complaints()));
        throw Object.assign(new Error(said.text), { complaints: said.complaints });
    }

    open(text, { people = 0, packages = [], sets = [], seed = null } = {}) {
        if (text !== this.text)
            this.doors.scenario_text(this.give(text));
        this.text = text;
        for (const set of seed === null ? sets : [...sets, `seed=${seed}L`])
            if (!this.doors.set(this.give(set)))
                throw new Error("too many settings");
        if (packages.length > 0)
            this.doors.packages(this.give(packages.join(",")));
        this.check(this.doors.open(people));
        this.steps = this.doors.steps();
    }

    begin(replicate, followed = -1) {
        this.check(this.doors.begin(replicate, followed));
    }

    /* Steps done after at most n more. */
    step(n) {
        const done = this.doors.step(n);
        this.check(done < 0 ? 1 : 0);
        return done;
    }

    end() {
        this.check(this.doors.end());
        return new Float64Array(this.doors.memory.buffer, this.doors.brief(), this.doors.brief_n()).slice();
    }

    run(replicate) {
        this.begin(replicate);
        while (this.step(64) < this.steps) ;
        return this.end();
    }

    fates() {
        return new Int8Array(this.doors.memory.buffer, this.doors.fates(), this.doors.fates_n()).slice();
    }

    digest() { return this.take(this.doors.digest()); }
    life() { return JSON.parse(this.take(this.doors.life())); }
    frame() { return JSON.parse(this.take(this.doors.frame())).frame; }
    scenario() { return JSON.parse(this.take(this.doors.scenario())).scenario; }
}

if (typeof module !== "undefined")
    module.exports = { Core };
