/* A batch in one file, and all of a batch at once. */
#include "study/batch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/merge_h5.h"
#include "io/number.h"
#include "io/rows.h"

/* What is handed to the file: columns and paths. */
typedef struct merge {
    mf_batch *batch;
    mf_merge_column *along;
    int n_along;
    const char **path; /* [replicate][point] */
    mf_arena arena;
} merge;

/* ------------------------------------------------------------- columns along points */

static bool differ(const mf_batch *batch, const char *(*of)(const mf_batch_run *))
{
    for (int p = 1; p < batch->n_points; p++)
        if (strcmp(of(&batch->run[p]), of(&batch->run[0])) != 0)
            return true;
    return false;
}

static const char *scenario_of(const mf_batch_run *run)
{
    return run->scenario;
}

static const char *package_of(const mf_batch_run *run)
{
    return run->package;
}

static const char *value_at(const merge *self, int column, int point)
{
    return self->batch->run[point].value[column];
}

/* Values as numbers, if all of them are; else NULL. */
static double *numbers_of(merge *self, int factor)
{
    size_t n = (size_t) self->batch->n_points;
    double *to = mf_arena_take(&self->arena, n + 1, sizeof *to);

    for (size_t p = 0; to != NULL && p < n; p++) {
        const char *text = value_at(self, factor, (int) p);

        if (!mf_number_read(text, strlen(text), &to[p]))
            return NULL;
    }
    return to;
}

static int8_t *switches_of(merge *self, int factor)
{
    size_t n = (size_t) self->batch->n_points;
    int8_t *to = mf_arena_take(&self->arena, n + 1, sizeof *to);

    for (size_t p = 0; to != NULL && p < n; p++)
        to[p] = strcmp(value_at(self, factor, (int) p), "0") != 0;
    return to;
}

static const char **texts_of(merge *self, int factor, const char *(*of)(const mf_batch_run *))
{
    size_t n = (size_t) self->batch->n_points;
    const char **to = mf_arena_take(&self->arena, n + 1, sizeof *to);

    for (size_t p = 0; to != NULL && p < n; p++)
        to[p] = of != NULL ? of(&self->batch->run[p]) : value_at(self, factor, (int) p);
    return to;
}

/* The unit of a setting such as links.sea.death; "1" where the tables do not tell. */
static const char *unit_of(const char *path)
{
    const mf_group *group = &mf_scenario_group;
    char name[MF_NAME_MOST + 1];

    while (group != NULL && *path != '\0') {
        size_t n = strcspn(path, ".[");
        const mf_param *row;

        (void) snprintf(name, sizeof name, "%.*s", (int) (n < MF_NAME_MOST ? n : MF_NAME_MOST), path);
        row = mf_param_find(group, name);
        path += n + (path[n] != '\0' ? 1 : 0);
        if (row == NULL)
            return "1";
        if (row->type != MF_PARAM_GROUP && row->type != MF_PARAM_LIST)
            return row->unit[0] == '\0' ? "1" : row->unit;
        group = row->words;
        if (row->type == MF_PARAM_LIST) { /* one of its elements */
            path += strcspn(path, ".");
            path += *path == '.' ? 1 : 0;
        }
    }
    return "1";
}

static mf_err add_factor(merge *self, int f)
{
    const mf_batch *batch = self->batch;
    mf_merge_column *to = &self->along[self->n_along++];

    *to = (mf_merge_column){ batch->factor[f], unit_of(batch->factor_setting[f]),
                             batch->factor_name[f][0] == '\0' ? batch->factor[f]
                                                              : batch->factor_name[f],
                             MF_TYPE_TEXT, NULL, NULL, false };
    if (batch->factor_kind[f] == MF_FACTOR_SWITCH) {
        to->type = MF_TYPE_I8;
        to->values = switches_of(self, f);
        to->flags = "off on";
    } else if (batch->factor_kind[f] != MF_FACTOR_PACKAGES) {
        to->type = MF_TYPE_F64;
        to->values = numbers_of(self, f);
    }
    if (to->values == NULL) {
        to->type = MF_TYPE_TEXT;
        to->unit = "";
        to->values = texts_of(self, f, NULL);
    }
    return to->values == NULL ? MF_E_NOMEM : MF_OK;
}

static mf_err add_columns(merge *self)
{
    mf_batch *batch = self->batch;

    self->along = mf_arena_take(&self->arena, (size_t) batch->n_factors + 2, sizeof *self->along);
    if (self->along == NULL)
        return MF_E_NOMEM;
    if (differ(batch, scenario_of))
        self->along[self->n_along++] = (mf_merge_column){
            "scenario", "", "scenario", MF_TYPE_TEXT, texts_of(self, 0, scenario_of), NULL, false
        };
    if (differ(batch, package_of))
        self->along[self->n_along++] = (mf_merge_column){
            "package", "", "packages that are on, and settings that hold, at all points of the design", MF_TYPE_TEXT,
            texts_of(self, 0, package_of), NULL, false
        };
    for (int f = 0; f < batch->n_factors; f++)
        MF_TRY(add_factor(self, f));
    for (int c = 0; c < self->n_along; c++)
        if (self->along[c].values == NULL)
            return MF_E_NOMEM;
    return MF_OK;
}

/* ------------------------------------------------------------- columns along runs */

enum { ID, SEED, DIGEST, CPU, MEMORY, N_OF_RUNS };

static mf_err fill_of_runs(merge *self, mf_merge_column of_runs[N_OF_RUNS])
{
    const mf_batch *batch = self->batch;
    size_t n = (size_t) batch->n + 1;
    const char **id = mf_arena_take(&self->arena, n, sizeof *id);
    const char **seed = mf_arena_take(&self->arena, n, sizeof *seed);
    const char **digest = mf_arena_take(&self->arena, n, sizeof *digest);
    double *cpu = mf_arena_take(&self->arena, n, sizeof *cpu);
    double *memory = mf_arena_take(&self->arena, n, sizeof *memory);

    if (id == NULL || seed == NULL || digest == NULL || cpu == NULL || memory == NULL)
        return MF_E_NOMEM;
    for (int i = 0; i < batch->n; i++) {
        const mf_batch_run *run = &batch->run[i];
        int at = run->point * batch->n_replicates + run->replicate;

        id[at] = run->id;
        seed[at] = run->seed;
        digest[at] = run->digest;
        cpu[at] = run->cpu;
        memory[at] = run->memory;
    }
    of_runs[ID] = (mf_merge_column){ "id", "", "id of the run, and name of its file", MF_TYPE_TEXT, id,
                                     NULL, false };
    of_runs[SEED] = (mf_merge_column){ "seed", "", "seed of all chance", MF_TYPE_TEXT, seed, NULL,
                                       false };
    of_runs[DIGEST] = (mf_merge_column){ "run_digest", "", "digest of all results of the run",
                                         MF_TYPE_TEXT, digest, NULL, false };
    of_runs[CPU] = (mf_merge_column){ "cpu_s", "s", "time of processors", MF_TYPE_F64, cpu, NULL, true };
    of_runs[MEMORY] = (mf_merge_column){ "memory_bytes", "byte", "memory at the most", MF_TYPE_F64,
                                         memory, NULL, true };
    return MF_OK;
}

/* ------------------------------------------------------------- paths */

enum { TOLD_MOST = 5 };

/* Missing runs are refused, some of them by name, unless a part is wanted. */
static mf_err list_paths(merge *self, bool partial, mf_error *err)
{
    mf_batch *batch = self->batch;
    mf_buffer missing = { 0 };
    bool failed = false;
    int n = 0;

    self->path = mf_arena_take(&self->arena, (size_t) batch->n + 1, sizeof *self->path);
    if (self->path == NULL)
        return MF_E_NOMEM;
    for (int i = 0; i < batch->n; i++) {
        mf_batch_run *run = &batch->run[i];
        mf_buffer path = { 0 };

        failed = failed || run->status == MF_RUN_FAILED;
        if (run->status == MF_RUN_DONE) {
            mf_batch_path(batch, "runs", run->id, ".h5", &path);
            self->path[i] = path.failed ? NULL : mf_arena_text(&self->arena, path.text);
            mf_buffer_free(&path);
            if (self->path[i] == NULL)
                return MF_E_NOMEM;
        } else if (n++ < TOLD_MOST) {
            mf_buffer_add(&missing, "%spoint %d, replicate %d%s%s", n == 1 ? "" : "; ", run->point,
                          run->replicate, run->why[0] == '\0' ? "" : ": ", run->why);
        }
    }
    if (n > 0 && !partial)
        (void) mf_fail(err, MF_E_USAGE, "%s: %d run%s missing or failed (%s%s); mixflow batch %s goes "
                       "on, --partial merges what is there", batch->folder, n, n == 1 ? " is" : "s are",
                       missing.failed ? "" : missing.text, n > TOLD_MOST ? "; ..." : "",
                       failed ? "retry" : "run");
    mf_buffer_free(&missing);
    return n > 0 && !partial ? MF_E_USAGE : MF_OK;
}

mf_err mf_batch_merge(mf_batch *batch, const char *out, const mf_batch_merge_how *how, mf_error *err)
{
    merge self = { .batch = batch };
    mf_merge_column of_runs[N_OF_RUNS];
    mf_buffer plan = { 0 }, path = { 0 };
    mf_err code = list_paths(&self, how->partial, err);

    if (code == MF_OK)
        code = add_columns(&self);
    if (code == MF_OK)
        code = fill_of_runs(&self, of_runs);
    if (code == MF_OK) {
        mf_batch_path(batch, "", "plan", ".cfg", &path);
        code = path.failed ? MF_E_NOMEM : mf_text_read(path.text, &plan, err);
    }
    if (code == MF_E_NOMEM)
        (void) mf_fail(err, code, "no room to merge");
    if (code == MF_OK) {
        mf_merge_job job = {
            .title = batch->title, .question = batch->question, .plan = plan.text,
            .n_points = batch->n_points, .n_replicates = batch->n_replicates, .path = self.path,
            .along = self.along, .n_along = self.n_along, .of_runs = of_runs,
            .n_of_runs = N_OF_RUNS,
        };

        code = mf_merge_h5(&job, out, how->force, how->notes, err);
    }
    mf_buffer_free(&plan);
    mf_buffer_free(&path);
    mf_arena_free(&self.arena);
    return code;
}
