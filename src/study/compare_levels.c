/* What one run says of every measure, in every cut. */
#include <math.h>
#include <stdlib.h>

#include "study/compare_parts.h"

/* Puts a value where it belongs. */
static void put(mf_levels *self, const mf_comparison *of, enum mf_cut_kind kind, size_t cut,
                size_t measure, size_t replicate, double value)
{
    self->value[kind][(cut * (size_t) of->n_measures + measure) * (size_t) self->n_replicates +
                      replicate] = value;
}

/* A table [replicate][cut][measure], whose measures begin with number `first`. */
static mf_err take(mf_levels *self, const mf_comparison *of, const char *table,
                   enum mf_cut_kind kind, size_t first, size_t measures, mf_error *err)
{
    size_t cuts = of->n_cuts[kind], i = 0;
    double *values;

    MF_TRY(mf_result_exactly(self->result, table, (size_t) self->n_replicates * cuts * measures,
                             &values, err));
    for (size_t r = 0; r < (size_t) self->n_replicates; r++)
        for (size_t c = 0; c < cuts; c++)
            for (size_t m = 0; m < measures; m++)
                put(self, of, kind, c, first + m, r, values[i++]);
    free(values);
    return MF_OK;
}

/* Outcomes by cohort and by year: modelled people, weighted. */
static mf_err take_cohorts(mf_levels *self, const mf_comparison *of, mf_error *err)
{
    size_t years = of->n_cuts[MF_CUT_YEAR], cohorts = of->n_cuts[MF_CUT_COHORT];
    size_t outcomes = (size_t) of->n_outcomes, replicates = (size_t) self->n_replicates;
    double *people, *weight;
    mf_err code;

    MF_TRY(mf_result_exactly(self->result, "/outcomes/modelled", replicates * years * outcomes * cohorts,
                             &people, err));
    code = mf_result_exactly(self->result, "/weight", cohorts, &weight, err);
    for (size_t r = 0; code == MF_OK && r < replicates; r++)
        for (size_t m = 0; m < outcomes; m++)
            for (size_t k = 0; k < cohorts; k++) {
                double sum = 0.0;

                for (size_t y = 0; y < years; y++) {
                    double one = people[((r * years + y) * outcomes + m) * cohorts + k];

                    put(self, of, MF_CUT_YEAR_COHORT, y * cohorts + k, m, r, weight[k] * one);
                    sum += one;
                }
                put(self, of, MF_CUT_COHORT, k, m, r, weight[k] * sum);
            }
    free(weight);
    free(people);
    return code;
}

static mf_err take_all(mf_levels *self, const mf_comparison *of, mf_error *err)
{
    size_t first = (size_t) of->n_outcomes, rest = (size_t) of->n_measures - first;

    MF_TRY(take(self, of, "/outcomes/total", MF_CUT_ALL, 0, first, err));
    MF_TRY(take(self, of, "/outcomes/value", MF_CUT_YEAR, 0, first, err));
    MF_TRY(take_cohorts(self, of, err));
    MF_TRY(take(self, of, "/indicators/all_years", MF_CUT_ALL, first, rest, err));
    MF_TRY(take(self, of, "/indicators/by_year", MF_CUT_YEAR, first, rest, err));
    MF_TRY(take(self, of, "/indicators/by_cohort", MF_CUT_COHORT, first, rest, err));
    MF_TRY(take(self, of, "/indicators/by_country", MF_CUT_COUNTRY, first, rest, err));
    MF_TRY(take(self, of, "/indicators/by_year_cohort", MF_CUT_YEAR_COHORT, first, rest, err));
    return take(self, of, "/indicators/by_year_country", MF_CUT_YEAR_COUNTRY, first, rest, err);
}

mf_err mf_levels_read(mf_levels *self, const mf_comparison *of, const char *path, mf_error *err)
{
    size_t length[MF_MOST_AXES];
    mf_err code;
    int n;

    *self = (mf_levels){ .result = NULL };
    MF_TRY(mf_result_open(&self->result, path, err));
    code = mf_result_shape(self->result, "/replicate", length, &n, err);
    self->n_replicates = (int) length[0];
    for (int k = 0; k < MF_N_CUT_KINDS && code == MF_OK; k++) {
        size_t cells = of->n_cuts[k] * (size_t) of->n_measures * length[0];

        self->value[k] = malloc((cells + 1) * sizeof *self->value[k]);
        if (self->value[k] == NULL)
            code = mf_fail(err, MF_E_NOMEM, "no room for the levels of %s", path);
        for (size_t i = 0; code == MF_OK && i < cells; i++)
            self->value[k][i] = (double) NAN; /* what cannot be told in this cut */
    }
    if (code == MF_OK)
        code = take_all(self, of, err);
    if (code != MF_OK)
        mf_levels_free(self);
    return code;
}

void mf_levels_free(mf_levels *self)
{
    for (int k = 0; k < MF_N_CUT_KINDS; k++)
        free(self->value[k]);
    mf_result_close(self->result);
    *self = (mf_levels){ .result = NULL };
}
