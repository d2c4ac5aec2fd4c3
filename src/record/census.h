/* census.h — what people want, need, believe and own, place by place.
 *
 * Every so many steps the living are asked.  Of a cohort that has more than
 * 256 modelled people in a place, every second, fourth, ... by number is asked:
 * all settlements alike, and the same people as long as they stay.  Answers are
 * summed as integers (shares in units of 2^-20), so it does not matter who adds
 * first; means over cohorts are weighted by the persons present. */
#ifndef MF_RECORD_CENSUS_H
#define MF_RECORD_CENSUS_H

#include "record/table.h"
#include "sim/world.h"

typedef struct mf_census {
    size_t row; /* the next row of motive_time */
    int n_workers;
    size_t n;             /* sums per worker: cohorts times places */
    int64_t *present;     /* [cohort][place] modelled people alive */
    uint32_t *every;      /* [cohort][cell] one in so many is asked, less one; NOBODY */
    struct mf_sums **sum; /* [worker][cohort][place] of those asked */
} mf_census;

mf_err mf_census_init(mf_census *self, const mf_world *world);
void mf_census_free(mf_census *self);

/* Starts a replicate, whose first row is the world before its first step. */
void mf_census_begin(mf_census *self, const mf_world *world, mf_tables *tables);

/* After a step: takes a census if one is due. */
void mf_census_step(mf_census *self, const mf_world *world, mf_tables *tables);

#endif
