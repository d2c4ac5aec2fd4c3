#include "model/beliefs.h"

_Static_assert(MF_TOPIC_STATUS < MF_TOPIC_ASYLUM_WAIT && MF_TOPIC_PATH_WAIT < MF_TOPIC_PRICE,
               "probabilities, then years, then ratios");

void mf_belief_learn(mf_person *person, int topic, double seen, double speed)
{
    double value = mf_belief(person, topic), trust = mf_belief_trust(person, topic);

    mf_belief_set(person, topic, value + speed * (seen - value), trust + speed * (1.0 - trust));
}

void mf_belief_hear(mf_person *person, int topic, double value, double trust,
                    const mf_beliefs *beliefs)
{
    double v = mf_belief(person, topic), t = mf_belief_trust(person, topic);
    double d = 1.0 - t, d_other = 1.0 - trust;
    double apart = v + value > 0.0 ? (v > value ? v - value : value - v) / (v + value) : 0.0;
    double sure = t * trust * (1.0 - beliefs->confuse * apart);
    double certain = t * d_other + d * trust * beliefs->convince + sure;

    if (certain <= 0.0)
        return;
    v = (t * d_other * v + d * trust * beliefs->convince * value +
         sure * ((1.0 - beliefs->convert) * v + beliefs->convert * value)) / certain;
    mf_belief_set(person, topic, v, certain);
}
