#include "sim/stretches.h"

/* How many chunks are joined at most. */
static size_t joined(size_t chunks, int workers)
{
    size_t joined = MF_MOST_JOINED;

    while (workers > 1 && joined > 1 && chunks < joined * (size_t) workers * MF_LEAST_SHARE)
        joined /= 2;
    return joined;
}

mf_err mf_stretches_init(mf_stretches *self, mf_arena *arena, const mf_population *population,
                         int workers)
{
    size_t most = joined(population->n_chunks, workers);

    *self = (mf_stretches){ .people = most * MF_CHUNK };
    self->at = mf_arena_take(arena, population->n_chunks + 1, sizeof *self->at);
    if (self->at == NULL)
        return MF_E_NOMEM;
    for (size_t c = 0; c < population->n_chunks; c++) {
        mf_stretch *last = self->n > 0 ? &self->at[self->n - 1] : NULL;

        if (last == NULL || last->n == most || last->people.cohort != population->chunk[c].cohort)
            self->at[self->n++] = (mf_stretch){ population->chunk[c], c, 1 };
        else {
            last->people.end = population->chunk[c].end;
            last->n++;
        }
    }
    return MF_OK;
}
