/* How a batch stands: what is there, what is missing, what failed. */
#define _POSIX_C_SOURCE 200809L /* access */

#include "study/batch.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "io/rows.h"
#include "io/stamp_h5.h"
#include "study/command.h"

/* ------------------------------------------------------------- looking */

/* Is the file that of the run, complete and as it was written? */
static void judge(mf_batch_run *run, const char *path, bool verify)
{
    mf_stamp stamp;
    mf_error err = { 0 };

    if (mf_stamp_h5(&stamp, path, verify, &err) != MF_OK) {
        (void) snprintf(run->why, sizeof run->why, "%.250s", err.text);
        return;
    }
    if (strncmp(stamp.scenario, run->id, strlen(run->id)) != 0) {
        (void) snprintf(run->why, sizeof run->why, "the file is of another scenario: %.16s",
                        stamp.scenario);
        return;
    }
    run->status = MF_RUN_DONE;
    memcpy(run->digest, stamp.digest, sizeof run->digest);
    run->cpu = stamp.cpu;
    run->memory = stamp.memory;
}

/* The first line of what is noted of a failure. */
static void read_failure(mf_batch_run *run, const char *path)
{
    mf_buffer text = { 0 };

    if (mf_text_read(path, &text, NULL) == MF_OK)
        (void) snprintf(run->why, sizeof run->why, "%.*s",
                        (int) (strcspn(text.text, "\n") < 250 ? strcspn(text.text, "\n") : 250),
                        text.text);
    mf_buffer_free(&text);
    run->status = MF_RUN_FAILED;
}

void mf_batch_look_at(mf_batch *self, int i, bool verify)
{
    mf_batch_run *run = &self->run[i];
    mf_buffer result = { 0 }, failure = { 0 };

    run->status = MF_RUN_MISSING;
    run->why[0] = run->digest[0] = '\0';
    run->cpu = run->memory = 0.0;
    mf_batch_path(self, "runs", run->id, ".h5", &result);
    mf_batch_path(self, "failed", run->id, ".txt", &failure);
    if (!result.failed && access(result.text, F_OK) == 0)
        judge(run, result.text, verify);
    if (run->status != MF_RUN_DONE && !failure.failed && access(failure.text, F_OK) == 0)
        read_failure(run, failure.text);
    mf_buffer_free(&result);
    mf_buffer_free(&failure);
}

void mf_batch_look(mf_batch *self, bool verify)
{
    for (int i = 0; i < self->n; i++)
        if (self->run[i].twin == i && (verify || self->run[i].status != MF_RUN_DONE))
            mf_batch_look_at(self, i, verify);
    for (int i = 0; i < self->n; i++) {
        mf_batch_run *run = &self->run[i];
        const mf_batch_run *first = &self->run[run->twin];

        if (run == first)
            continue;
        run->status = first->status;
        run->cpu = first->cpu;
        run->memory = first->memory;
        memcpy(run->digest, first->digest, sizeof run->digest);
        memcpy(run->why, first->why, sizeof run->why);
    }
}

mf_batch_counts mf_batch_count(const mf_batch *self)
{
    mf_batch_counts counts = { { 0 }, 0 };

    for (int i = 0; i < self->n; i++)
        if (self->run[i].twin == i) {
            counts.of[self->run[i].status]++;
            counts.all++;
        }
    return counts;
}

/* ------------------------------------------------------------- telling */

void mf_batch_command(const mf_batch *self, int i, mf_buffer *out)
{
    const mf_batch_run *run = &self->run[i];
    mf_buffer scenario = { 0 }, result = { 0 }, line = { 0 };

    mf_batch_path(self, "scenarios", run->scenario, "", &scenario);
    mf_batch_path(self, "runs", run->id, ".h5", &result);
    mf_buffer_add_text(&line, "mixflow run");
    mf_command_add(&line, scenario.failed ? "" : scenario.text);
    mf_buffer_add(&line, " %s --force -o", run->order);
    mf_command_add(&line, result.failed ? "" : result.text);
    mf_buffer_add_text(out, line.failed ? "" : line.text);
    out->failed = out->failed || scenario.failed || result.failed || line.failed;
    mf_buffer_free(&scenario);
    mf_buffer_free(&result);
    mf_buffer_free(&line);
}

static void add_known(mf_buffer *out, double value, const char *format)
{
    mf_buffer_add(out, ",");
    if (value > 0.0)
        mf_buffer_add(out, format, value);
}

mf_err mf_batch_manifest(const mf_batch *self, mf_error *err)
{
    mf_buffer out = { 0 }, path = { 0 };
    mf_err code;

    mf_buffer_add(&out, "point,replicate,id,seed,scenario,package");
    for (int f = 0; f < self->n_factors; f++)
        mf_rows_add(&out, false, self->factor[f]);
    mf_buffer_add(&out, ",status,digest,cpu_s,memory_bytes,why\n");
    for (int i = 0; i < self->n; i++) {
        const mf_batch_run *run = &self->run[i];

        mf_buffer_add(&out, "%d,%d,%s,%s", run->point, run->replicate, run->id, run->seed);
        mf_rows_add(&out, false, run->scenario);
        mf_rows_add(&out, false, run->package);
        for (int f = 0; f < self->n_factors; f++)
            mf_rows_add(&out, false, run->value[f]);
        mf_rows_add(&out, false, mf_run_status_words[run->status]);
        mf_rows_add(&out, false, run->digest);
        add_known(&out, run->cpu, "%.3f");
        add_known(&out, run->memory, "%.0f");
        mf_rows_add(&out, false, run->why);
        mf_buffer_add(&out, "\n");
    }
    mf_batch_path(self, "", "manifest", ".csv", &path);
    code = path.failed ? mf_fail(err, MF_E_NOMEM, "no room for a manifest")
                       : mf_text_write(path.text, true, &out, err);
    mf_buffer_free(&out);
    mf_buffer_free(&path);
    return code;
}
