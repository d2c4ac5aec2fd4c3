/* crowd.h — people of one cohort, place and status who choose in the same step.
 *
 * What they see is the same for all of them; how they see it differs.  So they
 * choose side by side, a lane each: every sum and product is done for all of
 * them at once, in the order in which it would be done for one, and nobody's
 * bits depend on who else is there. */
#ifndef MF_MODEL_CROWD_H
#define MF_MODEL_CROWD_H

#include "base/wide.h"
#include "model/agents.h"
#include "model/outset.h"
#include "model/view.h"

enum { MF_CROWD = (int) MF_LANES }; /* people in a full one */

/* A number for each of them. */
typedef double mf_each[MF_CROWD];
typedef int64_t mf_each_int[MF_CROWD];

/* Some of them, as bits. */
typedef uint16_t mf_some;

#define MF_EVERYBODY ((mf_some) 0xFFFF)

/* A person as it is now, drift brought up to date. */
typedef struct mf_self {
    const mf_person *person;
    int cohort, place, status;
    double drive[MF_N_MOTIVES];
    int64_t savings, debt; /* cents */
} mf_self;

/* Lanes that nobody has joined hold what they held before: it starts as zeros. */
typedef struct mf_crowd {
    const mf_outset *outset; /* of their cohort, place and status */
    mf_outset on_the_spot;   /* this one, if there is no class that has it at hand */
    int cohort, place, status;
    int n;
    const mf_person *person[MF_CROWD];
    mf_each drive[MF_N_MOTIVES];
    mf_each belief[MF_N_TOPICS];
    mf_each uniform;       /* which picks the alternative that one takes */
    mf_each_int skill, kin;
    mf_each_int means;     /* cents that can be raised at once */
    mf_each_int unpaid;    /* -1, or 0 if the whole journey has been paid */
    mf_each_int all_ahead; /* -1 if one pays for the whole journey ahead, else 0 */
    mf_some in_debt;
    mf_some knows[MF_N_PATHS];
} mf_crowd;

_Static_assert(MF_CROWD == 16, "a bit for each in mf_some");

/* The bit of lane `i`, from a table that a loop over lanes can read at once. */
static inline uint64_t mf_lane_bit(int i)
{
    static const uint64_t bit[MF_CROWD] = { 1 << 0, 1 << 1, 1 << 2,  1 << 3,  1 << 4,  1 << 5,  1 << 6,  1 << 7,
                                            1 << 8, 1 << 9, 1 << 10, 1 << 11, 1 << 12, 1 << 13, 1 << 14, 1 << 15 };

    return bit[i];
}

static inline bool mf_some_has(uint64_t some, int i)
{
    return (some & mf_lane_bit(i)) != 0;
}

/* Empties a crowd, and opens it for people of this cohort, place and status. */
void mf_crowd_open(mf_crowd *self, const mf_view *view, int cohort, int place, int status);

/* One more person, with the uniform by which it will choose; there must be room. */
void mf_crowd_join(mf_crowd *self, const mf_view *view, const mf_self *person, double uniform);

/* Money that can be raised at once: savings and what is left of credit, cents. */
int64_t mf_self_means(const mf_view *view, const mf_self *self);

#endif
