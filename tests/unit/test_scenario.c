#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "model/scenario_check.h"
#include "reading.h"

static mf_scenario *scenario_with(const char *const *sets, int n)
{
    const mf_config_options options = { .sets = sets, .n_sets = n };
    mf_scenario *scenario = NULL;
    mf_diags diags = { 0 };

    assert_int_equal(mf_config_read(SMALL, &options, &scenario, &diags, NULL), MF_OK);
    mf_diags_free(&diags);
    return scenario;
}

static void the_last_step_is_left_out_if_it_is_cut_short(void **state)
{
    static const char *const sets[] = { "calendar.start=2016-01-01", "calendar.end=2016-01-22" };
    static const char *const longer[] = { "calendar.end=2016-01-28" };
    mf_scenario *three = scenario_with(sets, 2), *still = scenario_with(longer, 1);

    (void) state;
    assert_int_equal(mf_scenario_steps(three), 3);
    assert_int_equal(mf_scenario_steps(still), 3);
    assert_int_equal(mf_scenario_day(three, 0), three->calendar.start);
    assert_int_equal(mf_scenario_day(three, 2), three->calendar.start + 14);
    mf_scenario_free(three);
    mf_scenario_free(still);
}

static void a_calendar_without_length_has_no_steps(void **state)
{
    mf_scenario scenario = { .calendar = { .start = 10, .end = 10, .step = 7 } };

    (void) state;
    assert_int_equal(mf_scenario_steps(&scenario), 0);
    scenario.calendar.end = 3;
    assert_int_equal(mf_scenario_steps(&scenario), 0);
    scenario.calendar = (mf_calendar){ 0, 100, 0 };
    assert_int_equal(mf_scenario_steps(&scenario), 0);
    mf_scenario_free(NULL);
}

static void a_cohort_without_a_scale_takes_the_scenarios(void **state)
{
    mf_scenario *scenario = scenario_with(NULL, 0);

    (void) state;
    assert_true(fabs(mf_scenario_weight(scenario, 0) - 5.0) < 1e-12);
    assert_true(fabs(mf_scenario_weight(scenario, 1) - 4.0) < 1e-12);
    mf_scenario_free(scenario);
}

/* By hand: 47,400 / 5 + 35,100 / 4 at the start, and two years less three days of entrants. */
static void modelled_people_are_starts_and_entrants(void **state)
{
    mf_scenario *scenario = scenario_with(NULL, 0);
    double years = 728 / 365.2425, early = 244, late = 728 - 244;
    double east = (3000.0 * early + 6000.0 * late) / 365.2425;
    double expected = (47400.0 + 4000.0 * years) / 5.0 + (35100.0 + east) / 4.0;

    (void) state;
    assert_true(fabs(mf_scenario_people(scenario) - expected) < 1e-6);
    mf_scenario_free(scenario);
}

static void a_queue_serves_countries_and_places(void **state)
{
    mf_scenario *scenario = scenario_with(NULL, 0);
    const mf_queue *asylum = &mf_queues(scenario)[0];
    int place = 2;
    mf_queue local = { .places = { 1, &place }, .countries = { 0, NULL } };

    (void) state;
    assert_true(mf_queue_serves(scenario, asylum, 4));
    assert_true(mf_queue_serves(scenario, asylum, 5));
    assert_false(mf_queue_serves(scenario, asylum, 0));
    assert_true(mf_queue_serves(scenario, &local, 2));
    assert_false(mf_queue_serves(scenario, &local, 3));
    mf_scenario_free(scenario);
}

static void a_queue_makes_what_its_decision_can_bring(void **state)
{
    const mf_queue sure = { .event = MF_EVENT_GRANTED, .chance = 1.0, .otherwise = MF_EVENT_DENIED };
    const mf_queue asylum = { .decides = MF_DECIDES_ASYLUM };

    (void) state;
    assert_true(mf_queue_makes(&sure, MF_EVENT_GRANTED));
    assert_false(mf_queue_makes(&sure, MF_EVENT_DENIED));
    assert_true(mf_queue_makes(&asylum, MF_EVENT_CLOSED));
    assert_false(mf_queue_makes(&asylum, MF_EVENT_ADMITTED));
}

/* Without `where`, complaints name the scenario's file and no line. */
static void the_check_needs_no_file(void **state)
{
    mf_scenario *scenario = scenario_with(NULL, 0);
    mf_scenario changed = *scenario;
    mf_diags diags = { 0 };

    (void) state;
    mf_scenario_check(scenario, NULL, &diags);
    assert_int_equal(diags.n, 0);
    changed.calendar.end = changed.calendar.start;
    mf_scenario_check(&changed, NULL, &diags);
    assert_true(has_complaint(&diags, MF_MISTAKE, 0, "calendar.end", "does not come after"));
    assert_string_equal(diags.at[0].file, SMALL);
    mf_diags_free(&diags);
    mf_scenario_free(scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_step_is_left_out_if_it_is_cut_short),
        cmocka_unit_test(a_calendar_without_length_has_no_steps),
        cmocka_unit_test(a_cohort_without_a_scale_takes_the_scenarios),
        cmocka_unit_test(modelled_people_are_starts_and_entrants),
        cmocka_unit_test(a_queue_serves_countries_and_places),
        cmocka_unit_test(a_queue_makes_what_its_decision_can_bring),
        cmocka_unit_test(the_check_needs_no_file),
    };

    return go_to_top() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
