#include "model/effects.h"

#include "model/scenario.h"

mf_err mf_effects_init(mf_effects *self, mf_arena *arena, const mf_scenario *scenario)
{
    *self = (mf_effects){ .n_links = scenario->links.n,
                          .n_places = scenario->places.n,
                          .n_queues = scenario->legal.queues.n };
    self->link = mf_arena_take(arena, (size_t) self->n_links, sizeof *self->link);
    self->place = mf_arena_take(arena, (size_t) self->n_places, sizeof *self->place);
    self->queue = mf_arena_take(arena, (size_t) self->n_queues + 1, sizeof *self->queue);
    if (self->link == NULL || self->place == NULL || self->queue == NULL)
        return MF_E_NOMEM;
    mf_effects_neutral(self);
    return MF_OK;
}

#define X(name, neutral, doc) .name = neutral,

void mf_effects_neutral(mf_effects *self)
{
    for (int l = 0; l < self->n_links; l++)
        self->link[l] = (mf_link_effects){ MF_LINK_EFFECTS(X) };
    for (int p = 0; p < self->n_places; p++)
        self->place[p] = (mf_place_effects){ MF_PLACE_EFFECTS(X) };
    for (int q = 0; q < self->n_queues; q++)
        self->queue[q] = (mf_queue_effects){ MF_QUEUE_EFFECTS(X) };
}

#undef X
