/* glance.h — one person as it stands at the end of a step, drift included. */
#ifndef MF_RECORD_GLANCE_H
#define MF_RECORD_GLANCE_H

#include "sim/world.h"

/* Scratch for one worker: looking at people counts nothing. */
typedef struct mf_glance {
    mf_turn turn;
    mf_tally tally; /* thrown away */
} mf_glance;

mf_err mf_glance_init(mf_glance *self, const mf_world *world);
void mf_glance_free(mf_glance *self);

/* Motive shares, savings and debt (cents) of somebody who is among the modelled. */
void mf_glance_at(mf_glance *self, const mf_world *world, uint32_t id, int cohort,
                  double share[MF_N_MOTIVES], int64_t *savings, int64_t *debt);

#endif
