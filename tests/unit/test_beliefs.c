#include "support/statistics.h"

#include "model/beliefs.h"

static const mf_beliefs hinsch_and_bijak = { .convince = 0.5, .convert = 0.1, .confuse = 0.3 };

/* A value is kept to 1/65535 of its range, trust to 1/255. */
static void a_belief_comes_back_as_it_was_set(void **state)
{
    mf_person person = { 0 };

    (void) state;
    for (int topic = 0; topic < MF_N_TOPICS; topic++)
        for (int i = 0; i <= 1000; i++) {
            double value = mf_belief_most(topic) * i / 1000.0, trust = 1.0 - i / 1000.0;

            mf_belief_set(&person, topic, value, trust);
            assert_close(mf_belief(&person, topic), value, mf_belief_most(topic) / 131070.0 * 1.0001);
            assert_close(mf_belief_trust(&person, topic), trust, 1.0 / 510.0 * 1.0001);
        }
}

static void beliefs_stay_in_their_range(void **state)
{
    mf_person person = { 0 };

    (void) state;
    mf_belief_set(&person, MF_TOPIC_DEATH, 1.7, 1.2);
    assert_close(mf_belief(&person, MF_TOPIC_DEATH), 1.0, 1e-12);
    assert_close(mf_belief_trust(&person, MF_TOPIC_DEATH), 1.0, 1e-12);
    mf_belief_set(&person, MF_TOPIC_WAGE, -1.0, -0.1);
    assert_close(mf_belief(&person, MF_TOPIC_WAGE), 0.0, 1e-12);
    assert_close(mf_belief_trust(&person, MF_TOPIC_WAGE), 0.0, 1e-12);
}

/* v, t hears w, u: by hand from d_new = d d' + d t' (1 - ci) + t t' cu delta and
 * v_new (1 - d_new) = t d' v + d t' ci w + t t' (1 - cu delta) ((1 - ce) v + ce w); fifths
 * of trust are kept exactly. */
static void hearing_follows_the_formula(void **state)
{
    static const struct {
        double v, t, w, u, value, trust;
    } cases[] = {
        { 0.2, 0.4, 0.6, 0.8, 0.38054054054054043, 0.5920000000000001 },
        { 0.5, 0.8, 0.1, 0.8, 0.43021276595744684, 0.752 },
        { 0.7, 0.0, 0.3, 0.6, 0.29999999999999993, 0.30000000000000004 },
        { 0.4, 1.0, 0.4, 1.0, 0.4, 1.0 },
        { 0.25, 0.6, 0.0, 0.4, 0.21019736842105263, 0.608 },
    };

    (void) state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        mf_person person = { 0 };

        mf_belief_set(&person, MF_TOPIC_STATUS, cases[i].v, cases[i].t);
        mf_belief_hear(&person, MF_TOPIC_STATUS, cases[i].w, cases[i].u, &hinsch_and_bijak);
        assert_close(mf_belief(&person, MF_TOPIC_STATUS), cases[i].value, 1.6e-5);
        assert_close(mf_belief_trust(&person, MF_TOPIC_STATUS), cases[i].trust, 1.97e-3);
    }
}

static void who_hears_from_the_distrusted_keeps_to_what_is_thought(void **state)
{
    mf_person person = { 0 };

    (void) state;
    mf_belief_set(&person, MF_TOPIC_DEATH, 0.3, 0.5);
    mf_belief_hear(&person, MF_TOPIC_DEATH, 0.9, 0.0, &hinsch_and_bijak);
    assert_close(mf_belief(&person, MF_TOPIC_DEATH), 0.3, 1e-4);
    assert_close(mf_belief_trust(&person, MF_TOPIC_DEATH), 0.5, 4e-3);
}

/* Two who know nothing learn nothing: no division by zero. */
static void ignorance_plus_ignorance_is_ignorance(void **state)
{
    mf_person person = { 0 }, before;

    (void) state;
    mf_belief_set(&person, MF_TOPIC_DEATH, 0.3, 0.0);
    before = person;
    mf_belief_hear(&person, MF_TOPIC_DEATH, 0.9, 0.0, &hinsch_and_bijak);
    assert_memory_equal(&person, &before, sizeof person);
}

static void nought_against_nought_is_agreement(void **state)
{
    mf_person person = { 0 };

    (void) state;
    mf_belief_set(&person, MF_TOPIC_DEATH, 0.0, 1.0);
    mf_belief_hear(&person, MF_TOPIC_DEATH, 0.0, 1.0, &hinsch_and_bijak);
    assert_close(mf_belief(&person, MF_TOPIC_DEATH), 0.0, 1e-12);
    assert_close(mf_belief_trust(&person, MF_TOPIC_DEATH), 1.0, 1e-12);
}

/* v + s (seen - v), t + s (1 - t) */
static void experience_moves_value_and_trust(void **state)
{
    mf_person person = { 0 };

    (void) state;
    mf_belief_set(&person, MF_TOPIC_ASYLUM_WAIT, 2.0, 0.4);
    mf_belief_learn(&person, MF_TOPIC_ASYLUM_WAIT, 6.0, 0.25);
    assert_close(mf_belief(&person, MF_TOPIC_ASYLUM_WAIT), 3.0, 1e-3);
    assert_close(mf_belief_trust(&person, MF_TOPIC_ASYLUM_WAIT), 0.55, 5e-3);
    mf_belief_learn(&person, MF_TOPIC_ASYLUM_WAIT, 6.0, 1.0);
    assert_close(mf_belief(&person, MF_TOPIC_ASYLUM_WAIT), 6.0, 1e-3);
    assert_close(mf_belief_trust(&person, MF_TOPIC_ASYLUM_WAIT), 1.0, 1e-12);
}

static void other_topics_are_left_alone(void **state)
{
    mf_person person = { 0 };

    (void) state;
    for (int topic = 0; topic < MF_N_TOPICS; topic++)
        mf_belief_set(&person, topic, 0.5, 0.5);
    mf_belief_learn(&person, MF_TOPIC_STATUS, 1.0, 0.5);
    for (int topic = 0; topic < MF_N_TOPICS; topic++)
        if (topic != MF_TOPIC_STATUS)
            assert_close(mf_belief(&person, topic), 0.5, 2e-4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_belief_comes_back_as_it_was_set),
        cmocka_unit_test(beliefs_stay_in_their_range),
        cmocka_unit_test(hearing_follows_the_formula),
        cmocka_unit_test(who_hears_from_the_distrusted_keeps_to_what_is_thought),
        cmocka_unit_test(ignorance_plus_ignorance_is_ignorance),
        cmocka_unit_test(nought_against_nought_is_agreement),
        cmocka_unit_test(experience_moves_value_and_trust),
        cmocka_unit_test(other_topics_are_left_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
