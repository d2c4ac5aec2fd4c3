/* harvest.h — the results of a batch, laid out for what many runs say together.
 *
 * Read from a merged batch, which holds its plan: the design is made again from
 * it, so that points, levels and quantiles are known and not guessed.  States
 * are the scenarios and sets of packages with which a plan crosses its design:
 * shocks and structural assumptions; the first is the one told of. */
#ifndef MF_STUDY_HARVEST_H
#define MF_STUDY_HARVEST_H

#include "base/arena.h"
#include "study/design.h"
#include "study/goals.h"

typedef struct mf_harvest_factor {
    const char *id, *name;      /* name in full, or what it switches, or the id */
    const char *owner, *level;  /* who decides on it, as in the kinds of interventions; "" for no policy */
    const char *low, *high;     /* its lowest and highest value as text */
} mf_harvest_factor;

typedef struct mf_harvest {
    const char *title, *question;
    const char *design_word;     /* as in the plan */
    mf_design design;            /* level and unit NULL for a list of points */
    mf_harvest_factor *factor;   /* [design.n_factors] */
    const char **value;          /* [point][factor] as text */
    double *number;              /* the same as numbers; NaN for texts */
    const char **state;          /* [state] */
    const char **measure, **unit, **doc; /* [measure], each with a NULL after the last */
    mf_results results;          /* its values lie in the arena, too */
    mf_goal *goals;              /* of the plan, ending with a NULL owner; NULL: it states none */
    size_t missing;              /* runs that are not there */
    size_t left_out;             /* replicates that lack one; if all do, none is left out and the
                                    values of missing runs are NaN */
    mf_arena arena;              /* of all but the design */
} mf_harvest;

/* Reads a merged batch.  MF_E_FORMAT if it is none. */
mf_err mf_harvest_read(mf_harvest *self, const char *path, mf_error *err);
void mf_harvest_free(mf_harvest *self);

/* Means over replicates of a measure in the first state, to be freed: [point]; NULL without memory.
 * A replicate without a value is left out. */
double *mf_harvest_means(const mf_harvest *self, size_t measure);

#endif
