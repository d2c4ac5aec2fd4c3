/* lines.h — waiting in line: capacity, priority, service time, beds.
 *
 * Each queue has a line per priority class.  In a line people stand in the
 * order of the step in which they joined and, within a step, of an addressed
 * key: never of array position.  Capacity is in persons: a modelled person
 * uses up its weight; what is left over carries on while somebody waits. */
#ifndef MF_SIM_LINES_H
#define MF_SIM_LINES_H

#include "base/fetch.h"
#include "model/agents.h"
#include "model/population.h"
#include "model/view.h"

enum { MF_N_CLASSES = 3 };

typedef struct mf_line {
    uint32_t head, tail; /* ids; MF_NOBODY when empty */
} mf_line;

#define MF_NOBODY UINT32_MAX

typedef struct mf_queue_state {
    mf_line line[MF_N_CLASSES]; /* of the people held here */
    int64_t *here;    /* [cohort] those of them who wait */
    int64_t *waiting; /* [cohort] modelled people of all ranks, as last counted; alone: `here` */
    int64_t *served;  /* [cohort] people served since the start */
    int32_t *waits;   /* [cohort][steps waited] people served since the start */
    int oldest;       /* step in which the one who waits longest joined; MF_NEVER: nobody waits */
    double credit;    /* persons that may still be served */
    double in_beds;   /* persons in its beds, while it serves */
    int told_class;   /* among ranks: the next of those held here of whom the others do not know, */
    uint32_t told;    /* in that class */
    double served_now; /* persons served in this step */
    double waited;    /* sum of years waited by the served, in persons, since last asked */
} mf_queue_state;

/* Somebody who joins in this step. */
typedef struct mf_joiner {
    uint64_t order; /* class, then addressed key */
    uint32_t person;
    uint16_t queue;
} mf_joiner;

typedef struct mf_lines {
    int n, n_waits; /* n_waits: steps one can wait, and one more */
    mf_queue_state *state;
    mf_joiner *joiner, *spare; /* those of this step, and room to sort them */
    size_t n_joiners, room;
    uint16_t *batch;   /* [id] among ranks: how many had been let in before in the step of joining */
    uint16_t n_batches;
    size_t first;      /* id */
} mf_lines;

/* For ids from `first` on; `alone`: nobody else holds more. */
mf_err mf_lines_init(mf_lines *self, const mf_scenario *scenario, size_t first, size_t n_people,
                     bool alone);
void mf_lines_free(mf_lines *self);

enum { MF_LINES_AHEAD = 8 }; /* people who are fetched ahead of their turn */

/* Fetches somebody's record and place in line, ahead of their use: people who join or leave a
 * queue are strewn over all memory, and waiting for it is most of what a queue costs. */
static inline void mf_lines_fetch(const mf_people *people, uint32_t id)
{
    mf_fetch_own(&people->person[id]);
    mf_fetch_own(&people->prev[id]);
    mf_fetch_own(&people->next[id]);
    mf_fetch(&people->cell[id]);
}

/* The same of those who stand before and behind, once the place in line is at hand. */
static inline void mf_lines_fetch_beside(const mf_people *people, uint32_t id)
{
    uint32_t before = people->prev[id], after = people->next[id];

    if (before != MF_NOBODY)
        mf_fetch_own(&people->next[before]);
    if (after != MF_NOBODY)
        mf_fetch_own(&people->prev[after]);
}

/* Takes a person out of the queue it stands in, if any. */
void mf_lines_leave(mf_lines *self, mf_people *people, int cohort, uint32_t id);

/* Remembers that a person joins the queue of its cell; no effect without one. */
void mf_lines_join(mf_lines *self, const mf_view *view, const mf_people *people, int cohort,
                    uint32_t id);

/* Lets all who joined in this step stand in line. */
void mf_lines_line_up(mf_lines *self, const mf_view *view, mf_people *people,
                       const mf_population *population);

/* Among ranks: where somebody who waits stands in the lines of all, the smallest first. */
uint64_t mf_lines_order(const mf_lines *self, const mf_view *view, int class, uint32_t id,
                        const mf_person *person);

/* People of a cohort served since the start, by the steps they waited. */
static inline int32_t *mf_lines_waits(const mf_lines *self, int queue, int cohort)
{
    return &self->state[queue].waits[(size_t) cohort * (size_t) self->n_waits];
}

/* Persons waiting in a queue. */
double mf_lines_waiting(const mf_lines *self, const mf_scenario *scenario, int queue);

#endif
