/* Border enforcement and partner coast guards: more passages are intercepted on some links. The
 * price and the detours follow from the market and from what people learn, not from a formula
 * here. */
#include "model/interventions/kinds.h"
#include "model/scenario.h"

/* clang-format off */
#define PARAMS(X) \
  X(REFS, links, MF_LIST_LINK, NULL, "", 0, 0, NULL, "-", "", "links under stronger control") \
  X(REAL, intercepts, 0, NULL, "1", 0, 1, "0.0", "A", "interceptions per attempt rose from 0.07 (2016) to 0.38 (2018) in the Central Mediterranean", "probability with which a passage that used to succeed is now intercepted") \
  X(REAL, effort, 0, NULL, "1", 0, 20, "0.0", "A", "", "rise of enforcement relative to the usual, which smugglers price in") \
  MF_COSTS(X, "0.0", "0.0", "0.0", "EUR", "A", "to be set; EUR 1e7 to 1e9 a year for a coast guard")
/* clang-format on */

typedef struct border_enforcement { PARAMS(MF_FIELD) } border_enforcement;

static void shape(const void *params, double strength, const mf_scenario *scenario,
                  mf_effects *effects)
{
    const border_enforcement *self = params;
    for (int i = 0; i < self->links.n; i++) {
        mf_link_effects *link = &effects->link[self->links.at[i]];

    (void) scenario;
        link->passes *= 1.0 - strength * self->intercepts;
        link->effort += strength * self->effort;
    }
}

static mf_use use(const void *params, double strength, const mf_turnout *turnout)
{
    const border_enforcement *self = params;

    return (mf_use){ 0.0, strength * turnout->begun(turnout->world, &self->links) };
}

#define MF_OWNER border_enforcement
static const mf_param params[] = { PARAMS(MF_ROW){ .name = NULL } };
static const mf_group group = { "border_enforcement", "stronger control of links",
                                sizeof(border_enforcement), params };

const mf_intervention_kind mf_border_enforcement = {
    .name = "border_enforcement",
    .doc = "more interceptions on some links, by a state or a partner's coast guard",
    .owner = MF_OWNER_INTERIOR,
    .level = MF_LEVEL_EU,
    .stage = MF_STAGE_BORDER,
    .evidence = "R",
    .source = "tripled enforcement at the US border raised prices 17 to 30 %, cut flows by a tenth and moved people to deadlier routes",
    .side_effect = "more detention, dearer and more dangerous routes, more attempts per arrival",
    .params = &group,
    .shape = shape,
    .use = use,
};
