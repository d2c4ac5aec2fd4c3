/* rules.h — the legal system, compiled for looking things up.
 *
 * Everything here follows from the scenario's statuses, transitions and
 * queues; nothing is known by name. */
#ifndef MF_MODEL_RULES_H
#define MF_MODEL_RULES_H

#include "base/arena.h"
#include "model/agents.h"
#include "model/scenario.h"

/* Where a path of application leads if all goes well. */
typedef struct mf_outcome {
    int16_t status, place; /* place -1: stays where one is, -2: where kin lives */
    int16_t queue;         /* the first queue on the way; -1 none */
    int16_t transition;    /* the first on the way; -1 none */
    double chance;         /* product of the chances on the way, before policies */
} mf_outcome;

/* What a person in a status can hope for or fear in a country; -1 where not provided for. */
typedef struct mf_outlook {
    int16_t departed;  /* status after leaving irregularly */
    int16_t nearby;    /* after registering for protection nearby */
    int16_t granted;   /* after a claim that succeeds */
    int16_t refused;   /* after a claim that fails */
    int16_t queue;     /* where the claim waits */
} mf_outlook;

/* Signal detection: evidence is d' for those in need plus noise; granted above the threshold. */
typedef struct mf_discernment {
    double threshold, d_prime;
} mf_discernment;

typedef struct mf_rules {
    mf_cells cells;
    int n_countries;
    int home;            /* status of newcomers: the first with the trait "home" */
    int en_route;        /* the first with the trait "en_route" */
    int32_t *first;      /* [status][country][event] first fitting transition in `chain`, or -1 */
    int16_t *chain;      /* transitions in order, each list ended by -1 */
    int32_t *timed;      /* [status][country] first in `chain` of the transitions with a rate, or -1 */
    int16_t *queue_at;   /* [cell] queue that serves it, or -1 */
    int16_t *country_of; /* [place]; the place "on the way" has -1 */
    int16_t *main_place; /* [country] first place with the role destination, else the first; -1 none */
    uint32_t *options;   /* [status][country] bits of options that the law leaves open */
    uint32_t *plainly;   /* [status][country] those of them that it leaves open to everybody */
    mf_outcome *outcome; /* [status][country][option] for the paths of application */
    mf_outlook *outlook; /* [status][country] */
    mf_discernment *first_decision, *appeal; /* [country] */
    mf_discernment *external;                /* [queue] */
    int16_t *out_first, *out_link;           /* links leaving a place: out_link[out_first[p]] .. */
    bool *moves_freely;  /* [country][cohort] may stay without a permit */
    double *leaning;     /* [cohort][option] constants of all and of the cohort */
} mf_rules;

mf_err mf_rules_init(mf_rules *self, mf_arena *arena, const mf_scenario *scenario);

/* The transition taken by a person with these predicates (bits), or NULL. */
const mf_transition *mf_rules_find(const mf_rules *self, const mf_scenario *scenario,
                                   int status, int country, int event, uint64_t predicates);

/* The same where it does not depend on the person: the first transition asks for nothing
 * and forbids nothing; else NULL. */
const mf_transition *mf_rules_plain(const mf_rules *self, const mf_scenario *scenario, int status,
                                    int country, int event);

/* The first status that an event can lead to, whoever it is; -1 if none. */
int mf_rules_next(const mf_rules *self, const mf_scenario *scenario, int status, int country,
                  int event);

static inline const mf_outlook *mf_rules_outlook(const mf_rules *self, int status, int country)
{
    return &self->outlook[status * self->n_countries + country];
}

static inline const mf_outcome *mf_rules_outcome(const mf_rules *self, int status, int country,
                                                 int option)
{
    return &self->outcome[(status * self->n_countries + country) * MF_N_OPTIONS + option];
}

static inline const double *mf_rules_leaning(const mf_rules *self, int cohort)
{
    return &self->leaning[cohort * MF_N_OPTIONS];
}

static inline bool mf_status_is(const mf_scenario *scenario, int status, enum mf_trait trait)
{
    return (mf_statuses(scenario)[status].traits & MF_BIT(trait)) != 0;
}

#endif
