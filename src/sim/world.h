/* world.h — everything that moves: people, places as they stand, queues, prices.
 *
 * A world is made from a scenario, stepped by its caller, and freed.  Several
 * can live in one process, one per thread; nothing is shared but the const
 * scenario.  The bits of a world do not depend on the number of workers, nor on
 * how many ranks share its people (exchange.h). */
#ifndef MF_SIM_WORLD_H
#define MF_SIM_WORLD_H

#include "base/bits.h"
#include "model/classes.h"
#include "model/drift.h"
#include "model/population.h"
#include "model/published.h"
#include "sim/calls.h"
#include "sim/company.h"
#include "sim/done.h"
#include "sim/heads.h"
#include "sim/lines.h"
#include "sim/observer.h"
#include "sim/policy.h"
#include "sim/stretches.h"
#include "sim/tally.h"
#include "sim/turn.h"

typedef struct mf_world_options {
    int workers;   /* threads; 0: as many as the machine offers */
    bool dense;    /* compute everything for everyone: the reference engine */
    bool paranoid; /* check invariants after every step */
    uint64_t replicate; /* added to the scenario's seed */
    const mf_comm *comm; /* the ranks among which the people are split; NULL: alone */
} mf_world_options;

/* What a worker needs to itself. */
typedef struct mf_worker {
    mf_tally tally;
    mf_calls calls;  /* of the stretch at work */
    mf_turn *turn;   /* scratch of a turn by itself */
    mf_companies companies; /* turns that wait for company */
    mf_done *done;   /* [people of a stretch] what the calls have led to */
    mf_heard *heard; /* [people of a stretch] */
    mf_happening *happened; /* [people of a stretch * MF_MOST_HAPPENINGS] */
    size_t n_happened;
} mf_worker;

/* Events of one piece of work, in order. */
typedef struct mf_stream {
    mf_happening *at;
    size_t n, room;
} mf_stream;

typedef struct mf_world {
    const mf_scenario *scenario;
    mf_world_options options;
    mf_arena arena;
    mf_rules rules;
    mf_effects effects;
    mf_conditions now;
    mf_drift drift;
    mf_published published;
    mf_view view;
    mf_population population;
    mf_stretches stretches; /* its chunks, as workers work on them */
    mf_people people;
    mf_lines lines;
    mf_worker *worker;  /* [options.workers] */
    mf_tally tally;     /* of the step */
    int64_t *stock;     /* [class: cohort, cell] modelled people */
    uint64_t *occupied; /* those classes that hold anybody (base/bits.h) */
    mf_classes classes; /* what people of a cohort, place and status share in this step */
    mf_stream *log;        /* [chunk] events of people in order of id */
    mf_stream served;      /* events of the served, in order of service */
    uint32_t *served_as;   /* the how manieth service of the step each of them belongs to */
    uint32_t n_served;     /* services so far in the step, of all ranks */
    mf_heads heads;        /* among ranks: who stands first */
    int64_t *sums;         /* scratch of what is added up */
    mf_err refused;        /* what went wrong in a step */
    uint32_t *moved;    /* [chunk * MF_CHUNK] ids whose queue changes */
    size_t *n_moved;    /* [chunk] */
    mf_policy *policy;  /* [intervention] in the order of their names */
    uint8_t *called;    /* [cell] scratch of orders: may its people be chosen? */
    double *counts;     /* scratch for what is published */
    double *seconds;    /* [phase] spent in it, for the bench */
    int step, n_steps;  /* the next step, of so many */
    int64_t woken, fired; /* since the start */
} mf_world;

mf_err mf_world_init(mf_world *self, const mf_scenario *scenario, const mf_world_options *options,
                     mf_error *err);
void mf_world_free(mf_world *self);

/* Carries out one step; the observer (may be NULL) sees it before the counts are cleared. */
mf_err mf_world_step(mf_world *self, const mf_observer *observer, mf_error *err);

/* Steps that one waits in a queue at least. */
int mf_queue_least_steps(const mf_world *self, int queue);

/* Keeps the events of somebody who has been served in this step. */
void mf_world_keep_served(mf_world *self, const mf_turn *turn);

/* The class of a cohort in a cell. */
static inline size_t mf_world_class(const mf_world *self, int cohort, int cell)
{
    return (size_t) cohort * (size_t) mf_cell_count(self->rules.cells) + (size_t) cell;
}

/* Modelled people of a cohort in a cell. */
static inline int64_t mf_world_stock(const mf_world *self, int cohort, int cell)
{
    return self->stock[mf_world_class(self, cohort, cell)];
}

/* The first occupied class in [from, end); `end` if there is none. */
static inline size_t mf_world_next(const mf_world *self, size_t from, size_t end)
{
    return mf_bits_next(self->occupied, from, end);
}

/* Finds out anew which of the classes in [from, end) are occupied. */
void mf_world_occupy(mf_world *self, size_t from, size_t end);

size_t mf_world_classes(const mf_world *self);

/* Bytes of memory per modelled person, all that grows with people included, over all ranks. */
double mf_world_bytes_per_person(const mf_world *self);

/* Re-derives what is kept twice; the first promise that does not hold, or MF_OK. */
mf_err mf_world_sane(const mf_world *self, mf_error *err);

#endif
