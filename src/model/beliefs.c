#include "model/beliefs.h"

#include "base/real.h"

static const double most[MF_N_TOPICS] = {
    [MF_TOPIC_DEATH] = 1.0,       [MF_TOPIC_INTERCEPTION] = 1.0, [MF_TOPIC_STATUS] = 1.0,
    [MF_TOPIC_ASYLUM_WAIT] = 20.0, [MF_TOPIC_PATH_WAIT] = 20.0,
    [MF_TOPIC_PRICE] = 10.0,      [MF_TOPIC_WAGE] = 10.0,
};

double mf_belief_most(int topic)
{
    return most[topic];
}

double mf_belief(const mf_person *person, int topic)
{
    return person->belief[topic] * (most[topic] / 65535.0);
}

double mf_belief_trust(const mf_person *person, int topic)
{
    return person->trust[topic] / 255.0;
}

void mf_belief_set(mf_person *person, int topic, double value, double trust)
{
    double code = mf_clamp(value / most[topic], 0.0, 1.0) * 65535.0;

    person->belief[topic] = (uint16_t) (code + 0.5);
    person->trust[topic] = (uint8_t) (mf_clamp(trust, 0.0, 1.0) * 255.0 + 0.5);
}

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
