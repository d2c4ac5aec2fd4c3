/* Legal advice before and after the hearing: what trauma takes from a testimony is partly made
 * good, authorities see better, and more of the refused appeal. */
#include "model/interventions/kinds.h"
#include "model/scenario.h"

/* clang-format off */
#define PARAMS(X) \
  X(REFS, countries, MF_LIST_COUNTRY, NULL, "", 0, 0, NULL, "-", "", "where") \
  X(REAL, testimony, 0, NULL, "1", 0, 1, "0.0", "A", "Herlihy and Turner on memory and credibility", "share of what harm takes from the evidence that advice makes good") \
  X(REAL, clarity, 0, NULL, "1", 0, 1, "0.0", "A", "range 0 to 0.2", "rise of the discernment (d') of first decisions") \
  X(REAL, appeals, 0, NULL, "1", 0, 2, "0.0", "A", "appeals against 32 % (2015) to 76 % (2018) of refusals in Germany", "rise of the share of the refused who appeal") \
  MF_COSTS(X, "0.0", "0.0", "400.0", "EUR", "A", "range EUR 150 to 2,000 a claim")
/* clang-format on */

typedef struct legal_advice { PARAMS(MF_FIELD) } legal_advice;

static void shape(const void *params, double strength, const mf_scenario *scenario,
                  mf_effects *effects)
{
    const legal_advice *self = params;
    for (int i = 0; i < self->countries.n; i++) {
        mf_country_effects *country = &effects->country[self->countries.at[i]];

    (void) scenario;
        country->trauma *= 1.0 - strength * self->testimony;
        country->discernment *= 1.0 + strength * self->clarity;
        country->appeals *= 1.0 + strength * self->appeals;
    }
}

static mf_use use(const void *params, double strength, const mf_turnout *turnout)
{
    const legal_advice *self = params;

    return (mf_use){ 0.0, strength * turnout->happened(turnout->world, MF_EVENT_LODGES, &self->countries) };
}

#define MF_OWNER legal_advice
static const mf_param params[] = { PARAMS(MF_ROW){ .name = NULL } };
static const mf_group group = { "legal_advice", "advice for those who claim",
                                sizeof(legal_advice), params };

const mf_intervention_kind mf_legal_advice = {
    .name = "legal_advice",
    .doc = "independent advice and representation in the procedure",
    .owner = MF_OWNER_INTERIOR,
    .level = MF_LEVEL_NATIONAL,
    .stage = MF_STAGE_DESTINATION,
    .evidence = "A",
    .source = "no measured effect was read; direction from the literature on credibility and on judges",
    .side_effect = "courts have more to do, and those who lose wait longer",
    .params = &group,
    .shape = shape,
    .use = use,
};
