/* choice.h — aspiration, ability, choice.
 *
 * First the options that are known and lawful are valued; then ability is
 * asked for: money and credit, eligibility, an open window.  If the best of
 * all is out of reach for want of money the person is involuntarily immobile.
 * Among those within reach a nested logit chooses.  Only the next leg of a
 * journey is carried out; plans are made anew at every place.
 *
 * The people of a crowd choose side by side.  What is offered to some of them
 * stands in the list for all of them; to the others it is worth nothing. */
#ifndef MF_MODEL_CHOICE_H
#define MF_MODEL_CHOICE_H

#include "model/crowd.h"
#include "model/horizon.h"

enum {
    MF_MOST_INSIDE = 18, /* links out of a place to others in its country */
    MF_MOST_ALTERNATIVES = (int) MF_MOST_INSIDE + (int) MF_MOST_TARGETS + (int) MF_N_OPTIONS - 2
};

#define MF_OUT_OF_REACH -1e30 /* a utility that nothing comes near to */

typedef struct mf_alternative {
    int16_t option;
    int16_t target; /* row of mf_published.way; for a move inside the country the link; or -1 */
} mf_alternative;

/* Alternatives from .. to - 1 of one nest. */
typedef struct mf_nested {
    int from, to;
    mf_each within; /* how many of them are within reach */
} mf_nested;

typedef struct mf_choice {
    mf_alternative at[MF_MOST_ALTERNATIVES];
    mf_each utility[MF_MOST_ALTERNATIVES]; /* MF_OUT_OF_REACH to whom it is not offered */
    mf_each reach[MF_MOST_ALTERNATIVES];   /* utilities; MF_OUT_OF_REACH for want of money, too */
    mf_nested nest[MF_N_NESTS]; /* those of which more than one is within somebody's reach */
    int lanes; /* that hold anybody, rounded up */
    int n, n_nests;
    int from;       /* of the nest that is being filled: its first, */
    mf_each within; /* and how many are within reach */
    mf_each best;   /* utility of the best within reach, */
    mf_each missed; /* and of the best that is out of reach for want of money */
} mf_choice;

/* No alternatives yet, and none within reach; for so many lanes (mf_lanes_for). */
void mf_choice_begin(mf_choice *self, int lanes);

/* Adds an alternative whose utility is `worth` and the `constant` of its option; those of a nest
 * are added one after another.  It is offered to `some`, and within reach of those who have the
 * `means`, cents, for what it `needs`. */
void mf_choice_add(mf_choice *self, mf_alternative added, double constant, const mf_each worth,
                   mf_some some, const mf_each_int needs, const mf_each_int means);

/* All alternatives of a nest have been added. */
void mf_choice_close(mf_choice *self);

/* All options that are known, lawful and open, with their utilities. */
void mf_choice_list(const mf_view *view, const mf_crowd *crowd, mf_choice *choice);

/* Is the best of all options out of reach of the one in lane `i`? */
static inline bool mf_choice_immobile(const mf_choice *choice, int i)
{
    return choice->missed[i] > choice->best[i];
}

/* The alternatives (their indices; -1: none) that uniforms pick among those within reach. */
void mf_choice_pick(const mf_choice *choice, double dissimilarity, const mf_each uniform,
                    int picked[MF_CROWD]);

/* What the people of a crowd take. */
typedef struct mf_chosen {
    mf_alternative taken[MF_CROWD]; /* option -1: nothing is within reach */
    mf_some immobile;               /* those for whom the best of all is out of reach */
} mf_chosen;

/* The people of a crowd look at all options, and each takes one. */
void mf_choose(const mf_view *view, const mf_crowd *crowd, mf_chosen *chosen);

/* Cents to be paid for the next leg towards a target (the whole way if paid ahead). */
int64_t mf_choice_fare(const mf_view *view, const mf_self *self, int target);

/* The claim that the person would lodge (enum mf_claim). */
int mf_choice_claim(const mf_view *view, const mf_self *self);

/* How much a believed probability of dying is dreaded, by the switch `dread`. */
double mf_choice_dread(int form, double probability, double trust);

#endif
