/* Designs have the properties that their names promise. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study/design.h"

static mf_design made(mf_design_wish wish)
{
    mf_design design;
    mf_error err = { 0 };

    if (mf_design_make(&design, &wish, &err) != MF_OK)
        fail_msg("%s", err.text);
    assert_int_equal(design.n_points, mf_design_count(&wish));
    return design;
}

static int level_at(const mf_design *d, size_t point, int factor)
{
    return d->level[point * (size_t) d->n_factors + (size_t) factor];
}

static double unit_at(const mf_design *d, size_t point, int factor)
{
    return d->unit[point * (size_t) d->n_factors + (size_t) factor];
}

static bool same_levels(const mf_design *d, size_t a, size_t b)
{
    size_t k = (size_t) d->n_factors;

    return memcmp(&d->level[a * k], &d->level[b * k], k * sizeof *d->level) == 0;
}

/* ---------------------------------------------------------------- levels */

static void a_grid_has_every_combination_once(void **state)
{
    static const int levels[] = { 3, 2, 4 };
    mf_design d = made((mf_design_wish){ .kind = MF_DESIGN_GRID, .n_factors = 3, .levels = levels });
    bool seen[24] = { false };

    (void) state;
    assert_int_equal(d.n_points, 24);
    for (size_t p = 0; p < 24; p++) {
        int cell = level_at(&d, p, 0) + 3 * (level_at(&d, p, 1) + 2 * level_at(&d, p, 2));

        assert_in_range(cell, 0, 23);
        assert_false(seen[cell]);
        seen[cell] = true;
    }
    mf_design_free(&d);
}

static void one_at_a_time_leaves_the_base_in_one_factor(void **state)
{
    static const int levels[] = { 3, 2, 4 }, base[] = { 1, 0, 3 };
    mf_design d = made((mf_design_wish){ .kind = MF_DESIGN_ONE_AT_A_TIME, .n_factors = 3,
                                         .levels = levels, .base = base });

    (void) state;
    assert_int_equal(d.n_points, 1 + 2 + 1 + 3);
    for (size_t p = 0; p < d.n_points; p++) {
        int moved = 0;

        for (int i = 0; i < 3; i++)
            moved += level_at(&d, p, i) != base[i];
        assert_int_equal(moved, p > 0);
        for (size_t q = 0; q < p; q++)
            assert_false(same_levels(&d, p, q));
    }
    mf_design_free(&d);
}

static void the_bits_of_a_point_of_a_factorial_are_its_switches(void **state)
{
    mf_design d = made((mf_design_wish){ .kind = MF_DESIGN_FACTORIAL, .n_factors = 5 });

    (void) state;
    assert_int_equal(d.n_points, 32);
    for (size_t p = 0; p < 32; p++)
        for (int i = 0; i < 5; i++)
            assert_int_equal(level_at(&d, p, i), p >> i & 1);
    mf_design_free(&d);
}

/* Sum over points of the product of some factors as -1 and 1. */
static int contrast(const mf_design *d, unsigned factors)
{
    int sum = 0;

    for (size_t p = 0; p < d->n_points; p++) {
        int sign = 1;

        for (int i = 0; i < d->n_factors; i++)
            if ((factors >> i & 1) != 0)
                sign *= level_at(d, p, i) == 1 ? 1 : -1;
        sum += sign;
    }
    return sum;
}

static int letters(unsigned word)
{
    int n = 0;

    for (; word != 0; word &= word - 1)
        n++;
    return n;
}

/* Points, factors and resolutions of the published tables (Box, Hunter and Hunter, table 12.15). */
static void fractions_are_as_small_as_the_published_ones(void **state)
{
    static const struct {
        int factors, resolution, points, reached;
    } table[] = { { 3, 3, 4, 3 },  { 4, 4, 8, 4 },  { 5, 5, 16, 5 },  { 6, 4, 16, 4 }, { 7, 3, 8, 3 },
                  { 7, 4, 16, 4 }, { 8, 4, 16, 4 }, { 6, 5, 32, 5 },  { 8, 5, 64, 5 }, { 11, 5, 128, 5 },
                  { 15, 3, 16, 3 }, { 16, 4, 32, 4 }, { 2, 5, 4, 0 } };

    (void) state;
    for (size_t t = 0; t < sizeof table / sizeof *table; t++) {
        mf_design d = made((mf_design_wish){ .kind = MF_DESIGN_FRACTIONAL, .n_factors = table[t].factors,
                                             .resolution = table[t].resolution });

        assert_int_equal(d.n_points, table[t].points);
        assert_int_equal(d.resolution, table[t].reached);
        mf_design_free(&d);
    }
}

/* No product of fewer factors than the resolution is constant: they sum to zero. */
static void a_fraction_is_orthogonal_up_to_its_resolution(void **state)
{
    (void) state;
    for (int resolution = 3; resolution <= 5; resolution++) {
        mf_design d = made((mf_design_wish){ .kind = MF_DESIGN_FRACTIONAL, .n_factors = 8,
                                             .resolution = resolution });
        bool aliased = false;

        for (unsigned word = 1; word < 256; word++) {
            int sum = contrast(&d, word);

            if (letters(word) < d.resolution)
                assert_int_equal(sum, 0);
            aliased = aliased || (letters(word) == d.resolution && sum != 0);
        }
        assert_true(aliased);
        mf_design_free(&d);
    }
}

static void a_walk_switches_on_one_at_a_time_and_its_reverse_follows(void **state)
{
    enum { K = 5, WALKS = 6, BLOCK = 2 * K };
    mf_design d = made((mf_design_wish){ .kind = MF_DESIGN_PERMUTATIONS, .n_factors = K, .n = WALKS,
                                         .pairs = true, .seed = 2385 });
    int order[WALKS][K];

    (void) state;
    for (size_t w = 0; w < WALKS; w++) {
        for (size_t s = 0; s <= K; s++) {
            int on = 0;

            for (int i = 0; i < K; i++) {
                on += level_at(&d, w * BLOCK + s, i);
                if (s > 0 && level_at(&d, w * BLOCK + s, i) > level_at(&d, w * BLOCK + s - 1, i))
                    order[w][s - 1] = i;
            }
            assert_int_equal(on, s);
        }
        for (size_t s = 0; s + 1 < K; s++) /* before the switches s and s + 1, s + 1 alone */
            for (int i = 0; i < K; i++)
                assert_int_equal(level_at(&d, w * BLOCK + K + 1 + s, i),
                                 i == order[w][s + 1] || level_at(&d, w * BLOCK + s, i));
        for (int s = 0; w % 2 == 1 && s < K; s++)
            assert_int_equal(order[w][s], order[w - 1][K - 1 - s]);
    }
    mf_design_free(&d);
}

/* ---------------------------------------------------------------- the cube */

static void a_latin_hypercube_meets_each_stratum_once(void **state)
{
    enum { N = 137 };
    mf_design d = made((mf_design_wish){ .kind = MF_DESIGN_HYPERCUBE, .n_factors = 4, .n = N, .seed = 7 });

    (void) state;
    for (int i = 0; i < 4; i++) {
        bool met[N] = { false };

        for (size_t p = 0; p < N; p++) {
            int stratum = (int) (unit_at(&d, p, i) * N);

            assert_in_range(stratum, 0, N - 1);
            assert_false(met[stratum]);
            met[stratum] = true;
        }
    }
    mf_design_free(&d);
}

/* Bratley and Fox 1988 (ACM 659): the first points of two dimensions. */
static void plain_sobol_points_are_the_published_ones(void **state)
{
    static const double published[][2] = { { 0.5, 0.5 },     { 0.75, 0.25 },   { 0.25, 0.75 },
                                           { 0.375, 0.375 }, { 0.875, 0.875 }, { 0.625, 0.125 },
                                           { 0.125, 0.625 } };
    mf_design d = made((mf_design_wish){ .kind = MF_DESIGN_SOBOL, .n_factors = 2, .n = 7, .plain = true });

    (void) state;
    for (size_t p = 0; p < 7; p++)
        for (int i = 0; i < 2; i++)
            assert_true(fabs(unit_at(&d, p, i) - published[p][i]) < 1e-12);
    mf_design_free(&d);
}

/* Shifted or not, 2^m points put one into each of 2^m intervals, and the first two factors four
 * into each of 4 x 4 boxes. */
static void shifted_sobol_points_stay_a_net(void **state)
{
    mf_design d = made((mf_design_wish){ .kind = MF_DESIGN_SOBOL, .n_factors = 40, .n = 64, .seed = 11 });
    int box[16] = { 0 };

    (void) state;
    for (int i = 0; i < 40; i++) {
        bool met[64] = { false };

        for (size_t p = 0; p < 64; p++) {
            assert_true(unit_at(&d, p, i) > 0.0 && unit_at(&d, p, i) < 1.0);
            assert_false(met[(int) (unit_at(&d, p, i) * 64.0)]);
            met[(int) (unit_at(&d, p, i) * 64.0)] = true;
        }
    }
    for (size_t p = 0; p < 64; p++)
        box[4 * (int) (unit_at(&d, p, 0) * 4.0) + (int) (unit_at(&d, p, 1) * 4.0)]++;
    for (int b = 0; b < 16; b++)
        assert_int_equal(box[b], 4);
    mf_design_free(&d);
}

static void rows_of_saltelli_take_one_factor_of_the_other_row(void **state)
{
    enum { K = 6, N = 32 };
    mf_design d = made((mf_design_wish){ .kind = MF_DESIGN_SALTELLI, .n_factors = K, .n = N, .seed = 3 });

    (void) state;
    assert_int_equal(d.n_points, N * (K + 2));
    for (size_t j = 0; j < N; j++)
        for (size_t row = 2; row < K + 2; row++)
            for (int i = 0; i < K; i++)
                assert_true(fabs(unit_at(&d, j * d.block + row, i) -
                                 unit_at(&d, j * d.block + (row == (size_t) i + 2), i)) < 1e-15);
    mf_design_free(&d);
}

/* Each step is p / (2 (p - 1)) long, each factor moves once, start levels are balanced. */
static void trajectories_of_morris_step_as_published(void **state)
{
    enum { K = 9, N = 400, P = 4 };
    mf_design d = made((mf_design_wish){ .kind = MF_DESIGN_MORRIS, .n_factors = K, .n = N, .steps = P,
                                         .seed = 5 });
    int at_level[P] = { 0 };
    double sigma = sqrt(N * K * 0.25 * 0.75);

    (void) state;
    for (size_t t = 0; t < N; t++) {
        bool moved[K] = { false };

        for (size_t s = 1; s <= K; s++)
            for (int i = 0; i < K; i++) {
                double step = unit_at(&d, t * d.block + s, i) - unit_at(&d, t * d.block + s - 1, i);

                if (fabs(step) > 1e-12) {
                    assert_true(fabs(fabs(step) - 2.0 / 3.0) < 1e-12);
                    assert_false(moved[i]);
                    moved[i] = true;
                }
            }
        for (int i = 0; i < K; i++) {
            assert_true(moved[i]);
            at_level[(int) lround(3.0 * unit_at(&d, t * d.block, i))]++;
        }
    }
    for (int l = 0; l < P; l++)
        assert_true(fabs(at_level[l] - N * K / 4.0) < 5.0 * sigma);
    mf_design_free(&d);
}

/* ---------------------------------------------------------------- all */

static void more_points_begin_with_the_points_of_fewer(void **state)
{
    static const enum mf_design_kind kinds[] = { MF_DESIGN_SOBOL, MF_DESIGN_SALTELLI, MF_DESIGN_MORRIS };

    (void) state;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        mf_design_wish wish = { .kind = kinds[k], .n_factors = 5, .n = 10, .seed = 23 };
        mf_design few = made(wish), many;

        wish.n = 30;
        many = made(wish);
        assert_memory_equal(few.unit, many.unit, few.n_points * 5 * sizeof *few.unit);
        mf_design_free(&few);
        mf_design_free(&many);
    }
}

static void another_seed_gives_other_points(void **state)
{
    (void) state;
    for (int kind = MF_DESIGN_HYPERCUBE; kind < MF_N_DESIGNS; kind++) {
        mf_design_wish wish = { .kind = (enum mf_design_kind) kind, .n_factors = 7, .n = 8, .seed = 1 };
        mf_design one = made(wish), two;
        size_t bytes = one.n_points * 7 * (one.unit != NULL ? sizeof *one.unit : sizeof *one.level);

        wish.seed = 2;
        two = made(wish);
        assert_memory_not_equal(one.unit != NULL ? (void *) one.unit : (void *) one.level,
                                two.unit != NULL ? (void *) two.unit : (void *) two.level, bytes);
        mf_design_free(&one);
        mf_design_free(&two);
    }
}

static void a_wish_that_cannot_be_is_refused_with_its_reason(void **state)
{
    static const int none[] = { 2, 0 }, beyond[] = { 0, 2 };
    static const struct {
        mf_design_wish wish;
        const char *why;
    } table[] = {
        { { .kind = MF_DESIGN_FACTORIAL }, "1 to 62 factors" },
        { { .kind = MF_DESIGN_FACTORIAL, .n_factors = 40 }, "more than" },
        { { .kind = MF_DESIGN_GRID, .n_factors = 2, .levels = none }, "has no level" },
        { { .kind = MF_DESIGN_ONE_AT_A_TIME, .n_factors = 2, .base = beyond }, "no level 2" },
        { { .kind = MF_DESIGN_FRACTIONAL, .n_factors = 5, .resolution = 6 }, "resolution 3, 4 or 5" },
        { { .kind = MF_DESIGN_SALTELLI, .n_factors = 21, .n = 4 }, "1 to 20 factors" },
        { { .kind = MF_DESIGN_SOBOL, .n_factors = 3 }, "how many" },
        { { .kind = MF_DESIGN_SOBOL, .n_factors = 3, .n = (size_t) -1 }, "more than" },
        { { .kind = MF_DESIGN_MORRIS, .n_factors = 3, .n = 4, .steps = 5 }, "even number of steps" },
        { { .kind = MF_DESIGN_PERMUTATIONS, .n_factors = 3, .n = 5 }, "even number of orders" },
    };

    (void) state;
    for (size_t t = 0; t < sizeof table / sizeof *table; t++) {
        mf_design d;
        mf_error err = { 0 };

        assert_int_equal(mf_design_make(&d, &table[t].wish, &err), MF_E_USAGE);
        assert_non_null(strstr(err.text, table[t].why));
    }
}

static void a_quantile_of_one_is_the_last_level(void **state)
{
    (void) state;
    assert_int_equal(mf_design_level_of(1.0, 3), 2);
    assert_int_equal(mf_design_level_of(0.0, 3), 0);
    assert_int_equal(mf_design_level_of(0.4, 3), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_grid_has_every_combination_once),
        cmocka_unit_test(one_at_a_time_leaves_the_base_in_one_factor),
        cmocka_unit_test(the_bits_of_a_point_of_a_factorial_are_its_switches),
        cmocka_unit_test(fractions_are_as_small_as_the_published_ones),
        cmocka_unit_test(a_fraction_is_orthogonal_up_to_its_resolution),
        cmocka_unit_test(a_walk_switches_on_one_at_a_time_and_its_reverse_follows),
        cmocka_unit_test(a_latin_hypercube_meets_each_stratum_once),
        cmocka_unit_test(plain_sobol_points_are_the_published_ones),
        cmocka_unit_test(shifted_sobol_points_stay_a_net),
        cmocka_unit_test(rows_of_saltelli_take_one_factor_of_the_other_row),
        cmocka_unit_test(trajectories_of_morris_step_as_published),
        cmocka_unit_test(more_points_begin_with_the_points_of_fewer),
        cmocka_unit_test(another_seed_gives_other_points),
        cmocka_unit_test(a_wish_that_cannot_be_is_refused_with_its_reason),
        cmocka_unit_test(a_quantile_of_one_is_the_last_level),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
