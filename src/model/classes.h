/* classes.h — what people of one cohort, in one place and status, have in common in a step.
 *
 * The rates of a class bound those of its members term by term: a member drops
 * the rates that do not apply to it and adds the rest in the same order, so
 * its total never exceeds that of the class. */
#ifndef MF_MODEL_CLASSES_H
#define MF_MODEL_CLASSES_H

#include "model/drift.h"
#include "model/hazards.h"
#include "model/outset.h"

typedef struct mf_class {
    int16_t place, status;
    mf_rates rates;   /* of all that can happen to a member */
    mf_pull pull;     /* on their drives */
    mf_outset outset; /* from where its members choose; */
    bool at_hand;     /* and is it known?  Not where hardly anybody will choose */
} mf_class;

enum { MF_NO_CLASS = 0xFFFF };

/* The classes that are occupied in this step; others have no slot. */
typedef struct mf_classes {
    int n_cells, n_cohorts;
    mf_class **row;  /* [cohort] slots of its occupied classes */
    int *room, *used; /* [cohort] slots there are, and those in use */
    uint16_t *slot;  /* [cohort][cell]; MF_NO_CLASS if nobody was there at the start of the step */
    uint32_t *wake;  /* [cohort][cell] a person wakes if its word is at most this */
    uint32_t *most;  /* [cohort] the largest of these */
} mf_classes;

mf_err mf_classes_init(mf_classes *self, const mf_scenario *scenario, mf_cells cells,
                       const size_t *people);
void mf_classes_free(mf_classes *self);

/* Fills the classes of a cohort that are `occupied` (bits of [cohort][cell]) by a `stock` of people,
 * and empties those that were so before.  With `dense` everybody in them wakes. */
void mf_classes_fill(mf_classes *self, const mf_view *view, int cohort, const uint64_t *occupied,
                     const int64_t *stock, bool dense);

/* NULL if nobody was there at the start of the step. */
static inline const mf_class *mf_classes_at(const mf_classes *self, int cohort, int cell)
{
    uint16_t slot = self->slot[(size_t) cohort * (size_t) self->n_cells + (size_t) cell];

    return slot == MF_NO_CLASS ? NULL : &self->row[cohort][slot];
}

/* From where people there choose; NULL if that is not at hand. */
static inline const mf_outset *mf_classes_outset(const mf_classes *self, int cohort, int cell)
{
    const mf_class *class = mf_classes_at(self, cohort, cell);

    return class != NULL && class->at_hand ? &class->outset : NULL;
}

#endif
