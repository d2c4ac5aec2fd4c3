/* stream.h — the stream of events, and the lives of a sample of people.
 *
 * Events stand in the order of replicate, step and block of people; within a
 * block people in order of number, then those served in order of service.  A
 * block is a piece of parallel work (MF_CHUNK), so its events are at hand
 * together, and counting them makes an index by step and by person that costs
 * next to nothing. */
#ifndef MF_RECORD_STREAM_H
#define MF_RECORD_STREAM_H

#include "record/table.h"
#include "sim/world.h"

typedef struct mf_lives {
    uint8_t *marks;    /* [id] is the trajectory kept? has the person ever departed? */
    int64_t *departed; /* [cohort] first departures in this step */
    size_t first;        /* id */
    size_t *first_block; /* [cohort] among the blocks of all ranks */
    int32_t *count;      /* [block] events in this step; blocks of this rank */
    size_t *row;         /* [block] at which its next event goes */
    int32_t *leavers;    /* [block] first departures in this step, but for those served */
    bool *sampled;       /* [block] has anything happened to somebody whose trajectory is kept? */
    mf_bytes order;      /* among ranks: where each moment of this step belongs, a uint64_t */
} mf_lives;

mf_err mf_lives_init(mf_lives *self, const mf_world *world);
void mf_lives_free(mf_lives *self);

/* Starts a replicate: draws the sample and writes down how it stands. */
mf_err mf_lives_begin(mf_lives *self, const mf_world *world, int replicate, mf_tables *tables);

/* Appends the events of a step and the moments of those in the sample, and counts those who
 * leave for the first time. */
mf_err mf_lives_step(mf_lives *self, const mf_world *world, int replicate, mf_tables *tables);

/* Where the events of a step stand: those from row `before` on at hand, so many of each block of
 * all ranks (`count`). */
void mf_lives_index(const mf_world *world, size_t before, const int32_t *count, mf_tables *tables);

#endif
