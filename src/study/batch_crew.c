/* The crew: processes that do run after run, and are replaced when they die or fail. */
#include "study/batch_runner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"
#include "study/process.h"

enum { TRIES = 3, NO_RUN = -1 };
static const double LISTEN = 0.2, SERVE = 0.01, PILOT = 0.05; /* seconds */

typedef struct crew {
    mf_runner *runner;
    mf_process *process;  /* [jobs] */
    int *run_of;          /* [jobs] what each is at, or NO_RUN */
    int *again, n_again;  /* runs to be tried once more */
    unsigned char *tries; /* [run] */
    double run_seconds;   /* all that finished runs took */
    bool drained;         /* nothing more is handed out */
} crew;

/* ------------------------------------------------------------- orders */

/* With fewer runs left than processors, each gets more threads. */
static int threads_of(const crew *self)
{
    const mf_runner *runner = self->runner;
    int left = runner->farm.n - runner->farm.next + runner->tally->running + 1;
    int at_once = left < runner->tally->jobs ? left : runner->tally->jobs;

    if (runner->how->threads > 0)
        return runner->how->threads;
    return runner->cores / at_once < 1 ? 1 : runner->cores / at_once;
}

/* Run i is given to process j, which is started if it is not there. */
static mf_err give(crew *self, int j, int i, mf_error *err)
{
    static const char *const words[] = { "mixflow", "batch", "worker", NULL };
    mf_process *process = &self->process[j];
    mf_buffer order = { 0 };
    mf_err code = MF_OK;

    mf_batch_command(self->runner->batch, i, &order);
    mf_buffer_add(&order, " --quiet --threads %d", threads_of(self));
    if (order.failed)
        code = mf_fail(err, MF_E_NOMEM, "no room for a command");
    else if (process->state == MF_PROCESS_NONE)
        code = mf_process_start(process, self->runner->how->program, words, mf_comm_launcher, err);
    if (code == MF_OK) {
        mf_process_order(process, order.text);
        self->run_of[j] = i;
        self->runner->tally->running++;
    }
    mf_buffer_free(&order);
    return code;
}

/* Would one more run find memory, in a process that has so much already?  What running ones have
 * not taken yet is counted. */
static bool fits(const crew *self, double has)
{
    const mf_runner *runner = self->runner;
    double peak = 1.2 * runner->peak, need = peak > has ? peak - has : 0.0, room = runner->how->memory;

    if (runner->tally->running == 0)
        return true;
    if (runner->peak <= 0.0)
        return false; /* the first run is the pilot */
    if (room > 0.0)
        return peak * (runner->tally->running + 1) <= room;
    for (int j = 0; j < runner->tally->jobs; j++)
        if (self->run_of[j] != NO_RUN) {
            double taken = mf_process_memory(&self->process[j]);

            need += taken < peak ? peak - taken : 0.0;
        }
    room = mf_memory_free();
    return room <= 0.0 || need <= room;
}

/* Is there time for one more run, as they go? */
static bool has_time(const crew *self)
{
    const mf_runner *runner = self->runner;
    int n = runner->tally->done_now;

    return runner->how->max_time <= 0.0 || n == 0 ||
           mf_parallel_clock() - runner->started + self->run_seconds / n < runner->how->max_time;
}

static int next_run(crew *self)
{
    int i = NO_RUN;

    if (self->n_again > 0)
        return self->again[--self->n_again];
    if (!self->drained)
        i = mf_runner_next(self->runner);
    self->drained = self->drained || i < 0;
    return i < 0 ? NO_RUN : i;
}

/* A process without a run: one that waits, else one that is not there yet; or -1. */
static int find_free(const crew *self)
{
    int free_one = -1;

    for (int j = self->runner->tally->jobs - 1; j >= 0; j--)
        if (self->run_of[j] == NO_RUN &&
            (free_one < 0 || self->process[j].state == MF_PROCESS_IDLE ||
             self->process[free_one].state != MF_PROCESS_IDLE))
            free_one = j;
    return free_one;
}

static mf_err fill(crew *self, mf_error *err)
{
    mf_runner *runner = self->runner;
    int j;

    while (!runner->stopping && (j = find_free(self)) >= 0) {
        bool waits = self->process[j].state == MF_PROCESS_IDLE;
        int i;

        if (!fits(self, waits ? mf_process_memory(&self->process[j]) : 0.0))
            return MF_OK;
        if (!has_time(self)) {
            runner->stopping = runner->tally->running == 0;
            return MF_OK;
        }
        if ((i = next_run(self)) == NO_RUN)
            return MF_OK;
        MF_TRY(give(self, j, i, err));
    }
    return MF_OK;
}

/* ------------------------------------------------------------- ends of runs */

static bool is_late(const crew *self, int j)
{
    double limit = self->runner->how->run_limit;

    return limit > 0.0 && self->run_of[j] != NO_RUN &&
           mf_parallel_clock() - self->process[j].since >= limit;
}

/* What a process that ended without a result leaves to say. */
static void explain_end(const mf_process *process, double limit, char why[256])
{
    const char *line = process->tail;

    if (process->signal != 0 && limit > 0.0)
        (void) snprintf(why, 256, "ended after %g s, the limit of a run", limit);
    else if (process->signal != 0)
        (void) snprintf(why, 256, "killed by signal %d, %d times", process->signal, TRIES);
    else
        (void) snprintf(why, 256, "exit status %d: %.*s", process->status,
                        (int) (strcspn(line, "\n") < 200 ? strcspn(line, "\n") : 200), line);
}

/* Process j has carried out its order. */
static void judge_answer(crew *self, int j)
{
    const mf_process *process = &self->process[j];
    int i = self->run_of[j];

    self->run_of[j] = NO_RUN;
    self->runner->tally->running--;
    if (mf_runner_take(self->runner, i)) {
        double memory = self->runner->batch->run[i].memory;

        self->run_seconds += mf_parallel_clock() - process->since;
        if (memory > self->runner->peak)
            self->runner->peak = memory;
    } else {
        mf_runner_fail(self->runner, i, "its file is not what was meant", process->tail);
    }
}

/* Process j has died, or has left its order undone. */
static void judge_end(crew *self, int j)
{
    mf_process *process = &self->process[j];
    mf_runner *runner = self->runner;
    int i = self->run_of[j];
    bool late = is_late(self, j);
    bool asked = process->status == mf_err_status(MF_E_STOPPED) || process->signal != 0;
    char why[256];

    runner->tally->cpu += process->cpu;
    process->state = MF_PROCESS_NONE;
    self->run_of[j] = NO_RUN;
    if (i == NO_RUN)
        return;
    runner->tally->running--;
    if (process->memory > runner->peak)
        runner->peak = process->memory;
    if (asked && runner->stopping)
        return; /* missing, as before */
    if (asked && !late && ++self->tries[i] < TRIES) {
        self->again[self->n_again++] = i;
        return;
    }
    explain_end(process, late ? runner->how->run_limit : 0.0, why);
    mf_runner_fail(runner, i, why, process->tail);
}

static void judge_all(crew *self)
{
    for (int j = 0; j < self->runner->tally->jobs; j++)
        if (self->process[j].state == MF_PROCESS_ENDED)
            judge_end(self, j);
        else if (self->process[j].state == MF_PROCESS_IDLE && self->run_of[j] != NO_RUN)
            judge_answer(self, j);
}

/* ------------------------------------------------------------- all of it */

static void stop_late(const crew *self)
{
    for (int j = 0; j < self->runner->tally->jobs; j++)
        if (is_late(self, j))
            mf_process_stop(&self->process[j], true);
}

static void stop_all(const crew *self)
{
    for (int j = 0; j < self->runner->tally->jobs; j++)
        mf_process_stop(&self->process[j], false);
}

/* The pilot tells what a run takes before it ends. */
static void ask_pilot(crew *self)
{
    mf_runner *runner = self->runner;

    for (int j = 0; runner->tally->done_now == 0 && j < runner->tally->jobs; j++)
        if (self->run_of[j] != NO_RUN &&
            mf_parallel_clock() - self->process[j].since > 10.0 * PILOT) {
            double memory = mf_process_memory(&self->process[j]);

            runner->peak = memory > runner->peak ? memory : runner->peak;
        }
}

static mf_err run_all(crew *self, mf_error *err)
{
    mf_runner *runner = self->runner;
    bool told_to_stop = false;
    mf_err code = MF_OK;

    while (code == MF_OK) {
        if (mf_runner_is_stopped(runner))
            runner->farm.closed = true;
        else
            code = fill(self, err);
        if (runner->stopping && !told_to_stop && runner->tally->running > 0) {
            stop_all(self);
            told_to_stop = true;
        }
        if (runner->tally->running == 0 && (self->drained || runner->stopping))
            break;
        mf_farm_serve(&runner->farm, 0.0);
        mf_process_wait(self->process, runner->tally->jobs,
                        mf_farm_is_needed(&runner->farm) ? SERVE : runner->peak > 0.0 ? LISTEN : PILOT);
        judge_all(self);
        ask_pilot(self);
        stop_late(self);
        mf_runner_tell(runner);
    }
    return code;
}

/* All go; those at work only after a failure of our own. */
static void dismiss_all(crew *self)
{
    int left = 0;

    for (int j = 0; j < self->runner->tally->jobs; j++) {
        if (self->run_of[j] != NO_RUN)
            mf_process_stop(&self->process[j], false);
        else if (self->process[j].state == MF_PROCESS_IDLE)
            mf_process_dismiss(&self->process[j]);
        left += self->process[j].state != MF_PROCESS_NONE ? 1 : 0;
    }
    while (left > 0) {
        mf_process_wait(self->process, self->runner->tally->jobs, LISTEN);
        for (int j = 0; j < self->runner->tally->jobs; j++)
            if (self->process[j].state == MF_PROCESS_ENDED) {
                self->runner->tally->cpu += self->process[j].cpu;
                self->process[j].state = MF_PROCESS_NONE;
                left--;
            }
    }
}

mf_err mf_crew_work(mf_runner *runner, mf_error *err)
{
    size_t jobs = (size_t) runner->tally->jobs, runs = (size_t) runner->batch->n + 1;
    crew self = { .runner = runner, .process = calloc(jobs, sizeof *self.process),
                  .run_of = calloc(jobs, sizeof *self.run_of),
                  .again = calloc(runs, sizeof *self.again),
                  .tries = calloc(runs, sizeof *self.tries) };
    mf_err code;

    if (self.process == NULL || self.run_of == NULL || self.again == NULL || self.tries == NULL) {
        code = mf_fail(err, MF_E_NOMEM, "no room for processes");
    } else {
        for (size_t j = 0; j < jobs; j++)
            self.run_of[j] = NO_RUN;
        code = run_all(&self, err);
        dismiss_all(&self);
    }
    free(self.process);
    free(self.run_of);
    free(self.again);
    free(self.tries);
    return code;
}
