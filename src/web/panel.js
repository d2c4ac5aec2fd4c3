/* panel.js: the left side: letters, presets, levers with sliders in real units, shocks.
 *
 * mixflow.panel(packages, changed) builds it anew; `changed(redraw)` is called after
 * each change, with redraw false while a slider is still being moved. */

"use strict";

mixflow.slide = (setting, packages, changed) => {
    const { element } = mixflow;
    const value = packages.now.sets[setting.path] ?? setting.value;
    const low = Math.min(setting.low, value), high = Math.max(setting.high, value);
    const id = `set-${setting.path}`;
    const label = element("span", { id }, `${mixflow.named("setting", setting.name, setting.doc)}${setting.unit && setting.unit !== "1" ? ` (${mixflow.unit(setting.unit)})` : ""}`);
    const range = element("input", { type: "range", min: low, max: high, step: setting.step, value, "aria-labelledby": id });
    const number = element("input", { type: "number", min: setting.min, max: setting.max, step: "any", value, "aria-labelledby": id });
    const set = (told, done) => {
        const kept = Math.min(setting.max, Math.max(setting.min, told));
        if (!Number.isFinite(kept))
            return;
        packages.change(self => {
            self.now.sets[setting.path] = kept;
        }, setting.path);
        changed(done);
    };
    range.addEventListener("input", () => {
        number.value = range.value;
        set(Number(range.value), false);
    });
    number.addEventListener("change", () => {
        range.value = number.value;
        set(Number(number.value), true);
    });
    return element("div", { class: "slide" }, label, range, number);
};

/* The panel as a sentence, for paper: what is in each package, what was moved in it, and the shocks. */
mixflow.packages_words = packages => {
    const levers = packages.scenario.interventions;
    const moved = (lever, sets) => lever.settings.filter(s => s.path in sets)
        .map(s => `${mixflow.named("setting", s.name, s.doc)} ${mixflow.number(sets[s.path])} ${mixflow.unit(s.unit)}`.trim()).join(", ");
    const told = (lever, sets) => `${mixflow.lever_name(lever)}${moved(lever, sets) ? ` (${moved(lever, sets)})` : ""}`;
    const list = (on, sets) => levers.filter(lever => on.has(lever.id)).map(lever => told(lever, sets)).join("; ");
    return [...packages.filled().map(letter => `${mixflow.word("package")} ${letter}: ${list(packages.made[letter].on, packages.made[letter].sets)}.`),
        packages.shocks.size ? `${mixflow.word("shocks")}: ${list(packages.shocks, {})}.` : ""].filter(Boolean).join(" ");
};

/* What the scenario sets itself, two at most; the rest on demand. */
mixflow.slides = (lever, packages, changed) => {
    const set = setting => packages.now.sets[setting.path] ?? setting.value;
    const main = lever.settings.filter(s => !s.name.startsWith("cost_") && set(s) !== 0).slice(0, 2);
    const rest = lever.settings.filter(s => !main.includes(s));
    const slide = setting => mixflow.slide(setting, packages, changed);
    return [...main.map(slide), rest.length ? mixflow.element("details", { "data-more": lever.id, open: packages.opened.has(lever.id),
        ontoggle: event => packages.opened[event.target.open ? "add" : "delete"](lever.id) },
        mixflow.element("summary", {}, mixflow.word("more_settings")), rest.map(slide)) : null].filter(Boolean);
};

mixflow.lever_about = lever => {
    const { element, word, named } = mixflow;
    const line = (key, text) => [element("dt", {}, word(key)), element("dd", {}, text)];
    return element("details", {}, element("summary", {}, word("mechanism")),
        element("p", {}, named("kind", lever.kind, lever.doc)),
        element("dl", {},
            line("owner", `${named("owner", lever.owner, lever.owner)}; ${word("level")}: ${named("level", lever.level, lever.level)}; ${word("at_stage")}: ${named("stage", lever.stage, lever.stage)}`),
            line("evidence", `${word(`evidence_${lever.evidence}`)}${lever.source ? `: ${lever.source}` : ""}`),
            line("side_effect", named("side_effect", lever.kind, lever.side_effect))));
};

mixflow.lever = (lever, packages, changed) => {
    const { element } = mixflow;
    const shock = mixflow.Packages.is_shock(lever), chosen = shock ? packages.shocks : packages.now.on;
    const on = chosen.has(lever.id);
    const box = element("input", {
        type: "checkbox", checked: on, onchange: () => {
            packages.change(self => {
                const mine = shock ? self.shocks : self.now.on;
                if (!mine.delete(lever.id))
                    mine.add(lever.id);
            });
            changed(true);
        },
    });
    return element("div", { class: "lever", "data-lever": lever.id },
        element("label", {}, box, element("span", { class: "called" }, mixflow.lever_name(lever)),
            element("span", { class: "tag" }, `${mixflow.named("owner", lever.owner, lever.owner)} \u00b7 ${lever.evidence}`)),
        on && !shock ? mixflow.slides(lever, packages, changed) : [],
        mixflow.lever_about(lever));
};

/* What the scenario has in force anyway: told, not to be chosen. */
mixflow.standing = lever => mixflow.element("div", { class: "lever", "data-lever": lever.id },
    mixflow.element("p", { class: "standing" }, mixflow.element("span", { class: "called" }, mixflow.lever_name(lever)), mixflow.element("span", { class: "tag" }, `${mixflow.word("since")} ${lever.start}`)),
    mixflow.lever_about(lever));

mixflow.panel = (packages, changed) => {
    const { element, word } = mixflow;
    const { scenario } = packages;
    const levers = scenario.interventions.filter(i => !mixflow.Packages.is_shock(i)), standing = levers.filter(i => i.on);
    const act = what => () => {
        packages.change(what);
        changed(true);
    };
    const letters = mixflow.letters.map(letter => element("button", {
        class: letter, "aria-pressed": String(letter === packages.current),
        onclick: () => {
            packages.current = letter;
            changed(true);
        },
    }, packages.is_empty(letter) ? letter : `${letter}\u2022`));
    const presets = element("select", {
        "aria-label": word("presets"), onchange: event => act(self => self.preset(event.target.value))(),
    }, element("option", { value: "", selected: true, disabled: true }, word("presets_ask")),
        scenario.packages.map(p => element("option", { value: p.id }, p.name || p.id)));
    const target = mixflow.letters.find(l => l !== packages.current && packages.is_empty(l)) ?? mixflow.letters.find(l => l !== packages.current);
    return [
        element("div", { class: "row letters", role: "group", "aria-label": word("package") }, element("h2", {}, word("package")), letters),
        element("div", { class: "row", style: "margin-top:.4rem" }, presets,
            element("button", { id: "undo", disabled: !packages.past.length, onclick: () => { packages.undo(); changed(true); } }, word("undo")),
            element("button", { id: "save-as", onclick: act(self => {
                self.made[target] = { on: new Set(self.now.on), sets: { ...self.now.sets } };
                self.current = target;
            }) }, word("save_as", target))),
        packages.is_empty(packages.current) ? element("p", { class: "soft small" }, word("empty")) : null,
        element("div", { class: "levers" }, levers.filter(i => !i.on).map(i => mixflow.lever(i, packages, changed))),
        standing.length ? element("details", { class: "levers" }, element("summary", {}, word("standing", standing.length)), standing.map(mixflow.standing)) : null,
        element("h3", { style: "margin-top:.8rem" }, word("shocks")),
        element("div", { class: "levers" }, scenario.interventions.filter(mixflow.Packages.is_shock).map(i => mixflow.lever(i, packages, changed))),
    ];
};
