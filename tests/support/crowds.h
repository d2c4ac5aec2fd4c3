/* crowds.h — people of a world who choose, by themselves or side by side. */
#ifndef SUPPORT_CROWDS_H
#define SUPPORT_CROWDS_H

#include "support/worlds.h"

#include "model/choice.h"
#include "model/drift.h"

/* Somebody of a world as it would choose now. */
static inline mf_self self_of(const mf_world *world, uint32_t id)
{
    mf_cells cells = world->rules.cells;
    mf_self self = { .person = &world->people.person[id],
                     .cohort = mf_population_cohort(&world->population, id),
                     .place = mf_cell_place(cells, world->people.cell[id]),
                     .status = mf_cell_status(cells, world->people.cell[id]),
                     .savings = world->people.person[id].savings,
                     .debt = world->people.person[id].debt };

    mf_drift_drives(&world->view, self.cohort, self.place, self.status, self.person, self.drive);
    return self;
}

/* Has it entered, and is it in a place? */
static inline bool can_choose(const mf_world *world, uint32_t id)
{
    return world_has(world, id) && mf_cell_place(world->rules.cells, world->people.cell[id]) <
                                       world->rules.cells.n_places;
}

/* Fills a crowd with `n` people of one cohort, place and status; whoever was in it has left. */
static inline void gather(mf_crowd *crowd, const mf_view *view, const mf_self *const *who, int n)
{
    mf_crowd_open(crowd, view, who[0]->cohort, who[0]->place, who[0]->status);
    for (int i = 0; i < n; i++)
        mf_crowd_join(crowd, view, who[i], 0.0);
}

/* What somebody is offered who chooses alone: in lane 0. */
static inline void list_alone(const mf_view *view, const mf_self *self, mf_choice *choice)
{
    mf_crowd alone = { 0 };

    gather(&alone, view, &self, 1);
    mf_choice_list(view, &alone, choice);
}

/* The same for as many as there are lanes, who differ in nothing. */
static inline void list_alike(const mf_view *view, const mf_self *self, mf_choice *choice)
{
    const mf_self *alike[MF_CROWD];
    mf_crowd crowd = { 0 };

    for (int i = 0; i < MF_CROWD; i++)
        alike[i] = self;
    gather(&crowd, view, alike, MF_CROWD);
    mf_choice_list(view, &crowd, choice);
}

#endif
