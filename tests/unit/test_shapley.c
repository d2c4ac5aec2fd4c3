/* Shapley values keep their axioms, and say what was computed by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "study/shapley.h"

#define EQUAL(a, b) assert_true(fabs((a) - (b)) <= 1e-9 * fmax(1.0, fabs(b)))

enum { K = 6, CELLS = 1 << K };

/* A function of subsets without any order in it, addressed by `who`. */
static void draw_game(uint32_t who, double *v)
{
    for (uint32_t c = 0; c < CELLS; c++)
        v[c] = 10.0 * mf_unit(mf_words_at(2385, MF_DRAW_BOOTSTRAP, who, c, 7).w[0]);
}

/* The glove game: one left glove, two right ones; a pair is worth 1 (Shapley 1953: 2/3, 1/6, 1/6).
 * Interactions by hand: left with a right one 1/2 x 1 + 1/2 x 0; the two right ones 0 without the
 * left, 1 - 1 - 1 + 0 = -1 with it. */
static void the_glove_game_is_shared_as_by_hand(void **state)
{
    static const double v[8] = { 0, 0, 0, 1, 0, 1, 0, 1 };
    double value[3], pair[9];

    (void) state;
    mf_shapley_exact(3, v, value, pair);
    EQUAL(value[0], 2.0 / 3.0);
    EQUAL(value[1], 1.0 / 6.0);
    EQUAL(value[2], 1.0 / 6.0);
    EQUAL(pair[1], 0.5);
    EQUAL(pair[2], 0.5);
    EQUAL(pair[5], -0.5);
    EQUAL(pair[7], pair[5]);
}

static void values_add_up_to_all_on_less_all_off(void **state)
{
    double v[CELLS], value[K], sum = 0.0;

    (void) state;
    draw_game(1, v);
    mf_shapley_exact(K, v, value, NULL);
    for (int i = 0; i < K; i++)
        sum += value[i];
    EQUAL(sum, v[CELLS - 1] - v[0]);
}

/* Switches 1 and 4 change places: what they are worth must not depend on which is which. */
static void equal_switches_have_equal_values(void **state)
{
    double v[CELLS], value[K], pair[K * K];

    (void) state;
    draw_game(2, v);
    for (int c = 0; c < CELLS; c++) {
        int swapped = (c & ~0x12) | (c >> 1 & 1) << 4 | (c >> 4 & 1) << 1;

        if (swapped > c)
            v[swapped] = v[c];
    }
    mf_shapley_exact(K, v, value, pair);
    EQUAL(value[1], value[4]);
    EQUAL(pair[1 * K + 3], pair[4 * K + 3]);
    assert_true(fabs(value[1] - value[0]) > 1e-3);
}

static void a_switch_that_does_nothing_is_worth_nothing(void **state)
{
    double v[CELLS], value[K], pair[K * K];

    (void) state;
    draw_game(3, v);
    for (int c = 0; c < CELLS; c++)
        v[c | 4] = v[c & ~4];
    mf_shapley_exact(K, v, value, pair);
    assert_true(fabs(value[2]) < 1e-12);
    for (int j = 0; j < K; j++)
        assert_true(fabs(pair[2 * K + j]) < 1e-12);
}

static void values_of_a_sum_are_sums_of_values(void **state)
{
    double a[CELLS], b[CELLS], of_a[K], of_b[K], of_sum[K], pair_a[K * K], pair_b[K * K], pair[K * K];

    (void) state;
    draw_game(4, a);
    draw_game(5, b);
    mf_shapley_exact(K, a, of_a, pair_a);
    mf_shapley_exact(K, b, of_b, pair_b);
    for (int c = 0; c < CELLS; c++)
        a[c] += 3.0 * b[c];
    mf_shapley_exact(K, a, of_sum, pair);
    for (int i = 0; i < K; i++)
        EQUAL(of_sum[i], of_a[i] + 3.0 * of_b[i]);
    for (int p = 0; p < K * K; p++)
        EQUAL(pair[p], pair_a[p] + 3.0 * pair_b[p]);
}

/* ---------------------------------------------------------------- from designs */

static mf_design made(enum mf_design_kind kind, int k, size_t n)
{
    mf_design_wish wish = { .kind = kind, .n_factors = k, .n = n, .pairs = true, .seed = 19 };
    mf_design design;

    assert_int_equal(mf_design_make(&design, &wish, NULL), MF_OK);
    return design;
}

static int cell_of(const mf_design *d, size_t point)
{
    int cell = 0;

    for (int i = 0; i < d->n_factors; i++)
        cell |= d->level[point * (size_t) d->n_factors + (size_t) i] << i;
    return cell;
}

/* 1000 persons, of whom three policies leave 0.8, 0.5 and 0.9: on the log scale they do not
 * interact, on the natural scale they do. */
static void effects_that_multiply_interact_on_the_natural_scale_alone(void **state)
{
    static const double leaves[] = { 0.8, 0.5, 0.9 };
    mf_design d = made(MF_DESIGN_FACTORIAL, 3, 0);
    double y[8];
    mf_shapley natural, logs;

    (void) state;
    for (size_t p = 0; p < 8; p++) {
        y[p] = 1000.0;
        for (int i = 0; i < 3; i++)
            y[p] *= (cell_of(&d, p) >> i & 1) != 0 ? leaves[i] : 1.0;
    }
    assert_int_equal(mf_shapley_make(&natural, &d, y, 1, false, NULL), MF_OK);
    assert_int_equal(mf_shapley_make(&logs, &d, y, 1, true, NULL), MF_OK);
    for (int i = 0; i < 3; i++)
        EQUAL(logs.value[i].mean, log(leaves[i]));
    assert_true(fabs(logs.pair[1].mean) < 1e-12);
    EQUAL(natural.pair[1].mean, 1000.0 * (0.2 * 0.5) * 0.95); /* mean over the third: (1 + 0.9) / 2 */
    EQUAL(natural.total.mean, 1000.0 * (0.8 * 0.5 * 0.9 - 1.0));
    assert_true(isnan(natural.value[0].error));
    mf_shapley_free(&natural);
    mf_shapley_free(&logs);
    mf_design_free(&d);
}

/* One switch adds 2, 3 and 4 in three replicates: mean 3, standard error 1 / sqrt(3). */
static void errors_are_those_of_the_mean_over_replicates(void **state)
{
    mf_design d = made(MF_DESIGN_FACTORIAL, 1, 0);
    const double y[] = { 10.0, 20.0, 30.0, 12.0, 23.0, 34.0 };
    mf_shapley s;

    (void) state;
    assert_int_equal(mf_shapley_make(&s, &d, y, 3, false, NULL), MF_OK);
    EQUAL(s.value[0].mean, 3.0);
    EQUAL(s.value[0].error, 1.0 / sqrt(3.0));
    EQUAL(s.value[0].low, 3.0 - 4.302652729911275 / sqrt(3.0));
    mf_shapley_free(&s);
    mf_design_free(&d);
}

static void a_replicate_without_a_logarithm_is_left_out(void **state)
{
    mf_design d = made(MF_DESIGN_FACTORIAL, 1, 0), w = made(MF_DESIGN_PERMUTATIONS, 2, 2);
    const double y[] = { 10.0, 0.0, 20.0, 5.0 };
    double walks[16];
    mf_shapley s;
    mf_error err = { 0 };

    (void) state;
    assert_int_equal(mf_shapley_make(&s, &d, y, 2, true, NULL), MF_OK);
    assert_int_equal(s.value[0].n, 1);
    EQUAL(s.value[0].mean, log(2.0));
    mf_shapley_free(&s);
    for (size_t p = 0; p < w.n_points; p++) { /* the second replicate has none at all */
        walks[2 * p] = 1.0 + cell_of(&w, p);
        walks[2 * p + 1] = -1.0;
    }
    assert_int_equal(mf_shapley_make(&s, &w, walks, 2, true, NULL), MF_OK);
    EQUAL(s.total.mean, log(4.0));
    EQUAL(s.value[0].mean + s.value[1].mean, log(4.0));
    mf_shapley_free(&s);
    for (size_t p = 0; p < w.n_points; p++)
        walks[2 * p] = 0.0;
    assert_int_equal(mf_shapley_make(&s, &w, walks, 2, true, &err), MF_E_USAGE);
    assert_non_null(strstr(err.text, "above zero"));
    mf_design_free(&d);
    mf_design_free(&w);
}

/* 400 orders of six switches: within four of their own standard errors of the exact values, and
 * their sum is exact. */
static void walks_come_near_the_exact_values(void **state)
{
    mf_design d = made(MF_DESIGN_PERMUTATIONS, K, 400);
    double v[CELLS], value[K], pair[K * K], *y = calloc(d.n_points, sizeof *y), sum = 0.0;
    mf_shapley s;

    (void) state;
    assert_non_null(y);
    draw_game(6, v);
    mf_shapley_exact(K, v, value, pair);
    for (size_t p = 0; p < d.n_points; p++)
        y[p] = v[cell_of(&d, p)];
    assert_int_equal(mf_shapley_make(&s, &d, y, 1, false, NULL), MF_OK);
    for (int i = 0; i < K; i++) {
        sum += s.value[i].mean;
        assert_true(s.value[i].error > 0.0 && s.value[i].error < 1.0);
        assert_true(fabs(s.value[i].mean - value[i]) < 4.0 * s.value[i].error);
        for (int j = 0; j < i; j++) {
            assert_true(s.pair[i * K + j].error > 0.0 && s.pair[i * K + j].error < 2.0);
            assert_true(fabs(s.pair[i * K + j].mean - pair[i * K + j]) <
                        4.0 * s.pair[i * K + j].error);
        }
    }
    EQUAL(sum, v[CELLS - 1] - v[0]);
    mf_shapley_free(&s);
    mf_design_free(&d);
    free(y);
}

static void a_factorial_with_a_hole_is_refused(void **state)
{
    mf_design d = made(MF_DESIGN_FACTORIAL, 3, 0);
    const double y[8] = { 1.0 };
    mf_shapley s;
    mf_error err = { 0 };

    (void) state;
    d.n_points = 7;
    assert_int_equal(mf_shapley_make(&s, &d, y, 1, false, &err), MF_E_USAGE);
    assert_non_null(strstr(err.text, "1 of the 8 combinations"));
    mf_design_free(&d);
    d = made(MF_DESIGN_MORRIS, 3, 2);
    assert_int_equal(mf_shapley_make(&s, &d, y, 1, false, &err), MF_E_USAGE);
    mf_design_free(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_glove_game_is_shared_as_by_hand),
        cmocka_unit_test(values_add_up_to_all_on_less_all_off),
        cmocka_unit_test(equal_switches_have_equal_values),
        cmocka_unit_test(a_switch_that_does_nothing_is_worth_nothing),
        cmocka_unit_test(values_of_a_sum_are_sums_of_values),
        cmocka_unit_test(effects_that_multiply_interact_on_the_natural_scale_alone),
        cmocka_unit_test(errors_are_those_of_the_mean_over_replicates),
        cmocka_unit_test(a_replicate_without_a_logarithm_is_left_out),
        cmocka_unit_test(walks_come_near_the_exact_values),
        cmocka_unit_test(a_factorial_with_a_hole_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
