/* conditions.h — how things stand in one step, policies included. */
#ifndef MF_MODEL_CONDITIONS_H
#define MF_MODEL_CONDITIONS_H

#include "base/arena.h"
#include "model/effects.h"
#include "model/rules.h"
#include "model/scenario.h"

typedef struct mf_place_now {
    double violence, violence_rise; /* the rise within about four weeks, at least 0 */
    double abuse, detention;        /* 1; 1/year */
    double wage, unemployment;      /* EUR/month of the unskilled; 1 */
    double unemployment_rise;       /* as violence_rise */
} mf_place_now;

typedef struct mf_link_now {
    double usual;        /* EUR, before the market answers */
    double death, interception, access; /* per passage */
    double open;         /* share of planned departures that can leave */
    double effort;       /* enforcement added, relative to the usual */
    int steps;           /* on the way, at least 1 */
} mf_link_now;

typedef struct mf_cohort_now {
    double persecution; /* at the origin */
    bool calm;          /* violence and persecution have been low for long */
    int calm_since;     /* day since which they have */
} mf_cohort_now;

typedef struct mf_conditions {
    mf_place_now *place;   /* [n_places + 1]; the last is "on the way" and neutral */
    mf_link_now *link;
    mf_cohort_now *cohort;
    double *access, *registers; /* [country] */
    double *bias;               /* [country][cohort] shift of the evidence */
    double *closed;             /* [country][cohort] share closed without substance */
    double *rate;               /* [transition] 1/year */
    double *capacity, *beds;    /* [queue] persons/month, persons */
} mf_conditions;

mf_err mf_conditions_init(mf_conditions *self, mf_arena *arena, const mf_scenario *scenario);

/* Brings everything to the first day of a step. */
void mf_conditions_at(mf_conditions *self, const mf_scenario *scenario,
                      const mf_effects *effects, int step);

#endif
