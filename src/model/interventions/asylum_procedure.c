/* More decisions on claims, by more staff or by less time for each. With less time an authority
 * sees less: d' = d0 (1 - exp(-minutes / t0)), and errs more often in both directions. */
#include "base/real.h"
#include "model/interventions/kinds.h"
#include "model/scenario.h"

/* clang-format off */
#define PARAMS(X) \
  X(REF, queue, MF_LIST_QUEUE, NULL, "", 0, 0, NULL, "-", "", "the office (decides = \"asylum\", \"appeal\" or \"external\")") \
  X(REAL, decisions, 0, NULL, "persons/year", 0, 10000000.0, "0.0", "A", "Federal Office: 253,000, 658,000 and 564,000 decisions in 2015, 2016, 2017 [D UNHCR]", "decisions added by more staff") \
  X(REAL, speed, 0, NULL, "1", 0.1, 20, "1.0", "A", "range 0.7 to 3", "decisions per member of staff, as a multiple: time for each shrinks by as much") \
  X(REAL, minutes, 0, NULL, "minute", 1, 10000, "120.0", "A", "range 60 to 240", "time for a hearing at the usual speed") \
  X(REAL, needed, 0, NULL, "minute", 1, 10000, "60.0", "A", "range 20 to 120", "t0: time in which 63 % of what can be seen is seen") \
  X(REAL, service, 0, NULL, "1", 0.05, 5, "1.0", "A", "Federal Office: 7.1 months in 2016, 10.7 in 2017 [R]", "factor on the least time of a procedure") \
  MF_COSTS(X, "0.0", "2500.0", "0.0", "EUR", "A", "range EUR 1,000 to 10,000 a decision")
/* clang-format on */

typedef struct asylum_procedure { PARAMS(MF_FIELD) } asylum_procedure;

/* Share of what can be seen in a case that is seen in this time. */
static double seen(double minutes, double needed)
{
    return -mf_expm1(-minutes / needed);
}

static void shape(const void *params, double strength, const mf_scenario *scenario,
                  mf_effects *effects)
{
    const asylum_procedure *self = params;
    mf_queue_effects *queue = &effects->queue[self->queue];
    double faster = 1.0 + strength * (self->speed - 1.0);

    (void) scenario;
    queue->speed *= faster;
    queue->places += strength * self->decisions / 12.0;
    queue->service *= 1.0 + strength * (self->service - 1.0);
    queue->discernment *= seen(self->minutes / faster, self->needed) / seen(self->minutes, self->needed);
}

static mf_use use(const void *params, double strength, const mf_turnout *turnout)
{
    const asylum_procedure *self = params;

    return (mf_use){ self->decisions,
                     turnout->served(turnout->world, self->queue, strength * self->decisions / 12.0) };
}

#define MF_OWNER asylum_procedure
static const mf_param params[] = { PARAMS(MF_ROW){ .name = NULL } };
static const mf_group group = { "asylum_procedure", "capacity, speed and care of an asylum office",
                                sizeof(asylum_procedure), params };

const mf_intervention_kind mf_asylum_procedure = {
    .name = "asylum_procedure",
    .doc = "more and faster decisions, with what haste costs in care",
    .owner = MF_OWNER_INTERIOR,
    .level = MF_LEVEL_NATIONAL,
    .stage = MF_STAGE_DESTINATION,
    .evidence = "R",
    .source = "longer processing: fewer applications overall, more from origins of low recognition (panel of European states)",
    .side_effect = "hurried decisions err: more of those in need are refused, more of the others protected; courts fill",
    .params = &group,
    .shape = shape,
    .use = use,
};
