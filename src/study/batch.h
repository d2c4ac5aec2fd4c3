/* batch.h — many runs as a folder, from a plan to one file.
 *
 *     DIR/plan.cfg            the plan, as it was
 *     DIR/scenarios/NAME.cfg  each scenario in its canonical text: the folder needs nothing else
 *     DIR/points.csv          one row a run: point, replicate, id, seed, scenario, package, a column
 *                             for each factor, and the words that `mixflow run` is given
 *     DIR/batch.txt           which mixflow planned it, and digests of the files above
 *     DIR/runs/ID.h5          the results
 *     DIR/failed/ID.txt       why a run failed, and the command that repeats it
 *     DIR/manifest.csv        how it stands: written again whenever that was looked at
 *
 * The folder is the state.  A run is done when its file exists under its final
 * name and verifies; its id is made from its resolved scenario, so it can stand
 * there once only, whoever computed it, however often.  Nobody locks anything:
 * several runners in one folder, also over NFS, at worst do the same work twice.
 * Whatever is killed, the same command again does what is missing.
 *
 * The manifest has, for each run,
 *     point replicate id seed scenario package FACTOR... status digest cpu_s memory_bytes
 * with status done, missing or failed.  Values of factors are numbers, 0 and 1
 * for switches, or texts.  Points are in the order of the design (design.h),
 * within each scenario and set of packages; runs of replicate 0 come first.
 *
 * mf_batch_merge writes one file with the axes `design` (number of the point)
 * and `replicate` before those that tables have in a run: /indicators/all_years
 * (design, replicate, indicator), /outcomes/total (design, replicate, outcome)
 * and so on.  Each factor is a table of its own name along `design` and a
 * coordinate of all others, as are `scenario` and `package` where they differ.
 * Along (design, replicate): /present (1: the run is there; other values are
 * fill where it is 0), /manifest/id, seed, run_digest and, beside the digest of the
 * file because they differ from machine to machine, /provenance/cpu_s and memory_bytes. */
#ifndef MF_STUDY_BATCH_H
#define MF_STUDY_BATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diags.h"
#include "base/text.h"
#include "study/points.h"

typedef enum mf_run_status { MF_RUN_MISSING, MF_RUN_DONE, MF_RUN_FAILED } mf_run_status;
extern const char *const mf_run_status_words[];

typedef struct mf_batch_run {
    int point, replicate;
    const char *id;       /* names its file */
    const char *seed;
    const char *scenario; /* its file in DIR/scenarios */
    const char *package;  /* of the plan's sets of packages */
    const char **value;   /* [factor] as text */
    const char *order;    /* words for `mixflow run` */
    int twin;             /* first run with the same id; its own number if it is that */

    mf_run_status status; /* as it was last looked at; of a twin, that of the first */
    char digest[33];      /* of its results, if done */
    double cpu;           /* seconds of processors, if known */
    double memory;        /* bytes at the most, if known */
    char why[256];        /* if failed, or if a file is there that is not as it should be */
} mf_batch_run;

typedef struct mf_batch {
    const char *folder;
    const char *title, *question; /* of the plan */
    int n_points, n_replicates, n_factors;
    size_t block;          /* points of the design that belong together (design.h) */
    const char **factor;   /* [factor] ids */
    const char **factor_name; /* [factor] in full */
    const char **factor_setting; /* [factor] path, or "" */
    int *factor_kind;      /* [factor] mf_factor_kind */
    mf_precision precision; /* what the plan asks for */
    int n;                 /* runs: n_points * n_replicates */
    mf_batch_run *run;     /* [replicate][point] */
    mf_arena arena;
} mf_batch;

/* --- planning --- */

typedef struct mf_batch_planned {
    int points, replicates, runs; /* runs: different ones */
    bool was_there;               /* the same plan had been made already */
} mf_batch_planned;

/* Makes a plan's folder.  MF_E_SCENARIO with complaints about the plan; if the folder holds
 * another plan or one of another version, MF_E_EXISTS, and `diags` says what differs. */
mf_err mf_batch_plan(const mf_plan *plan, const char *folder, mf_batch_planned *planned,
                     mf_diags *diags, mf_error *err);

/* Opens a folder for the mixflow that planned it; what was changed since is refused with
 * MF_E_USAGE and told in `diags`. */
mf_err mf_batch_open(mf_batch *self, const char *folder, mf_diags *diags, mf_error *err);
void mf_batch_free(mf_batch *self);

/* "0.1.0 (1f2e3d)": version and revision of the mixflow that planned a folder, of any; and of this one. */
mf_err mf_batch_planner(const char *folder, mf_buffer *planner, mf_error *err);
extern const char mf_batch_planner_here[];

/* Reads what was added to the folder since it was opened: more replicates. */
mf_err mf_batch_reread(mf_batch *self, mf_error *err);

/* More replicates of every point, planned like the others. */
mf_err mf_batch_extend(mf_batch *self, int n_replicates, mf_error *err);

/* --- state --- */

/* What is done, missing and failed.  With `verify` every file is opened, read and compared with its
 * digests; without, those are opened that were not known to be done. */
void mf_batch_look(mf_batch *self, bool verify);

/* Looks at one run. */
void mf_batch_look_at(mf_batch *self, int run, bool verify);

/* Runs with different ids, by status. */
typedef struct mf_batch_counts {
    int of[3]; /* [mf_run_status] */
    int all;
} mf_batch_counts;
mf_batch_counts mf_batch_count(const mf_batch *self);

/* Writes DIR/manifest.csv. */
mf_err mf_batch_manifest(const mf_batch *self, mf_error *err);

/* The command that repeats a run, to be shown. */
void mf_batch_command(const mf_batch *self, int run, mf_buffer *out);

/* DIR/runs/ID.h5 and the like. */
void mf_batch_path(const mf_batch *self, const char *folder, const char *name, const char *end,
                   mf_buffer *path);

/* --- running --- */

typedef struct mf_batch_how {
    const char *program; /* this mixflow, whose `batch worker` does the runs (study/errands.h) */
    int jobs, threads;   /* processes at once, threads of each; 0: chosen for throughput */
    int slice, slices;   /* only each `slices`-th run, from `slice` on; slices 0: all */
    double max_time;     /* seconds; 0: no end */
    double run_limit;    /* seconds of one run; 0: none */
    double memory;       /* bytes that may be used; 0: what is free */
    bool retry;          /* failed ones, too */
    const struct mf_comm *comm; /* ranks that share the work, or NULL (par/comm.h) */
} mf_batch_how;

/* How far it is. */
typedef struct mf_batch_tally {
    int runs, done, failed, running; /* runs with different ids, of the slice */
    int done_now;                    /* computed by this call */
    int jobs, threads;               /* chosen */
    double seconds;                  /* since the start */
    double left;                     /* seconds, estimated; negative: not known */
    double cpu;    /* seconds of processors of this call: its own and all its workers', from the
                      start of each to its end */
    double useful; /* of those, what completed runs spent between the scenario read and the tables
                      full: not reading it, not checking and placing the file, not what was
                      killed or failed, nothing of this process */
    double peak;                     /* bytes of memory of one run, at the most */
} mf_batch_tally;

typedef struct mf_batch_watch {
    void *self;
    void (*progress)(void *self, const mf_batch_tally *tally);
    /* A run has failed for good. */
    void (*failed)(void *self, const mf_batch *batch, int run);
    /* Asked several times a second. */
    bool (*stopped)(void *self);
} mf_batch_watch;

/* Runs what is missing.  MF_OK: nothing is missing, though some may have failed (tally->failed);
 * MF_E_STOPPED: stopped on request or by max_time.  The batch must have been looked at. */
mf_err mf_batch_work(mf_batch *self, const mf_batch_how *how, const mf_batch_watch *watch,
                     mf_batch_tally *tally, mf_error *err);

/* --- one file --- */

typedef struct mf_batch_merge_how {
    bool force;   /* replace an older file */
    bool partial; /* missing runs are marked, not refused */
    mf_buffer *notes; /* gets a line for what was left out; or NULL */
} mf_batch_merge_how;

/* Copies all runs into one file.  Every table is compared with its digest on the way, and the file
 * with what was read at the end. */
mf_err mf_batch_merge(mf_batch *self, const char *out, const mf_batch_merge_how *how,
                      mf_error *err);

#endif
