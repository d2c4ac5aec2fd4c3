#include "record/ways.h"

#include <stdlib.h>

#include "model/agents.h"

static void note_cohorts(mf_ways *self, const mf_tables *tables)
{
    const int32_t *first = tables->data[MF_TABLE_FIRST_PERSON];
    const int32_t *people = tables->data[MF_TABLE_N_PEOPLE];

    for (int k = 0; k < self->scenario->cohorts.n; k++) {
        size_t begin = (size_t) first[k] / MF_BLOCK;
        size_t end = ((size_t) first[k] + (size_t) people[k] + MF_BLOCK - 1) / MF_BLOCK;

        self->home[k] = (int16_t) mf_places(self->scenario)[mf_cohorts(self->scenario)[k].origin].country;
        for (size_t block = begin; block < end; block++)
            self->cohort[block] = (uint16_t) k;
    }
}

mf_err mf_ways_init(mf_ways *self, const mf_tables *tables)
{
    const mf_scenario *scenario = tables->scenario;

    *self = (mf_ways){ .scenario = scenario, .n = tables->length[MF_AXIS_PERSON] };
    self->at = calloc(self->n + 1, sizeof *self->at);
    self->home = calloc((size_t) scenario->cohorts.n + 1, sizeof *self->home);
    self->cohort = calloc(self->n / MF_BLOCK + 1, sizeof *self->cohort);
    if (self->at == NULL || self->home == NULL || self->cohort == NULL) {
        mf_ways_free(self);
        return MF_E_NOMEM;
    }
    note_cohorts(self, tables);
    mf_ways_clear(self);
    return MF_OK;
}

void mf_ways_free(mf_ways *self)
{
    free(self->at);
    free(self->home);
    free(self->cohort);
    *self = (mf_ways){ 0 };
}

void mf_ways_clear(mf_ways *self)
{
    for (size_t id = 0; id < self->n; id++)
        self->at[id] = (mf_trail){ MF_NO_HUB, MF_NO_HUB, false };
}

/* The place that an event speaks of; MF_NO_HUB on the way. */
static int place_of(const mf_scenario *scenario, int where, int kind)
{
    int places = scenario->places.n;

    if (where < places)
        return where;
    return where > places && kind == MF_EVENT_ARRIVES ? mf_links(scenario)[where - places - 1].to
                                                      : MF_NO_HUB;
}

void mf_ways_follow(mf_ways *self, size_t n, const int32_t *person, const int16_t *where,
                    const int8_t *kind)
{
    for (size_t e = 0; e < n; e++) {
        mf_trail *trail = &self->at[person[e]];
        int place = place_of(self->scenario, where[e], kind[e]);
        int home = self->home[self->cohort[person[e] / MF_BLOCK]];

        trail->gone = trail->gone || kind[e] == MF_EVENT_DEPARTS;
        if (place == MF_NO_HUB || mf_places(self->scenario)[place].country == home)
            continue;
        trail->gone = true;
        trail->last = (int16_t) place;
        if (trail->first == MF_NO_HUB)
            trail->first = trail->last;
    }
}
