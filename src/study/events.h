/* events.h — the index of a result's stream of events: by step, and by block of people.
 *
 * Rows are in the order of replicate, step and block; the counts of a replicate
 * are held in memory, so any cohort's or person's rows are found without reading
 * those of others. */
#ifndef MF_STUDY_EVENTS_H
#define MF_STUDY_EVENTS_H

#include "io/result_h5.h"

typedef struct mf_events {
    const mf_result *from;
    int n_replicates, replicate; /* replicate: whose counts are at hand */
    size_t n_steps, n_blocks, n_cohorts;
    double *offset;     /* [step] row of the first event */
    int32_t *count;     /* [step][block] */
    double *first_person, *block_cohort; /* [block] */
    double *time;       /* [step] days since the start */
    double *cohort_first, *cohort_people; /* [cohort] */
    int start;          /* day of the first step, since 1970-01-01 */
} mf_events;

/* Refuses with MF_E_USAGE a result that keeps no events. */
mf_err mf_events_init(mf_events *self, const mf_result *from, mf_error *err);
void mf_events_free(mf_events *self);

/* Turns to a replicate; refuses with MF_E_USAGE one that is not there. */
mf_err mf_events_turn(mf_events *self, int replicate, mf_error *err);

/* The cohort of a person, -1 if nobody has the number; and the block. */
int mf_events_cohort(const mf_events *self, int32_t person);
size_t mf_events_block(const mf_events *self, int32_t person);

/* Rows of blocks [block, end) in a step: *first, and how many. */
size_t mf_events_rows(const mf_events *self, size_t step, size_t block, size_t end, size_t *first);

/* Day of a step, since 1970-01-01; of the start if the step is -1. */
int mf_events_day(const mf_events *self, int step);

#endif
