/* Lane change (Spurwechsel): those whose stay is tolerated may ask for a residence permit, more
 * of them with success, and an office has time for them. */
#include "model/interventions/kinds.h"
#include "model/scenario.h"

/* clang-format off */
#define PARAMS(X) \
  X(REFS, countries, MF_LIST_COUNTRY, NULL, "", 0, 0, NULL, "-", "", "where") \
  X(REAL, chance, 0, NULL, "1", 0.05, 20, "1.0", "R", "right of residence by chance: 137,000 eligible, 76,000 granted in 18 months", "factor on the chance that asking succeeds") \
  X(REF, queue, MF_LIST_QUEUE, NULL, "", 0, 0, "\"\"", "-", "", "the office, if people wait for it") \
  X(REAL, decisions, 0, NULL, "persons/year", 0, 1000000.0, "0.0", "A", "", "decisions added there") \
  MF_COSTS(X, "0.0", "0.0", "800.0", "EUR", "A", "range EUR 200 to 3,000 a permit")
/* clang-format on */

typedef struct lane_change { PARAMS(MF_FIELD) } lane_change;

static bool meets(const mf_refs *some, const mf_refs *others)
{
    for (int i = 0; i < some->n; i++)
        for (int j = 0; j < others->n; j++)
            if (some->at[i] == others->at[j])
                return true;
    return false;
}

static void shape(const void *params, double strength, const mf_scenario *scenario,
                  mf_effects *effects)
{
    const lane_change *self = params;

    for (int t = 0; t < scenario->legal.transitions.n; t++)
        if (mf_transitions(scenario)[t].event == MF_EVENT_APPLIES_LANE &&
            meets(&mf_transitions(scenario)[t].countries, &self->countries))
            effects->transition[t].chance *= 1.0 + strength * (self->chance - 1.0);
    if (self->queue >= 0)
        effects->queue[self->queue].places += strength * self->decisions / 12.0;
}

static mf_use use(const void *params, double strength, const mf_turnout *turnout)
{
    const lane_change *self = params;

    return (mf_use){ self->decisions,
                     strength * turnout->happened(turnout->world, MF_EVENT_LANE_OPENED, &self->countries) };
}

#define MF_OWNER lane_change
static const mf_param params[] = { PARAMS(MF_ROW){ .name = NULL } };
static const mf_group group = { "lane_change", "from tolerated stay to a permit",
                                sizeof(lane_change), params };

const mf_intervention_kind mf_lane_change = {
    .name = "lane_change",
    .doc = "those tolerated may change to a residence permit",
    .owner = MF_OWNER_INTERIOR,
    .level = MF_LEVEL_NATIONAL,
    .stage = MF_STAGE_DESTINATION,
    .evidence = "R",
    .source = "BAMF-Kurzanalyse 3/2025 and Mediendienst Integration on the Chancen-Aufenthaltsrecht",
    .side_effect = "it may be seen from afar as a second chance after a refusal; against that stands a smaller stock in limbo",
    .params = &group,
    .shape = shape,
    .use = use,
};
