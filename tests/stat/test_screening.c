/* Morris and Sobol on functions whose answers are known in closed form.
 *
 * The Ishigami function (a = 7, b = 0.1; Ishigami and Homma 1990) and the
 * g-function (a = 0, 1, 4.5, 9, 99, 99, 99, 99; Saltelli and Sobol 1995).  Seeds are
 * fixed; estimates may lie four of their own standard errors from the truth. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study/screening.h"

static const double PI = 3.141592653589793;
static const double A[8] = { 0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0 };

static double ishigami(const double *u)
{
    double x1 = PI * (2.0 * u[0] - 1.0), x2 = PI * (2.0 * u[1] - 1.0), x3 = PI * (2.0 * u[2] - 1.0);

    return sin(x1) + 7.0 * sin(x2) * sin(x2) + 0.1 * pow(x3, 4.0) * sin(x1);
}

static double g_function(const double *u)
{
    double product = 1.0;

    for (int i = 0; i < 8; i++)
        product *= (fabs(4.0 * u[i] - 2.0) + A[i]) / (1.0 + A[i]);
    return product;
}

static double straight(const double *u)
{
    return 3.0 + 2.0 * u[0] - 5.0 * u[1] + 0.0 * u[2];
}

static double *answers(mf_design *d, enum mf_design_kind kind, int k, size_t n,
                       double (*of)(const double *))
{
    mf_design_wish wish = { .kind = kind, .n_factors = k, .n = n, .steps = 4, .seed = 2385 };
    double *y;

    assert_int_equal(mf_design_make(d, &wish, NULL), MF_OK);
    y = calloc(d->n_points, sizeof *y);
    assert_non_null(y);
    for (size_t p = 0; p < d->n_points; p++)
        y[p] = of(&d->unit[p * (size_t) k]);
    return y;
}

static void is_near(const mf_estimate *e, double truth)
{
    assert_true(e->low <= e->mean && e->mean <= e->high);
    if (fabs(e->mean - truth) >= 4.0 * e->error + 1e-12)
        fail_msg("%g (error %g), but the truth is %g", e->mean, e->error, truth);
}

/* V = a^2/8 + b pi^4/5 + b^2 pi^8/18 + 1/2; V1 = (1 + b pi^4/5)^2/2; V2 = a^2/8; V13 = 8 b^2 pi^8/225. */
static void sobol_indices_of_ishigami_are_the_published_ones(void **state)
{
    double p4 = pow(PI, 4.0), p8 = p4 * p4, v1 = 0.5 * pow(1.0 + 0.1 * p4 / 5.0, 2.0), v2 = 49.0 / 8.0;
    double v13 = 8.0 * 0.01 * p8 / 225.0, v = v1 + v2 + v13;
    const double first[] = { v1 / v, v2 / v, 0.0 }, total[] = { (v1 + v13) / v, v2 / v, v13 / v };
    mf_design d;
    double *y = answers(&d, MF_DESIGN_SALTELLI, 3, 4096, ishigami);
    mf_sobol_index index[3];

    (void) state;
    assert_true(fabs(first[0] - 0.3139) < 5e-5 && fabs(total[2] - 0.2437) < 5e-5); /* as published */
    assert_int_equal(mf_sobol(&d, y, 1, index, NULL), MF_OK);
    for (int i = 0; i < 3; i++) {
        is_near(&index[i].first, first[i]);
        is_near(&index[i].total, total[i]);
        assert_true(fabs(index[i].first.mean - first[i]) < 0.01);
        assert_true(fabs(index[i].total.mean - total[i]) < 0.01);
        assert_true(index[i].first.error < 0.04 && index[i].total.error < 0.03);
    }
    free(y);
    mf_design_free(&d);
}

/* V_i = 1 / (3 (1 + a_i)^2); V = prod (1 + V_i) - 1; the total of i is V_i prod over others (1 + V_j). */
static void sobol_indices_of_the_g_function_are_the_published_ones(void **state)
{
    mf_design d;
    double *y = answers(&d, MF_DESIGN_SALTELLI, 8, 4096, g_function), v[8], all = 1.0;
    mf_sobol_index index[8];

    (void) state;
    for (int i = 0; i < 8; i++) {
        v[i] = 1.0 / (3.0 * (1.0 + A[i]) * (1.0 + A[i]));
        all *= 1.0 + v[i];
    }
    assert_true(fabs(v[0] / (all - 1.0) - 0.716) < 5e-4); /* as published */
    assert_int_equal(mf_sobol(&d, y, 1, index, NULL), MF_OK);
    for (int i = 0; i < 8; i++) {
        is_near(&index[i].first, v[i] / (all - 1.0));
        is_near(&index[i].total, v[i] * all / (1.0 + v[i]) / (all - 1.0));
        assert_true(fabs(index[i].first.mean - v[i] / (all - 1.0)) < 0.02);
    }
    free(y);
    mf_design_free(&d);
}

/* Of 200 intervals of 95 % for one index, with seeds of their own, 190 should hold the truth; three
 * and a half standard deviations of a binomial below are 179. */
static void intervals_hold_the_truth_as_often_as_they_say(void **state)
{
    int held = 0;

    (void) state;
    for (uint64_t seed = 1; seed <= 200; seed++) {
        mf_design_wish wish = { .kind = MF_DESIGN_SALTELLI, .n_factors = 3, .n = 128, .seed = seed };
        mf_sobol_index index[3];
        double y[128 * 5];
        mf_design d;

        assert_int_equal(mf_design_make(&d, &wish, NULL), MF_OK);
        for (size_t p = 0; p < d.n_points; p++)
            y[p] = ishigami(&d.unit[p * 3]);
        assert_int_equal(mf_sobol(&d, y, seed, index, NULL), MF_OK);
        held += index[0].total.low <= 0.5576 && index[0].total.high >= 0.5576;
        mf_design_free(&d);
    }
    assert_true(held >= 179);
}

static void effects_of_a_straight_function_are_its_slopes(void **state)
{
    static const double slope[] = { 2.0, -5.0, 0.0 };
    mf_design d;
    double *y = answers(&d, MF_DESIGN_MORRIS, 3, 10, straight);
    mf_morris_effect effect[3];

    (void) state;
    assert_int_equal(mf_morris(&d, y, 1, effect, NULL), MF_OK);
    for (int i = 0; i < 3; i++) {
        assert_true(fabs(effect[i].mu.mean - slope[i]) < 1e-9);
        assert_true(fabs(effect[i].mu_star.mean - fabs(slope[i])) < 1e-9);
        assert_true(effect[i].sigma.mean < 1e-9);
        assert_true(effect[i].mu.high - effect[i].mu.low < 1e-9);
    }
    free(y);
    mf_design_free(&d);
}

/* On the levels 0, 1/3, 2/3, 1 a factor of the g-function is (2, 2/3, 2/3, 2 + a) / (1 + a), its
 * mean (4/3 + a) / (1 + a), and each step of 2/3 changes it by 4/3 up or down: per full range
 * 2 / (1 + a), as often up as down. */
static void morris_on_the_g_function_is_what_its_levels_say(void **state)
{
    mf_design d;
    double *y = answers(&d, MF_DESIGN_MORRIS, 8, 2000, g_function);
    mf_morris_effect effect[8];

    (void) state;
    assert_int_equal(mf_morris(&d, y, 1, effect, NULL), MF_OK);
    for (int i = 0; i < 8; i++) {
        double size = 2.0 / (1.0 + A[i]);

        for (int j = 0; j < 8; j++)
            size *= j == i ? 1.0 : (4.0 / 3.0 + A[j]) / (1.0 + A[j]);
        is_near(&effect[i].mu, 0.0);
        is_near(&effect[i].mu_star, size);
        assert_true(effect[i].mu_star.error < 0.02 * size);
        assert_true(effect[i].sigma.mean > effect[i].mu_star.mean); /* for it goes both ways */
    }
    free(y);
    mf_design_free(&d);
}

static void a_block_without_a_value_is_left_out(void **state)
{
    mf_design d;
    double *y = answers(&d, MF_DESIGN_MORRIS, 3, 10, straight);
    mf_morris_effect effect[3];
    mf_error err = { 0 };

    (void) state;
    y[5] = (double) NAN;
    assert_int_equal(mf_morris(&d, y, 1, effect, NULL), MF_OK);
    assert_int_equal(effect[0].mu.n, 9);
    for (size_t p = 4; p < d.n_points; p++)
        y[p] = (double) NAN;
    assert_int_equal(mf_morris(&d, y, 1, effect, &err), MF_E_USAGE);
    assert_non_null(strstr(err.text, "1 of 10 blocks"));
    free(y);
    mf_design_free(&d);
}

static double same(const double *u)
{
    return u[0] > 2.0 ? 1.0 : 2.385;
}

static void what_never_varies_has_no_indices(void **state)
{
    mf_design d;
    double *y = answers(&d, MF_DESIGN_SALTELLI, 3, 16, same);
    mf_sobol_index index[3];
    mf_morris_effect effect[3];
    mf_error err = { 0 };

    (void) state;
    assert_int_equal(mf_sobol(&d, y, 1, index, &err), MF_E_USAGE);
    assert_non_null(strstr(err.text, "the same at every point"));
    free(y);
    mf_design_free(&d);
    y = answers(&d, MF_DESIGN_MORRIS, 3, 4, same);
    assert_int_equal(mf_morris(&d, y, 1, effect, &err), MF_E_USAGE);
    free(y);
    mf_design_free(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sobol_indices_of_ishigami_are_the_published_ones),
        cmocka_unit_test(sobol_indices_of_the_g_function_are_the_published_ones),
        cmocka_unit_test(intervals_hold_the_truth_as_often_as_they_say),
        cmocka_unit_test(effects_of_a_straight_function_are_its_slopes),
        cmocka_unit_test(morris_on_the_g_function_is_what_its_levels_say),
        cmocka_unit_test(a_block_without_a_value_is_left_out),
        cmocka_unit_test(what_never_varies_has_no_indices),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
