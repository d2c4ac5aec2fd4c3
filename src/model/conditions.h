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
    double school;                  /* share of the young who find a place to learn */
    double cash, support;           /* EUR/month for citizens at home; for those with support */
    double work[MF_N_WORK];         /* earnings by access to work, as a share of a citizen's */
    double reintegration, return_aid; /* EUR/month for the returned; EUR for those who leave here */
} mf_place_now;

typedef struct mf_link_now {
    double usual;        /* EUR, before the market answers */
    double death, interception, access; /* per passage */
    double open;         /* share of planned departures that can leave */
    double effort;       /* enforcement added, relative to the usual */
    double supply;       /* factor on what smugglers can carry */
    int steps;           /* on the way, at least 1 */
} mf_link_now;

typedef struct mf_cohort_now {
    double persecution; /* at the origin */
    double danger;      /* factor on the rates of coming to need protection */
    bool calm;          /* violence and persecution have been low for long */
    int calm_since;     /* day since which they have */
} mf_cohort_now;

typedef struct mf_country_now {
    double access, registers; /* 1 */
    double discernment;       /* factor on d' of first decisions */
    double trauma;            /* what an event of harm takes from the evidence */
    double dublin;            /* share of claims in which another state is asked */
    double removal_fear;
} mf_country_now;

typedef struct mf_treatment_now {
    double bias;      /* shift of the evidence, in standard deviations */
    double closed;    /* share closed without substance */
    double appeals;   /* share of the refused who appeal */
    bool safe_origin; /* on the list of safe origins */
} mf_treatment_now;

typedef struct mf_transition_now {
    double rate, chance; /* 1/year, 1 */
} mf_transition_now;

typedef struct mf_queue_now {
    double capacity, beds; /* persons/month, persons */
    double chance;         /* of success, where the queue decides by chance */
    double service;        /* day, least time between joining and being served */
    double discernment;    /* factor on d' of its decisions */
} mf_queue_now;

/* What policies added in a step. */
typedef struct mf_shift {
    double violence, unemployment;
} mf_shift;

typedef struct mf_conditions {
    mf_place_now *place;   /* [n_places + 1]; the last is "on the way" and neutral */
    mf_link_now *link;
    mf_cohort_now *cohort;
    mf_country_now *country;
    mf_treatment_now *treatment; /* [country][cohort] */
    mf_transition_now *transition;
    mf_queue_now *queue;
    mf_shift *shift;       /* [step in a ring][place] */
    int ring;              /* steps until violence is no longer new, plus 1 */
} mf_conditions;

mf_err mf_conditions_init(mf_conditions *self, mf_arena *arena, const mf_scenario *scenario);

/* Brings everything to the first day of a step. */
void mf_conditions_at(mf_conditions *self, const mf_scenario *scenario,
                      const mf_effects *effects, int step);

#endif
