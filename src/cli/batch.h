/* batch.h — what the verbs of `mixflow batch` share. */
#ifndef MF_CLI_BATCH_H
#define MF_CLI_BATCH_H

#include "cli/cli.h"
#include "par/comm.h"
#include "study/batch.h"

extern const cli_verb cli_batch_plan, cli_batch_run, cli_batch_status, cli_batch_retry,
    cli_batch_merge, cli_batch_slurm, cli_batch_worker;

/* How runs are made, as far as the command line says; NOT given is 0 or NULL. */
typedef struct cli_batch_wishes {
    const char *out, *slice, *max_time, *run_limit, *precision;
    bool quiet, force, partial;
    int64_t jobs, threads;
    double memory; /* GB */
    int progress;
} cli_batch_wishes;

/* Reads and checks a plan; complaints go to stderr.  0, or the exit status. */
int cli_batch_read_plan(const char *file, mf_plan **plan);

/* Makes the folder and says what it holds. */
int cli_batch_make(const mf_plan *plan, const char *folder, bool quiet);

/* Plans, runs and merges; `merged` (may be NULL) gets the path of the file. */
int cli_batch_do(const char *file, const cli_batch_wishes *wishes, mf_buffer *merged);

/* Opens a folder; with `look`, also what stands in it. */
int cli_batch_open(mf_batch *batch, const char *folder, bool look, bool verify);

/* Runs what is missing, adds replicates if precision is asked for, and says how it ended. */
int cli_batch_work(mf_batch *batch, const cli_batch_wishes *wishes, bool retry);

/* Says which runs failed and how to repeat them; at most so many. */
void cli_batch_print_failed(const mf_batch *batch, int most);

/* 90, 90s, 15m, 2h, 1:30:00 in seconds; negative if it is no time. */
double cli_batch_seconds(const char *text);

/* 1:30 and the like. */
void cli_batch_time(double seconds, char text[32]);

#endif
