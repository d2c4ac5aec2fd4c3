#include "support/statistics.h"
#include "support/worlds.h"

/* small.cfg after some steps, with no policy in force. */
static mf_world *world_at(mf_scenario **scenario, const char *const *sets, int steps)
{
    mf_world *world = small_world(scenario, 1000, steps, sets);

    mf_effects_neutral(&world->effects);
    return world;
}

static void look(mf_world *world)
{
    mf_conditions_at(&world->now, world->scenario, &world->effects, world->step);
}

static void policies_add_to_registration_up_to_all(void **state)
{
    mf_scenario *s;
    mf_world *world = world_at(&s, SETS("countries.DST.registers=0.55"), 1);
    int country = country_of(s, "DST");

    (void) state;
    look(world);
    assert_close(world->now.country[country].registers, 0.55, 1e-12);
    world->effects.country[country].registers = 0.25;
    look(world);
    assert_close(world->now.country[country].registers, 0.8, 1e-12);
    world->effects.country[country].registers = 0.9;
    look(world);
    assert_close(world->now.country[country].registers, 1.0, 0.0);
    world_close(world);
}

/* Smugglers who are pursued take more dangerous ways. */
static void effort_against_smugglers_makes_a_way_deadlier(void **state)
{
    mf_scenario *s;
    mf_world *world = world_at(&s, SETS("market.danger=0.6"), 1);
    int sea = link_of(s, "COAST_ISLE");
    double before;

    (void) state;
    look(world);
    before = world->now.link[sea].death;
    world->effects.link[sea].effort = 0.5;
    look(world);
    assert_true(before > 0.0);
    assert_close(world->now.link[sea].death, before * 1.3, 1e-12);
    world_close(world);
}

/* Violence in the east goes from 0.2 to 0.8 in the 182 days from January to July 2016. */
static void a_rise_is_that_of_four_weeks(void **state)
{
    mf_scenario *s;
    mf_world *world = world_at(&s, AS_WRITTEN, 12);

    (void) state;
    look(world);
    assert_close(world->now.place[place_of(s, "OR_EAST")].violence_rise, 0.6 * 28.0 / 182.0, 1e-9);
    assert_close(world->now.place[place_of(s, "OR_HIGH")].violence_rise, 0.0, 1e-12);
    world_close(world);
}

/* Half a year below the threshold, of violence at home and of persecution alike. */
static void calm_is_when_neither_violence_nor_persecution_is_left(void **state)
{
    static const char *const violence[] = { "places.OR_EAST.violence=0.0", "places.OR_EAST.violence=0.5" };
    static const char *const persecution[] = { "cohorts.EASTERN.persecution=0.0",
                                               "cohorts.EASTERN.persecution=0.5" };

    (void) state;
    for (int i = 0; i < 4; i++) {
        mf_scenario *s;
        mf_world *world = world_at(&s, SETS("needs.calm=0.5", "needs.calm_below=0.3", violence[i % 2],
                                            persecution[i / 2]), 20);
        int cohort = cohort_of(s, "EASTERN");

        look(world);
        assert_false(world->now.cohort[cohort].calm); /* 140 days */
        world_run(world, 10, NULL);
        look(world);
        assert_int_equal(world->now.cohort[cohort].calm, i == 0);
        world_close(world);
    }
}

/* Twice 4.5 and 1.5 more would be 10.5 a month. */
static void a_cap_bounds_what_policies_add_to_a_queue(void **state)
{
    mf_scenario *s;
    mf_world *world = world_at(&s, SETS("legal.queues.mission.capacity=4.5"), 1);
    int mission = queue_of(s, "mission");

    (void) state;
    world->effects.queue[mission].speed = 2.0;
    world->effects.queue[mission].places = 1.5;
    look(world);
    assert_close(world->now.queue[mission].capacity, 10.5, 1e-12);
    world->effects.queue[mission].most = 6.25;
    look(world);
    assert_close(world->now.queue[mission].capacity, 6.25, 0.0);
    world_close(world);
}

static void policies_list_safe_origins_and_strike_none(void **state)
{
    mf_scenario *s;
    mf_world *world = world_at(&s, AS_WRITTEN, 1);
    int first = country_of(s, "DST") * s->cohorts.n;
    int listed = first + cohort_of(s, "HIGHLAND"), other = first + cohort_of(s, "EASTERN");

    (void) state;
    look(world);
    assert_true(world->now.treatment[listed].safe_origin);
    assert_false(world->now.treatment[other].safe_origin);
    world->effects.treatment[other].listed = 1.0;
    look(world);
    assert_true(world->now.treatment[listed].safe_origin);
    assert_true(world->now.treatment[other].safe_origin);
    world_close(world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(policies_add_to_registration_up_to_all),
        cmocka_unit_test(effort_against_smugglers_makes_a_way_deadlier),
        cmocka_unit_test(a_rise_is_that_of_four_weeks),
        cmocka_unit_test(calm_is_when_neither_violence_nor_persecution_is_left),
        cmocka_unit_test(a_cap_bounds_what_policies_add_to_a_queue),
        cmocka_unit_test(policies_list_safe_origins_and_strike_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
