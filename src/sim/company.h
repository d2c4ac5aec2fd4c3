/* company.h — turns that wait for company: people choose side by side (model/crowd.h).
 *
 * Whoever comes to choose waits until a crowd in the same place and status is
 * full, or until no more will come.  Nobody reads what another does in a step,
 * so waiting changes no bit. */
#ifndef MF_SIM_COMPANY_H
#define MF_SIM_COMPANY_H

#include "model/crowd.h"
#include "sim/turn.h"

enum {
    MF_COMPANIES = 8, /* that wait at the same time */
    MF_COMPANY_TURNS = MF_COMPANIES * (int) MF_CROWD + 1 /* as many as can wait, and one under way */
};

typedef struct mf_company {
    mf_turn *turn[MF_CROWD];
    int n;
} mf_company;

typedef struct mf_companies {
    mf_company at[MF_COMPANIES];
    mf_turn *turns; /* [MF_COMPANY_TURNS] */
    mf_turn *idle[MF_COMPANY_TURNS]; /* a stack of those that nobody uses */
    int n_idle;
    mf_crowd crowd; /* scratch of those who choose now */
    int latest;  /* the company that was founded last */
    int longest; /* the one that has waited longest, more or less */
} mf_companies;

mf_err mf_companies_init(mf_companies *self);
void mf_companies_free(mf_companies *self);

/* A turn to be used until it is given back. */
mf_turn *mf_companies_take(mf_companies *self);
void mf_companies_give(mf_companies *self, mf_turn *turn);

/* A company in the place and status of the turn, or an empty one; where there is neither, one
 * that must not wait any longer. */
mf_company *mf_companies_of(mf_companies *self, const mf_turn *turn);

static inline bool mf_company_is(const mf_company *self, const mf_turn *turn)
{
    return self->turn[0]->place == turn->place && self->turn[0]->status == turn->status;
}

#endif
