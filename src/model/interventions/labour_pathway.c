/* A labour pathway of the Western Balkans type: a labour office approves offers of work, an
 * embassy gives visas, one after the other; the narrower of the two decides. Who is eligible is
 * in the law of the scenario (needs of the event "applies_labour"). */
#include "model/interventions/kinds.h"
#include "model/scenario.h"

/* clang-format off */
#define PARAMS(X) \
  X(REF, office, MF_LIST_QUEUE, NULL, "", 0, 0, "\"\"", "-", "", "the office that approves offers of work") \
  X(REF, embassy, MF_LIST_QUEUE, NULL, "", 0, 0, NULL, "-", "", "the embassy that gives visas") \
  X(REAL, approvals, 0, NULL, "persons/year", 0, 1000000.0, "0.0", "R", "Western Balkans 2016-17: 128,000 requests, 101,000 approvals", "examinations added at the office") \
  X(REAL, visas, 0, NULL, "persons/year", 0, 1000000.0, "0.0", "R", "Western Balkans to September 2017: visas for 38 % of approvals", "appointments added at the embassy") \
  X(REAL, offers, 0, NULL, "1", 0.1, 10, "1.0", "A", "range 0.5 to 2", "factor on the chance of an approval: offers of work that hold") \
  X(REAL, cap, 0, NULL, "persons/year", 0, 1000000000000.0, "1e12", "K", "Western Balkans: 25,000 a year from 2021, 50,000 from 2024", "most visas a year") \
  X(REFS, places, MF_LIST_PLACE, NULL, "", 0, 0, "( )", "-", "", "where it is made known") \
  X(REAL, told, 0, NULL, "1/year", 0, 52, "0.0", "A", "", "rate at which a person in these places hears of it") \
  MF_COSTS(X, "0.0", "300.0", "200.0", "EUR", "A", "range EUR 100 to 1,000 a visa")
/* clang-format on */

typedef struct labour_pathway { PARAMS(MF_FIELD) } labour_pathway;

static void shape(const void *params, double strength, const mf_scenario *scenario,
                  mf_effects *effects)
{
    const labour_pathway *self = params;
    mf_queue_effects *embassy = &effects->queue[self->embassy];

    (void) scenario;
    embassy->places += strength * self->visas / 12.0;
    mf_cap(&embassy->most, self->cap / 12.0);
    if (self->office >= 0) {
        effects->queue[self->office].places += strength * self->approvals / 12.0;
        effects->queue[self->office].chance *= 1.0 + strength * (self->offers - 1.0);
    }
    for (int i = 0; i < self->places.n; i++)
        effects->place[self->places.at[i]].told_labour += strength * self->told;
}

static mf_use use(const void *params, double strength, const mf_turnout *turnout)
{
    const labour_pathway *self = params;

    return (mf_use){ self->visas,
                     turnout->served(turnout->world, self->embassy, strength * self->visas / 12.0) };
}

#define MF_OWNER labour_pathway
static const mf_param params[] = { PARAMS(MF_ROW){ .name = NULL } };
static const mf_group group = { "labour_pathway", "visas for work",
                                sizeof(labour_pathway), params };

const mf_intervention_kind mf_labour_pathway = {
    .name = "labour_pathway",
    .doc = "a regular way to work, through a labour office and an embassy in series",
    .owner = MF_OWNER_LABOUR,
    .level = MF_LEVEL_NATIONAL,
    .stage = MF_STAGE_ORIGIN,
    .evidence = "R",
    .source = "IAB-Forum on the Western Balkans Regulation; Clemens and Gough: regular channels work together with enforcement",
    .side_effect = "the embassy is the bottleneck; those who wait or are refused may leave irregularly",
    .params = &group,
    .shape = shape,
    .use = use,
};
