/* base.js: small helpers that every other script uses.
 *
 * All scripts of a page are joined into one, in the order of shared.txt and of
 * the page's own list; each adds its nouns to the one global name, mixflow. */

"use strict";

const mixflow = {};

/* element("p", { class: "soft" }, "text", other, ...) */
mixflow.element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
        if (key.startsWith("on"))
            made.addEventListener(key.slice(2), value);
        else if (value === true)
            made.setAttribute(key, "");
        else if (value !== false && value !== null && value !== undefined)
            made.setAttribute(key, value);
    }
    made.append(...children.flat().filter(child => child !== null && child !== undefined));
    return made;
};

/* What is embedded in the page under an id, decoded and decompressed; null if it is empty. */
mixflow.unpacked = async id => {
    const text = document.getElementById(id).textContent.trim();
    if (!text)
        return null;
    const bytes = Uint8Array.from(atob(text), c => c.charCodeAt(0));
    return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
};

/* D3 lies in the page packed; until this is done nothing can be drawn. */
mixflow.unpack_d3 = async () => {
    for (const id of ["d3", "d3-sankey"])
        document.head.append(mixflow.element("script", {}, new TextDecoder().decode(await mixflow.unpacked(id))));
};

/* ---- numbers ---- */

/* Three figures are all that a model of this kind can bear. */
mixflow.round = value => {
    if (!Number.isFinite(value) || value === 0)
        return value;
    const step = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 2);
    return step >= 1 ? Math.round(value / step) * step : Number(value.toPrecision(3));
};

mixflow.number = value => Number.isFinite(value)
    ? new Intl.NumberFormat(mixflow.language, { maximumSignificantDigits: 3 }).format(mixflow.round(value)).replace("-", "\u2212")
    : mixflow.word("none");

mixflow.signed = (value, told = mixflow.number) => (value > 0 ? "+" : "") + told(value);

mixflow.range = ({ low, high }) => mixflow.word("range", mixflow.number(low), mixflow.number(high));

mixflow.signed_range = ({ low, high }) => mixflow.word("range", mixflow.signed(low), mixflow.signed(high));

mixflow.short = value => new Intl.NumberFormat(mixflow.language,
    { notation: "compact", maximumSignificantDigits: 3 }).format(value).replace("-", "\u2212");

/* Whole as long as there is room for it. */
mixflow.fitting = value => (Math.abs(value) < 1e6 ? mixflow.number : mixflow.short)(value);

/* What an intervention is called: as a shipped scenario means it; or by its id; in another language by its kind, and by its
 * id if it is not alone. */
mixflow.lever_name = lever => {
    const own = lever.shipped ? mixflow.named("own", lever.id, null) : null;
    if (own)
        return own;
    const id = lever.id.replaceAll("_", " "), text = id[0].toUpperCase() + id.slice(1);
    const title = mixflow.named("lever", lever.kind, null);
    return title === null ? text : lever.alone ? title : `${title}: ${text}`;
};

/* ---- files that the visitor asks for: never sent, only handed over ---- */

mixflow.csv = table => [table.columns, ...table.rows].map(row => row.map(cell => {
    const text = cell === null || cell === undefined ? "" : String(cell);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}).join(",")).join("\r\n") + "\r\n";

mixflow.hand_over = (name, text, type) => {
    const link = mixflow.element("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};

mixflow.table = (table, attributes = {}) => {
    const side = i => table.texts?.[i] ? { class: "text" } : {};
    return mixflow.element("table", attributes,
        mixflow.element("thead", {}, mixflow.element("tr", {}, table.columns.map((c, i) => mixflow.element("th", { scope: "col", ...side(i) }, String(c))))),
        mixflow.element("tbody", {}, table.rows.map(row => mixflow.element("tr", {}, row.map((cell, i) =>
            mixflow.element(i === 0 ? "th" : "td", i === 0 ? { scope: "row" } : side(i),
                typeof cell === "number" ? mixflow.number(cell) : cell ?? ""))))));
};
