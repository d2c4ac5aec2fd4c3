#include "study/estimate.h"

#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>

#include "base/rng.h"

static const double NONE = (double) NAN;

static void put_interval(mf_estimate *self)
{
    double half = self->n > 1 ? self->error * gsl_cdf_tdist_Pinv(0.975, self->n - 1) : NONE;

    self->low = self->mean - half;
    self->high = self->mean + half;
}

mf_estimate mf_estimate_of(const double *value, size_t n, size_t stride)
{
    mf_estimate e = { .mean = 0.0, .n = 0 };
    double squares = 0.0;

    for (size_t i = 0; i < n; i++) {
        double apart = value[i * stride] - e.mean;

        if (isnan(apart))
            continue;
        e.mean += apart / ++e.n;
        squares += apart * (value[i * stride] - e.mean); /* Welford */
    }
    e.error = e.n > 1 ? sqrt(squares / (e.n - 1) / e.n) : NONE;
    e.mean = e.n == 0 ? NONE : e.mean;
    put_interval(&e);
    return e;
}

void mf_estimate_widen(mf_estimate *self, double error)
{
    if (isnan(error))
        return;
    self->error = isnan(self->error) ? error : hypot(self->error, error);
    if (self->n < 2) { /* no replicates to learn from: the normal quantile */
        self->low = self->mean - 1.959963984540054 * self->error;
        self->high = self->mean + 1.959963984540054 * self->error;
    } else {
        put_interval(self);
    }
}

/* ---------------------------------------------------------------- bootstrap */

static void draw_units(uint64_t seed, size_t round, size_t n, size_t *unit)
{
    for (size_t i = 0; i < n; i++) {
        mf_words words = mf_words_at(seed, MF_DRAW_BOOTSTRAP, (uint32_t) round, (uint32_t) i, 0);

        unit[i] = (size_t) (mf_unit53(words.w[0], words.w[1]) * (double) n);
    }
}

/* Sorts what is a value to the front; how many. */
static size_t sort_values(double *value, size_t n)
{
    size_t kept = 0;

    for (size_t i = 0; i < n; i++)
        if (!isnan(value[i]))
            value[kept++] = value[i];
    gsl_sort(value, 1, kept);
    return kept;
}

static void put_quantiles(mf_estimate *self, double *value, size_t n)
{
    size_t kept = sort_values(value, n);

    if (kept < 2 || self->n < 2)
        return;
    self->low = gsl_stats_quantile_from_sorted_data(value, 1, kept, 0.025);
    self->high = gsl_stats_quantile_from_sorted_data(value, 1, kept, 0.975);
    self->error = gsl_stats_sd(value, 1, kept);
}

mf_err mf_bootstrap(mf_statistic of, const void *context, size_t n_units, size_t n, uint64_t seed,
                    mf_estimate *estimate, mf_error *err)
{
    size_t *unit = calloc(n_units + 1, sizeof *unit);
    double *value = calloc(n * (MF_BOOTSTRAP_ROUNDS + 1) + 1, sizeof *value);
    double *now = value == NULL ? NULL : value + n * MF_BOOTSTRAP_ROUNDS;
    mf_err code = unit == NULL || value == NULL
                      ? mf_fail(err, MF_E_NOMEM, "no memory for a bootstrap of %zu units", n_units)
                      : MF_OK;

    for (size_t round = 0; code == MF_OK && round < MF_BOOTSTRAP_ROUNDS; round++) {
        draw_units(seed, round, n_units, unit);
        of(context, unit, n_units, now);
        for (size_t i = 0; i < n; i++)
            value[i * MF_BOOTSTRAP_ROUNDS + round] = now[i];
    }
    for (size_t i = 0; code == MF_OK && i < n_units; i++)
        unit[i] = i;
    if (code == MF_OK)
        of(context, unit, n_units, now);
    for (size_t i = 0; code == MF_OK && i < n; i++) {
        estimate[i] = (mf_estimate){ now[i], NONE, NONE, NONE, (int) n_units };
        put_quantiles(&estimate[i], value + i * MF_BOOTSTRAP_ROUNDS, MF_BOOTSTRAP_ROUNDS);
    }
    free(value);
    free(unit);
    return code;
}
