/* Evacuation out of detention or danger to a transit centre, as far as flights and beds go. Who
 * leaves the centre depends on pledges: the queue that resettles from there. */
#include "model/interventions/kinds.h"
#include "model/scenario.h"

/* clang-format off */
#define PARAMS(X) \
  X(REFS, statuses, MF_LIST_STATUS, NULL, "", 0, 0, NULL, "-", "", "whom it can reach, by status") \
  X(REFS, places, MF_LIST_PLACE, NULL, "", 0, 0, "( )", "-", "", "where; everywhere if not given") \
  X(REFS, cohorts, MF_LIST_COHORT, NULL, "", 0, 0, "( )", "-", "", "whom; all if not given") \
  X(REAL, flights, 0, NULL, "persons/year", 0, 1000000.0, "0.0", "R", "Niger: 1,287 evacuated in the first seven months, 3,361 by November 2021", "most persons evacuated a year") \
  X(NAMES, first, MF_N_PREDICATES, mf_predicate_words, "", 0, 0, "[\"in_need\", \"harmed\"]", "-", "", "who is chosen before others") \
  X(REAL, beds, 0, NULL, "persons", 0, 1000000.0, "0.0", "R", "Niger: 1,100 to 1,536 beds", "beds of the centre; 0 no limit") \
  X(REF, occupies, MF_LIST_STATUS, NULL, "", 0, 0, "\"\"", "-", "", "status of those in its beds") \
  X(REF, resettles, MF_LIST_QUEUE, NULL, "", 0, 0, "\"\"", "-", "", "queue that resettles from there") \
  X(REAL, pledges, 0, NULL, "persons/year", 0, 1000000.0, "0.0", "R", "Niger: 174 resettled in the first seven months, 3,213 by November 2021", "places pledged by states, added to it") \
  MF_COSTS(X, "0.0", "15000.0", "2000.0", "EUR", "A", "range EUR 8,000 to 30,000 a bed and year, EUR 1,000 to 5,000 a flight")
/* clang-format on */

typedef struct evacuation { PARAMS(MF_FIELD) } evacuation;

static void shape(const void *params, double strength, const mf_scenario *scenario,
                  mf_effects *effects)
{
    const evacuation *self = params;

    (void) scenario;
    if (self->resettles >= 0)
        effects->queue[self->resettles].places += strength * self->pledges / 12.0;
}

static void order(const void *params, double strength, const mf_scenario *scenario,
                  mf_orders *orders)
{
    const evacuation *self = params;

    (void) scenario;
    orders->at[orders->n++] = (mf_order){
        .most = strength * self->flights,
        .cohorts = &self->cohorts,
        .places = &self->places,
        .statuses = &self->statuses,
        .first = self->first,
        .event = MF_EVENT_EVACUATED,
        .beds = self->beds,
        .occupies = self->occupies,
    };
}

static mf_use use(const void *params, double strength, const mf_turnout *turnout)
{
    const evacuation *self = params;

    (void) strength;
    return (mf_use){ self->beds, turnout->ordered };
}

#define MF_OWNER evacuation
static const mf_param params[] = { PARAMS(MF_ROW){ .name = NULL } };
static const mf_group group = { "evacuation", "people are brought to a transit centre",
                                sizeof(evacuation), params };

const mf_intervention_kind mf_evacuation = {
    .name = "evacuation",
    .doc = "emergency evacuation to a transit centre, with beds and pledges",
    .owner = MF_OWNER_FOREIGN,
    .level = MF_LEVEL_EU,
    .stage = MF_STAGE_TRANSIT,
    .evidence = "R",
    .source = "UNHCR, Emergency Transit Mechanism in Niger: fact sheets 2018 to 2025",
    .side_effect = "pledges are the bottleneck: full beds stop the flights, and people wait in the centre",
    .params = &group,
    .shape = shape,
    .order = order,
    .use = use,
};
