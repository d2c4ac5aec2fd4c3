/* mixflow batch run, retry: what is missing, on this machine or as one of many. */
#define _POSIX_C_SOURCE 200809L /* readlink */

#include "cli/batch.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "cli/progress.h"
#include "cli/scenario.h"
#include "study/precision.h"

#define AT(field) offsetof(cli_batch_wishes, field)
static const cli_option options[] = {
    { "jobs", 'j', CLI_COUNT, AT(jobs), "N", "runs at once; chosen for throughput if not given", 1,
      1024, NULL },
    { "threads", 0, CLI_COUNT, AT(threads), "N", "threads of each run; chosen if not given", 1, 4096,
      NULL },
    { "slice", 0, CLI_TEXT, AT(slice), "K/N", "only each N-th run, from the K-th on; K from 0 or from 1",
      0, 0, NULL },
    { "max-time", 0, CLI_TEXT, AT(max_time), "TIME", "stop then, with exit status 75: 90, 15m, 2h, 1:30:00",
      0, 0, NULL },
    { "run-limit", 0, CLI_TEXT, AT(run_limit), "TIME", "a run that takes longer has failed", 0, 0, NULL },
    { "memory", 0, CLI_REAL, AT(memory), "GB", "memory for all runs; what is free if not given", 0.01,
      1e6, NULL },
    { "precision", 0, CLI_TEXT, AT(precision), "MEASURE=SE",
      "add replicates until paired differences of an outcome or indicator have this standard error", 0,
      0, NULL },
    { "progress", 0, CLI_CHOICE, AT(progress), "HOW", "how the way is told on stderr", 0, 0,
      cli_progress_words },
    { "quiet", 'q', CLI_FLAG, AT(quiet), NULL, "say nothing but what goes wrong", 0, 0, NULL },
    { .name = NULL },
};
#undef AT

enum { FAILED_SHOWN = 20 };

/* ------------------------------------------------------------- what was asked for */

static int refuse(const char *option, const char *text, const char *wanted)
{
    cli_say("batch run: --%s %s: expected %s", option, text, wanted);
    return mf_err_status(MF_E_USAGE);
}

/* K/N with K from 0 to N: arrays count from 0 or from 1, and either covers each slice once. */
static int take_slice(const char *text, mf_batch_how *how)
{
    char *end = NULL;
    long k = text == NULL ? 0 : strtol(text, &end, 10), n = 0;

    if (text == NULL)
        return 0;
    if (end != text && *end == '/')
        n = strtol(end + 1, &end, 10);
    if (*end != '\0' || k < 0 || n < 1 || k > n || n > 1000000)
        return refuse("slice", text, "K/N, such as 3/16");
    how->slice = (int) (k % n);
    how->slices = (int) n;
    return 0;
}

static int take_time(const char *option, const char *text, double *seconds)
{
    *seconds = text == NULL ? 0.0 : cli_batch_seconds(text);
    return text != NULL && !(*seconds > 0.0) ? refuse(option, text, "a time: 90, 15m, 2h, 1:30:00")
                                             : 0;
}

static int take_precision(const char *text, mf_precision *wanted, char measure[MF_NAME_MOST + 1])
{
    const char *equals = text == NULL ? NULL : strchr(text, '=');
    char *end = NULL;
    mf_error err = { 0 };
    mf_err code;

    if (text == NULL)
        return 0;
    if (equals != NULL)
        wanted->error = strtod(equals + 1, &end);
    if (equals == NULL || equals == text || end == equals + 1 || *end != '\0' ||
        !(wanted->error > 0.0) || (size_t) (equals - text) > MF_NAME_MOST)
        return refuse("precision", text, "MEASURE=SE, such as deaths=20");
    (void) snprintf(measure, MF_NAME_MOST + 1, "%.*s", (int) (equals - text), text);
    wanted->measure = measure;
    code = mf_plan_judge_measure(measure, &err);
    return code == MF_OK ? 0 : cli_refuse(code, &err);
}

/* The program that is running: the one that runs are made with. */
static const char *this_program(char path[4096])
{
    ssize_t n = readlink("/proc/self/exe", path, 4095);

    if (n <= 0)
        return "mixflow"; /* as it is found */
    path[n] = '\0';
    return path;
}

/* ------------------------------------------------------------- while it goes */

typedef struct show {
    cli_progress progress;
    bool quiet;
    int told; /* failures */
} show;

static void tell(void *self, const mf_batch_tally *tally)
{
    show *s = self;
    cli_batch_way way = { tally->done, tally->failed, tally->running, tally->runs, tally->left };

    cli_progress_batch(&s->progress, &way);
}

static void tell_failed(void *self, const mf_batch *batch, int run)
{
    show *s = self;

    if (s->told++ >= FAILED_SHOWN)
        return;
    cli_progress_end(&s->progress);
    cli_say("point %d, replicate %d failed: %s", batch->run[run].point, batch->run[run].replicate,
            batch->run[run].why);
}

static void print_end(const mf_batch *batch, const mf_batch_tally *tally)
{
    char took[32], cpu[32], share[48] = "";

    cli_batch_time(tally->seconds, took);
    cli_batch_time(tally->cpu, cpu);
    if (tally->useful > 0.0)
        (void) snprintf(share, sizeof share, " (%.0f %% of it simulating)",
                        100.0 * tally->useful / tally->cpu);
    cli_say("%s: %d of %d runs done (%d now), %d failed; %s, %s of processors%s, %.0f MB a run at "
            "most", batch->folder, tally->done, tally->runs, tally->done_now, tally->failed, took, cpu,
            share, tally->peak / 1e6);
}

/* ------------------------------------------------------------- running */

typedef struct session {
    mf_batch *batch;
    mf_batch_how how;
    mf_batch_watch watch;
    mf_batch_tally tally;
    show show;
    mf_precision precision;
} session;

static mf_err work(session *self, mf_error *err)
{
    mf_err code = mf_batch_work(self->batch, &self->how, &self->watch, &self->tally, err);

    cli_progress_end(&self->show.progress);
    if (!self->show.quiet && mf_comm_first(self->how.comm))
        print_end(self->batch, &self->tally);
    return code;
}

/* Adds replicates until differences are sure enough, and says how sure they are. */
static mf_err refine(session *self, mf_error *err)
{
    mf_precision_state state;
    bool first = mf_comm_first(self->how.comm);
    mf_err code = MF_OK;

    while (code == MF_OK && self->tally.failed == 0) {
        if (first) {
            mf_batch_look(self->batch, false); /* others may have done some, too */
            code = mf_precision_look(&state, self->batch, &self->precision, err);
        }
        code = mf_comm_agree(self->how.comm, code, err);
        if (code != MF_OK)
            return code;
        mf_comm_tell(self->how.comm, 0, &state, sizeof state);
        if (first)
            cli_say("%s: standard error %.4g of the difference of point %d to point %d after %d "
                    "replicates; %s %g", self->precision.measure, state.error, state.point,
                    self->precision.base, self->batch->n_replicates,
                    state.error <= self->precision.error ? "asked for" : state.next == 0
                    ? "not the" : "going on to", self->precision.error);
        if (state.next == 0)
            return state.error <= self->precision.error ? MF_OK
                 : mf_fail(err, MF_E_PARTLY, "%s: %d replicates are the most the plan allows, and not "
                           "enough: about %.0f would be", self->batch->folder,
                           self->precision.most, state.needed);
        if (first)
            code = mf_batch_extend(self->batch, state.next, err);
        code = mf_comm_agree(self->how.comm, code, err);
        if (code == MF_OK && !first)
            code = mf_batch_reread(self->batch, err);
        if (code == MF_OK)
            code = work(self, err);
    }
    return code;
}

static int finish(session *self, mf_err code, mf_error *err)
{
    mf_batch *batch = self->batch;
    mf_error why = { 0 };
    mf_err kept = MF_OK;

    if (mf_comm_first(self->how.comm)) {
        mf_batch_look(batch, false);
        kept = mf_batch_manifest(batch, &why);
        if (self->tally.failed > 0)
            cli_batch_print_failed(batch, FAILED_SHOWN);
    }
    if (code == MF_E_STOPPED) {
        if (mf_comm_first(self->how.comm))
            cli_say("%s", err->text);
        return mf_err_status(MF_E_AGAIN);
    }
    if (code != MF_OK)
        return mf_comm_first(self->how.comm) ? cli_refuse(code, err) : mf_err_status(code);
    if (kept != MF_OK)
        return cli_refuse(kept, &why);
    return self->tally.failed > 0 ? mf_err_status(MF_E_PARTLY) : 0;
}

static int work_on(mf_batch *batch, const cli_batch_wishes *wishes, bool retry, const mf_comm *comm)
{
    char program[4096], measure[MF_NAME_MOST + 1];
    session self = { .batch = batch, .precision = batch->precision };
    mf_error err = { 0 };
    mf_err code;
    int status;

    self.how = (mf_batch_how){ .program = this_program(program), .jobs = (int) wishes->jobs,
                               .threads = (int) wishes->threads, .memory = 1e9 * wishes->memory,
                               .retry = retry, .comm = comm };
    if ((status = take_slice(wishes->slice, &self.how)) != 0 ||
        (status = take_time("max-time", wishes->max_time, &self.how.max_time)) != 0 ||
        (status = take_time("run-limit", wishes->run_limit, &self.how.run_limit)) != 0 ||
        (status = take_precision(wishes->precision, &self.precision, measure)) != 0)
        return status;
    if (self.precision.error > 0.0 && self.how.slices > 1) {
        cli_say("batch run: a slice cannot tell how sure differences are: leave out --slice or the "
                "precision");
        return mf_err_status(MF_E_USAGE);
    }
    self.watch = (mf_batch_watch){ &self.show, tell, tell_failed, cli_is_stopped };
    self.show.quiet = wishes->quiet;
    cli_progress_start(&self.show.progress, wishes->quiet ? CLI_PROGRESS_NONE
                                                          : (cli_progress_mode) wishes->progress);
    cli_interrupt_watch();
    code = work(&self, &err);
    if (code == MF_OK && self.precision.error > 0.0)
        code = refine(&self, &err);
    return finish(&self, code, &err);
}

int cli_batch_work(mf_batch *batch, const cli_batch_wishes *wishes, bool retry)
{
    return work_on(batch, wishes, retry, NULL);
}

/* ------------------------------------------------------------- the verbs */

static int run_as_rank(const char *folder, const cli_batch_wishes *wishes, bool retry,
                       const mf_comm *comm)
{
    mf_batch batch = { 0 };
    int status = cli_batch_open(&batch, folder, mf_comm_first(comm), true);
    int64_t worst = status;

    mf_comm_most(comm, &worst, 1);
    status = (int) worst;
    if (status == 0)
        status = work_on(&batch, wishes, retry, comm);
    mf_batch_free(&batch);
    return status;
}

static int run_verb(const cli_verb *verb, int argc, char **argv, bool retry)
{
    cli_batch_wishes wishes = { .out = NULL };
    cli_texts folders = { 0 };
    mf_comm comm = { 0 };
    mf_error err = { 0 };
    int status = cli_parse(verb, argc, argv, &wishes, &folders);
    mf_err code;

    if (status != CLI_GO)
        return status;
    code = mf_comm_start(&comm, &err);
    if (!mf_comm_first(&comm) && freopen("/dev/null", "w", stderr) == NULL) /* the first speaks for all */
        mf_comm_abort(&comm, mf_err_status(MF_E_FILE));
    status = code == MF_OK ? run_as_rank(folders.at[0], &wishes, retry, &comm)
                           : cli_refuse(code, &err);
    mf_comm_end(&comm);
    return status;
}

static int run(int argc, char **argv)
{
    return run_verb(&cli_batch_run, argc, argv, false);
}

static int try_again(int argc, char **argv)
{
    return run_verb(&cli_batch_retry, argc, argv, true);
}

const cli_verb cli_batch_run = {
    .name = "batch run",
    .summary = "run what is missing of a batch; whatever was killed, the same command goes on",
    .arguments = "DIR",
    .examples = { "mixflow batch run policies --max-time 2h",
                  "mpirun -n 64 mixflow batch run policies             # built with MIXFLOW_MPI=ON",
                  "mixflow batch run policies --slice $SLURM_ARRAY_TASK_ID/16", NULL },
    .least = 1,
    .most = 1,
    .options = options,
    .run = run,
};

const cli_verb cli_batch_retry = {
    .name = "batch retry",
    .summary = "run what is missing of a batch, and what has failed once more",
    .arguments = "DIR",
    .examples = { "mixflow batch retry policies", "mixflow batch retry policies --jobs 1",
                  "mixflow batch retry policies --run-limit 2h", NULL },
    .least = 1,
    .most = 1,
    .options = options,
    .run = try_again,
};
