/* choice.h — aspiration, ability, choice.
 *
 * First the options that are known and lawful are valued; then ability is
 * asked for: money and credit, eligibility, an open window.  If the best of
 * all is out of reach for want of money the person is involuntarily immobile.
 * Among those within reach a nested logit chooses.  Only the next leg of a
 * journey is carried out; plans are made anew at every place. */
#ifndef MF_MODEL_CHOICE_H
#define MF_MODEL_CHOICE_H

#include "base/wide.h"
#include "model/agents.h"
#include "model/horizon.h"
#include "model/outset.h"

enum {
    MF_MOST_ALTERNATIVES = 56, /* whole lanes, with one to spare */
    MF_MOST_INSIDE = 18 /* links out of a place to others in its country */
};

_Static_assert((int) MF_MOST_INSIDE + (int) MF_MOST_TARGETS + (int) MF_N_OPTIONS - 2 <=
               (int) MF_MOST_ALTERNATIVES - (int) MF_LANES, "moves inside, destinations and all other options fit");

/* A person as it is now, drift brought up to date. */
typedef struct mf_self {
    const mf_person *person;
    const mf_outset *outset; /* of the cohort, place and status; NULL: not at hand */
    int cohort, place, status;
    double drive[MF_N_MOTIVES];
    int64_t savings, debt; /* cents */
} mf_self;

typedef struct mf_alternative {
    int16_t option;
    int16_t target; /* row of mf_published.way; for a move inside the country the link; or -1 */
} mf_alternative;

/* Alternatives from .. to - 1 of one nest; only nests with more than one within reach. */
typedef struct mf_nested {
    int from, to;
} mf_nested;

typedef struct mf_choice {
    mf_alternative at[MF_MOST_ALTERNATIVES];
    double utility[MF_MOST_ALTERNATIVES]; /* MF_OUT_OF_REACH if it is not offered after all */
    double reach[MF_MOST_ALTERNATIVES];   /* utilities; MF_OUT_OF_REACH for want of money */
    mf_nested nest[MF_N_NESTS];
    uint64_t nested; /* bits: the alternatives in these nests */
    int n, n_nests;
    int from, within; /* of the nest that is being filled: its first, and those within reach */
    double best, best_within_reach; /* utilities */
    bool short_of_money;            /* something is out of reach */
} mf_choice;

/* No alternatives yet, and none within reach. */
static inline void mf_choice_begin(mf_choice *self)
{
    self->n = self->n_nests = self->from = self->within = 0;
    self->nested = 0;
    self->best = self->best_within_reach = MF_OUT_OF_REACH;
    self->short_of_money = false;
}

/* Counts in alternative `n`, whose utilities have been written: in the nest that is being filled. */
static inline void mf_choice_count(mf_choice *self, int n)
{
    double utility = self->utility[n], reach = self->reach[n];

    self->within += reach > MF_OUT_OF_REACH;
    self->best = utility > self->best ? utility : self->best;
    self->best_within_reach = reach > self->best_within_reach ? reach : self->best_within_reach;
    self->short_of_money |= reach < utility;
}

/* Those of a nest are added one after another; then it is closed. */
static inline void mf_choice_add(mf_choice *self, mf_alternative added, double utility,
                                 bool out_of_reach)
{
    int n = self->n++;

    self->at[n] = added;
    self->utility[n] = utility;
    self->reach[n] = out_of_reach ? MF_OUT_OF_REACH : utility;
    mf_choice_count(self, n);
}

static inline void mf_choice_close(mf_choice *self)
{
    if (self->within > 1) {
        self->nest[self->n_nests++] = (mf_nested){ self->from, self->n };
        self->nested |= (UINT64_C(1) << self->n) - (UINT64_C(1) << self->from);
    }
    self->from = self->n;
    self->within = 0;
}

/* All have been added: nothing is within reach in what is left of the last lanes. */
static inline void mf_choice_end(mf_choice *self)
{
    mf_choice_close(self);
    for (int i = 0; i < MF_LANES; i++)
        self->reach[self->n + i] = MF_OUT_OF_REACH;
}

/* All options that are known, lawful and open, with their utilities. */
void mf_choice_list(const mf_view *view, const mf_self *self, mf_choice *choice);

/* Is the best of all options out of reach? */
static inline bool mf_choice_immobile(const mf_choice *choice)
{
    return choice->best > choice->best_within_reach;
}

/* The alternative that the uniform `u` picks among those within reach; NULL if none. */
const mf_alternative *mf_choice_pick(const mf_choice *choice, double dissimilarity, double u);

/* Money that can be raised at once: savings and what is left of credit, cents. */
int64_t mf_choice_means(const mf_view *view, const mf_self *self);

/* Cents to be paid for the next leg towards a target (the whole way if paid ahead). */
int64_t mf_choice_fare(const mf_view *view, const mf_self *self, int target);

/* The claim that the person would lodge (enum mf_claim). */
int mf_choice_claim(const mf_view *view, const mf_self *self);

/* How much a believed probability of dying is dreaded, by the switch `dread`. */
double mf_choice_dread(int form, double probability, double trust);

#endif
