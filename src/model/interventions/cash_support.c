/* Cash at the origin: everybody who lives there as a citizen is given so much a month. It makes
 * staying better and a journey affordable; which of the two prevails is for the model to say. */
#include "model/interventions/kinds.h"
#include "model/scenario.h"

/* clang-format off */
#define PARAMS(X) \
  X(REFS, places, MF_LIST_PLACE, NULL, "", 0, 0, NULL, "-", "", "where it is given") \
  X(REAL, amount, 0, NULL, "EUR/month", 0, 1000, "0.0", "A", "range 5 to 60; cash transfers are about a fifth of consumption", "given to everybody there with the work of a citizen") \
  MF_COSTS(X, "0.0", "0.0", "1.15", "1", "A", "range 1.05 to 1.4: what a euro costs to deliver")
/* clang-format on */

typedef struct cash_support { PARAMS(MF_FIELD) } cash_support;

static void shape(const void *params, double strength, const mf_scenario *scenario,
                  mf_effects *effects)
{
    const cash_support *self = params;
    for (int i = 0; i < self->places.n; i++) {
        mf_place_effects *place = &effects->place[self->places.at[i]];

    (void) scenario;
        place->cash += strength * self->amount;
    }
}

static mf_use use(const void *params, double strength, const mf_turnout *turnout)
{
    const cash_support *self = params;
    double persons = turnout->present(turnout->world, &self->places, MF_WORK_HOME, -1);

    return (mf_use){ 0.0, strength * self->amount * 12.0 * turnout->years * persons };
}

#define MF_OWNER cash_support
static const mf_param params[] = { PARAMS(MF_ROW){ .name = NULL } };
static const mf_group group = { "cash_support", "money for people at the origin",
                                sizeof(cash_support), params };

const mf_intervention_kind mf_cash_support = {
    .name = "cash_support",
    .doc = "cash and livelihood support at the origin",
    .owner = MF_OWNER_DEVELOPMENT,
    .level = MF_LEVEL_PARTNER,
    .stage = MF_STAGE_ORIGIN,
    .evidence = "R",
    .source = "elasticity of emigration to income +0.74 below about 10,000 dollars (Clemens); reviews of aid and emigration",
    .side_effect = "those whom money kept at home can now pay for a journey: more may leave",
    .params = &group,
    .shape = shape,
    .use = use,
};
