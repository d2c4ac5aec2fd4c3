/* merge_h5.h — the results of many runs copied into one file, side by side.
 *
 * Tables get the axes `design` and `replicate` before those they have in a run.
 * What says something of an axis (names, units) is written once if it is the
 * same in all runs, and along the new axes if it is not.  Tables that grow by
 * rows (events, trajectories) have no place in it and stay where they are.
 *
 * Every table is compared with its digest when it is copied, its shape with that
 * of the first run, and the whole file with what was meant before it gets its
 * name: what is missing is never taken for a value. */
#ifndef MF_IO_MERGE_H5_H
#define MF_IO_MERGE_H5_H

#include <stdbool.h>

#include "base/error.h"
#include "base/text.h"
#include "record/table.h"

/* Values along `design` (a coordinate of all tables) or along (design, replicate). */
typedef struct mf_merge_column {
    const char *name, *unit, *doc;
    mf_type type;
    const void *values;  /* of texts: const char * */
    const char *flags;   /* what the values 0, 1, ... of an I8 mean, or NULL */
    bool aside;          /* differs from machine to machine: in /provenance, not of the digest */
} mf_merge_column;

typedef struct mf_merge_job {
    const char *title, *question, *plan; /* plan: its text */
    int n_points, n_replicates;
    const char *const *path;        /* [replicate][point] results; NULL: missing, to be marked */
    const mf_merge_column *along;   /* n_along columns along design */
    int n_along;
    const mf_merge_column *of_runs; /* n_of_runs columns along (design, replicate), in /manifest or /provenance */
    int n_of_runs;
} mf_merge_job;

/* Writes the file.  `notes` (may be NULL) gets a line for what was left out. */
mf_err mf_merge_h5(const mf_merge_job *job, const char *out, bool force, mf_buffer *notes,
                   mf_error *err);

#endif
