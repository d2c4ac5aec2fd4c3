/* store_h5.h — a result as one HDF5 file, whole or not at all.
 *
 * While it is written the file bears the name .NAME.part.HOST.PID beside its
 * target.  Every refusal of the system sticks; at the end the file is closed,
 * brought to disk, opened again and compared with what was meant, and only
 * then renamed.  A result of the same name stays untouched until that moment.
 * HDF5 is used by one thread at a time; two stores are not to be open at once. */
#ifndef MF_IO_STORE_H5_H
#define MF_IO_STORE_H5_H

#include "base/digest.h"
#include "base/text.h"
#include "record/table.h"

/* Before any other use of HDF5 in the process, once: after an I/O error the
 * library must not clean up on its own at exit. */
mf_err mf_store_start(mf_error *err);

/* What is noted beside the results and does not count for the digest. */
typedef struct mf_provenance {
    const char *command;  /* or NULL */
    double elapsed;       /* seconds */
    const char *keep;     /* tables that are written, or NULL: all */
    double cpu;           /* seconds of processors, of all ranks */
    double memory;        /* bytes of the process, at the most; of the largest rank */
    int threads, ranks;   /* threads of each rank */
    int64_t people;          /* modelled */
    double bytes_per_person; /* of memory, while it ran */
    bool anonymous;       /* no host, no command line */
} mf_provenance;

typedef struct mf_store mf_store;

/* Begins a result at `path`.  Refuses at once if it exists (unless `force`),
 * if the folder cannot be written, or if the disk is obviously too full.
 * Sweeps away what killed runs on this host have left in the folder. */
mf_err mf_store_open(mf_store **self, const char *path, bool force, mf_tables *tables,
                     int workers, mf_error *err);

/* Writes the tables of the replicate under way. */
mf_err mf_store_replicate(mf_store *self, int replicate, mf_error *err);

/* Writes what is at hand of the tables that grow, once it fills whole blocks, and lets it go. */
mf_err mf_store_rows(mf_store *self, mf_error *err);

/* Writes all else, ends the file and puts it in place; `digest` and `bytes` tell what stands
 * there now. */
mf_err mf_store_commit(mf_store *self, const mf_provenance *provenance, char digest[MF_DIGEST_TEXT],
                       long long *bytes, mf_error *err);

/* Frees; what was not committed disappears. */
void mf_store_free(mf_store *self);

/* ------------------------------------------------------------ reading */

/* What is in a result: tables with shapes and units, provenance, sizes. */
mf_err mf_info_h5(const char *path, mf_buffer *out, mf_error *err);

/* The digest computed anew from the data; MF_E_FORMAT if it is not the one that is stored. */
mf_err mf_digest_h5(const char *path, char digest[MF_DIGEST_TEXT], mf_error *err);

/* Is every table what it was when it was written, and the result complete?  Names those that are not. */
mf_err mf_verify_h5(const char *path, mf_error *err);

/* The scenario's canonical text, for running it again. */
mf_err mf_scenario_h5(const char *path, mf_buffer *out, mf_error *err);

/* The plan of a merged batch, as it was written. */
mf_err mf_plan_h5(const char *path, mf_buffer *out, mf_error *err);

#endif
