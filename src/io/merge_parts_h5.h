/* merge_parts_h5.h — what the parts of merging share: looking (merge_h5.c), writing
 * (merge_write_h5.c), one dataset of the merged file (merge_dataset_h5.c). */
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

/* --- writing; all negative on failure --- */

/* Writes all that is not along runs, and makes room for what is. */
herr_t mf_merge_begin(mf_merging *self);

/* Writes the block of runs that begins there from the buffers. */
herr_t mf_merge_put(mf_merging *self, int point, int replicate, int points, int replicates);

/* Ends digests, notes what it is, marks it complete. */
herr_t mf_merge_end(mf_merging *self, char digest[MF_DIGEST_TEXT]);

/* --- one dataset --- */

/* Makes it, cut into the given chunk (NULL: written whole). */
hid_t mf_merge_create(const mf_merging *self, const char *path, mf_type type, int n_axes,
                      const hsize_t *length, const hsize_t *chunk);

/* Copies what a dataset of a run says of itself, but what the file has of its own. */
herr_t mf_merge_copy_attributes(hid_t from, hid_t to);

/* Names of the axes of a table, with the new ones before them if it stands beside others. */
herr_t mf_merge_axes(const mf_merging *self, hid_t dataset, int table);

/* The names of all columns along design, and what the table named in its run (`from`, or -1);
 * `present` marks everything but itself. */
herr_t mf_merge_coordinates(const mf_merging *self, hid_t dataset, hid_t from, bool present);

/* Gives an axis its scale, which is found in the group, too. */
herr_t mf_merge_attach(hid_t file, hid_t dataset, const char *scale, unsigned axis,
                       const char *group);

/* Puts what all tables have along design once more in a group. */
herr_t mf_merge_link_columns(const mf_merging *self, const char *group);

/* Lists a dataset with its digest; or computes that of its values, notes it and lists it. */
herr_t mf_merge_list(mf_merging *self, const char *path, mf_type type, int n_axes,
                     const hsize_t *length, const char *digest);
herr_t mf_merge_digest(mf_merging *self, hid_t dataset, const char *path, mf_type type, int n_axes,
                       const hsize_t *length, const void *values);

#endif
