/* A batch opened from its folder, and extended. */
#define _POSIX_C_SOURCE 200809L /* access */

#include "study/batch_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <mixflow/version.h>

#include "base/digest.h"
#include "study/command.h"

const char mf_batch_planner_here[] = MIXFLOW_VERSION " (" MIXFLOW_REVISION ")";

mf_err mf_batch_planner(const char *folder, mf_buffer *planner, mf_error *err)
{
    mf_buffer head = { 0 };
    mf_err code = mf_batch_read_in(folder, "batch.txt", &head, err);
    size_t n, m;

    if (code == MF_OK) {
        const char *version = mf_batch_said(head.text, "mixflow", &n), *revision = mf_batch_said(head.text, "revision", &m);

        mf_buffer_add(planner, "%.*s (%.*s)", (int) n, version, (int) m, revision);
        code = planner->failed ? mf_fail(err, MF_E_NOMEM, "no room for a head") : MF_OK;
    }
    mf_buffer_free(&head);
    return code;
}

/* Is every file as it was when it was planned, and planned by this mixflow? */
static mf_err check_head(const mf_batch *self, const char *head, mf_diags *diags, mf_error *err)
{
    mf_buffer now = { 0 };

    mf_buffer_add(&now, "mixflow %s\nrevision %s\n", MIXFLOW_VERSION, MIXFLOW_REVISION);
    if (now.failed)
        return mf_fail(err, MF_E_NOMEM, "no room for a head");
    mf_batch_compare(head, now.text, "mixflow", self->folder, "it was planned by version", diags);
    mf_batch_compare(head, now.text, "revision", self->folder, "it was planned by revision", diags);
    mf_buffer_free(&now);
    for (const char *line = head; *line != '\0'; line += strcspn(line, "\n") + 1) {
        char then[MF_DIGEST_TEXT], name[MF_NAME_MOST + 1], digest[MF_DIGEST_TEXT];
        mf_buffer text = { 0 };

        if (sscanf(line, "digest %32s %255[^\n]", then, name) == 2) {
            mf_err code = mf_batch_read_in(self->folder, name, &text, err);

            if (code != MF_OK) {
                mf_buffer_free(&text);
                return code;
            }
            mf_digest_of(text.text, text.n, digest);
            if (strcmp(digest, then) != 0)
                mf_diags_add(diags, MF_MISTAKE, self->folder, 0, name,
                             "was changed after the batch was planned");
        }
        mf_buffer_free(&text);
        if (line[strcspn(line, "\n")] == '\0')
            break;
    }
    return diags->mistakes == 0 ? MF_OK
         : mf_fail(err, MF_E_USAGE, "%s: the batch is not as it was planned", self->folder);
}

static mf_err take_plan(mf_batch *self, mf_error *err)
{
    mf_buffer path = { 0 };
    mf_diags diags = { 0 };
    mf_plan *plan = NULL;
    size_t n;
    mf_err code;

    mf_batch_path_in(self->folder, "plan.cfg", &path);
    code = path.failed ? MF_E_NOMEM : mf_plan_read(path.text, &plan, &diags, err);
    n = plan == NULL ? 0 : (size_t) plan->factors.n;
    self->factor = mf_arena_take(&self->arena, n + 1, sizeof *self->factor);
    self->factor_name = mf_arena_take(&self->arena, n + 1, sizeof *self->factor_name);
    self->factor_setting = mf_arena_take(&self->arena, n + 1, sizeof *self->factor_setting);
    self->factor_kind = mf_arena_take(&self->arena, n + 1, sizeof *self->factor_kind);
    if (code == MF_OK && (self->factor_kind == NULL || self->factor_name == NULL ||
                          self->factor_setting == NULL ||
                          self->factor == NULL))
        code = MF_E_NOMEM;
    for (size_t f = 0; f < n && code == MF_OK; f++) {
        const mf_factor *factor = &mf_factors(plan)[f];

        self->factor[f] = mf_arena_text(&self->arena, factor->id);
        self->factor_name[f] = mf_arena_text(&self->arena, factor->name);
        self->factor_setting[f] = mf_arena_text(&self->arena, factor->setting);
        self->factor_kind[f] = (int) mf_factor_kind_of(factor);
        if (self->factor[f] == NULL || self->factor_name[f] == NULL ||
            self->factor_setting[f] == NULL)
            code = MF_E_NOMEM;
    }
    if (code == MF_OK) {
        self->n_factors = (int) n;
        self->title = mf_arena_text(&self->arena, plan->title);
        self->question = mf_arena_text(&self->arena, plan->question);
        self->precision = plan->precision;
        self->precision.measure = mf_arena_text(&self->arena, plan->precision.measure);
        if (self->title == NULL || self->question == NULL || self->precision.measure == NULL)
            code = MF_E_NOMEM;
    }
    mf_plan_free(plan);
    mf_diags_free(&diags);
    mf_buffer_free(&path);
    return code == MF_E_NOMEM ? mf_fail(err, code, "no room for a plan") : code;
}

/* Fills runs from a table of points. */
static mf_err take_rows(mf_batch *self, const mf_rows *rows, const char *path, mf_error *err)
{
    int n = self->n + rows->n, replicate = 0;
    mf_batch_run *runs = mf_arena_take(&self->arena, (size_t) n + 1, sizeof *runs);

    if (rows->n_columns != MF_BATCH_COLUMNS + self->n_factors + 1)
        return mf_fail_at(err, MF_E_FORMAT, path, 1, "is not the table of this plan's points");
    if (runs == NULL)
        return mf_fail(err, MF_E_NOMEM, "no room for runs");
    if (self->n > 0)
        memcpy(runs, self->run, (size_t) self->n * sizeof *runs);
    for (int i = 0; i < rows->n; i++) {
        mf_batch_run *run = &runs[self->n + i];

        *run = (mf_batch_run){
            .point = atoi(mf_rows_at(rows, i, MF_BATCH_POINT)),
            .replicate = atoi(mf_rows_at(rows, i, MF_BATCH_REPLICATE)), .id = mf_rows_at(rows, i, MF_BATCH_ID),
            .seed = mf_rows_at(rows, i, MF_BATCH_SEED), .scenario = mf_rows_at(rows, i, MF_BATCH_SCENARIO),
            .package = mf_rows_at(rows, i, MF_BATCH_PACKAGE),
            .value = &rows->at[(size_t) i * (size_t) rows->n_columns + MF_BATCH_COLUMNS],
            .order = mf_rows_at(rows, i, rows->n_columns - 1),
        };
        replicate = run->replicate;
        if (strlen(run->id) != MF_RUN_ID - 1)
            return mf_fail_at(err, MF_E_FORMAT, path, rows->line[i], "has no id");
    }
    self->run = runs;
    self->n = n;
    self->n_replicates = replicate + 1;
    self->n_points = self->n_replicates > 0 ? n / self->n_replicates : 0;
    for (int i = 0; i < n; i++)
        if (runs[i].point != i % self->n_points || runs[i].replicate != i / self->n_points)
            return mf_fail_at(err, MF_E_FORMAT, path, 0, "is not the table of points that was planned");
    return MF_OK;
}

static mf_err read_table(mf_batch *self, const char *name, mf_error *err)
{
    mf_buffer path = { 0 };
    mf_rows rows;
    mf_err code;

    mf_batch_path_in(self->folder, name, &path);
    code = path.failed ? mf_fail(err, MF_E_NOMEM, "no room for a name")
                       : mf_rows_read(&rows, path.text, &self->arena, err);
    if (code == MF_OK)
        code = take_rows(self, &rows, path.text, err);
    mf_buffer_free(&path);
    return code;
}

/* The table of replicates that were added from number `first` on. */
static void name_more(char name[64], int first)
{
    (void) snprintf(name, 64, "points-%06d.csv", first);
}

static bool exists_in(const char *folder, const char *name)
{
    mf_buffer path = { 0 };
    bool there;

    mf_batch_path_in(folder, name, &path);
    there = !path.failed && access(path.text, F_OK) == 0;
    mf_buffer_free(&path);
    return there;
}

static mf_err read_more(mf_batch *self, mf_error *err)
{
    char name[64];
    mf_err code = MF_OK;

    name_more(name, self->n_replicates);
    while (code == MF_OK && exists_in(self->folder, name)) {
        code = read_table(self, name, err);
        name_more(name, self->n_replicates);
    }
    return code;
}

typedef struct named {
    const char *id;
    int run;
} named;

static int compare_named(const void *a, const void *b)
{
    const named *x = a, *y = b;
    int order = strcmp(x->id, y->id);

    return order != 0 ? order : x->run - y->run;
}

/* Finds runs that are the same. */
static mf_err find_twins(mf_batch *self, mf_error *err)
{
    named *list = malloc(((size_t) self->n + 1) * sizeof *list);

    if (list == NULL)
        return mf_fail(err, MF_E_NOMEM, "no room for runs");
    for (int i = 0; i < self->n; i++)
        list[i] = (named){ self->run[i].id, i };
    qsort(list, (size_t) self->n, sizeof *list, compare_named);
    for (int i = 0, first = 0; i < self->n; i++) {
        if (strcmp(list[i].id, list[first].id) != 0)
            first = i;
        self->run[list[i].run].twin = list[first].run;
    }
    free(list);
    return MF_OK;
}

mf_err mf_batch_open(mf_batch *self, const char *folder, mf_diags *diags, mf_error *err)
{
    mf_buffer head = { 0 };
    size_t n;
    mf_err code;

    *self = (mf_batch){ .block = 1 };
    self->folder = mf_arena_text(&self->arena, folder);
    if (self->folder == NULL)
        return mf_fail(err, MF_E_NOMEM, "no room for a batch");
    code = mf_batch_read_in(folder, "batch.txt", &head, err);
    if (code == MF_E_FILE)
        code = mf_fail(err, MF_E_FILE, "%s: there is no batch here: mixflow batch plan PLAN.cfg -o %s "
                       "makes one", folder, folder);
    if (code == MF_OK)
        code = check_head(self, head.text, diags, err);
    if (code == MF_OK) {
        self->block = (size_t) strtoull(mf_batch_said(head.text, "block", &n), NULL, 10);
        code = take_plan(self, err);
    }
    mf_buffer_free(&head);
    if (code == MF_OK)
        code = read_table(self, "points.csv", err);
    return code == MF_OK ? mf_batch_reread(self, err) : code;
}

mf_err mf_batch_reread(mf_batch *self, mf_error *err)
{
    MF_TRY(read_more(self, err));
    return find_twins(self, err);
}

void mf_batch_free(mf_batch *self)
{
    mf_arena_free(&self->arena);
    *self = (mf_batch){ 0 };
}

/* ------------------------------------------------------------- more replicates */

/* The order of a run with another seed. */
static void add_reseeded(mf_buffer *line, const char *order, const char *seed, mf_arena *scratch)
{
    int n;
    const char **words = mf_command_words(order, scratch, &n);

    line->failed = line->failed || words == NULL;
    for (int i = 0; words != NULL && i < n; i++)
        mf_command_add(line, i > 0 && strcmp(words[i - 1], "--seed") == 0 ? seed : words[i]);
}

static mf_err add_more(mf_batch *self, int p, int from, int to, char (*id)[MF_RUN_ID],
                       mf_error *err)
{
    const mf_batch_run *first = &self->run[p];
    mf_buffer path = { 0 };
    mf_arena scratch = { 0 };
    mf_scenario *scenario = NULL;
    mf_diags diags = { 0 };
    mf_command command;
    int64_t seed = strtoll(first->seed, NULL, 10);
    mf_err code;

    mf_batch_path(self, "scenarios", first->scenario, "", &path);
    code = path.failed || !mf_command_read(&command, first->order, &scratch)
               ? mf_fail(err, MF_E_NOMEM, "no room for a run")
               : mf_config_read(path.text, &command.config, &scenario, &diags, err);
    for (int r = from; r < to && code == MF_OK; r++)
        code = mf_points_id(scenario, seed + r, id[(r - from) * self->n_points + p]);
    mf_scenario_free(scenario);
    mf_diags_free(&diags);
    mf_arena_free(&scratch);
    mf_buffer_free(&path);
    return code;
}

static void add_rows(const mf_batch *self, int from, int to, char (*id)[MF_RUN_ID], mf_buffer *out)
{
    mf_arena scratch = { 0 };

    mf_batch_add_names(out, self->factor, self->n_factors);
    for (int r = from; r < to; r++)
        for (int p = 0; p < self->n_points; p++) {
            const mf_batch_run *run = &self->run[p];
            mf_buffer order = { 0 };
            char seed[32];

            (void) snprintf(seed, sizeof seed, "%lld", strtoll(run->seed, NULL, 10) + r);
            add_reseeded(&order, run->order, seed, &scratch);
            mf_buffer_add(out, "%d,%d,%s,%s", p, r, id[(r - from) * self->n_points + p], seed);
            mf_rows_add(out, false, run->scenario);
            mf_rows_add(out, false, run->package);
            for (int f = 0; f < self->n_factors; f++)
                mf_rows_add(out, false, run->value[f]);
            mf_rows_add(out, false, order.failed ? "" : order.text);
            mf_buffer_add(out, "\n");
            out->failed = out->failed || order.failed;
            mf_buffer_free(&order);
        }
    mf_arena_free(&scratch);
}

mf_err mf_batch_extend(mf_batch *self, int n_replicates, mf_error *err)
{
    int from = self->n_replicates;
    size_t n = (size_t) (n_replicates - from) * (size_t) self->n_points;
    char (*id)[MF_RUN_ID] = n_replicates > from ? calloc(n + 1, sizeof *id) : NULL;
    mf_buffer table = { 0 };
    char name[64];
    mf_err code = MF_OK;

    if (n_replicates <= from)
        return MF_OK;
    if (id == NULL)
        return mf_fail(err, MF_E_NOMEM, "no room for replicates");
    for (int p = 0; p < self->n_points && code == MF_OK; p++)
        code = add_more(self, p, from, n_replicates, id, err);
    name_more(name, from);
    if (code == MF_OK) {
        add_rows(self, from, n_replicates, id, &table);
        code = mf_batch_write_in(self->folder, name, &table, err);
    }
    if (code == MF_OK)
        code = read_table(self, name, err);
    if (code == MF_OK)
        code = find_twins(self, err);
    free(id);
    mf_buffer_free(&table);
    return code;
}
