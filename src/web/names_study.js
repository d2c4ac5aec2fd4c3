/* names_study.js: what tables of studies (`mixflow coherence`, `mixflow sensitivity`) say in each
 * language: headings, columns, and words in their cells.  [English, or null for the program's own
 * words; German]. */

"use strict";

/* By the English sentence. */
mixflow.names.heading = Object.fromEntries([
    ["what is told of", "wovon die Rede ist"],
    ["what is switched, and who decides on it", "was geschaltet wird, und wer dar\u00fcber entscheidet"],
    ["what owners are taken to wish for", "was den Ressorts als Ziel unterstellt wird"],
    ["who acts, and whose goals it serves", "wer handelt, und wessen Zielen es dient"],
    ["what each instrument does for whose goals", "was jedes Instrument f\u00fcr wessen Ziele tut"],
    ["pairs of instruments: do they help or hinder each other?", "Paare von Instrumenten: St\u00fctzen oder behindern sie einander?"],
    ["where each owner serves its own goals, and what is best together", "wohin jedes Ressort f\u00fcr sich kommt, und was zusammen am besten ist"],
    ["coherence in five numbers", "Koh\u00e4renz in f\u00fcnf Zahlen"],
    ["what could be chosen, in the order of the design", "was zur Wahl stand, in der Reihenfolge des Versuchsplans"],
    ["shocks and structures: what is best in each, and what is least regretted", "Schocks und Strukturen: was jeweils am besten ist, und was am wenigsten bereut wird"],
    ["what each switch adds, whatever the others are: Shapley values", "was jeder Schalter beitr\u00e4gt, wie auch immer die anderen stehen: Shapley-Werte"],
    ["what two switches do together beyond what each does alone: Shapley interactions", "was zwei Schalter zusammen \u00fcber das hinaus tun, was jeder allein tut: Shapley-Wechselwirkungen"],
    ["which settings matter: Morris screening", "auf welche Einstellungen es ankommt: Screening nach Morris"],
    ["how much of the variance settings explain: Sobol indices", "wie viel der Varianz Einstellungen erkl\u00e4ren: Sobol-Indizes"],
    ["one setting changed at a time (weak)", "eine Einstellung nach der anderen ge\u00e4ndert (schwach)"],
    ["main effects of a fraction of the factorial", "Haupteffekte eines Teils des faktoriellen Versuchsplans"],
    ["rank correlations with settings (weak)", "Rangkorrelationen mit Einstellungen (schwach)"],
].map(([said, german]) => [said, [null, german]]));

mixflow.names.column = {
    measure: [null, "Gr\u00f6\u00dfe"], unit: [null, "Einheit"], meaning: [null, "Bedeutung"], scale: [null, "Skala"], factor: [null, "Faktor"],
    owner: [null, "zust\u00e4ndig"], owners: [null, "zust\u00e4ndig"], value: [null, "Wert"], relative: [null, "relativ"], reads: [null, "in Worten"],
    one: [null, "das eine"], other: [null, "das andere"], interaction: [null, "Wechsel\u00adwirkung"],
    instrument: [null, "Instrument"], name: [null, "Name"], level: [null, "Ebene"], wish: [null, "Wunsch"], weight: [null, "Gewicht"], sigma: [null, "Sigma"],
    acts: [null, "handelt"], goal: [null, "Ziel von"], step: [null, "Stufe"], what: [null, "Zahl"], who: [null, "wer"],
    package: [null, "Paket"], joint: [null, "Ziele aller"], agree: [null, "Anteil der Wiederholungen"],
    cost_all: [null, "Kosten"], protection_gap: [null, "Schutzl\u00fccke"], deaths: [null, "Tote"],
    on_front: [null, "auf der Front"], front_share: [null, "Anteil auf der Front"], best_share: [null, "Anteil als bestes"],
    regret: [null, "gr\u00f6\u00dfter Verlust"], regret_in: [null, "gr\u00f6\u00dfter Verlust bei"], least_regret_share: [null, "Anteil mit kleinstem gr\u00f6\u00dften Verlust"],
    state: [null, "Zustand"], best: [null, "bestes"], least_regretted: [null, "am wenigsten bereut"], loses: [null, "verliert"],
    low: [null, "niedrigster Wert"], high: [null, "h\u00f6chster Wert"], from: [null, "von"], to: [null, "nach"],
    mu_star: ["mu*", "Mu*"], mu: [null, "Mu"], total: [null, "Gesamtindex"], first: [null, "Index erster Ordnung"],
    base: [null, "Ausgangswert"], difference: [null, "Unterschied"], effect: [null, "Wirkung"], correlation: [null, "Rang\u00adkorrelation"],
};

/* Words that stand in cells, by the English ones. */
mixflow.names.told = Object.fromEntries([
    ["raises", "erh\u00f6ht"], ["lowers", "senkt"], ["not told from chance", "vom Zufall nicht zu unter\u00adscheiden"],
    ["one replicate: chance is not known", "eine Wiederholung: Zufall unbekannt"],
    ["together other than their sum", "zusammen anders als ihre Summe"], ["reinforce each other", "verst\u00e4rken einander"], ["weaken each other", "schw\u00e4chen einander"],
    ["little", "wenig"], ["almost linear", "fast linear"], ["one direction", "eine Richtung"], ["mostly one direction", "meist eine Richtung"],
    ["bends, or hangs on others (or chance)", "gekr\u00fcmmt, oder von anderen abh\u00e4ngig (oder Zufall)"],
    ["with others, if at all", "mit anderen, wenn \u00fcberhaupt"], ["alone and with others", "allein und mit anderen"], ["mostly alone", "meist allein"],
    ["no numbers", "keine Zahlen"], ["too few points to tell", "zu wenige Punkte"],
    ["natural", "nat\u00fcrlich"], ["log", "logarithmisch"], ["all together", "alle zusammen"], ["each for itself", "jedes f\u00fcr sich"], ["all", "alle"],
    ["none", "nichts"], ["more", "mehr"], ["less", "weniger"],
    ["they go round in a circle; the mean of it is told", "sie drehen sich im Kreis; genannt ist dessen Mittel"],
    ["an equilibrium, one of several", "ein Gleichgewicht von mehreren"], ["the only equilibrium", "das einzige Gleichgewicht"],
    ["the same", "dasselbe"], ["another package", "ein anderes Paket"],
    ["cancelling", "aufhebend"], ["counteracting", "entgegenwirkend"], ["constraining", "einschr\u00e4nkend"], ["consistent", "vereinbar"],
    ["enabling", "beg\u00fcnstigend"], ["reinforcing", "verst\u00e4rkend"], ["indivisible", "untrennbar"],
].map(([said, german]) => [said, [null, german]]));

mixflow.told = text => mixflow.named("told", text, text);

mixflow.measure_word = (id, fallback = id) => mixflow.named("outcome", id, null) ?? mixflow.named("indicator", id, fallback);

mixflow.owner_word = owner => mixflow.named("owner", owner === "eu" ? "EU" : owner === "un" ? "UN" : owner === "partner" ? "partner country" : owner, mixflow.told(owner));

/* After an estimate come its standard error and the ends of its interval: a page tells the interval alone, as one column. */
mixflow.is_told = column => !/_(error|high)$/.test(column);
mixflow.column_word = column => column.endsWith("_low") ? "95 %" : mixflow.named("column", column, column.replaceAll("_", " "));
mixflow.cell_interval = (row, column) => row[column] === null ? "" : mixflow.range({ low: row[column], high: row[column.replace(/low$/, "high")] });

/* How cells of a column are said; others stay as they are.  `measures` is the one listing that keeps the program's own
 * names, beside what they mean: with these more can be asked of the program. */
mixflow.cell_words = {
    measure: (id, row) => "meaning" in row ? id : mixflow.measure_word(id),
    meaning: (text, row) => mixflow.language === "en" ? text : mixflow.measure_word(row.measure, text),
    name: (names, row, book) => names.split(", ").map(id => { /* of a switch without a name: its interventions */
        const lever = book.bundle.scenario.interventions.find(i => i.id === id);
        return lever ? mixflow.lever_name(lever) : mixflow.said(id);
    }).join(", "),
    unit: unit => mixflow.unit(unit),
    level: level => mixflow.named("level", level, level),
    owners: owners => owners.split(", ").map(mixflow.owner_word).join(", "),
    ...Object.fromEntries(["owner", "acts", "goal"].map(column => [column, owner => mixflow.owner_word(owner)])),
    ...Object.fromEntries(["reads", "scale", "factor", "who", "wish", "package", "best", "least_regretted"].map(column => [column, text => mixflow.told(text)])),
};
