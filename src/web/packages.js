/* packages.js: what the room has put together: four packages A to D, shocks, undo.
 *
 * A package: { on: Set of interventions, sets: { "interventions.x.places": 5000 } }.
 * What is not set stays as the scenario has it.  Every change is remembered for
 * undo and replay, here only: nothing is stored. */

"use strict";

mixflow.Packages = class {
    constructor(scenario) {
        this.scenario = scenario;
        this.opened = new Set(); /* levers of which all settings are shown */
        this.clear();
    }

    clear() {
        this.made = Object.fromEntries(mixflow.letters.map(letter => [letter, { on: new Set(), sets: {} }]));
        this.shocks = new Set();
        this.current = "A";
        this.past = [];
        this.last = this.going_on = null;
    }

    get now() {
        return this.made[this.current];
    }

    /* Interventions that are events of the world, not somebody's policy. */
    static is_shock(intervention) {
        return ["conflict", "recession", "partner_withdraws", "route_closes"].includes(intervention.kind);
    }

    copy() {
        return JSON.stringify({
            made: Object.entries(this.made).map(([letter, { on, sets }]) => [letter, [...on], sets]),
            shocks: [...this.shocks], current: this.current,
        });
    }

    restore(text) {
        const { made, shocks, current } = JSON.parse(text);
        this.made = Object.fromEntries(made.map(([letter, on, sets]) => [letter, { on: new Set(on), sets }]));
        this.shocks = new Set(shocks);
        this.current = current;
    }

    /* change(packages => ...): one step that can be undone and replayed; what is done in
     * one go, like the move of a slider, has one name and counts as one step. */
    change(act, name = null) {
        const before = this.copy();
        act(this);
        if (this.copy() === before)
            return;
        const goes_on = name !== null && name === this.going_on && this.past.length > 0;
        if (!goes_on)
            this.past.push(before);
        this.last = [this.past.at(-1), this.copy()];
        this.going_on = name;
    }

    undo() {
        if (this.past.length)
            this.restore(this.past.pop());
        this.going_on = null;
    }

    preset(id) {
        const found = this.scenario.packages.find(p => p.id === id);
        const chosen = found.of.map(i => this.scenario.interventions[i]);
        this.made[this.current] = { on: new Set(chosen.filter(c => !mixflow.Packages.is_shock(c)).map(c => c.id)), sets: {} };
        for (const c of chosen.filter(mixflow.Packages.is_shock))
            this.shocks.add(c.id);
    }

    is_empty(letter) {
        return this.made[letter].on.size === 0;
    }

    filled() {
        return mixflow.letters.filter(letter => !this.is_empty(letter));
    }

    /* What the engine is told: the letter's own interventions, then the shocks. */
    sets(letter) {
        const { on, sets } = letter === "base" ? { on: new Set(), sets: {} } : this.made[letter];
        const told = [];
        for (const { id, settings, on: already } of this.scenario.interventions) {
            if (!on.has(id) && !this.shocks.has(id))
                continue;
            if (!already)
                told.push(`interventions.${id}.on=true`);
            for (const { path } of settings)
                if (on.has(id) && path in sets)
                    told.push(`${path}=${sets[path]}`);
        }
        return told;
    }

    /* The stored run that says the same, if there is one: a preset as it is, without shocks. */
    stored_run(letter, runs) {
        if (this.shocks.size || (letter !== "base" && Object.keys(this.made[letter].sets).length))
            return null;
        const wanted = letter === "base" ? [] : [...this.made[letter].on].sort();
        const of = id => this.scenario.packages.find(p => p.id === id).of.map(i => this.scenario.interventions[i].id);
        return runs.find(run => run.scale === "preview" &&
            JSON.stringify([...new Set(run.packages.flatMap(of))].sort()) === JSON.stringify(wanted)) ?? null;
    }

    /* The session as a file: letters, settings, seed, version.  No names, no time of day. */
    session(bundle) {
        return JSON.stringify({
            mixflow_session: 1, version: bundle.program.version, scenario: bundle.scenario.digest, seed: bundle.scenario.seed,
            packages: Object.fromEntries(mixflow.letters.map(l => [l, { on: [...this.made[l].on], sets: this.made[l].sets }])),
            shocks: [...this.shocks],
        }, null, 2) + "\n";
    }

    open_session(text, bundle) {
        const told = JSON.parse(text);
        if (told.mixflow_session !== 1)
            throw new Error("mixflow_session");
        if (told.scenario !== bundle.scenario.digest || told.version !== bundle.program.version)
            throw new Error(mixflow.word("session_other"));
        const known = new Set(this.scenario.interventions.map(i => i.id));
        const paths = new Map(this.scenario.interventions.flatMap(i => i.settings.map(s => [s.path, s])));
        for (const { on, sets } of Object.values(told.packages)) {
            for (const id of on)
                if (!known.has(id))
                    throw new Error(id);
            for (const [path, value] of Object.entries(sets)) {
                const setting = paths.get(path);
                if (!setting || !Number.isFinite(value) || value < setting.min || value > setting.max)
                    throw new Error(`${path} = ${value}`);
            }
        }
        this.change(self => {
            for (const letter of mixflow.letters)
                self.made[letter] = { on: new Set(told.packages[letter]?.on ?? []), sets: { ...told.packages[letter]?.sets } };
            self.shocks = new Set(told.shocks.filter(id => known.has(id)));
        });
    }
};
