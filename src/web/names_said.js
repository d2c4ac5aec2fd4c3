/* names_said.js: what is said in German of names that come in families, and of the names that the
 * shipped scenarios give to places, people, statuses, queues and packages: [English as in the
 * scenario, German].  Another scenario's own names stay as they are written there. */

"use strict";

mixflow.sayings = [
    ["The Central Mediterranean, 2014 to 2019", "Das zentrale Mittelmeer, 2014 bis 2019"],
    ["A corridor for the room: West Africa, the Horn, Libya, Italy, Germany", "Ein Korridor f\u00fcr den Raum: Westafrika, Horn von Afrika, Libyen, Italien, Deutschland"],

    ["Which mixtures of lists, speed, returns, controls and labour visas fit the end of the asylum wave of 2015?", "Welche Mischungen aus Listen, Tempo, R\u00fcckkehr, Kontrollen und Arbeitsvisa passen zum Ende der Asylwelle von 2015?"],
    ["How do need, motive, claim and status mix on the way to Italy, and where could they be told apart?", "Wie mischen sich Bedarf, Motiv, Antrag und Status auf dem Weg nach Italien, und wo lie\u00dfen sie sich trennen?"],
    ["What works where on the way, for whom, and what does it cost whom?", "Was wirkt wo auf dem Weg, f\u00fcr wen, und was kostet es wen?"],

    ["Italy", "Italien"], ["Germany", "Deutschland"], ["France", "Frankreich"], ["the rest of the EU", "die \u00fcbrige EU"],
    ["Germany (Munich)", "Deutschland (M\u00fcnchen)"], ["France (Paris)", "Frankreich (Paris)"],
    ["the rest of the EU (Stockholm stands for it)", "die \u00fcbrige EU (Stockholm steht f\u00fcr sie)"],
    ["Benin City, with Lagos", "Benin City, mit Lagos"], ["Dakar and Banjul", "Dakar und Banjul"], ["Addis Ababa", "Addis Abeba"],
    ["Shire, camps", "Shire, Lager"], ["Abeche, camps", "Ab\u00e9ch\u00e9, Lager"], ["Kassala, with Shagarab camps", "Kassala, mit den Lagern von Shagarab"],
    ["Mogadishu", "Mogadischu"], ["Damascus", "Damaskus"], ["Tripoli", "Tripolis"], ["Rome", "Rom"], ["Milan", "Mailand"], ["Khartoum", "Khartum"],
    ["Khartoum, Kassala", "Khartum, Kassala"], ["Sabha, with Al Qatrun", "Sabha, mit Al-Qatrun"],
    ["Dhaka, standing for Bangladesh and Pakistan", "Dhaka, steht f\u00fcr Bangladesch und Pakistan"],
    ["Sfax, standing for the Maghreb", "Sfax, steht f\u00fcr den Maghreb"], ["Catania and Augusta", "Catania und Augusta"],
    ["Bolzano and the Brenner", "Bozen und der Brenner"],

    ["Senegalese and Gambians", "Senegalesen und Gambier"], ["Nigerians", "Nigerianer"], ["Malians", "Malier"], ["Eritreans", "Eritreer"],
    ["Sudanese of Darfur", "Sudanesen aus Darfur"], ["Guinea", "Guinea"], ["Ethiopia", "\u00c4thiopien"],
    ["other countries of West and Central Africa", "andere L\u00e4nder West- und Zentralafrikas"],
    ["Syria, those who look to this route", "Syrien, wer auf diese Route blickt"], ["Bangladesh and Pakistan", "Bangladesch und Pakistan"],
    ["the Maghreb, Egypt and all others", "Maghreb, \u00c4gypten und alle anderen"],

    ["at home", "zu Hause"], ["displaced inside the country", "im eigenen Land vertrieben"],
    ["labour permit: at the labour office", "Arbeitserlaubnis: bei der Arbeitsverwaltung"], ["labour permit: at the embassy", "Arbeitserlaubnis: bei der Botschaft"],
    ["waiting for a training partnership", "wartet auf eine Ausbildungspartnerschaft"], ["waiting for a family visa", "wartet auf ein Familienvisum"],
    ["waiting for a study visa", "wartet auf ein Studienvisum"], ["near-origin procedure, at home", "herkunftsnahes Verfahren, zu Hause"],
    ["near-origin procedure, outside the country of origin", "herkunftsnahes Verfahren, au\u00dferhalb des Herkunftslands"],
    ["evacuated, waiting for resettlement", "evakuiert, wartet auf Resettlement"], ["permit for work", "Aufenthalt zur Arbeit"],
    ["permit for vocational training", "Aufenthalt zur Ausbildung"], ["permit as a family member", "Aufenthalt als Familienangeh\u00f6rige"],
    ["permit for study", "Aufenthalt zum Studium"], ["on the way", "unterwegs"], ["on the way again, after a claim in Europe", "wieder unterwegs, nach einem Antrag in Europa"],
    ["in detention or captivity", "in Haft oder Gefangenschaft"], ["registered in a country of first asylum", "in einem Erstaufnahmeland registriert"],
    ["claim for asylum open", "Asylantrag offen"], ["another state is asked to take over", "ein anderer Staat soll \u00fcbernehmen"],
    ["refugee status", "Fl\u00fcchtlingseigenschaft"], ["subsidiary protection", "subsidi\u00e4rer Schutz"],
    ["national or humanitarian protection", "nationaler oder humanit\u00e4rer Schutz"], ["resettled or admitted from outside", "durch Resettlement oder von au\u00dfen aufgenommen"],
    ["appeal before a court", "Klage vor Gericht"], ["refused and ordered to leave", "abgelehnt und ausreisepflichtig"], ["tolerated stay (Duldung)", "Duldung"],
    ["stay without a right to it", "Aufenthalt ohne Recht darauf"],
    ["stay without a right to it, after a claim that failed or was left", "Aufenthalt ohne Recht darauf, nach erfolglosem oder aufgegebenem Antrag"],
    ["residence permit after tolerated stay", "Aufenthaltserlaubnis nach Duldung"], ["lasting right of residence", "Niederlassungserlaubnis"],
    ["returned by choice", "freiwillig zur\u00fcckgekehrt"], ["returned by force", "abgeschoben"], ["dead", "gestorben"],

    ["Federal Office, these origins", "Bundesamt (BAMF), diese Herkunftsl\u00e4nder"], ["Territorial commissions", "Territorialkommissionen (Italien)"],
    ["OFPRA, these origins", "OFPRA, diese Herkunftsl\u00e4nder"], ["offices of the rest of the EU", "Beh\u00f6rden der \u00fcbrigen EU"],
    ["Refugee Commissioner", "Fl\u00fcchtlingskommissar (Malta)"], ["transfers from Germany", "\u00dcberstellungen aus Deutschland"],
    ["transfers from other states", "\u00dcberstellungen aus anderen Staaten"], ["administrative courts", "Verwaltungsgerichte"],
    ["tribunals", "Gerichte (Italien)"], ["courts elsewhere", "Gerichte anderswo"], ["removals", "Abschiebungen"],
    ["removals of the tolerated", "Abschiebungen Geduldeter"], ["expulsions", "Ausweisungen"], ["removals elsewhere", "Abschiebungen anderswo"],
    ["voluntary humanitarian return", "freiwillige humanit\u00e4re R\u00fcckkehr"], ["evacuation from Libya", "Evakuierung aus Libyen"],
    ["resettlement of the evacuated", "Resettlement der Evakuierten"], ["protection from first asylum", "Schutz aus der Erstaufnahme"],
    ["protection from an embassy", "Schutz \u00fcber eine Botschaft"], ["labour offices", "Arbeitsverwaltungen"], ["embassies: labour", "Botschaften: Arbeit"],
    ["training partnerships", "Ausbildungspartnerschaften"], ["embassies: family", "Botschaften: Familie"], ["embassies: study", "Botschaften: Studium"],

    ["protection near home", "Schutz nahe der Heimat"], ["protection near home and at embassies", "Schutz nahe der Heimat und \u00fcber Botschaften"],
    ["a stronger coast guard", "st\u00e4rkere K\u00fcstenwache"], ["information by peers", "Aufkl\u00e4rung durch R\u00fcckkehrer"],
    ["near home with a stronger coast guard", "nahe der Heimat, mit st\u00e4rkerer K\u00fcstenwache"], ["all three together", "alle drei zusammen"],
    ["near-origin processing with resettlement pledges", "herkunftsnahe Verfahren mit Resettlement-Zusagen"],
    ["training partnership with Nigeria", "Ausbildungspartnerschaft mit Nigeria"], ["visas for work", "Arbeitsvisa"],
    ["a stronger coast guard and visas for work", "st\u00e4rkere K\u00fcstenwache und Arbeitsvisa"],
    ["faster procedures in Italy and Germany", "schnellere Verfahren in Italien und Deutschland"],
    ["protection and livelihoods in Niger and Sudan", "Schutz und Auskommen in Niger und Sudan"], ["return with reintegration", "R\u00fcckkehr mit Reintegration"],
    ["all of these together, with the coast guard and the campaign", "alles zusammen, mit K\u00fcstenwache und Kampagne"],
    ["the coherent package without coast guard and campaign", "das koh\u00e4rente Paket ohne K\u00fcstenwache und Kampagne"],
    ["a war in Sudan", "ein Krieg im Sudan"], ["a recession in Libya and Algeria", "eine Rezession in Libyen und Algerien"],
    ["the coherent package in a war", "das koh\u00e4rente Paket im Krieg"], ["the coherent package in a recession", "das koh\u00e4rente Paket in der Rezession"],
    ["A protection near home, with pledges", "A Schutz nahe der Heimat, mit Zusagen"], ["B training and visas for work", "B Ausbildung und Arbeitsvisa"],
    ["C a stronger coast guard", "C st\u00e4rkere K\u00fcstenwache"], ["D rescue and evacuation", "D Rettung und Evakuierung"],
    ["E fast procedures and help to return", "E schnelle Verfahren und Hilfe zur R\u00fcckkehr"], ["F all ministries together", "F alle Ressorts zusammen"],

    ["From the Western Balkans to Germany, 2013 to 2019", "Vom westlichen Balkan nach Deutschland, 2013 bis 2019"], ["Albania", "Albanien"],
    ["Kosovo", "Kosovo"], ["Serbia", "Serbien"], ["North Macedonia", "Nordmazedonien"], ["Bosnia and Herzegovina", "Bosnien und Herzegowina"],
    ["Montenegro", "Montenegro"], ["Hungary", "Ungarn"], ["Belgrade", "Belgrad"], ["Germany, from Munich", "Deutschland, ab M\u00fcnchen"],
    ["Federal Office: claims lodged", "Bundesamt (BAMF): gestellte Antr\u00e4ge"], ["Federal Office: decisions", "Bundesamt (BAMF): Entscheidungen"],
    ["asked for asylum, waiting to lodge the claim", "Asylgesuch, wartet auf die Antragstellung"], ["ban on deportation", "Abschiebungsverbot"],
    ["deportations of the tolerated", "Abschiebungen Geduldeter"], ["deportations", "Abschiebungen"],
    ["on the way, or on a visit without a visa", "unterwegs, oder visumfrei zu Besuch"],
    ["returned by force, barred from entry", "abgeschoben, mit Einreiseverbot"],
    ["embassies answer the rumours", "Botschaften widersprechen den Ger\u00fcchten"],
    ["twice as many visa cases at the embassies", "doppelt so viele Visumf\u00e4lle bei den Botschaften"],
    ["visas for work from 2013", "Arbeitsvisa ab 2013"],

    ["Six policies of five owners, a corridor for the room", "Sechs Ma\u00dfnahmen von f\u00fcnf Zust\u00e4ndigen, ein Korridor f\u00fcr den Raum"],
    ["Seven policies of five owners, Central Mediterranean", "Sieben Ma\u00dfnahmen von f\u00fcnf Zust\u00e4ndigen, zentrales Mittelmeer"],
    ["Five policies, whatever the world and the model are like", "F\u00fcnf Ma\u00dfnahmen, wie auch immer Welt und Modell sind"],
    ["Screening of uncertain settings, Central Mediterranean", "Screening ungewisser Einstellungen, zentrales Mittelmeer"],
    ["Do those who act help or hinder one another?", "St\u00fctzen oder behindern einander die, die handeln?"],
    ["Do those who act help or hinder one another, and what could they choose together?",
        "St\u00fctzen oder behindern einander die, die handeln, und was k\u00f6nnten sie gemeinsam w\u00e4hlen?"],
    ["Which packages lose little, also if a shock comes or the model is built otherwise?",
        "Welche Pakete verlieren wenig, auch wenn ein Schock kommt oder das Modell anders gebaut ist?"],
    ["Which of the settings that nobody knows well move the results, and which do not?",
        "Welche der Einstellungen, die niemand gut kennt, bewegen die Ergebnisse, und welche nicht?"],
    ["examination near home and at embassies", "Pr\u00fcfung nahe der Heimat und bei Botschaften"], ["training partnership", "Ausbildungspartnerschaft"],
    ["fast procedures", "schnelle Verfahren"], ["rescue at sea", "Seenotrettung"],
];

/* A name or sentence of a shipped scenario or plan in the language that is chosen; any other as it is. */
mixflow.said = text => mixflow.sayings.find(([own]) => own === text)?.[Object.keys(mixflow.languages).indexOf(mixflow.language)] ?? text;

/* Indicators that come in families: [null: the program's own words, German]. */
mixflow.name_families = () => {
    const into = mixflow.names.indicator;
    const put = (id, text) => {
        into[id] ??= [null, text];
    };
    const stages = {
        channel: "der Wege", status: "bei der letzten Entscheidung", before_departure: "vor dem Aufbruch", first_asylum: "in der Erstaufnahme",
        transit: "im Transit", arrival: "bei der Ankunft", decision: "bei der ersten Entscheidung",
    };
    const sorted = { di: "Entflechtung", fn: "bed\u00fcrftig, \u00fcbersehen", fp: "nicht bed\u00fcrftig, gesch\u00fctzt" };
    for (const [stage, where] of Object.entries(stages))
        for (const [key, what] of Object.entries(sorted)) {
            put(`${key}_${stage}`, `${what}, ${where}`);
            put(`${key}_${stage}_mixed`, `${what}, ${where}, gemischtestes Drittel`);
        }
    const procedures = { asylum: "erste Asylentscheidung", appeal: "Klage", external: "Entscheidung von au\u00dfen", path: "jede Stufe regul\u00e4rer Wege" };
    for (const [id, what] of Object.entries(procedures)) {
        put(`wait_${id}`, `mittlere Wartezeit: ${what}`);
        put(`wait90_${id}`, `Wartezeit, die jeder Zehnte \u00fcberschreitet: ${what}`);
        put(`backlog_${id}`, `am Ende Wartende: ${what}`);
    }
    for (const [id, [, owner]] of Object.entries(mixflow.names.owner))
        put(`cost_${id.split(" ")[0].toLowerCase()}`, `Kosten: ${owner}`);
};
mixflow.name_families();

Object.assign(mixflow.names.moment, { nothing: ["at the start", "zu Beginn"] });
Object.assign(mixflow.names.indicator, {
    departure_rate: [null, "Aufbr\u00fcche je 1.000 Personenjahre in der Heimat"],
    decision_by_origin: [null, "was die Herkunft an ersten Entscheidungen erkl\u00e4rt"],
    decision_by_country: ["the lottery: what the deciding country explains beyond the origin", "die Lotterie: was das entscheidende Land \u00fcber die Herkunft hinaus erkl\u00e4rt"],
    decision_by_neither: [null, "was keines von beiden erkl\u00e4rt: der eigene Fall, und Zufall"],
    protection_gap_strict: ["protection gap, registration nearby not counted", "Schutzl\u00fccke, Registrierung in der N\u00e4he nicht gez\u00e4hlt"],
    deaths_per_arrival: ["deaths per 1,000 arrivals", "Tote je 1.000 Ank\u00fcnfte"],
    months_captive: ["months captive per departure", "Monate in Haft je Aufbruch"],
    attempts: ["attempts per arrival", "Versuche je Ankunft"],
    smugglers_revenue: ["paid to smugglers", "an Schleuser gezahlt"],
    motive_divergence: ["how far motives moved on the way", "wie weit sich Motive unterwegs verschoben"],
    need_on_the_way: ["need that arose on the way", "Schutzbedarf, der unterwegs entstand"],
    work_places_filled: ["places on paths to work that were filled", "gef\u00fcllte Pl\u00e4tze auf Wegen in Arbeit"],
});
mixflow.names.passage = {
    ...mixflow.names.passage, begun: [null, "Aufbr\u00fcche auf der Strecke"], died: [null, "Tote auf ihr"], intercepted: [null, "auf ihr abgefangen"],
    pushed_back: [null, "auf ihr zur\u00fcckgewiesen"], arrived: [null, "Ank\u00fcnfte an ihrem Ende"],
};

/* What the shipped scenarios call their interventions, which have an id alone. */
mixflow.names.own = {
    near_home: ["Protection procedure near home", "Schutzverfahren nahe der Heimat"],
    embassies: ["Protection procedure at embassies", "Schutzverfahren bei Botschaften"],
    coast_guard_more: ["A stronger coast guard", "St\u00e4rkere K\u00fcstenwache"],
    faster_italy: ["Faster procedures in Italy", "Schnellere Verfahren in Italien"],
    faster_germany: ["Faster procedures in Germany", "Schnellere Verfahren in Deutschland"],
    training_nigeria: ["Training partnership with Nigeria", "Ausbildungspartnerschaft mit Nigeria"],
    evacuation_libya: ["Evacuation from Libya", "Evakuierung aus Libyen"], war_sudan: ["A war in Sudan", "Ein Krieg im Sudan"],
    recession_libya: ["A recession in Libya", "Eine Rezession in Libyen"], libya_withdraws: ["Libya withdraws", "Libyen zieht sich zur\u00fcck"],
    niger_2016: ["Controls in Niger, 2016", "Kontrollen in Niger, 2016"], sudan_2016: ["Controls in Sudan, 2016", "Kontrollen im Sudan, 2016"],
    memorandum_2017: ["Memorandum of Italy and Libya, 2017", "Absprache Italiens mit Libyen, 2017"],
    sabratha_2017: ["Departures from Sabratha stopped, 2017", "Abfahrten aus Sabrata gestoppt, 2017"],
    ports_2018: ["Italian ports closed, 2018", "Italiens H\u00e4fen geschlossen, 2018"],
    rumour_kosovo: ["Rumour in Kosovo", "Ger\u00fccht im Kosovo"], rumour_albania: ["Rumour in Albania", "Ger\u00fccht in Albanien"],
    rumour_montenegro: ["Rumour in Montenegro", "Ger\u00fccht in Montenegro"],
    rumour_macedonia: ["Rumour in North Macedonia", "Ger\u00fccht in Nordmazedonien"],
    answer_kosovo: ["Embassy answers the rumour: Kosovo", "Botschaft widerspricht dem Ger\u00fccht: Kosovo"],
    answer_albania: ["Embassy answers the rumour: Albania", "Botschaft widerspricht dem Ger\u00fccht: Albanien"],
    safe_2014: ["Safe countries of origin, 2014", "Sichere Herkunftsl\u00e4nder, 2014"],
    safe_2015: ["Safe countries of origin, 2015", "Sichere Herkunftsl\u00e4nder, 2015"],
    visas_offices: ["Visas for work: labour offices", "Arbeitsvisa: Arbeitsverwaltung"],
    early_offices: ["Visas for work from 2013: labour offices", "Arbeitsvisa ab 2013: Arbeitsverwaltung"],
};
for (const [id, land] of Object.entries({
    alb: ["Albania", "Albanien"], xkx: ["Kosovo", "Kosovo"], srb: ["Serbia", "Serbien"], mkd: ["North Macedonia", "Nordmazedonien"],
    bih: ["Bosnia and Herzegovina", "Bosnien und Herzegowina"], mne: ["Montenegro", "Montenegro"],
}))
    Object.assign(mixflow.names.own, {
        [`visas_${id}`]: [`Visas for work: ${land[0]}`, `Arbeitsvisa: ${land[1]}`],
        [`more_${id}`]: [`More visa cases: ${land[0]}`, `Mehr Visumf\u00e4lle: ${land[1]}`],
        [`early_${id}`]: [`Visas for work from 2013: ${land[0]}`, `Arbeitsvisa ab 2013: ${land[1]}`],
    });

/* From now on the names in a bundle are said in the language that is chosen when they are asked for. */
mixflow.speak = bundle => {
    const { scenario, frame, runs } = bundle;
    const said = new Set(mixflow.sayings.map(([own]) => own));
    const say = (what, key) => {
        const own = what[key];
        if (said.has(own))
            Object.defineProperty(what, key, { get: () => mixflow.said(own) });
    };
    const shipped = said.has(scenario.title);
    say(scenario, "title");
    say(scenario, "question");
    for (const list of [scenario.places, scenario.cohorts, scenario.statuses, scenario.queues, scenario.packages, frame.axes.place, frame.axes.cohort, runs])
        list.forEach(one => say(one, "name"));
    /* an intervention that shares its kind with another is told apart by its own name */
    const kinds = scenario.interventions.map(i => i.kind);
    for (const lever of scenario.interventions) {
        lever.shipped = shipped;
        lever.alone = kinds.indexOf(lever.kind) === kinds.lastIndexOf(lever.kind);
    }
    return bundle;
};
