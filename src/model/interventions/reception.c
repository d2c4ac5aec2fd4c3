/* Reception and the right to work: what people in a procedure may earn and what support they
 * have. */
#include "model/interventions/kinds.h"
#include "model/scenario.h"

/* clang-format off */
#define PARAMS(X) \
  X(REFS, places, MF_LIST_PLACE, NULL, "", 0, 0, NULL, "-", "", "where") \
  X(REAL, work, 0, NULL, "1", -1, 1, "0.0", "A", "bans of three to nine months in Germany; work factor 0.3 to 0.7", "added to the earnings of people in a procedure, as a share of a citizen's") \
  X(REAL, support, 0, NULL, "EUR/month", -3000, 3000, "0.0", "A", "", "added to the support of those with a right to it") \
  MF_COSTS(X, "0.0", "0.0", "10000.0", "EUR/year", "R", "Center for Global Development on OECD figures: below 10,000 dollars per arrival in 23 of 31 donor states, 26,000 in the United Kingdom")
/* clang-format on */

typedef struct reception { PARAMS(MF_FIELD) } reception;

static void shape(const void *params, double strength, const mf_scenario *scenario,
                  mf_effects *effects)
{
    const reception *self = params;
    for (int i = 0; i < self->places.n; i++) {
        mf_place_effects *place = &effects->place[self->places.at[i]];

    (void) scenario;
        place->work_asylum += strength * self->work;
        place->support += strength * self->support;
    }
}

static mf_use use(const void *params, double strength, const mf_turnout *turnout)
{
    const reception *self = params;
    double persons = turnout->present(turnout->world, &self->places, -1, MF_TRAIT_CLAIMANT);

    return (mf_use){ 0.0, strength * turnout->years * persons };
}

#define MF_OWNER reception
static const mf_param params[] = { PARAMS(MF_ROW){ .name = NULL } };
static const mf_group group = { "reception", "work and support during the procedure",
                                sizeof(reception), params };

const mf_intervention_kind mf_reception = {
    .name = "reception",
    .doc = "conditions of reception: work and support for people in a procedure",
    .owner = MF_OWNER_LABOUR,
    .level = MF_LEVEL_NATIONAL,
    .stage = MF_STAGE_DESTINATION,
    .evidence = "R",
    .source = "a further year of waiting lowers later employment by 4 to 5 points (Hainmueller et al.); welfare cuts do not deter (Hatton)",
    .side_effect = "it costs while it lasts; whether it attracts is disputed, and here it can",
    .params = &group,
    .shape = shape,
    .use = use,
};
