/* effects.h — what the policies of one step change, over all parameters.
 *
 * Neutral at the start of a step: factors 1, additions 0, caps out of reach.
 * Policies multiply factors, add to additions and take the minimum of caps, so
 * their order never matters.  conditions.c lays the overlay over the scenario. */
#ifndef MF_MODEL_EFFECTS_H
#define MF_MODEL_EFFECTS_H

#include "base/arena.h"
#include "base/error.h"

struct mf_scenario;

#define MF_NO_CAP 1e12

/* scope, name, neutral value, doc */
#define MF_LINK_EFFECTS(X)                                                     \
    X(passes, 1.0, "factor on the probability of not being intercepted")       \
    X(survives, 1.0, "factor on the probability of not dying")                 \
    X(open, 1.0, "factor on the share of planned departures that can leave")   \
    X(effort, 0.0, "added enforcement, relative to the usual")                 \
    X(death, 1.0, "factor on the probability of dying")                        \
    X(stops, 1.0, "factor on the probability of being intercepted, before `passes`") \
    X(supply, 1.0, "factor on what smugglers can carry")

#define MF_PLACE_EFFECTS(X)                                                    \
    X(abuse, 1.0, "factor on abuse")                                           \
    X(detention, 1.0, "factor on the rate of detention")                       \
    X(violence, 1.0, "factor on violence")                                     \
    X(wage, 1.0, "factor on wages")                                            \
    X(told, 0.0, "1/year: rate at which a campaign reaches a person here")     \
    X(told_trust, 0.0, "trust in what campaigns say, weighted by `told`")      \
    X(told_death, 0.0, "what campaigns say of the risk of death, weighted by `told`") \
    X(told_status, 0.0, "what they say of the chance of protection, weighted by `told`") \
    X(told_asylum, 0.0, "1/year: rate at which people here hear that one can claim asylum") \
    X(told_labour, 0.0, "1/year: the same of labour pathways")                 \
    X(told_training, 0.0, "1/year: the same of training partnerships")         \
    X(told_family, 0.0, "1/year: the same of joining family")                  \
    X(told_study, 0.0, "1/year: the same of studying abroad")                  \
    X(told_external, 0.0, "1/year: rate at which people here hear of protection from outside") \
    X(told_nearby, 0.0, "1/year: the same of protection nearby")               \
    X(told_return_aid, 0.0, "1/year: the same of help to return")              \
    X(war, 0.0, "violence added")                                              \
    X(unemployment, 1.0, "factor on unemployment")                             \
    X(school, 1.0, "factor on the share of the young who find a place to learn") \
    X(cash, 0.0, "EUR/month given to everybody with the work of a citizen at home") \
    X(support, 0.0, "EUR/month added to the support of those with a right to it") \
    X(work_asylum, 0.0, "added to the earnings of people in a procedure or registered, as a share of a citizen's") \
    X(work_protected, 0.0, "the same of protected people")                     \
    X(work_irregular, 0.0, "the same of people without permission")            \
    X(reintegration, 0.0, "EUR/month earned by those who have returned, beside the rest") \
    X(return_aid, 0.0, "EUR given to those who return by choice from here, beside the rest")

#define MF_QUEUE_EFFECTS(X)                                                    \
    X(speed, 1.0, "factor on capacity")                                        \
    X(places, 0.0, "persons/month added to capacity")                          \
    X(beds, 0.0, "beds added")                                                 \
    X(discernment, 1.0, "factor on the discernment (d') of its decisions, lost to errors of both kinds") \
    X(chance, 1.0, "factor on the chance of success of its decisions")         \
    X(service, 1.0, "factor on the least time of service")                     \
    X(most, MF_NO_CAP, "persons/month: cap on capacity, the lowest counts")

#define MF_COUNTRY_EFFECTS(X)                                                  \
    X(access, 1.0, "factor on the probability of being let lodge a claim")     \
    X(discernment, 1.0, "factor on the discernment (d') of first decisions")   \
    X(trauma, 1.0, "factor on what harm takes from the evidence")              \
    X(appeals, 1.0, "factor on the share of the refused who appeal")           \
    X(dublin, 0.0, "added share of claims in which another state is asked to take over") \
    X(registers, 0.0, "added share of those who land whose fingerprints are taken") \
    X(removal_fear, 0.0, "added felt risk of detention or removal in irregular stay")

/* of a country and a cohort */
#define MF_TREATMENT_EFFECTS(X)                                                \
    X(bias, 0.0, "shift of the evidence, in standard deviations")              \
    X(closed, 0.0, "added share of claims closed without substance")           \
    X(appeals, 1.0, "factor on the share of the refused who appeal")           \
    X(listed, 0.0, "above 0: on the list of safe origins")

#define MF_COHORT_EFFECTS(X)                                                   \
    X(persecution, 1.0, "factor on persecution at the origin")                 \
    X(persecuted, 0.0, "persecution added")                                    \
    X(danger, 1.0, "factor on the rates of coming to need protection")

#define MF_TRANSITION_EFFECTS(X)                                               \
    X(rate, 1.0, "factor on the rate")                                         \
    X(added, 0.0, "1/year added to the rate")                                  \
    X(chance, 1.0, "factor on the chance")

typedef struct mf_link_effects {
#define X(name, neutral, doc) double name;
    MF_LINK_EFFECTS(X)
#undef X
} mf_link_effects;
typedef struct mf_place_effects {
#define X(name, neutral, doc) double name;
    MF_PLACE_EFFECTS(X)
#undef X
} mf_place_effects;
typedef struct mf_queue_effects {
#define X(name, neutral, doc) double name;
    MF_QUEUE_EFFECTS(X)
#undef X
} mf_queue_effects;
typedef struct mf_country_effects {
#define X(name, neutral, doc) double name;
    MF_COUNTRY_EFFECTS(X)
#undef X
} mf_country_effects;
typedef struct mf_treatment_effects {
#define X(name, neutral, doc) double name;
    MF_TREATMENT_EFFECTS(X)
#undef X
} mf_treatment_effects;
typedef struct mf_cohort_effects {
#define X(name, neutral, doc) double name;
    MF_COHORT_EFFECTS(X)
#undef X
} mf_cohort_effects;
typedef struct mf_transition_effects {
#define X(name, neutral, doc) double name;
    MF_TRANSITION_EFFECTS(X)
#undef X
} mf_transition_effects;

typedef struct mf_effects {
    int n_links, n_places, n_queues, n_countries, n_cohorts, n_transitions;
    mf_link_effects *link;
    mf_place_effects *place;
    mf_queue_effects *queue;
    mf_country_effects *country;
    mf_treatment_effects *treatment; /* [country][cohort] */
    mf_cohort_effects *cohort;
    mf_transition_effects *transition;
} mf_effects;

/* Takes its memory from `arena`; neutral. */
mf_err mf_effects_init(mf_effects *self, mf_arena *arena, const struct mf_scenario *scenario);

void mf_effects_neutral(mf_effects *self);

/* The rate (1/year) at which people in a place hear of a path (enum mf_path). */
double *mf_effects_told(mf_place_effects *place, int path);
double mf_effects_told_of(const mf_place_effects *place, int path);

static inline mf_treatment_effects *mf_effects_treatment(const mf_effects *self, int country,
                                                         int cohort)
{
    return &self->treatment[country * self->n_cohorts + cohort];
}

static inline void mf_cap(double *cap, double most)
{
    *cap = most < *cap ? most : *cap;
}

#endif
