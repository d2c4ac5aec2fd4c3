/* A shock, not a policy: a partner stops intercepting on some links and its offices stop
 * serving. */
#include "model/interventions/kinds.h"
#include "model/scenario.h"

/* clang-format off */
#define PARAMS(X) \
  X(REFS, links, MF_LIST_LINK, NULL, "", 0, 0, "( )", "-", "", "links that it no longer controls") \
  X(REAL, lets_by, 0, NULL, "1", 0, 1, "0.0", "A", "", "share of interceptions that no longer take place") \
  X(REFS, queues, MF_LIST_QUEUE, NULL, "", 0, 0, "( )", "-", "", "queues that it no longer serves") \
  X(REAL, closes, 0, NULL, "1", 0, 1, "0.0", "A", "", "share of their capacity that is lost") \
  MF_COSTS(X, "0.0", "0.0", "0.0", "EUR", "-", "")
/* clang-format on */

typedef struct partner_withdraws { PARAMS(MF_FIELD) } partner_withdraws;

static void shape(const void *params, double strength, const mf_scenario *scenario,
                  mf_effects *effects)
{
    const partner_withdraws *self = params;

    (void) scenario;
    for (int i = 0; i < self->links.n; i++)
        effects->link[self->links.at[i]].stops *= 1.0 - strength * self->lets_by;
    for (int i = 0; i < self->queues.n; i++)
        effects->queue[self->queues.at[i]].speed *= 1.0 - strength * self->closes;
}

#define MF_OWNER partner_withdraws
static const mf_param params[] = { PARAMS(MF_ROW){ .name = NULL } };
static const mf_group group = { "partner_withdraws", "a partner withdraws",
                                sizeof(partner_withdraws), params };

const mf_intervention_kind mf_partner_withdraws = {
    .name = "partner_withdraws",
    .doc = "a shock: a partner ends its cooperation",
    .owner = MF_OWNER_PARTNER,
    .level = MF_LEVEL_PARTNER,
    .stage = MF_STAGE_TRANSIT,
    .evidence = "A",
    .source = "no source: a what-if; the end of the EU-Turkey or the Italy-Libya arrangements is of this kind",
    .side_effect = "departures rise until prices, risks and news have caught up",
    .params = &group,
    .shape = shape,
};
