/* mixflow batch plan: from a plan to a folder, or to an estimate of what it would take. */
#include "cli/batch.h"

#include <stdio.h>

#include "base/parallel.h"
#include "base/text.h"
#include "cli/progress.h"
#include "cli/scenario.h"
#include "cli/scratch.h"
#include "study/errands.h"
#include "study/process.h"

typedef struct wishes {
    const char *out;
    bool dry, quiet;
} wishes;

#define AT(field) offsetof(wishes, field)
static const cli_option options[] = {
    { "output", 'o', CLI_FILE, AT(out), "DIR", "the folder of the batch", 0, 0, NULL },
    { "dry-run", 'n', CLI_FLAG, AT(dry), NULL,
      "make nothing; print runs, disk and time, estimated from a short pilot", 0, 0, NULL },
    { "quiet", 'q', CLI_FLAG, AT(quiet), NULL, "say nothing but what goes wrong", 0, 0, NULL },
    { .name = NULL },
};
#undef AT

int cli_batch_read_plan(const char *file, mf_plan **plan)
{
    mf_diags diags = { 0 };
    mf_error err = { 0 };
    mf_err code = mf_plan_read(file, plan, &diags, &err);

    return cli_complain(code, &diags, &err);
}

/* Plans; complaints to stderr. */
static int plan_into(const mf_plan *plan, const char *folder, mf_batch_planned *planned)
{
    mf_diags diags = { 0 };
    mf_error err = { 0 };
    mf_err code = mf_batch_plan(plan, folder, planned, &diags, &err);

    return cli_complain(code, &diags, &err);
}

int cli_batch_make(const mf_plan *plan, const char *folder, bool quiet)
{
    mf_batch_planned planned;
    int status = plan_into(plan, folder, &planned);

    if (status == 0 && !quiet)
        cli_say("%s: %d point%s, %d replicate%s, %d different run%s%s", folder, planned.points,
                planned.points == 1 ? "" : "s", planned.replicates,
                planned.replicates == 1 ? "" : "s", planned.runs, planned.runs == 1 ? "" : "s",
                planned.was_there ? "; planned before, and nothing differs" : "");
    return status;
}

/* ------------------------------------------------------------- the pilot */

static const double PATIENCE = 10.0; /* seconds of a pilot */

typedef struct pilot {
    double started, cpu, seconds, share; /* how much of a processor it took, for which share of the steps */
    double memory, bytes;
} pilot;

static void note_share(void *self, int run, int runs, int step, int steps, int day)
{
    pilot *p = self;

    (void) run;
    (void) runs;
    (void) day;
    p->share = (double) step / steps;
}

static bool is_enough(void *self)
{
    const pilot *p = self;

    return cli_interrupted() || mf_parallel_clock() - p->started > PATIENCE;
}

/* Runs the first point with more words, or as much of it as there is patience for. */
static mf_err run_pilot(const mf_batch *batch, const char *words, pilot *p, mf_error *err)
{
    mf_run_watch watch = { p, note_share, is_enough };
    mf_run_summary summary = { 0 };
    mf_buffer out = { 0 };
    mf_errands errands = { NULL, NULL };
    mf_diags diags = { 0 };
    mf_err code = MF_E_NOMEM;

    *p = (pilot){ .started = mf_parallel_clock(), .cpu = mf_cpu_here() };
    mf_batch_path(batch, "runs", "pilot", ".h5", &out);
    if (!out.failed)
        code = mf_errands_repeat(&errands, batch, 0, words, out.text, &watch, &summary, &diags, err);
    p->bytes = (double) summary.file_bytes;
    p->seconds = mf_cpu_here() - p->cpu;
    p->memory = mf_memory_here();
    mf_errands_free(&errands);
    mf_run_summary_free(&summary);
    mf_diags_free(&diags);
    mf_buffer_free(&out);
    return code;
}

/* The size on disk is told by a small population, if all of it takes too long. */
static mf_err estimate(const mf_batch *batch, pilot *p, mf_error *err)
{
    pilot small;
    mf_err code = run_pilot(batch, "--threads 1", p, err);

    if (code != MF_E_STOPPED || cli_interrupted())
        return code;
    code = run_pilot(batch, "--threads 1 --people 200", &small, err);
    p->bytes = small.bytes;
    return code == MF_E_STOPPED && !cli_interrupted() ? MF_OK : code;
}

static void print_sizes(const mf_batch *batch, int runs, const pilot *p)
{
    double seconds = p->share > 0.0 ? p->seconds / p->share : 0.0;
    int cores = mf_parallel_workers();
    char one[32], all[32], wall[32];

    cli_batch_time(seconds, one);
    cli_batch_time(seconds * runs, all);
    cli_batch_time(seconds * runs / cores, wall);
    printf("points      %d\nreplicates  %d\nruns        %d different ones of %d\n", batch->n_points,
           batch->n_replicates, runs, batch->n);
    printf("one run     %s of a processor, %.0f MB of memory", one, p->memory / 1e6);
    if (p->bytes > 0.0)
        printf(", %.2f MB on disk", p->bytes / 1e6);
    printf("%s\n", p->share < 1.0 ? " (the pilot did a part of it)" : "");
    printf("all         %s; about %s on %d processor%s", all, wall, cores,
           cores == 1 ? "" : "s");
    if (p->bytes > 0.0)
        printf(", %.1f MB on disk", p->bytes * runs / 1e6);
    printf("\n");
}

static void print_head(const mf_batch *batch)
{
    enum { SHOWN = 8 };

    printf("\npoint scenario package");
    for (int f = 0; f < batch->n_factors; f++)
        printf(" %s", batch->factor[f]);
    printf("\n");
    for (int p = 0; p < batch->n_points && p < SHOWN; p++) {
        const mf_batch_run *run = &batch->run[p];

        printf("%5d %s %s", p, run->scenario, run->package[0] == '\0' ? "-" : run->package);
        for (int f = 0; f < batch->n_factors; f++)
            printf(" %s", run->value[f][0] == '\0' ? "-" : run->value[f]);
        printf("\n");
    }
    if (batch->n_points > SHOWN)
        printf("  ... %d more\n", batch->n_points - SHOWN);
}

static int rehearse(const mf_plan *plan)
{
    mf_batch_planned planned;
    mf_batch batch = { 0 };
    mf_error err = { 0 };
    mf_err code = MF_OK;
    char folder[CLI_SCRATCH];
    pilot p;
    int status = cli_scratch_make(folder);

    if (status != 0)
        return status;
    cli_interrupt_watch();
    status = plan_into(plan, folder, &planned);
    if (status == 0)
        status = cli_batch_open(&batch, folder, false, false);
    if (status == 0)
        code = estimate(&batch, &p, &err);
    if (status == 0 && code == MF_OK) {
        print_sizes(&batch, planned.runs, &p);
        print_head(&batch);
    } else if (status == 0) {
        status = cli_refuse(code, &err);
    }
    cli_scratch_remove(folder);
    mf_batch_free(&batch);
    return status;
}

static int run(int argc, char **argv)
{
    wishes values = { .out = NULL };
    cli_texts files = { 0 };
    mf_plan *plan = NULL;
    int status = cli_parse(&cli_batch_plan, argc, argv, &values, &files);

    if (status != CLI_GO)
        return status;
    if (values.out == NULL && !values.dry) {
        cli_say("batch plan: name the folder with -o DIR, or say --dry-run");
        return mf_err_status(MF_E_USAGE);
    }
    status = cli_batch_read_plan(files.at[0], &plan);
    if (status == 0)
        status = values.dry ? rehearse(plan) : cli_batch_make(plan, values.out, values.quiet);
    mf_plan_free(plan);
    return status;
}

const cli_verb cli_batch_plan = {
    .name = "batch plan",
    .summary = "check every point of a plan and make the folder of its batch",
    .arguments = "PLAN.cfg -o DIR | PLAN.cfg --dry-run",
    .examples = { "mixflow batch plan policies.cfg --dry-run   # runs, disk, time: nothing is made",
                  "mixflow batch plan policies.cfg -o policies",
                  "mixflow explain plan                        # every setting of a plan", NULL },
    .least = 1,
    .most = 1,
    .options = options,
    .run = run,
};
