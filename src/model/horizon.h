/* horizon.h — the destinations that people think of, and the ways that lead there.
 *
 * What a cohort sees of the destinations is its horizon, and the ways that lead
 * to them from a place are its outlets; both are laid out anew in every step.
 * People add their own weights, hopes and fears: a crowd weighs one destination
 * after another, all its people at once. */
#ifndef MF_MODEL_HORIZON_H
#define MF_MODEL_HORIZON_H

#include "model/value.h"

enum { MF_MOST_TARGETS = 16 };

#define MF_LEAST_RISK 1e-6 /* of dying: nobody is sure to live */

/* A life there: without papers, or after a claim that was granted or refused. */
typedef struct mf_living {
    double earns[MF_N_SKILLS], danger, fixed; /* of mf_prospect */
} mf_living;

/* A destination country as a cohort sees it from afar. */
typedef struct mf_destination {
    mf_living irregular, granted, refused;
    double learns;             /* the same in all of them */
    double per_risk, per_stop; /* one over the risks of the whole journey from the origin */
    int country;
    int place;                 /* where life there is imagined */
    bool abroad;               /* not the country of origin */
    bool claims;               /* the law provides for claims */
} mf_destination;

typedef struct mf_horizon {
    mf_destination at[MF_MOST_TARGETS];
    uint32_t imagined; /* bits: these count among the destinations of the cohort */
} mf_horizon;

/* The way from a place to a destination. */
typedef struct mf_outlet {
    double usual;       /* EUR for all legs, as usual */
    double years;       /* on the way */
    double risk, stop;  /* sums of -log(1 - probability) over the legs */
    int64_t price, leg; /* cents asked now: for all legs, for the next */
} mf_outlet;

typedef struct mf_outlets {
    mf_outlet to[MF_MOST_TARGETS];
    uint32_t open; /* bits: there is a way */
} mf_outlets;

/* How those of a crowd look at journeys. */
typedef struct mf_hopes {
    const double *chance, *wait;  /* of protection after a claim; what the wait for it costs */
    const double *dies, *stopped; /* believed of the whole journey */
    mf_each price;         /* of a journey over the usual: utility of a euro times the rumour */
    mf_each stay;          /* what staying as one is is worth */
    mf_each rumour, kin;   /* of wages abroad, and of kin, weighed by the motives */
    double dread;          /* weight of the believed probability of dying */
    double ahead;          /* mf_view.ahead */
    double onward, time;   /* mf_decision */
    mf_some asylum;        /* have heard of it */
} mf_hopes;

/* What setting out to a destination is worth to each, and the believed probability of dying on
 * the way: beliefs on the whole journey are cut to the part of it that is left. */
void mf_horizon_weigh(const mf_destination *there, const mf_outlet *way, const mf_eyes *eyes,
                      const mf_hopes *hopes, mf_each worth, mf_each dies);

#endif
