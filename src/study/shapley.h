/* shapley.h — what each switch adds, whatever the others are.
 *
 * The Shapley value of a switch is the mean of what it adds over all orders in
 * which the switches can be turned on (Shapley 1953): the values add up to all
 * on less all off, equal switches have equal values, one that does nothing has
 * none, and values of sums are sums.  The interaction of a pair is the mean,
 * over what else is on, of what both add beyond what each adds alone (Grabisch
 * and Roubens 1999): above zero they reinforce each other, below they are in
 * each other's way.
 *
 * On the natural scale effects are differences.  On the log scale they are
 * factors: two policies that each leave 0.8 and together 0.64 do not interact
 * there, though the differences do not add up.  So counts and rates are judged
 * on the log scale first; it needs results above zero.
 *
 * With a full factorial the values are exact for each replicate, and errors are
 * those of the mean over replicates (which met the same luck at every point).
 * With walks there is also the error of having gone only some of the orders;
 * its units are walks with their reverses.  The two are added as independent. */
#ifndef MF_STUDY_SHAPLEY_H
#define MF_STUDY_SHAPLEY_H

#include "study/design.h"
#include "study/estimate.h"

enum { MF_SHAPLEY_FULL_MOST = 20 };

/* Values, and interactions if `pair` is not NULL ([k][k], symmetric, its diagonal zero), of one
 * function on all subsets: subset c has switch i on where bit i of c is. */
void mf_shapley_exact(int k, const double *subset, double *value, double *pair);

typedef struct mf_shapley {
    int n_factors;
    bool log;           /* effects are differences of logarithms */
    mf_estimate total;  /* all on less all off */
    mf_estimate *value; /* [factor] */
    mf_estimate *pair;  /* [factor][factor]; NULL where walks were made without pairs */
    size_t n_replicates, n_walks; /* walks with their reverses; 0: a full factorial */
    double *each;       /* [factor][replicate] values */
    double *of_walk;    /* [factor][walk] values, means over replicates */
} mf_shapley;

/* From a factorial (its points in any order) or walks; result: [point][replicate].  A replicate
 * without a value somewhere is left out; MF_E_USAGE if none is left. */
mf_err mf_shapley_make(mf_shapley *self, const mf_design *design, const double *result,
                       size_t n_replicates, bool log, mf_error *err);
void mf_shapley_free(mf_shapley *self);

/* What several switches are worth together, the sum of their values: those in the set of bits. */
mf_estimate mf_shapley_sum(const mf_shapley *self, uint64_t set);

/* The point of each subset of a full factorial, [2^k]; MF_E_USAGE if one is missing. */
mf_err mf_shapley_subsets(const mf_design *design, size_t *point, mf_error *err);

#endif
