/* published.h — what can be known of others: reputations, waits, diasporas, news.
 *
 * Brought up to date once a step from counts of the step before, in a fixed
 * order.  With the switch `feedback` off nothing here answers to what happens. */
#ifndef MF_MODEL_PUBLISHED_H
#define MF_MODEL_PUBLISHED_H

#include "model/horizon.h"
#include "model/view.h"

/* What became of passages over a link in one step, in persons. */
typedef struct mf_passages {
    double begun, ended, died, intercepted;
} mf_passages;

typedef struct mf_link_reputation {
    double ended, died, intercepted; /* remembered persons */
    double death, interception;      /* what they make one expect per passage */
    double risk, stop;               /* -log(1 - the same) */
    double demand, supply;           /* persons per week, smoothed */
    double price, remembered;        /* EUR, asked now, and asked in the last weeks */
} mf_link_reputation;

/* A way from a place to a destination, as the market and rumour have it. */
typedef struct mf_way {
    int16_t link;       /* the next leg, or -1: no way */
    int16_t arrival;    /* place where the destination country is entered */
    double price;       /* EUR for all legs, as asked now */
    double usual;       /* EUR, as usual */
    double years;       /* on the way */
    double risk, stop;  /* sums of -log(1 - probability) over the legs */
} mf_way;

/* A link as the search for ways sees it. */
typedef struct mf_leg {
    int from, to;
    double burden; /* utility */
} mf_leg;

typedef struct mf_published {
    int n_links, n_places, n_countries, n_cohorts, n_queues, n_targets;
    mf_link_reputation *link;
    int16_t target[MF_MOST_TARGETS];  /* destination countries that some cohort imagines */
    int16_t *target_of;               /* [country] index among the targets, or -1 */
    mf_way *way;                      /* [target + nearby][place] */
    mf_way *first_way;                /* [target + nearby][cohort] from the origin, at the start */
    mf_horizon *horizon;              /* [cohort] */
    mf_outlets *outlets;              /* [place] */
    double *tie;                      /* [country][cohort] utility of living there beside the rest */
    double *diaspora;                 /* [country][cohort] persons */
    double *network;                  /* [country][cohort] log(1 + compatriots) */
    double *compatriots;              /* [country][cohort] persons: the diaspora, and those who came */
    double *granted, *decided;        /* [country] remembered decisions */
    double *chance;                   /* [country] share granted */
    double *wait;                     /* [queue] years to be expected on joining */
    double *news;                     /* [cohort] share that arrived or died per week */
    uint64_t *into;                   /* [place] links that end there, as bits (base/bits.h) */
    double *worst;                    /* [place] scratch of the search for ways, */
    mf_leg *leg;                      /* [link] so is this, */
    uint64_t *pending;                /* and so are these links, as bits */
} mf_published;

mf_err mf_published_init(mf_published *self, mf_arena *arena, const mf_view *view);

/* Counts of the step before; arrays as in mf_published, persons. */
typedef struct mf_happened {
    const mf_passages *passage;       /* [link] */
    const double *present;            /* [country][cohort] persons now */
    const double *granted, *decided;  /* [country] decisions on substance */
    const double *arrived, *died;     /* [cohort] */
    const double *alive;              /* [cohort] persons modelled and alive */
    const double *waiting;            /* [queue] persons */
} mf_happened;

void mf_published_update(mf_published *self, const mf_view *view, const mf_happened *happened);

/* The row of `way` that leads to the nearest place of first asylum. */
static inline int mf_published_nearby(const mf_published *self) { return self->n_targets; }

static inline const mf_way *mf_published_way(const mf_published *self, int target, int place)
{
    return &self->way[target * self->n_places + place];
}

#endif
