/* Action against smugglers: boats seized, networks broken up. Fewer can be carried, so the
 * market asks more; who cannot pay waits, borrows or takes another way. */
#include "model/interventions/kinds.h"
#include "model/scenario.h"

/* clang-format off */
#define PARAMS(X) \
  X(REFS, links, MF_LIST_LINK, NULL, "", 0, 0, NULL, "-", "", "links whose smugglers are pursued") \
  X(REAL, seized, 0, NULL, "1", 0, 0.99, "0.0", "A", "range 0.05 to 0.5", "share of what smugglers can carry that is taken from them") \
  X(REAL, effort, 0, NULL, "1", 0, 20, "0.0", "A", "", "rise of enforcement relative to the usual, which smugglers price in") \
  MF_COSTS(X, "0.0", "0.0", "0.0", "EUR", "A", "to be set; EUR 1e6 to 1e8 a year for a mission")
/* clang-format on */

typedef struct anti_smuggling { PARAMS(MF_FIELD) } anti_smuggling;

static void shape(const void *params, double strength, const mf_scenario *scenario,
                  mf_effects *effects)
{
    const anti_smuggling *self = params;
    for (int i = 0; i < self->links.n; i++) {
        mf_link_effects *link = &effects->link[self->links.at[i]];

    (void) scenario;
        link->supply *= 1.0 - strength * self->seized;
        link->effort += strength * self->effort;
    }
}

static mf_use use(const void *params, double strength, const mf_turnout *turnout)
{
    const anti_smuggling *self = params;

    return (mf_use){ 0.0, strength * turnout->begun(turnout->world, &self->links) };
}

#define MF_OWNER anti_smuggling
static const mf_param params[] = { PARAMS(MF_ROW){ .name = NULL } };
static const mf_group group = { "anti_smuggling", "smugglers are put out of business",
                                sizeof(anti_smuggling), params };

const mf_intervention_kind mf_anti_smuggling = {
    .name = "anti_smuggling",
    .doc = "smugglers lose boats, vehicles and partners: prices rise, fewer leave",
    .owner = MF_OWNER_EU,
    .level = MF_LEVEL_EU,
    .stage = MF_STAGE_TRANSIT,
    .evidence = "R",
    .source = "MMC: 57 % of smugglers raised fees within six months for reasons of demand and control; UNODC on the Central Mediterranean",
    .side_effect = "dearer journeys: more debt, more who are stuck on the way, other routes",
    .params = &group,
    .shape = shape,
    .use = use,
};
