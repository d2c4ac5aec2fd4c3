/* tables_h5.h — the tables of a result as datasets of an open file.
 *
 * Large tables are cut into chunks, packed by several workers at once
 * (deflate.h) and written as they are; small ones are written whole.  Every
 * axis has its scale, and scales of the root are linked into the groups that
 * use them.  A digest of each table is taken from memory on the way. */
#ifndef MF_IO_TABLES_H5_H
#define MF_IO_TABLES_H5_H

#include "io/deflate.h"
#include "io/text_h5.h"

/* A chunk that waits to be packed and written. */
typedef struct mf_waiting_chunk {
    int table;
    hsize_t offset[MF_MOST_AXES];
} mf_waiting_chunk;

typedef struct mf_h5_tables {
    mf_tables *tables;
    hid_t file, text;            /* text: their type */
    int level;                   /* of compression; 0 none */
    hid_t dataset[MF_N_TABLES];  /* -1: not kept */
    size_t chunk[MF_N_TABLES];   /* rows of a chunk (axis after the replicate); 0: written whole */
    mf_digest digest[MF_N_TABLES];
    mf_listed listed[MF_N_TABLES]; /* what was written */
    long long raw;               /* bytes before packing */
    mf_deflate deflate;
    mf_block block[MF_BLOCKS_MOST];
    mf_waiting_chunk at[MF_BLOCKS_MOST];
    size_t waiting;
    const char *what;            /* the table that the last failure speaks of */
} mf_h5_tables;

/* Creates all datasets with their groups, scales and attributes.  The functions return
 * negative values on failure, as those of HDF5 do. */
herr_t mf_h5_tables_init(mf_h5_tables *self, hid_t file, mf_tables *tables, int workers);

/* Writes what belongs to one replicate. */
herr_t mf_h5_tables_replicate(mf_h5_tables *self, int replicate);

/* Writes the rows at hand of all axes that grow, and lets them go: whole chunks, or all. */
herr_t mf_h5_tables_rows(mf_h5_tables *self, bool all);

/* Writes what does not depend on the replicate and does not grow. */
herr_t mf_h5_tables_rest(mf_h5_tables *self);

/* Ends the digests and notes them; closes all datasets. */
herr_t mf_h5_tables_end(mf_h5_tables *self);

/* Closes what is open and frees. */
void mf_h5_tables_free(mf_h5_tables *self);

/* Bytes that tables of known size take before packing, in all replicates. */
long long mf_h5_tables_bytes(const mf_tables *tables);

#endif
