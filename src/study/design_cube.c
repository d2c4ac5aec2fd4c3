/* Designs of the cube: Latin hypercube, Sobol, Saltelli, Morris. */
#include "study/design_parts.h"

#include <stdlib.h>

#include <gsl/gsl_qrng.h>

#include "base/rng.h"

/* Which draws of MF_DRAW_DESIGN: `part` of an address; shuffles have part 0. */
enum { WITHIN = 1, SHIFT, START };

/* McKay, Beckman and Conover 1979: one point in each of n strata of each factor. */
mf_err mf_design_hypercube(mf_design *self, const mf_design_wish *wish, mf_error *err)
{
    size_t n = self->n_points, *order = calloc(n, sizeof *order);

    if (order == NULL)
        return mf_fail(err, MF_E_NOMEM, "no memory for the order of %zu points", n);
    for (int i = 0; i < self->n_factors; i++) {
        mf_design_shuffle(wish->seed, (uint32_t) i, n, order);
        for (size_t p = 0; p < n; p++) {
            mf_words words = mf_words_at(wish->seed, MF_DRAW_DESIGN, (uint32_t) i, (uint32_t) p, WITHIN);

            mf_design_units_at(self, p)[i] =
                ((double) order[p] + mf_unit53(words.w[0], words.w[1])) / (double) n;
        }
    }
    free(order);
    return MF_OK;
}

/* ---------------------------------------------------------------- Sobol
 *
 * GSL's points are multiples of 2^-30 and begin with the second one, 0.5.  A
 * digital shift (exclusive or with random bits, one word a factor) keeps them a
 * net; the first point, 0, is then no corner and belongs to the net (Owen 2020). */

enum { SOBOL_BITS = 30 };

typedef struct sobol {
    gsl_qrng *from;
    bool plain, begun;
    int dimensions;
    uint32_t shift[MF_DESIGN_SOBOL_MOST];
} sobol;

static mf_err sobol_init(sobol *self, int dimensions, const mf_design_wish *wish, mf_error *err)
{
    *self = (sobol){ .plain = wish->plain, .dimensions = dimensions };
    self->from = gsl_qrng_alloc(gsl_qrng_sobol, (unsigned) dimensions);
    if (self->from == NULL)
        return mf_fail(err, MF_E_NOMEM, "no Sobol sequence of %d dimensions", dimensions);
    for (int i = 0; i < dimensions; i++)
        self->shift[i] = mf_words_at(wish->seed, MF_DRAW_DESIGN, (uint32_t) i, 0, SHIFT).w[0] >>
                         (32 - SOBOL_BITS);
    return MF_OK;
}

static void sobol_next(sobol *self, double *point)
{
    const double scale = 0x1p30;

    if (self->plain || self->begun)
        (void) gsl_qrng_get(self->from, point);
    else
        for (int i = 0; i < self->dimensions; i++)
            point[i] = 0.0;
    self->begun = true;
    for (int i = 0; !self->plain && i < self->dimensions; i++)
        point[i] = ((double) ((uint32_t) (point[i] * scale) ^ self->shift[i]) + 0.5) / scale;
}

mf_err mf_design_sobol(mf_design *self, const mf_design_wish *wish, mf_error *err)
{
    sobol points;

    MF_TRY(sobol_init(&points, self->n_factors, wish, err));
    for (size_t p = 0; p < self->n_points; p++)
        sobol_next(&points, mf_design_units_at(self, p));
    gsl_qrng_free(points.from);
    return MF_OK;
}

/* Saltelli et al. 2010: the first half of a point is a row of A, the second of B. */
mf_err mf_design_saltelli(mf_design *self, const mf_design_wish *wish, mf_error *err)
{
    double pair[MF_DESIGN_SOBOL_MOST];
    int k = self->n_factors;
    sobol points;

    MF_TRY(sobol_init(&points, 2 * k, wish, err));
    for (size_t j = 0; j < wish->n; j++) {
        sobol_next(&points, pair);
        for (int row = 0; row < k + 2; row++) {
            double *unit = mf_design_units_at(self, j * self->block + (size_t) row);

            for (int i = 0; i < k; i++)
                unit[i] = pair[row == 1 || row == i + 2 ? k + i : i];
        }
    }
    gsl_qrng_free(points.from);
    return MF_OK;
}

/* ---------------------------------------------------------------- Morris
 *
 * Morris 1991 on p levels 0, 1/(p-1), ... 1 with steps of p / (2 (p - 1)): from
 * each level one step stays inside, up from the lower half, down from the upper. */
void mf_design_morris(mf_design *self, const mf_design_wish *wish)
{
    int p = wish->steps == 0 ? 4 : wish->steps, k = self->n_factors;
    size_t order[MF_DESIGN_FACTORS_MOST];

    for (size_t t = 0; t < wish->n; t++) {
        int level[MF_DESIGN_FACTORS_MOST];

        for (int i = 0; i < k; i++)
            level[i] = mf_design_level_of(
                mf_unit(mf_words_at(wish->seed, MF_DRAW_DESIGN, (uint32_t) i, (uint32_t) t, START).w[0]), p);
        mf_design_shuffle(wish->seed, (uint32_t) t, (size_t) k, order);
        for (int s = 0; s <= k; s++) {
            double *unit = mf_design_units_at(self, t * self->block + (size_t) s);

            if (s > 0)
                level[order[s - 1]] += level[order[s - 1]] < p / 2 ? p / 2 : -p / 2;
            for (int i = 0; i < k; i++)
                unit[i] = (double) level[i] / (p - 1);
        }
    }
}
