/* The runner: what is missing is run, as processes of their own or in this one. */
#define _POSIX_C_SOURCE 200809L /* unlink */

#include "study/batch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/parallel.h"
#include "io/part.h"
#include "io/rows.h"
#include "study/farm.h"
#include "study/command.h"
#include "study/process.h"
#include "study/run.h"

enum { TRIES = 3, JOBS_MOST = 1024 };
static const double LISTEN = 0.2, SERVE = 0.01, PILOT = 0.05; /* seconds */

typedef struct work {
    mf_batch *batch;
    const mf_batch_how *how;
    const mf_batch_watch *watch;
    mf_batch_tally *tally;
    int *todo, n_todo;     /* runs in the order of starting */
    mf_farm farm;
    int *again, n_again;   /* runs to be tried once more */
    unsigned char *tries;  /* [run] */
    mf_process *process;   /* [jobs] */
    int *run_of;           /* [jobs] */
    int cores;
    double peak;           /* bytes of a run, at the most so far */
    double started, run_seconds; /* all that finished runs took */
    int failed_now;
    bool stopping, drained;
    mf_arena scratch;
} work;

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
static mf_err list_todo(work *self, mf_error *err)
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

static bool is_stopped(work *self)
{
    const mf_batch_how *how = self->how;
    double now = mf_parallel_clock() - self->started;

    if ((self->watch != NULL && self->watch->stopped != NULL &&
         self->watch->stopped(self->watch->self)) || (how->max_time > 0.0 && now >= how->max_time))
        self->stopping = true;
    return self->stopping;
}

static void tell(work *self)
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

/* A run is there: looked at, counted, and no more among the failed. */
static bool take_result(work *self, int i)
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

/* Notes why a run failed, for good, with the command that repeats it. */
static void note_failure(work *self, int i, const char *why, const char *said)
{
    mf_batch_run *run = &self->batch->run[i];
    mf_buffer text = { 0 }, path = { 0 };

    mf_buffer_add(&text, "%s\n", why);
    mf_batch_command(self->batch, i, &text);
    mf_buffer_add(&text, "\n%s", said);
    mf_batch_path(self->batch, "failed", run->id, ".txt", &path);
    if (!path.failed)
        (void) mf_text_write(path.text, &text, NULL);
    mf_buffer_free(&text);
    mf_buffer_free(&path);
    run->status = MF_RUN_FAILED;
    (void) snprintf(run->why, sizeof run->why, "%.250s", why);
    self->tally->failed++;
    self->failed_now++;
    if (self->watch != NULL && self->watch->failed != NULL)
        self->watch->failed(self->watch->self, self->batch, i);
}

/* ------------------------------------------------------------- in processes */

/* `mixflow run` with all its words. */
static mf_err start(work *self, mf_process *process, int i, mf_error *err)
{
    const mf_batch_run *run = &self->batch->run[i];
    mf_buffer line = { 0 }, scenario = { 0 }, result = { 0 };
    int busy = self->tally->running, waiting = self->farm.n - self->farm.next, n;
    int at_once = waiting + busy + 1 < self->tally->jobs ? waiting + busy + 1 : self->tally->jobs;
    char threads[16];
    const char **words;
    mf_err code;

    (void) snprintf(threads, sizeof threads, "%d",
                    self->how->threads > 0 ? self->how->threads
                                           : self->cores / at_once < 1 ? 1 : self->cores / at_once);
    mf_batch_path(self->batch, "scenarios", run->scenario, "", &scenario);
    mf_batch_path(self->batch, "runs", run->id, ".h5", &result);
    mf_buffer_add(&line, "mixflow run ");
    mf_command_add(&line, scenario.failed ? "" : scenario.text);
    mf_buffer_add(&line, " %s --quiet --force --threads %s -o", run->order, threads);
    mf_command_add(&line, result.failed ? "" : result.text);
    mf_arena_free(&self->scratch);
    words = line.failed || scenario.failed || result.failed
                ? NULL : mf_command_words(line.text, &self->scratch, &n);
    code = words == NULL ? mf_fail(err, MF_E_NOMEM, "no room for a command")
                         : mf_process_start(process, self->how->program, words, mf_comm_launcher,
                                            err);
    mf_buffer_free(&line);
    mf_buffer_free(&scenario);
    mf_buffer_free(&result);
    return code;
}

/* What a process that ended without a result leaves to say. */
static void explain_end(const mf_process *process, double limit, char why[256])
{
    const char *line = process->tail;
    size_t n = strlen(line);

    while (n > 0 && line[n - 1] == '\n')
        n--;
    if (process->signal != 0 && limit > 0.0)
        (void) snprintf(why, 256, "ended after %g s, the limit of a run", limit);
    else if (process->signal != 0)
        (void) snprintf(why, 256, "killed by signal %d, %d times", process->signal, TRIES);
    else if (process->status == 0)
        (void) snprintf(why, 256, "its file is not what was meant");
    else
        (void) snprintf(why, 256, "exit status %d: %.*s", process->status,
                        (int) (strcspn(line, "\n") < 200 ? strcspn(line, "\n") : 200), line);
}

static void judge_end(work *self, const mf_process *process, int i)
{
    bool late = self->how->run_limit > 0.0 &&
                mf_parallel_clock() - process->started >= self->how->run_limit;
    char why[256];

    self->tally->running--;
    self->tally->cpu += process->cpu;
    if (process->memory > self->peak)
        self->peak = process->memory;
    if (process->status == 0 && take_result(self, i)) {
        self->run_seconds += mf_parallel_clock() - process->started;
        return;
    }
    if (process->status == mf_err_status(MF_E_STOPPED) || (self->stopping && process->signal != 0))
        return; /* missing, as before */
    if (process->signal != 0 && !late && ++self->tries[i] < TRIES) {
        self->again[self->n_again++] = i;
        return;
    }
    explain_end(process, late ? self->how->run_limit : 0.0, why);
    note_failure(self, i, why, process->tail);
}

/* Would one more run find memory?  What running ones have not taken yet is counted. */
static bool fits(const work *self)
{
    double peak = 1.2 * self->peak, need = peak, room = self->how->memory, now = 0.0;

    if (self->peak <= 0.0)
        return false; /* the first run is the pilot */
    for (int j = 0; j < self->tally->jobs; j++)
        if (self->process[j].pid != 0) {
            double has = room > 0.0 ? 0.0 : mf_process_memory(&self->process[j]);

            need += has < peak ? peak - has : 0.0;
            now += has;
        }
    if (room <= 0.0)
        room = mf_memory_free();
    return room <= 0.0 || need <= room;
}

/* Is there time for one more run, as they go? */
static bool has_time(const work *self)
{
    const mf_batch_how *how = self->how;
    int n = self->tally->done_now;

    return how->max_time <= 0.0 || n == 0 ||
           mf_parallel_clock() - self->started + self->run_seconds / n < how->max_time;
}

/* The next run that is still missing, or -1: others may have done it meanwhile. */
static int next_run(work *self)
{
    while (self->n_again > 0 || !self->drained) {
        int number = self->n_again > 0 ? -1
                   : mf_farm_next(&self->farm, self->tally->done_now, self->failed_now);
        int i = self->n_again > 0 ? self->again[--self->n_again]
              : number < 0 ? -1 : self->todo[number];

        if (i < 0) {
            self->drained = true;
            return -1;
        }
        mf_batch_look_at(self->batch, i, true);
        if (self->batch->run[i].status != MF_RUN_DONE)
            return i;
        self->tally->done++;
    }
    return -1;
}

static mf_err fill(work *self, mf_error *err)
{
    for (int j = 0; j < self->tally->jobs && !self->stopping; j++) {
        int i;

        if (self->process[j].pid != 0)
            continue;
        if (self->tally->running > 0 && !fits(self))
            return MF_OK;
        if (!has_time(self)) {
            self->stopping = self->tally->running == 0;
            return MF_OK;
        }
        if ((i = next_run(self)) < 0)
            return MF_OK;
        MF_TRY(start(self, &self->process[j], i, err));
        self->run_of[j] = i;
        self->tally->running++;
    }
    return MF_OK;
}

static void stop_all(const work *self, bool late_only)
{
    double now = mf_parallel_clock();

    for (int j = 0; j < self->tally->jobs; j++) {
        bool late = self->how->run_limit > 0.0 && self->process[j].pid != 0 &&
                    now - self->process[j].started >= self->how->run_limit;

        if (late || !late_only)
            mf_process_stop(&self->process[j], late);
    }
}

/* The pilot tells what a run takes before it ends. */
static void ask_pilot(work *self)
{
    for (int j = 0; self->tally->done_now == 0 && j < self->tally->jobs; j++)
        if (self->process[j].pid != 0 &&
            mf_parallel_clock() - self->process[j].started > 10.0 * PILOT) {
            double memory = mf_process_memory(&self->process[j]);

            self->peak = memory > self->peak ? memory : self->peak;
        }
}

static mf_err run_processes(work *self, mf_error *err)
{
    bool ended[JOBS_MOST], told_to_stop = false;
    mf_err code = MF_OK;

    while (code == MF_OK) {
        if (is_stopped(self))
            self->farm.closed = true;
        else
            code = fill(self, err);
        if (self->stopping && !told_to_stop && self->tally->running > 0) {
            stop_all(self, false);
            told_to_stop = true;
        }
        if (self->tally->running == 0 && (self->drained || self->stopping))
            break;
        mf_farm_serve(&self->farm, 0.0);
        mf_process_wait(self->process, self->tally->jobs,
                        mf_farm_is_needed(&self->farm) ? SERVE : self->peak > 0.0 ? LISTEN : PILOT,
                        ended);
        for (int j = 0; j < self->tally->jobs; j++)
            if (ended[j])
                judge_end(self, &self->process[j], self->run_of[j]);
        ask_pilot(self);
        stop_all(self, true);
        tell(self);
    }
    return code;
}

static void choose_jobs(work *self)
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

static mf_err with_processes(work *self, mf_error *err)
{
    mf_err code;

    self->process = calloc((size_t) self->tally->jobs, sizeof *self->process);
    self->run_of = calloc((size_t) self->tally->jobs, sizeof *self->run_of);
    if (self->process == NULL || self->run_of == NULL)
        return mf_fail(err, MF_E_NOMEM, "no room for processes");
    code = run_processes(self, err);
    stop_all(self, false);
    for (int j = 0; j < self->tally->jobs; j++) { /* after a failure of our own */
        bool ended = false;

        while (self->process[j].pid != 0)
            mf_process_wait(&self->process[j], 1, LISTEN, &ended);
    }
    return code;
}

/* ------------------------------------------------------------- in this process */

static bool ask_stopped(void *self)
{
    return is_stopped(self);
}

static mf_err run_here(work *self, int i, mf_error *err)
{
    const mf_batch_run *run = &self->batch->run[i];
    mf_run_watch watch = { self, NULL, ask_stopped };
    mf_run_options options = { .force = true, .workers = self->how->threads };
    mf_run_summary summary = { 0 };
    mf_buffer path = { 0 }, out = { 0 };
    mf_scenario *scenario = NULL;
    mf_diags diags = { 0 };
    mf_command command;
    mf_err code = MF_E_NOMEM;

    mf_arena_free(&self->scratch);
    mf_batch_path(self->batch, "scenarios", run->scenario, "", &path);
    mf_batch_path(self->batch, "runs", run->id, ".h5", &out);
    if (!path.failed && !out.failed && mf_command_read(&command, run->order, &self->scratch))
        code = mf_config_read(path.text, &command.config, &scenario, &diags, err);
    if (code == MF_OK) {
        options.out = out.text;
        options.keep = command.keep;
        code = mf_run(scenario, &options, &watch, &summary, err);
        mf_run_summary_free(&summary);
    }
    mf_scenario_free(scenario);
    mf_diags_free(&diags);
    mf_buffer_free(&path);
    mf_buffer_free(&out);
    return code;
}

static mf_err one_by_one(work *self, mf_error *err)
{
    int i;

    while (!is_stopped(self) && (i = next_run(self)) >= 0) {
        mf_error why = { 0 };
        mf_err code = run_here(self, i, &why);

        if (code == MF_E_NOMEM)
            return mf_fail(err, code, "%s", why.text);
        if (code == MF_E_STOPPED)
            break;
        if (code != MF_OK || !take_result(self, i))
            note_failure(self, i, why.text[0] == '\0' ? mf_err_text(code) : why.text, "");
        mf_farm_serve(&self->farm, 0.0);
        tell(self);
    }
    return MF_OK;
}

/* ------------------------------------------------------------- all of it */

/* What rank 0 has seen in the folder is what all go by. */
static void share_state(mf_batch *self, const mf_comm *comm, unsigned char *state)
{
    for (int i = 0; i < self->n; i++)
        state[i] = (unsigned char) self->run[i].status;
    mf_comm_tell(comm, 0, state, (size_t) self->n);
    for (int i = 0; i < self->n; i++)
        self->run[i].status = (mf_run_status) state[i];
}

static void sum_over_ranks(work *self)
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

static mf_err work_all(work *self, mf_error *err)
{
    mf_err code = list_todo(self, err);

    code = mf_comm_agree(self->how->comm, code, err);
    if (code != MF_OK)
        return code;
    mf_farm_init(&self->farm, self->how->comm, self->n_todo);
    self->cores = mf_parallel_workers();
    choose_jobs(self);
    tell(self);
    if (self->n_todo > 0)
        code = self->how->program == NULL ? one_by_one(self, err) : with_processes(self, err);
    if (self->stopping || code != MF_OK || !mf_comm_first(self->how->comm))
        mf_farm_leave(&self->farm, self->tally->done_now, self->failed_now);
    while (mf_farm_is_needed(&self->farm))
        mf_farm_serve(&self->farm, LISTEN);
    return mf_comm_agree(self->how->comm, code, err);
}

mf_err mf_batch_work(mf_batch *batch, const mf_batch_how *how, const mf_batch_watch *watch,
                     mf_batch_tally *tally, mf_error *err)
{
    work self = { .batch = batch, .how = how, .watch = watch, .tally = tally,
                  .started = mf_parallel_clock() };
    size_t n = (size_t) batch->n + 1;
    mf_err code;

    *tally = (mf_batch_tally){ .left = -1.0 };
    self.again = calloc(n, sizeof *self.again);
    self.tries = calloc(n, sizeof *self.tries);
    if (self.again == NULL || self.tries == NULL)
        code = mf_fail(err, MF_E_NOMEM, "no room for runs");
    else {
        share_state(batch, how->comm, self.tries);
        memset(self.tries, 0, n);
        code = work_all(&self, err);
    }
    sum_over_ranks(&self);
    tell(&self);
    if (code == MF_OK && self.stopping && tally->done + tally->failed < tally->runs)
        code = mf_fail(err, MF_E_STOPPED, "%s: stopped on request or at the end of its time; the "
                       "same command goes on", batch->folder);
    mf_farm_free(&self.farm);
    mf_arena_free(&self.scratch);
    free(self.todo);
    free(self.again);
    free(self.tries);
    free(self.process);
    free(self.run_of);
    return code;
}
