/* horizon.h — all destinations side by side, so that one look weighs them all.
 *
 * A destination is a lane: every term of its value is a row with one number
 * for each destination.  What a cohort sees of them is its horizon, and the
 * ways that lead to them from a place are its outlets; both are laid out anew
 * in every step.  A person adds its own weights, hopes and fears, and the loop
 * over the lanes has no branches, so that it runs as wide as the registers. */
#ifndef MF_MODEL_HORIZON_H
#define MF_MODEL_HORIZON_H

#include "model/value.h"

enum { MF_MOST_TARGETS = 16 };

#define MF_LEAST_RISK 1e-6 /* of dying: nobody is sure to live */

/* A number for each destination. */
typedef double mf_row[MF_MOST_TARGETS];

/* Who lives at a destination does so without papers, or after a claim that was granted or refused. */
enum mf_living { MF_LIVING_IRREGULAR, MF_LIVING_GRANTED, MF_LIVING_REFUSED, MF_N_LIVINGS };

/* Destination countries as a cohort sees them from afar. */
typedef struct mf_horizon {
    mf_row earns[MF_N_SKILLS][MF_N_LIVINGS], danger[MF_N_LIVINGS], fixed[MF_N_LIVINGS]; /* of mf_prospect */
    mf_row learns;             /* the same in all of them */
    mf_row country;
    mf_row abroad;             /* 1, or 0 for the country of origin */
    mf_row claims;             /* 1 where the law provides for claims, else 0 */
    mf_row per_risk, per_stop; /* one over the risks of the whole journey from the origin */
    int16_t place[MF_MOST_TARGETS]; /* where life there is imagined */
    uint32_t imagined;         /* bits: these count among the destinations of the cohort */
} mf_horizon;

/* The ways from a place to the destinations. */
typedef struct mf_outlets {
    mf_row usual;      /* EUR for all legs, as usual */
    int64_t price[MF_MOST_TARGETS], leg[MF_MOST_TARGETS]; /* cents asked now: for all legs, for the next */
    mf_row years;      /* on the way */
    mf_row risk, stop; /* sums of -log(1 - probability) over the legs */
    uint32_t open;     /* bits: there is a way */
} mf_outlets;

/* How one person looks at journeys. */
typedef struct mf_hopes {
    double chance, wait;   /* of protection after a claim; what the wait for it costs */
    double dies, stopped;  /* believed of the whole journey */
    double price;          /* of a journey over the usual: utility of a euro times the rumour */
    double dread;          /* weight of the believed probability of dying */
    double stay;           /* what staying as one is is worth */
    double least, most;    /* that a risk is believed to be */
    double ahead;          /* mf_view.ahead */
    double onward, time;   /* mf_decision */
    double leaning;        /* constants of the option */
    int64_t means;         /* cents at hand */
    uint32_t offered;      /* bits: destinations in question */
    bool asylum;           /* has heard of it */
    bool paid, pays_ahead; /* for the whole journey */
} mf_hopes;

#define MF_OUT_OF_REACH -1e30 /* a utility that nothing comes near to */

/* Utilities of setting out to the first `n` destinations (MF_OUT_OF_REACH if not offered),
 * those of them that can be paid (MF_OUT_OF_REACH: the others), and the believed probability
 * of dying on the way.  Whole lanes are written. */
void mf_horizon_weigh(const mf_horizon *self, const mf_outlets *from, const mf_eyes *eyes,
                      const mf_hopes *hopes, int n, double *utility, double *reach, mf_row dies);

#endif
