/* cards.js: four numbers, large, with how sure the change is, in words.
 *
 * A card: { title, unit, spread, change, letter, choose: a control that lies unseen over the title, for
 * titles of a control do not break into lines; or null }. */

"use strict";

mixflow.change_words = change => {
    if (change.none)
        return mixflow.word("as_base");
    if (!change.agreed.clear)
        return mixflow.word("no_clear");
    return `${mixflow.signed(change.middle)}, ${mixflow.word("in_runs", change.agreed.most, change.agreed.of)}`;
};

mixflow.card = ({ title, unit, spread, change, letter, choose = null }) => {
    const { element, word } = mixflow;
    const sure = !change.none && change.agreed.clear;
    const told = change.none ? "" : `${sure ? `${word("in_runs", change.agreed.most, change.agreed.of)}; ` : ""}${mixflow.signed_range(change)}`;
    return element("div", { class: `card ${letter}-edge` },
        element("h3", {}, title, choose),
        element("div", { class: "fit" }, element("p", { class: "number veiled" }, mixflow.fitting(spread.middle))),
        element("p", { class: "soft small veiled" }, spread.low === spread.high ? "" : mixflow.range(spread), element("br"), unit),
        letter === "base" ? null : element("p", { class: `change veiled ${sure ? "" : "soft"}` }, sure ? mixflow.signed(change.middle) : mixflow.change_words(change)),
        letter === "base" ? null : element("p", { class: "soft small veiled" }, told));
};
