/* A shock, not a policy: wages fall and unemployment rises in some places. */
#include "model/interventions/kinds.h"
#include "model/scenario.h"

/* clang-format off */
#define PARAMS(X) \
  X(REFS, places, MF_LIST_PLACE, NULL, "", 0, 0, NULL, "-", "", "where") \
  X(REAL, wages, 0, NULL, "1", 0, 1, "0.0", "A", "", "share by which wages fall") \
  X(REAL, jobless, 0, NULL, "1", 0, 20, "0.0", "A", "", "rise of unemployment, relative to the usual") \
  MF_COSTS(X, "0.0", "0.0", "0.0", "EUR", "-", "")
/* clang-format on */

typedef struct recession { PARAMS(MF_FIELD) } recession;

static void shape(const void *params, double strength, const mf_scenario *scenario,
                  mf_effects *effects)
{
    const recession *self = params;
    for (int i = 0; i < self->places.n; i++) {
        mf_place_effects *place = &effects->place[self->places.at[i]];

    (void) scenario;
        place->wage *= 1.0 - strength * self->wages;
        place->unemployment *= 1.0 + strength * self->jobless;
    }
}

#define MF_OWNER recession
static const mf_param params[] = { PARAMS(MF_ROW){ .name = NULL } };
static const mf_group group = { "recession", "work becomes scarce",
                                sizeof(recession), params };

const mf_intervention_kind mf_recession = {
    .name = "recession",
    .doc = "a shock: wages fall and work becomes scarce",
    .owner = MF_OWNER_PARTNER,
    .level = MF_LEVEL_PARTNER,
    .stage = MF_STAGE_ORIGIN,
    .evidence = "A",
    .source = "no source: a what-if",
    .side_effect = "fewer are drawn to a place in recession, and those there send less home and move on",
    .params = &group,
    .shape = shape,
};
