/* ranges.js: rows of dots with ranges about zero: who gains, and packages side by side.
 *
 * rows: [{ label, unit, dots: [{ letter, change: see results.js }] }]
 * own: each row has a scale of its own (different units), else all share one. */

"use strict";

mixflow.mark = letter => [d3.symbolCircle, d3.symbolSquare, d3.symbolTriangle, d3.symbolDiamond]["ABCDEFGH".indexOf(letter) % 4];

mixflow.ranges = ({ name, title, caption, how, rows, own = false, wide = false }) => {
    const told = rows.flatMap(row => row.dots.map(dot => ({ row, dot, ...dot.change })));
    const table = {
        columns: [mixflow.word("outcome"), mixflow.word("package"), mixflow.word("median"), mixflow.word("low"), mixflow.word("high"), mixflow.word("agreeing")],
        rows: told.map(t => [t.row.label, t.dot.letter, mixflow.round(t.middle), mixflow.round(t.low), mixflow.round(t.high), `${t.agreed.most}/${t.agreed.of}`]),
    };
    const deep = row => Math.max(30, 22 * row.dots.length + 10);
    return mixflow.picture({
        name, title, caption, how, table, wide, height: d3.sum(rows, deep) + 34,
        draw: (svg, width, height) => {
            const left = Math.min(width * 0.44, 330), right = own ? 116 : 14;
            const reach = list => Math.max(1e-12, d3.max(list, t => Math.max(Math.abs(t.low), Math.abs(t.high))) || 0);
            const shared = reach(told);
            const scale = reached => d3.scaleLinear([-reached, reached], [left, width - right]);
            let top = 6;
            svg.append("line").attr("x1", scale(1)(0)).attr("x2", scale(1)(0)).attr("y1", 0).attr("y2", height - 26).attr("stroke", "#1a1a1a").attr("stroke-width", 1.5);
            for (const row of rows) {
                const mine = told.filter(t => t.row === row), x = scale(own ? reach(mine) : shared);
                mixflow.fit_text(svg.append("text").attr("x", 0).attr("y", top + deep(row) / 2 + 5).attr("style", "font-size:16px"), row.label, left - 12);
                mine.forEach((t, i) => {
                    const y = top + deep(row) / 2 + (i - (mine.length - 1) / 2) * 22;
                    const g = svg.append("g").attr("class", t.agreed.clear ? t.dot.letter : "").attr("style", t.agreed.clear ? null : "--tone: #9a9a9a");
                    g.append("line").attr("x1", x(t.low)).attr("x2", x(t.high)).attr("y1", y).attr("y2", y).attr("class", "tone-line").attr("stroke-width", 4);
                    g.append("path").attr("d", d3.symbol(mixflow.mark(t.dot.letter), 130))
                        .attr("transform", `translate(${x(t.middle)},${y})`).attr("class", "tone-fill");
                    if (own)
                        svg.append("text").attr("x", width).attr("y", y + 5).attr("text-anchor", "end").attr("style", "font-size:15px")
                            .attr("class", t.agreed.clear ? "" : "soft").text(`${t.dot.letter} ${mixflow.signed(t.middle, mixflow.fitting)}`);
                });
                top += deep(row);
            }
            if (!own)
                svg.append("g").attr("class", "axis").attr("transform", `translate(0,${height - 26})`)
                    .call(d3.axisBottom(scale(shared)).ticks(width - left > 300 ? 4 : 3).tickFormat(mixflow.short).tickSizeOuter(0));
        },
    });
};

/* Text that ends in an ellipsis where it would be too long; the whole is its title. */
mixflow.fit_text = (text, words, room) => {
    text.text(words).append("title").text(words);
    const node = text.node();
    let shown = words;
    while (shown.length > 3 && (node.getComputedTextLength?.() ?? shown.length * 8) > room) {
        shown = shown.slice(0, -2);
        node.firstChild.textContent = `${shown.trimEnd()}\u2026`;
    }
};
