/* beliefs.h — what people hold to be true, and how they come to.
 *
 * Each topic has a value and a trust in it.  Exchange follows Hinsch and
 * Bijak's Routes and Rumours: doubt d = 1 - trust; who doubts is convinced,
 * two who are sure convert each other slowly, and disagreement confuses. */
#ifndef MF_MODEL_BELIEFS_H
#define MF_MODEL_BELIEFS_H

#include "base/real.h"
#include "model/agents.h"
#include "model/decision.h"

/* Largest value that a topic can take (its unit is in MF_TOPICS). */
static inline double mf_belief_most(int topic)
{
    return topic <= MF_TOPIC_STATUS ? 1.0 : topic <= MF_TOPIC_PATH_WAIT ? 20.0 : 10.0;
}

static inline double mf_belief(const mf_person *person, int topic)
{
    return person->belief[topic] * (mf_belief_most(topic) / 65535.0);
}

static inline double mf_belief_trust(const mf_person *person, int topic)
{
    return person->trust[topic] * (1.0 / 255.0);
}

static inline void mf_belief_set(mf_person *person, int topic, double value, double trust)
{
    double code = mf_clamp(value * (65535.0 / mf_belief_most(topic)), 0.0, 65535.0);

    person->belief[topic] = (uint16_t) (code + 0.5);
    person->trust[topic] = (uint8_t) (mf_clamp(trust, 0.0, 1.0) * 255.0 + 0.5);
}

/* Own experience: value and trust move towards what was seen, by `speed` in [0, 1]. */
void mf_belief_learn(mf_person *person, int topic, double seen, double speed);

/* Hears `value`, held by somebody with `trust`. */
void mf_belief_hear(mf_person *person, int topic, double value, double trust,
                    const mf_beliefs *beliefs);

/* Hears all that another person holds, its values times `noise`. */
void mf_belief_hear_all(mf_person *person, const mf_person *other, double noise,
                        const mf_beliefs *beliefs);

#endif
