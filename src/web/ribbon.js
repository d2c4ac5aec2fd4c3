/* ribbon.js: a number over time, for several packages, with its band over runs.
 *
 * sets: [{ letter: "base" | "A" ..., bands: [spread per date], runs: [[number per date] per run] or null }]
 * The lines differ in colour, dash and by a letter at their end, so that they
 * can be told apart in grey and by those who see colours otherwise. */

"use strict";

mixflow.letters = ["A", "B", "C", "D"];

mixflow.letter = letter => letter === "base" ? mixflow.word("baseline_short") : letter;

mixflow.draw_set = (svg, x, y, dates, set, each) => {
    const area = (low, high) => d3.area().defined(d => Number.isFinite(d[low]) && Number.isFinite(d[high])).x((_, i) => x(dates[i])).y0(d => y(d[low])).y1(d => y(d[high]))(set.bands);
    const line = values => d3.line().defined(Number.isFinite).x((_, i) => x(dates[i])).y(y)(values);
    if (each && set.runs) {
        for (const run of set.runs)
            svg.append("path").attr("class", `thin tone-line ${set.letter}`).attr("d", line(run));
    } else {
        svg.append("path").attr("class", `band tone-fill ${set.letter}`).attr("d", area("low", "high"));
        svg.append("path").attr("class", `band tone-fill ${set.letter}`).attr("d", area("quarter", "threequarters"));
    }
    svg.append("path").attr("class", `line tone-line ${set.letter}`).attr("d", line(set.bands.map(b => b.middle)));
};

mixflow.series_table = (dates, sets) => ({
    columns: [mixflow.word("date"), ...sets.flatMap(set => ["median", "low", "high"].map(k => `${mixflow.letter(set.letter)} ${mixflow.word(k)}`))],
    rows: dates.map((date, i) => [date.toISOString().slice(0, 10), ...sets.flatMap(({ bands }) =>
        [bands[i].middle, bands[i].low, bands[i].high].map(mixflow.round))]),
});

mixflow.ribbon = ({ name, title, caption, how, dates, sets, zero = false, each = false, wide = false, line = null,
    height = width => Math.round(Math.max(290, Math.min(0.6 * width, innerHeight - 460))) }) => {
    const all = sets.flatMap(set => each && set.runs ? set.runs.flat() : set.bands.flatMap(b => [b.low, b.high]))
        .concat(line ? [line.value] : []).filter(Number.isFinite);
    return mixflow.picture({
        name, title, caption, how, wide, height, table: mixflow.series_table(dates, sets),
        draw: (svg, width, tall) => {
            const { x, y } = mixflow.axes(svg, {
                width, height: tall, dates, top: Math.max(d3.max(all) ?? 1, zero ? 0 : 1e-9), bottom: Math.min(0, d3.min(all) ?? 0),
            });
            const across = value => svg.append("line").attr("x1", x.range()[0]).attr("x2", x.range()[1]).attr("y1", y(value)).attr("y2", y(value));
            if (zero)
                across(0).attr("stroke", "#1a1a1a").attr("stroke-width", 2);
            for (const set of sets)
                mixflow.draw_set(svg, x, y, dates, set, each);
            if (line) {
                across(line.value).attr("stroke", "#1a1a1a").attr("stroke-width", 2).attr("stroke-dasharray", "2 4");
                svg.append("text").attr("x", x.range()[0] + 6).attr("y", y(line.value) - 6).attr("style", "font-size:15px").text(line.words);
            }
            mixflow.end_labels(svg, x.range()[1], sets.filter(set => Number.isFinite(set.bands.at(-1).middle)).map(set => ({
                y: y(set.bands.at(-1).middle), letter: set.letter, text: set.letter === "base" ? "\u2205" : set.letter,
            })));
        },
    });
};

/* What a difference says in a sentence. */
mixflow.change_caption = (letter, change) => {
    if (change.none)
        return mixflow.word("caption_same", letter);
    if (!change.agreed.clear)
        return mixflow.word("caption_unclear", letter);
    return mixflow.word(change.agreed.sign > 0 ? "caption_more" : "caption_fewer", letter, change.agreed.most, change.agreed.of,
        mixflow.signed_range(change));
};
