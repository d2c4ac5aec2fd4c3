/* Assisted voluntary return and reintegration: advice, a grant on leaving, and work at the
 * origin for those who are back. */
#include "model/interventions/kinds.h"
#include "model/scenario.h"

/* clang-format off */
#define PARAMS(X) \
  X(REFS, places, MF_LIST_PLACE, NULL, "", 0, 0, NULL, "-", "", "where it is offered") \
  X(REAL, grant, 0, NULL, "EUR", 0, 20000, "0.0", "R", "GARP: about EUR 550 on average, more with StarthilfePlus", "money given on leaving, beside the usual") \
  X(REAL, told, 0, NULL, "1/year", 0, 52, "0.0", "A", "", "rate at which a person there hears of it") \
  X(REFS, origins, MF_LIST_PLACE, NULL, "", 0, 0, "( )", "-", "", "where those who have returned are supported") \
  X(REAL, reintegration, 0, NULL, "EUR/month", 0, 5000, "0.0", "A", "range 20 to 300", "earned by those who have returned, until they are at home again as before") \
  MF_COSTS(X, "0.0", "0.0", "1500.0", "EUR", "A", "range EUR 700 to 5,000 a return with travel and advice")
/* clang-format on */

typedef struct voluntary_return { PARAMS(MF_FIELD) } voluntary_return;

static void shape(const void *params, double strength, const mf_scenario *scenario,
                  mf_effects *effects)
{
    const voluntary_return *self = params;

    (void) scenario;
    for (int i = 0; i < self->places.n; i++) {
        effects->place[self->places.at[i]].return_aid += strength * self->grant;
        effects->place[self->places.at[i]].told_return_aid += strength * self->told;
    }
    for (int i = 0; i < self->origins.n; i++)
        effects->place[self->origins.at[i]].reintegration += strength * self->reintegration;
}

static mf_use use(const void *params, double strength, const mf_turnout *turnout)
{
    (void) params;
    return (mf_use){ 0.0, strength * turnout->happened(turnout->world, MF_EVENT_RETURNS, NULL) };
}

#define MF_OWNER voluntary_return
static const mf_param params[] = { PARAMS(MF_ROW){ .name = NULL } };
static const mf_group group = { "voluntary_return", "help to return",
                                sizeof(voluntary_return), params };

const mf_intervention_kind mf_voluntary_return = {
    .name = "voluntary_return",
    .doc = "help to return and to begin again",
    .owner = MF_OWNER_INTERIOR,
    .level = MF_LEVEL_NATIONAL,
    .stage = MF_STAGE_RETURN,
    .evidence = "R",
    .source = "BAMF: 54,000 assisted returns in 2016; 70 % of surveyed returnees had been refused before",
    .side_effect = "mostly used after a refusal; some leave again, the more so with debts",
    .params = &group,
    .shape = shape,
    .use = use,
};
