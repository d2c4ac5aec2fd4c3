/* effects.h — what the policies of one step change, over all parameters.
 *
 * Neutral at the start of a step: factors 1, additions 0.  Policies multiply
 * factors and add to additions, so their order never matters. */
#ifndef MF_MODEL_EFFECTS_H
#define MF_MODEL_EFFECTS_H

#include "base/arena.h"
#include "base/error.h"

struct mf_scenario;

/* scope, name, neutral value, doc */
#define MF_LINK_EFFECTS(X)                                                     \
    X(passes, 1.0, "factor on the probability of not being intercepted")       \
    X(survives, 1.0, "factor on the probability of not dying")                 \
    X(open, 1.0, "factor on the share of planned departures that can leave")   \
    X(effort, 0.0, "added enforcement, relative to the usual")

#define MF_PLACE_EFFECTS(X)                                                    \
    X(abuse, 1.0, "factor on abuse")                                           \
    X(detention, 1.0, "factor on the rate of detention")                       \
    X(violence, 1.0, "factor on violence")                                     \
    X(wage, 1.0, "factor on wages")                                            \
    X(told, 0.0, "1/year: rate at which a campaign reaches a person here")     \
    X(told_trust, 0.0, "trust in what campaigns say, weighted by `told`")      \
    X(told_death, 0.0, "what campaigns say of the risk of death, weighted by `told`") \
    X(told_status, 0.0, "what they say of the chance of protection, weighted by `told`") \
    X(told_external, 0.0, "1/year: rate at which people here hear of protection from outside")

#define MF_QUEUE_EFFECTS(X)                                                    \
    X(speed, 1.0, "factor on capacity")                                        \
    X(places, 0.0, "persons/month added to capacity")                          \
    X(beds, 0.0, "beds added")

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

typedef struct mf_effects {
    int n_links, n_places, n_queues;
    mf_link_effects *link;
    mf_place_effects *place;
    mf_queue_effects *queue;
} mf_effects;

/* Takes its memory from `arena`; neutral. */
mf_err mf_effects_init(mf_effects *self, mf_arena *arena, const struct mf_scenario *scenario);

void mf_effects_neutral(mf_effects *self);

#endif
