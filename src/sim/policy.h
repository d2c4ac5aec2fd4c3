/* policy.h — an intervention as it stands in a world: strength, orders, costs.
 *
 * Costs are cents, so sums do not depend on their order.  After a step `cost`
 * holds what the step cost and `spent` what the run has cost so far. */
#ifndef MF_SIM_POLICY_H
#define MF_SIM_POLICY_H

#include "model/scenario.h"

typedef struct mf_policy {
    int index;       /* into the scenario's interventions */
    bool standing;   /* no rule keeps it from working */
    int since;       /* day on which it began to stand */
    double strength; /* in this step */
    mf_orders orders;              /* of this step */
    double credit[MF_MOST_ORDERS]; /* persons that may still be chosen */
    double ordered;                /* persons chosen in this step */
    double served;                 /* persons that the step's cost is for */
    int64_t cost[MF_N_COSTS];      /* cents, of this step */
    int64_t spent[MF_N_COSTS];     /* cents, since the start */
} mf_policy;

#endif
