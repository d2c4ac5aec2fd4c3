/* names_life.js: what can happen to a person, as a life tells it, and what can be set. */

"use strict";

mixflow.names.moment = {
    enters: ["begins to think of leaving", "denkt erstmals ans Gehen"], persecuted: ["is persecuted", "wird verfolgt"],
    endangered: ["is endangered by war", "ger\u00e4t durch Krieg in Gefahr"], abused: ["is abused or robbed", "wird misshandelt oder beraubt"],
    harmed: ["comes to need protection: harm on the way", "braucht nun Schutz: Gewalt unterwegs"], safe_again: ["no longer needs protection", "braucht keinen Schutz mehr"],
    displaced: ["is displaced by violence", "wird durch Gewalt vertrieben"], moves_inside: ["moves inside the country", "zieht im Land um"],
    registers: ["registers for protection nearby", "l\u00e4sst sich in der N\u00e4he registrieren"], departs: ["sets off irregularly", "bricht irregul\u00e4r auf"],
    arrives: ["arrives", "kommt an"], intercepted: ["is intercepted and brought back", "wird abgefangen und zur\u00fcckgebracht"],
    pushed_back: ["is pushed back", "wird zur\u00fcckgedr\u00e4ngt"], detained: ["is detained or kidnapped", "kommt in Haft oder wird entf\u00fchrt"],
    ransomed: ["is released for a ransom", "kommt gegen L\u00f6segeld frei"], released: ["is released or escapes", "kommt frei oder entkommt"],
    turned_away: ["asks for asylum and is turned away", "bittet um Asyl und wird abgewiesen"], lodges: ["claims asylum", "beantragt Asyl"],
    reapplies: ["claims again", "stellt einen Folgeantrag"], dublin: ["another state is asked to take over", "ein anderer Staat soll \u00fcbernehmen"],
    transferred: ["is transferred to the responsible state", "wird in den zust\u00e4ndigen Staat \u00fcberstellt"], recognised: ["is recognised as a refugee", "wird als Fl\u00fcchtling anerkannt"],
    subsidiary: ["is given subsidiary protection", "erh\u00e4lt subsidi\u00e4ren Schutz"], humanitarian: ["is given humanitarian protection", "erh\u00e4lt humanit\u00e4ren Schutz"],
    refused: ["is refused", "wird abgelehnt"], closed: ["the claim is closed undecided", "das Verfahren wird eingestellt"],
    appeals: ["is refused and appeals", "wird abgelehnt und klagt"], appeal_won: ["wins the appeal", "gewinnt die Klage"], appeal_lost: ["loses the appeal", "verliert die Klage"],
    applies_labour: ["applies for work abroad", "bewirbt sich um Arbeit im Ausland"], applies_training: ["applies for training", "bewirbt sich um Ausbildung"],
    applies_family: ["applies to join family", "beantragt Familiennachzug"], applies_study: ["applies to study", "bewirbt sich um ein Studium"],
    applies_external: ["applies for protection from outside", "beantragt Schutz von au\u00dfen"], approved: ["passes a stage of the procedure", "besteht eine Stufe des Verfahrens"],
    granted: ["is granted a regular path", "erh\u00e4lt einen regul\u00e4ren Weg"], denied: ["is denied a regular path", "bekommt keinen regul\u00e4ren Weg"],
    admitted: ["is admitted from outside", "wird von au\u00dfen aufgenommen"], evacuated: ["is evacuated", "wird evakuiert"], tolerated: ["is tolerated", "wird geduldet"],
    applies_lane: ["asks for a lane change", "beantragt den Spurwechsel"], lane_opened: ["lane change succeeds", "Spurwechsel gelingt"], lane_closed: ["lane change fails", "Spurwechsel misslingt"],
    absconds: ["goes into hiding", "taucht unter"], overstays: ["loses or overstays a permit", "verliert oder \u00fcberzieht einen Titel"], expires: ["the time of a status is over", "die Zeit eines Status ist um"],
    settles: ["may stay for good", "darf auf Dauer bleiben"], ceases: ["protection ends", "der Schutz endet"], returns: ["returns by choice", "kehrt freiwillig zur\u00fcck"],
    removed: ["is removed by force", "wird abgeschoben"], resettles_home: ["is at home again as before", "ist wieder wie zuvor zu Hause"], dies: ["dies", "stirbt"],
    trained: ["learns a trade", "lernt einen Beruf"], relocated: ["is relocated to another state", "wird in einen anderen Staat umverteilt"], regularised: ["is given a permit", "erh\u00e4lt einen Titel"],
};

mixflow.names.setting = {
    decisions: ["decisions added", "zus\u00e4tzliche Entscheidungen"], beds: ["beds", "Betten"], told: ["how fast it becomes known", "wie schnell es bekannt wird"],
    cost_fixed: ["fixed cost", "feste Kosten"], cost_place: ["cost of each place", "Kosten je Platz"], cost_person: ["cost of each person", "Kosten je Person"],
    quota: ["places a year", "Pl\u00e4tze im Jahr"], flights: ["evacuated a year, at most", "Evakuierte im Jahr, h\u00f6chstens"], pledges: ["pledges of places", "Aufnahmezusagen"],
    home: ["training places at home", "Ausbildungspl\u00e4tze in der Heimat"], gain: ["places at home for each abroad", "Pl\u00e4tze in der Heimat je Platz im Ausland"],
    away: ["training places abroad", "Ausbildungspl\u00e4tze im Ausland"], approvals: ["requests examined", "gepr\u00fcfte Antr\u00e4ge"], visas: ["visa appointments", "Visatermine"],
    offers: ["offers of work that hold (factor)", "tragf\u00e4hige Stellenangebote (Faktor)"], cap: ["most visas", "h\u00f6chstens Visa"], work: ["access to work, added", "zus\u00e4tzlicher Zugang zu Arbeit"],
    wages: ["wages fall by (share)", "L\u00f6hne fallen um (Anteil)"], school: ["more school places (share)", "mehr Schulpl\u00e4tze (Anteil)"], reach: ["how often it reaches a person", "wie oft es jemanden erreicht"],
    trust: ["trust in the messenger", "Vertrauen in den Boten"], death: ["risk of dying that is told", "genanntes Sterberisiko"], status: ["chance of protection that is told", "genannte Schutzaussicht"],
    intercepts: ["more interceptions (probability)", "mehr Abfangen (Wahrscheinlichkeit)"], effort: ["effort, which smugglers price in", "Aufwand, den Schleuser einpreisen"],
    saves: ["deaths prevented (share)", "verhinderte Todesf\u00e4lle (Anteil)"], brought_back: ["brought back (probability)", "zur\u00fcckgebracht (Wahrscheinlichkeit)"],
    speed: ["decisions per caseworker (factor)", "Entscheidungen je Kraft (Faktor)"], minutes: ["length of a hearing", "Dauer einer Anh\u00f6rung"], needed: ["time needed to see the truth", "Zeit, die Wahrheit zu erkennen"],
    service: ["least time of a procedure (factor)", "Mindestdauer des Verfahrens (Faktor)"], grant: ["money on leaving", "Geld bei Ausreise"], reintegration: ["earnings after return", "Einkommen nach R\u00fcckkehr"],
    violence: ["violence added", "zus\u00e4tzliche Gewalt"], persecution: ["persecution added", "zus\u00e4tzliche Verfolgung"], jobless: ["rise of unemployment", "Anstieg der Arbeitslosigkeit"],
    lets_by: ["no longer intercepted (share)", "nicht mehr abgefangen (Anteil)"], closes: ["capacity lost (share)", "verlorene Kapazit\u00e4t (Anteil)"],
    seized: ["smugglers' means taken (share)", "den Schleusern genommen (Anteil)"], transfers: ["transfers", "\u00dcberstellungen"], appeals: ["appeals heard", "Klagen verhandelt"],
    removals: ["removals", "Abschiebungen"], amount: ["money given", "ausgezahltes Geld"], chance: ["chance of success", "Erfolgsaussicht"],
};

/* Short titles of kinds, for a page in another language than the scenario's. */
mixflow.names.lever = {
    anti_smuggling: [null, "Gegen Schleuser"], asylum_procedure: [null, "Schnellere Asylverfahren"], border_enforcement: [null, "Grenz- und K\u00fcstenwache"],
    cash_support: [null, "Geldhilfen in der Heimat"], conflict: [null, "Krieg"], dublin_enforcement: [null, "Dublin-\u00dcberstellungen"], evacuation: [null, "Evakuierung"],
    family_reunification: [null, "Familiennachzug"], forced_return: [null, "Abschiebung, R\u00fccknahme"], humanitarian_visa: [null, "Humanit\u00e4re Visa"],
    information_campaign: [null, "Information durch Boten"], labour_pathway: [null, "Arbeitsvisa"], lane_change: [null, "Spurwechsel"], legal_advice: [null, "Rechtsberatung"],
    near_origin_processing: [null, "Schutzverfahren nahe der Herkunft"], partner_withdraws: [null, "Ein Partner steigt aus"], reception: [null, "Aufnahmebedingungen"],
    recession: [null, "Rezession"], regional_livelihoods: [null, "Auskommen in der Region"], regularisation: [null, "Legalisierung"], relocation: [null, "Umverteilung"],
    resettlement: [null, "Resettlement"], route_closes: [null, "Ein Weg schlie\u00dft sich"], safe_country_list: [null, "Sichere Herkunftsl\u00e4nder"],
    search_and_rescue: [null, "Seenotrettung"], training_partnership: [null, "Ausbildungspartnerschaft"], voluntary_return: [null, "R\u00fcckkehrhilfe"],
};
