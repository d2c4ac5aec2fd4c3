#include "sim/company.h"

#include <stdlib.h>

mf_err mf_companies_init(mf_companies *self)
{
    *self = (mf_companies){ .all = calloc(MF_COMPANIES + MF_MUSTERED, sizeof *self->all),
                            .turns = calloc(MF_COMPANY_TURNS, sizeof *self->turns) };
    if (self->all == NULL || self->turns == NULL) {
        mf_companies_free(self);
        return MF_E_NOMEM;
    }
    for (int i = 0; i < MF_COMPANIES; i++)
        self->at[i] = &self->all[i];
    for (int i = 0; i < MF_MUSTERED; i++)
        self->mustered[i] = &self->all[MF_COMPANIES + i];
    for (int i = 0; i < MF_COMPANY_TURNS; i++)
        mf_companies_give(self, &self->turns[i]);
    return MF_OK;
}

void mf_companies_free(mf_companies *self)
{
    free(self->all);
    free(self->turns);
    *self = (mf_companies){ 0 };
}

mf_turn *mf_companies_take(mf_companies *self)
{
    return self->idle[--self->n_idle];
}

void mf_companies_give(mf_companies *self, mf_turn *turn)
{
    self->idle[self->n_idle++] = turn;
}

static bool waits(const mf_company *company, const mf_turn *turn)
{
    return company->crowd.n > 0 && mf_company_is(company, turn);
}

int mf_companies_find(mf_companies *self, const mf_turn *turn)
{
    int empty = -1;

    if (waits(self->at[self->latest], turn))
        return self->latest;
    for (int i = 0; i < MF_COMPANIES; i++) {
        if (waits(self->at[i], turn))
            return i;
        empty = self->at[i]->crowd.n == 0 && empty < 0 ? i : empty;
    }
    if (empty < 0) {
        empty = self->longest;
        self->longest = (self->longest + 1) % MF_COMPANIES;
    }
    return self->latest = empty;
}

bool mf_companies_muster(mf_companies *self, int at)
{
    mf_company *company = self->at[at];

    self->at[at] = self->mustered[self->n_mustered];
    self->mustered[self->n_mustered++] = company;
    return self->n_mustered == MF_MUSTERED;
}

void mf_company_join(mf_company *self, mf_turn *turn)
{
    if (self->crowd.n == 0)
        mf_crowd_open(&self->crowd, turn->view, turn->cohort, turn->place, turn->status);
    self->turn[self->crowd.n] = turn;
    mf_turn_join(turn, &self->crowd);
}
