/* results.js: what the runs of one package say, cell by cell.
 *
 * A cell is a block of the brief and a place in it (README.md lists the blocks).
 * Live results hold a brief for each replicate; stored ones only quantiles, which
 * serve where the engine cannot run.  Pictures ask the same questions of both:
 *
 *   spread(block, i)   { low, quarter, middle, threequarters, high } over the runs
 *   change(block, i)   the same of the paired differences from the baseline, with
 *                      agreed: { of, most, sign, clear } and none: true if all are 0
 *   mean(block, i)     over the runs
 *   runs(block, i)     [number per run], or null for stored results */

"use strict";

mixflow.quantile = (sorted, share) => sorted.length ? d3.quantileSorted(sorted, share) : NaN;

mixflow.spread = values => {
    const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
    const at = share => mixflow.quantile(sorted, share);
    return { low: at(0.05), quarter: at(0.25), middle: at(0.5), threequarters: at(0.75), high: at(0.95) };
};

/* In how many runs does a difference have the sign of most?  Fewer than nine in ten is unclear. */
mixflow.agreement = differences => {
    const told = differences.filter(Number.isFinite);
    const up = told.filter(d => d > 0).length, down = told.filter(d => d < 0).length;
    return mixflow.agreed(Math.max(up, down), told.length, up >= down ? 1 : -1);
};

mixflow.agreed = (most, of, sign) => ({ most, of, sign, clear: of > 1 && most >= 0.9 * of });

mixflow.Live = class {
    constructor(frame, briefs, base) {
        Object.assign(this, { frame, briefs, base: base ?? this, live: true });
    }

    get count() {
        return this.briefs.length;
    }

    runs(block, i) {
        const at = this.frame.at(block) + i;
        return this.briefs.map(brief => brief[at]);
    }

    differences(block, i) {
        const base = this.base.runs(block, i);
        return this.runs(block, i).map((value, r) => value - base[r]);
    }

    spread(block, i) {
        return mixflow.spread(this.runs(block, i));
    }

    mean(block, i) {
        return d3.mean(this.runs(block, i).filter(Number.isFinite)) ?? NaN;
    }

    change(block, i) {
        const differences = this.differences(block, i);
        return { ...mixflow.spread(differences), agreed: mixflow.agreement(differences), none: differences.every(d => d === 0) };
    }
};

mixflow.Stored = class {
    constructor(frame, run, base) {
        Object.assign(this, { frame, run, base: base ?? this, live: false, count: run.replicates });
    }

    cell(blocks, block, i) {
        const { mean, low, q25, mid, q75, high, agree } = blocks?.[block] ?? {};
        const at = list => list?.[i] ?? NaN;
        return {
            mean: at(mean ?? mid), low: at(low), quarter: at(q25 ?? low), middle: at(mid ?? mean), threequarters: at(q75 ?? high), high: at(high),
            agree: at(agree),
        };
    }

    runs() {
        return null;
    }

    spread(block, i) {
        return this.cell(this.run.blocks, block, i);
    }

    mean(block, i) {
        return this.spread(block, i).mean;
    }

    change(block, i) {
        if (this.base === this)
            return { low: 0, quarter: 0, middle: 0, threequarters: 0, high: 0, agreed: mixflow.agreed(0, this.count, 1), none: true };
        const cell = this.cell(this.run.difference, block, i);
        return { ...cell, agreed: mixflow.agreed(cell.agree, this.count, Math.sign(cell.mean) || 1), none: cell.low === 0 && cell.high === 0 && cell.mean === 0 };
    }
};

/* Names of a frame turned into places: frame.at("outcome"), frame.index("outcome", "deaths"). */
mixflow.frame = raw => {
    const blocks = new Map(raw.blocks.map(b => [b.name, b]));
    const names = Object.fromEntries(Object.entries(raw.axes).map(([axis, labels]) => [axis, new Map(labels.map((l, i) => [l.id, i]))]));
    return {
        ...raw,
        has: block => blocks.has(block),
        at: block => blocks.get(block).at,
        length: axis => raw.axes[axis].length,
        index: (axis, id) => names[axis].get(id) ?? -1,
        label: (axis, i) => mixflow.named(axis, raw.axes[axis][i].id, raw.axes[axis][i].name ?? raw.axes[axis][i].id),
        unit: (axis, i) => raw.axes[axis][i].unit ?? "",
        dates: raw.axes.time?.map(t => new Date(t.id)) ?? [],
    };
};
