/* Resettlement from countries of first asylum, up to a yearly quota, those in need and most
 * vulnerable first. */
#include "model/interventions/kinds.h"
#include "model/scenario.h"

/* clang-format off */
#define PARAMS(X) \
  X(REFS, statuses, MF_LIST_STATUS, NULL, "", 0, 0, NULL, "-", "", "whom it can reach, by status") \
  X(REFS, places, MF_LIST_PLACE, NULL, "", 0, 0, "( )", "-", "", "where; everywhere if not given") \
  X(REFS, cohorts, MF_LIST_COHORT, NULL, "", 0, 0, "( )", "-", "", "whom; all if not given") \
  X(REAL, quota, 0, NULL, "persons/year", 0, 1000000.0, "0.0", "D", "UNHCR: 92,000 worldwide in 2018, 34,000 in 2020, 189,000 in 2024; Germany 3,200 and 5,600", "most persons a year") \
  X(NAMES, needs, MF_N_PREDICATES, mf_predicate_words, "", 0, 0, "[\"in_need\"]", "-", "", "all of these must hold") \
  X(NAMES, first, MF_N_PREDICATES, mf_predicate_words, "", 0, 0, "[\"harmed\"]", "-", "", "who is chosen before others") \
  MF_COSTS(X, "0.0", "0.0", "12000.0", "EUR", "A", "range EUR 8,000 to 30,000 a person with travel and the first year")
/* clang-format on */

typedef struct resettlement { PARAMS(MF_FIELD) } resettlement;

static void order(const void *params, double strength, const mf_scenario *scenario,
                  mf_orders *orders)
{
    const resettlement *self = params;

    (void) scenario;
    orders->at[orders->n++] = (mf_order){
        .most = strength * self->quota,
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
    const resettlement *self = params;

    (void) strength;
    return (mf_use){ self->quota, turnout->ordered };
}

#define MF_OWNER resettlement
static const mf_param params[] = { PARAMS(MF_ROW){ .name = NULL } };
static const mf_group group = { "resettlement", "people are taken in from first asylum",
                                sizeof(resettlement), params };

const mf_intervention_kind mf_resettlement = {
    .name = "resettlement",
    .doc = "a quota of people in need is admitted from first asylum",
    .owner = MF_OWNER_INTERIOR,
    .level = MF_LEVEL_NATIONAL,
    .stage = MF_STAGE_FIRST_ASYLUM,
    .evidence = "D",
    .source = "UNHCR Refugee Data Finder: resettlement arrivals",
    .side_effect = "small beside the need: the harmed come first, the others stay where they are",
    .params = &group,
    .order = order,
    .use = use,
};
