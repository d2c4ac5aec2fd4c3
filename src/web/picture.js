/* picture.js: the frame round every picture: title, drawing, a caption that is
 * written from the numbers, the numbers as a table and as CSV, and how it was made.
 *
 * mixflow.picture({ name, title, caption, table: { columns, rows }, how,
 *                   draw(svg, width, height), height, wide, heading })
 * draws at the width it is given on the page, so that letters keep their size. */

"use strict";

mixflow.picture = ({ name, title, caption, table, how, draw, height = 300, wide = false }) => {
    const { element, word } = mixflow;
    const id = `picture-${name}`;
    const numbers = element("div", { hidden: true, class: "small" }, mixflow.table(table));
    const svg = d3.create("svg").attr("role", "img").attr("aria-labelledby", `${id}-title ${id}-caption`);
    const made = element("p", { hidden: true, class: "small soft" }, how);
    const opened = what => event => {
        what.hidden = !what.hidden;
        event.target.setAttribute("aria-expanded", String(!what.hidden));
    };
    const figure = element("figure", { class: `picture${wide ? " wide" : ""}`, id },
        element("h3", { id: `${id}-title` }, title),
        element("div", {}, svg.node(),
            element("figcaption", { id: `${id}-caption` }, caption),
            element("p", { class: "under no-print" },
                element("button", { onclick: opened(numbers), "aria-expanded": "false" }, word("as_table")),
                element("button", { onclick: () => mixflow.hand_over(`mixflow-${name}.csv`, mixflow.csv(table), "text/csv") },
                    word("get_data")),
                element("button", { onclick: opened(made), "aria-expanded": "false" }, word("how_made"))),
            made, numbers));
    figure.redraw = () => {
        const width = Math.round(figure.clientWidth || (wide ? 800 : 390));
        const tall = typeof height === "function" ? height(width) : height;
        if (figure.drawn === width)
            return;
        figure.drawn = width;
        svg.attr("viewBox", `0 0 ${width} ${tall}`).attr("width", width).attr("height", tall);
        svg.selectAll("*").remove();
        draw(svg, width, tall);
    };
    return figure;
};

/* Two pictures that follow one another stand side by side in a box of their own: it shares its rows, and no page parts it. */
mixflow.paired = pictures => pictures.filter(Boolean).reduce((hung, picture) => {
    const last = hung.at(-1), narrow = picture.matches("figure.picture:not(.wide)");
    if (narrow && last?.matches(".pair") && last.childElementCount < 2)
        last.append(picture);
    else
        hung.push(narrow ? mixflow.element("div", { class: "pair" }, picture) : picture);
    return hung;
}, []);

/* Puts pictures into a place and draws them once they have a width. */
mixflow.hang = (place, pictures) => {
    place.replaceChildren(...mixflow.paired(pictures));
    for (const picture of pictures)
        picture?.redraw?.();
};

addEventListener("resize", () => {
    clearTimeout(mixflow.resized);
    mixflow.resized = setTimeout(() => document.querySelectorAll("figure.picture").forEach(f => f.redraw?.()), 120);
});

/* An axis of time below and one of numbers at the left; returns both scales. */
mixflow.axes = (svg, { width, height, dates, top, bottom = 0, left = 62 }) => {
    const x = d3.scaleUtc(d3.extent(dates), [left, width - 64]);
    const y = d3.scaleLinear([bottom, top], [height - 30, 12]).nice(4);
    const years = d3.utcYears(...d3.extent(dates)).length;
    svg.append("g").attr("class", "grid").selectAll("line").data(y.ticks(4)).join("line")
        .attr("x1", left).attr("x2", width - 64).attr("y1", y).attr("y2", y);
    svg.append("g").attr("class", "axis").attr("transform", `translate(0,${height - 30})`)
        .call(d3.axisBottom(x).ticks(Math.min(years + 1, Math.floor((width - left - 64) / 62))).tickFormat(d3.utcFormat("%Y")).tickSizeOuter(0));
    svg.append("g").attr("class", "axis").attr("transform", `translate(${left},0)`)
        .call(d3.axisLeft(y).ticks(4).tickFormat(mixflow.short).tickSize(0).tickPadding(6))
        .call(g => g.select(".domain").remove());
    return { x, y };
};

/* Names at the right end of lines, pushed apart until they no longer touch. */
mixflow.end_labels = (svg, x, labels) => {
    const apart = 20;
    labels.sort((a, b) => a.y - b.y);
    for (let round = 0; round < 20; round++)
        for (let i = 1; i < labels.length; i++)
            if (labels[i].y - labels[i - 1].y < apart) {
                const push = (apart - (labels[i].y - labels[i - 1].y)) / 2;
                labels[i].y += push;
                labels[i - 1].y -= push;
            }
    svg.append("g").selectAll("text").data(labels).join("text")
        .attr("x", x + 8).attr("y", d => d.y + 6).attr("class", d => `tone-fill ${d.letter}`)
        .attr("font-weight", 700).text(d => d.text);
};
