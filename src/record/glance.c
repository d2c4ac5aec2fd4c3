#include "record/glance.h"

mf_glance mf_glance_at(const mf_world *world, uint32_t id, int cohort)
{
    const mf_person *person = &world->people.person[id];
    mf_glance glance;
    mf_turn turn;

    if (person->seen == world->view.step) { /* nothing has drifted since */
        for (int m = 0; m < MF_N_MOTIVES; m++)
            turn.drive[m] = mf_drift_decode(person->drive[m]);
        turn.savings = person->savings;
        turn.debt = person->debt;
    } else {
        mf_turn_open(&turn, &world->view, NULL, id, cohort, world->people.cell[id],
                     world->people.due[id], person);
        mf_turn_settle(&turn);
    }
    mf_drift_shares(turn.drive, glance.share);
    glance.savings = turn.savings;
    glance.debt = turn.debt;
    return glance;
}
