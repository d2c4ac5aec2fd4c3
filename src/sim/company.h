/* company.h — turns that wait for company: people choose side by side (model/crowd.h).
 *
 * Whoever comes to choose waits until a crowd in the same place and status is
 * full, or until no more will come; and those who have come together wait until
 * several companies have, for the code of choosing and that of all the rest are
 * each as much as a processor keeps at hand.  Nobody reads what another does in
 * a step, so waiting changes no bit. */
#ifndef MF_SIM_COMPANY_H
#define MF_SIM_COMPANY_H

#include "model/crowd.h"
#include "sim/turn.h"

enum {
    MF_COMPANIES = 4, /* in which more are waited for, at the same time */
    MF_MUSTERED = 8,  /* that have come together and wait for one another */
    MF_COMPANY_TURNS = (MF_COMPANIES + MF_MUSTERED) * (int) MF_CROWD + 1 /* all, and one under way */
};

typedef struct mf_company {
    mf_crowd crowd;          /* what they are like */
    mf_turn *turn[MF_CROWD]; /* who they are */
    mf_chosen chosen;        /* what they have taken, in the end */
} mf_company;

typedef struct mf_companies {
    mf_company *all;                  /* [MF_COMPANIES + MF_MUSTERED] */
    mf_company *at[MF_COMPANIES];     /* those that wait for more, or empty ones */
    mf_company *mustered[MF_MUSTERED]; /* the first `n_mustered` have come together; empty ones */
    int n_mustered;
    mf_turn *turns; /* [MF_COMPANY_TURNS] */
    mf_turn *idle[MF_COMPANY_TURNS]; /* a stack of those that nobody uses */
    int n_idle;
    int latest;  /* the company that was founded last */
    int longest; /* the one that has waited longest, more or less */
} mf_companies;

mf_err mf_companies_init(mf_companies *self);
void mf_companies_free(mf_companies *self);

/* A turn to be used until it is given back. */
mf_turn *mf_companies_take(mf_companies *self);
void mf_companies_give(mf_companies *self, mf_turn *turn);

/* Which of `at` is in the place and status of the turn, or empty; where there is neither, one
 * that must not wait any longer. */
int mf_companies_find(mf_companies *self, const mf_turn *turn);

/* That of `at` has come together: it is mustered, and an empty one takes its place.  True if no
 * more can be: then they must choose. */
bool mf_companies_muster(mf_companies *self, int at);

static inline bool mf_company_is(const mf_company *self, const mf_turn *turn)
{
    return self->crowd.place == turn->place && self->crowd.status == turn->status;
}

/* One more of those in a place and status, or the first. */
void mf_company_join(mf_company *self, mf_turn *turn);

#endif
