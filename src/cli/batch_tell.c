/* mixflow batch status, merge: how a batch stands, and all of it in one file. */
#include "cli/batch.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "cli/scenario.h"

double cli_batch_seconds(const char *text)
{
    static const struct { char letter; double seconds; } units[] = {
        { 's', 1.0 }, { 'm', 60.0 }, { 'h', 3600.0 }, { 'd', 86400.0 },
    };
    double seconds = 0.0;
    char *end;

    for (;;) { /* hours:minutes:seconds, as far as they are given */
        double part = strtod(text, &end);

        if (end == text || !(part >= 0.0) || !(part < 1e9))
            return -1.0;
        seconds = 60.0 * seconds + part;
        if (*end != ':')
            break;
        text = end + 1;
    }
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (end[0] == units[i].letter && end[1] == '\0')
            return seconds * units[i].seconds;
    return *end == '\0' ? seconds : -1.0;
}

void cli_batch_time(double seconds, char text[32])
{
    if (seconds < 1.0)
        (void) snprintf(text, 32, "%.2f s", seconds);
    else if (seconds < 100.0)
        (void) snprintf(text, 32, "%.1f s", seconds);
    else if (seconds < 6000.0)
        (void) snprintf(text, 32, "%.1f min", seconds / 60.0);
    else
        (void) snprintf(text, 32, "%.1f h", seconds / 3600.0);
}

void cli_batch_print_failed(const mf_batch *batch, int most)
{
    int told = 0;

    for (int i = 0; i < batch->n; i++) {
        const mf_batch_run *run = &batch->run[i];
        mf_buffer command = { 0 };

        if (run->twin != i || run->status != MF_RUN_FAILED)
            continue;
        if (told++ == most) {
            cli_say("and more: failed/ and manifest.csv in %s tell of all", batch->folder);
            return;
        }
        mf_batch_command(batch, i, &command);
        cli_say("failed: %s\n  %s", run->why, command.failed ? "" : command.text);
        mf_buffer_free(&command);
    }
}

/* ------------------------------------------------------------- status */

typedef struct status_wishes {
    bool verify;
} status_wishes;

static const cli_option status_options[] = {
    { "verify", 0, CLI_FLAG, offsetof(status_wishes, verify), NULL,
      "read every table and compare it with its digest", 0, 0, NULL },
    { .name = NULL },
};

static void print_status(const mf_batch *batch)
{
    mf_batch_counts counts = mf_batch_count(batch);
    double cpu = 0.0, memory = 0.0;
    char all[32];

    for (int i = 0; i < batch->n; i++) {
        const mf_batch_run *run = &batch->run[i];

        cpu += run->twin == i ? run->cpu : 0.0;
        memory = run->memory > memory ? run->memory : memory;
        if (run->twin == i && run->status == MF_RUN_MISSING && run->why[0] != '\0')
            printf("not to be trusted: point %d, replicate %d: %s\n", run->point, run->replicate,
                   run->why);
    }
    cli_batch_time(cpu, all);
    printf("points      %d\nreplicates  %d\nruns        %d different ones of %d\n", batch->n_points,
           batch->n_replicates, counts.all, batch->n);
    for (int s = 0; s < 3; s++)
        printf("%-11s %d\n", mf_run_status_words[s == 0 ? MF_RUN_DONE : s == 1 ? MF_RUN_MISSING
                                                                              : MF_RUN_FAILED],
               counts.of[s == 0 ? MF_RUN_DONE : s == 1 ? MF_RUN_MISSING : MF_RUN_FAILED]);
    printf("processors  %s\nmemory      %.0f MB a run at most\n", all, memory / 1e6);
}

static int run_status(int argc, char **argv)
{
    status_wishes values = { false };
    cli_texts folders = { 0 };
    mf_batch batch = { 0 };
    mf_batch_counts counts;
    mf_error err = { 0 };
    int status = cli_parse(&cli_batch_status, argc, argv, &values, &folders);
    mf_err code;

    if (status != CLI_GO)
        return status;
    status = cli_batch_open(&batch, folders.at[0], true, values.verify);
    if (status == 0) {
        code = mf_batch_manifest(&batch, &err);
        print_status(&batch);
        cli_batch_print_failed(&batch, 1000);
        counts = mf_batch_count(&batch);
        status = code != MF_OK ? cli_refuse(code, &err)
               : counts.of[MF_RUN_FAILED] > 0 ? mf_err_status(MF_E_PARTLY)
               : counts.of[MF_RUN_MISSING] > 0 ? mf_err_status(MF_E_AGAIN) : 0;
    }
    mf_batch_free(&batch);
    return status;
}

const cli_verb cli_batch_status = {
    .name = "batch status",
    .summary = "say what is done, missing and failed (exit status 0, 75, 4), and write DIR/manifest.csv",
    .arguments = "DIR",
    .examples = { "mixflow batch status policies", "mixflow batch status policies --verify",
                  "mixflow batch status policies > /dev/null || mixflow batch run policies", NULL },
    .least = 1,
    .most = 1,
    .options = status_options,
    .run = run_status,
};

/* ------------------------------------------------------------- merge */

typedef struct merge_wishes {
    const char *out;
    bool force, partial, quiet;
} merge_wishes;

#define AT(field) offsetof(merge_wishes, field)
static const cli_option merge_options[] = {
    { "output", 'o', CLI_FILE, AT(out), "OUT.h5", "the file (DIR/batch.h5 if not given)", 0, 0, NULL },
    { "force", 'f', CLI_FLAG, AT(force), NULL, "replace an older file", 0, 0, NULL },
    { "partial", 0, CLI_FLAG, AT(partial), NULL, "merge what is there; `present` marks what is not", 0,
      0, NULL },
    { "quiet", 'q', CLI_FLAG, AT(quiet), NULL, "say nothing but what goes wrong", 0, 0, NULL },
    { .name = NULL },
};
#undef AT

static int merge_into(mf_batch *batch, const merge_wishes *values)
{
    mf_buffer path = { 0 }, notes = { 0 };
    mf_batch_merge_how how = { .force = values->force, .partial = values->partial, .notes = &notes };
    mf_error err = { 0 };
    mf_err code;

    if (values->out != NULL)
        mf_buffer_add(&path, "%s", values->out);
    else
        mf_batch_path(batch, "", "batch", ".h5", &path);
    code = path.failed ? MF_E_NOMEM : mf_batch_merge(batch, path.text, &how, &err);
    if (code == MF_OK && !values->quiet)
        cli_say("%s: %d points x %d replicates%s%.*s", path.text, batch->n_points,
                batch->n_replicates, notes.n > 0 ? "; " : "", (int) (notes.n > 0 ? notes.n - 1 : 0),
                notes.n > 0 ? notes.text : "");
    mf_buffer_free(&notes);
    mf_buffer_free(&path);
    return code == MF_OK ? 0 : cli_refuse(code, &err);
}

static int run_merge(int argc, char **argv)
{
    merge_wishes values = { .out = NULL };
    cli_texts folders = { 0 };
    mf_batch batch = { 0 };
    int status = cli_parse(&cli_batch_merge, argc, argv, &values, &folders);

    if (status != CLI_GO)
        return status;
    status = cli_batch_open(&batch, folders.at[0], true, false); /* merging verifies */
    if (status == 0)
        status = merge_into(&batch, &values);
    mf_batch_free(&batch);
    return status;
}

const cli_verb cli_batch_merge = {
    .name = "batch merge",
    .summary = "copy all runs of a batch into one file with the axes design and replicate",
    .arguments = "DIR [-o OUT.h5]",
    .examples = { "mixflow batch merge policies -o policies.h5",
                  "mixflow batch merge policies --partial -o so-far.h5",
                  "mixflow info policies.h5", NULL },
    .least = 1,
    .most = 1,
    .options = merge_options,
    .run = run_merge,
};
