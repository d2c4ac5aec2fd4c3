/* Family reunification: more appointments and visas, and people hear that they may ask. */
#include "model/interventions/kinds.h"
#include "model/scenario.h"

/* clang-format off */
#define PARAMS(X) \
  X(REF, queue, MF_LIST_QUEUE, NULL, "", 0, 0, NULL, "-", "", "the office that decides") \
  X(REFS, places, MF_LIST_PLACE, NULL, "", 0, 0, "( )", "-", "", "where it is made known") \
  X(REAL, visas, 0, NULL, "persons/year", 0, 1000000.0, "0.0", "A", "Germany 2015-17: about 80,000 to 118,000 family visas a year, all origins [K]", "decisions added") \
  X(REAL, chance, 0, NULL, "1", 0.1, 10, "1.0", "A", "range 0.5 to 1.5", "factor on the chance of success") \
  X(REAL, told, 0, NULL, "1/year", 0, 52, "0.0", "A", "", "rate at which a person in these places hears of it") \
  MF_COSTS(X, "0.0", "0.0", "500.0", "EUR", "A", "range EUR 100 to 1,500 a decision")
/* clang-format on */

typedef struct family_reunification { PARAMS(MF_FIELD) } family_reunification;

static void shape(const void *params, double strength, const mf_scenario *scenario,
                  mf_effects *effects)
{
    const family_reunification *self = params;
    mf_queue_effects *queue = &effects->queue[self->queue];

    (void) scenario;
    queue->places += strength * self->visas / 12.0;
    queue->chance *= 1.0 + strength * (self->chance - 1.0);
    for (int i = 0; i < self->places.n; i++)
        effects->place[self->places.at[i]].told_family += strength * self->told;
}

static mf_use use(const void *params, double strength, const mf_turnout *turnout)
{
    const family_reunification *self = params;

    return (mf_use){ self->visas,
                     turnout->served(turnout->world, self->queue, strength * self->visas / 12.0) };
}

#define MF_OWNER family_reunification
static const mf_param params[] = { PARAMS(MF_ROW){ .name = NULL } };
static const mf_group group = { "family_reunification", "more visas for close kin",
                                sizeof(family_reunification), params };

const mf_intervention_kind mf_family_reunification = {
    .name = "family_reunification",
    .doc = "more decisions on joining family abroad",
    .owner = MF_OWNER_INTERIOR,
    .level = MF_LEVEL_NATIONAL,
    .stage = MF_STAGE_ORIGIN,
    .evidence = "K",
    .source = "Directive 2003/86/EC; suspension for subsidiary protection in Germany 2016 to 2018",
    .side_effect = "where it is closed families follow by the irregular way; where it is open queues grow",
    .params = &group,
    .shape = shape,
    .use = use,
};
