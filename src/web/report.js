/* report.js: the take-home report: the explorer's pictures of stored runs, as one long
 * page that prints well.  No engine, nothing to set: what is shown is what was run. */

"use strict";

/* The same pictures without the controls that only the explorer has. */
mixflow.on_paper = (...views) => views.flat().filter(child => child && !child.classList?.contains("no-print"));

/* Pictures of several packages on one page need names of their own. */
mixflow.hung = (title, pictures, letter = "") => {
    const { element } = mixflow;
    const place = element("div", { class: "views" });
    for (const picture of pictures)
        picture.id = `${picture.id}${letter}`;
    const section = element("section", {}, element("h2", {}, title), place);
    section.hang = () => mixflow.hang(place, pictures);
    return section;
};

mixflow.package_table = book => {
    const { word } = mixflow;
    const rows = book.filled.map(letter => [letter, mixflow.run_name(book, letter),
        mixflow.instrument_words(book, letter, i => mixflow.lever_name(i) + (i.owner ? ` (${mixflow.named("owner", i.owner, i.owner)})` : ""))]);
    return mixflow.table({ columns: [word("package"), word("named"), word("instruments")], rows }, { class: "life" });
};

mixflow.card_row = (book, letter) => mixflow.element("div", { class: "cards" }, book.shown.cards.map(([axis, id]) => {
    const i = book.frame.index(axis, id), results = book.sets[letter];
    return mixflow.card({
        title: book.frame.label(axis, i), unit: mixflow.unit(book.frame.unit(axis, i)) || mixflow.word("share"), letter,
        spread: results.spread(axis, i), change: results.change(axis, i),
    });
}));

/* Four series as small multiples: the largest groups that move. */
mixflow.main_groups = frame => ["en_route", "claimant", "protected", "limbo", "nearby", "dead"].filter(id => frame.index("group", id) >= 0).slice(0, 4);

mixflow.report_package = (bundle, land, letter) => {
    const { word, element } = mixflow, book = mixflow.stored_book(bundle, land, letter), { frame } = book;
    const name = letter === "base" ? word("baseline") : `${word("package")} ${letter}: ${mixflow.run_name(book, letter)}`;
    const series = mixflow.main_groups(frame).flatMap(id => {
        const i = frame.index("group", id);
        return mixflow.time_pair(book, `group-${id}`, frame.label("group", i), "group", "group", i);
    });
    const head = element("section", { class: "chapter" }, element("h1", {}, name), mixflow.card_row(book, letter));
    const fates = letter === "base" ? [] : mixflow.on_paper(mixflow.views.fates(book));
    const who = letter === "base" ? [] : mixflow.on_paper(mixflow.views.who(book));
    return [head,
        mixflow.hung(word("view_time"), mixflow.on_paper(series), letter),
        mixflow.hung(word("view_map"), mixflow.on_paper(mixflow.views.map(book)), letter),
        mixflow.hung(word("view_routes"), mixflow.on_paper(mixflow.views.routes(book)), letter),
        fates.length ? mixflow.hung(word("view_fates"), fates, letter) : null,
        who.length ? mixflow.hung(word("view_who"), who, letter) : null,
        mixflow.hung(word("view_queues"), mixflow.report_queues(book), letter),
        mixflow.hung(word("view_sorting"), mixflow.on_paper(mixflow.views.sorting(book)), letter)].filter(Boolean);
};

/* The two queues in which most wait at the end. */
mixflow.report_queues = book => {
    const { frame } = book, n = frame.length("queue"), last = frame.dates.length - 1;
    const longest = d3.range(n).sort((a, b) => book.sets.base.mean("waiting", last * n + b) - book.sets.base.mean("waiting", last * n + a)).slice(0, 2);
    return longest.flatMap(i => mixflow.time_pair(book, `queue-${frame.axes.queue[i].id}`, mixflow.word("title_queue", book.bundle.scenario.queues[i].name || frame.axes.queue[i].id), "waiting", "queue", i));
};

mixflow.believed = (bundle, book) => {
    const section = mixflow.element("section", {}, ...mixflow.why(bundle, book.sets.base));
    section.hang = () => section.querySelectorAll("figure.picture").forEach(figure => figure.redraw());
    return section;
};

mixflow.glossary = () => {
    const { element, word } = mixflow;
    return element("section", {}, element("h2", {}, word("glossary")), element("dl", {}, ["need", "motive", "claim", "status", "limbo", "gap", "paired", "band"].flatMap(key =>
        [element("dt", {}, element("strong", {}, word(`term_${key}`))), element("dd", {}, word(`means_${key}`))])));
};

mixflow.number_table = book => {
    const { word, number } = mixflow, { frame, sets } = book;
    const cells = ["outcome", "indicator"].flatMap(axis => frame.axes[axis].map((label, i) => ({ axis, i })));
    const rows = cells.map(({ axis, i }) => [`${frame.label(axis, i)}${mixflow.unit(frame.unit(axis, i)) ? ` (${mixflow.unit(frame.unit(axis, i))})` : ""}`,
        number(sets.base.spread(axis, i).middle), ...book.filled.map(letter => mixflow.change_words(sets[letter].change(axis, i)))]);
    return mixflow.table({ columns: [word("outcome"), word("baseline"), ...book.filled], rows }, { class: "small" });
};

/* Of a batch that cannot be simulated once more: its studies, and what is left out. */
mixflow.write_studies = (bundle, place) => {
    const { element, word } = mixflow, { title, question } = bundle.scenario, { why, planner } = bundle.left_out;
    const { version, revision } = bundle.program;
    const told = mixflow.hung(word("view_ministries"), mixflow.on_paper(mixflow.coherence({ bundle }), mixflow.sensitivity({ bundle })));
    place.replaceChildren(
        element("header", {}, element("h1", {}, title), question ? element("p", {}, question) : null,
            element("p", {}, word("why_is")), element("p", {}, word("why_not")),
            element("p", { id: "left-out" }, element("strong", {}, word(`alone_${why}`, planner, `${version} (${revision})`)), " ", word("alone"))),
        told, mixflow.glossary());
    told.hang();
};

mixflow.write_report = (bundle, place, land) => {
    if (!bundle.runs.length)
        return mixflow.write_studies(bundle, place);
    const { element, word } = mixflow, book = mixflow.stored_book(bundle, land, "base"), { scenario } = bundle;
    const compare = mixflow.on_paper(mixflow.views.compare(book));
    const sections = [
        element("header", {}, element("h1", {}, scenario.title), scenario.question ? element("p", {}, scenario.question) : null,
            element("p", {}, word("why_is")), element("p", {}, word("why_not")),
            element("p", { class: "soft" }, word("report_of", book.sets.base.count, mixflow.number(bundle.runs[0].people), scenario.start, scenario.end))),
        book.filled.length ? element("section", {}, element("h2", {}, word("packages")), mixflow.package_table(book)) : null,
        book.filled.length ? mixflow.hung(word("view_compare"), compare) : null,
        book.filled.length || book.bundle.studies?.length ? mixflow.hung(word("view_ministries"), mixflow.on_paper(mixflow.ministries(book))) : null,
        ...mixflow.report_package(bundle, land, "base"),
        ...book.filled.flatMap(letter => mixflow.report_package(bundle, land, letter)),
        mixflow.believed(bundle, book),
        mixflow.glossary(),
        element("section", {}, element("h2", {}, word("all_numbers")), mixflow.number_table(book)),
    ];
    place.replaceChildren(...sections.filter(Boolean));
    for (const section of sections)
        section?.hang?.();
};

mixflow.in_languages("report", mixflow.write_report);
