/* why.js: why believe it, and what it cannot tell: sources, checks, assumptions. */

"use strict";

mixflow.assumption_rows = bundle => bundle.scenario.assumptions.filter(a => a.evidence === "A" || a.evidence === "K").slice(0, 14)
    .map(a => [a.doc, `${mixflow.number(a.value)} ${mixflow.unit(a.unit)}`, a.source || mixflow.word(`evidence_${a.evidence}`)]);

mixflow.source_list = bundle => {
    const told = [...bundle.scenario.interventions, ...bundle.scenario.assumptions].filter(a => a.source && ["D", "R"].includes(a.evidence)).map(a => a.source);
    return [...new Set(told)].slice(0, 24);
};

mixflow.agreement_words = bundle => {
    const { word, number, named } = mixflow;
    const full = bundle.runs.find(run => run.scale === "full");
    if (!document.getElementById("engine"))
        return word("report_of", bundle.runs[0].replicates, number(bundle.runs[0].people), bundle.scenario.start, bundle.scenario.end);
    if (!full || !bundle.agreement)
        return word("preview", number(bundle.preview.persons_each));
    const label = a => {
        const axis = a.block === "outcome" ? "outcome" : "indicator", { id, name } = bundle.frame.axes[axis][a.at];
        return named(axis, id, name);
    };
    const apart = bundle.agreement.filter(a => !a.agree).map(label);
    return word("preview_long", number(bundle.preview.people), full.replicates, number(full.people),
        apart.length ? word("preview_differs", apart.join("; ")) : word("preview_agrees"));
};

mixflow.why = (bundle, base) => {
    const { element, word } = mixflow;
    const section = (key, ...children) => element("section", { style: "margin-top: .9rem" }, element("h3", {}, word(key)), children);
    return [
        element("h2", {}, word("why")),
        section("why_what", element("p", {}, word("why_is")), element("p", {}, word("why_not")), bundle.scenario.question ? element("p", {}, bundle.scenario.question) : null),
        section("why_checked", mixflow.checks(bundle, base), element("p", {}, mixflow.agreement_words(bundle))),
        section("why_assumed", mixflow.table({ columns: [word("assumption"), word("value"), word("evidence")], rows: mixflow.assumption_rows(bundle) }, { class: "small life" })),
        section("why_cannot", element("p", {}, word("cannot_1")), element("p", {}, word("cannot_2")), element("p", {}, word("cannot_3"))),
        section("why_sources", element("ul", { class: "small" }, mixflow.source_list(bundle).map(s => element("li", {}, s)))),
        section("why_made", document.getElementById("engine") ? element("p", {}, word("engine_ok_long")) : null, element("p", { class: "small soft" },
            `mixflow ${bundle.program.version}, ${bundle.program.revision ?? ""}; ${bundle.scenario.digest}; ${word("licence", bundle.program.version)}`)),
    ];
};
