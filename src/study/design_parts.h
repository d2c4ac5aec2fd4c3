/* design_parts.h — what the makers of designs share. */
#ifndef MF_STUDY_DESIGN_PARTS_H
#define MF_STUDY_DESIGN_PARTS_H

#include "study/design.h"

/* Makers fill what mf_design_make has allocated for the points. */
void mf_design_grid(mf_design *self, const mf_design_wish *wish);
void mf_design_one_at_a_time(mf_design *self, const mf_design_wish *wish);
void mf_design_fractional(mf_design *self, const mf_design_wish *wish);
void mf_design_walks(mf_design *self, const mf_design_wish *wish);
void mf_design_morris(mf_design *self, const mf_design_wish *wish);
mf_err mf_design_hypercube(mf_design *self, const mf_design_wish *wish, mf_error *err);
mf_err mf_design_sobol(mf_design *self, const mf_design_wish *wish, mf_error *err);
mf_err mf_design_saltelli(mf_design *self, const mf_design_wish *wish, mf_error *err);

/* Base factors that a fraction needs (its points are 2 to that); fills generators, and the
 * resolution that is reached, if they are asked for. */
int mf_design_fraction(int n_factors, int resolution, uint64_t *generator, int *reached);

static inline int *mf_design_levels_at(const mf_design *self, size_t point)
{
    return &self->level[point * (size_t) self->n_factors];
}

static inline double *mf_design_units_at(const mf_design *self, size_t point)
{
    return &self->unit[point * (size_t) self->n_factors];
}

#endif
