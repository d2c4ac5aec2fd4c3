/* read_h5.h — results read back: what is in them, and whether it is what was written. */
#ifndef MF_IO_READ_H5_H
#define MF_IO_READ_H5_H

#include "base/text.h"
#include "io/result_h5.h"
#include "io/text_h5.h"

/* A table as it is found in a file. */
typedef struct mf_found {
    mf_listed listed; /* its digest computed anew, "" if it was not read */
    char said[MF_DIGEST_TEXT]; /* the digest that is stored with it */
    long long bytes;  /* before packing */
    long long packed; /* in the file */
    haddr_t address;
    char *unit, *doc; /* or NULL */
    mf_axis_name axis[MF_MOST_AXES]; /* names of the axes, "" if they have no scale */
} mf_found;

typedef struct mf_findings {
    size_t n, room;
    mf_found *at;
} mf_findings;

/* Opens a complete result for reading. */
mf_err mf_h5_open(const char *path, hid_t *file, mf_error *err);

/* Lists the tables of an open file by the name under which each lives, and no more. */
mf_err mf_h5_list(hid_t file, mf_findings *findings, mf_error *err);

/* Fills in type and shape; false if it is not one of our tables. */
bool mf_h5_measure(hid_t dataset, mf_found *found);

/* Names of the axes of a dataset: of their scales, "" where there is none. */
void mf_h5_axes(hid_t dataset, mf_axis_name names[MF_MOST_AXES]);

/* Values in one row, along the first axis. */
size_t mf_h5_row_values(const mf_listed *listed);

/* Reads rows into `values`, of the type listed; they count for the digest.  Texts count and are
 * let go. */
bool mf_h5_read_rows(hid_t dataset, const mf_listed *listed, hsize_t first, hsize_t rows,
                     void *values, mf_digest *digest);

/* Lists the tables of an open file and computes the digests of those up to `most` bytes;
 * `described`: with their units, meanings and names of axes. */
mf_err mf_h5_find(hid_t file, long long most, bool described, mf_findings *findings,
                  mf_error *err);
void mf_h5_findings_free(mf_findings *findings);

/* Opens a file that was just closed and compares: complete, the digest of all as `meant`,
 * tables up to `most` bytes by their own digest.  MF_E_FORMAT names all that differs. */
mf_err mf_h5_read_back(const char *path, long long most, const char *meant, mf_error *err);

#endif
