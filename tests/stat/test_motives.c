/* Motives drift as dx/dt = pull (target - x): the engine's closed form over
 * running integrals against a fine Euler integration of its own, and how
 * often somebody is looked at, which must not change a bit. */
#include "support/statistics.h"
#include "support/worlds.h"

#include <string.h>

#include "base/calendar.h"
#include "model/drift.h"

/* Violence rises on a line, abuse jumps, unemployment and persecution move. */
static const scene restless = {
    .places = "{ id = \"A\"; country = \"HERE\"; role = [\"origin\"]; wage = 100.0; school = 0.4; "
              "violence = { dates = [\"2016-01-01\", \"2017-01-01\"]; values = [0.1, 0.9]; "
              "rule = \"linear\"; }; "
              "abuse = { dates = [\"2016-01-01\", \"2016-06-01\"]; values = [0.2, 0.7]; }; "
              "unemployment = { dates = [\"2016-01-01\", \"2016-09-01\"]; values = [0.1, 0.5]; }; }, "
              "{ id = \"B\"; country = \"THERE\"; role = [\"destination\"]; wage = 800.0; }",
    .cohorts = "{ id = \"K\"; origin = \"A\"; age = 40.0; age_spread = 3.0; "
               "persecution = { dates = [\"2016-01-01\", \"2016-04-01\"]; values = [0.0, 0.6]; }; "
               "start = ( { place = \"A\"; status = \"home\"; persons = 2000.0; } ); "
               "abroad = ( { country = \"THERE\"; } ); }",
    .statuses = "{ id = \"home\"; traits = [\"home\", \"irregular\"]; security = 0.3; "
                "options = [\"stay\"]; }, { id = \"dead\"; traits = [\"terminal\"]; }",
    .more = "decision = { rate = 0.0; trigger_violence = 0.0; trigger_news = 0.0; }; "
            "needs = { mortality = 0.0; persecution = 0.0; war = 0.0; displacement = 0.0; abuse = 0.0; "
            "cessation = 0.0; }; switches = { feedback = false; }; motives = { pull = 1.3; "
            "base = [-0.5, 0.5, -1.0, -1.0]; violence = 2.0; persecution = 1.7; abuse = 1.5; "
            "harm = 0.5; secure = 1.4; unemployment = 1.1; gap = 0.3; debt = 0.2; no_work = 0.6; "
            "kin = 1.2; young = 1.0; };",
};

/* What the scene says of a day, read by hand. */
static double days(int year, int month, int day)
{
    return mf_day_of((mf_date){ year, month, day });
}

/* Targets of somebody at A with three harms, kin in B and a debt of 480 EUR:
 * a year of the best wage is 9600 EUR, so 0.05 of it. */
static void targets_on(double day, double target[MF_N_MOTIVES])
{
    double start = days(2016, 1, 1), violence = 0.1 + 0.8 * (day - start) / 366.0;
    double abuse = day < days(2016, 6, 1) ? 0.2 : 0.7;
    double unemployment = day < days(2016, 9, 1) ? 0.1 : 0.5;
    double persecution = day < days(2016, 4, 1) ? 0.0 : 0.6;

    target[0] = -0.5 + 2.0 * violence + 1.7 * persecution + 1.5 * abuse + 0.5 * 3.0 - 1.4 * 0.3;
    target[1] = 0.5 + 1.1 * unemployment + 0.3 * 2.0794415416798357 + 0.2 * 0.05 + 0.6;
    target[2] = -1.0 + 1.2;
    target[3] = -1.0;
}

/* Conditions of a step are those of its first day. */
static void by_small_steps(int from, int to, double x[MF_N_MOTIVES])
{
    enum { CUTS = 2000 };
    const double h = 7.0 / 365.2425 / CUTS;
    double target[MF_N_MOTIVES];

    for (int t = from; t < to; t++) {
        targets_on(days(2016, 1, 1) + 7.0 * t, target);
        for (int i = 0; i < CUTS; i++)
            for (int k = 0; k < MF_N_MOTIVES; k++)
                x[k] += 1.3 * (target[k] - x[k]) * h;
    }
}

static mf_person somebody_with_a_past(const mf_world *world)
{
    mf_person person = somebody(world);

    person.harm = 3;
    person.kin = 1; /* THERE */
    person.debt = 48000;
    for (int k = 0; k < MF_N_MOTIVES; k++)
        person.drive[k] = mf_drift_code(1.5 - k);
    return person;
}

static void drift_is_the_solution_of_its_equation(void **state)
{
    static const int seen[] = { 0, 7, 30, 50 };
    mf_scenario *scenario = scene_read(&restless, AS_WRITTEN);
    mf_world *world = world_of(scenario, 1, false);
    mf_person person[4];

    (void) state;
    for (int t = 0; t < 52; t++) {
        world_run(world, 1, NULL);
        for (int i = 0; i < 4; i++) {
            double x[MF_N_MOTIVES], y[MF_N_MOTIVES];

            if (t == seen[i])
                person[i] = somebody_with_a_past(world);
            if (t < seen[i])
                continue;
            mf_drift_drives(&world->view, 0, 0, 0, &person[i], x);
            for (int k = 0; k < MF_N_MOTIVES; k++)
                y[k] = 1.5 - k;
            by_small_steps(seen[i], t, y);
            for (int k = 0; k < MF_N_MOTIVES; k++)
                assert_close(x[k], y[k], 2e-5);
        }
    }
    world_close(world);
}

/* A pull of 1.25 instead of 1.3 must be found by the same bound. */
static void a_wrong_pull_is_found(void **state)
{
    mf_scenario *scenario = scene_read(&restless, SETS("motives.pull=1.25"));
    mf_world *world = world_of(scenario, 1, false);
    double x[MF_N_MOTIVES], y[MF_N_MOTIVES] = { 1.5, 0.5, -0.5, -1.5 };
    mf_person person;

    (void) state;
    world_run(world, 1, NULL);
    person = somebody_with_a_past(world);
    world_run(world, 30, NULL);
    mf_drift_drives(&world->view, 0, 0, 0, &person, x);
    by_small_steps(0, 30, y);
    for (int k = 0; k < MF_N_MOTIVES; k++)
        assert_true(fabs(x[k] - y[k]) > 1e-3);
    world_close(world);
}

/* Told in the middle and stored: only the grain of storage (1/4096) may be lost. */
static void storing_in_between_loses_no_more_than_the_grain(void **state)
{
    mf_scenario *scenario = scene_read(&restless, AS_WRITTEN);
    mf_world *world = world_of(scenario, 1, false);
    double x[MF_N_MOTIVES], y[MF_N_MOTIVES], between[MF_N_MOTIVES];
    mf_person person, again;

    (void) state;
    world_run(world, 1, NULL);
    person = again = somebody_with_a_past(world);
    world_run(world, 20, NULL);
    mf_drift_drives(&world->view, 0, 0, 0, &person, between);
    for (int k = 0; k < MF_N_MOTIVES; k++)
        again.drive[k] = mf_drift_code(between[k]);
    again.seen = (uint16_t) world->view.step;
    world_run(world, 25, NULL);
    mf_drift_drives(&world->view, 0, 0, 0, &person, x);
    mf_drift_drives(&world->view, 0, 0, 0, &again, y);
    for (int k = 0; k < MF_N_MOTIVES; k++)
        assert_close(x[k], y[k], 1.0 / 4096.0 + 1e-12);
    world_close(world);
}

/* Those who think things over once a week and stay are, in the end, the same to
 * the last bit as those who never thought; and so for every look from outside. */
static void looking_never_changes_a_bit(void **state)
{
    mf_scenario *never = scene_read(&restless, AS_WRITTEN);
    mf_scenario *often = scene_read(&restless, SETS("decision.rate=52.0"));
    mf_world *a = world_of(never, 1, false), *b = world_of(often, 1, false);
    history past = { 0 };

    (void) state;
    for (int t = 0; t < 60; t++) {
        double x[MF_N_MOTIVES], share[MF_N_MOTIVES];

        world_run(a, 1, NULL);
        world_run(b, 1, &past);
        for (uint32_t id = 0; id < b->people.n && world_has(b, id); id++) {
            mf_drift_drives(&b->view, 0, 0, 0, &b->people.person[id], x);
            mf_drift_shares(x, share);
        }
    }
    assert_true(happened(&past, MF_EVENT_RECONSIDERS) > 30000);
    assert_int_equal(a->people.n, b->people.n);
    assert_memory_equal(a->people.person, b->people.person, a->people.n * sizeof *a->people.person);
    world_end(a);
    world_end(b);
    mf_scenario_free(never);
    mf_scenario_free(often);
}

/* exp(1.5 - k) / sum over k: 0.6439142598879724, 0.23688281808991013, ... */
static void shares_are_a_point_on_the_simplex(void **state)
{
    static const double drive[MF_N_MOTIVES] = { 1.5, 0.5, -0.5, -1.5 };
    static const double share[MF_N_MOTIVES] = { 0.6439142598879724, 0.23688281808991013,
                                                0.08714431874203257, 0.03205860328008499 };
    double got[MF_N_MOTIVES];

    (void) state;
    mf_drift_shares(drive, got);
    for (int k = 0; k < MF_N_MOTIVES; k++)
        assert_close(got[k], share[k], 1e-15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(drift_is_the_solution_of_its_equation),
        cmocka_unit_test(a_wrong_pull_is_found),
        cmocka_unit_test(storing_in_between_loses_no_more_than_the_grain),
        cmocka_unit_test(looking_never_changes_a_bit),
        cmocka_unit_test(shares_are_a_point_on_the_simplex),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
