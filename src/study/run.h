/* run.h — one scenario, run from its start to its end, once or with several seeds.
 *
 * Replicate r has seed + r and is bit for bit the run with that seed.  What
 * comes out goes to one file by the commit protocol of io/store_h5.h: either a
 * complete result stands under its name, or what stood there before.  Among
 * ranks each calls mf_run with the same scenario; the first one writes. */
#ifndef MF_STUDY_RUN_H
#define MF_STUDY_RUN_H

#include "record/outcomes.h"

typedef struct mf_run_options {
    const char *out;      /* the result; NULL: nothing is written */
    bool force;           /* replace an older result (only by a complete one) */
    int replicates;       /* 0 counts as 1 */
    int workers;          /* threads; 0: as many as the machine offers */
    bool dense, paranoid; /* as in mf_world_options */
    bool anonymous;       /* leave host and command line out of the record */
    const char *keep;     /* tables that are written (record/keep.h), or NULL: all */
    const char *command;  /* the command line for the record, or NULL */
    const mf_comm *comm;  /* the ranks that share the people of one run; NULL: alone */
} mf_run_options;

/* Who looks on; either function may be NULL. */
typedef struct mf_run_watch {
    void *self;
    /* Replicate `run` of `runs` has done `step` of `steps` and stands at `day`
     * (since 1970-01-01). */
    void (*progress)(void *self, int run, int runs, int step, int steps, int day);
    /* Asked after every step: true stops the run with MF_E_STOPPED. */
    bool (*stopped)(void *self);
} mf_run_watch;

enum { MF_PHASES_MOST = 32 };

typedef struct mf_run_summary {
    mf_outcomes outcomes;   /* to be printed; valid as long as the scenario */
    int runs, steps;        /* replicates, steps of each */
    int workers, ranks;     /* threads of each rank */
    int64_t people;         /* modelled, newcomers included, per replicate */
    int64_t woken, fired;   /* people looked at, and to whom something happened */
    int64_t events;         /* kept, in all replicates */
    double bytes_per_person;
    double seconds;         /* wall clock, all of it */
    double seconds_world;   /* drawing the people */
    double *phase;          /* [MF_PHASES_MOST] in the phases of the steps (sim/phases.h) */
    double seconds_record;  /* filling tables */
    double seconds_store;   /* writing, checking and committing them */
    long long file_bytes;   /* of the result */
    char digest[33];        /* of all results; "" if nothing was written */
} mf_run_summary;

/* Runs; `watch` may be NULL.  The summary is to be freed whatever is returned. */
mf_err mf_run(const mf_scenario *scenario, const mf_run_options *options, const mf_run_watch *watch,
              mf_run_summary *summary, mf_error *err);

void mf_run_summary_free(mf_run_summary *self);

#endif
