/* phases.h — what happens in a step, in order: the model at its highest level. */
#ifndef MF_SIM_PHASES_H
#define MF_SIM_PHASES_H

#include "sim/world.h"

/* One file each under sim/phases/.  name, doc */
#define MF_PHASES(X)                                                           \
    X(policies, "rules start and stop interventions; those in force write the step's overlay and ask for people") \
    X(conditions, "violence, abuse, wages, rules and capacities are brought to the date; what drifts is integrated") \
    X(publish, "prices, reputations of links, recognition rates, waits, diasporas and news become known; the best ways are found") \
    X(bounds, "an upper bound of all that can happen is set for each occupied class of people") \
    X(people, "those whose uniform falls below the bound wake, and those for whom something is due: hazards compete, options are weighed, journeys begin and end") \
    X(queues, "people join and leave queues; each queue serves by priority, time of joining and addressed key, up to its capacity and beds; authorities decide") \
    X(orders, "policies that admit or move people: those with the smallest addressed keys are chosen, up to the number asked for") \
    X(count, "the workers' counts are added up and stocks brought up to date") \
    X(costs, "what the policies in force have cost: for standing, for places, for the persons served")

typedef struct mf_phase {
    const char *name, *doc;
    void (*run)(mf_world *world);
} mf_phase;

#define X(name, doc) void mf_phase_##name(mf_world *world);
MF_PHASES(X)
#undef X

/* In order; ends with a NULL name. */
extern const mf_phase mf_phases[];

#endif
