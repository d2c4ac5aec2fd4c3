/* value.h — what living in a place in a status is worth to a person.
 *
 * What everybody of a cohort shares is a prospect; a person weighs it with its
 * motives, its kin and the rumours it believes. */
#ifndef MF_MODEL_VALUE_H
#define MF_MODEL_VALUE_H

#include "model/agents.h"
#include "model/view.h"

typedef struct mf_prospect {
    double earns[MF_N_SKILLS]; /* weighed logarithm of expected earnings */
    double danger;             /* weighed violence, persecution, abuse, fear of removal */
    double learns;             /* weighed places to learn */
    double fixed;              /* legal security, community, attachment to home */
    int country;
} mf_prospect;

/* (1 - exp(-discount horizon)) / (discount horizon) */
double mf_value_ahead(const mf_decision *decision);

mf_prospect mf_value_prospect(const mf_view *view, int cohort, int place, int status);

/* How a person looks at prospects: what does not change between options. */
typedef struct mf_eyes {
    double weight[MF_N_MOTIVES]; /* four times the shares, combined by the switch */
    double rumour;               /* weighed logarithm of believed over true wages abroad */
    double family;               /* weight of kin */
    int skill, kin, country, origin; /* countries: of kin, where one is, where one is from */
} mf_eyes;

/* The eyes of a person with these drives. */
void mf_value_eyes(const mf_view *view, int cohort, const mf_person *person, int place,
                   const double drive[MF_N_MOTIVES], mf_eyes *eyes);

/* Value of living in a place in a status: mf_value of its prospect, without making one. */
double mf_value_of(const mf_view *view, int cohort, const mf_eyes *eyes, int place, int status);

static inline double mf_value(const mf_eyes *eyes, const mf_prospect *prospect)
{
    double earns = prospect->earns[eyes->skill];
    double value;

    if (prospect->country != eyes->country && prospect->country != eyes->origin)
        earns += eyes->rumour;
    value = eyes->weight[MF_MOTIVE_LIVELIHOOD] * earns -
            eyes->weight[MF_MOTIVE_PROTECTION] * prospect->danger +
            eyes->weight[MF_MOTIVE_EDUCATION] * prospect->learns + prospect->fixed;
    if (prospect->country == eyes->kin)
        value += eyes->weight[MF_MOTIVE_FAMILY] * eyes->family;
    return value;
}

#endif
