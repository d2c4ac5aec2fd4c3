#include "sim/company.h"

#include <stdlib.h>

mf_err mf_companies_init(mf_companies *self)
{
    *self = (mf_companies){ .turns = calloc(MF_COMPANY_TURNS, sizeof *self->turns) };
    if (self->turns == NULL)
        return MF_E_NOMEM;
    for (int i = 0; i < MF_COMPANY_TURNS; i++)
        mf_companies_give(self, &self->turns[i]);
    return MF_OK;
}

void mf_companies_free(mf_companies *self)
{
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

mf_company *mf_companies_of(mf_companies *self, const mf_turn *turn)
{
    mf_company *empty = NULL, *latest = &self->at[self->latest];

    if (latest->n > 0 && mf_company_is(latest, turn))
        return latest;
    for (int i = 0; i < MF_COMPANIES; i++) {
        mf_company *company = &self->at[i];

        if (company->n == 0)
            empty = empty == NULL ? company : empty;
        else if (mf_company_is(company, turn))
            return company;
    }
    if (empty == NULL) {
        empty = &self->at[self->longest];
        self->longest = (self->longest + 1) % MF_COMPANIES;
    }
    self->latest = (int) (empty - self->at);
    return empty;
}
