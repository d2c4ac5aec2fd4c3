/* statistics.h — from counts to a standard normal z, and the limit that it must keep.
 *
 * Seeds are fixed, so a pass stays a pass; |z| > LIMIT has probability 1e-6. */
#ifndef SUPPORT_STATISTICS_H
#define SUPPORT_STATISTICS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#define LIMIT 4.8916384757

/* Two reals that differ by `most` at the most (cmocka 1.1.5 compares floats). */
#define assert_close(got, wanted, most) close_or_fail(got, wanted, most, __FILE__, __LINE__)

static inline void close_or_fail(double got, double wanted, double most, const char *file, int line)
{
    if (!(fabs(got - wanted) <= most)) {
        print_error("%.17g, not %.17g\n", got, wanted);
        _fail(file, line);
    }
}

/* So many of `n` where each was one with probability p. */
static inline double z_of_share(double count, double n, double p)
{
    return (count - n * p) / sqrt(n * p * (1.0 - p));
}

/* A mean of n values with known mean and standard deviation of one. */
static inline double z_of_mean(double mean, double expected, double sd, double n)
{
    return (mean - expected) * sqrt(n) / sd;
}

/* Chi-square to normal: Wilson and Hilferty (PNAS 17, 1931). */
static inline double z_of_chi(double chi, double freedom)
{
    double share = 2.0 / (9.0 * freedom);

    return (cbrt(chi / freedom) - (1.0 - share)) / sqrt(share);
}

/* Counts against shares that sum to 1. */
static inline double z_of_counts(const double *count, const double *share, size_t n)
{
    double total = 0.0, chi = 0.0;

    for (size_t i = 0; i < n; i++)
        total += count[i];
    for (size_t i = 0; i < n; i++) {
        double off = count[i] - total * share[i];

        chi += off * off / (total * share[i]);
    }
    return z_of_chi(chi, (double) n - 1.0);
}

#endif
