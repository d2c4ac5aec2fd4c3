/* ministries.js: who acts and whose goal it serves, from a stored factorial.
 *
 * bundle.coherence, if there is one, holds what `mixflow coherence` says. */

"use strict";

mixflow.SCALE = ["cancelling", "counteracting", "constraining", "consistent", "enabling", "reinforcing", "indivisible"];

mixflow.scale_tone = score => d3.scaleLinear([-3, 0, 3], ["#c9a6d4", "#f2f2f2", "#9ccbe6"])(Math.max(-3, Math.min(3, score)));

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

mixflow.coherence_cell = ({ value, score }) => mixflow.element("td", { class: "cell", style: `background: ${mixflow.scale_tone(score)}` },
    mixflow.number(value), mixflow.element("br"),
    mixflow.element("span", { class: "small soft" }, mixflow.named("scale", String(score), mixflow.SCALE[score + 3])));

mixflow.coherence_table = ({ goals, rows, caption, runs }) => {
    const { element, word } = mixflow;
    const owner = ({ id, name }) => mixflow.named("owner", id, name ?? id);
    const head = [word("acts_for"), ...goals.map(owner)].map(text => element("th", { scope: "col" }, text));
    const body = rows.map(row => element("tr", {}, element("th", { scope: "row" }, owner(row)), row.cells.map(mixflow.coherence_cell)));
    return element("figure", { class: "picture wide", id: "picture-coherence" }, element("h3", {}, word("title_ministries")),
        element("table", { class: "matrix" }, element("thead", {}, element("tr", {}, head)), element("tbody", {}, body)),
        element("figcaption", {}, caption ?? ""), element("p", { class: "small soft" }, word("how_ministries", runs ?? "")));
};

mixflow.ministries = book => {
    const { element, word } = mixflow;
    const letters = book.letters.filter(l => book.sets[l] && !book.is_empty(l));
    return [
        letters.length ? mixflow.cost_table(book, letters) : null,
        book.bundle.coherence ? mixflow.coherence_table(book.bundle.coherence) : element("p", { class: "wide soft" }, word("no_ministries")),
    ];
};
