/* Indicators of cubes that were filled by hand: how sure one is within one run, which cells are
 * too small to be told, what explains a decision, costs, and the places of paths to work.
 * Expected errors were computed apart, by numerical derivatives. */
#include "support/statistics.h"
#include "support/worlds.h"

#include <math.h>
#include <string.h>

#include "record/indicators.h"
#include "record/indicators_paths.h"
#include "record/indicators_watch.h"

static const scene two_origins = {
    .countries = "{ id = \"HERE\"; }, { id = \"THERE\"; }",
    .places = "{ id = \"A\"; country = \"HERE\"; role = [\"origin\"]; }, "
              "{ id = \"B\"; country = \"THERE\"; role = [\"destination\"]; }",
    .cohorts = "{ id = \"K\"; origin = \"A\"; scale = 2.0; "
               "start = ( { place = \"A\"; status = \"home\"; persons = 50.0; } ); }, "
               "{ id = \"L\"; origin = \"A\"; scale = 6.0; "
               "start = ( { place = \"A\"; status = \"home\"; persons = 50.0; } ); }",
};

static const mf_cut everything = { MF_ALL, MF_ALL, MF_ALL };

static int number_of(const char *name)
{
    for (int i = 0; mf_indicators[i].name != NULL; i++)
        if (strcmp(mf_indicators[i].name, name) == 0)
            return i;
    fail_msg("no indicator is called %s", name);
    return -1;
}

static void put(mf_cube *cube, int cohort, int way, int need, int n)
{
    size_t cell = mf_cube_cell(cube, 0, 1, cohort);
    const int32_t *there = mf_cube_sorted(cube, cell, MF_SORTING_DECISION);
    int had = there == NULL ? 0 : there[(way * 2 + need) * MF_N_MIXED + 7];

    mf_cube_sort(cube, cell, MF_SORTING_DECISION, way, need, 7, n - had);
}

static void put_four(mf_cube *cube, const int n[4])
{
    for (int i = 0; i < 4; i++)
        put(cube, 0, i / 2, i % 2, n[i]);
}

static void the_error_of_a_share_is_that_of_a_binomial(void **state)
{
    mf_scenario *s = scene_read(&two_origins, AS_WRITTEN);
    mf_cube cube;

    (void) state;
    assert_int_equal(mf_cube_init(&cube, s), MF_OK);
    put_four(&cube, (const int[]){ 30, 90, 70, 10 }); /* protected 30 without need, 90 with */
    assert_close(mf_indicator_value(&cube, everything, number_of("fn_decision")), 0.1, 1e-12);
    assert_close(mf_indicator_error(&cube, everything, number_of("fn_decision")), 0.03, 1e-12);
    assert_close(mf_indicator_error(&cube, everything, number_of("fp_decision")),
                 0.0458257569495584, 1e-12);
    put(&cube, 1, 1, 1, 10); /* ten refused in need, each of 6 persons: 80 / 260 persons */
    assert_close(mf_indicator_value(&cube, everything, number_of("fn_decision")), 80.0 / 260.0, 1e-12);
    assert_close(mf_indicator_error(&cube, everything, number_of("fn_decision")),
                 sqrt((40.0 + 360.0) * pow(180.0 / 260.0, 2) + 360.0 * pow(80.0 / 260.0, 2)) / 260.0,
                 1e-12);
    assert_true(isnan(mf_indicator_error(&cube, everything, number_of("limbo_years"))));
    mf_cube_free(&cube);
    mf_scenario_free(s);
}

static void the_error_of_disentanglement_is_that_of_its_derivatives(void **state)
{
    mf_scenario *s = scene_read(&two_origins, AS_WRITTEN);
    int di = number_of("di_decision");
    mf_cube cube;

    (void) state;
    assert_int_equal(mf_cube_init(&cube, s), MF_OK);
    assert_true(isnan(mf_indicator_error(&cube, everything, di)));
    put_four(&cube, (const int[]){ 30, 90, 70, 10 });
    assert_close(mf_indicator_error(&cube, everything, di), 0.057000904912293364, 1e-9);
    put_four(&cube, (const int[]){ 50, 50, 50, 50 }); /* independent: chi-squared alone */
    assert_close(mf_indicator_error(&cube, everything, di), 1.0 / (sqrt(2.0) * 200.0 * log(2.0)), 1e-12);
    mf_cube_free(&cube);
    mf_scenario_free(s);
}

/* Of samples of 400 from known shares, those whose value +- 1.96 errors holds the truth. */
static double coverage(const double share[4], double truth)
{
    enum { SAMPLES = 1000, SIZE = 400 };
    mf_scenario *s = scene_read(&two_origins, AS_WRITTEN);
    int di = number_of("di_decision"), held = 0;
    uint64_t luck = 20160101;
    mf_cube cube;

    assert_int_equal(mf_cube_init(&cube, s), MF_OK);
    for (int i = 0; i < SAMPLES; i++) {
        int n[4] = { 0, 0, 0, 0 };
        double value, error;

        for (int k = 0; k < SIZE; k++) {
            double u, upto = 0.0;
            int cell = -1;

            luck = luck * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            u = (double) (luck >> 11) / 9007199254740992.0;
            do
                upto += share[++cell];
            while (u >= upto && cell < 3);
            n[cell]++;
        }
        put_four(&cube, n);
        value = mf_indicator_value(&cube, everything, di);
        error = mf_indicator_error(&cube, everything, di);
        held += fabs(value - truth) <= 1.96 * error;
    }
    mf_cube_free(&cube);
    mf_scenario_free(s);
    return (double) held / SAMPLES;
}

static void the_interval_of_disentanglement_holds_the_truth(void **state)
{
    (void) state;
    assert_in_range((int) (1000.0 * coverage((const double[]){ 0.15, 0.45, 0.35, 0.05 },
                                             0.29580734804468206)), 930, 970);
    assert_in_range((int) (1000.0 * coverage((const double[]){ 0.25, 0.25, 0.25, 0.25 }, 0.0)), 930, 1000);
    /* where nothing is sorted, values pile up on one side of the truth: the interval is too wide */
}

static void small_cells_are_not_told(void **state)
{
    mf_scenario *s = scene_read(&two_origins, AS_WRITTEN);
    int fn = number_of("fn_decision"), di = number_of("di_decision"), left = number_of("left_irregularly");
    int deaths = number_of("deaths_per_arrival");
    mf_cut cell = { 0, 0, 1 };
    int64_t *counts;
    mf_cube cube;

    (void) state;
    assert_int_equal(mf_cube_init(&cube, s), MF_OK);
    counts = mf_cube_count(&cube, mf_cube_cell(&cube, 0, 1, 0), 0);
    put_four(&cube, (const int[]){ 1, 9, 0, MF_CELL_LEAST - 10 }); /* in need: one too few */
    assert_true(isnan(mf_indicator_of_cell(&cube, cell, fn)));
    assert_true(!isnan(mf_indicator_value(&cube, cell, fn)));
    assert_close(mf_indicator_of_cell(&cube, cell, di), mf_indicator_value(&cube, cell, di), 0.0);
    put(&cube, 0, 0, 1, 10);
    assert_close(mf_indicator_of_cell(&cube, cell, fn), 0.5, 1e-12);
    counts[MF_COUNT_LANDED] = MF_CELL_LEAST - 1;
    counts[MF_COUNT_DIED_CROSSING] = 1;
    assert_true(isnan(mf_indicator_of_cell(&cube, cell, deaths)));
    counts[MF_COUNT_LANDED] = MF_CELL_LEAST;
    assert_close(mf_indicator_of_cell(&cube, cell, deaths), 50.0, 1e-12);
    counts[MF_COUNT_LEFT_IRREGULAR] = 1; /* a count needs no denominator */
    assert_close(mf_indicator_of_cell(&cube, cell, left), 2.0, 1e-12);
    assert_true(isnan(mf_indicator_of_cell(&cube, cell, number_of("cost_all"))));
    mf_cube_free(&cube);
    mf_scenario_free(s);
}

/* ------------------------------------------------------------- what explains a decision, and costs */

static const scene four_countries = {
    .countries = "{ id = \"HERE\"; }, { id = \"MID\"; }, { id = \"THERE\"; }, { id = \"OTHER\"; }",
    .places = "{ id = \"A\"; country = \"HERE\"; role = [\"origin\"]; }, "
              "{ id = \"M\"; country = \"MID\"; role = [\"origin\"]; }, "
              "{ id = \"B\"; country = \"THERE\"; role = [\"destination\"]; }, "
              "{ id = \"O\"; country = \"OTHER\"; role = [\"destination\"]; }",
    .links = "{ id = \"AB\"; from = \"A\"; to = \"B\"; days = 7.0; }, "
             "{ id = \"MO\"; from = \"M\"; to = \"O\"; days = 7.0; }",
    .cohorts = "{ id = \"K\"; origin = \"A\"; scale = 2.0; "
               "start = ( { place = \"A\"; status = \"home\"; persons = 50.0; } ); }, "
               "{ id = \"L\"; origin = \"M\"; scale = 2.0; "
               "start = ( { place = \"M\"; status = \"home\"; persons = 50.0; } ); }",
};

static void says(const mf_cube *cube, const char *name, double expected)
{
    assert_close(mf_indicator_value(cube, everything, number_of(name)), expected, 1e-9);
}

static void decided(mf_cube *cube, int cohort, int country, int way, int need, int mixed, int n)
{
    mf_cube_sort(cube, mf_cube_cell(cube, 0, country, cohort), MF_SORTING_DECISION, way, need, mixed, n);
}

static void origin_country_and_neither_share_the_uncertainty(void **state)
{
    mf_scenario *s = scene_read(&four_countries, AS_WRITTEN);
    int there = country_of(s, "THERE"), other = country_of(s, "OTHER");
    mf_cube cube;

    (void) state;
    assert_int_equal(mf_cube_init(&cube, s), MF_OK);
    decided(&cube, 0, there, 0, 0, 2, 3);
    decided(&cube, 0, there, 0, 1, 9, 5); /* 8 protected, whatever their need and mixedness */
    decided(&cube, 0, there, 1, 0, 9, 2);
    decided(&cube, 0, other, 0, 0, 9, 3);
    decided(&cube, 0, other, 1, 0, 9, 7);
    decided(&cube, 1, there, 0, 0, 9, 1);
    decided(&cube, 1, there, 1, 0, 9, 9);
    decided(&cube, 1, other, 0, 0, 9, 2);
    decided(&cube, 1, other, 1, 0, 9, 8);
    says(&cube, "decision_by_origin", 0.12049866393920598);
    says(&cube, "decision_by_country", 0.07006008879254895);
    says(&cube, "decision_by_neither", 0.8094412472682451);
    assert_true(isnan(mf_indicator_value(&cube, (mf_cut){ MF_ALL, 1, MF_ALL }, number_of("decision_by_country"))));
    mf_cube_free(&cube);
    mf_scenario_free(s);
}

static void the_most_mixed_third_is_told_apart(void **state)
{
    mf_scenario *s = scene_read(&four_countries, AS_WRITTEN);
    mf_cube cube;

    (void) state;
    assert_int_equal(mf_cube_init(&cube, s), MF_OK);
    decided(&cube, 0, 2, 0, 1, 15, 3);
    decided(&cube, 0, 2, 1, 1, 15, 1);
    decided(&cube, 0, 2, 0, 0, 15, 1);
    decided(&cube, 0, 2, 1, 0, 15, 1);
    decided(&cube, 0, 2, 0, 1, 3, 10); /* of these 24, a sixth belongs to the third of 30 */
    decided(&cube, 0, 2, 1, 1, 3, 2);
    decided(&cube, 0, 2, 1, 0, 3, 12);
    says(&cube, "di_decision", 0.4194518280934627);
    says(&cube, "fn_decision", 0.1875);
    says(&cube, "fp_decision", 1.0 / 14.0);
    says(&cube, "di_decision_mixed", 0.12651799690393292);
    says(&cube, "fn_decision_mixed", 2.0 / 9.0);
    says(&cube, "fp_decision_mixed", 0.25);
    mf_cube_free(&cube);
    mf_scenario_free(s);
}

static void costs_add_up_by_owner(void **state)
{
    mf_scenario *s = scene_read(&four_countries, AS_WRITTEN);
    mf_cube cube;

    (void) state;
    assert_int_equal(mf_cube_init(&cube, s), MF_OK);
    cube.cost[MF_OWNER_LABOUR] = 123400;
    cube.cost[MF_OWNER_EU] = 6600;
    *mf_cube_count(&cube, mf_cube_cell(&cube, cube.n_years - 1, 2, 1), MF_COUNT_SAFE_YEAR) = 5;
    says(&cube, "cost_all", 1300.0);
    says(&cube, "cost_labour", 1234.0);
    says(&cube, "cost_eu", 66.0);
    says(&cube, "cost_per_protected", 130.0); /* 5 modelled people, each 2 persons */
    assert_true(isnan(mf_indicator_value(&cube, (mf_cut){ MF_ALL, 0, MF_ALL }, number_of("cost_all"))));
    mf_cube_free(&cube);
    mf_scenario_free(s);
}

/* ------------------------------------------------------------- places of paths to work */

static void only_the_last_stage_of_a_path_to_work_has_places(void **state)
{
    mf_scenario *s = small_read(AS_WRITTEN);

    (void) state;
    assert_true(mf_path_ends_in(s, queue_of(s, "visas")));
    assert_false(mf_path_ends_in(s, queue_of(s, "office")));   /* passes on to the embassy */
    assert_false(mf_path_ends_in(s, queue_of(s, "families"))); /* grants, but not work */
    assert_false(mf_path_ends_in(s, queue_of(s, "mission")));
    mf_scenario_free(s);
}

/* Three years of places; also what the embassy of the small world does is counted. */
static void places_are_filled_by_those_who_are_served(void **state)
{
    mf_scenario *s = small_read(AS_WRITTEN);
    int filled = number_of("work_places_filled"), visas = queue_of(s, "visas");
    double offered = 0.0, served = 0.0;
    mf_world *world = world_of(s, 1, false);
    mf_sight sight;

    (void) state;
    assert_int_equal(mf_sight_init(&sight, s), MF_OK);
    assert_int_equal(mf_sight_begin(&sight, world), MF_OK);
    sight.cube.places[0] = 40000;
    sight.cube.places[1] = 10000;
    sight.cube.places[2] = 60000;
    sight.cube.places[3] = 55000;
    assert_close(mf_indicator_value(&sight.cube, everything, filled), 0.65, 1e-12);
    assert_close(mf_indicator_value(&sight.cube, (mf_cut){ 0, MF_ALL, MF_ALL }, filled), 0.25, 1e-12);
    assert_true(isnan(mf_indicator_value(&sight.cube, (mf_cut){ 0, 0, MF_ALL }, filled)));
    assert_int_equal(mf_sight_begin(&sight, world), MF_OK); /* forgets */
    assert_true(isnan(mf_indicator_value(&sight.cube, everything, filled)));
    while (world->step < world->n_steps) {
        world_run(world, 1, NULL);
        world->step--; /* an observer sees a step before it is counted as done */
        mf_sight_step(&sight, world);
        world->step++;
        offered += world->now.queue[visas].capacity * 7.0 / 30.436875;
        served += world->lines.state[visas].served_now;
    }
    assert_true(served > 100.0 && served < offered);
    assert_close(mf_indicator_value(&sight.cube, everything, filled), served / offered, 1e-4);
    mf_sight_free(&sight);
    world_close(world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_error_of_a_share_is_that_of_a_binomial),
        cmocka_unit_test(the_error_of_disentanglement_is_that_of_its_derivatives),
        cmocka_unit_test(the_interval_of_disentanglement_holds_the_truth),
        cmocka_unit_test(small_cells_are_not_told),
        cmocka_unit_test(origin_country_and_neither_share_the_uncertainty),
        cmocka_unit_test(the_most_mixed_third_is_told_apart),
        cmocka_unit_test(costs_add_up_by_owner),
        cmocka_unit_test(only_the_last_stage_of_a_path_to_work_has_places),
        cmocka_unit_test(places_are_filled_by_those_who_are_served),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
