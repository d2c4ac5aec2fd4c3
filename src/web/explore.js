/* explore.js: the explorer itself: opens the bundle, checks the engine, and redraws
 * what the room has changed. */

"use strict";

mixflow.Explorer = class {
    constructor(bundle, land) {
        const frame = mixflow.frame(bundle.frame);
        const packages = new mixflow.Packages(bundle.scenario);
        const runs = new mixflow.Runs({ bundle, frame, packages, heard: now => this.redraw_soon(now) });
        Object.assign(this, { bundle, frame, land, packages, runs, letters: mixflow.letters, view: "time", check: "engine_wait", said: "", sets: {}, hidden: false });
        this.shown = {
            group: "en_route", queue: frame.axes.queue[0]?.id, end: frame.axes.end.some(e => e.id === "protected") ? "protected" : frame.axes.end[0].id, each: false, when: -1,
            cards: mixflow.default_cards(frame, new mixflow.Stored(frame, bundle.runs[0])),
        };
        this.is_empty = letter => letter !== "base" && packages.is_empty(letter);
        this.fates = letter => runs.fates(letter);
        this.choose = (name, value) => {
            this.shown[name] = value;
            this.redraw();
        };
    }

    get letter() {
        return this.packages.current;
    }

    /* Compiles the engine, re-runs a baseline and compares its digest with the program's. */
    async start_engine() {
        const bytes = await mixflow.unpacked("engine").catch(() => null);
        if (!bytes || typeof WebAssembly === "undefined" || typeof Worker === "undefined") {
            this.check = "engine_none";
            return;
        }
        const { scenario, preview, runs } = this.bundle;
        try {
            const module = await WebAssembly.compile(bytes);
            const pool = new mixflow.Pool(module, document.getElementById("worker").textContent, scenario.text, preview.people);
            const { digest } = await pool.ask({ rank: 0 }, { packages: [], sets: [], replicate: 0 });
            this.check = digest === runs[0].digests[0] ? "engine_ok" : "engine_bad";
            if (this.check === "engine_ok")
                this.runs.pool = pool;
        } catch (error) {
            this.check = "engine_bad";
            this.trouble = error.message;
        }
    }

    /* While a slider moves the numbers follow, the panel stays. */
    changed(done) {
        clearTimeout(this.asked);
        this.said = "";
        if (done)
            this.redraw_panel();
        this.redraw_tools();
        this.asked = setTimeout(() => {
            this.runs.want(this.letters_to_run());
            this.redraw_stage();
        }, done ? 0 : 90);
    }

    letters_to_run() {
        const filled = this.packages.filled();
        return [...filled.filter(l => l !== this.letter), ...filled.filter(l => l === this.letter)];
    }

    redraw_soon(now) {
        clearTimeout(this.soon);
        this.soon = setTimeout(() => this.redraw_stage(), now ? 0 : 150);
    }

    redraw() {
        document.documentElement.lang = mixflow.language;
        this.redraw_head();
        this.redraw_panel();
        this.redraw_stage();
    }

    redraw_panel() {
        const focus = document.activeElement?.getAttribute?.("aria-labelledby"), type = document.activeElement?.type;
        const panel = document.getElementById("panel"), at = panel.scrollTop;
        panel.replaceChildren(...mixflow.panel(this.packages, done => this.changed(done)).flat().filter(Boolean));
        panel.scrollTop = at;
        if (focus)
            panel.querySelector(`[aria-labelledby="${CSS.escape(focus)}"][type="${type}"]`)?.focus();
    }

    /* What is known now; a package still without runs keeps what it showed before. */
    gather() {
        for (const letter of ["base", ...mixflow.letters]) {
            if (letter !== "base" && this.packages.is_empty(letter))
                this.sets[letter] = null;
            else
                this.sets[letter] = this.runs.results(letter) ?? this.sets[letter];
        }
        const current = this.sets[this.letter];
        if (current?.live && current.base.count)
            this.sets.base = current.base;
    }

    redraw_stage() {
        this.gather();
        document.body.classList.toggle("veil", this.hidden);
        document.getElementById("ask").textContent = mixflow.word("predict_ask");
        this.redraw_status();
        document.getElementById("packages-on-paper").textContent = mixflow.packages_words(this.packages);
        mixflow.draw_cards(this, document.getElementById("cards"));
        mixflow.draw_tabs(this, document.getElementById("tabs"));
        mixflow.hang(document.getElementById("views"), mixflow.views[this.view](this));
        document.getElementById("views").classList.toggle("veiled", this.hidden);
    }

    redraw_status() {
        const { word, number } = mixflow, { runs, bundle } = this;
        const letter = this.packages.is_empty(this.letter) ? "base" : this.letter, done = runs.both(letter).length;
        const said = !runs.pool ? word("stored", bundle.preview.replicates)
            : done < runs.replicates ? word("running", done, runs.replicates)
                : word("runs", done, runs.replicates, number(Math.round(runs.made.get(runs.key(letter)).took / 100) / 10));
        document.getElementById("status").textContent = [this.said, said, word("preview", number(bundle.preview.persons_each)), word("what_if"),
            runs.trouble ?? (!runs.pool && !this.packages.is_empty(this.letter) && !runs.results(this.letter) ? word("only_stored") : "")].filter(Boolean).join(" \u00b7 ");
    }

    redraw_head() {
        const { element, word } = mixflow;
        document.getElementById("title").textContent = this.bundle.scenario.title;
        document.title = `mixflow: ${this.bundle.scenario.title}`;
        document.getElementById("check").textContent = `${this.check === "engine_ok" ? "\u2713 " : ""}${word(this.check)} \u00b7 ${word("offline")}`;
        document.getElementById("check").dataset.check = this.check;
        const button = (id, act) => element("button", { id, onclick: act }, word(id));
        const session = [button("session_save", () => mixflow.hand_over("mixflow-session.json", this.packages.session(this.bundle), "application/json")),
            button("session_open", () => document.getElementById("session-file").click()), button("print", () => print()),
            button("clear", () => this.clear())];
        document.getElementById("head-buttons").replaceChildren(
            button("why", () => mixflow.open_pane(mixflow.why(this.bundle, this.sets.base))),
            element("details", { class: "menu", id: "session" }, element("summary", {}, word("session")), element("div", {}, session)),
            button("big", () => this.grow()),
            element("select", { "aria-label": word("language"), id: "language", onchange: event => {
                mixflow.language = event.target.value;
                this.redraw();
            } }, Object.entries(mixflow.languages).map(([id, name]) => element("option", { value: id, selected: id === mixflow.language }, name))));
        this.redraw_tools();
        document.getElementById("foot").textContent = `${word("why_not")} ${word("licence", this.bundle.program.version)}`;
    }

    redraw_tools() {
        const { element, word } = mixflow;
        document.getElementById("tools").replaceChildren(
            element("button", { id: "hide", "aria-pressed": String(this.hidden), onclick: () => this.hide(!this.hidden) }, word(this.hidden ? "reveal" : "hide")),
            element("button", { id: "replay", disabled: !this.packages.last, onclick: () => this.replay() }, word("replay")));
    }

    hide(on) {
        this.hidden = on;
        this.redraw();
    }

    grow() {
        document.documentElement.classList.toggle("big");
        this.redraw();
    }

    clear() {
        this.packages.clear();
        this.sets = {};
        this.runs.want([]);
        this.said = mixflow.word("cleared");
        this.redraw();
    }

    /* Shows the state before the last change, then the change again. */
    replay() {
        if (!this.packages.last)
            return;
        const [before, after] = this.packages.last;
        for (const [state, later] of [[before, 0], [after, 1600]])
            setTimeout(() => {
                this.packages.restore(state);
                this.runs.want(this.letters_to_run());
                this.redraw();
            }, later);
    }

    open_session(text) {
        try {
            this.packages.open_session(text, this.bundle);
            this.changed(true);
            this.said = mixflow.word("session_opened", this.packages.filled().join(", "));
        } catch (error) {
            this.said = mixflow.word("session_bad", error.message);
        }
        this.redraw();
    }
};

/* ---- cards and tabs ---- */

mixflow.draw_cards = (book, place) => {
    const letter = mixflow.looked_at(book).at(-1), results = book.sets[letter];
    place.replaceChildren(...book.shown.cards.map(([axis, id], k) => {
        const i = book.frame.index(axis, id);
        const choose = mixflow.element("select", {
            "aria-label": mixflow.word("card_show"), title: book.frame.label(axis, i), onchange: event => {
                book.shown.cards[k] = event.target.value.split("/");
                book.redraw_stage();
            },
        }, mixflow.card_choices(book.frame).map(choice => mixflow.element("option", { value: choice.id, selected: choice.id === `${axis}/${id}` }, choice.text)));
        return mixflow.card({
            title: book.frame.label(axis, i), unit: mixflow.unit(book.frame.unit(axis, i)) || mixflow.word("share"), letter, choose,
            spread: results.spread(axis, i), change: results.change(axis, i),
        });
    }));
};

mixflow.tab_names = ["time", "map", "routes", "queues", "who", "fates", "sorting", "ministries", "compare", "life"];

mixflow.draw_tabs = (book, place) => place.replaceChildren(...mixflow.tab_names.map(name => mixflow.element("button", {
    role: "tab", "aria-selected": String(name === book.view), id: `tab-${name}`, onclick: () => {
        book.view = name;
        book.redraw_stage();
    },
}, mixflow.word(`view_${name}`))));

mixflow.views.ministries = mixflow.ministries;
mixflow.views.life = mixflow.life_view;

/* ---- the pane, the dark screen, keys ---- */

mixflow.open_pane = children => {
    const pane = document.getElementById("pane");
    pane.replaceChildren(mixflow.element("form", { method: "dialog", style: "float: right" }, mixflow.element("button", {}, mixflow.word("close"))), ...children);
    pane.showModal();
    pane.querySelectorAll("figure.picture").forEach(figure => figure.redraw?.());
};

mixflow.darken = () => {
    const on = document.querySelector(".dark");
    if (on)
        on.remove();
    else
        document.body.append(mixflow.element("div", { class: "dark", role: "status", "aria-label": mixflow.word("dark_long"), onclick: mixflow.darken }));
};

mixflow.explore = async () => {
    await mixflow.unpack_d3();
    const bundle = mixflow.speak(JSON.parse(new TextDecoder().decode(await mixflow.unpacked("bundle"))));
    const land = JSON.parse(document.getElementById("land").textContent);
    mixflow.language = (navigator.language ?? "en").startsWith("de") ? "de" : "en";
    const explorer = mixflow.explorer = new mixflow.Explorer(bundle, land);
    explorer.redraw();
    document.getElementById("session-file").addEventListener("change", async event => {
        const [file] = event.target.files;
        if (file)
            explorer.open_session(await file.text());
        event.target.value = "";
    });
    addEventListener("keydown", event => {
        if ((event.key === "b" || event.key === "B") && !/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName))
            mixflow.darken();
    });
    await explorer.start_engine();
    performance.mark("ready"); /* for the bench */
    explorer.runs.want(explorer.letters_to_run());
    explorer.redraw();
};

mixflow.explore();
