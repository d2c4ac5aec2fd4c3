/* gather.h — what the ranks of a run have recorded, brought to the first, which writes.
 *
 * Sums are added up where they are (mf_comm_sum); here go rows that grow and
 * what is kept of each person.  They arrive in the order in which one rank
 * alone would have put them, so a result does not tell how many there were. */
#ifndef MF_RECORD_GATHER_H
#define MF_RECORD_GATHER_H

#include "par/comm.h"
#include "record/table.h"

typedef struct mf_gather {
    mf_bytes mine; /* what this rank sends */
    mf_blocks all;
    size_t before[MF_N_AXES]; /* rows at hand that are not new */
} mf_gather;

void mf_gather_free(mf_gather *self);

/* Rows from here on are new. */
void mf_gather_mark(mf_gather *self, const mf_tables *tables);

/* Brings the new rows of an axis to the first rank: by `order` (a uint64_t each), and for
 * equals by rank and as they come; with NULL just so.  The others keep none.  Fails everywhere
 * if it fails anywhere; `kept` is how keeping rows went here. */
mf_err mf_gather_rows(mf_gather *self, const mf_comm *comm, mf_tables *tables, mf_axis axis,
                      const mf_bytes *order, mf_err kept);

/* Brings values of all ranks, one behind the other, into `to` on the first. */
mf_err mf_gather_values(mf_gather *self, const mf_comm *comm, const void *mine, size_t bytes,
                        void *to);

#endif
