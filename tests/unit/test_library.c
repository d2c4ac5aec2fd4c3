#define _POSIX_C_SOURCE 200809L /* mkdir */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <mixflow/mixflow.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/folder.h"

/* Of mixflow only what <mixflow/mixflow.h> promises is used here. */

static const char *const few[] = { "scale=200.0", "cohorts.EASTERN.scale=200.0",
                                   "calendar.end=\"2016-07-01\"", NULL };

static mf_scenario *small(void)
{
    const char *top = getenv("MIXFLOW_SOURCE");
    mf_scenario *scenario;
    char file[1024], why[MF_WHY];

    (void) snprintf(file, sizeof file, "%s/tests/scenarios/small.cfg", top == NULL ? "." : top);
    if (mf_scenario_open(file, few, &scenario, why) != 0)
        fail_msg("%s", why);
    return scenario;
}

static int start(void **state)
{
    (void) state;
    return mf_library_start(NULL);
}

static void a_scenario_runs_to_a_file(void **state)
{
    char folder[160], out[176], why[MF_WHY] = "", hash[MF_HASH];
    mf_how how = { .threads = 2 };
    mf_scenario *scenario = small();

    (void) state;
    assert_true(folder_new(folder, sizeof folder));
    (void) snprintf(out, sizeof out, "%s/run.h5", folder);
    assert_int_equal(mf_scenario_run(scenario, out, &how, hash, why), 0);
    assert_int_equal(strlen(hash), MF_HASH - 1);
    assert_int_equal(mf_scenario_run(scenario, out, NULL, NULL, why), 3);
    assert_non_null(strstr(why, "exists"));
    assert_int_equal(remove(out), 0);
    assert_int_equal(rmdir(folder), 0);
    mf_scenario_free(scenario);
}

static int stop_at_five(void *self, int run, int runs, int step, int steps)
{
    ++*(int *) self;
    return runs == 1 && run == 0 && step == 5 && steps > 5;
}

static void a_run_can_be_stopped(void **state)
{
    int asked = 0;
    mf_how how = { .stop = stop_at_five, .self = &asked };
    mf_scenario *scenario = small();
    char why[MF_WHY] = "";

    (void) state;
    assert_int_equal(mf_scenario_run(scenario, NULL, &how, NULL, why), 130);
    assert_int_equal(asked, 5);
    assert_non_null(strstr(why, "stopped"));
    mf_scenario_free(scenario);
}

static void a_simulation_is_stepped_by_hand(void **state)
{
    mf_scenario *scenario = small();
    mf_simulation *simulation;
    char why[MF_WHY] = "";
    double before, error;

    (void) state;
    assert_int_equal(mf_simulation_open(scenario, 2, &simulation, why), 0);
    assert_int_equal(mf_simulation_done(simulation), 0);
    assert_int_equal(mf_simulation_day(simulation), 16801); /* 2016-01-01 */
    before = mf_simulation_persons(simulation, "OR_HIGH", "home", NULL);
    assert_true(before > 40000.0);
    while (mf_simulation_done(simulation) < mf_simulation_steps(simulation))
        assert_int_equal(mf_simulation_step(simulation, why), 0);
    assert_int_equal(mf_simulation_step(simulation, why), 2);
    assert_non_null(strstr(why, "last step"));
    assert_true(mf_simulation_persons(simulation, NULL, NULL, NULL) >
                mf_simulation_persons(simulation, NULL, NULL, "HIGHLAND"));
    assert_true(mf_simulation_persons(simulation, "on_the_way", NULL, NULL) >= 0.0);
    assert_true(mf_simulation_persons(simulation, "nowhere", NULL, NULL) < 0.0);
    assert_true(mf_simulation_persons(simulation, NULL, "unheard of", NULL) < 0.0);
    assert_true(mf_simulation_persons(simulation, NULL, NULL, "nobody") < 0.0);
    assert_true(mf_simulation_outcome(simulation, "departures", &error) > 0.0);
    assert_true(error > 0.0);
    assert_true(mf_simulation_outcome(simulation, "luck", NULL) < 0.0);
    mf_simulation_free(simulation);
    mf_scenario_free(scenario);
}

static void what_is_wrong_is_said(void **state)
{
    static const char *const wrong[] = { "scale=-1.0", "decision.rate=900.0", NULL };
    mf_scenario *scenario;
    char file[1024], why[MF_WHY] = "";
    const char *top = getenv("MIXFLOW_SOURCE");

    (void) state;
    assert_int_equal(mf_scenario_open("missing.cfg", NULL, &scenario, why), 3);
    assert_null(scenario);
    assert_non_null(strstr(why, "missing.cfg"));
    (void) snprintf(file, sizeof file, "%s/tests/scenarios/small.cfg", top == NULL ? "." : top);
    assert_int_equal(mf_scenario_open(file, wrong, &scenario, why), 2);
    assert_null(scenario);
    assert_non_null(strstr(why, "scale"));
    assert_non_null(strstr(why, "decision.rate"));
    assert_int_equal(mf_scenario_open(file, wrong, &scenario, NULL), 2);
    mf_scenario_free(NULL);
    mf_simulation_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_scenario_runs_to_a_file),
        cmocka_unit_test(a_run_can_be_stopped),
        cmocka_unit_test(a_simulation_is_stepped_by_hand),
        cmocka_unit_test(what_is_wrong_is_said),
    };

    return cmocka_run_group_tests(tests, start, NULL);
}
