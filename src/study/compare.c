#include "study/compare.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_sort.h>

#include "io/layout.h"
#include "record/fates.h"
#include "study/compare_parts.h"

const char *const mf_cut_words[] = { "all", "year", "cohort", "country", "year_cohort", "year_country",
                                    NULL };

/* ------------------------------------------------------------- lists */

static char *copy(const char *text)
{
    size_t n = strlen(text) + 1;
    char *to = malloc(n);

    return to == NULL ? NULL : memcpy(to, text, n);
}

static mf_err copy_all(const char *const *from, char ***to, size_t n)
{
    *to = calloc(n + 1, sizeof **to);
    if (*to == NULL)
        return MF_E_NOMEM;
    for (size_t i = 0; i < n; i++)
        if (((*to)[i] = copy(from[i])) == NULL)
            return MF_E_NOMEM;
    return MF_OK;
}

/* Texts of two tables, one after the other. */
static mf_err join(const mf_result *run, const char *one, const char *two, char ***list, size_t *n,
                   mf_error *err)
{
    char **first = NULL, **second = NULL, **both;
    size_t a = 0, b = 0;
    mf_err code = mf_result_texts(run, one, &first, &a, err);

    if (code == MF_OK)
        code = mf_result_texts(run, two, &second, &b, err);
    both = calloc(a + b + 1, sizeof *both);
    if (code == MF_OK && both != NULL) {
        memcpy(both, first, a * sizeof *both);
        memcpy(both + a, second, b * sizeof *both);
        free(first);
        free(second);
        *list = both;
        *n = a + b;
        return MF_OK;
    }
    free(both);
    mf_result_texts_free(first);
    mf_result_texts_free(second);
    return code == MF_OK ? mf_fail(err, MF_E_NOMEM, "no room for lists") : code;
}

static mf_err read_years(mf_comparison *self, const mf_result *run, mf_error *err)
{
    double *year;
    size_t n;
    mf_err code = mf_result_reals(run, "/year", &year, &n, err);

    MF_TRY(code);
    self->cut[MF_CUT_YEAR] = calloc(n + 1, sizeof *self->cut[MF_CUT_YEAR]);
    for (size_t i = 0; self->cut[MF_CUT_YEAR] != NULL && i < n; i++) {
        mf_buffer text = { 0 };

        mf_buffer_add(&text, "%.0f", year[i]);
        self->cut[MF_CUT_YEAR][i] = text.text; /* NULL if it failed */
        code = text.failed ? MF_E_NOMEM : code;
    }
    free(year);
    self->n_cuts[MF_CUT_YEAR] = n;
    if (code != MF_OK || self->cut[MF_CUT_YEAR] == NULL)
        return mf_fail(err, MF_E_NOMEM, "no room for the years");
    return MF_OK;
}

/* Every year of everything in a list: "2016 NGA". */
static mf_err cross(mf_comparison *self, enum mf_cut_kind kind, enum mf_cut_kind with, mf_error *err)
{
    size_t years = self->n_cuts[MF_CUT_YEAR], n = self->n_cuts[with];

    self->cut[kind] = calloc(years * n + 1, sizeof *self->cut[kind]);
    self->n_cuts[kind] = years * n;
    for (size_t i = 0; self->cut[kind] != NULL && i < years * n; i++) {
        mf_buffer text = { 0 };

        mf_buffer_add(&text, "%s %s", self->cut[MF_CUT_YEAR][i / n], self->cut[with][i % n]);
        self->cut[kind][i] = text.text; /* NULL if it failed */
        if (text.failed)
            return mf_fail(err, MF_E_NOMEM, "no room for the cuts");
    }
    return self->cut[kind] == NULL ? mf_fail(err, MF_E_NOMEM, "no room for the cuts") : MF_OK;
}

/* What is compared, as the baseline has it. */
static mf_err read_lists(mf_comparison *self, const mf_result *run, mf_error *err)
{
    static const char *const all[] = { "all" };
    size_t n = 0, outcomes[MF_MOST_AXES];
    int axes;

    MF_TRY(join(run, "/outcome", "/indicator", &self->measure, &n, err));
    self->n_measures = (int) n;
    MF_TRY(join(run, "/outcome_unit", "/indicator_unit", &self->unit, &n, err));
    MF_TRY(join(run, "/outcome_name", "/indicator_name", &self->doc, &n, err));
    MF_TRY(mf_result_shape(run, "/outcome", outcomes, &axes, err));
    self->n_outcomes = (int) outcomes[0];
    self->n_fates = MF_N_ENDS;
    self->n_cuts[MF_CUT_ALL] = 1;
    if (copy_all(all, &self->cut[MF_CUT_ALL], 1) != MF_OK ||
        copy_all(mf_end_words, &self->fate, MF_N_ENDS) != MF_OK)
        return mf_fail(err, MF_E_NOMEM, "no room for lists");
    MF_TRY(read_years(self, run, err));
    MF_TRY(mf_result_texts(run, "/cohort", &self->cut[MF_CUT_COHORT],
                           &self->n_cuts[MF_CUT_COHORT], err));
    MF_TRY(mf_result_texts(run, "/country", &self->cut[MF_CUT_COUNTRY],
                           &self->n_cuts[MF_CUT_COUNTRY], err));
    MF_TRY(cross(self, MF_CUT_YEAR_COHORT, MF_CUT_COHORT, err));
    return cross(self, MF_CUT_YEAR_COUNTRY, MF_CUT_COUNTRY, err);
}

static mf_err make_room(mf_comparison *self, const char *const *paths, mf_error *err)
{
    size_t others = (size_t) self->n_runs - 1;

    self->matrix = calloc(others + 1, sizeof *self->matrix);
    self->ratio = calloc(others + 1, sizeof *self->ratio);
    if (self->matrix == NULL || self->ratio == NULL || copy_all(paths, &self->path, (size_t) self->n_runs) != MF_OK)
        return mf_fail(err, MF_E_NOMEM, "no room for a comparison");
    for (int k = 0; k < MF_N_CUT_KINDS; k++) {
        self->at[k] = calloc(others * self->n_cuts[k] * (size_t) self->n_measures + 1,
                             sizeof *self->at[k]);
        if (self->at[k] == NULL)
            return mf_fail(err, MF_E_NOMEM, "no room for a comparison");
    }
    return MF_OK;
}

/* ------------------------------------------------------------- comparing */

static size_t index_of(const mf_comparison *self, int run, enum mf_cut_kind kind, int cut,
                       int measure)
{
    return ((size_t) (run - 1) * self->n_cuts[kind] + (size_t) cut) * (size_t) self->n_measures +
           (size_t) measure;
}

const mf_difference *mf_comparison_at(const mf_comparison *self, int run, enum mf_cut_kind kind,
                                      int cut, int measure)
{
    return &self->at[kind][index_of(self, run, kind, cut, measure)];
}

static void compare_levels(mf_comparison *self, int run, const mf_levels *base,
                           const mf_levels *other)
{
    for (int k = 0; k < MF_N_CUT_KINDS; k++)
        for (int c = 0; c < (int) self->n_cuts[k]; c++)
            for (int m = 0; m < self->n_measures; m++) {
                enum mf_cut_kind kind = (enum mf_cut_kind) k;
                const double *a = mf_levels_at(base, self, kind, c, m);
                const double *b = mf_levels_at(other, self, kind, c, m);

                self->at[k][index_of(self, run, kind, c, m)] =
                    self->paired ? mf_difference_paired(a, b, base->n_replicates)
                                 : mf_difference_unpaired(a, base->n_replicates, b,
                                                          other->n_replicates);
            }
}

/* What is not paired has no price. */
static mf_err put_prices(mf_comparison *self, int run, const mf_levels *base, const mf_levels *other,
                         mf_error *err)
{
    double *scratch = calloc(2 * (size_t) base->n_replicates + 1, sizeof *scratch);

    if (scratch == NULL)
        return mf_fail(err, MF_E_NOMEM, "no room for ratios");
    mf_ratios_compare(self->ratio[run - 1], self, base, other, scratch);
    free(scratch);
    return MF_OK;
}

static mf_err compare_run(mf_comparison *self, int run, const mf_levels *base, mf_error *err)
{
    mf_result *result;
    mf_levels other;
    mf_err code;

    MF_TRY(mf_result_open(&result, self->path[run], err));
    code = mf_axes_check(base->result, result, err);
    if (code == MF_OK && self->paired)
        code = mf_pair_check(self, base->result, result, err);
    mf_result_close(result);
    MF_TRY(code);
    MF_TRY(mf_levels_read(&other, self, self->path[run], err));
    compare_levels(self, run, base, &other);
    for (int i = 0; i < MF_N_RATIOS; i++)
        self->ratio[run - 1][i] = (mf_ratio){ (double) NAN, (double) NAN, (double) NAN };
    if (self->paired)
        code = put_prices(self, run, base, &other, err);
    if (self->paired && code == MF_OK)
        code = mf_fates_compare(&self->matrix[run - 1], base->result, other.result, err);
    mf_levels_free(&other);
    return code;
}

static mf_err read_baseline(mf_comparison *self, const char *path, mf_error *err)
{
    mf_result *result;
    mf_err code;

    MF_TRY(mf_result_open(&result, path, err));
    code = read_lists(self, result, err);
    mf_result_close(result);
    return code;
}

mf_err mf_compare(mf_comparison *self, const char *const *paths, int n_runs,
                  const mf_compare_options *options, mf_error *err)
{
    mf_levels base;
    mf_err code;

    *self = (mf_comparison){ .n_runs = n_runs, .paired = !options->unpaired };
    MF_TRY(read_baseline(self, paths[0], err));
    MF_TRY(make_room(self, paths, err));
    MF_TRY(mf_levels_read(&base, self, paths[0], err));
    self->n_replicates = base.n_replicates;
    code = MF_OK;
    for (int run = 1; run < n_runs && code == MF_OK; run++)
        code = compare_run(self, run, &base, err);
    mf_levels_free(&base);
    return code;
}

/* Takes `path`'s folders out of a text. */
static void forget_in(char *text, const char *path)
{
    size_t n = (size_t) (mf_base_name(path) - path);

    for (char *at = text; n > 0 && at != NULL && (at = strstr(at, path)) != NULL;)
        memmove(at, at + n, strlen(at + n) + 1);
}

void mf_comparison_forget(mf_comparison *self)
{
    for (int r = 0; r < self->n_runs; r++) {
        char *path = self->path[r];

        forget_in(self->notes.text, path);
        memmove(path, mf_base_name(path), strlen(mf_base_name(path)) + 1);
    }
    self->notes.n = self->notes.text == NULL ? 0 : strlen(self->notes.text);
}

void mf_comparison_free(mf_comparison *self)
{
    for (int k = 0; k < MF_N_CUT_KINDS; k++) {
        mf_result_texts_free(self->cut[k]);
        free(self->at[k]);
    }
    for (int r = 0; self->matrix != NULL && r < self->n_runs - 1; r++)
        mf_fates_free(&self->matrix[r]);
    free(self->matrix);
    free(self->ratio);
    mf_result_texts_free(self->path);
    mf_result_texts_free(self->measure);
    mf_result_texts_free(self->unit);
    mf_result_texts_free(self->doc);
    mf_result_texts_free(self->fate);
    mf_buffer_free(&self->notes);
    *self = (mf_comparison){ .n_runs = 0 };
}

double mf_comparison_removed(const mf_comparison *self, int run)
{
    double *share = calloc((size_t) self->n_measures + 1, sizeof *share), median = (double) NAN;
    size_t n = 0;

    for (int m = 0; share != NULL && m < self->n_measures; m++) {
        double removed = mf_comparison_at(self, run, MF_CUT_ALL, 0, m)->removed;

        if (!isnan(removed))
            share[n++] = removed;
    }
    if (n > 0) {
        gsl_sort(share, 1, n);
        median = n % 2 == 1 ? share[n / 2] : (share[n / 2 - 1] + share[n / 2]) / 2.0;
    }
    free(share);
    return median;
}
