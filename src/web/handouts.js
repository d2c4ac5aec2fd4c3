/* handouts.js: what lies on the tables: guide, role briefs, lever cards, persona cards,
 * ballot and one outcome sheet a package; all from the runs of one bundle, to be printed. */

"use strict";

mixflow.sheet = (title, ...children) => mixflow.element("section", { class: "sheet" }, mixflow.element("h2", {}, title), children.flat());

mixflow.guide_sheets = () => {
    const { element, word, spoken } = mixflow;
    return mixflow.sessions.map(session => mixflow.sheet(word("guide", session.minutes),
        element("p", {}, word("why_is")), element("p", {}, word("why_not")),
        element("table", { class: "life" }, element("tbody", {}, session.steps.map(([minute, text]) =>
            element("tr", {}, element("th", { scope: "row" }, `${minute}\u2032`), element("td", {}, spoken(text)))))),
        element("h3", {}, word("mind")), element("ul", {}, [1, 2, 3, 4].map(k => element("li", {}, word(`mind_${k}`))))));
};

mixflow.cell_name = (frame, cell) => {
    const [axis, id] = cell.split("/"), i = frame.index(axis, id);
    return i < 0 ? null : frame.label(axis, i);
};

mixflow.role_sheets = book => mixflow.roles.map(role => {
    const { element, word, spoken } = mixflow;
    const mine = book.bundle.scenario.interventions.filter(i => role.owner.includes(i.owner));
    return mixflow.sheet(`${word("role")}: ${spoken(role.name)}`,
        element("p", {}, spoken(role.brief)),
        element("h3", {}, word("answers_for")), element("ul", {}, role.goals.map(goal => mixflow.cell_name(book.frame, goal)).filter(Boolean).map(text => element("li", {}, text))),
        element("h3", {}, word("can_move")), mine.length ? element("ul", {}, mine.map(i => element("li", {}, `${mixflow.lever_name(i)}: ${mixflow.named("kind", i.kind, i.doc)}`)))
            : element("p", {}, word("moves_nothing")),
        element("h3", {}, word("asks")), element("ol", {}, [1, 2, 3].map(k => element("li", {}, word(`asks_${k}`)))));
});

mixflow.lever_card = lever => {
    const { element, word, named } = mixflow;
    return element("div", { class: "lever" }, element("h3", {}, mixflow.lever_name(lever)), element("p", {}, named("kind", lever.kind, lever.doc)),
        element("p", { class: "small" }, `${word("owner")}: ${named("owner", lever.owner, lever.owner)}; ${word("at_stage")}: ${named("stage", lever.stage, lever.stage)}; ${word(`evidence_${lever.evidence}`)}`),
        element("p", { class: "small" }, `${word("side_effect")}: ${named("side_effect", lever.kind, lever.side_effect)}`));
};

mixflow.persona_sheets = book => (book.bundle.lives ?? []).slice(0, 4).map((life, k) => {
    const { element, word } = mixflow;
    return mixflow.sheet(`${word("persona")} ${k + 1}: ${mixflow.life_facts(book.bundle, life)}`, mixflow.life_table(book.bundle, book.frame, life, word("life_so_far")),
        element("p", {}, word("persona_ask")), element("p", { class: "small soft" }, word("how_life")));
});

mixflow.ballot_sheet = book => {
    const { element, word } = mixflow, { frame, shown, filled } = book;
    const names = shown.cards.map(([axis, id]) => frame.label(axis, frame.index(axis, id)));
    return mixflow.sheet(word("ballot"), element("p", {}, word("ballot_how")),
        element("table", { class: "life ballot" }, element("thead", {}, element("tr", {}, [word("package"), ...names, word("who_loses")].map(c => element("th", { scope: "col" }, c)))),
            element("tbody", {}, filled.map(letter => element("tr", {}, element("th", { scope: "row" }, `${letter}: ${mixflow.run_name(book, letter)}`),
                names.map(() => element("td", {}, "\u25a1 \u2191  \u25a1 =  \u25a1 \u2193")), element("td", { style: "min-width: 6em" }))))));
};

/* Eight numbers with their ranges; where the winners and losers are; what could turn it round. */
mixflow.sheet_cells = [["outcome", "sea_arrivals"], ["outcome", "deaths"], ["indicator", "protection_gap"], ["indicator", "protected_a_year"],
    ["indicator", "limbo_stock"], ["indicator", "immobility"], ["indicator", "fn_status"], ["indicator", "cost_all"]];

mixflow.outcome_rows = (book, letter) => mixflow.sheet_cells.map(([axis, id]) => [axis, id, book.frame.index(axis, id)]).filter(([, , i]) => i >= 0).map(([axis, id, i]) => {
    const { sets, frame } = book, unit = mixflow.unit(frame.unit(axis, i));
    return [`${frame.label(axis, i)}${unit ? ` (${unit})` : ""}`, mixflow.number(sets.base.spread(axis, i).middle), mixflow.number(sets[letter].spread(axis, i).middle),
        mixflow.change_words(sets[letter].change(axis, i)), mixflow.signed_range(sets[letter].change(axis, i))];
});

mixflow.gainers = (book, letter) => {
    const end = book.frame.index("end", "protected");
    const rows = mixflow.who_rows({ ...book, letter }, "fate", "cohort", i => book.bundle.scenario.cohorts[i].people >= 10, Math.max(0, end))
        .filter(row => row.dots[0].change.agreed.clear).sort((a, b) => b.dots[0].change.middle - a.dots[0].change.middle);
    const told = row => `${row.label} (${mixflow.signed(row.dots[0].change.middle)})`;
    return { most: rows.filter(r => r.dots[0].change.middle > 0).slice(0, 3).map(told), least: rows.filter(r => r.dots[0].change.middle < 0).slice(-3).map(told) };
};

mixflow.outcome_sheet = (book, letter) => {
    const { element, word } = mixflow, { run } = book.sets[letter], { most, least } = mixflow.gainers(book, letter);
    return mixflow.sheet(`${word("package")} ${letter}: ${mixflow.run_name(book, letter)}`,
        element("p", {}, mixflow.instrument_words(book, letter)),
        mixflow.table({ columns: [word("outcome"), word("baseline"), letter, word("difference"), `${word("low")} \u2026 ${word("high")}`], rows: mixflow.outcome_rows(book, letter) }),
        element("h3", {}, word("who_more")), element("p", {}, most.join("; ") || word("no_clear")),
        element("h3", {}, word("who_less")), element("p", {}, least.join("; ") || word("no_clear")),
        element("h3", {}, word("why_assumed")), element("ul", { class: "small" }, mixflow.assumption_rows(book.bundle).slice(0, 5).map(([doc, value]) => element("li", {}, `${doc}: ${value}`))),
        element("p", { class: "small soft" }, `${word("report_of", book.sets.base.count, mixflow.number(run.people), book.bundle.scenario.start, book.bundle.scenario.end)} `,
            `mixflow ${book.bundle.program.version}, ${run.digests?.[0] ?? book.bundle.scenario.digest}. ${word("why_not")}`));
};

mixflow.write_handouts = (bundle, place) => {
    const book = mixflow.stored_book(bundle, null, "base"), { element, word } = mixflow;
    place.replaceChildren(...[
        element("h1", {}, bundle.scenario.title),
        ...mixflow.guide_sheets(), ...mixflow.role_sheets(book), mixflow.ballot_sheet(book),
        mixflow.sheet(word("lever_cards"), element("div", { class: "views" }, bundle.scenario.interventions.map(mixflow.lever_card))),
        ...mixflow.persona_sheets(book), ...book.filled.map(letter => mixflow.outcome_sheet(book, letter)),
    ].filter(Boolean));
};

mixflow.in_languages("handouts", mixflow.write_handouts);
