/* drift.h — what changes by itself between two events of a person.
 *
 * Drives relax towards what conditions give, money comes in, debt grows.  None
 * of this is stepped person by person: running integrals are kept per place
 * and class, and a person's value at any date follows from the value stored at
 * the last event in closed form.  How often someone is looked at never
 * changes a bit.
 *
 * Drives: dx/dt = pull (target(t) - x).  With F(t) the same filter driven by
 * the class's target, x(t) = F(t) + c + (x(t0) - F(t0) - c) exp(-pull (t - t0)),
 * where c is the person's own constant part of the target. */
#ifndef MF_MODEL_DRIFT_H
#define MF_MODEL_DRIFT_H

#include "model/view.h"

/* What decides how much comes in: has one returned, access to work, and to support. */
enum { MF_MOST_PURSES = 4 * MF_N_WORK };

typedef struct mf_filtered {
    double violence, abuse, unemployment, gap;
} mf_filtered;

/* Integrals of a place, or of a cohort, lie step by step: those who live together read them together. */
typedef struct mf_drift {
    int n_places, n_cohorts;
    size_t n_steps;     /* for which there is room */
    int n_purses;       /* kinds of purses that there are statuses for */
    uint8_t kind[MF_MOST_PURSES]; /* [purse] which kind it is */
    double *decay;      /* [step] exp(-pull * steps) */
    double *growth;     /* [step] exp(interest * steps) */
    mf_filtered *place; /* [place + 1][step] */
    double *persecution; /* [cohort][step] */
    int32_t *income;    /* [place + 1][purse][skill][step] cents put by since the start */
    double *earns;      /* [place + 1][purse][skill] EUR/month expected now */
    double *log_earns;  /* [place + 1][purse][skill] its logarithm */
    uint8_t *purse;     /* [status] */
    double best_wage;   /* EUR/month anywhere, now */
} mf_drift;

/* How conditions pull at the drives of everybody of a class. */
typedef struct mf_pull {
    double fear, abuse;            /* weights of persecution and of abuse */
    double protection, livelihood; /* levels that do not move */
    double now[MF_N_MOTIVES];      /* targets, without what is a person's own */
} mf_pull;

mf_err mf_drift_init(mf_drift *self, mf_arena *arena, const mf_scenario *scenario);

/* Extends the integrals to the first day of `step` with the conditions that
 * held since the day before; step 0 starts them in balance with `now`. */
void mf_drift_to(mf_drift *self, const mf_scenario *scenario, const mf_conditions *now, int step);

/* Takes in the earnings that hold from now on. */
void mf_drift_earn(mf_drift *self, const mf_scenario *scenario, const mf_conditions *now);

/* Expected earnings and support, EUR/month. */
double mf_drift_earns(const mf_drift *self, int place, int status, int skill);

double mf_drift_log_earns(const mf_drift *self, int place, int status, int skill);

/* What the drives of a person of this kind tend to now. */
void mf_drift_target(const mf_view *view, int cohort, int place, int status,
                     const mf_person *person, double x[MF_N_MOTIVES]);

/* How conditions pull now at people of one cohort, place and status. */
void mf_drift_pull(const mf_view *view, int cohort, int place, int status, mf_pull *pull);

/* A person's drives now; `pull` is that of its class. */
void mf_drift_pulled(const mf_view *view, const mf_pull *pull, int cohort, int place,
                     const mf_person *person, double x[MF_N_MOTIVES]);

/* The same where the pull is not at hand. */
void mf_drift_drives(const mf_view *view, int cohort, int place, int status,
                     const mf_person *person, double x[MF_N_MOTIVES]);

/* Motive shares of drives: a point on the simplex. */
void mf_drift_shares(const double x[MF_N_MOTIVES], double share[MF_N_MOTIVES]);

/* Cents put by since the last event, before what is sent home and repaid;
 * negative if savings were lived on. */
int64_t mf_drift_put_by(const mf_view *view, int place, int status, const mf_person *person);

/* Fetches what mf_drift_pulled and mf_drift_put_by will read of the date `seen`. */
void mf_drift_fetch(const mf_view *view, int place, int status, const mf_person *person);

/* Cents owed now. */
int64_t mf_drift_owes(const mf_view *view, const mf_person *person);

/* Age in years on the first day of the step; and whether it is under 26. */
double mf_drift_age(const mf_view *view, const mf_person *person);
bool mf_drift_young(const mf_view *view, const mf_person *person);

int16_t mf_drift_code(double x);   /* a drive as it is stored */
double mf_drift_decode(int16_t code);

#endif
