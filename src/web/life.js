/* life.js: one synthetic life as a dated list, twice side by side. */

"use strict";

mixflow.life_facts = (bundle, life) => {
    const cohort = bundle.scenario.cohorts[life.cohort];
    return [cohort.name || cohort.id, mixflow.word(life.female ? "woman" : "man"), mixflow.word("aged", Math.round(life.age)),
        mixflow.named("skill", life.skill, life.skill)].join(", ");
};

mixflow.life_table = (bundle, frame, life, heading) => {
    const { element, word } = mixflow, { places, links, statuses } = bundle.scenario;
    const link = id => links.find(l => l.id === id);
    const leg = l => `${places[l.from].name} \u2192 ${places[l.to].name}`;
    const where = moment => link(moment.where) ? leg(link(moment.where)) : places[moment.place]?.name ?? moment.where ?? "";
    return element("section", {}, element("h3", {}, heading),
        element("table", { class: "life" },
            element("thead", {}, element("tr", {}, ["date", "life_event", "life_where", "life_status"].map(key => element("th", { scope: "col" }, word(key))))),
            element("tbody", {}, life.moments.map(m => element("tr", {}, element("td", {}, m.date), element("td", {}, mixflow.named("moment", m.kind, m.name)), element("td", {}, where(m)),
                element("td", {}, statuses[m.status]?.name ?? ""))))),
        element("p", {}, element("strong", {}, `${word("stage_outcome")}: ${life.end >= 0 ? frame.label("end", life.end) : ""}`)));
};

/* A place that fills itself when the engine has told the lives. */
mixflow.life_view = book => {
    const { element, word } = mixflow;
    const place = element("div", { class: "wide" }, word("running", 0, 1));
    const letter = mixflow.looked_at(book).at(-1);
    const tell = async after => {
        const someone = book.runs?.pool ? book.runs.someone(letter, after) : null;
        if (!someone) {
            place.replaceChildren(element("p", {}, word("no_life")));
            return;
        }
        const letters = letter === "base" ? ["base"] : ["base", letter];
        const lives = await Promise.all(letters.map(l => book.runs.life(l, someone)));
        place.replaceChildren(element("h3", {}, `${word("title_life")}: ${mixflow.life_facts(book.bundle, lives[0])}`),
            element("button", { class: "no-print", onclick: () => tell(someone.person) }, word("another")),
            element("div", { class: "views" }, lives.map((life, i) => mixflow.life_table(book.bundle, book.frame, life, mixflow.letter(letters[i])))),
            element("p", { class: "small soft" }, word("how_life")));
    };
    tell(-1);
    return [place];
};
