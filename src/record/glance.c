#include "record/glance.h"

mf_err mf_glance_init(mf_glance *self, const mf_world *world)
{
    return mf_tally_init(&self->tally, world->scenario, mf_cell_count(world->rules.cells));
}

void mf_glance_free(mf_glance *self)
{
    mf_tally_free(&self->tally);
}

void mf_glance_at(mf_glance *self, const mf_world *world, uint32_t id, int cohort,
                  double share[MF_N_MOTIVES], int64_t *savings, int64_t *debt)
{
    const mf_person *person = &world->people.person[id];
    mf_turn *turn = &self->turn;

    if (person->seen == world->view.step) { /* nothing has drifted since */
        for (int m = 0; m < MF_N_MOTIVES; m++)
            turn->drive[m] = mf_drift_decode(person->drive[m]);
        turn->savings = person->savings;
        turn->debt = person->debt;
    } else {
        mf_turn_open(turn, &world->view, &self->tally, id, cohort, world->people.cell[id],
                     world->people.due[id], person);
    }
    mf_drift_shares(turn->drive, share);
    *savings = turn->savings;
    *debt = turn->debt;
}
