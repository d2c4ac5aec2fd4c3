#include "sim/phases.h"

void mf_phase_conditions(mf_world *world)
{
    /* the integrals are extended with the conditions of the step that has passed */
    if (world->step > 0)
        mf_drift_to(&world->drift, world->scenario, &world->now, world->step);
    mf_conditions_at(&world->now, world->scenario, &world->effects, world->step);
    if (world->step == 0)
        mf_drift_to(&world->drift, world->scenario, &world->now, 0);
    mf_drift_earn(&world->drift, world->scenario, &world->now);
}
