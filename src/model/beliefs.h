/* beliefs.h — what people hold to be true, and how they come to.
 *
 * Each topic has a value and a trust in it.  Exchange follows Hinsch and
 * Bijak's Routes and Rumours: doubt d = 1 - trust; who doubts is convinced,
 * two who are sure convert each other slowly, and disagreement confuses. */
#ifndef MF_MODEL_BELIEFS_H
#define MF_MODEL_BELIEFS_H

#include "model/agents.h"
#include "model/decision.h"

/* Largest value that a topic can take (its unit is in MF_TOPICS). */
double mf_belief_most(int topic);

double mf_belief(const mf_person *person, int topic);
double mf_belief_trust(const mf_person *person, int topic);
void mf_belief_set(mf_person *person, int topic, double value, double trust);

/* Own experience: value and trust move towards what was seen, by `speed` in [0, 1]. */
void mf_belief_learn(mf_person *person, int topic, double seen, double speed);

/* Hears `value`, held by somebody with `trust`. */
void mf_belief_hear(mf_person *person, int topic, double value, double trust,
                    const mf_beliefs *beliefs);

#endif
