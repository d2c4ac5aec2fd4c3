/* calls.h — who is called on in a step, found before anybody acts.
 *
 * Three passes over the people of a stretch, each as wide as the registers or
 * as far ahead as the memory needs it: whose word is low enough or who has
 * something due, where a bound for all of the cohort dismisses most before
 * anybody is looked up; what happens to them, if anything; and the first words
 * those will ask for, drawn side by side.  A draw has an address, so drawing
 * it early changes no bit.  Then they are listed by where they will choose, and
 * by what calls them. */
#ifndef MF_SIM_CALLS_H
#define MF_SIM_CALLS_H

#include "base/rng.h"
#include "model/classes.h"
#include "model/population.h"

typedef struct mf_call {
    const mf_class *class;    /* NULL: not among the modelled yet */
    const mf_rate *rate;      /* what has fired; NULL: something is due */
    uint32_t id;
    uint32_t nth;             /* of the called, in the order of ids */
    uint32_t rank;            /* by the cell where somebody will most likely choose, and by what
                                 calls; behind all others, if it talks */
    uint16_t cell, due;       /* of the person, before */
    uint32_t drawn;           /* words drawn ahead: from here in mf_calls.drawn, */
    uint32_t n_drawn;         /* so many */
} mf_call;

/* Whose word is low enough, or for whom something is due. */
typedef struct mf_woken {
    uint32_t id, word;
} mf_woken;

typedef struct mf_calls {
    mf_woken *woken; /* [1 + people] from 1 on */
    mf_call *by_id;  /* [people] */
    mf_call *at;     /* [people] by rank: who meet can choose together, and who are called alike
                        do alike */
    mf_drawn *drawn; /* [2 * people] */
    size_t n, n_drawn, n_woken;
    size_t n_others; /* behind so many of `at` come the talks, after which nobody chooses */
    uint32_t *next;  /* [rank] scratch */
    uint64_t *met;   /* ranks that somebody has, as bits */
} mf_calls;

/* With room for stretches of so many people. */
mf_err mf_calls_init(mf_calls *self, mf_cells cells, size_t people);
void mf_calls_free(mf_calls *self);

/* Finds the calls of a stretch: of neighbours in one cohort. */
void mf_calls_find(mf_calls *self, const mf_view *view, const mf_people *people, mf_chunk stretch);

#endif
