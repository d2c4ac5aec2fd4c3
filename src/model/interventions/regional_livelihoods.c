/* Protection and livelihoods in the region: people who are registered nearby may work, wages
 * and schools are supported, and protection nearby becomes known. */
#include "model/interventions/kinds.h"
#include "model/scenario.h"

/* clang-format off */
#define PARAMS(X) \
  X(REFS, places, MF_LIST_PLACE, NULL, "", 0, 0, NULL, "-", "", "where") \
  X(REAL, work, 0, NULL, "1", 0, 1, "0.0", "A", "Uganda 0.6 of a citizen, Kenya and Ethiopia 0.2 to 0.4", "added to the earnings of the registered, as a share of a citizen's") \
  X(REAL, wages, 0, NULL, "1", 0, 2, "0.0", "A", "", "rise of wages there") \
  X(REAL, school, 0, NULL, "1", 0, 5, "0.0", "A", "", "rise of the share of the young who find a place to learn") \
  X(REFS, known_in, MF_LIST_PLACE, NULL, "", 0, 0, "( )", "-", "", "where protection nearby is made known") \
  X(REAL, told, 0, NULL, "1/year", 0, 52, "0.0", "A", "", "rate at which a person there hears of it") \
  MF_COSTS(X, "0.0", "0.0", "600.0", "EUR/year", "A", "range EUR 200 to 2,000 a person and year")
/* clang-format on */

typedef struct regional_livelihoods { PARAMS(MF_FIELD) } regional_livelihoods;

static void shape(const void *params, double strength, const mf_scenario *scenario,
                  mf_effects *effects)
{
    const regional_livelihoods *self = params;
    for (int i = 0; i < self->places.n; i++) {
        mf_place_effects *place = &effects->place[self->places.at[i]];

    (void) scenario;
        place->work_asylum += strength * self->work;
        place->wage *= 1.0 + strength * self->wages;
        place->school *= 1.0 + strength * self->school;
    }
    for (int i = 0; i < self->known_in.n; i++)
        effects->place[self->known_in.at[i]].told_nearby += strength * self->told;
}

static mf_use use(const void *params, double strength, const mf_turnout *turnout)
{
    const regional_livelihoods *self = params;
    double persons = turnout->present(turnout->world, &self->places, -1, MF_TRAIT_NEARBY);

    return (mf_use){ 0.0, strength * turnout->years * persons };
}

#define MF_OWNER regional_livelihoods
static const mf_param params[] = { PARAMS(MF_ROW){ .name = NULL } };
static const mf_group group = { "regional_livelihoods", "a life in the country of first asylum",
                                sizeof(regional_livelihoods), params };

const mf_intervention_kind mf_regional_livelihoods = {
    .name = "regional_livelihoods",
    .doc = "work, school and protection in countries of first asylum (jobs compact)",
    .owner = MF_OWNER_DEVELOPMENT,
    .level = MF_LEVEL_PARTNER,
    .stage = MF_STAGE_FIRST_ASYLUM,
    .evidence = "R",
    .source = "Betts et al.: onward moves to rich countries 0.012 a year from camps, 0.049 from cities, so there is little to prevent",
    .side_effect = "small effect on onward moves; better earnings can also pay for a journey",
    .params = &group,
    .shape = shape,
    .use = use,
};
