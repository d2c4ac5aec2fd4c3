/* Differences with their intervals. */
#include <math.h>

#include <gsl/gsl_cdf.h>

#include "base/real.h"
#include "study/compare.h"

/* Mean and sample variance under way. */
typedef struct moments {
    int n;
    double mean, variance; /* variance: sum of squares until it is asked for */
} moments;

static void add(moments *self, double x)
{
    double apart = x - self->mean;

    self->n++;
    self->mean += apart / self->n;
    self->variance += apart * (x - self->mean);
}

static moments end(moments self)
{
    if (self.n == 0)
        self.mean = (double) NAN;
    self.variance = self.n > 1 ? self.variance / (self.n - 1) : (double) NAN;
    return self;
}

/* Of what is not NaN. */
static moments moments_of(const double *x, int n)
{
    moments m = { 0, 0.0, 0.0 };

    for (int i = 0; i < n; i++)
        if (!isnan(x[i]))
            add(&m, x[i]);
    return end(m);
}

static void put_interval(mf_difference *d, double error, double freedom)
{
    double half = freedom > 0.0 ? error * gsl_cdf_tdist_Pinv(0.975, freedom) : (double) NAN;

    d->low = d->difference - half;
    d->high = d->difference + half;
}

/* Pairs of which both are known. */
static bool is_pair(double base, double other)
{
    return !isnan(base) && !isnan(other);
}

/* exp(mean log(other / base)) - 1; NaN unless all are positive. */
static double relative(const double *base, const double *other, int n)
{
    double logs = 0.0;
    int pairs = 0;

    for (int i = 0; i < n; i++) {
        if (!is_pair(base[i], other[i]))
            continue;
        if (base[i] <= 0.0 || other[i] <= 0.0)
            return (double) NAN;
        logs += mf_log(other[i]) - mf_log(base[i]);
        pairs++;
    }
    return pairs > 0 ? mf_expm1(logs / pairs) : (double) NAN;
}

static bool has_sign(double apart, double sign)
{
    return sign > 0.0 ? apart > 0.0 : sign < 0.0 ? apart < 0.0 : apart == 0.0;
}

mf_difference mf_difference_paired(const double *base, const double *other, int n)
{
    moments one = { 0, 0.0, 0.0 }, two = one, both = one;
    mf_difference d = { .base = 0.0 };

    for (int i = 0; i < n; i++)
        if (is_pair(base[i], other[i])) {
            add(&one, base[i]);
            add(&two, other[i]);
            add(&both, other[i] - base[i]);
        }
    one = end(one);
    two = end(two);
    both = end(both);
    d.n = both.n;
    d.base = one.mean;
    d.other = two.mean;
    d.difference = both.mean;
    for (int i = 0; i < n; i++)
        d.agree += is_pair(base[i], other[i]) && has_sign(other[i] - base[i], both.mean);
    put_interval(&d, sqrt(both.variance / d.n), d.n - 1);
    d.relative = relative(base, other, n);
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
