/* stages.js: a share at each stage of the journey, as dots with ranges.
 *
 * stages: [name], lines: [{ letter, words, spreads: [spread per stage] }]; hollow dots for a second kind of line.
 * above: room for so many entries above the drawing, so that two side by side begin at one height. */

"use strict";

mixflow.stages = ({ name, title, caption, how, stages, lines, above = lines.length }) => mixflow.picture({
    name, title, caption, how, height: 330,
    table: {
        columns: [mixflow.word("at_stage"), ...lines.flatMap(l => ["median", "low", "high"].map(k => `${l.words} ${mixflow.word(k)}`))],
        rows: stages.map((stage, s) => [stage, ...lines.flatMap(l => [l.spreads[s].middle, l.spreads[s].low, l.spreads[s].high].map(mixflow.round))]),
    },
    draw: (svg, width, height) => {
        const x = d3.scalePoint(stages, [70, width - 40]).padding(0.3);
        const y = d3.scaleLinear([Math.min(0, d3.min(lines.flatMap(l => l.spreads.map(s => s.low))) || 0), 1], [height - 46, 14 + 22 * above]);
        svg.append("g").attr("class", "grid").selectAll("line").data(y.ticks(5)).join("line").attr("x1", 50).attr("x2", width).attr("y1", y).attr("y2", y);
        svg.append("g").attr("class", "axis").attr("transform", "translate(46,0)")
            .call(d3.axisLeft(y).ticks(5).tickFormat(v => `${Math.round(100 * v)} %`).tickSize(0)).call(g => g.select(".domain").remove());
        svg.append("g").selectAll("text").data(stages).join("text").attr("x", s => x(s)).attr("y", (_, i) => height - (i % 2 ? 6 : 26))
            .attr("text-anchor", "middle").attr("class", "soft").attr("style", "font-size:15px").text(s => s);
        lines.forEach((line, k) => {
            const aside = (k - (lines.length - 1) / 2) * 13, at = (_, i) => x(stages[i]) + aside;
            const g = svg.append("g").attr("class", line.letter);
            const told = line.spreads.map((s, i) => [s, i]).filter(([s]) => Number.isFinite(s.middle));
            g.append("path").attr("class", `line tone-line ${line.letter}`).attr("style", "stroke-width:2")
                .attr("d", d3.line().x(([, i]) => at(0, i)).y(([s]) => y(s.middle))(told));
            for (const [s, i] of told) {
                g.append("line").attr("x1", at(0, i)).attr("x2", at(0, i)).attr("y1", y(s.low)).attr("y2", y(s.high)).attr("class", "tone-line").attr("stroke-width", 4);
                g.append("circle").attr("cx", at(0, i)).attr("cy", y(s.middle)).attr("r", 6).attr("class", line.hollow ? "tone-line" : "tone-fill")
                    .attr("stroke-width", 3).attr("fill", line.hollow ? "#fff" : null);
            }
        });
        mixflow.legend(svg, lines, width);
    },
});

/* One entry a row above a picture; hollow dots as they are drawn. */
mixflow.legend = (svg, lines, width) => lines.forEach((line, k) => {
    const x = 52, y = 10 + 22 * k;
    svg.append("circle").attr("cx", x + 6).attr("cy", y).attr("r", 6).attr("stroke-width", 3)
        .attr("class", `${line.letter} ${line.hollow ? "tone-line" : "tone-fill"}`).attr("fill", line.hollow ? "#fff" : null);
    mixflow.fit_text(svg.append("text").attr("x", x + 17).attr("y", y + 5).attr("style", "font-size:14px"), line.words, width - 72);
});
