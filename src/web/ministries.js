/* ministries.js: who acts and whose goal it serves, from a stored factorial.
 *
 * bundle.studies, if there are any, hold what `mixflow coherence` and `mixflow sensitivity` wrote. */

"use strict";

mixflow.scale_tone = step => d3.scaleLinear([-3, 0, 3], ["#c9a6d4", "#f2f2f2", "#9ccbe6"])(Math.max(-3, Math.min(3, step ?? 0)));

mixflow.cost_rows = (book, letters) => {
    const { frame, sets } = book, owners = frame.axes.owner, years = frame.length("year");
    return owners.map((owner, o) => [mixflow.named("owner", owner.id, owner.name ?? owner.id), ...letters.map(letter =>
        d3.sum(d3.range(years), y => sets[letter].mean("cost", y * owners.length + o) || 0) / 1e6)]).filter(row => d3.some(row.slice(1), v => v > 0));
};

mixflow.cost_table = (book, letters) => {
    const { element, word } = mixflow, rows = mixflow.cost_rows(book, letters);
    if (!rows.length)
        return element("p", { class: "wide soft" }, word("no_costs"));
    rows.push([word("all_people"), ...letters.map((_, i) => d3.sum(rows, row => row[i + 1]))]);
    return element("figure", { class: "picture wide", id: "picture-costs" }, element("h3", {}, word("title_costs")),
        mixflow.table({ columns: [word("owner"), ...letters], rows }, { class: "veiled" }), element("figcaption", {}, word("caption_costs")));
};

mixflow.study = (book, kind) => book.bundle.studies?.find(study => study.kind === kind);

mixflow.coherence_cell = cell => mixflow.element("td", { class: "cell", style: `background: ${mixflow.scale_tone(cell?.step)}` },
    cell ? mixflow.number(cell.value) : "", mixflow.element("br"),
    mixflow.element("span", { class: "small soft" }, cell ? mixflow.named("scale", String(cell.step), cell.reads) : ""));

/* Who acts and whose goals it serves: a row for each who acts, a column for each who wishes. */
mixflow.coherence_table = study => {
    const { element, word } = mixflow, { rows } = study.listings.matrix;
    const unique = key => [...new Set(rows.map(row => row[key]))], goals = unique("goal");
    const head = [word("acts_for"), ...goals.map(mixflow.owner_word)].map(text => element("th", { scope: "col" }, text));
    const body = unique("acts").map(acts => element("tr", {}, element("th", { scope: "row" }, mixflow.owner_word(acts)),
        goals.map(goal => mixflow.coherence_cell(rows.find(row => row.acts === acts && row.goal === goal)))));
    return element("figure", { class: "picture wide", id: "picture-coherence" }, element("h3", {}, `${word("title_ministries")}: ${mixflow.said(study.title)}`),
        element("div", { style: "overflow-x: auto" },
            element("table", { class: "matrix" }, element("thead", {}, element("tr", {}, head)), element("tbody", {}, body))),
        element("figcaption", {}, mixflow.silo_words(study)), element("p", { class: "small soft" }, word("how_ministries")));
};

/* What each would choose for itself, and what all would choose together. */
mixflow.silo_words = study => (study.listings.silo?.rows ?? []).map(row => mixflow.word("silo", mixflow.word(row.who === "all together" ? "silo_all" : "silo_each"), mixflow.told(row.package), mixflow.number(row.joint), Math.round(100 * (row.agree ?? 0)))).join(" ");

/* Any listing of a study as a table, its doc above it. */
mixflow.listing = (book, study, name, most = 12) => {
    const { doc, rows } = study.listings[name], is_text = column => rows.some(row => typeof row[column] === "string");
    const columns = study.listings[name].columns.map(column => column.name)
        .filter(column => mixflow.is_told(column) && rows.some(row => row[column] !== "" && row[column] !== null));
    const cell = (row, column) => column.endsWith("_low") ? mixflow.cell_interval(row, column)
        : is_text(column) ? mixflow.cell_words[column]?.(row[column], row, book) ?? row[column] : row[column];
    return mixflow.element("figure", { class: "picture wide", id: `picture-${study.kind}-${name}` }, mixflow.element("h3", {}, mixflow.named("heading", doc, doc)), mixflow.table({
        columns: columns.map(mixflow.column_word), texts: columns.map(is_text),
        rows: rows.slice(0, most).map(row => columns.map(column => cell(row, column))),
    }, { class: "study" }), rows.length > most ? mixflow.element("figcaption", {}, mixflow.word("first_rows", most, rows.length, study.kind)) : null);
};

mixflow.sensitivity = book => {
    const study = mixflow.study(book, "sensitivity");
    return study ? Object.entries(study.listings).filter(([, { rows }]) => rows.length).slice(0, 3)
        .map(([name]) => mixflow.listing(book, study, name)) : [];
};

/* The matrix, and what its instruments are; nothing if there is no such study. */
mixflow.coherence = book => {
    const study = mixflow.study(book, "coherence");
    return study ? [mixflow.coherence_table(study), mixflow.listing(book, study, "instruments")] : [];
};

mixflow.ministries = book => {
    const { element, word } = mixflow, coherence = mixflow.coherence(book);
    const letters = book.letters.filter(l => book.sets[l] && !book.is_empty(l));
    return [
        letters.length ? mixflow.cost_table(book, letters) : null,
        ...coherence.length ? coherence : [element("p", { class: "wide soft" }, word("no_ministries"))],
        ...mixflow.sensitivity(book),
    ];
};
