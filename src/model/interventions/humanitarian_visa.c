/* Humanitarian visas: embassies let so many people in need travel and be protected. The law of
 * the scenario says where the event "admitted" leads. */
#include "model/interventions/kinds.h"
#include "model/scenario.h"

/* clang-format off */
#define PARAMS(X) \
  X(REFS, statuses, MF_LIST_STATUS, NULL, "", 0, 0, NULL, "-", "", "whom it can reach, by status") \
  X(REFS, places, MF_LIST_PLACE, NULL, "", 0, 0, "( )", "-", "", "where; everywhere if not given") \
  X(REFS, cohorts, MF_LIST_COHORT, NULL, "", 0, 0, "( )", "-", "", "whom; all if not given") \
  X(REAL, visas, 0, NULL, "persons/year", 0, 1000000.0, "0.0", "R", "Switzerland after the end of its embassy procedure: 48 in 21 months", "most visas a year") \
  X(NAMES, needs, MF_N_PREDICATES, mf_predicate_words, "", 0, 0, "[\"in_need\"]", "-", "", "all of these must hold") \
  X(NAMES, first, MF_N_PREDICATES, mf_predicate_words, "", 0, 0, "[\"kin_abroad\"]", "-", "", "who is chosen before others") \
  MF_COSTS(X, "0.0", "500.0", "1500.0", "EUR", "A", "range EUR 500 to 5,000 a person")
/* clang-format on */

typedef struct humanitarian_visa { PARAMS(MF_FIELD) } humanitarian_visa;

static void order(const void *params, double strength, const mf_scenario *scenario,
                  mf_orders *orders)
{
    const humanitarian_visa *self = params;

    (void) scenario;
    orders->at[orders->n++] = (mf_order){
        .most = strength * self->visas,
        .cohorts = &self->cohorts,
        .places = &self->places,
        .statuses = &self->statuses,
        .needs = self->needs,
        .first = self->first,
        .event = MF_EVENT_ADMITTED,
    };
}

static mf_use use(const void *params, double strength, const mf_turnout *turnout)
{
    const humanitarian_visa *self = params;

    (void) strength;
    return (mf_use){ self->visas, turnout->ordered };
}

#define MF_OWNER humanitarian_visa
static const mf_param params[] = { PARAMS(MF_ROW){ .name = NULL } };
static const mf_group group = { "humanitarian_visa", "visas for people in need",
                                sizeof(humanitarian_visa), params };

const mf_intervention_kind mf_humanitarian_visa = {
    .name = "humanitarian_visa",
    .doc = "visas for people in need, without a journey",
    .owner = MF_OWNER_FOREIGN,
    .level = MF_LEVEL_NATIONAL,
    .stage = MF_STAGE_ORIGIN,
    .evidence = "R",
    .source = "Swiss parliament and press on humanitarian visas 2012 to 2014",
    .side_effect = "far more are in need than there are visas: those with kin abroad come first, and who has none has no other regular way",
    .params = &group,
    .order = order,
    .use = use,
};
