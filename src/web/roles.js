/* roles.js: who sits at the table, and the minutes of a session; each [English, Deutsch]. */

"use strict";

/* owner: whose instruments the role may move; goals: what it answers for (indicators, outcomes). */
mixflow.roles = [
    { id: "interior", owner: ["interior"], goals: ["indicator/limbo_stock", "indicator/fn_status", "indicator/fp_status", "indicator/return_rate"],
        name: ["Ministry of the Interior", "Innenministerium"],
        brief: ["You answer for procedures, decisions and returns. Fast and right pull against each other, and what is not decided stays with you.",
            "Sie verantworten Verfahren, Entscheidungen und R\u00fcckkehr. Schnell und richtig ziehen gegeneinander, und was nicht entschieden ist, bleibt bei Ihnen."] },
    { id: "foreign", owner: ["foreign"], goals: ["indicator/protection_gap", "outcome/admitted", "outcome/deaths"],
        name: ["Foreign Office", "Ausw\u00e4rtiges Amt"],
        brief: ["You answer for partners, embassies and protection near home. What you promise abroad others must honour at home.",
            "Sie verantworten Partner, Botschaften und Schutz nahe der Heimat. Was Sie drau\u00dfen zusagen, m\u00fcssen andere zu Hause einl\u00f6sen."] },
    { id: "development", owner: ["development"], goals: ["indicator/skilled_at_home", "indicator/money_home", "indicator/immobility"],
        name: ["Ministry for Development", "Entwicklungsministerium"],
        brief: ["You answer for livelihoods and skills where people live now. Who earns more can stay, and can also pay for a journey.",
            "Sie verantworten Auskommen und K\u00f6nnen dort, wo Menschen jetzt leben. Wer mehr verdient, kann bleiben und kann auch eine Reise bezahlen."] },
    { id: "labour", owner: ["labour"], goals: ["outcome/granted", "indicator/in_work", "indicator/share_regular"],
        name: ["Ministry of Labour", "Arbeitsministerium"],
        brief: ["You answer for work and regular ways into it. The narrowest office in the chain sets the number.",
            "Sie verantworten Arbeit und die regul\u00e4ren Wege dorthin. Das engste Amt der Kette bestimmt die Zahl."] },
    { id: "eu", owner: ["EU"], goals: ["indicator/secondary_movement", "outcome/sea_deaths", "indicator/decision_by_country"],
        name: ["European Commission", "Europ\u00e4ische Kommission"],
        brief: ["You answer for rules that hold in all states, rescue at sea and sharing. You can offer, rarely compel.",
            "Sie verantworten Regeln, die in allen Staaten gelten, Seenotrettung und Verteilung. Sie k\u00f6nnen anbieten, selten zwingen."] },
    { id: "origin", owner: [], goals: ["indicator/money_home", "indicator/skilled_at_home", "indicator/left_regularly"],
        name: ["A government of origin", "Eine Regierung der Herkunft"],
        brief: ["Money sent home and skills kept matter to you; returns are costly at the ballot box. Nothing works on your ground without you.",
            "Ihnen z\u00e4hlen Geldsendungen und K\u00f6nnen im Land; R\u00fccknahmen kosten Stimmen. Auf Ihrem Boden wirkt nichts ohne Sie."] },
    { id: "transit", owner: ["partner country"], goals: ["indicator/harm", "outcome/interceptions", "indicator/immobility"],
        name: ["A government on the way", "Eine Regierung des Transits"],
        brief: ["You host those who wait and are asked to stop those who move. You can end a cooperation at any time.",
            "Bei Ihnen warten Menschen, und Sie sollen andere aufhalten. Sie k\u00f6nnen eine Zusammenarbeit jederzeit beenden."] },
    { id: "un", owner: ["UN"], goals: ["indicator/protection_gap", "indicator/harm", "outcome/deaths"],
        name: ["UNHCR and IOM", "UNHCR und IOM"],
        brief: ["You speak for those who are not in the room. Ask of every package who is left out.",
            "Sie sprechen f\u00fcr die, die nicht im Raum sind. Fragen Sie bei jedem Paket, wer \u00fcbersehen wird."] },
];

mixflow.sessions = [
    { minutes: 60, steps: [
        ["\u221230", ["Open the file by a double click, F11; wait for \u201cengine check passed\u201d; large type on; network off.",
            "Datei per Doppelklick \u00f6ffnen, F11; auf \u201eRechenkern gepr\u00fcft\u201c warten; gro\u00dfe Schrift an; Netz aus."]],
        ["0", ["Purpose and the rule of the room: what is said may be used, who said it may not. No names are typed.",
            "Zweck und Regel des Raums: Gesagtes darf verwendet werden, wer es sagte, nicht. Namen werden nicht eingegeben."]],
        ["5", ["\u201cWhy believe it?\u201d: sources, the check against counts, the assumptions that could turn the result round.",
            "\u201eWarum glauben?\u201c: Quellen, Pr\u00fcfung an Z\u00e4hlungen, Annahmen, die das Ergebnis umkehren k\u00f6nnten."]],
        ["10", ["Read the baseline aloud: one card, one curve, one map. Say what the axes are.",
            "Die Ausgangslage laut lesen: eine Karte, eine Kurve, eine Landkarte. Achsen benennen."]],
        ["15", ["Predict first: hide the results, choose one preset, fill in the ballot, reveal.",
            "Erst vorhersagen: Ergebnisse verdecken, eine Vorlage w\u00e4hlen, Stimmzettel ausf\u00fcllen, aufdecken."]],
        ["20", ["Four to six proposals from the floor, each as a package: predict, reveal, replay the change, ask who loses.",
            "Vier bis sechs Vorschl\u00e4ge aus dem Raum, je ein Paket: vorhersagen, aufdecken, \u00c4nderung wiederholen, nach Verlierern fragen."]],
        ["40", ["Compare up to four packages side by side; then one shock.", "Bis zu vier Pakete vergleichen; dann ein Schock."]],
        ["48", ["Sixty seconds of silence on one picture. Then: what surprised you, what would change your mind?",
            "Sechzig Sekunden Stille vor einem Bild. Dann: Was \u00fcberraschte, was w\u00fcrde Sie umstimmen?"]],
        ["55", ["Download the session, print the outcome sheets, \u201cClear all\u201d.", "Sitzung speichern, Ergebnisbl\u00e4tter drucken, \u201eAlles l\u00f6schen\u201c."]] ] },
    { minutes: 150, steps: [
        ["0", ["Purpose, limits, rule of the room; one map and one number; \u201cwhat this is not\u201d.", "Zweck, Grenzen, Regel des Raums; eine Karte, eine Zahl; \u201ewas das nicht ist\u201c."]],
        ["15", ["One journey: persona cards on the tables, one traced life on the screen, in both futures.",
            "Eine Reise: Personenkarten auf den Tischen, ein verfolgtes Leben auf der Leinwand, in beiden Zuk\u00fcnften."]],
        ["35", ["Single levers, at most three sliders: write the prediction, reveal, replay; read band and evidence tag aloud.",
            "Einzelne Hebel, h\u00f6chstens drei Regler: Vorhersage schreiben, aufdecken, wiederholen; Band und Beleg vorlesen."]],
        ["60", ["Ministries in role (briefs): each proposes from its own instruments; then the joint package; look at whose goals moved.",
            "Ressorts in Rollen (Karten): jedes schl\u00e4gt aus eigenen Instrumenten vor; dann das gemeinsame Paket; wessen Ziele bewegten sich?"]],
        ["110", ["Stress test: the same package under three shocks.", "Belastungsprobe: dasselbe Paket unter drei Schocks."]],
        ["135", ["Two packages side by side, eight indicators, who gains and who loses; what would change your mind; clear all.",
            "Zwei Pakete nebeneinander, acht Indikatoren, wer gewinnt und wer verliert; was w\u00fcrde Sie umstimmen; alles l\u00f6schen."]] ] },
];

mixflow.spoken = pair => pair[Object.keys(mixflow.languages).indexOf(mixflow.language)];
