/* Regularisation: so many of those who stay without a right to it are given a permit. The law
 * of the scenario says to what the event "regularised" leads. */
#include "model/interventions/kinds.h"
#include "model/scenario.h"

/* clang-format off */
#define PARAMS(X) \
  X(REFS, statuses, MF_LIST_STATUS, NULL, "", 0, 0, NULL, "-", "", "whom it can reach, by status") \
  X(REFS, places, MF_LIST_PLACE, NULL, "", 0, 0, "( )", "-", "", "where; everywhere if not given") \
  X(REFS, cohorts, MF_LIST_COHORT, NULL, "", 0, 0, "( )", "-", "", "whom; all if not given") \
  X(REAL, permits, 0, NULL, "persons/year", 0, 10000000.0, "0.0", "K", "Italy 2002: about 650,000; Spain 2005: about 570,000", "most permits a year") \
  X(NAMES, needs, MF_N_PREDICATES, mf_predicate_words, "", 0, 0, "[\"year_in_status\"]", "-", "", "all of these must hold") \
  MF_COSTS(X, "0.0", "0.0", "300.0", "EUR", "A", "range EUR 100 to 1,500 a permit")
/* clang-format on */

typedef struct regularisation { PARAMS(MF_FIELD) } regularisation;

static void order(const void *params, double strength, const mf_scenario *scenario,
                  mf_orders *orders)
{
    const regularisation *self = params;

    (void) scenario;
    orders->at[orders->n++] = (mf_order){
        .most = strength * self->permits,
        .cohorts = &self->cohorts,
        .places = &self->places,
        .statuses = &self->statuses,
        .needs = self->needs,
        .event = MF_EVENT_REGULARISED,
    };
}

static mf_use use(const void *params, double strength, const mf_turnout *turnout)
{
    const regularisation *self = params;

    (void) strength;
    return (mf_use){ self->permits, turnout->ordered };
}

#define MF_OWNER regularisation
static const mf_param params[] = { PARAMS(MF_ROW){ .name = NULL } };
static const mf_group group = { "regularisation", "permits for those without",
                                sizeof(regularisation), params };

const mf_intervention_kind mf_regularisation = {
    .name = "regularisation",
    .doc = "permits for people who stay without a right to it",
    .owner = MF_OWNER_INTERIOR,
    .level = MF_LEVEL_NATIONAL,
    .stage = MF_STAGE_DESTINATION,
    .evidence = "K",
    .source = "regularisations in Italy and Spain; effects on later arrivals are disputed",
    .side_effect = "irregular stay loses its disadvantage for the time of the programme; those just outside its terms gain nothing",
    .params = &group,
    .order = order,
    .use = use,
};
