/* value.h — what a prospect is worth to each of a crowd. */
#ifndef MF_MODEL_VALUE_H
#define MF_MODEL_VALUE_H

#include "base/wide.h"
#include "model/crowd.h"
#include "model/prospect.h"

/* (1 - exp(-discount horizon)) / (discount horizon) */
double mf_value_ahead(const mf_decision *decision);

/* How people look at prospects: what does not change between options. */
typedef struct mf_eyes {
    mf_each weight[MF_N_MOTIVES]; /* four times the shares, combined by the switch */
    mf_each rumour;               /* weighed logarithm of believed over true wages abroad */
    const int64_t *skill, *kin;   /* of the crowd */
    double family;                /* weight of kin */
    int lanes;                    /* that hold anybody, rounded up */
    int country, origin;          /* where they are, and where they are from */
} mf_eyes;

/* The eyes of a crowd. */
void mf_value_eyes(const mf_view *view, const mf_crowd *crowd, mf_eyes *eyes);

/* The number for a skill, without a branch. */
static inline double mf_of_skill(const double number[MF_N_SKILLS], int64_t skill)
{
    const double low = number[0], middle = number[1], high = number[2];
    double other = skill == 2 ? high : low;

    return skill == 1 ? middle : other;
}

_Static_assert(MF_N_SKILLS == 3, "mf_of_skill knows them all");

/* A prospect as each of them sees it. */
void mf_value(const mf_eyes *eyes, const mf_prospect *prospect, mf_each value);

#endif
