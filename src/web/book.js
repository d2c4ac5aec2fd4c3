/* book.js: stored runs as a book of letters, for pages without an engine, and the
 * choice of a language on such a page. */

"use strict";

/* The first run is the baseline, the next up to eight are A, B, C ... */
mixflow.paper_letters = [..."ABCDEFGH"];

mixflow.stored_book = (bundle, land, letter) => {
    const frame = mixflow.frame(bundle.frame), base = new mixflow.Stored(frame, bundle.runs[0]);
    const others = bundle.runs.slice(1).filter(run => run.scale === bundle.runs[0].scale).slice(0, mixflow.paper_letters.length);
    const sets = { base, ...Object.fromEntries(others.map((run, i) => [mixflow.paper_letters[i], new mixflow.Stored(frame, run, base)])) };
    return {
        bundle, frame, land, sets, letter, letters: mixflow.paper_letters, shown: { group: "", queue: "", end: "protected", each: false, when: -1, cards: mixflow.default_cards(frame, base) },
        is_empty: l => l !== "base" && !sets[l], fates: l => sets[l]?.run.fates ?? null, choose: () => {},
        filled: Object.keys(sets).filter(l => l !== "base"),
    };
};

/* The interventions that a run switches on, or off, against the baseline: by a package or one by one. */
mixflow.instruments = (book, letter, how = "on") => book.sets[letter].run[how].map(id =>
    book.bundle.scenario.interventions.find(i => i.id === id) ?? { id, kind: "", owner: "" });

/* All of them in words; told: what is said of each. */
mixflow.instrument_words = (book, letter, told = mixflow.lever_name) => [
    ...mixflow.instruments(book, letter).map(told),
    ...mixflow.instruments(book, letter, "off").map(i => mixflow.word("without", told(i))),
].join("; ");

/* Does a scenario letter its packages itself, "A protection near home", "B visas for work" ...? */
mixflow.are_lettered = packages => packages.length > 1 && packages.every((p, k) => p.name.startsWith(`${String.fromCharCode(65 + k)} `));

/* On paper a run has the letter of its place, and none beside it. */
mixflow.run_name = (book, letter) => {
    const { name, id, packages } = book.sets[letter].run;
    return name ? packages.length && mixflow.are_lettered(book.bundle.scenario.packages) ? name.slice(2) : name : id;
};

/* Writes a page into the element of that name, in the reader's language, and again when it is changed. */
mixflow.in_languages = async (id, write) => {
    await mixflow.unpack_d3();
    const bundle = mixflow.speak(JSON.parse(new TextDecoder().decode(await mixflow.unpacked("bundle"))));
    const land = JSON.parse(document.getElementById("land")?.textContent ?? "null");
    const place = document.getElementById(id);
    const tongue = mixflow.element("p", { class: "row no-print" },
        Object.entries(mixflow.languages).map(([language, name]) => mixflow.element("button", { onclick: () => written(language) }, name)));
    const written = language => {
        mixflow.language = document.documentElement.lang = language;
        document.title = bundle.scenario.title;
        write(bundle, place, land);
        place.prepend(tongue);
    };
    written((navigator.language ?? "en").startsWith("de") ? "de" : "en");
};
