/* screening.h — which settings matter at all, and how much each of them explains.
 *
 * Morris 1991: an elementary effect is what a result changes by when one factor
 * steps through its range, per full range.  Over trajectories, `mu` is the mean
 * effect, `mu_star` the mean of its size (Campolongo, Cariboni and Saltelli
 * 2007), `sigma` its spread: large where a factor is not linear or acts
 * together with others.
 *
 * Sobol indices: `first` is the share of the variance of a result that a factor
 * explains alone (estimator of Saltelli et al. 2010), `total` the share that
 * would be left if all others were known (Jansen 1999).  Estimates can leave
 * [0, 1] a little; their intervals say how far to trust them.
 *
 * Both take one number a point, the mean over replicates.  Intervals are those
 * of a bootstrap over trajectories or base points; a block with a point that
 * has no value is left out. */
#ifndef MF_STUDY_SCREENING_H
#define MF_STUDY_SCREENING_H

#include "study/design.h"
#include "study/estimate.h"

typedef struct mf_morris_effect {
    mf_estimate mu, mu_star, sigma;
} mf_morris_effect;

typedef struct mf_sobol_index {
    mf_estimate first, total;
} mf_sobol_index;

/* effect: [factor].  MF_E_USAGE if fewer than two trajectories have values. */
mf_err mf_morris(const mf_design *design, const double *result, uint64_t seed,
                 mf_morris_effect *effect, mf_error *err);

/* index: [factor].  MF_E_USAGE if the result does not vary or has too few values. */
mf_err mf_sobol(const mf_design *design, const double *result, uint64_t seed, mf_sobol_index *index,
                mf_error *err);

#endif
