/* prospect.h — what living in a place in a status offers to everybody of a cohort.
 *
 * People weigh it with their motives, their kin and the rumours they believe
 * (value.h). */
#ifndef MF_MODEL_PROSPECT_H
#define MF_MODEL_PROSPECT_H

#include "model/agents.h"
#include "model/view.h"

typedef struct mf_prospect {
    double earns[MF_N_SKILLS]; /* weighed logarithm of expected earnings */
    double danger;             /* weighed violence, persecution, abuse, fear of removal */
    double learns;             /* weighed places to learn */
    double fixed;              /* legal security, community, attachment to home */
    int country;
} mf_prospect;

void mf_prospect_of(const mf_view *view, int cohort, int place, int status, mf_prospect *prospect);

#endif
