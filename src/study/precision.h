/* precision.h — are there replicates enough?
 *
 * Replicate r of every point met the same luck, so a point is compared with the
 * base point replicate by replicate; the standard error of the mean difference
 * falls with the square root of the number of pairs.  The point whose error is
 * the largest decides. */
#ifndef MF_STUDY_PRECISION_H
#define MF_STUDY_PRECISION_H

#include "study/batch.h"

typedef struct mf_precision_state {
    double error;  /* the largest standard error of a paired difference to the base point */
    int point;     /* whose it is */
    int next;      /* replicates to have next; 0: enough, or no more are allowed */
    double needed; /* replicates that would do, as it looks */
} mf_precision_state;

/* Reads the measure of all runs, which must be done. */
mf_err mf_precision_look(mf_precision_state *self, const mf_batch *batch,
                         const mf_precision *wanted, mf_error *err);

#endif
