/* A shock, not a policy: a way can no longer be taken, wholly or for some. */
#include "model/interventions/kinds.h"
#include "model/scenario.h"

/* clang-format off */
#define PARAMS(X) \
  X(REFS, links, MF_LIST_LINK, NULL, "", 0, 0, NULL, "-", "", "links that close") \
  X(REAL, share, 0, NULL, "1", 0, 1, "0.0", "A", "", "share of departures that no longer find a way") \
  MF_COSTS(X, "0.0", "0.0", "0.0", "EUR", "-", "")
/* clang-format on */

typedef struct route_closes { PARAMS(MF_FIELD) } route_closes;

static void shape(const void *params, double strength, const mf_scenario *scenario,
                  mf_effects *effects)
{
    const route_closes *self = params;
    for (int i = 0; i < self->links.n; i++) {
        mf_link_effects *link = &effects->link[self->links.at[i]];

    (void) scenario;
        link->open *= 1.0 - strength * self->share;
    }
}

#define MF_OWNER route_closes
static const mf_param params[] = { PARAMS(MF_ROW){ .name = NULL } };
static const mf_group group = { "route_closes", "a way is closed",
                                sizeof(route_closes), params };

const mf_intervention_kind mf_route_closes = {
    .name = "route_closes",
    .doc = "a shock: a route closes",
    .owner = MF_OWNER_PARTNER,
    .level = MF_LEVEL_PARTNER,
    .stage = MF_STAGE_TRANSIT,
    .evidence = "A",
    .source = "no source: a what-if",
    .side_effect = "other ways are taken instead, longer, dearer or deadlier; who finds none waits on the way",
    .params = &group,
    .shape = shape,
};
