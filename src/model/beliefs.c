#include "model/beliefs.h"

#include "base/wide.h"

_Static_assert(MF_TOPIC_STATUS < MF_TOPIC_ASYLUM_WAIT && MF_TOPIC_PATH_WAIT < MF_TOPIC_PRICE,
               "probabilities, then years, then ratios");
enum { LANES = 8 }; /* of reals in the widest register */

_Static_assert((int) MF_N_TOPICS <= (int) LANES, "a lane for each topic");

/* A topic as somebody holds it. */
typedef struct held {
    double value, trust;
} held;

void mf_belief_learn(mf_person *person, int topic, double seen, double speed)
{
    double value = mf_belief(person, topic), trust = mf_belief_trust(person, topic);

    mf_belief_set(person, topic, value + speed * (seen - value), trust + speed * (1.0 - trust));
}

/* Without branches: also a loop over lanes. */
static inline held hear(held own, held other, const mf_beliefs *beliefs)
{
    double d = 1.0 - own.trust, d_other = 1.0 - other.trust;
    double both = own.value + other.value, gap = own.value - other.value;
    double apart = (gap > 0.0 ? gap : -gap) / (both > 0.0 ? both : 1.0);
    double sure = own.trust * other.trust * (1.0 - beliefs->confuse * apart);
    double certain = own.trust * d_other + d * other.trust * beliefs->convince + sure;
    double sum = own.trust * d_other * own.value + d * other.trust * beliefs->convince * other.value +
                 sure * ((1.0 - beliefs->convert) * own.value + beliefs->convert * other.value);
    double value = sum / (certain > 0.0 ? certain : 1.0);

    return (held){ certain > 0.0 ? value : own.value, certain > 0.0 ? certain : own.trust };
}

void mf_belief_hear(mf_person *person, int topic, double value, double trust,
                    const mf_beliefs *beliefs)
{
    held own = { mf_belief(person, topic), mf_belief_trust(person, topic) };
    held now = hear(own, (held){ value, trust }, beliefs);

    mf_belief_set(person, topic, now.value, now.trust);
}

/* All topics as somebody holds them, in lanes. */
typedef struct mind {
    double value[LANES], trust[LANES];
} mind;

static inline mind mind_of(const mf_person *person)
{
    mind self = { { 0.0 }, { 0.0 } };

    for (int t = 0; t < MF_N_TOPICS; t++) {
        self.value[t] = mf_belief(person, t);
        self.trust[t] = mf_belief_trust(person, t);
    }
    return self;
}

static MF_FOR_WIDE_REGISTERS void mf_hear_lanes(mind *restrict own, const mind *restrict other,
                                                double noise, const mf_beliefs *restrict beliefs)
{
    const mf_beliefs by = *beliefs;

    for (int i = 0; i < LANES; i++) {
        held now = hear((held){ own->value[i], own->trust[i] },
                        (held){ other->value[i] * noise, other->trust[i] }, &by);

        own->value[i] = now.value;
        own->trust[i] = now.trust;
    }
}

void mf_belief_hear_all(mf_person *person, const mf_person *other, double noise,
                        const mf_beliefs *beliefs)
{
    mind own = mind_of(person), heard = mind_of(other);

    mf_hear_lanes(&own, &heard, noise, beliefs);
    for (int t = 0; t < MF_N_TOPICS; t++)
        mf_belief_set(person, t, own.value[t], own.trust[t]);
}
