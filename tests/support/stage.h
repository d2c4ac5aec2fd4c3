/* stage.h — one person of small.cfg on a stage, whose conditions can be set by hand. */
#ifndef SUPPORT_STAGE_H
#define SUPPORT_STAGE_H

#include "support/worlds.h"

#include "model/beliefs.h"
#include "model/drift.h"

#define BENT_ON(option) "cohorts.EASTERN.inclination." option "=20.0"
#define STAYS BENT_ON("stay")

typedef struct stage {
    mf_scenario *s;
    mf_world *world;
    mf_person person;
    mf_turn turn;
    uint16_t cell;
} stage;

static inline stage *enter(stage *self, const char *const *sets, const char *place, const char *status)
{
    *self = (stage){ .s = small_read_as(1000, 60, sets) };
    self->world = world_of(self->s, 1, false);
    world_run(self->world, 1, NULL);
    self->person = somebody(self->world);
    self->person.known = 0xFF;
    self->person.savings = 1000000;
    for (int t = 0; t < MF_N_TOPICS; t++)
        mf_belief_set(&self->person, t, t >= MF_TOPIC_PRICE ? 1.0 : 0.1, 0.5);
    self->cell = (uint16_t) mf_cell(self->world->rules.cells, place_of(self->s, place),
                                    status_of(self->s, status));
    return self;
}

static inline mf_turn *play(stage *self)
{
    mf_cells cells = self->world->rules.cells;

    turn_of(&self->turn, self->world, cohort_of(self->s, "EASTERN"),
            mf_cell_place(cells, self->cell), mf_cell_status(cells, self->cell), &self->person);
    mf_turn_settle(&self->turn);
    return &self->turn;
}

static inline void leave(stage *self)
{
    world_close(self->world);
}

static inline int64_t ledger(const stage *self, int entry)
{
    return *mf_tally_money(self->turn.tally, entry, self->turn.cohort);
}

static inline bool has_happened(const mf_turn *turn, int event)
{
    for (int i = 0; i < turn->n_happened; i++)
        if (turn->happened[i].event == event)
            return true;
    return false;
}

static inline void assert_is(const stage *self, const char *place, const char *status)
{
    assert_int_equal(self->turn.place, place_of(self->s, place));
    assert_int_equal(self->turn.status, status_of(self->s, status));
}

#endif
