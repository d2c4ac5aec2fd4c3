/* checks.js: counted figures beside the model's: the ratio, with the range of the runs.
 *
 * What the model was fitted to is drawn hollow: it tests nothing. */

"use strict";

mixflow.check_rows = (bundle, base) => {
    const frame = mixflow.frame(bundle.frame), n = frame.length("outcome");
    return bundle.scenario.counted.map(counted => {
        const year = frame.index("year", String(counted.year)), i = frame.index("outcome", counted.outcome);
        const spread = year < 0 || i < 0 ? null : base.spread("outcome_year", year * n + i);
        return { ...counted, spread, label: `${i < 0 ? counted.outcome : frame.label("outcome", i)}, ${counted.year}` };
    }).filter(row => row.spread && Number.isFinite(row.spread.middle));
};

mixflow.checks = (bundle, base) => {
    const { element, word } = mixflow, rows = mixflow.check_rows(bundle, base);
    if (!rows.length)
        return element("p", {}, word("no_checks"));
    const table = {
        columns: [word("outcome"), word("observed"), word("modelled"), word("low"), word("high"), word("fitted"), word("why_sources")],
        rows: rows.map(r => [r.label, Math.round(r.value), ...[r.spread.middle, r.spread.low, r.spread.high].map(mixflow.round), word(r.fitted ? "yes" : "no"), r.source]),
    };
    const within = rows.filter(r => r.spread.middle > r.value / 2 && r.spread.middle < 2 * r.value).length;
    return mixflow.picture({
        name: "checks", title: word("title_checks"), caption: word("caption_checks", within, rows.length), how: word("how_checks"), table,
        height: 26 * rows.length + 44,
        draw: (svg, width, height) => {
            const left = Math.min(width * 0.4, 260), x = d3.scaleLog([0.25, 4], [left, width - 10]).clamp(true);
            const base_line = height - 28;
            svg.append("g").attr("class", "axis").attr("transform", `translate(0,${base_line})`)
                .call(d3.axisBottom(x).tickValues([0.25, 0.5, 1, 2, 4]).tickFormat(v => `\u00d7 ${mixflow.number(v)}`).tickSizeOuter(0));
            svg.append("line").attr("x1", x(1)).attr("x2", x(1)).attr("y1", 0).attr("y2", base_line).attr("stroke", "#1a1a1a").attr("stroke-width", 2);
            rows.forEach((row, k) => {
                const y = 14 + 26 * k, at = v => x(v / row.value);
                mixflow.fit_text(svg.append("text").attr("x", 0).attr("y", y + 5).attr("style", "font-size:15px"), row.label, left - 10);
                svg.append("line").attr("x1", at(row.spread.low)).attr("x2", at(row.spread.high)).attr("y1", y).attr("y2", y).attr("stroke", "#595959").attr("stroke-width", 4);
                svg.append("circle").attr("cx", at(row.spread.middle)).attr("cy", y).attr("r", 6).attr("stroke", "#595959").attr("stroke-width", 3)
                    .attr("fill", row.fitted ? "#fff" : "#595959");
            });
        },
    });
};
