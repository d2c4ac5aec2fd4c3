/* Dublin enforcement: more landings are registered, more claims are passed to the state of
 * first entry, more transfers are carried out. */
#include "model/interventions/kinds.h"
#include "model/scenario.h"

/* clang-format off */
#define PARAMS(X) \
  X(REFS, countries, MF_LIST_COUNTRY, NULL, "", 0, 0, "( )", "-", "", "states that ask others to take claims over") \
  X(REAL, share, 0, NULL, "1", 0, 1, "0.0", "A", "Germany 2024: 74,583 requests, 44,431 accepted, 5,827 transferred", "added share of claims of people first registered elsewhere in which that state is asked") \
  X(REFS, landings, MF_LIST_COUNTRY, NULL, "", 0, 0, "( )", "-", "", "states that take more fingerprints") \
  X(REAL, registers, 0, NULL, "1", 0, 1, "0.0", "A", "", "added share of those who land there that is registered") \
  X(REF, queue, MF_LIST_QUEUE, NULL, "", 0, 0, "\"\"", "-", "", "the office that transfers them, if any") \
  X(REAL, transfers, 0, NULL, "persons/year", 0, 1000000.0, "0.0", "R", "7.8 % of requests in 2024, 6.8 % in 2023, 7.1 % in 2016", "transfers added") \
  MF_COSTS(X, "0.0", "0.0", "3000.0", "EUR", "A", "range EUR 1,000 to 10,000 a transfer")
/* clang-format on */

typedef struct dublin_enforcement { PARAMS(MF_FIELD) } dublin_enforcement;

static void shape(const void *params, double strength, const mf_scenario *scenario,
                  mf_effects *effects)
{
    const dublin_enforcement *self = params;

    (void) scenario;
    for (int i = 0; i < self->countries.n; i++)
        effects->country[self->countries.at[i]].dublin += strength * self->share;
    for (int i = 0; i < self->landings.n; i++)
        effects->country[self->landings.at[i]].registers += strength * self->registers;
    if (self->queue >= 0)
        effects->queue[self->queue].places += strength * self->transfers / 12.0;
}

static mf_use use(const void *params, double strength, const mf_turnout *turnout)
{
    const dublin_enforcement *self = params;
    double places = strength * self->transfers / 12.0;

    return (mf_use){ self->transfers,
                     self->queue < 0 ? 0.0 : turnout->served(turnout->world, self->queue, places) };
}

#define MF_OWNER dublin_enforcement
static const mf_param params[] = { PARAMS(MF_ROW){ .name = NULL } };
static const mf_group group = { "dublin_enforcement", "claims are passed to the state of first entry",
                                sizeof(dublin_enforcement), params };

const mf_intervention_kind mf_dublin_enforcement = {
    .name = "dublin_enforcement",
    .doc = "more registrations, requests and transfers under the Dublin rules",
    .owner = MF_OWNER_INTERIOR,
    .level = MF_LEVEL_EU,
    .stage = MF_STAGE_DESTINATION,
    .evidence = "R",
    .source = "AIDA country report Germany, Dublin statistics: few requests end in a transfer",
    .side_effect = "people wait without a decision, go into hiding until the request lapses, or move on again",
    .params = &group,
    .shape = shape,
    .use = use,
};
