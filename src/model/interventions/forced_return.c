/* Forced return and readmission: more removals are tried, origins that cooperate let more of
 * them succeed, and those without a right to stay fear them more. */
#include "model/interventions/kinds.h"
#include "model/scenario.h"

/* clang-format off */
#define PARAMS(X) \
  X(REF, queue, MF_LIST_QUEUE, NULL, "", 0, 0, NULL, "-", "", "the authority that removes") \
  X(REAL, returns, 0, NULL, "persons/year", 0, 1000000.0, "0.0", "R", "Germany 2016: about 25,000 removals; EU 2013-21: 32 % of four million orders were followed", "removals tried, added") \
  X(REAL, cooperation, 0, NULL, "1", 0, 10, "1.0", "R", "returns outside Europe below 30 %, to Africa and Asia below 20 % of orders", "factor on the chance that a removal succeeds") \
  X(REFS, countries, MF_LIST_COUNTRY, NULL, "", 0, 0, "( )", "-", "", "where fear of removal rises") \
  X(REAL, fear, 0, NULL, "1", 0, 1, "0.0", "A", "", "added felt risk of removal in irregular stay") \
  MF_COSTS(X, "0.0", "0.0", "5000.0", "EUR", "A", "range EUR 2,000 to 15,000 a removal tried")
/* clang-format on */

typedef struct forced_return { PARAMS(MF_FIELD) } forced_return;

static void shape(const void *params, double strength, const mf_scenario *scenario,
                  mf_effects *effects)
{
    const forced_return *self = params;
    mf_queue_effects *queue = &effects->queue[self->queue];

    (void) scenario;
    queue->places += strength * self->returns / 12.0;
    queue->chance *= 1.0 + strength * (self->cooperation - 1.0);
    for (int i = 0; i < self->countries.n; i++)
        effects->country[self->countries.at[i]].removal_fear += strength * self->fear;
}

static mf_use use(const void *params, double strength, const mf_turnout *turnout)
{
    const forced_return *self = params;

    return (mf_use){ self->returns,
                     turnout->served(turnout->world, self->queue, strength * self->returns / 12.0) };
}

#define MF_OWNER forced_return
static const mf_param params[] = { PARAMS(MF_ROW){ .name = NULL } };
static const mf_group group = { "forced_return", "removals",
                                sizeof(forced_return), params };

const mf_intervention_kind mf_forced_return = {
    .name = "forced_return",
    .doc = "more removals, with readmission by the origin",
    .owner = MF_OWNER_INTERIOR,
    .level = MF_LEVEL_NATIONAL,
    .stage = MF_STAGE_RETURN,
    .evidence = "R",
    .source = "European Parliament Think Tank and European Court of Auditors 17/2021 on returns and readmission",
    .side_effect = "people go into hiding or move on before they can be removed; those removed may leave again",
    .params = &group,
    .shape = shape,
    .use = use,
};
