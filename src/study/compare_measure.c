/* Differences with their intervals. */
#include <math.h>

#include <gsl/gsl_cdf.h>

#include "base/real.h"
#include "study/compare.h"

/* Mean and sample variance of what is not NaN. */
typedef struct moments {
    int n;
    double mean, variance;
} moments;

static moments moments_of(const double *x, int n)
{
    moments m = { 0, 0.0, 0.0 };

    for (int i = 0; i < n; i++)
        if (!isnan(x[i])) {
            double apart = x[i] - m.mean;

            m.n++;
            m.mean += apart / m.n;
            m.variance += apart * (x[i] - m.mean);
        }
    if (m.n == 0)
        m.mean = (double) NAN;
    m.variance = m.n > 1 ? m.variance / (m.n - 1) : (double) NAN;
    return m;
}

static void put_interval(mf_difference *d, double error, double freedom)
{
    double half = freedom > 0.0 ? error * gsl_cdf_tdist_Pinv(0.975, freedom) : (double) NAN;

    d->low = d->difference - half;
    d->high = d->difference + half;
}

enum { AT_ONCE = 10000 }; /* the most replicates that a run can have */

mf_difference mf_difference_paired(const double *base, const double *other, int n)
{
    static const mf_difference none = { .base = 0.0 };
    double a[AT_ONCE], b[AT_ONCE], apart[AT_ONCE], logs = 0.0;
    mf_difference d = none;
    moments one, two, both;
    bool positive = true;

    for (int i = 0; i < n && i < AT_ONCE; i++) {
        if (isnan(base[i]) || isnan(other[i]))
            continue;
        a[d.n] = base[i];
        b[d.n] = other[i];
        apart[d.n++] = other[i] - base[i];
        positive = positive && base[i] > 0.0 && other[i] > 0.0;
        logs += positive ? mf_log(other[i]) - mf_log(base[i]) : 0.0;
    }
    one = moments_of(a, d.n);
    two = moments_of(b, d.n);
    both = moments_of(apart, d.n);
    d.base = one.mean;
    d.other = two.mean;
    d.difference = both.mean;
    for (int i = 0; i < d.n; i++)
        d.agree += both.mean > 0.0 ? apart[i] > 0.0 : both.mean < 0.0 ? apart[i] < 0.0 : apart[i] == 0.0;
    put_interval(&d, sqrt(both.variance / d.n), d.n - 1);
    d.relative = positive && d.n > 0 ? mf_expm1(logs / d.n) : (double) NAN;
    d.removed = one.variance + two.variance > 0.0
                    ? 1.0 - both.variance / (one.variance + two.variance) : (double) NAN;
    return d;
}

mf_difference mf_difference_unpaired(const double *base, int n_base, const double *other,
                                     int n_other)
{
    moments one = moments_of(base, n_base), two = moments_of(other, n_other);
    double a = one.variance / one.n, b = two.variance / two.n;
    mf_difference d = { .base = one.mean, .other = two.mean, .difference = two.mean - one.mean,
                        .removed = (double) NAN, .n = one.n < two.n ? one.n : two.n };

    d.relative = one.mean > 0.0 && two.mean > 0.0 ? two.mean / one.mean - 1.0 : (double) NAN;
    if (a + b > 0.0)
        put_interval(&d, sqrt(a + b),
                     (a + b) * (a + b) / (a * a / (one.n - 1) + b * b / (two.n - 1)));
    else
        put_interval(&d, a + b, one.n - 1);
    return d;
}
