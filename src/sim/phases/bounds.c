/* Upper bounds of all that can happen to a member of each occupied class. */
#include "sim/phases.h"

#include "base/parallel.h"
#include "base/real.h"
#include "model/hazards.h"

#define WORDS 4294967296.0 /* 2^32 */

static uint32_t threshold(const mf_world *world, int cohort, int cell)
{
    const mf_cells cells = world->rules.cells;
    mf_rates rates;
    double p;

    mf_hazards(&world->view, cohort, mf_cell_place(cells, cell), mf_cell_status(cells, cell), NULL,
               &rates);
    /* a trifle more, lest rounding put a member above its class */
    p = -mf_expm1(-rates.total * world->view.years) * (1.0 + 1e-12) * WORDS;
    return p >= WORDS - 1.0 ? UINT32_MAX : (uint32_t) p;
}

static void bound_cohort(void *context, size_t cohort, int worker)
{
    mf_world *world = context;
    int cells = mf_cell_count(world->rules.cells);
    uint32_t *wake = &world->wake[cohort * (size_t) cells];
    int unborn = mf_cell_unborn(world->rules.cells);

    (void) worker;
    for (int cell = 0; cell < cells; cell++) {
        bool empty = cell == unborn || mf_world_stock(world, (int) cohort, cell) == 0;

        wake[cell] = empty ? 0
                     : world->options.dense ? UINT32_MAX
                                            : threshold(world, (int) cohort, cell);
    }
}

void mf_phase_bounds(mf_world *world)
{
    mf_parallel_for((size_t) world->scenario->cohorts.n, world->options.workers, bound_cohort,
                    world);
}
