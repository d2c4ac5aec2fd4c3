/* Coherence of two and three ministries, small enough to be computed by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study/coherence.h"
#include "study/frontier.h"

#define EQUAL(a, b) assert_true(fabs((a) - (b)) <= 1e-9 * fmax(1.0, fabs(b)))

/* Two ministries with one instrument each: the fence keeps people out and makes them wait, the
 * office shortens the wait, less so behind a fence.  Rows: nothing, fence, office, both. */
static const double flow[4] = { 10.0, 4.0, 10.0, 4.0 }, wait[4] = { 6.0, 8.0, 2.0, 7.0 };
static const char *const two_measures[] = { "flow", "wait" };
static const mf_goal two_goals[] = { { "fences", "flow", -1, 1.0 }, { "offices", "wait", -1, 3.0 },
                                     { .owner = NULL } };
static const char *const two_owners[] = { "fences", "offices", NULL };
static const int one_each[] = { 0, 1 };

/* Sample standard deviations over the four packages, by hand. */
#define SIGMA_FLOW sqrt(4.0 * 9.0 / 3.0)
#define SIGMA_WAIT sqrt((0.0625 + 5.0625 + 14.0625 + 1.5625) / 3.0)

typedef struct study {
    mf_design design;
    mf_results results;
    mf_scores scores;
    mf_coherence coherence;
    double *value;
} study;

/* The four packages in some replicates that differ in level alone. */
static study two_ministries(size_t replicates)
{
    mf_design_wish wish = { .kind = MF_DESIGN_FACTORIAL, .n_factors = 2 };
    study s = { .value = calloc(8 * replicates, sizeof *s.value) };

    assert_non_null(s.value);
    assert_int_equal(mf_design_make(&s.design, &wish, NULL), MF_OK);
    for (size_t p = 0; p < 4; p++)
        for (size_t r = 0; r < replicates; r++) {
            s.value[p * replicates + r] = flow[p] + (double) r;
            s.value[(4 + p) * replicates + r] = wait[p] - (double) r;
        }
    s.results = (mf_results){ 1, 2, 4, replicates, two_measures, s.value, 0 };
    assert_int_equal(mf_scores_make(&s.scores, &s.results, two_goals, two_owners, NULL), MF_OK);
    assert_int_equal(mf_coherence_make(&s.coherence, &s.design, &s.scores, one_each, 1, NULL), MF_OK);
    return s;
}

static void study_free(study *s)
{
    mf_coherence_free(&s->coherence);
    mf_scores_free(&s->scores);
    mf_design_free(&s->design);
    free(s->value);
}

static void goals_are_scored_in_units_of_what_packages_move(void **state)
{
    study s = two_ministries(2);

    (void) state;
    EQUAL(s.scores.goal[0].sigma, SIGMA_FLOW);
    EQUAL(s.scores.goal[1].sigma, SIGMA_WAIT);
    EQUAL(s.scores.goal[1].weight, 1.0); /* its only goal, whatever its weight */
    EQUAL(mf_scores_at(&s.scores, 0, 0, 1)[1], 6.0 / SIGMA_FLOW);
    EQUAL(mf_scores_at(&s.scores, 0, 1, 1)[0], -2.0 / SIGMA_WAIT);
    EQUAL(mf_scores_at(&s.scores, 0, 2, 3)[0], 6.0 / SIGMA_FLOW - 1.0 / SIGMA_WAIT);
    study_free(&s);
}

/* Shapley values by hand: of the fence on flow 6, on wait (2 + 5) / 2 longer; of the office on
 * flow 0, on wait (4 + 1) / 2 shorter.  Their interaction on wait: 7 - 8 - 2 + 6 = 3 longer. */
static void the_matrix_says_who_helps_whom(void **state)
{
    study s = two_ministries(3);
    const mf_coherence *c = &s.coherence;

    (void) state;
    EQUAL(c->matrix[0].mean, 6.0 / SIGMA_FLOW);
    EQUAL(c->matrix[1].mean, -3.5 / SIGMA_WAIT);
    assert_true(fabs(c->matrix[2].mean) < 1e-12);
    EQUAL(c->matrix[3].mean, 2.5 / SIGMA_WAIT);
    assert_true(c->matrix[1].error < 1e-9); /* replicates differ in level alone */
    EQUAL(c->of_all.pair[1].mean, -3.0 / SIGMA_WAIT);
    EQUAL(c->scalar[MF_COHERENCE_GAP].mean, -3.0 / SIGMA_WAIT);
    EQUAL(c->scalar[MF_COHERENCE_SPILL].mean, 0.5); /* 0 is not below zero, -3.5 is */
    study_free(&s);
}

/* Each serves itself, so both stand: 6 / 3.46 - 1 / 2.63 = 1.35.  The office alone is better for all
 * together: 4 / 2.63 = 1.52. */
static void silos_lose_what_the_joint_optimum_has(void **state)
{
    study s = two_ministries(2);
    const mf_coherence *c = &s.coherence;
    double both = 6.0 / SIGMA_FLOW - 1.0 / SIGMA_WAIT, office = 4.0 / SIGMA_WAIT;

    (void) state;
    assert_true(office > both);
    assert_true(c->silo.settles);
    assert_int_equal(c->silo.n_equilibria, 1);
    assert_int_equal(c->silo.on, 3);
    assert_int_equal(c->best, 2);
    EQUAL(c->silo.joint, both);
    EQUAL(c->scalar[MF_COHERENCE_COST].mean, office - both);
    EQUAL(c->silo.agree, 1.0);
    EQUAL(c->best_agree, 1.0);
    study_free(&s);
}

/* One wants to be where the other is, the other wants not: they go round (matching pennies). */
static void owners_who_cannot_agree_go_round_in_a_circle(void **state)
{
    static const double pennies[] = { 1.0, -1.0, -1.0, 1.0, -1.0, 1.0, 1.0, -1.0 };
    static const double agree[] = { 2.0, 0.0, 0.0, 1.0, 2.0, 0.0, 0.0, 1.0 };
    mf_silo silo = mf_silo_of(2, one_each, 2, pennies);

    (void) state;
    assert_false(silo.settles);
    assert_int_equal(silo.n_circle, 2); /* a round takes both */
    assert_int_equal(silo.n_equilibria, 0);
    EQUAL(silo.joint, 0.0);
    silo = mf_silo_of(2, one_each, 2, agree); /* nobody leaves where they are, though both is one, too */
    assert_true(silo.settles);
    assert_int_equal(silo.n_equilibria, 2);
    assert_int_equal(silo.on, 0);
    EQUAL(silo.joint, 4.0);
}

/* An owner with two instruments chooses among four sets at once: one alone harms, both help. */
static void an_owner_chooses_a_whole_set_of_instruments(void **state)
{
    static const int all_of_one[] = { 0, 0 };
    static const double score[] = { 0.0, -1.0, -1.0, 2.0 };
    mf_silo silo = mf_silo_of(2, all_of_one, 1, score);

    (void) state;
    assert_int_equal(silo.on, 3);
    EQUAL(silo.joint, 2.0);
}

static mf_estimate estimate(double mean, double error)
{
    return (mf_estimate){ mean, error, mean - 2.0 * error, mean + 2.0 * error, 8 };
}

static void the_scale_has_seven_points_and_leaves_out_chance(void **state)
{
    static const struct {
        double mean, error;
        int step;
        const char *word;
    } table[] = { { -0.9, 0.1, -3, "cancelling" },  { -0.6, 0.1, -2, "counteracting" },
                  { -0.3, 0.1, -1, "constraining" }, { -0.1, 0.01, 0, "consistent" },
                  { 0.9, 0.5, 0, "consistent" },     { 0.2, 0.05, 1, "enabling" },
                  { 0.5, 0.2, 2, "reinforcing" },    { 0.8, 0.39, 3, "indivisible" },
                  { 0.8, NAN, 3, "indivisible" } };

    (void) state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        mf_estimate e = estimate(table[i].mean, table[i].error);

        assert_int_equal(mf_step_of(&e), table[i].step);
        assert_string_equal(mf_step_word(mf_step_of(&e)), table[i].word);
    }
}

/* ---------------------------------------------------------------- goals */

static void goals_that_nothing_moves_or_measures_do_not_count(void **state)
{
    static const char *const measures[] = { "flow", "still", "gone" };
    static const mf_goal goals[] = { { "fences", "flow", -1, 1.0 }, { "fences", "still", +1, 1.0 },
                                     { "offices", "gone", +1, 1.0 }, { .owner = NULL } };
    const double value[] = { 1.0, 2.0, 7.3, 7.3, 1.0, NAN };
    mf_results results = { 1, 3, 2, 1, measures, value, 0 };
    mf_scores scores;

    (void) state;
    assert_int_equal(mf_scores_make(&scores, &results, goals, NULL, NULL), MF_OK);
    assert_true(scores.goal[0].counts && !scores.goal[1].counts && !scores.goal[2].counts);
    EQUAL(scores.goal[0].weight, 1.0);
    assert_non_null(strstr(scores.notes.text, "goal still of fences does not count: no policy moves it"));
    assert_non_null(strstr(scores.notes.text, "goal gone of offices does not count: it has no value"));
    EQUAL(mf_scores_at(&scores, 0, 1, 1)[0], 0.0);
    mf_scores_free(&scores);
}

static void goals_that_name_no_measure_are_all_named(void **state)
{
    static const char *const measures[] = { "flow" };
    static const mf_goal goals[] = { { "fences", "flaw", -1, 1.0 }, { "offices", "weight", +1, 1.0 },
                                     { "offices", "flow", +1, 0.0 }, { .owner = NULL } };
    const double value[] = { 1.0, 2.0 };
    mf_results results = { 1, 1, 2, 1, measures, value, 0 };
    mf_scores scores;
    mf_error err = { 0 };

    (void) state;
    assert_int_equal(mf_scores_make(&scores, &results, goals, NULL, &err), MF_E_USAGE);
    assert_string_equal(err.text, "goals: flaw of fences is no measure, weight of offices is no measure, "
                                  "flow of offices has no weight above 0");
}

/* ---------------------------------------------------------------- walks */

static void walks_give_the_same_matrix_and_no_silo(void **state)
{
    mf_design_wish wish = { .kind = MF_DESIGN_PERMUTATIONS, .n_factors = 2, .n = 2, .pairs = true };
    mf_design d;
    mf_coherence c;
    mf_scores scores;
    double value[16];
    mf_results results = { 1, 2, 8, 1, two_measures, value, 0 };
    study s = two_ministries(1);

    (void) state;
    assert_int_equal(mf_design_make(&d, &wish, NULL), MF_OK);
    for (size_t p = 0; p < 8; p++) {
        value[p] = flow[d.level[2 * p] + 2 * d.level[2 * p + 1]];
        value[8 + p] = wait[d.level[2 * p] + 2 * d.level[2 * p + 1]];
    }
    assert_int_equal(mf_scores_make(&scores, &results, two_goals, two_owners, NULL), MF_OK);
    assert_int_equal(mf_coherence_make(&c, &d, &scores, one_each, 1, NULL), MF_OK);
    for (int i = 0; i < 4; i++) /* the same but for the unit: other points, another sigma */
        EQUAL(c.matrix[i].mean * scores.goal[i % 2].sigma,
              s.coherence.matrix[i].mean * s.scores.goal[i % 2].sigma);
    EQUAL(c.scalar[MF_COHERENCE_SPILL].mean, 0.5);
    EQUAL(c.scalar[MF_COHERENCE_GAP].mean, -3.0 / scores.goal[1].sigma);
    assert_true(isnan(c.scalar[MF_COHERENCE_COST].mean));
    mf_coherence_free(&c);
    mf_scores_free(&scores);
    mf_design_free(&d);
    study_free(&s);
}

/* ---------------------------------------------------------------- what could be chosen */

enum { POINTS = 4, TWICE = 2 };

/* Cost and deaths of four packages in two replicates.  By means (1, 9), (2, 5), (3, 6), (4, 1) the
 * third is dominated by the second; in the second replicate alone it is not. */
static void the_front_is_what_nothing_beats(void **state)
{
    static const char *const measures[] = { "cost", "deaths" };
    static const mf_goal goals[] = { { "all", "deaths", -1, 1.0 }, { .owner = NULL } };
    static const int small[] = { 0, 1 };
    const double value[] = { 1, 1, 2, 2, 3, 3, 4, 4, 9, 9, 4, 6, 7, 5, 1, 1 };
    mf_results results = { 1, 2, POINTS, TWICE, measures, value, 0 };
    mf_scores scores;
    mf_standing standing[POINTS];

    (void) state;
    assert_int_equal(mf_scores_make(&scores, &results, goals, NULL, NULL), MF_OK);
    assert_int_equal(mf_frontier(standing, &results, &scores, small, 2, NULL), MF_OK);
    assert_true(standing[0].on_front && standing[1].on_front && !standing[2].on_front && standing[3].on_front);
    EQUAL(standing[2].front_share, 0.5);
    EQUAL(standing[1].front_share, 1.0);
    EQUAL(standing[3].best_share, 1.0);
    EQUAL(standing[0].best_share, 0.0);
    assert_true(isnan(standing[0].regret) && isnan(standing[0].least_regret_share));
    mf_scores_free(&scores);
}

/* Two packages beside none: one is best in calm (by 4 and 3), the other in a storm.  In units of
 * sigma = 2.0817 (of 0, 4, 3 in calm: 2.0817), regrets: none 4 and 5, first 0 and 4, second 1 and 0. */
static void regret_is_least_for_what_never_fails_by_much(void **state)
{
    static const char *const measures[] = { "good" };
    static const mf_goal goals[] = { { "all", "good", +1, 1.0 }, { .owner = NULL } };
    const double value[] = { 0.0, 4.0, 3.0, 10.0, 11.0, 15.0 };
    const double sigma = sqrt((5.444444444444444 + 2.777777777777778 + 0.444444444444444) / 2.0);
    mf_results results = { 2, 1, 3, 1, measures, value, 0 };
    mf_scores scores;
    mf_standing standing[3];
    mf_state_best best[2];

    (void) state;
    assert_int_equal(mf_scores_make(&scores, &results, goals, NULL, NULL), MF_OK);
    assert_int_equal(mf_frontier(standing, &results, &scores, NULL, 0, NULL), MF_OK);
    assert_int_equal(mf_frontier_safe(standing, 3), 2);
    mf_frontier_states(best, &scores, 2);
    assert_int_equal(best[0].point, 1);
    EQUAL(best[0].joint, 4.0 / sigma);
    EQUAL(best[0].loses, 1.0 / sigma);
    assert_int_equal(best[1].point, 2);
    EQUAL(best[1].joint, 5.0 / sigma);
    EQUAL(best[1].loses, 0.0);
    EQUAL(best[1].agree, 1.0);
    EQUAL(standing[0].regret, 5.0 / sigma);
    EQUAL(standing[1].regret, 4.0 / sigma);
    EQUAL(standing[2].regret, 1.0 / sigma);
    assert_int_equal(standing[1].regret_state, 1);
    assert_int_equal(standing[2].regret_state, 0);
    EQUAL(standing[2].least_regret_share, 1.0);
    EQUAL(standing[1].best_share, 1.0);
    assert_false(standing[1].on_front); /* nothing is wished small */
    mf_scores_free(&scores);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(goals_are_scored_in_units_of_what_packages_move),
        cmocka_unit_test(the_matrix_says_who_helps_whom),
        cmocka_unit_test(silos_lose_what_the_joint_optimum_has),
        cmocka_unit_test(owners_who_cannot_agree_go_round_in_a_circle),
        cmocka_unit_test(an_owner_chooses_a_whole_set_of_instruments),
        cmocka_unit_test(the_scale_has_seven_points_and_leaves_out_chance),
        cmocka_unit_test(goals_that_nothing_moves_or_measures_do_not_count),
        cmocka_unit_test(goals_that_name_no_measure_are_all_named),
        cmocka_unit_test(walks_give_the_same_matrix_and_no_silo),
        cmocka_unit_test(the_front_is_what_nothing_beats),
        cmocka_unit_test(regret_is_least_for_what_never_fails_by_much),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
