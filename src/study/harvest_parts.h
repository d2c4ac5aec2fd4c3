/* harvest_parts.h — what the parts of a harvest share: names and results (harvest.c), and what the
 * plan says of them (harvest_plan.c). */
#ifndef MF_STUDY_HARVEST_PARTS_H
#define MF_STUDY_HARVEST_PARTS_H

#include "io/result_h5.h"
#include "study/harvest.h"
#include "study/plan.h"

/* What is at hand while it is read. */
typedef struct mf_harvesting {
    mf_harvest *to;
    const char *path;
    mf_result *file;
    mf_plan *plan;
    size_t n_all; /* points of all states */
} mf_harvesting;

/* Refusals: no memory; a table that is not as long as the plan says. */
mf_err mf_harvest_starve(mf_error *err);
mf_err mf_harvest_odd(const mf_harvesting *self, const char *table, mf_error *err);

/* Texts of one table and then of another, in the arena, with a NULL after the last. */
mf_err mf_harvest_texts(const mf_harvesting *self, const char *one, const char *two,
                        const char ***list, size_t *n, mf_error *err);

/* Who owns what is switched or varied, and what its ends are called. */
mf_err mf_harvest_factors(mf_harvesting *self, mf_error *err);

/* The design that was planned; of a list, its kind and factors alone. */
mf_err mf_harvest_design(mf_harvesting *self, mf_error *err);

/* Values of all factors at all points, once these are counted; completes the design of a list. */
mf_err mf_harvest_values(mf_harvesting *self, mf_error *err);

/* What scenarios and sets of packages are called together. */
mf_err mf_harvest_states(mf_harvesting *self, mf_error *err);

/* What owners are taken to wish for, if the plan says it. */
mf_err mf_harvest_goals(mf_harvesting *self, mf_error *err);

#endif
