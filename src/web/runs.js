/* runs.js: which runs are there, which are under way, and what they say so far.
 *
 * What has been run once is kept (by what the engine was told), so that undo,
 * replay and side-by-side cost nothing.  A package and the baseline are paired by
 * replicate; shown are those that both have. */

"use strict";

mixflow.FIRST = 4; /* runs that a first band needs */

mixflow.Runs = class {
    constructor({ bundle, frame, packages, heard }) {
        Object.assign(this, { bundle, frame, packages, heard, pool: null, made: new Map(), rank: 0, trouble: null });
        this.replicates = bundle.preview.replicates;
    }

    key(letter) {
        return JSON.stringify(this.packages.sets(letter));
    }

    /* Sees to it that the letter's runs are made, and drops what nobody looks at any more. */
    want(letters) {
        const keys = new Set(["base", ...letters].map(letter => this.key(letter)));
        for (const [key, entry] of this.made)
            if (!keys.has(key) && entry.briefs.length < this.replicates) {
                entry.job.dropped = true;
                this.made.delete(key);
            }
        if (this.pool)
            letters.forEach((letter, i) => this.start(letter, this.rank + i + 1));
        this.rank += Math.max(1, letters.length);
        if (this.pool)
            this.start("base", this.rank); /* in step with the last letter, replicate by replicate */
    }

    start(letter, rank) {
        const key = this.key(letter), entry = this.made.get(key);
        if (entry) {
            entry.job.rank = rank;
            return;
        }
        const made = { job: { rank, dropped: false }, briefs: [], ends: [], done: 0, began: performance.now(), took: 0 };
        this.made.set(key, made);
        this.trouble = null;
        for (let r = 0; r < this.replicates; r++)
            this.pool.ask(made.job, { packages: [], sets: JSON.parse(key), replicate: r }).then(({ brief, ends }) => {
                made.briefs[r] = brief;
                made.ends[r] = ends;
                made.took = performance.now() - made.began;
                if (++made.done >= mixflow.FIRST)
                    this.heard(made.done === this.replicates || made.done === mixflow.FIRST);
            }, error => this.failed(key, made, error));
    }

    failed(key, made, error) {
        if (made.job.dropped)
            return;
        made.job.dropped = true;
        this.made.delete(key);
        this.trouble = [error.message, ...(error.complaints ?? []).map(c => `${c.setting}: ${c.text}`)].join("; ");
        this.heard(true);
    }

    both(letter) {
        const entry = this.made.get(this.key(letter)), base = this.made.get(this.key("base"));
        return entry && base ? d3.range(this.replicates).filter(r => entry.briefs[r] && base.briefs[r]) : [];
    }

    /* The best there is for a letter: live runs, else stored ones, else null. */
    results(letter) {
        const both = this.both(letter), stored = this.packages.stored_run(letter, this.bundle.runs);
        if (both.length >= mixflow.FIRST) {
            const of = which => both.map(r => this.made.get(this.key(which)).briefs[r]);
            const base = new mixflow.Live(this.frame, of("base"));
            return letter === "base" ? base : new mixflow.Live(this.frame, of(letter), base);
        }
        const base = new mixflow.Stored(this.frame, this.bundle.runs[0]);
        return stored ? new mixflow.Stored(this.frame, stored, letter === "base" ? undefined : base) : null;
    }

    /* Persons by what became of them in both futures; from live runs or as stored. */
    fates(letter) {
        const both = this.both(letter), n = this.frame.length("end");
        if (both.length) {
            const ends = which => both.map(r => this.made.get(this.key(which)).ends[r]);
            return mixflow.fates_matrix(ends("base"), ends(letter), this.bundle.scenario.cohorts, n);
        }
        return this.packages.stored_run(letter, this.bundle.runs)?.fates ?? null;
    }

    /* A modelled person whose end differs between the two futures; else one who set off. */
    someone(letter, after = -1) {
        const [r] = this.both(letter);
        if (r === undefined)
            return null;
        const mine = this.made.get(this.key(letter)).ends[r], theirs = this.made.get(this.key("base")).ends[r];
        const count = mine.length, start = (after + 1) % count;
        for (let k = 0; k < count; k++) {
            const p = (start + k) % count;
            if (mine[p] >= 0 && (letter === "base" ? mine[p] > 1 : mine[p] !== theirs[p]))
                return { person: p, replicate: r };
        }
        return null;
    }

    async life(letter, { person, replicate }) {
        const job = { rank: ++this.rank, dropped: false };
        return (await this.pool.ask(job, { packages: [], sets: this.packages.sets(letter), replicate, person })).life;
    }
};
