#include "model/crowd.h"

#include "model/beliefs.h"
#include "model/classes.h"

int64_t mf_self_means(const mf_view *view, const mf_self *self)
{
    const mf_cohort *cohort = &mf_cohorts(view->scenario)[self->cohort];
    double kin = self->person->kin != MF_NOWHERE;
    double lends = cohort->credit + kin * view->scenario->money.kin_credit;
    int64_t left = (int64_t) (lends * 100.0) - self->debt;

    return self->savings + (left > 0 ? left : 0);
}

void mf_crowd_open(mf_crowd *self, const mf_view *view, int cohort, int place, int status)
{
    int cell = mf_cell(view->rules->cells, place, status);
    const mf_outset *at_hand = mf_classes_outset(view->classes, cohort, cell);

    self->cohort = cohort;
    self->place = place;
    self->status = status;
    self->n = 0;
    self->in_debt = 0;
    for (int path = 0; path < MF_N_PATHS; path++)
        self->knows[path] = 0;
    self->outset = at_hand != NULL ? at_hand : &self->on_the_spot;
    if (at_hand == NULL)
        mf_outset_of(view, cohort, place, status, &self->on_the_spot);
}

void mf_crowd_join(mf_crowd *self, const mf_view *view, const mf_self *who, double uniform)
{
    const mf_person *person = who->person;
    int i = self->n++;
    mf_some one = (mf_some) (1u << i);

    self->person[i] = person;
    for (int k = 0; k < MF_N_MOTIVES; k++)
        self->drive[k][i] = who->drive[k];
    for (int t = 0; t < MF_N_TOPICS; t++)
        self->belief[t][i] = mf_belief(person, t);
    self->uniform[i] = uniform;
    self->skill[i] = mf_person_skill(person);
    self->kin[i] = person->kin;
    self->means[i] = mf_self_means(view, who);
    self->unpaid[i] = (person->flags & MF_FLAG_PAID) != 0 ? 0 : -1;
    self->all_ahead[i] = mf_person_pays_ahead(person) ? -1 : 0;
    self->in_debt |= (mf_some) ((who->debt > 0) << i);
    for (int path = 0; path < MF_N_PATHS; path++)
        self->knows[path] |= (person->known >> path & 1) != 0 ? one : 0;
}
