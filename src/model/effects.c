#include "model/effects.h"

#include <stddef.h>

#include "model/scenario.h"

mf_err mf_effects_init(mf_effects *self, mf_arena *arena, const mf_scenario *scenario)
{
    size_t pairs = (size_t) scenario->countries.n * (size_t) scenario->cohorts.n;

    *self = (mf_effects){ .n_links = scenario->links.n,
                          .n_places = scenario->places.n,
                          .n_queues = scenario->legal.queues.n,
                          .n_countries = scenario->countries.n,
                          .n_cohorts = scenario->cohorts.n,
                          .n_transitions = scenario->legal.transitions.n };
    self->link = mf_arena_take(arena, (size_t) self->n_links, sizeof *self->link);
    self->place = mf_arena_take(arena, (size_t) self->n_places, sizeof *self->place);
    self->queue = mf_arena_take(arena, (size_t) self->n_queues + 1, sizeof *self->queue);
    self->country = mf_arena_take(arena, (size_t) self->n_countries, sizeof *self->country);
    self->treatment = mf_arena_take(arena, pairs, sizeof *self->treatment);
    self->cohort = mf_arena_take(arena, (size_t) self->n_cohorts, sizeof *self->cohort);
    self->transition = mf_arena_take(arena, (size_t) self->n_transitions + 1,
                                     sizeof *self->transition);
    if (self->link == NULL || self->place == NULL || self->queue == NULL ||
        self->country == NULL || self->treatment == NULL || self->cohort == NULL ||
        self->transition == NULL)
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
    for (int c = 0; c < self->n_countries; c++)
        self->country[c] = (mf_country_effects){ MF_COUNTRY_EFFECTS(X) };
    for (int i = 0; i < self->n_countries * self->n_cohorts; i++)
        self->treatment[i] = (mf_treatment_effects){ MF_TREATMENT_EFFECTS(X) };
    for (int k = 0; k < self->n_cohorts; k++)
        self->cohort[k] = (mf_cohort_effects){ MF_COHORT_EFFECTS(X) };
    for (int t = 0; t < self->n_transitions; t++)
        self->transition[t] = (mf_transition_effects){ MF_TRANSITION_EFFECTS(X) };
}

#undef X

static const size_t told[MF_N_PATHS] = {
    [MF_PATH_ASYLUM] = offsetof(mf_place_effects, told_asylum),
    [MF_PATH_LABOUR] = offsetof(mf_place_effects, told_labour),
    [MF_PATH_TRAINING] = offsetof(mf_place_effects, told_training),
    [MF_PATH_FAMILY] = offsetof(mf_place_effects, told_family),
    [MF_PATH_STUDY] = offsetof(mf_place_effects, told_study),
    [MF_PATH_EXTERNAL] = offsetof(mf_place_effects, told_external),
    [MF_PATH_NEARBY] = offsetof(mf_place_effects, told_nearby),
    [MF_PATH_RETURN_AID] = offsetof(mf_place_effects, told_return_aid),
};

double *mf_effects_told(mf_place_effects *place, int path)
{
    return (double *) (void *) ((char *) place + told[path]);
}

double mf_effects_told_of(const mf_place_effects *place, int path)
{
    return *(const double *) (const void *) ((const char *) place + told[path]);
}
