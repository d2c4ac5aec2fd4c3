#include "study/harvest_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "io/layout.h"
#include "io/store_h5.h"

mf_err mf_harvest_starve(mf_error *err)
{
    return mf_fail(err, MF_E_NOMEM, "no memory for the results of a batch");
}

mf_err mf_harvest_odd(const mf_harvesting *self, const char *table, mf_error *err)
{
    return mf_fail_at(err, MF_E_FORMAT, self->path, 0, "table %s has not the shape that its plan says", table);
}

/* ---------------------------------------------------------------- names */

mf_err mf_harvest_texts(const mf_harvesting *self, const char *one, const char *two, const char ***list,
                        size_t *n, mf_error *err)
{
    const char *const table[] = { one, two };
    char **texts[2] = { NULL, NULL };
    size_t length[2] = { 0, 0 };
    mf_err code = MF_OK;

    for (int t = 0; t < 2 && code == MF_OK; t++)
        if (mf_result_has(self->file, table[t]))
            code = mf_result_texts(self->file, table[t], &texts[t], &length[t], err);
    *n = length[0] + length[1];
    *list = code == MF_OK ? mf_arena_take(&self->to->arena, *n + 1, sizeof **list) : NULL;
    for (size_t i = 0; code == MF_OK && *list != NULL && i < *n; i++) {
        (*list)[i] = mf_arena_text(&self->to->arena,
                                   i < length[0] ? texts[0][i] : texts[1][i - length[0]]);
        if ((*list)[i] == NULL)
            code = mf_harvest_starve(err);
    }
    if (code == MF_OK && *list == NULL)
        code = mf_harvest_starve(err);
    mf_result_texts_free(texts[0]);
    mf_result_texts_free(texts[1]);
    return code;
}

static mf_err take_names(mf_harvesting *self, mf_error *err)
{
    mf_harvest *to = self->to;
    size_t n = 0;

    MF_TRY(mf_harvest_texts(self, "/outcome", "/indicator", &to->measure, &n, err));
    to->results.n_measures = n;
    to->results.measure = to->measure;
    if (n == 0)
        return mf_fail_at(err, MF_E_FORMAT, self->path, 0,
                          "keeps neither outcomes nor indicators: there is nothing to tell of");
    MF_TRY(mf_harvest_texts(self, "/outcome_unit", "/indicator_unit", &to->unit, &n, err));
    MF_TRY(mf_harvest_texts(self, "/outcome_name", "/indicator_name", &to->doc, &n, err));
    return n == to->results.n_measures ? MF_OK : mf_harvest_odd(self, "/indicator_name", err);
}

/* ---------------------------------------------------------------- results */

/* A table (design, replicate, measure), whose measures begin with number `first`. */
static mf_err take_table(mf_harvesting *self, const char *table, size_t first, double *to, mf_error *err)
{
    mf_results *r = &self->to->results;
    size_t length[MF_MOST_AXES], n;
    double *value;
    int axes;

    if (!mf_result_has(self->file, table))
        return MF_OK;
    MF_TRY(mf_result_shape(self->file, table, length, &axes, err));
    if (axes != 3 || length[0] != self->n_all || length[1] != r->n_replicates ||
        first + length[2] > r->n_measures)
        return mf_harvest_odd(self, table, err);
    MF_TRY(mf_result_reals(self->file, table, &value, &n, err));
    for (size_t i = 0; i < n; i++) {
        size_t m = first + i % length[2], replicate = i / length[2] % length[1];
        size_t point = i / length[2] / length[1];
        size_t state = point / r->n_points;

        to[((state * r->n_measures + m) * r->n_points + point % r->n_points) * r->n_replicates +
           replicate] = value[i];
    }
    free(value);
    return MF_OK;
}

/* Runs that are not there have no values; marks the replicates that lack one. */
static mf_err take_missing(mf_harvesting *self, double *to, bool *lacks, mf_error *err)
{
    mf_results *r = &self->to->results;
    double *present;
    size_t n = self->n_all * r->n_replicates;

    MF_TRY(mf_result_exactly(self->file, "/present", n, &present, err));
    for (size_t i = 0; i < n; i++) {
        size_t point = i / r->n_replicates, state = point / r->n_points;

        if (present[i] > 0.5)
            continue;
        self->to->missing++;
        lacks[i % r->n_replicates] = true;
        for (size_t m = 0; m < r->n_measures; m++)
            to[((state * r->n_measures + m) * r->n_points + point % r->n_points) * r->n_replicates +
               i % r->n_replicates] = (double) NAN;
    }
    free(present);
    return MF_OK;
}

/* A replicate in which a run is missing is left out, unless that would leave none: what compares
 * points needs all of them. */
static void leave_out(mf_harvest *self, double *value, const bool *lacks)
{
    mf_results *r = &self->results;
    size_t all = r->n_states * r->n_measures * r->n_points * r->n_replicates, n = r->n_replicates;
    size_t kept = 0, to = 0;

    for (size_t at = 0; at < n; at++)
        kept += !lacks[at];
    if (kept == 0 || kept == n)
        return;
    for (size_t i = 0; i < all; i++)
        if (!lacks[i % n])
            value[to++] = value[i];
    self->left_out = n - kept;
    r->n_replicates = kept;
}

static mf_err take_results(mf_harvesting *self, mf_error *err)
{
    mf_results *r = &self->to->results;
    size_t length[MF_MOST_AXES], outcomes = 0, n;
    double *value;
    bool *lacks;
    int axes;

    MF_TRY(mf_result_shape(self->file, "/present", length, &axes, err));
    if (axes != 2 || length[0] % r->n_states != 0 ||
        (self->to->design.n_points > 0 && length[0] != r->n_states * self->to->design.n_points))
        return mf_harvest_odd(self, "/present", err);
    self->n_all = length[0];
    r->n_points = length[0] / r->n_states;
    r->n_replicates = length[1];
    n = r->n_states * r->n_measures * r->n_points * r->n_replicates;
    value = mf_arena_take(&self->to->arena, n + 1, sizeof *value);
    lacks = mf_arena_take(&self->to->arena, r->n_replicates + 1, sizeof *lacks);
    if (value == NULL || lacks == NULL)
        return mf_harvest_starve(err);
    for (size_t i = 0; i < n; i++)
        value[i] = (double) NAN;
    r->value = value;
    if (mf_result_has(self->file, "/outcome")) {
        MF_TRY(mf_result_shape(self->file, "/outcome", length, &axes, err));
        outcomes = length[0];
    }
    MF_TRY(take_table(self, "/outcomes/total", 0, value, err));
    MF_TRY(take_table(self, "/indicators/all_years", outcomes, value, err));
    MF_TRY(take_missing(self, value, lacks, err));
    leave_out(self->to, value, lacks);
    return MF_OK;
}

/* ---------------------------------------------------------------- all of it */

static mf_err read_plan(mf_harvesting *self, mf_error *err)
{
    mf_buffer text = { 0 };
    mf_diags diags = { 0 };
    mf_err code = mf_plan_h5(self->path, &text, err);

    if (code == MF_OK && text.failed)
        code = mf_harvest_starve(err);
    if (code == MF_OK)
        code = mf_plan_read_text(text.text, self->path, &self->plan, &diags, err);
    if (code == MF_E_SCENARIO)
        code = mf_fail_at(err, MF_E_FORMAT, self->path, 0,
                          "its plan is not understood by this version: %s: %s",
                          diags.n > 0 ? diags.at[0].setting : "", diags.n > 0 ? diags.at[0].text : "");
    mf_diags_free(&diags);
    mf_buffer_free(&text);
    return code;
}

static mf_err read_all(mf_harvesting *self, mf_error *err)
{
    mf_harvest *to = self->to;

    MF_TRY(read_plan(self, err));
    to->title = mf_arena_text(&to->arena, self->plan->title);
    to->question = mf_arena_text(&to->arena, self->plan->question);
    if (to->title == NULL || to->question == NULL)
        return mf_harvest_starve(err);
    MF_TRY(mf_harvest_design(self, err));
    MF_TRY(take_names(self, err));
    MF_TRY(mf_harvest_factors(self, err));
    MF_TRY(mf_harvest_states(self, err));
    MF_TRY(take_results(self, err));
    MF_TRY(mf_harvest_values(self, err));
    return mf_harvest_goals(self, err);
}

mf_err mf_harvest_read(mf_harvest *self, const char *path, mf_error *err)
{
    mf_harvesting at = { .to = self, .path = path };
    mf_err code;
    char *kind;

    *self = (mf_harvest){ .design_word = "" };
    MF_TRY(mf_result_open(&at.file, path, err));
    kind = mf_result_attribute(at.file, "/", "mixflow_kind");
    if (kind == NULL || strcmp(kind, MF_KIND_BATCH) != 0)
        code = mf_fail_at(err, MF_E_FORMAT, path, 0, "is no merged batch (mixflow batch merge makes one)");
    else
        code = read_all(&at, err);
    free(kind);
    mf_plan_free(at.plan);
    mf_result_close(at.file);
    if (code != MF_OK)
        mf_harvest_free(self);
    return code;
}

void mf_harvest_free(mf_harvest *self)
{
    mf_design_free(&self->design);
    mf_arena_free(&self->arena);
    *self = (mf_harvest){ .design_word = "" };
}

double *mf_harvest_means(const mf_harvest *self, size_t measure)
{
    size_t r = self->results.n_replicates;
    double *mean = calloc(self->results.n_points + 1, sizeof *mean);

    for (size_t p = 0; mean != NULL && p < self->results.n_points; p++) {
        const double *y = mf_results_at(&self->results, 0, measure, p);
        size_t n = 0;

        for (size_t i = 0; i < r; i++)
            if (isfinite(y[i]))
                mean[p] += (y[i] - mean[p]) / (double) ++n;
        if (n == 0)
            mean[p] = (double) NAN;
    }
    return mean;
}
