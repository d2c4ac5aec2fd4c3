/* hazards.h — the rates at which things happen to people by themselves.
 *
 * Rates are those of a class (cohort, place, status); a condition says which
 * of its members they apply to. */
#ifndef MF_MODEL_HAZARDS_H
#define MF_MODEL_HAZARDS_H

#include "model/agents.h"
#include "model/view.h"

enum {
    MF_MOST_RATES = 32,
    MF_MOST_LAW_RATES = 14, /* of them, what the other hazards leave to the law in one status */
    MF_SURE_RATES = 2 /* thinking again and talking: they come first and are most of what fires */
};

/* What a hazard leads to, beside the events of the law. */
enum mf_hazard {
    MF_HAZARD_RECONSIDER,
    MF_HAZARD_TALK,
    MF_HAZARD_TOLD,          /* a campaign */
    MF_HAZARD_TOLD_PATH,     /* that a path exists: `transition` says which */
    MF_HAZARD_PERSECUTION,
    MF_HAZARD_WAR,
    MF_HAZARD_CESSATION,
    MF_HAZARD_DISPLACEMENT,
    MF_HAZARD_ABUSE,
    MF_HAZARD_DETENTION,
    MF_HAZARD_DEATH,
    MF_HAZARD_LAW, /* a transition with a rate: `transition` says which */
    MF_N_HAZARDS
};

/* To whom a rate applies. */
enum mf_applies { MF_APPLIES_ALWAYS, MF_APPLIES_WITHOUT_NEED, MF_APPLIES_WITH_NEED,
                  MF_APPLIES_UNAWARE, /* of the path */
                  MF_APPLIES_BY_LAW /* as the transition's conditions say */ };

typedef struct mf_rate {
    double rate; /* 1/year */
    int16_t hazard, transition, applies;
} mf_rate;

typedef struct mf_rates {
    double sure[2 * MF_SURE_RATES - 1]; /* uniforms below [0] fire the first rate for every
                                           member, those from [1] up to [2] the second, ... */
    double total;     /* 1/year */
    double p;         /* that anything happens in a step */
    double led;       /* 1/year: sum of the rates before `lead` */
    int lead;         /* the first rate that applies to some members only */
    bool conditional; /* there is one */
    int n;
    mf_rate at[MF_MOST_RATES];
} mf_rates;

/* Rates of all that can happen to people of a class. */
void mf_hazards(const mf_view *view, int cohort, int place, int status, mf_rates *rates);

/* Which hazard fires for a member, if any: the uniform `u` decides whether, and
 * stretched over the member's total rate, which.  NULL: none. */
const mf_rate *mf_hazards_fire(const mf_view *view, const mf_rates *rates, int cohort, int place,
                               const mf_person *person, double u);

/* What can be told without a look at a member: 2i if rate i fires for every member, odd if
 * mf_hazards_fire must tell. */
static inline int mf_hazards_told(const mf_rates *rates, double u)
{
    int passed = 0;

    for (int i = 0; i < 2 * MF_SURE_RATES - 1; i++)
        passed += u >= rates->sure[i];
    return passed;
}

/* Conditions that hold for a person, as bits of enum mf_predicate. */
uint64_t mf_predicates(const mf_view *view, int cohort, int place, const mf_person *person);

/* Is somebody of this cohort, in this status, exposed here as one without a right to stay? */
bool mf_is_exposed(const mf_view *view, int cohort, int place, int status);

#endif
