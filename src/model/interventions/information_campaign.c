/* Information campaigns: people in some places are told about risks, chances and paths by a
 * messenger whom they trust more or less. */
#include "model/interventions/kinds.h"
#include "model/scenario.h"

/* clang-format off */
#define PARAMS(X) \
  X(REFS, places, MF_LIST_PLACE, NULL, "", 0, 0, NULL, "-", "", "where it is heard") \
  X(REAL, reach, 0, NULL, "1/year", 0, 52, "0.0", "A", "", "rate at which it reaches a person there") \
  X(REAL, trust, 0, NULL, "1", 0, 1, "0.3", "R", "Migrants as Messengers: returned peers are trusted more than officials", "trust in the messenger") \
  X(REAL, death, 0, NULL, "1", 0, 1, "0.05", "A", "", "what is said of the risk of dying on the whole journey") \
  X(REAL, status, 0, NULL, "1", 0, 1, "0.3", "A", "", "what is said of the chance of being given protection") \
  X(NAMES, paths, MF_N_PATHS, mf_path_words, "", 0, 0, "[]", "-", "", "regular paths that it speaks of, beside asylum") \
  MF_COSTS(X, "0.0", "0.0", "2.0", "EUR", "A", "range EUR 0.5 to 20 a person reached")
/* clang-format on */

typedef struct information_campaign { PARAMS(MF_FIELD) } information_campaign;

static void shape(const void *params, double strength, const mf_scenario *scenario,
                  mf_effects *effects)
{
    const information_campaign *self = params;
    double told = strength * self->reach;

    (void) scenario;
    for (int i = 0; i < self->places.n; i++) {
        mf_place_effects *place = &effects->place[self->places.at[i]];

        place->told += told;
        place->told_trust += told * self->trust;
        place->told_death += told * self->death;
        place->told_status += told * self->status;
        for (int path = 0; path < MF_N_PATHS; path++)
            if ((self->paths >> path & 1) != 0)
                *mf_effects_told(place, path) += told;
    }
}

static mf_use use(const void *params, double strength, const mf_turnout *turnout)
{
    const information_campaign *self = params;
    double persons = turnout->present(turnout->world, &self->places, -1, -1);

    return (mf_use){ 0.0, strength * self->reach * turnout->years * persons };
}

#define MF_OWNER information_campaign
static const mf_param params[] = { PARAMS(MF_ROW){ .name = NULL } };
static const mf_group group = { "information_campaign", "people are told about risks and chances",
                                sizeof(information_campaign), params };

const mf_intervention_kind mf_information_campaign = {
    .name = "information_campaign",
    .doc = "messengers tell people in some places about risks, chances and paths",
    .owner = MF_OWNER_FOREIGN,
    .level = MF_LEVEL_NATIONAL,
    .stage = MF_STAGE_ORIGIN,
    .evidence = "R",
    .source = "Bah and Batista; Migrants as Messengers: one in five less likely to intend to leave, facts unchanged",
    .side_effect = "accurate figures of the risk of dying can raise willingness, because people expect worse",
    .params = &group,
    .shape = shape,
    .use = use,
};
