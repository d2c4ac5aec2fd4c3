/* The tables of settings: what the X-macros of the headers say, as rows. */
#include "model/scenario.h"

#include <string.h>

#define WORDS(list) const char *const mf_##list##_words[]

WORDS(role) = { "origin", "transit", "hub", "first_asylum", "departure", "arrival",
                "destination", NULL };
WORDS(mode) = { "road", "desert", "foot", "rail", "sea", "ferry", "air", NULL };
WORDS(right) = { "stay", "family", "support", NULL };
WORDS(move) = { "none", "home", "first", "place", "kin", NULL };
WORDS(decides) = { "event", "asylum", "appeal", "external", NULL };
WORDS(dread) = { "linear", "log_odds", "logistic", NULL };
WORDS(combine) = { "add", "and", "or", NULL };
WORDS(claim_model) = { "truthful", "instrumental", NULL };
WORDS(owner) = { "foreign", "interior", "labour", "development", "EU", "partner country",
                 "UN", NULL };
WORDS(level) = { "national", "EU", "partner", NULL };
WORDS(counted) = { "departures", "sea_arrivals", "deaths", "sea_deaths", "interceptions", "claims", "recognised",
                   "subsidiary", "humanitarian", "refused", "transfers", "returns", "removals", "admitted", NULL };
WORDS(stage) = { "origin", "first asylum", "transit", "border", "destination", "return",
                 NULL };

/* One group: rows from the list LIST of the struct mf_<type>. */
#define GROUP(group, type, LIST, word, doc)                                    \
    static const mf_param group##_params[] = { LIST(MF_ROW){ .name = NULL } }; \
    const mf_group mf_##group##_group = { word, doc, sizeof(type), group##_params };

#define MF_OWNER mf_treatment
GROUP(treatment, mf_treatment, MF_TREATMENT_PARAMS, "treatment",
      "how a country's first decisions differ by origin")
#undef MF_OWNER
#define MF_OWNER mf_country
GROUP(country, mf_country, MF_COUNTRY_PARAMS, "countries", "a country and its rules")
#undef MF_OWNER
#define MF_OWNER mf_place
GROUP(place, mf_place, MF_PLACE_PARAMS, "places", "a place and its conditions")
#undef MF_OWNER
#define MF_OWNER mf_link
GROUP(link, mf_link, MF_LINK_PARAMS, "links", "a way from one place to another")
#undef MF_OWNER
#define MF_OWNER mf_start
GROUP(start, mf_start, MF_START_PARAMS, "start", "people on the first day")
#undef MF_OWNER
#define MF_OWNER mf_abroad
GROUP(abroad, mf_abroad, MF_ABROAD_PARAMS, "abroad", "ties to another country")
#undef MF_OWNER
#define MF_OWNER mf_cohort
GROUP(cohort, mf_cohort, MF_COHORT_PARAMS, "cohorts", "people of one origin and group")
#undef MF_OWNER
#define MF_OWNER mf_status
GROUP(status, mf_status, MF_STATUS_PARAMS, "statuses", "a legal status")
#undef MF_OWNER
#define MF_OWNER mf_transition
GROUP(transition, mf_transition, MF_TRANSITION_PARAMS, "transitions",
      "from status to status")
#undef MF_OWNER
#define MF_OWNER mf_queue
GROUP(queue, mf_queue, MF_QUEUE_PARAMS, "queues", "people who wait for a service")
#undef MF_OWNER
#define MF_OWNER mf_decision
GROUP(decision, mf_decision, MF_DECISION_PARAMS, "decision", "how options are weighed")
#undef MF_OWNER
#define MF_OWNER mf_motives
GROUP(motive, mf_motives, MF_MOTIVE_PARAMS, "motives", "how motives drift and jump")
#undef MF_OWNER
#define MF_OWNER mf_needs
GROUP(need, mf_needs, MF_NEED_PARAMS, "needs",
      "how need of protection arises and ceases, and what befalls people")
#undef MF_OWNER
#define MF_OWNER mf_beliefs
GROUP(belief, mf_beliefs, MF_BELIEF_PARAMS, "beliefs", "how people learn")
#undef MF_OWNER
#define MF_OWNER mf_money
GROUP(money, mf_money, MF_MONEY_PARAMS, "money", "income, savings, debt")
#undef MF_OWNER
#define MF_OWNER mf_market
GROUP(market, mf_market, MF_MARKET_PARAMS, "market", "the price of smuggling")
#undef MF_OWNER
#define MF_OWNER mf_switches
GROUP(switch, mf_switches, MF_SWITCH_PARAMS, "switches",
      "structural switches: rival forms of the model")
#undef MF_OWNER
#define MF_OWNER mf_calendar
GROUP(calendar, mf_calendar, MF_CALENDAR_PARAMS, "calendar", "when")
#undef MF_OWNER
#define MF_OWNER mf_outputs
GROUP(output, mf_outputs, MF_OUTPUT_PARAMS, "outputs", "what is written, and how often")
#undef MF_OWNER
#define MF_OWNER mf_when
GROUP(when, mf_when, MF_WHEN_PARAMS, "when", "a rule by which an intervention starts or stops")
#undef MF_OWNER
#define MF_OWNER mf_intervention
GROUP(intervention, mf_intervention, MF_INTERVENTION_PARAMS, "interventions",
      "a policy in a window of time")
#undef MF_OWNER
#define MF_OWNER mf_package
GROUP(package, mf_package, MF_PACKAGE_PARAMS, "packages", "interventions that go together")
#undef MF_OWNER
#define MF_OWNER mf_counted
GROUP(counted, mf_counted, MF_COUNTED_PARAMS, "counted", "a figure that was counted")
#undef MF_OWNER

#define NEST(owner, field, type, group, doc)                                   \
    { #field, MF_PARAM_##type, offsetof(owner, field), 0, &mf_##group##_group, "", 0, 0, \
      "( )", "-", "", doc },

static const mf_param legal_params[] = {
    NEST(mf_legal, statuses, LIST, status, "legal statuses")
    NEST(mf_legal, transitions, LIST, transition, "what leads from one to another")
    NEST(mf_legal, queues, LIST, queue, "where people wait")
    { .name = NULL }
};
const mf_group mf_legal_group = { "legal", "the legal system", sizeof(mf_legal), legal_params };

#define MF_OWNER mf_scenario
static const mf_param scenario_params[] = {
    MF_SCENARIO_PARAMS(MF_ROW)
    NEST(mf_scenario, calendar, GROUP, calendar, "when")
    NEST(mf_scenario, countries, LIST, country, "countries and their rules")
    NEST(mf_scenario, places, LIST, place, "places and their conditions")
    NEST(mf_scenario, links, LIST, link, "ways between places")
    NEST(mf_scenario, cohorts, LIST, cohort, "the people")
    NEST(mf_scenario, legal, GROUP, legal, "the legal system")
    NEST(mf_scenario, decision, GROUP, decision, "how options are weighed")
    NEST(mf_scenario, motives, GROUP, motive, "how motives drift")
    NEST(mf_scenario, needs, GROUP, need, "how need arises and ceases")
    NEST(mf_scenario, beliefs, GROUP, belief, "how people learn")
    NEST(mf_scenario, money, GROUP, money, "income, savings, debt")
    NEST(mf_scenario, market, GROUP, market, "the price of smuggling")
    NEST(mf_scenario, switches, GROUP, switch, "rival forms of the model")
    NEST(mf_scenario, interventions, LIST, intervention, "policies")
    NEST(mf_scenario, packages, LIST, package, "sets of policies")
    NEST(mf_scenario, counted, LIST, counted, "what was counted, to stand beside the model's")
    NEST(mf_scenario, outputs, GROUP, output, "what is written")
    { .name = NULL }
};
#undef MF_OWNER
const mf_group mf_scenario_group = { "scenario", "a scenario", sizeof(mf_scenario),
                                     scenario_params };

const mf_param *mf_param_find(const mf_group *group, const char *name)
{
    for (const mf_param *row = group->params; row->name != NULL; row++)
        if (strcmp(row->name, name) == 0)
            return row;
    return NULL;
}
