/* Talk, smugglers, deaths and paths: shares and spreads of many single talks. */
#include "support/statistics.h"
#include "support/worlds.h"

#include "base/rng.h"
#include "model/beliefs.h"

enum { TALKS = 100000 };

static const scene gossip = {
    .statuses = "{ id = \"home\"; traits = [\"home\"]; options = [\"stay\"]; }, "
                "{ id = \"away\"; traits = [\"en_route\"]; options = [\"stay\"]; }, "
                "{ id = \"dead\"; traits = [\"terminal\"]; }",
    .transitions = "{ from = [\"home\"]; event = \"departs\"; to = \"away\"; }, "
                   "{ from = \"*\"; event = \"dies\"; to = \"dead\"; }",
    .more = "beliefs = { convince = 1.0; convert = 0.1; confuse = 0.3; noise = 0.1; pass_on = 0.1; "
            "smugglers = 0.0; visible = 0.0; notice = 0.3; shock = 0.1; optimism = 0.6; "
            "smuggler_trust = 0.5; visible_trust = 0.4; };",
};

/* What came of many talks, each of another person with the same beliefs. */
typedef struct talks {
    double said;              /* something was said */
    double learned;           /* a path was heard of */
    double sum, squares;      /* of log(new belief in death / value heard) */
    double rosier;            /* death is thought less likely than before */
} talks;

static talks talk_often(const char *const *sets, int status, const mf_person *contact,
                        int contact_status, double trust)
{
    mf_scenario *scenario = scene_read(&gossip, sets);
    mf_world *world = world_of(scenario, 1, false);
    talks all = { 0.0, 0.0, 0.0, 0.0, 0.0 };
    mf_person person;

    world_run(world, 1, NULL);
    person = somebody(world);
    mf_belief_set(&person, MF_TOPIC_DEATH, 0.3, trust);
    for (uint32_t id = 0; id < TALKS; id++) {
        double before = mf_belief(&person, MF_TOPIC_DEATH), after;
        mf_turn turn;

        turn_of(&turn, world, 0, 0, status, &person);
        turn.id = id;
        all.said += mf_turn_talk(&turn, mf_turn_words(&turn, MF_DRAW_TALK, 0), contact,
                                 contact_status);
        after = mf_belief(&turn.me, MF_TOPIC_DEATH);
        all.learned += turn.me.known != 0;
        all.rosier += after < before;
        if (contact != NULL) {
            double moved = log(after / mf_belief(contact, MF_TOPIC_DEATH));

            all.sum += moved;
            all.squares += moved * moved;
        }
    }
    world_close(world);
    return all;
}

enum { HOME, AWAY, DEAD };

static mf_person contact_who_knows(double death, double trust)
{
    mf_person contact = { .known = 1 << MF_PATH_ASYLUM | 1 << MF_PATH_NEARBY };

    mf_belief_set(&contact, MF_TOPIC_DEATH, death, trust);
    return contact;
}

/* Who doubts everything takes over a trusted value with lognormal noise of 0.1. */
static void what_is_passed_on_is_noisy(void **state)
{
    mf_person contact = contact_who_knows(0.2, 1.0);
    talks all = talk_often(AS_WRITTEN, HOME, &contact, HOME, 0.0);
    double mean = all.sum / TALKS, variance = all.squares / TALKS - mean * mean;

    (void) state;
    assert_int_equal((int) all.said, TALKS);
    assert_true(fabs(z_of_mean(mean, 0.0, 0.1, TALKS)) < LIMIT);
    /* the variance of a sample variance of normals is 2 s^4 / n */
    assert_true(fabs((variance - 0.01) / (0.01 * sqrt(2.0 / TALKS))) < LIMIT);
    assert_true(fabs((variance - 0.0105) / (0.01 * sqrt(2.0 / TALKS))) > LIMIT);
}

static void paths_are_passed_on_in_one_talk_of_ten(void **state)
{
    mf_person contact = contact_who_knows(0.2, 0.5);
    talks all = talk_often(AS_WRITTEN, HOME, &contact, HOME, 0.5);

    (void) state;
    assert_true(fabs(z_of_share(all.learned, TALKS, 0.1)) < LIMIT);
    assert_true(fabs(z_of_share(all.learned, TALKS, 0.11)) > LIMIT);
}

static void the_death_of_a_contact_is_noticed_in_three_talks_of_ten(void **state)
{
    mf_person contact = contact_who_knows(0.0, 1.0);
    talks all = talk_often(AS_WRITTEN, HOME, &contact, DEAD, 0.5);

    (void) state;
    assert_true(fabs(z_of_share(all.said, TALKS, 0.3)) < LIMIT);
    assert_true(fabs(z_of_share(all.said, TALKS, 0.27)) > LIMIT);
    assert_int_equal((int) all.rosier, 0);
}

/* Smugglers are met on the way only, as often as is said, and paint things rosy. */
static void smugglers_speak_on_the_way(void **state)
{
    talks at_home = talk_often(SETS("beliefs.smugglers=0.25"), HOME, NULL, 0, 0.5);
    talks away = talk_often(SETS("beliefs.smugglers=0.25"), AWAY, NULL, 0, 0.5);

    (void) state;
    assert_int_equal((int) at_home.said, 0);
    assert_true(fabs(z_of_share(away.said, TALKS, 0.25)) < LIMIT);
    assert_int_equal((int) away.rosier, (int) away.said);
}

/* Optimism 0.6: death 0.3 becomes 0.12, interception 0.5 becomes 0.2, status 0.3 becomes
 * 0.3 + 0.7 * 0.6; who doubts everything takes that over. */
static void smugglers_paint_risks_low_and_chances_high(void **state)
{
    mf_scenario *scenario = scene_read(&gossip, SETS("beliefs.smugglers=1.0"));
    mf_world *world = world_of(scenario, 1, false);
    mf_person person;
    mf_turn turn;

    (void) state;
    world_run(world, 1, NULL);
    person = somebody(world);
    mf_belief_set(&person, MF_TOPIC_DEATH, 0.3, 0.0);
    mf_belief_set(&person, MF_TOPIC_INTERCEPTION, 0.5, 0.0);
    mf_belief_set(&person, MF_TOPIC_STATUS, 0.3, 0.0);
    turn_of(&turn, world, 0, 0, AWAY, &person);
    assert_true(mf_turn_talk(&turn, mf_turn_words(&turn, MF_DRAW_TALK, 0), NULL, 0));
    assert_close(mf_belief(&turn.me, MF_TOPIC_DEATH), 0.12, 2e-5);
    assert_close(mf_belief(&turn.me, MF_TOPIC_INTERCEPTION), 0.2, 2e-5);
    assert_close(mf_belief(&turn.me, MF_TOPIC_STATUS), 0.72, 2e-5);
    assert_close(mf_belief_trust(&turn.me, MF_TOPIC_STATUS), 0.5, 2e-3);
    world_close(world);
}

/* Reports about decisions: in the share `visible` of the talks that are not with smugglers. */
static void decisions_are_told_as_often_as_is_said(void **state)
{
    talks away = talk_often(SETS("beliefs.smugglers=0.25", "beliefs.visible=0.4"), AWAY, NULL, 0, 0.5);

    (void) state;
    assert_true(fabs(z_of_share(away.said, TALKS, 0.25 + 0.75 * 0.4)) < LIMIT);
    assert_true(fabs(z_of_share(away.said, TALKS, 0.25 + 0.4)) > LIMIT);
}

/* ---------------------------------------------------------------- campaigns in a run */

/* A reach of 2 a year over half a year (26 weeks) leaves exp(-2 * 26 * 7 / 365.2425) untold. */
static void a_campaign_reaches_at_its_rate(void **state)
{
    scene told = gossip;
    mf_scenario *scenario;
    mf_world *world;
    double untold = 0.0;

    (void) state;
    told.interventions = "{ id = \"truth\"; kind = \"information_campaign\"; places = (\"A\"); "
                         "reach = 2.0; trust = 0.5; death = 0.05; status = 0.3; "
                         "end = \"2016-07-01\"; }";
    told.more = "decision = { rate = 0.0; trigger_violence = 0.0; trigger_news = 0.0; }; "
                "needs = { mortality = 0.0; }; switches = { feedback = false; };";
    scenario = scene_read(&told, SETS("cohorts.K.known=0.0"));
    world = world_of(scenario, 1, false);
    world_run(world, 60, NULL);
    for (uint32_t id = 0; id < world->people.n; id++)
        untold += world_has(world, id) &&
                  (world->people.person[id].known >> MF_PATH_ASYLUM & 1) == 0;
    /* a told person looks round once in the next week, in which nothing else happens */
    assert_true(fabs(z_of_share(untold, 10000.0, 0.3691330427212576)) < LIMIT);
    assert_true(fabs(z_of_share(untold, 10000.0, 1.0 - 2 * 26 * 7 / 365.2425)) > LIMIT);
    world_close(world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_passed_on_is_noisy),
        cmocka_unit_test(paths_are_passed_on_in_one_talk_of_ten),
        cmocka_unit_test(the_death_of_a_contact_is_noticed_in_three_talks_of_ten),
        cmocka_unit_test(smugglers_speak_on_the_way),
        cmocka_unit_test(smugglers_paint_risks_low_and_chances_high),
        cmocka_unit_test(decisions_are_told_as_often_as_is_said),
        cmocka_unit_test(a_campaign_reaches_at_its_rate),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
