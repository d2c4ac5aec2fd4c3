/* outset.h — from where people of one cohort, place and status choose.
 *
 * What a decision needs that does not depend on the person: worked out once a
 * step for every occupied class (classes.h), and on the spot for others. */
#ifndef MF_MODEL_OUTSET_H
#define MF_MODEL_OUTSET_H

#include "model/prospect.h"

typedef struct mf_outset {
    mf_prospect here;  /* living here as one is */
    mf_prospect home;  /* living at the origin after a return */
    double per_euro[MF_N_SKILLS]; /* utility of a euro: weight of cost over a year's earnings */
    uint32_t open;     /* options that the law leaves open to some, as bits */
    uint32_t plain;    /* those that it leaves open to all */
    int16_t country;
} mf_outset;

void mf_outset_of(const mf_view *view, int cohort, int place, int status, mf_outset *outset);

#endif
