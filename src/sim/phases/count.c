#include "sim/exchange.h"
#include "sim/phases.h"

void mf_phase_count(mf_world *world)
{
    size_t classes = (size_t) world->scenario->cohorts.n *
                     (size_t) mf_cell_count(world->rules.cells);

    for (int w = 0; w < world->options.workers; w++)
        mf_tally_take(&world->tally, &world->worker[w].tally);
    mf_exchange_counts(world);
    for (size_t i = 0; i < classes; i++)
        world->stock[i] += world->tally.stock[i];
}
