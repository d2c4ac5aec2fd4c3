/* A shock, not a policy: war in some places, persecution of some groups. Written as an
 * intervention so that it has a window, a ramp and a place in packages. */
#include "model/interventions/kinds.h"
#include "model/scenario.h"

/* clang-format off */
#define PARAMS(X) \
  X(REFS, places, MF_LIST_PLACE, NULL, "", 0, 0, NULL, "-", "", "where it rages") \
  X(REAL, violence, 0, NULL, "1", 0, 1, "0.0", "A", "0.5 and more is a ground for subsidiary protection", "violence added") \
  X(REFS, cohorts, MF_LIST_COHORT, NULL, "", 0, 0, "( )", "-", "", "who is persecuted") \
  X(REAL, persecution, 0, NULL, "1", 0, 1, "0.0", "A", "", "persecution added") \
  MF_COSTS(X, "0.0", "0.0", "0.0", "EUR", "-", "")
/* clang-format on */

typedef struct conflict { PARAMS(MF_FIELD) } conflict;

static void shape(const void *params, double strength, const mf_scenario *scenario,
                  mf_effects *effects)
{
    const conflict *self = params;

    (void) scenario;
    for (int i = 0; i < self->places.n; i++)
        effects->place[self->places.at[i]].war += strength * self->violence;
    for (int i = 0; i < self->cohorts.n; i++)
        effects->cohort[self->cohorts.at[i]].persecuted += strength * self->persecution;
}

#define MF_OWNER conflict
static const mf_param params[] = { PARAMS(MF_ROW){ .name = NULL } };
static const mf_group group = { "conflict", "a war breaks out",
                                sizeof(conflict), params };

const mf_intervention_kind mf_conflict = {
    .name = "conflict",
    .doc = "a shock: violence breaks out, groups are persecuted",
    .owner = MF_OWNER_PARTNER,
    .level = MF_LEVEL_PARTNER,
    .stage = MF_STAGE_ORIGIN,
    .evidence = "A",
    .source = "no source: a what-if",
    .side_effect = "displacement first inside the country and to its neighbours, abroad later",
    .params = &group,
    .shape = shape,
};
