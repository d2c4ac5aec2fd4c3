/* glance.h — one person as it stands at the end of a step, drift included. */
#ifndef MF_RECORD_GLANCE_H
#define MF_RECORD_GLANCE_H

#include "sim/world.h"

typedef struct mf_glance {
    double share[MF_N_MOTIVES];
    int64_t savings, debt; /* cents */
} mf_glance;

/* Looks at somebody who is among the modelled, and stores nothing. */
mf_glance mf_glance_at(const mf_world *world, uint32_t id, int cohort);

#endif
