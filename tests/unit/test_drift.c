#include "support/statistics.h"
#include "support/worlds.h"

#include "model/drift.h"

static void a_drive_is_kept_to_one_part_in_4096(void **state)
{
    (void) state;
    for (int i = -15900; i <= 15900; i += 7)
        assert_close(mf_drift_decode(mf_drift_code(i / 1000.0)), i / 1000.0, 1.0 / 4096.0 + 1e-12);
    assert_close(mf_drift_decode(mf_drift_code(99.0)), 15.9, 1e-3);
    assert_close(mf_drift_decode(mf_drift_code(-99.0)), -15.9, 1e-3);
    assert_int_equal(mf_drift_code(0.0), 0);
}

/* The city: 1900 EUR, 6 % without work; benefit 400. */
static void earnings_follow_wage_work_and_support(void **state)
{
    mf_scenario *s;
    mf_world *world = small_world(&s, 2000, 20, AS_WRITTEN);
    int city = place_of(s, "DS_CITY");
    const mf_drift *drift = &world->drift;

    (void) state;
    assert_close(mf_drift_earns(drift, city, status_of(s, "labour"), 0), 0.94 * 1900.0, 1e-9);
    assert_close(mf_drift_earns(drift, city, status_of(s, "labour"), 2), 0.94 * 1900.0 * 2.2, 1e-9);
    assert_close(mf_drift_earns(drift, city, status_of(s, "refugee"), 0), 0.94 * 1900.0 * 0.7, 1e-9);
    assert_close(mf_drift_earns(drift, city, status_of(s, "rejected"), 0), 10.0, 1e-9);
    assert_close(mf_drift_earns(drift, city, status_of(s, "claimant"), 0), 0.94 * 1900.0 * 0.3, 1e-9);
    assert_close(mf_drift_log_earns(drift, city, status_of(s, "labour"), 0), log(0.94 * 1900.0), 1e-12);
    world_close(world);
}

static void nobody_earns_or_spends_on_the_way(void **state)
{
    mf_scenario *s;
    mf_world *world = small_world(&s, 2000, 20, AS_WRITTEN);
    mf_person person = somebody(world);

    (void) state;
    person.seen = 0;
    assert_int_equal(mf_drift_put_by(&world->view, s->places.n, status_of(s, "transit"), &person), 0);
    assert_true(mf_drift_put_by(&world->view, place_of(s, "OR_HIGH"), status_of(s, "home"),
                                &person) > 0);
    world_close(world);
}

static void what_was_seen_just_now_has_not_drifted(void **state)
{
    mf_scenario *s;
    mf_world *world = small_world(&s, 2000, 20, AS_WRITTEN);
    mf_person person = somebody(world);
    double x[MF_N_MOTIVES];

    (void) state;
    person.debt = 12345;
    for (int k = 0; k < MF_N_MOTIVES; k++)
        person.drive[k] = (int16_t) (1000 * k - 1500);
    mf_drift_drives(&world->view, 0, 0, 0, &person, x);
    for (int k = 0; k < MF_N_MOTIVES; k++)
        assert_close(x[k], mf_drift_decode(person.drive[k]), 1e-12);
    assert_int_equal(mf_drift_owes(&world->view, &person), 12345);
    assert_int_equal(mf_drift_put_by(&world->view, 0, 0, &person), 0);
    world_close(world);
}

/* June 2016 (20 weeks after new year is May 13): born in May 1980, 36 years. */
static void age_is_counted_in_months(void **state)
{
    mf_scenario *s;
    mf_world *world = small_world(&s, 2000, 20, AS_WRITTEN);
    mf_person person = somebody(world);

    (void) state;
    person.born = 80 * 12 + 4;
    assert_close(mf_drift_age(&world->view, &person), 36.0, 1e-12);
    person.born = 90 * 12 + 10;
    assert_close(mf_drift_age(&world->view, &person), 25.5, 1e-12);
    world_close(world);
}

/* A refugee is protected from persecution at home, a tolerated person is not. */
static void protection_lays_fear_to_rest(void **state)
{
    mf_scenario *s;
    mf_world *world = small_world(&s, 2000, 20, AS_WRITTEN);
    int city = place_of(s, "DS_CITY"), east = cohort_of(s, "EASTERN");
    mf_person person = somebody(world);
    double safe[MF_N_MOTIVES], unsafe[MF_N_MOTIVES];

    (void) state;
    world_run(world, 80, NULL);
    mf_drift_drives(&world->view, east, city, status_of(s, "refugee"), &person, safe);
    mf_drift_drives(&world->view, east, city, status_of(s, "tolerated"), &person, unsafe);
    assert_true(unsafe[MF_MOTIVE_PROTECTION] > safe[MF_MOTIVE_PROTECTION] + 0.5);
    world_close(world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_drive_is_kept_to_one_part_in_4096),
        cmocka_unit_test(earnings_follow_wage_work_and_support),
        cmocka_unit_test(nobody_earns_or_spends_on_the_way),
        cmocka_unit_test(what_was_seen_just_now_has_not_drifted),
        cmocka_unit_test(age_is_counted_in_months),
        cmocka_unit_test(protection_lays_fear_to_rest),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
