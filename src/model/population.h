/* population.h — synthetic people, drawn once from the cohorts.
 *
 * A cohort's people of the first day and its newcomers are mixed over the ids
 * by a fixed stride, so that settlements hold those who left, those at home
 * and those who will come of age later.  Numbers by start and by step of entry
 * are stratified: rounding is the only error.
 *
 * Who computes with others holds a share: some of the chunks that follow one
 * another.  Numbers by cohort (first, count, n_people) are of all people. */
#ifndef MF_MODEL_POPULATION_H
#define MF_MODEL_POPULATION_H

#include "model/agents.h"
#include "model/view.h"

enum { MF_CHUNK = 32768 }; /* people in one piece of parallel work; a multiple of MF_BLOCK */

typedef struct mf_chunk {
    uint32_t begin, end; /* ids; never across cohorts */
    int cohort;
} mf_chunk;

typedef struct mf_population {
    int n_cohorts;
    size_t *first;      /* [cohort + 1] first id; a multiple of MF_BLOCK */
    size_t *count;      /* [cohort] people, without the gap that fills up the last settlement */
    size_t *at_start;   /* [cohort] those of the first day */
    double **upto;      /* [cohort][step] modelled newcomers before the step, not rounded */
    uint32_t begin, end; /* ids of the share */
    uint16_t *cohort_of; /* [block of the share] */
    mf_chunk *chunk;     /* of the share */
    size_t n_chunks, first_chunk; /* first_chunk: those before the share */
    size_t n_people;     /* sum of count */
} mf_population;

/* Sizes everything from the scenario; no person is drawn yet. */
mf_err mf_population_init(mf_population *self, mf_arena *arena, const mf_scenario *scenario);

/* The same for share `rank` of `size`, as even as whole chunks allow. */
mf_err mf_population_init_share(mf_population *self, mf_arena *arena, const mf_scenario *scenario,
                                int rank, int size);

/* Chunks of a cohort, held here or not. */
size_t mf_population_chunks(const mf_population *self, int cohort);

/* Ids of a cohort that are held here and borne by somebody: *begin .. *end - 1. */
void mf_population_held(const mf_population *self, int cohort, uint32_t *begin, uint32_t *end);

/* Draws the people of one chunk; needs `people` of the share's ids. */
void mf_population_draw(const mf_population *self, const mf_view *view, size_t chunk,
                        mf_people *people);

/* Adds to a newcomer's drives what conditions give where it enters. */
void mf_population_enter(const mf_view *view, int cohort, int place, int status,
                         mf_person *person);

static inline int mf_population_cohort(const mf_population *self, uint32_t id)
{
    return self->cohort_of[(id - self->begin) / MF_BLOCK];
}

static inline bool mf_population_holds(const mf_population *self, uint32_t id)
{
    return id >= self->begin && id < self->end;
}

#endif
