/* text_h5.h — small things that all users of HDF5 here need: texts as
 * variable-length UTF-8, attributes, silence, and the system's own reason. */
#ifndef MF_IO_TEXT_H5_H
#define MF_IO_TEXT_H5_H

#include <hdf5.h>

#include "base/digest.h"
#include "base/error.h"
#include "record/table.h"

/* While quiet, HDF5 prints nothing; to be restored by the same caller. */
typedef struct mf_quiet {
    H5E_auto2_t print;
    void *to;
} mf_quiet;

mf_quiet mf_h5_quiet(void);
void mf_h5_restore(mf_quiet before);

/* The errno that the last failed call met, or 0. */
int mf_h5_errno(void);

/* Begins a file: the same content gives the same bytes, links and attributes keep the order in
 * which they were made, and HDF5 1.8 can read it.  Negative on failure. */
hid_t mf_h5_create(const char *path);

/* Makes a group of the root unless it is there ("": the root). */
herr_t mf_h5_make_group(hid_t file, const char *name);

/* Properties of a new dataset; to be closed by the caller. */
hid_t mf_h5_layout(void);

/* The type of our texts; to be closed by the caller. */
hid_t mf_h5_text_type(void);

/* The type of values in memory and in the file (`text` stands for texts). */
hid_t mf_h5_type(mf_type type, hid_t text);

/* Write and read n values of a type, H5S_ALL or a part of a dataset.  (For each transfer of texts,
 * however few, HDF5 would clear a megabyte.) */
herr_t mf_h5_write(hid_t dataset, mf_type type, hid_t text, size_t n, hid_t memory, hid_t space,
                   const void *values);
herr_t mf_h5_read(hid_t dataset, mf_type type, hid_t text, size_t n, hid_t memory, hid_t space,
                  void *values);

/* Puts a dataset of the root once more in a group; nothing to do in the root itself, or if it is
 * there. */
herr_t mf_h5_link(hid_t file, const char *name, const char *group);

/* Attributes; negative on failure. */
herr_t mf_h5_put_text(hid_t object, const char *name, const char *text);
herr_t mf_h5_put_array(hid_t object, const char *name, hid_t type, size_t n, const void *values);
herr_t mf_h5_put_int(hid_t object, const char *name, int value);
herr_t mf_h5_put_real(hid_t object, const char *name, double value);

/* A dataset of one text, of any length. */
herr_t mf_h5_put_long_text(hid_t group, const char *name, const char *text);

/* A text attribute, to be freed by the caller; NULL if there is none. */
char *mf_h5_get_text(hid_t object, const char *name);

/* What a digest of all results is made of: tables by their path in order of bytes, each with
 * its type, its shape and the digest of its bytes.  Tables of interventions are left out: what
 * they did is in all the others, what they cost in the indicators, and one that never acted
 * leaves the results of a world without it. */
typedef struct mf_listed {
    char path[128];
    mf_type type;
    int n_axes;
    hsize_t length[MF_MOST_AXES];
    char digest[MF_DIGEST_TEXT];
} mf_listed;

/* Sorts the list and writes the digest of all. */
void mf_h5_digest_all(mf_listed *list, size_t n, char digest[MF_DIGEST_TEXT]);

/* Adds values to a digest: texts with their ends, all else byte by byte. */
void mf_h5_digest_add(mf_digest *digest, mf_type type, const void *values, size_t n);

#endif
