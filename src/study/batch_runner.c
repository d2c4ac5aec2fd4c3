/* The runner: what is missing is found, handed out and counted. */
#define _POSIX_C_SOURCE 200809L /* unlink */

#include "study/batch_runner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/parallel.h"
#include "io/part.h"
#include "io/rows.h"
#include "study/process.h"

enum { JOBS_MOST = 1024 };
static const double LISTEN = 0.2; /* seconds */

/* ------------------------------------------------------------- what there is to do */

/* Runners that begin together begin at different places, and meet little. */
static size_t begin_at(const mf_batch_how *how, size_t n)
{
    char text[MF_HOST_TEXT + 32], digest[MF_DIGEST_TEXT];
    size_t length;

    if (n == 0 || how->slices > 1 || !mf_comm_alone(how->comm))
        return 0;
    mf_host_name(text);
    length = strlen(text);
    (void) snprintf(text + length, sizeof text - length, ".%ld", (long) getpid());
    mf_digest_of(text, strlen(text), digest);
    digest[8] = '\0';
    return strtoul(digest, NULL, 16) % n;
}

/* Runs of the slice that are not there; failed ones only if they are to be tried again. */
static mf_err list_todo(mf_runner *self, mf_error *err)
{
    const mf_batch_how *how = self->how;
    mf_batch *batch = self->batch;
    int *list = malloc(((size_t) batch->n + 1) * sizeof *list), n = 0;
    size_t begin;
    int number = 0;

    self->todo = malloc(((size_t) batch->n + 1) * sizeof *self->todo);
    if (list == NULL || self->todo == NULL) {
        free(list);
        return mf_fail(err, MF_E_NOMEM, "no room for runs");
    }
    for (int i = 0; i < batch->n; i++) {
        mf_batch_run *run = &batch->run[i];

        if (run->twin != i || (how->slices > 1 && number++ % how->slices != how->slice))
            continue;
        self->tally->runs++;
        if (run->status == MF_RUN_FAILED && how->retry)
            run->status = MF_RUN_MISSING;
        self->tally->done += run->status == MF_RUN_DONE ? 1 : 0;
        self->tally->failed += run->status == MF_RUN_FAILED ? 1 : 0;
        if (run->status == MF_RUN_MISSING)
            list[n++] = i;
        if (run->memory > self->peak)
            self->peak = run->memory;
    }
    begin = begin_at(how, (size_t) n);
    for (int i = 0; i < n; i++)
        self->todo[i] = list[((size_t) i + begin) % (size_t) n];
    self->n_todo = n;
    free(list);
    return MF_OK;
}

/* ------------------------------------------------------------- ends of runs */

bool mf_runner_is_stopped(mf_runner *self)
{
    const mf_batch_how *how = self->how;
    double now = mf_parallel_clock() - self->started;

    if ((self->watch != NULL && self->watch->stopped != NULL &&
         self->watch->stopped(self->watch->self)) || (how->max_time > 0.0 && now >= how->max_time))
        self->stopping = true;
    return self->stopping;
}

void mf_runner_tell(mf_runner *self)
{
    mf_batch_tally *tally = self->tally, whole;
    int left;

    tally->seconds = mf_parallel_clock() - self->started;
    tally->peak = self->peak;
    whole = *tally;
    whole.done += self->farm.done;
    whole.done_now += self->farm.done;
    whole.failed += self->farm.failed;
    left = whole.runs - whole.done - whole.failed;
    whole.left = whole.done_now > 0 ? tally->seconds * left / whole.done_now : -1.0;
    if (self->watch != NULL && self->watch->progress != NULL && mf_comm_first(self->how->comm))
        self->watch->progress(self->watch->self, &whole);
}

static void forget_failure(const mf_batch *batch, const mf_batch_run *run)
{
    mf_buffer path = { 0 };

    mf_batch_path(batch, "failed", run->id, ".txt", &path);
    if (!path.failed)
        (void) unlink(path.text);
    mf_buffer_free(&path);
}

bool mf_runner_take(mf_runner *self, int i)
{
    mf_batch_run *run = &self->batch->run[i];

    mf_batch_look_at(self->batch, i, false);
    if (run->status != MF_RUN_DONE)
        return false;
    forget_failure(self->batch, run);
    self->tally->done++;
    self->tally->done_now++;
    self->tally->useful += run->cpu;
    return true;
}

void mf_runner_fail(mf_runner *self, int i, const char *why, const char *said)
{
    mf_batch_run *run = &self->batch->run[i];
    mf_buffer text = { 0 }, path = { 0 };

    mf_buffer_add(&text, "%s\n", why);
    mf_batch_command(self->batch, i, &text);
    mf_buffer_add(&text, "\n%s", said);
    mf_batch_path(self->batch, "failed", run->id, ".txt", &path);
    if (!path.failed)
        (void) mf_text_write(path.text, true, &text, NULL);
    mf_buffer_free(&text);
    mf_buffer_free(&path);
    run->status = MF_RUN_FAILED;
    (void) snprintf(run->why, sizeof run->why, "%.250s", why);
    self->tally->failed++;
    self->failed_now++;
    if (self->watch != NULL && self->watch->failed != NULL)
        self->watch->failed(self->watch->self, self->batch, i);
}

int mf_runner_next(mf_runner *self)
{
    for (;;) {
        int number = mf_farm_next(&self->farm, self->tally->done_now, self->failed_now);
        int i = number < 0 ? -1 : self->todo[number];

        if (i < 0)
            return -1;
        mf_batch_look_at(self->batch, i, true);
        if (self->batch->run[i].status != MF_RUN_DONE)
            return i;
        self->tally->done++;
    }
}

/* ------------------------------------------------------------- all of it */

/* Processes and threads for throughput. */
static void choose_jobs(mf_runner *self)
{
    mf_batch_tally *tally = self->tally;
    bool alone = mf_comm_alone(self->how->comm);
    int wanted = self->how->jobs > 0 ? self->how->jobs : alone ? self->cores : 1;
    int share = (self->n_todo + mf_comm_size(self->how->comm) - 1) / mf_comm_size(self->how->comm);

    tally->jobs = wanted < share ? wanted : share;
    tally->jobs = tally->jobs < 1 ? 1 : tally->jobs > JOBS_MOST ? JOBS_MOST : tally->jobs;
    tally->threads = self->how->threads > 0 ? self->how->threads
                   : self->cores / tally->jobs < 1 ? 1 : self->cores / tally->jobs;
}

/* What rank 0 has seen in the folder is what all go by. */
static mf_err share_state(mf_batch *self, const mf_comm *comm, mf_error *err)
{
    unsigned char *state = calloc((size_t) self->n + 1, sizeof *state);
    mf_err code = state == NULL ? mf_fail(err, MF_E_NOMEM, "no room for runs") : MF_OK;

    code = mf_comm_agree(comm, code, err);
    for (int i = 0; code == MF_OK && i < self->n; i++)
        state[i] = (unsigned char) self->run[i].status;
    if (code == MF_OK)
        mf_comm_tell(comm, 0, state, (size_t) self->n);
    for (int i = 0; code == MF_OK && i < self->n; i++)
        self->run[i].status = (mf_run_status) state[i];
    free(state);
    return code;
}

static void sum_over_ranks(mf_runner *self)
{
    mf_batch_tally *tally = self->tally;
    int64_t sums[] = { tally->done_now, self->failed_now, (int64_t) (1e6 * tally->cpu),
                       (int64_t) (1e6 * tally->useful), self->stopping };
    int64_t peak = (int64_t) self->peak;

    if (mf_comm_alone(self->how->comm))
        return;
    mf_comm_sum(self->how->comm, sums, sizeof sums / sizeof *sums);
    mf_comm_most(self->how->comm, &peak, 1);
    tally->done += (int) sums[0] - tally->done_now;
    tally->done_now = (int) sums[0];
    tally->failed += (int) sums[1] - self->failed_now;
    tally->cpu = 1e-6 * (double) sums[2];
    tally->useful = 1e-6 * (double) sums[3];
    self->peak = (double) peak;
    self->stopping = sums[4] > 0;
}

static mf_err work_all(mf_runner *self, mf_error *err)
{
    mf_err code = list_todo(self, err);

    code = mf_comm_agree(self->how->comm, code, err);
    if (code != MF_OK)
        return code;
    mf_farm_init(&self->farm, self->how->comm, self->n_todo);
    self->cores = mf_parallel_workers();
    choose_jobs(self);
    mf_runner_tell(self);
    if (self->n_todo > 0)
        code = mf_crew_work(self, err);
    if (self->stopping || code != MF_OK || !mf_comm_first(self->how->comm))
        mf_farm_leave(&self->farm, self->tally->done_now, self->failed_now);
    while (mf_farm_is_needed(&self->farm))
        mf_farm_serve(&self->farm, LISTEN);
    return mf_comm_agree(self->how->comm, code, err);
}

mf_err mf_batch_work(mf_batch *batch, const mf_batch_how *how, const mf_batch_watch *watch,
                     mf_batch_tally *tally, mf_error *err)
{
    mf_runner self = { .batch = batch, .how = how, .watch = watch, .tally = tally,
                       .started = mf_parallel_clock(), .own = mf_cpu_here() };
    mf_err code;

    *tally = (mf_batch_tally){ .left = -1.0 };
    code = share_state(batch, how->comm, err);
    if (code == MF_OK)
        code = work_all(&self, err);
    tally->cpu += mf_cpu_here() - self.own;
    sum_over_ranks(&self);
    mf_runner_tell(&self);
    if (code == MF_OK && self.stopping && tally->done + tally->failed < tally->runs)
        code = mf_fail(err, MF_E_STOPPED, "%s: stopped on request or at the end of its time; the "
                       "same command goes on", batch->folder);
    mf_farm_free(&self.farm);
    free(self.todo);
    return code;
}
