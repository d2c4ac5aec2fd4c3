/* What the people of each occupied class have in common, and how low a word must be to wake them. */
#include "sim/phases.h"

#include "base/parallel.h"

static void fill_cohort(void *context, size_t cohort, int worker)
{
    mf_world *world = context;

    (void) worker;
    mf_classes_fill(&world->classes, &world->view, (int) cohort, world->occupied, world->stock,
                    world->options.dense);
}

void mf_phase_bounds(mf_world *world)
{
    mf_parallel_for((size_t) world->scenario->cohorts.n, world->options.workers, fill_cohort, world);
}
