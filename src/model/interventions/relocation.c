/* Relocation of people in a procedure from states of arrival to others. The law of the scenario
 * says where the event "relocated" leads. */
#include "model/interventions/kinds.h"
#include "model/scenario.h"

/* clang-format off */
#define PARAMS(X) \
  X(REFS, statuses, MF_LIST_STATUS, NULL, "", 0, 0, NULL, "-", "", "whom it can reach, by status") \
  X(REFS, places, MF_LIST_PLACE, NULL, "", 0, 0, "( )", "-", "", "where; everywhere if not given") \
  X(REFS, cohorts, MF_LIST_COHORT, NULL, "", 0, 0, "( )", "-", "", "whom; all if not given") \
  X(REAL, persons, 0, NULL, "persons/year", 0, 1000000.0, "0.0", "R", "EU from 2015: 34,700 of 160,000 promised", "most persons relocated a year") \
  X(NAMES, needs, MF_N_PREDICATES, mf_predicate_words, "", 0, 0, "[]", "-", "", "all of these must hold") \
  MF_COSTS(X, "0.0", "0.0", "6500.0", "EUR", "K", "the EU paid EUR 6,000 a person to the state of relocation and EUR 500 to that of arrival")
/* clang-format on */

typedef struct relocation { PARAMS(MF_FIELD) } relocation;

static void order(const void *params, double strength, const mf_scenario *scenario,
                  mf_orders *orders)
{
    const relocation *self = params;

    (void) scenario;
    orders->at[orders->n++] = (mf_order){
        .most = strength * self->persons,
        .cohorts = &self->cohorts,
        .places = &self->places,
        .statuses = &self->statuses,
        .needs = self->needs,
        .event = MF_EVENT_RELOCATED,
    };
}

static mf_use use(const void *params, double strength, const mf_turnout *turnout)
{
    const relocation *self = params;

    (void) strength;
    return (mf_use){ self->persons, turnout->ordered };
}

#define MF_OWNER relocation
static const mf_param params[] = { PARAMS(MF_ROW){ .name = NULL } };
static const mf_group group = { "relocation", "claims are shared out between states",
                                sizeof(relocation), params };

const mf_intervention_kind mf_relocation = {
    .name = "relocation",
    .doc = "people in a procedure are taken over by other states",
    .owner = MF_OWNER_EU,
    .level = MF_LEVEL_EU,
    .stage = MF_STAGE_DESTINATION,
    .evidence = "R",
    .source = "Council Decisions (EU) 2015/1523 and 2015/1601; 22 % of the promised places were used",
    .side_effect = "the states that take people over have more to do, some move on from where they were sent, and pledges stay unused",
    .params = &group,
    .order = order,
    .use = use,
};
