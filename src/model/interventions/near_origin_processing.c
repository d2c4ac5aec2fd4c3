/* Near-origin processing and protected entry: people in or near their country of origin can
 * apply for protection, are examined there, and those found in need are brought to safety by a
 * regular way. */
#include "model/interventions/kinds.h"
#include "model/scenario.h"

/* clang-format off */
#define PARAMS(X) \
  X(REF, queue, MF_LIST_QUEUE, NULL, "", 0, 0, NULL, "-", "", "the queue that examines them (decides = \"external\")") \
  X(REFS, places, MF_LIST_PLACE, NULL, "", 0, 0, NULL, "-", "", "where it is made known") \
  X(REAL, decisions, 0, NULL, "persons/year", 0, 10000000.0, "0.0", "R", "Swiss embassy procedure: fewer than 3,700 admitted; ETM Niger: 1,100 to 1,536 beds", "decisions per year") \
  X(REAL, beds, 0, NULL, "persons", 0, 1000000.0, "0.0", "A", "", "beds added for those who wait for their journey, where the queue counts beds") \
  X(REAL, told, 0, NULL, "1/year", 0, 52, "0.0", "A", "", "rate at which a person in these places hears of it") \
  MF_COSTS(X, "0.0", "1000.0", "3000.0", "EUR", "A", "range EUR 500 to 5,000 a decision, EUR 1,000 to 10,000 a person")
/* clang-format on */

typedef struct near_origin_processing { PARAMS(MF_FIELD) } near_origin_processing;

static void shape(const void *params, double strength, const mf_scenario *scenario,
                  mf_effects *effects)
{
    const near_origin_processing *self = params;
    mf_queue_effects *queue = &effects->queue[self->queue];

    (void) scenario;
    queue->places += strength * self->decisions / 12.0;
    queue->beds += strength * self->beds;
    for (int i = 0; i < self->places.n; i++)
        effects->place[self->places.at[i]].told_external += strength * self->told;
}

static mf_use use(const void *params, double strength, const mf_turnout *turnout)
{
    const near_origin_processing *self = params;

    return (mf_use){ self->decisions,
                     turnout->served(turnout->world, self->queue, strength * self->decisions / 12.0) };
}

#define MF_OWNER near_origin_processing
static const mf_param params[] = { PARAMS(MF_ROW){ .name = NULL } };
static const mf_group group = { "near_origin_processing", "protection can be asked for from outside",
                                sizeof(near_origin_processing), params };

const mf_intervention_kind mf_near_origin_processing = {
    .name = "near_origin_processing",
    .doc = "people near their origin can apply for protection and are brought to safety if found in need",
    .owner = MF_OWNER_FOREIGN,
    .level = MF_LEVEL_NATIONAL,
    .stage = MF_STAGE_ORIGIN,
    .evidence = "R",
    .source = "Swiss embassy procedure and its backlog; Emergency Transit Mechanism in Niger",
    .side_effect = "the queue outgrows the quota, and those refused may leave irregularly",
    .params = &group,
    .shape = shape,
    .use = use,
};
