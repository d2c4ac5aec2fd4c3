/* views.js: the views of the explorer and of the report, each a list of pictures.
 *
 * A view gets `book`: { bundle, frame, land, letter (the package looked at), sets
 * ({ letter: results }), shown (what is chosen on the view), fates(letter), choose }. */

"use strict";

mixflow.picker = (book, name, options, label) => mixflow.element("select", {
    "aria-label": label, onchange: event => book.choose(name, event.target.value),
}, options.map(({ id, text }) => mixflow.element("option", { value: id, selected: String(id) === String(book.shown[name]) }, text)));

mixflow.axis_options = (frame, axis, keep = () => true) => frame.axes[axis].map((label, i) => ({ id: label.id, text: frame.label(axis, i) })).filter(keep);

/* A cell for each date: block(time, axis) at a label. */
mixflow.over_time = (frame, results, block, axis, i) => {
    const n = frame.length(axis), cells = frame.dates.map((_, t) => t * n + i);
    const runs = results.live ? results.briefs.map(brief => cells.map(c => brief[frame.at(block) + c])) : null;
    return { bands: cells.map(c => results.spread(block, c)), changes: cells.map(c => results.change(block, c)), runs };
};

/* The baseline and the package looked at (or the baseline alone). */
mixflow.looked_at = book => [...new Set(["base", book.letter])].filter(l => l === "base" || (book.sets[l] && !book.is_empty(l)));

mixflow.time_pair = (book, name, title, block, axis, i, line = null) => {
    const { frame, sets, letter } = book, { word } = mixflow;
    const lines = mixflow.looked_at(book).map(l => ({ letter: l, ...mixflow.over_time(frame, sets[l], block, axis, i) }));
    const last = lines.at(-1), end = frame.dates.length - 1, alone = lines.length === 1;
    const change = last.changes[end], how = word("how_ribbon", sets.base.count);
    const level = mixflow.ribbon({
        name, title, how, line, dates: frame.dates, sets: lines, each: book.shown.each, wide: alone,
        caption: sets.base.count > 1 ? word("caption_base", mixflow.number(lines[0].bands[end].middle), mixflow.range(lines[0].bands[end]))
            : word("caption_one", mixflow.number(lines[0].bands[end].middle)),
    });
    if (alone)
        return [level];
    return [level, mixflow.ribbon({
        name: `${name}-difference`, title: word("title_difference", title), zero: true, dates: frame.dates, how: word("how_difference", last.changes[end].agreed.of),
        sets: [{ letter, bands: last.changes, runs: last.runs && lines[0].runs ? last.runs.map((run, r) => run.map((v, t) => v - lines[0].runs[r][t])) : null }],
        each: book.shown.each, caption: mixflow.change_caption(letter, change),
    })];
};

mixflow.views = {};

mixflow.views.time = book => {
    const { frame } = book;
    const i = Math.max(0, frame.index("group", book.shown.group));
    const control = mixflow.element("div", { class: "row wide no-print" },
        mixflow.picker(book, "group", mixflow.axis_options(frame, "group"), mixflow.word("outcome")),
        mixflow.element("button", { "aria-pressed": String(Boolean(book.shown.each)), onclick: () => book.choose("each", !book.shown.each) }, mixflow.word("each_run")));
    return [control, ...mixflow.time_pair(book, "time", frame.label("group", i), "group", "group", i)];
};

/* ---- the map ---- */

/* Passages begun on a link: of all months, or of the one that the slider shows. */
mixflow.leg_cells = (book, results, link) => {
    const { frame, shown } = book;
    if (shown.when >= 0 && frame.has("leg_time")) {
        const at = shown.when * frame.length("link") + link;
        return { spread: results.spread("leg_time", at), change: results.change("leg_time", at) };
    }
    const at = link * frame.length("passage") + frame.index("passage", "begun");
    return { spread: results.spread("leg", at), change: results.change("leg", at) };
};

/* Months that the cells of the map go over. */
mixflow.months_shown = ({ bundle, frame, shown }) => {
    const day = t => frame.axes.time[t].day;
    return shown.when >= 1 ? (day(shown.when) - day(shown.when - 1)) / 30.4375 : bundle.scenario.steps * bundle.scenario.step / 30.4375;
};

/* A slider over the dates of the record; at its left end all of them together. */
mixflow.month_slider = book => {
    const { element, word } = mixflow, { frame, shown } = book;
    const told = when => when < 1 ? word("all_months") : frame.axes.time[when].id;
    const label = element("strong", { id: "map-when", style: "min-width: 8em" }, told(shown.when));
    const slider = element("input", { type: "range", min: 0, max: frame.dates.length - 1, value: Math.max(0, shown.when), "aria-labelledby": "map-when", style: "flex: 1",
        oninput: event => {
            label.textContent = told(Number(event.target.value));
        },
        onchange: event => book.choose("when", Number(event.target.value) || -1) });
    return element("div", { class: "row wide no-print" }, label, slider);
};

mixflow.waits_there = ({ frame, shown }, results, place) =>
    results.mean("present", (shown.when >= 1 ? shown.when : frame.dates.length - 1) * frame.length("place") + place);

mixflow.views.map = book => {
    const { bundle, frame, sets, letter } = book, { word, number } = mixflow, { places, links } = bundle.scenario;
    const months = mixflow.months_shown(book), shown = sets[mixflow.looked_at(book).at(-1)];
    const told = links.map((link, l) => ({ ...link, l, ...mixflow.leg_cells(book, shown, l) }));
    const words = t => word("from_to", places[t.from].name, places[t.to].name);
    const role = places.map((p, i) => p.roles?.includes("origin") ? 0 : mixflow.waits_there(book, shown, i));
    const common = { land: book.land, places, most: d3.max(told, t => t.spread.middle / months), most_waiting: d3.max(role), how: word("how_map") };
    const widest = d3.greatest(told, t => t.spread.middle);
    if (!Number.isFinite(widest?.spread.middle))
        return [mixflow.element("p", { class: "wide soft" }, word("not_stored"))];
    const table = {
        columns: [word("from"), word("to"), word("passages"), word("low"), word("high"), word("difference")],
        rows: told.filter(t => t.spread.high > 0).map(t => [places[t.from].name, places[t.to].name,
            ...[t.spread.middle, t.spread.low, t.spread.high, t.change.middle].map(v => mixflow.round(v / months))]),
    };
    const level = mixflow.map({
        ...common, name: "map", title: word("title_map"), table, circles: role,
        caption: word("caption_map", words(widest), number(widest.spread.middle / months)), wide: mixflow.looked_at(book).length === 1,
        legs: told.map(t => ({ from: t.from, to: t.to, width: t.spread.middle / months, tone: "#0072b2", words: `${words(t)}: ${number(t.spread.middle / months)} ${word("passages")}` })),
    });
    const slider = frame.has("leg_time") && book.choose.length ? mixflow.month_slider(book) : null;
    if (mixflow.looked_at(book).length === 1)
        return [slider, level];
    const clear = told.filter(t => t.change.agreed.clear && !t.change.none), most = d3.greatest(clear, t => Math.abs(t.change.middle));
    return [slider, level, mixflow.map({
        ...common, name: "map-change", title: `${letter}: ${word("title_map_change")}`, table, circles: [],
        most: d3.max(told, t => Math.abs(t.change.middle) / months),
        caption: most ? word("caption_map_change", words(most), mixflow.signed(most.change.middle / months)) : word("caption_map_same"),
        legs: told.map(t => ({
            from: t.from, to: t.to, width: Math.abs(t.change.middle) / months, tone: t.change.middle > 0 ? "#7b3294" : "#00682f",
            dashed: !t.change.agreed.clear, words: `${words(t)}: ${mixflow.signed(t.change.middle / months)} ${word("passages")}`,
        })),
    })];
};

/* ---- routes: origin, first stop, last stop, outcome ---- */

mixflow.views.routes = book => {
    const { bundle, frame, sets } = book, { word } = mixflow;
    const { cohorts, places } = bundle.scenario;
    const shown = sets[mixflow.looked_at(book).at(-1)];
    const origin = i => cohorts[i].name || cohorts[i].id, hub = i => places[i]?.name ?? word("no_stop");
    const end = i => frame.label("end", i);
    const steps = [["way_first", "cohort", "place", origin, hub], ["way_last", "place", "place", hub, hub], ["way_end", "place", "end", hub, end]];
    const flows = steps.flatMap(([block, rows, columns, from, to], stage) => d3.cross(d3.range(mixflow.way_axis(frame, block, 0)), d3.range(mixflow.way_axis(frame, block, 1)))
        .map(([i, j]) => {
            const at = i * mixflow.way_axis(frame, block, 1) + j;
            return { stage, from: from(i), to: to(j), value: shown.mean(block, at) || 0, base: sets.base.mean(block, at) || 0 };
        }).filter(flow => flow.value > 0 || flow.base > 0));
    const ends = d3.rollups(flows.filter(f => f.stage === 2), v => d3.sum(v, f => f.value), f => f.to).sort((a, b) => b[1] - a[1]);
    return [mixflow.alluvial({
        name: "routes", title: `${mixflow.looked_at(book).at(-1) === "base" ? word("baseline") : book.letter}: ${word("title_routes")}`,
        how: word("how_routes", 4), caption: ends.length ? word("caption_routes", ends[0][0], mixflow.number(ends[0][1])) : "",
        stages: ["stage_origin", "stage_first", "stage_last", "stage_outcome"].map(key => word(key)), flows, compared: mixflow.looked_at(book).length > 1,
    })];
};

mixflow.way_axis = (frame, block, k) => frame.length(frame.blocks.find(b => b.name === block).axes[k]);

/* ---- queues ---- */

mixflow.views.queues = book => {
    const { bundle, frame } = book, { word } = mixflow;
    const i = Math.max(0, frame.index("queue", book.shown.queue)), queue = bundle.scenario.queues[i];
    const yearly = 12 * (d3.mean(queue?.capacity ?? []) ?? NaN);
    const control = mixflow.element("div", { class: "row wide no-print" }, mixflow.picker(book, "queue", bundle.scenario.queues.map(({ id, name }) => ({ id, text: name || id })), word("queue")));
    const pair = mixflow.time_pair(book, "queue", word("title_queue", queue?.name || frame.label("queue", i)), "waiting", "queue", i,
        Number.isFinite(yearly) && yearly < 1e7 ? { value: yearly, words: `${word("capacity")}: ${mixflow.number(yearly)}` } : null);
    return [control, ...pair];
};

/* ---- who ---- */

mixflow.per_thousand = (change, people) => Object.fromEntries(Object.entries(change).map(([k, v]) => [k, typeof v === "number" ? 1000 * v / people : v]));

mixflow.who_rows = (book, block, axis, keep, end) => {
    const { frame, sets, letter } = book, n = frame.length("end");
    return frame.axes[axis].map((label, i) => {
        const people = d3.sum(d3.range(n), e => sets.base.mean(block, i * n + e) || 0);
        return { i, label: frame.label(axis, i), dots: [{ letter, change: mixflow.per_thousand(sets[letter].change(block, i * n + end), people) }], people };
    }).filter(row => row.people > 0 && keep(row.i));
};

mixflow.views.who = book => {
    const { bundle, frame, sets, letter } = book, { word } = mixflow;
    const control = mixflow.element("div", { class: "row wide no-print" }, mixflow.picker(book, "end", mixflow.axis_options(frame, "end"), word("outcome")));
    if (mixflow.looked_at(book).length === 1)
        return [control, mixflow.element("p", { class: "wide" }, word("nothing_to_compare"))];
    const end = Math.max(0, frame.index("end", book.shown.end));
    const made = (by, rows) => {
        rows.sort((a, b) => b.dots[0].change.middle - a.dots[0].change.middle);
        const most = d3.greatest(rows.filter(r => r.dots[0].change.agreed.clear), r => Math.abs(r.dots[0].change.middle));
        return mixflow.ranges({
            name: `who-${by}`, title: word(`title_who_${by}`, frame.label("end", end)), rows, how: word("how_who"),
            caption: most ? word("caption_who", most.label, mixflow.signed(most.dots[0].change.middle)) : mixflow.change_caption(letter, { agreed: { clear: false } }),
        });
    };
    return [control,
        made("cohort", mixflow.who_rows(book, "fate", "cohort", i => bundle.scenario.cohorts[i].people >= 10, end)),
        frame.has("profile") ? made("profile", mixflow.who_rows(book, "profile", "profile", i => !(sets.base.mean("profile_people", i) < 10), end)) : null];
};

/* ---- the same people ---- */

mixflow.views.fates = book => {
    const { frame, letter } = book, { word, element } = mixflow;
    if (mixflow.looked_at(book).length === 1)
        return [element("p", { class: "wide" }, word("nothing_to_compare"))];
    const matrix = book.fates(letter);
    return [matrix ? mixflow.fates({ letter, matrix, labels: frame.axes.end.map((_, i) => frame.label("end", i)), how: word("how_fates") })
        : element("p", { class: "wide" }, word("only_stored"))];
};

/* ---- disentanglement by stage, always beside its error rates ---- */

mixflow.views.sorting = book => {
    const { frame, sets } = book, { word } = mixflow;
    const all = frame.stages.filter(s => s.id in mixflow.names.journey), names = all.map(s => mixflow.named("journey", s.id, s.name));
    const spreads = (letter, key) => all.map(s => sets[letter].spread("indicator", s[key]));
    const who = letter => letter === "base" ? word("baseline_short") : letter;
    const letters = mixflow.looked_at(book);
    const main = letters.map(letter => ({ letter, words: who(letter), spreads: spreads(letter, "di") }));
    const mixed = { letter: letters.at(-1), words: `${who(letters.at(-1))}: ${word("mixed_third")}`, spreads: spreads(letters.at(-1), "di_mixed"), hollow: true };
    const errors = letters.flatMap(letter => [
        { letter, words: `${who(letter)}: ${word("missed")}`, spreads: spreads(letter, "fn") },
        { letter, words: `${who(letter)}: ${word("wrong")}`, spreads: spreads(letter, "fp"), hollow: true }]);
    const best = d3.greatestIndex(main.at(-1).spreads, s => s.middle), decided = all.findIndex(s => s.id === "decision");
    const above = Math.max(main.length + 1, errors.length);
    return [
        mixflow.stages({ name: "sorting", title: word("title_sorting"), how: word("how_sorting"), stages: names, lines: [...main, mixed], above,
            caption: word("caption_sorting", names[Math.max(0, best)]) }),
        mixflow.stages({ name: "sorting-errors", title: word("title_errors"), how: word("how_sorting"), stages: names, lines: errors, above,
            caption: word("caption_errors", `${mixflow.number(100 * errors.at(-2).spreads[Math.max(0, decided)].middle)} %`) })];
};

/* ---- packages side by side ---- */

mixflow.score_rows = (book, letters) => {
    const { frame, sets } = book;
    return mixflow.default_scores(frame).map(({ block, i, text, unit }) => ({ label: `${text} (${unit})`, unit, dots: letters.map(letter => ({ letter, change: sets[letter].change(block, i) })) }));
};

mixflow.views.compare = book => {
    const { frame, sets } = book, { word, element, number } = mixflow;
    const letters = book.letters.filter(l => sets[l] && !book.is_empty(l));
    if (!letters.length)
        return [element("p", { class: "wide" }, word("nothing_to_compare"))];
    const died = frame.index("outcome", "deaths");
    const words = letters.map(letter => {
        const change = sets[letter].change("outcome", died);
        return element("p", {}, word("deaths_words", letter, number(sets[letter].spread("outcome", died).middle), number(sets.base.spread("outcome", died).middle), mixflow.change_words(change)));
    });
    return [element("div", { class: "wide veiled" }, words), mixflow.ranges({
        name: "scores", title: word("title_scores"), how: word("how_scores"), caption: word("caption_scores"), own: true, wide: true, rows: mixflow.score_rows(book, letters),
    })];
};

/* ---- what is shown unless the room chooses otherwise ---- */

/* Where nobody comes by sea, it is claims that open the row. */
mixflow.default_cards = (frame, base) => [["outcome", base.mean("outcome", frame.index("outcome", "sea_arrivals")) > 0 ? "sea_arrivals" : "claims"],
    ["indicator", "limbo_stock"], ["outcome", "deaths"], ["indicator", "protected_a_year"]].filter(([axis, id]) => frame.index(axis, id) >= 0);

mixflow.card_choices = frame => ["outcome", "indicator"].flatMap(axis => frame.axes[axis].map((label, i) => ({ id: `${axis}/${label.id}`, text: frame.label(axis, i) }))
    .filter(({ id }) => axis === "outcome" || mixflow.names.indicator[id.split("/")[1]]));

mixflow.default_scores = frame => [["outcome", "sea_arrivals"], ["outcome", "claims"], ["outcome", "admitted"], ["outcome", "granted"], ["outcome", "returns"],
    ["indicator", "protection_gap"], ["indicator", "protected_a_year"], ["indicator", "limbo_stock"], ["indicator", "immobility"], ["indicator", "fn_status"],
    ["indicator", "fp_status"], ["indicator", "cost_all"]].map(([block, id]) => ({ block, i: frame.index(block, id) })).filter(({ i }) => i >= 0)
    .map(({ block, i }) => ({ block, i, text: frame.label(block, i), unit: mixflow.unit(frame.unit(block, i)) || mixflow.word("share") }));
