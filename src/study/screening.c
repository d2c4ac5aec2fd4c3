#include "study/screening.h"

#include <math.h>
#include <stdlib.h>

/* The blocks of a design whose points all have values. */
typedef struct blocks {
    const mf_design *design;
    const double *result;
    size_t n, *at; /* number of each */
    double *effect; /* MORRIS: [block][factor] */
} blocks;

static void blocks_free(blocks *self)
{
    free(self->at);
    free(self->effect);
}

static bool has_values(const double *result, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!isfinite(result[i]))
            return false;
    return true;
}

static mf_err blocks_init(blocks *self, const mf_design *design, const double *result, mf_error *err)
{
    size_t all = design->n_points / design->block;

    *self = (blocks){ .design = design, .result = result };
    self->at = calloc(all + 1, sizeof *self->at);
    self->effect = calloc(all * (size_t) design->n_factors + 1, sizeof *self->effect);
    if (self->at == NULL || self->effect == NULL)
        return mf_fail(err, MF_E_NOMEM, "no memory for %zu blocks of a design", all);
    for (size_t b = 0; b < all; b++)
        if (has_values(result + b * design->block, design->block))
            self->at[self->n++] = b;
    if (self->n < 2)
        return mf_fail(err, MF_E_USAGE,
                       "%zu of %zu blocks of design %s have values at all their points: at least two must",
                       self->n, all, mf_design_words[design->kind]);
    return MF_OK;
}

/* ---------------------------------------------------------------- Morris */

static bool is_flat(const blocks *self)
{
    const mf_design *d = self->design;

    for (size_t b = 0; b < self->n; b++)
        for (size_t p = 0; p < d->block; p++)
            if (fabs(self->result[self->at[b] * d->block + p] - self->result[self->at[0] * d->block]) > 0.0)
                return false;
    return true;
}

static void put_effects(blocks *self)
{
    const mf_design *d = self->design;
    size_t k = (size_t) d->n_factors;

    for (size_t b = 0; b < self->n; b++)
        for (size_t s = 1; s <= k; s++) {
            size_t point = self->at[b] * d->block + s;
            double rise = self->result[point] - self->result[point - 1];

            for (size_t i = 0; i < k; i++) {
                double step = d->unit[point * k + i] - d->unit[(point - 1) * k + i];

                if (fabs(step) > 0.0)
                    self->effect[b * k + i] = rise / step;
            }
        }
}

/* mu, mu*, sigma of each factor. */
static void morris_of(const void *context, const size_t *unit, size_t n, double *value)
{
    const blocks *self = context;
    size_t k = (size_t) self->design->n_factors;

    for (size_t i = 0; i < k; i++) {
        double sum = 0.0, size = 0.0, squares = 0.0;

        for (size_t u = 0; u < n; u++) {
            sum += self->effect[unit[u] * k + i];
            size += fabs(self->effect[unit[u] * k + i]);
        }
        for (size_t u = 0; u < n; u++) {
            double apart = self->effect[unit[u] * k + i] - sum / (double) n;

            squares += apart * apart;
        }
        value[3 * i] = sum / (double) n;
        value[3 * i + 1] = size / (double) n;
        value[3 * i + 2] = sqrt(squares / (double) (n - 1));
    }
}

mf_err mf_morris(const mf_design *design, const double *result, uint64_t seed,
                 mf_morris_effect *effect, mf_error *err)
{
    mf_estimate estimate[3 * MF_DESIGN_FACTORS_MOST];
    blocks all;
    mf_err code = blocks_init(&all, design, result, err);

    if (code == MF_OK && is_flat(&all))
        code = mf_fail(err, MF_E_USAGE, "the result is the same at every point: nothing to explain");
    if (code == MF_OK) {
        put_effects(&all);
        code = mf_bootstrap(morris_of, &all, all.n, 3 * (size_t) design->n_factors, seed, estimate, err);
    }
    for (int i = 0; code == MF_OK && i < design->n_factors; i++)
        effect[i] = (mf_morris_effect){ estimate[3 * i], estimate[3 * i + 1], estimate[3 * i + 2] };
    blocks_free(&all);
    return code;
}

/* ---------------------------------------------------------------- Sobol */

/* Mean and variance of the rows A and B of the drawn blocks; what rounding alone makes is none. */
static double centre(const blocks *self, const size_t *unit, size_t n, double *variance)
{
    double mean = 0.0, squares = 0.0;

    for (size_t u = 0; u < n; u++) {
        const double *f = self->result + self->at[unit[u]] * self->design->block;

        mean += (f[0] + f[1]) / (2.0 * (double) n);
    }
    for (size_t u = 0; u < n; u++) {
        const double *f = self->result + self->at[unit[u]] * self->design->block;

        squares += (f[0] - mean) * (f[0] - mean) + (f[1] - mean) * (f[1] - mean);
    }
    *variance = squares / (2.0 * (double) n - 1.0);
    if (*variance <= 1e-24 * mean * mean)
        *variance = 0.0;
    return mean;
}

/* First and total index of each factor; centred, for then the estimator varies less. */
static void sobol_of(const void *context, const size_t *unit, size_t n, double *value)
{
    const blocks *self = context;
    double variance, mean = centre(self, unit, n, &variance);

    for (int i = 0; i < self->design->n_factors; i++) {
        double first = 0.0, total = 0.0;

        for (size_t u = 0; u < n; u++) {
            const double *f = self->result + self->at[unit[u]] * self->design->block;

            first += (f[1] - mean) * (f[i + 2] - f[0]);
            total += (f[0] - f[i + 2]) * (f[0] - f[i + 2]);
        }
        value[2 * i] = variance > 0.0 ? first / (double) n / variance : (double) NAN;
        value[2 * i + 1] = variance > 0.0 ? total / (2.0 * (double) n) / variance : (double) NAN;
    }
}

mf_err mf_sobol(const mf_design *design, const double *result, uint64_t seed, mf_sobol_index *index,
                mf_error *err)
{
    mf_estimate estimate[2 * MF_DESIGN_FACTORS_MOST];
    blocks all;
    mf_err code = blocks_init(&all, design, result, err);

    if (code == MF_OK)
        code = mf_bootstrap(sobol_of, &all, all.n, 2 * (size_t) design->n_factors, seed, estimate, err);
    if (code == MF_OK && isnan(estimate[0].mean))
        code = mf_fail(err, MF_E_USAGE, "the result is the same at every point: nothing to explain");
    for (int i = 0; code == MF_OK && i < design->n_factors; i++)
        index[i] = (mf_sobol_index){ estimate[2 * i], estimate[2 * i + 1] };
    blocks_free(&all);
    return code;
}
