#include "sim/exchange.h"
#include "sim/phases.h"

/* Brings the stocks of a block of classes up to date, and says which of them are occupied. */
static void change_block(mf_world *world, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++)
        world->stock[i] += world->tally.stock[i];
    mf_world_occupy(world, begin, end);
}

void mf_phase_count(mf_world *world)
{
    size_t classes = mf_world_classes(world);

    for (int w = 0; w < world->options.workers; w++)
        mf_tally_take(&world->tally, &world->worker[w].tally);
    mf_exchange_counts(world);
    for (size_t i = 0; i < classes; i += MF_TALLY_BLOCK) {
        size_t end = i + MF_TALLY_BLOCK < classes ? i + MF_TALLY_BLOCK : classes;

        if (mf_tally_any(&world->tally, &world->tally.stock[i], end - i))
            change_block(world, i, end);
    }
}
