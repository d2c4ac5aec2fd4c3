/* observer.h — how others watch a world without the world knowing them. */
#ifndef MF_SIM_OBSERVER_H
#define MF_SIM_OBSERVER_H

#include "base/error.h"

struct mf_world;

typedef struct mf_observer {
    void *self;
    /* After each step, before its counts are cleared. */
    mf_err (*step)(void *self, const struct mf_world *world, mf_error *err);
} mf_observer;

#endif
