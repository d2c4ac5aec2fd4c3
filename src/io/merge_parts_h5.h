/* merge_parts_h5.h — what the two halves of merging share: looking (merge_h5.c), writing
 * (merge_write_h5.c). */
#ifndef MF_IO_MERGE_PARTS_H5_H
#define MF_IO_MERGE_PARTS_H5_H

#include "io/merge_h5.h"
#include "io/text_h5.h"

/* What becomes of a table of the runs. */
typedef enum mf_merge_way {
    MF_MERGE_NOT,   /* not there, or left out */
    MF_MERGE_ONCE,  /* the same in all runs: written once */
    MF_MERGE_BESIDE /* run beside run */
} mf_merge_way;

typedef struct mf_merge_table {
    mf_merge_way way;
    bool has_replicate;            /* its first axis in a run is the replicate, of length 1 */
    int n_axes;                    /* in a run, the replicate left out */
    hsize_t length[MF_MOST_AXES];
    size_t values;                 /* of one run */
    char said[MF_DIGEST_TEXT];     /* its digest in the first run */
    hid_t dataset;                 /* in the file */
    char *buffer;                  /* of a block of runs */
    mf_digest digest;              /* of what was written */
    bool digesting;
} mf_merge_table;

typedef struct mf_merging {
    const mf_merge_job *job;
    hid_t file, text;
    const char *first;             /* path of the first run */
    mf_merge_table table[MF_N_TABLES];
    mf_listed *listed;             /* what was written */
    size_t n_listed, room;
    int points_at_once, replicates_at_once; /* of a block */
    mf_error why;                  /* what a refusal of HDF5 is to be told as */
} mf_merging;

void mf_merge_path(int table, char path[64]);

/* Writes all that is not along runs, and makes room for what is.  Negative on failure. */
herr_t mf_merge_begin(mf_merging *self);

/* Writes the block of runs that begins there from the buffers. */
herr_t mf_merge_put(mf_merging *self, int point, int replicate, int points, int replicates);

/* Ends digests, notes what it is, marks it complete. */
herr_t mf_merge_end(mf_merging *self, char digest[MF_DIGEST_TEXT]);

#endif
