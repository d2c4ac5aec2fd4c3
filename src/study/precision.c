#include "study/precision.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "io/result_h5.h"

enum { LEAST_REPLICATES = 4 };

/* Where a measure is found: outcomes first, then indicators. */
static const char *const homes[][2] = {
    { "/outcome", "/outcomes/total" },
    { "/indicator", "/indicators/all_years" },
};
enum { N_HOMES = 2 };

/* The measure in one result; its names go to `names` if it is not there. */
static mf_err read_measure(const mf_result *result, const char *measure, double *value,
                           mf_error *err)
{
    for (int h = 0; h < N_HOMES; h++) {
        char **words = NULL;
        double *values = NULL;
        size_t n = 0, m = 0;
        bool found = false;
        mf_err code;

        if (!mf_result_has(result, homes[h][0]) || !mf_result_has(result, homes[h][1]))
            continue;
        code = mf_result_texts(result, homes[h][0], &words, &n, err);
        if (code == MF_OK)
            code = mf_result_reals(result, homes[h][1], &values, &m, err);
        for (size_t i = 0; code == MF_OK && i < n && i < m; i++)
            if (strcmp(words[i], measure) == 0) {
                *value = values[i];
                found = true;
            }
        mf_result_texts_free(words);
        free(values);
        if (code != MF_OK || found)
            return code;
    }
    return mf_fail(err, MF_E_USAGE, "there is no outcome or indicator \"%s\" in the runs (mixflow explain "
                   "outcomes, indicators; `keep` of the plan)", measure);
}

static mf_err read_all(const mf_batch *batch, const char *measure, double *value, mf_error *err)
{
    for (int i = 0; i < batch->n; i++) {
        mf_buffer path = { 0 };
        mf_result *result = NULL;
        mf_err code;

        if (batch->run[i].twin < i) {
            value[i] = value[batch->run[i].twin];
            continue;
        }
        mf_batch_path(batch, "runs", batch->run[i].id, ".h5", &path);
        code = path.failed ? mf_fail(err, MF_E_NOMEM, "no room for a name")
                           : mf_result_open(&result, path.text, err);
        if (code == MF_OK)
            code = read_measure(result, measure, &value[i], err);
        mf_result_close(result);
        mf_buffer_free(&path);
        if (code != MF_OK)
            return code;
    }
    return MF_OK;
}

/* Standard error of the mean of paired differences; infinite without two pairs. */
static double error_of(const double *base, const double *other, int n, int step)
{
    double mean = 0.0, square = 0.0;
    int pairs = 0;

    for (int r = 0; r < n; r++) {
        double d = other[(size_t) r * (size_t) step] - base[(size_t) r * (size_t) step], off;

        if (isnan(d))
            continue;
        pairs++;
        off = d - mean;
        mean += off / pairs;
        square += off * (d - mean);
    }
    return pairs < 2 ? (double) INFINITY : sqrt(square / (pairs - 1) / pairs);
}

static void judge(mf_precision_state *self, const mf_batch *batch, const mf_precision *wanted,
                  const double *value)
{
    int n = batch->n_replicates, most = wanted->most;
    double ratio;

    *self = (mf_precision_state){ .point = wanted->base };
    for (int p = 0; p < batch->n_points; p++) {
        double error = p == wanted->base
                           ? 0.0 : error_of(&value[wanted->base], &value[p], n, batch->n_points);

        if (error > self->error) {
            self->error = error;
            self->point = p;
        }
    }
    ratio = self->error / wanted->error;
    self->needed = n * ratio * ratio;
    if (ratio <= 1.0 || n >= most)
        return;
    if (!isfinite(self->error))
        self->next = n < LEAST_REPLICATES ? LEAST_REPLICATES : 2 * n;
    else /* an error of few pairs is itself uncertain: not more than twice as many at once */
        self->next = self->needed > 2.0 * n ? 2 * n : (int) ceil(self->needed);
    if (self->next <= n)
        self->next = n + 1;
    if (self->next > most)
        self->next = most;
}

mf_err mf_precision_look(mf_precision_state *self, const mf_batch *batch,
                         const mf_precision *wanted, mf_error *err)
{
    double *value = calloc((size_t) batch->n + 1, sizeof *value);
    mf_err code = MF_OK;

    if (value == NULL)
        return mf_fail(err, MF_E_NOMEM, "no room for values");
    if (wanted->base >= batch->n_points)
        code = mf_fail(err, MF_E_USAGE, "precision.base: there are %d points, 0 first", batch->n_points);
    if (code == MF_OK)
        code = read_all(batch, wanted->measure, value, err);
    if (code == MF_OK)
        judge(self, batch, wanted, value);
    free(value);
    return code;
}
