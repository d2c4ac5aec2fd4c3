/* From a plan to the folder of a batch, or to what differs from the one that is there. */
#define _POSIX_C_SOURCE 200809L /* mkdir */

#include "study/batch_parts.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <mixflow/version.h>

#include "base/digest.h"
#include "study/command.h"

static mf_err make_folder(const char *folder, const char *name, mf_error *err)
{
    mf_buffer path = { 0 };
    mf_err code = MF_OK;

    mf_batch_path_in(folder, name, &path);
    if (path.failed)
        code = mf_fail(err, MF_E_NOMEM, "no room for %s", folder);
    else if (mkdir(path.text, 0777) != 0 && errno != EEXIST)
        code = mf_fail_at(err, MF_E_FILE, path.text, 0, "cannot be made: %s", strerror(errno));
    mf_buffer_free(&path);
    return code;
}

static void add_words(mf_buffer *line, const char *name, const char *value)
{
    mf_command_add(line, name);
    mf_command_add(line, value);
}

/* What the run with this seed is told. */
static void add_order(mf_buffer *line, const mf_plan *plan, const char *point, int64_t seed)
{
    mf_buffer keep = { 0 };
    char number[32];

    (void) snprintf(number, sizeof number, "%" PRId64, seed);
    mf_buffer_add(line, "%s", point);
    add_words(line, "--seed", number);
    for (int i = 0; i < plan->keep.n; i++)
        mf_buffer_add(&keep, "%s%s", i == 0 ? "" : ",", plan->keep.at[i]);
    if (strcmp(keep.text == NULL ? "*" : keep.text, "*") != 0)
        add_words(line, "--keep", keep.text);
    line->failed = line->failed || keep.failed;
    mf_buffer_free(&keep);
}

static void add_run(mf_buffer *out, const mf_points *points, int p, int r)
{
    const mf_point *point = &points->at[p];
    int64_t seed = points->seed[r * points->plan->scenarios.n + point->scenario];
    mf_buffer order = { 0 };
    char number[32];

    (void) snprintf(number, sizeof number, "%" PRId64, seed);
    add_order(&order, points->plan, point->order, seed);
    mf_buffer_add(out, "%d,%d,%s,%s", p, r, points->id[(size_t) r * (size_t) points->n + (size_t) p],
                  number);
    mf_rows_add(out, false, points->name[point->scenario]);
    mf_rows_add(out, false, point->package);
    for (int f = 0; f < points->plan->factors.n; f++)
        mf_rows_add(out, false, point->value[f]);
    mf_rows_add(out, false, order.failed ? "" : order.text);
    mf_buffer_add(out, "\n");
    out->failed = out->failed || order.failed;
    mf_buffer_free(&order);
}

static void add_points(mf_buffer *out, const mf_points *points)
{
    const char *names[4 * MF_DESIGN_FACTORS_MOST] = { NULL };
    int n = points->plan->factors.n;

    for (int f = 0; f < n && f < 4 * MF_DESIGN_FACTORS_MOST; f++)
        names[f] = mf_factors(points->plan)[f].id;
    mf_batch_add_names(out, names, n);
    for (int r = 0; r < points->n_replicates; r++)
        for (int p = 0; p < points->n; p++)
            add_run(out, points, p, r);
}

/* batch.txt: a word and what it says, one a line. */
static void add_head(mf_buffer *out, const mf_points *points, const mf_buffer *table)
{
    char digest[MF_DIGEST_TEXT];

    mf_buffer_add(out, "mixflow %s\nrevision %s\n", MIXFLOW_VERSION, MIXFLOW_REVISION);
    mf_buffer_add(out, "block %zu\n", points->block);
    mf_digest_of(points->plan->text, strlen(points->plan->text), digest);
    mf_buffer_add(out, "digest %s plan.cfg\n", digest);
    for (int s = 0; s < points->plan->scenarios.n; s++) {
        const char *text = points->scenario[s]->canonical;

        mf_digest_of(text, strlen(text), digest);
        mf_buffer_add(out, "digest %s scenarios/%s\n", digest, points->name[s]);
    }
    mf_digest_of(table->text, table->n, digest);
    mf_buffer_add(out, "digest %s points.csv\n", digest);
}

static mf_err write_scenario(const mf_points *points, int s, const char *folder, mf_error *err)
{
    mf_buffer name = { 0 }, text = { 0 };
    mf_err code;

    mf_buffer_add(&name, "scenarios/%s", points->name[s]);
    mf_buffer_add(&text, "%s", points->scenario[s]->canonical);
    code = name.failed ? mf_fail(err, MF_E_NOMEM, "no room for a name")
                       : mf_batch_write_in(folder, name.text, &text, err);
    mf_buffer_free(&name);
    mf_buffer_free(&text);
    return code;
}

static mf_err write_all(const mf_points *points, const char *folder, const mf_buffer *table,
                        const mf_buffer *head, mf_error *err)
{
    static const char *const folders[] = { "", "scenarios", "runs", "failed" };
    mf_buffer plan = { 0 };
    mf_err code = MF_OK;

    for (size_t i = 0; i < sizeof folders / sizeof *folders && code == MF_OK; i++)
        code = make_folder(folder, folders[i], err);
    mf_buffer_add(&plan, "%s", points->plan->text);
    if (code == MF_OK)
        code = mf_batch_write_in(folder, "plan.cfg", &plan, err);
    for (int s = 0; s < points->plan->scenarios.n && code == MF_OK; s++)
        code = write_scenario(points, s, folder, err);
    if (code == MF_OK)
        code = mf_batch_write_in(folder, "points.csv", table, err);
    if (code == MF_OK) /* last: with this the plan is made */
        code = mf_batch_write_in(folder, "batch.txt", head, err);
    mf_buffer_free(&plan);
    return code;
}

/* ------------------------------------------------------------- what differs */

enum { DIFFERENCES_MOST = 10 };

/* Rows of the two tables of points that differ, by the first column that does. */
static void compare_rows(const mf_rows *old, const mf_rows *new, const char *file, mf_diags *diags)
{
    int told = 0;

    if (old->n != new->n)
        mf_diags_add(diags, MF_MISTAKE, file, 0, "", "%d runs were planned, not %d", old->n, new->n);
    for (int c = 0; c < old->n_columns || c < new->n_columns; c++) {
        const char *a = c < old->n_columns ? old->name[c] : "nothing";
        const char *b = c < new->n_columns ? new->name[c] : "nothing";

        if (strcmp(a, b) != 0) {
            mf_diags_add(diags, MF_MISTAKE, file, 1, "", "column %d was %s, not %s", c + 1, a, b);
            return;
        }
    }
    for (int row = 0; row < old->n && row < new->n && told < DIFFERENCES_MOST; row++)
        for (int c = old->n_columns - 1; c >= 0; c--) {
            const char *a = mf_rows_at(old, row, c), *b = mf_rows_at(new, row, c);

            if (strcmp(a, b) != 0 && (c == MF_BATCH_ID || c == old->n_columns - 1 || c >= MF_BATCH_SCENARIO)) {
                if (c == old->n_columns - 1)
                    continue; /* follows from the others, or the id tells */
                mf_diags_add(diags, MF_MISTAKE, file, old->line[row], old->name[c], c == MF_BATCH_ID
                             ? "of point %s the content was another (%s, not %s)"
                             : "of point %s it was %s, not %s", mf_rows_at(old, row, MF_BATCH_POINT), a, b);
                told++;
                break;
            }
        }
    if (told == DIFFERENCES_MOST)
        mf_diags_add(diags, MF_MISTAKE, file, 0, "", "and there may be more");
}

static mf_err say_differences(const char *folder, const char *old_head, const mf_buffer *head,
                              const mf_buffer *table, mf_diags *diags, mf_error *err)
{
    mf_buffer old_path = { 0 }, new_path = { 0 }, name = { 0 };
    mf_arena arena = { 0 };
    mf_rows old, new;
    mf_err code = MF_OK;

    mf_batch_compare(old_head, head->text, "mixflow", folder, "it was planned by version", diags);
    mf_batch_compare(old_head, head->text, "revision", folder, "it was planned by revision", diags);
    mf_batch_path_in(folder, "points.csv", &old_path);
    mf_buffer_add(&name, ".points.new.%ld", (long) getpid());
    mf_batch_path_in(folder, name.failed ? "" : name.text, &new_path);
    if (old_path.failed || new_path.failed)
        code = mf_fail(err, MF_E_NOMEM, "no room for a name");
    if (code == MF_OK)
        code = mf_text_write(new_path.text, true, table, err);
    if (code == MF_OK)
        code = mf_rows_read(&old, old_path.text, &arena, err);
    if (code == MF_OK)
        code = mf_rows_read(&new, new_path.text, &arena, err);
    if (code == MF_OK)
        compare_rows(&old, &new, old_path.text, diags);
    if (new_path.text != NULL)
        (void) remove(new_path.text);
    if (code == MF_OK && diags->mistakes == 0)
        mf_diags_add(diags, MF_MISTAKE, folder, 0, "", "it holds another text of the plan or of a "
                     "scenario, though the points are the same");
    mf_arena_free(&arena);
    mf_buffer_free(&old_path);
    mf_buffer_free(&new_path);
    mf_buffer_free(&name);
    return code == MF_OK ? mf_fail(err, MF_E_USAGE, "%s holds another batch: name another folder, or "
                                   "remove it", folder) : code;
}

static mf_err write_or_compare(const mf_points *points, const char *folder,
                               mf_batch_planned *planned, mf_diags *diags, mf_error *err)
{
    mf_buffer table = { 0 }, head = { 0 }, old = { 0 };
    mf_err code;

    add_points(&table, points);
    add_head(&head, points, &table);
    if (table.failed || head.failed) {
        code = mf_fail(err, MF_E_NOMEM, "no room for points");
    } else if (mf_batch_read_in(folder, "batch.txt", &old, NULL) != MF_OK) {
        code = write_all(points, folder, &table, &head, err);
    } else {
        planned->was_there = strcmp(old.text, head.text) == 0;
        code = planned->was_there ? MF_OK
                                  : say_differences(folder, old.text, &head, &table, diags, err);
    }
    mf_buffer_free(&table);
    mf_buffer_free(&head);
    mf_buffer_free(&old);
    return code;
}

static int compare_ids(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* How many of the runs are different ones. */
static int count_ids(const mf_points *points)
{
    size_t n = (size_t) points->n * (size_t) points->n_replicates, different = 0;
    char (*id)[MF_RUN_ID] = malloc(n * sizeof *id);

    if (id == NULL)
        return (int) n;
    memcpy(id, points->id, n * sizeof *id);
    qsort(id, n, sizeof *id, compare_ids);
    for (size_t i = 0; i < n; i++)
        different += i == 0 || strcmp(id[i], id[i - 1]) != 0 ? 1 : 0;
    free(id);
    return (int) different;
}

mf_err mf_batch_plan(const mf_plan *plan, const char *folder, mf_batch_planned *planned,
                     mf_diags *diags, mf_error *err)
{
    mf_points points;
    mf_err code = mf_points_make(&points, plan, diags, err);

    *planned = (mf_batch_planned){ 0 };
    if (code == MF_OK) {
        *planned = (mf_batch_planned){ points.n, points.n_replicates, count_ids(&points), false };
        if (folder != NULL)
            code = write_or_compare(&points, folder, planned, diags, err);
    }
    mf_points_free(&points);
    return code;
}
