/* estimate.h — a number with how sure one can be of it.
 *
 * Means over replicates have Student's interval.  What is no mean (an index, a
 * largest one) has the percentile interval of a bootstrap: its units are drawn
 * again with replacement, addressed by (seed, round, draw), so that an interval
 * is the same whenever it is computed.  NaN is no value and is left out. */
#ifndef MF_STUDY_ESTIMATE_H
#define MF_STUDY_ESTIMATE_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

typedef struct mf_estimate {
    double mean, error; /* error: standard error; NaN for one value */
    double low, high;   /* 95 % interval; NaN if unknown */
    int n;              /* values that it rests on */
} mf_estimate;

/* Mean of n values that lie `stride` apart. */
mf_estimate mf_estimate_of(const double *value, size_t n, size_t stride);

/* Widens an estimate by a second, independent source of error. */
void mf_estimate_widen(mf_estimate *self, double error);

/* Is it told from zero: does its interval leave zero out? */
static inline int mf_estimate_sign(const mf_estimate *self)
{
    return self->low > 0.0 ? 1 : self->high < 0.0 ? -1 : 0;
}

/* Computes `n` numbers from `n_units` drawn units. */
typedef void (*mf_statistic)(const void *context, const size_t *unit, size_t n_units, double *value);

enum { MF_BOOTSTRAP_ROUNDS = 1000 };

/* The statistics of all units in order, each with the interval and standard error of a bootstrap. */
mf_err mf_bootstrap(mf_statistic of, const void *context, size_t n_units, size_t n, uint64_t seed,
                    mf_estimate *estimate, mf_error *err);

#endif
