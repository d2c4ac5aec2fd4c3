/* indicators_watch.h — watches a world and counts what indicators are made of.
 *
 * For everybody a short note is kept of how they stood after their last event,
 * so that time lived in a state is counted by adding and subtracting people
 * when something happens to them, never by asking everybody.  Time is counted
 * by the state at the end of each step.  Once a year, and at the end, everybody
 * is looked at.  Each worker counts for itself; sums are integers: threads do
 * not matter. */
#ifndef MF_RECORD_INDICATORS_WATCH_H
#define MF_RECORD_INDICATORS_WATCH_H

#include "record/indicators.h"
#include "record/table.h"
#include "sim/world.h"

/* States in which time is counted, and others one must know of. */
enum mf_state {
    MF_STATE_HOME,       /* in the country of origin */
    MF_STATE_NEED,       /* of protection from persecution or war */
    MF_STATE_GAP,        /* in need, not effectively protected */
    MF_STATE_GAP_STRICT, /* the same where registration nearby does not count */
    MF_STATE_LIMBO,
    MF_STATE_CAPTIVE,
    MF_N_TIMED,
    MF_STATE_RETURNABLE = MF_N_TIMED,
    MF_STATE_SAFE,    /* effectively protected, in need or not */
    MF_STATE_PRESENT, /* has entered and is alive */
    MF_N_STATES
};

/* Where a person was counted among the sorted, to be found again. */
typedef struct mf_sorted_as {
    uint16_t country;
    uint8_t year, code; /* code: way (bits 0-1), need (2), mixedness (3-6), counted (7) */
} mf_sorted_as;

enum mf_past { MF_PAST_CLAIMED = 1, MF_PAST_PROTECTED = 2, MF_PAST_RETURNED = 4,
               MF_PAST_LANDED = 8 };

typedef struct mf_note {
    uint16_t cell;         /* as the world has it */
    uint16_t limbo, safe;  /* step since when, plus MF_BEFORE */
    uint16_t returned;     /* step of a return that may come undone, plus 1; 0 none */
    uint16_t from;         /* country of that return */
    uint16_t states;       /* bits of enum mf_state */
    uint8_t past;          /* bits of enum mf_past */
    mf_sorted_as channel, final;
    int16_t drive[MF_N_MOTIVES]; /* at the first departure, as in the record of a person */
} mf_note;

/* What one worker has counted. */
typedef struct mf_eye {
    mf_cube cube;    /* events; of the first worker, the sum of all in the end */
    int32_t *living; /* [timed state][country][cohort] people who came less those who went; of the
                        first worker, people now */
    int64_t *census; /* [country][cohort][count] */
} mf_eye;

typedef struct mf_sight {
    mf_cube cube;
    mf_note *note;        /* [id] */
    size_t first;         /* id */
    int32_t *living;      /* [timed state][country][cohort] people now */
    mf_eye *eye;          /* [worker] */
    int n_workers;
    bool *destination;    /* [country] has a place of arrival or destination */
    bool *to_work;        /* [queue] last stage of a path to work or training */
} mf_sight;

/* Pairs of country and cohort: the cells of a year. */
static inline size_t mf_sight_cells(const mf_sight *self)
{
    return (size_t) self->cube.n_countries * (size_t) self->cube.n_cohorts;
}

mf_err mf_sight_init(mf_sight *self, const mf_scenario *scenario);
void mf_sight_free(mf_sight *self);

/* Starts a replicate: notes how everybody stands. */
mf_err mf_sight_begin(mf_sight *self, const mf_world *world);

/* Counts a step, whose events are still in the world. */
void mf_sight_step(mf_sight *self, const mf_world *world);

/* After that: at the end of a year, and of the run, looks at everybody. */
void mf_sight_census(mf_sight *self, const mf_world *world);

/* Ends a replicate: adds up what all workers and ranks have counted. */
void mf_sight_sum(mf_sight *self, const mf_comm *comm);

/* After that: fills the tables of indicators. */
void mf_sight_end(const mf_sight *self, mf_tables *tables);

#endif
