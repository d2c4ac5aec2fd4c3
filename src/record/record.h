/* record.h — watches a world and fills the tables of a result.
 *
 * Pure: what becomes of the tables is another layer's business.  Between two
 * steps the rows at hand may be taken away (mf_tables_drop); between two
 * replicates, everything that belongs to one.  Among ranks each watches its own
 * people and takes part in every call; the tables fill on the first. */
#ifndef MF_RECORD_RECORD_H
#define MF_RECORD_RECORD_H

#include "record/census.h"
#include "record/counts.h"
#include "record/gather.h"
#include "record/indicators_watch.h"
#include "record/outcomes.h"
#include "record/stream.h"
#include "record/table.h"

typedef struct mf_record {
    mf_tables tables;
    mf_outcomes outcomes;
    mf_counts counts;
    mf_census census;
    mf_lives lives;
    mf_sight sight;
    mf_gather gather;
    const mf_comm *comm; /* NULL: alone */
    int replicate;  /* under way; -1 before the first */
    double seconds; /* spent here, for the bench */
} mf_record;

mf_err mf_record_init(mf_record *self, const mf_scenario *scenario, int n_replicates,
                      mf_error *err);

/* The same among ranks. */
mf_err mf_record_init_among(mf_record *self, const mf_scenario *scenario, int n_replicates,
                            const mf_comm *comm, mf_error *err);

void mf_record_free(mf_record *self);

/* Forgets all replicates, but keeps the room: the next is the first again. */
void mf_record_rewind(mf_record *self);

/* Turns to the next replicate, whose world has not yet done a step. */
mf_err mf_record_begin(mf_record *self, const mf_world *world, mf_error *err);

/* To be handed to mf_world_step. */
mf_observer mf_record_observer(mf_record *self);

/* Completes a replicate: its outcomes. */
void mf_record_end(mf_record *self);

/* Completes the result: means over replicates. */
void mf_record_finish(mf_record *self);

#endif
