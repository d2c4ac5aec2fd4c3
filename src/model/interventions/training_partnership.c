/* A training partnership with two tracks: a home track trains people for the labour market of
 * the origin, an away track gives places of training abroad. Who stays and who leaves
 * afterwards follows from what people choose. */
#include "model/interventions/kinds.h"
#include "model/scenario.h"

/* clang-format off */
#define PARAMS(X) \
  X(REFS, places, MF_LIST_PLACE, NULL, "", 0, 0, NULL, "-", "", "where it trains and is made known") \
  X(REFS, statuses, MF_LIST_STATUS, NULL, "", 0, 0, NULL, "-", "", "who can be trained at home, by status") \
  X(REAL, home, 0, NULL, "persons/year", 0, 1000000.0, "0.0", "A", "Triple Win placed 4,500 nurses in all", "places of the home track") \
  X(REAL, gain, 0, NULL, "1", 0, 20, "0.0", "R", "Philippines: nine nurses licensed for each who left (one case)", "places of the home track that come with each place abroad") \
  X(REF, queue, MF_LIST_QUEUE, NULL, "", 0, 0, "\"\"", "-", "", "the office of the away track, if any") \
  X(REAL, away, 0, NULL, "persons/year", 0, 1000000.0, "0.0", "A", "", "places of the away track") \
  X(REFS, trainees, MF_LIST_STATUS, NULL, "", 0, 0, "( )", "-", "", "those in training abroad, who learn their trade within years") \
  X(REAL, told, 0, NULL, "1/year", 0, 52, "0.0", "A", "", "rate at which a person in these places hears of it") \
  MF_COSTS(X, "0.0", "0.0", "4000.0", "EUR", "A", "range EUR 1,000 to 15,000 a person trained")
/* clang-format on */

typedef struct training_partnership { PARAMS(MF_FIELD) } training_partnership;

static void shape(const void *params, double strength, const mf_scenario *scenario,
                  mf_effects *effects)
{
    const training_partnership *self = params;

    (void) scenario;
    if (self->queue >= 0)
        effects->queue[self->queue].places += strength * self->away / 12.0;
    for (int i = 0; i < self->places.n; i++)
        effects->place[self->places.at[i]].told_training += strength * self->told;
}

static void order(const void *params, double strength, const mf_scenario *scenario,
                  mf_orders *orders)
{
    const training_partnership *self = params;
    double home = self->home + self->gain * self->away;

    (void) scenario;
    orders->at[orders->n++] = (mf_order){ .most = strength * home,
                                          .places = &self->places,
                                          .statuses = &self->statuses,
                                          .event = MF_EVENT_TRAINED,
                                          .skill = 1 };
    if (self->trainees.n > 0)
        orders->at[orders->n++] = (mf_order){ .most = strength * self->away,
                                              .statuses = &self->trainees,
                                              .needs = MF_BIT(MF_PREDICATE_YEAR_IN_STATUS),
                                              .event = MF_EVENT_TRAINED,
                                              .skill = 1 };
}

static mf_use use(const void *params, double strength, const mf_turnout *turnout)
{
    const training_partnership *self = params;

    (void) strength;
    return (mf_use){ self->home + self->gain * self->away, turnout->ordered };
}

#define MF_OWNER training_partnership
static const mf_param params[] = { PARAMS(MF_ROW){ .name = NULL } };
static const mf_group group = { "training_partnership", "training at the origin and abroad",
                                sizeof(training_partnership), params };

const mf_intervention_kind mf_training_partnership = {
    .name = "training_partnership",
    .doc = "training for the labour markets of origin and destination",
    .owner = MF_OWNER_DEVELOPMENT,
    .level = MF_LEVEL_PARTNER,
    .stage = MF_STAGE_ORIGIN,
    .evidence = "R",
    .source = "Abarcar and Theoharides on nurses of the Philippines; vocational training in Senegal lowered irregular intentions",
    .side_effect = "trained people may leave: loss or gain of skills at the origin depends on how many more are trained",
    .params = &group,
    .shape = shape,
    .order = order,
    .use = use,
};
