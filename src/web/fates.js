/* fates.js: what became of the same people in two futures, as a shaded table.
 *
 * matrix[i][j]: persons whose end is i in the baseline and j under the package. */

"use strict";

/* Persons by their two ends: mean over the runs.  ends: [Int8Array per run], cohorts of the frame's scenario. */
mixflow.fates_matrix = (base, other, cohorts, n) => {
    const matrix = Array.from({ length: n }, () => new Float64Array(n));
    base.forEach((ends, r) => {
        for (const cohort of cohorts)
            for (let p = cohort.first; p < cohort.first + cohort.people; p++)
                if (ends[p] >= 0 && other[r][p] >= 0)
                    matrix[ends[p]][other[r][p]] += cohort.weight / base.length;
    });
    return matrix.map(row => [...row]);
};

mixflow.fates = ({ letter, matrix, labels, how }) => {
    const { element, word, number } = mixflow;
    const used = labels.map((_, i) => i).filter(i => d3.sum(matrix[i]) + d3.sum(matrix, row => row[i]) > 0);
    const all = d3.sum(matrix, row => d3.sum(row)), moved = all - d3.sum(labels, (_, i) => matrix[i][i]);
    const most = d3.max(used.flatMap(i => used.filter(j => j !== i).map(j => matrix[i][j]))) || 1;
    const cell = (i, j) => element("td", {
        class: "cell",
        style: `background: ${i === j ? "#e4e4e4" : d3.interpolate("#ffffff", "#8fbfe0")(matrix[i][j] / most)}`,
    }, matrix[i][j] > 0 ? number(matrix[i][j]) : "\u00b7");
    const table = {
        columns: [word("under_base", letter), ...used.map(j => labels[j]), word("all_people")],
        rows: used.map(i => [labels[i], ...used.map(j => Math.round(matrix[i][j])), Math.round(d3.sum(matrix[i]))]),
    };
    return element("figure", { class: "picture wide", id: "picture-fates" },
        element("h3", {}, word("title_fates")),
        element("div", { style: "overflow-x:auto" }, element("table", { class: "matrix veiled" },
            element("thead", {}, element("tr", {}, table.columns.map(c => element("th", { scope: "col" }, c)))),
            element("tbody", {}, used.map(i => element("tr", {}, element("th", { scope: "row" }, labels[i]),
                used.map(j => cell(i, j)), element("td", {}, number(d3.sum(matrix[i])))))))),
        element("figcaption", {}, word("caption_fates", number(all > 0 ? 1000 * moved / all : 0))),
        element("p", { class: "under no-print" },
            element("button", { onclick: () => mixflow.hand_over("mixflow-fates.csv", mixflow.csv(table), "text/csv") }, word("get_data"))),
        element("p", { class: "small soft" }, how));
};
