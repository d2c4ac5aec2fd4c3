/* Search and rescue: fewer of those who set out die; some of the rescued may be brought back. */
#include "model/interventions/kinds.h"
#include "model/scenario.h"

/* clang-format off */
#define PARAMS(X) \
  X(REFS, links, MF_LIST_LINK, NULL, "", 0, 0, NULL, "-", "", "where") \
  X(REAL, saves, 0, NULL, "1", 0, 1, "0.0", "A", "deaths per attempt in the Central Mediterranean: 2.0 % (2014-17), 2.9 % (2018), 20 % (September 2018)", "share of deaths that are prevented") \
  X(REAL, brought_back, 0, NULL, "1", 0, 1, "0.0", "R", "brought back: 8 % of operations (2016), 49 % of attempts (2018)", "probability with which a passage that used to succeed now ends where it began") \
  MF_COSTS(X, "0.0", "0.0", "0.0", "EUR", "A", "Mare Nostrum cost about EUR 9.5 million a month [K]")
/* clang-format on */

typedef struct search_and_rescue { PARAMS(MF_FIELD) } search_and_rescue;

static void shape(const void *params, double strength, const mf_scenario *scenario,
                  mf_effects *effects)
{
    const search_and_rescue *self = params;
    for (int i = 0; i < self->links.n; i++) {
        mf_link_effects *link = &effects->link[self->links.at[i]];

    (void) scenario;
        link->death *= 1.0 - strength * self->saves;
        link->passes *= 1.0 - strength * self->brought_back;
    }
}

static mf_use use(const void *params, double strength, const mf_turnout *turnout)
{
    const search_and_rescue *self = params;

    return (mf_use){ 0.0, strength * turnout->begun(turnout->world, &self->links) };
}

#define MF_OWNER search_and_rescue
static const mf_param params[] = { PARAMS(MF_ROW){ .name = NULL } };
static const mf_group group = { "search_and_rescue", "people in distress are rescued",
                                sizeof(search_and_rescue), params };

const mf_intervention_kind mf_search_and_rescue = {
    .name = "search_and_rescue",
    .doc = "rescue at sea",
    .owner = MF_OWNER_EU,
    .level = MF_LEVEL_EU,
    .stage = MF_STAGE_BORDER,
    .evidence = "R",
    .source = "Rodriguez Sanchez et al. 2023: no detectable pull of search and rescue; push-backs lowered attempts",
    .side_effect = "where reputation answers, a safer way may draw more departures; the evidence does not support a large pull",
    .params = &group,
    .shape = shape,
    .use = use,
};
