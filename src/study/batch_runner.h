/* batch_runner.h — what there is to do of a batch, and what has become of it; shared by the runner
 * (batch_runner.c) and its crew of processes (batch_crew.c). */
#ifndef MF_STUDY_BATCH_RUNNER_H
#define MF_STUDY_BATCH_RUNNER_H

#include "study/batch.h"
#include "study/farm.h"

typedef struct mf_runner {
    mf_batch *batch;
    const mf_batch_how *how;
    const mf_batch_watch *watch;
    mf_batch_tally *tally;
    int *todo, n_todo;  /* runs in the order of starting */
    mf_farm farm;       /* hands out numbers of todo */
    int cores;
    double peak;        /* bytes of a run, at the most so far */
    double started;     /* on mf_parallel_clock */
    double own;         /* seconds of processors this process had used then */
    int failed_now;
    bool stopping;      /* on request, or for want of time */
} mf_runner;

/* Is it to be ended?  Once it is, it stays so. */
bool mf_runner_is_stopped(mf_runner *self);

/* Says how far it is. */
void mf_runner_tell(mf_runner *self);

/* The next run that is still missing, or -1: others may have done it meanwhile. */
int mf_runner_next(mf_runner *self);

/* A run is there: looked at, counted, and no more among the failed.  False if it is not. */
bool mf_runner_take(mf_runner *self, int run);

/* Notes why a run failed, for good, with the command that repeats it and what was said. */
void mf_runner_fail(mf_runner *self, int run, const char *why, const char *said);

/* Does it all with tally->jobs processes. */
mf_err mf_crew_work(mf_runner *self, mf_error *err);

#endif
