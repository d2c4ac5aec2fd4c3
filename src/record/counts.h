/* counts.h — who is where, and what happened in between: tables from integer counts. */
#ifndef MF_RECORD_COUNTS_H
#define MF_RECORD_COUNTS_H

#include "record/table.h"
#include "sim/world.h"

typedef struct mf_counts {
    size_t row;               /* the next row of time */
    int64_t *flow, *happened; /* as in the tally, since the last row */
    int64_t *money;           /* cents */
    int64_t *served;          /* [queue][cohort] as it stood at the last row */
    double *waited;           /* [queue] as it stood at the last row */
    int64_t *spent;           /* [intervention][part of its cost] as it stood at the last row, cents */
} mf_counts;

mf_err mf_counts_init(mf_counts *self, const mf_scenario *scenario);
void mf_counts_free(mf_counts *self);

/* Starts a replicate: the first row is the world before its first step. */
void mf_counts_begin(mf_counts *self, const mf_world *world, mf_tables *tables);

/* Adds a step, and writes a row if one is due. */
void mf_counts_step(mf_counts *self, const mf_world *world, mf_tables *tables);

#endif
