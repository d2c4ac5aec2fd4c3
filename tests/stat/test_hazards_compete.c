/* Competing hazards: in a step of length dt the i-th of rates l with sum L
 * happens with probability l/L (1 - exp(-L dt)), and deaths in a step are
 * binomial.  Expected values are literals; planted mistakes must be found. */
#include "support/statistics.h"
#include "support/worlds.h"

/* Rates 3, 1.5, 0.5 by law and 0.25 of death, in a year. */
static const scene competing = {
    .calendar = "start = \"2016-01-01\"; end = \"2016-04-01\"; step = 28;",
    .cohorts = "{ id = \"K\"; origin = \"A\"; "
               "start = ( { place = \"A\"; status = \"home\"; persons = 300000.0; } ); }",
    .statuses = "{ id = \"home\"; traits = [\"home\"]; options = [\"stay\"]; }, "
                "{ id = \"x\"; options = [\"stay\"]; }, { id = \"y\"; options = [\"stay\"]; }, "
                "{ id = \"z\"; options = [\"stay\"]; }, { id = \"dead\"; traits = [\"terminal\"]; }",
    .transitions = "{ from = [\"home\"]; event = \"settles\"; to = \"x\"; rate = 3.0; }, "
                   "{ from = [\"home\"]; event = \"overstays\"; to = \"y\"; rate = 1.5; }, "
                   "{ from = [\"home\"]; event = \"released\"; to = \"z\"; rate = 0.5; }, "
                   "{ from = \"*\"; event = \"dies\"; to = \"dead\"; }",
    .more = "decision = { rate = 0.0; trigger_news = 0.0; trigger_violence = 0.0; }; "
            "needs = { mortality = 0.25; }; switches = { feedback = false; };",
};

/* home, x, y, z, dead after a step of 28 days = 0.07666139619567822 years */
static const double after[5] = { 0.6686648406080656, 0.18933437679539106, 0.09466718839769553,
                                 0.03155572946589851, 0.015777864732949256 };

static void counts_after_a_step(double count[5])
{
    static const char *const status[5] = { "home", "x", "y", "z", "dead" };
    mf_scenario *scenario = scene_read(&competing, AS_WRITTEN);
    mf_world *world = world_of(scenario, 1, false);

    world_run(world, 1, NULL);
    for (int i = 0; i < 5; i++)
        count[i] = (double) persons_in(world, status[i]);
    world_close(world);
}

static void hazards_compete(void **state)
{
    double count[5];

    (void) state;
    counts_after_a_step(count);
    assert_true(fabs(z_of_counts(count, after, 5)) < LIMIT);
    for (int i = 0; i < 5; i++)
        assert_true(fabs(z_of_share(count[i], 300000.0, after[i])) < LIMIT);
}

static void rates_times_time_are_not_probabilities(void **state)
{
    static const double naive[5] = { 0.5975276699726894, 0.22998418858703465, 0.11499209429351732,
                                     0.03833069809783911, 0.019165349048919554 };
    double count[5];

    (void) state;
    counts_after_a_step(count);
    assert_true(z_of_counts(count, naive, 5) > LIMIT);
}

/* One after the other, each with its own 1 - exp(-l dt): the first takes too much. */
static void hazards_do_not_queue(void **state)
{
    static const double in_turn[5] = { 0.6686648406080656, 0.20545383469844447, 0.08630901468784767,
                                       0.02663352279579631, 0.012938787209845854 };
    double count[5];

    (void) state;
    counts_after_a_step(count);
    assert_true(z_of_counts(count, in_turn, 5) > LIMIT);
}

/* ---------------------------------------------------------------- counts in a step */

enum { WEEKS = 150 };

/* Deaths at 0.9 a year among those who are left; the chi-square of their counts. */
static double scatter_of_deaths(double p, double *z_total)
{
    mf_scenario *scenario =
        scene_read(&(scene){ .calendar = "start = \"2016-01-01\"; end = \"2019-01-01\"; step = 7;",
                             .more = "decision = { rate = 0.0; trigger_news = 0.0; "
                                     "trigger_violence = 0.0; }; needs = { mortality = 0.9; }; "
                                     "switches = { feedback = false; };" }, AS_WRITTEN);
    mf_world *world = world_of(scenario, 1, false);
    double chi = 0.0, died = 0.0, expected = 0.0, variance = 0.0;

    for (int t = 0; t < WEEKS; t++) {
        history past = { 0 };
        double alive = (double) persons_in(world, "home"), dead, off;

        world_run(world, 1, &past);
        dead = (double) happened(&past, MF_EVENT_DIES);
        off = dead - alive * p;
        chi += off * off / (alive * p * (1.0 - p));
        died += dead;
        expected += alive * p;
        variance += alive * p * (1.0 - p);
    }
    *z_total = (died - expected) / sqrt(variance);
    world_close(world);
    return z_of_chi(chi, WEEKS);
}

/* 1 - exp(-0.9 * 7 / 365.2425) */
static void counts_in_a_step_are_binomial(void **state)
{
    double total, scatter = scatter_of_deaths(0.017100904989498122, &total);

    (void) state;
    assert_true(fabs(scatter) < LIMIT);
    assert_true(fabs(total) < LIMIT);
}

/* A year of 360 days, as one might write it: 1 - exp(-0.9 * 7 / 300). */
static void a_wrong_length_of_the_year_is_found(void **state)
{
    double total;

    (void) state;
    (void) scatter_of_deaths(0.02078103543054044, &total);
    assert_true(fabs(total) > LIMIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hazards_compete),
        cmocka_unit_test(rates_times_time_are_not_probabilities),
        cmocka_unit_test(hazards_do_not_queue),
        cmocka_unit_test(counts_in_a_step_are_binomial),
        cmocka_unit_test(a_wrong_length_of_the_year_is_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
