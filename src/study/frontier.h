/* frontier.h — which packages could be chosen, and how sure one is of it.
 *
 * There is no ranking here without the share of replicates that agrees with it.
 *   front    of some measures that are wished small (cost, protection gap, deaths):
 *            no other package is as good in all of them and better in one (Pareto)
 *   best     the highest sum of all goals (goals.h)
 *   regret   in a state (a shock, a structural assumption): the best sum of all
 *            goals there less that of the package; the package whose largest
 *            regret over the states is least loses least whatever comes (Savage 1951)
 * Each is told of means over replicates, and as the share of single replicates
 * in which it holds. */
#ifndef MF_STUDY_FRONTIER_H
#define MF_STUDY_FRONTIER_H

#include "study/estimate.h"
#include "study/goals.h"

/* How a package stands among all. */
typedef struct mf_standing {
    mf_estimate joint;         /* sum of all goals, first state */
    double best_share;         /* replicates in which no package has a higher sum */
    bool on_front;             /* by means */
    double front_share;        /* replicates in which it is on the front */
    double regret;             /* largest over the states, of means */
    size_t regret_state;       /* where */
    double least_regret_share; /* replicates in which its largest regret is least */
} mf_standing;

/* standing: [point].  `small` (n of them) are measures that are wished small; one without values at
 * all points takes part in no front.  Regret is NaN where there is one state only. */
mf_err mf_frontier(mf_standing *standing, const mf_results *results, const mf_scores *scores,
                   const int *small, int n_small, mf_error *err);

/* The package that loses least, whatever comes, by means; the first if there is one state only. */
size_t mf_frontier_safe(const mf_standing *standing, size_t n_points);

/* What is best in a state, and what the package that is to be safe loses against it there. */
typedef struct mf_state_best {
    size_t point;
    double joint; /* sum of all goals, of means */
    double agree; /* share of replicates in which it is the highest */
    double loses; /* the safe one, of means */
} mf_state_best;

/* best: [state] */
void mf_frontier_states(mf_state_best *best, const mf_scores *scores, size_t safe);

#endif
