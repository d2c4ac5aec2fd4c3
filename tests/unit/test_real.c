#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/digest.h"
#include "base/lanes.h"
#include "base/real.h"
#include "base/rng.h"
#include "base/wide.h"

enum { POINTS = 200000, GRID = 1000000 };

/* The i-th of a stream of uniforms. */
static double uniform(uint32_t i)
{
    mf_words words = mf_words_at(2385, MF_DRAW_SAMPLE, i, 0, 0);

    return mf_unit53(words.w[0], words.w[1]);
}

/* How points are spread over [from, to]: evenly, or evenly in their exponent with sign. */
enum spread { EVEN, UP, DOWN };

static double point(enum spread spread, double from, double to, uint32_t i)
{
    double x = from + (to - from) * uniform(i);

    return spread == EVEN ? x : spread == UP ? exp2(x) : -exp2(x);
}

/* Distance in units of the last place of the true value (of the least normal below). */
static double ulps(double got, long double wanted)
{
    int exponent;

    (void) frexpl(fabsl(wanted), &exponent);
    if (exponent < DBL_MIN_EXP)
        exponent = DBL_MIN_EXP;
    return (double) (fabsl((long double) got - wanted) / ldexpl(1.0L, exponent - DBL_MANT_DIG));
}

static long double phil(long double x)
{
    return 0.5L * erfcl(-x * 0.707106781186547524400844362104849039L);
}

struct claim {
    double (*function)(double);
    long double (*truth)(long double);
    enum spread spread;
    double from, to;
    double bound; /* ulp */
};

/* One lane of twelve, the others busy with something else. */
static double exp_of_a_lane(double x)
{
    enum { MOST = 12 };
    static int turn;
    double lanes[MOST];

    for (int i = 0; i < MOST; i++)
        lanes[i] = -0.37 * i;
    turn = (turn + 5) % MOST;
    lanes[turn] = x;
    for (int i = 0; i < MOST; i++)
        lanes[i] = mf_exp_lane(lanes[i]);
    return lanes[turn];
}

static void errors_stay_below_what_the_header_says(void **state)
{
    static const struct claim claims[] = {
        { exp_of_a_lane, expl, EVEN, -700, 700, 1.0 },
        { exp_of_a_lane, expl, EVEN, -2, 2, 1.0 },
        { exp_of_a_lane, expl, DOWN, -60, -1, 1.0 },
        { mf_exp, expl, EVEN, -708, 709.78, 0.52 },
        { mf_exp, expl, EVEN, -2, 2, 0.52 },
        { mf_exp, expl, DOWN, -60, -1, 0.52 },
        { mf_exp, expl, UP, -60, -1, 0.52 },
        { mf_exp, expl, EVEN, -746, -708, 0.77 }, /* results below the normal numbers */
        { mf_expm1, expm1l, EVEN, -0.4, 0.4, 0.80 },
        { mf_expm1, expm1l, DOWN, -60, -1, 0.80 },
        { mf_expm1, expm1l, UP, -60, -1, 0.80 },
        { mf_expm1, expm1l, EVEN, -45, 709.78, 0.80 },
        { mf_log, logl, UP, -1074, 1023, 0.52 },
        { mf_log, logl, EVEN, 0.4, 2.4, 0.52 },
        { mf_log, logl, EVEN, 0.98, 1.02, 0.52 },
        { mf_log1p, log1pl, EVEN, -1, 3, 0.52 },
        { mf_log1p, log1pl, EVEN, -0.02, 0.02, 0.52 },
        { mf_log1p, log1pl, DOWN, -60, -1, 0.52 },
        { mf_log1p, log1pl, UP, -60, 1000, 0.52 },
        { mf_normal_cdf, phil, EVEN, -38.4, -37.5, 2.0e5 }, /* the result is hardly normal */
        { mf_normal_cdf, phil, EVEN, -37.5, -5, 10.0 },
        { mf_normal_cdf, phil, EVEN, -5, 0, 10.0 },
        { mf_normal_cdf, phil, EVEN, 0, 9, 2.0 },
    };

    (void) state;
    if (LDBL_MANT_DIG < 64)
        skip(); /* no truth to compare with */
    for (size_t c = 0; c < sizeof claims / sizeof *claims; c++) {
        double worst = 0;

        for (uint32_t i = 0; i < POINTS; i++) {
            double x = point(claims[c].spread, claims[c].from, claims[c].to, i);
            double error = ulps(claims[c].function(x), claims[c].truth((long double) x));

            worst = error > worst ? error : worst;
        }
        if (!(worst <= claims[c].bound))
            fail_msg("claim %zu: %.4f ulp", c, worst);
    }
}

/* Relative error of x as the quantile of p, by one step of Newton's method in long double. */
static double quantile_error(double p)
{
    long double x = (long double) mf_normal_quantile(p);
    long double density = expl(-0.5L * x * x) * 0.398942280401432677939946059934381868L;
    long double off = p < 0.5 ? phil(x) - (long double) p : (1.0L - (long double) p) - phil(-x);

    return (double) fabsl(off / density / x);
}

static void quantiles_are_good_to_fifteen_digits(void **state)
{
    double worst = 0;

    (void) state;
    if (LDBL_MANT_DIG < 64)
        skip();
    for (uint32_t i = 0; i < POINTS; i++) {
        double body = quantile_error(uniform(i));
        double low = quantile_error(exp2(-1.1 - 1070 * uniform(i)));
        double high = quantile_error(1.0 - exp2(-1.1 - 51 * uniform(i)));

        worst = fmax(worst, fmax(body, fmax(low, high)));
    }
    if (!(worst < 1.5e-15))
        fail_msg("%g", worst);
}

static void a_quantile_takes_back_the_integral(void **state)
{
    (void) state;
    for (uint32_t i = 0; i < 100000; i++) {
        double x = -37 * uniform(i);

        assert_true(fabs(mf_normal_quantile(mf_normal_cdf(x)) - x) < 1e-14 * (1.0 + fabs(x)));
    }
}

static void powers_are_as_good_as_their_header_says(void **state)
{
    (void) state;
    if (LDBL_MANT_DIG < 64)
        skip();
    for (uint32_t i = 0; i < POINTS; i++) {
        double x = 1e-3 + 20 * uniform(i), y = 12 * (uniform(i + POINTS) - 0.5);
        double size = fabs(y * mf_log(x));

        assert_true(ulps(mf_pow(x, y), powl((long double) x, (long double) y)) < 0.6 + 2.0 * size);
    }
}

/* As many as can stand side by side. */
static const int lanes[] = { 2, 4, 8, MF_LANES };

/* Numbers of a stated range, evenly in their exponents, and the edges of it. */
static void fill_lanes(double *x, int n, double most_exponent, uint32_t round)
{
    static const double edges[] = { 1.0, 1.0 - 0x1p-53, 1.0 + 0x1p-52, 0.5, 2.0, 1.5, 0x1.6a09e667f3bcdp-1,
                                    0x1.6a09e667f3bcdp+0 };

    for (int i = 0; i < n; i++) {
        double exponent = most_exponent * (2.0 * uniform(round * MF_LANES + (uint32_t) i) - 1.0);

        x[i] = exp2(exponent < -1022.0 ? -1022.0 : exponent);
        if ((round + (uint32_t) i) % 16 == 0)
            x[i] = edges[round % (sizeof edges / sizeof *edges)];
    }
}

static void assert_bits_equal(double a, double b)
{
    assert_memory_equal(&a, &b, sizeof a);
}

static void logarithms_side_by_side_are_those_one_by_one(void **state)
{
    static const double extremes[8] = { DBL_MIN, DBL_MAX, 0x1p-1022, 0x1p1023, 1.0,
                                        0x1.fffffffffffffp-1023, 0.1, 10.0 };
    double x[MF_LANES], log[MF_LANES];

    (void) state;
    mf_log_each(8, extremes, log);
    for (int i = 0; i < 8; i++)
        assert_bits_equal(log[i], mf_log(extremes[i]));
    for (uint32_t round = 0; round < POINTS / MF_LANES; round++) {
        int n = lanes[round / 12 % 4];

        fill_lanes(x, n, 1023.9, round);
        mf_log_each(n, x, log);
        for (int i = 0; i < n; i++)
            assert_bits_equal(log[i], mf_log(x[i]));
    }
}

/* |y log x| up to 680, as far as the header promises. */
static void powers_side_by_side_are_those_one_by_one(void **state)
{
    static const double to[] = { -0.3, -0.5, 0.7, 1.0, -1.0, 0.0, 10.0, -4.5, 0.99, 1e-3, -1e-9, 7.25 };
    enum { N_TO = sizeof to / sizeof *to };

    (void) state;
    for (uint32_t round = 0; round < POINTS / MF_LANES; round++) {
        double x[MF_LANES], power[MF_LANES], y = to[round % N_TO];
        double most = 679.9 / (fabs(y) * 0.6931471805599453);
        int n = lanes[round / 12 % 4];

        fill_lanes(x, n, most < 1023.9 ? most : 1023.9, round);
        mf_pow_each(n, x, y, power);
        for (int i = 0; i < n; i++)
            assert_bits_equal(power[i], mf_pow(x[i], y));
    }
}

static void the_edges_are_where_they_belong(void **state)
{
    (void) state;
    assert_true(mf_exp(0.0) == 1.0 && mf_exp(-0.0) == 1.0);
    assert_true(mf_exp(INFINITY) == INFINITY && mf_exp(-INFINITY) == 0.0);
    assert_true(mf_exp(709.782712893384) < INFINITY && mf_exp(709.7827128933841) == INFINITY);
    assert_true(mf_exp(710) == INFINITY && mf_exp(DBL_MAX) == INFINITY);
    assert_true(mf_exp(-745.13) == 0x1p-1074 && mf_exp(-745.14) == 0.0 && mf_exp(-1e9) == 0.0);
    assert_true(isnan(mf_exp(NAN)));
    assert_true(exp_of_a_lane(0.0) == 1.0 && exp_of_a_lane(-700.0) > 0.0);
    assert_true(exp_of_a_lane(-700.1) == 0.0 && exp_of_a_lane(-1e30) == 0.0);
    assert_true(mf_expm1(0.0) == 0.0 && mf_expm1(0x1p-1074) == 0x1p-1074);
    assert_true(mf_expm1(-INFINITY) == -1.0 && mf_expm1(INFINITY) == INFINITY);
    assert_true(mf_expm1(-800) == -1.0 && mf_expm1(-50) == -1.0 && isnan(mf_expm1(NAN)));
    assert_true(mf_log(1.0) == 0.0 && mf_log(0.0) == -INFINITY && mf_log(-0.0) == -INFINITY);
    assert_true(mf_log(INFINITY) == INFINITY && isnan(mf_log(-2.385)) && isnan(mf_log(NAN)));
    assert_true(isnan(mf_log(-INFINITY)) && isnan(mf_log(-0x1p-1074)));
    assert_true(mf_log1p(0.0) == 0.0 && mf_log1p(-1.0) == -INFINITY);
    assert_true(isnan(mf_log1p(-1.5)) && isnan(mf_log1p(NAN)));
    assert_true(mf_log1p(INFINITY) == INFINITY && mf_log1p(0x1p-1074) == 0x1p-1074);
    assert_true(mf_log1p(0x1p1000) == mf_log(0x1p1000));
    assert_true(mf_pow(2.385, 0.0) == 1.0 && mf_pow(1.0, 2.385) == 1.0);
    assert_true(mf_pow(0.0, 2.385) == 0.0 && mf_pow(0.0, -2.385) == INFINITY);
    assert_true(isnan(mf_pow(-2.385, 2.0)));
}

static void the_normal_edges_are_where_they_belong(void **state)
{
    (void) state;
    assert_true(mf_normal_cdf(0.0) == 0.5);
    assert_true(mf_normal_cdf(-INFINITY) == 0.0 && mf_normal_cdf(INFINITY) == 1.0);
    assert_true(mf_normal_cdf(-39) == 0.0 && mf_normal_cdf(39) == 1.0);
    assert_true(mf_normal_cdf(-38.4) > 0.0);
    assert_true(isnan(mf_normal_cdf(NAN)));
    assert_true(mf_normal_quantile(0.5) == 0.0);
    assert_true(mf_normal_quantile(0.0) == -INFINITY && mf_normal_quantile(1.0) == INFINITY);
    assert_true(isnan(mf_normal_quantile(-0.1)) && isnan(mf_normal_quantile(1.1)));
    assert_true(isnan(mf_normal_quantile(NAN)));
    assert_true(fabs(mf_normal_quantile(0x1p-1074) + 38.467405617144344) < 1e-12);
    assert_true(fabs(mf_normal_quantile(0.975) - 1.959963984540054) < 1e-15);
}

static void each_function_grows(void **state)
{
    double (*const functions[])(double) = { mf_exp, exp_of_a_lane, mf_expm1, mf_log, mf_log1p, mf_normal_cdf,
                                            mf_normal_quantile };
    /* where their pieces meet: at zero, one, 0.3, quantiles and table bins */
    const double seams[] = { 0.0,  0.3,   0.6931471805599453 / 256, 0.67448975, 0.075, 0.925,
                             1.0,  0.425, 0.9921875,                1.0078125,  0.5,   5.656854249492380,
                             0.25, 1.375, 0.6875,                   1e-300,     680.0, 700.0 };

    (void) state;
    for (size_t f = 0; f < sizeof functions / sizeof *functions; f++)
        for (size_t s = 0; s < sizeof seams / sizeof *seams; s++)
            for (int i = -50; i < 50; i++) {
                double step = 4e-15 * (seams[s] + 1e-3), x = seams[s] + i * step;
                double here = functions[f](x), next = functions[f](x + step);
                bool falls = here > next + 2e-15 * fabs(next); /* a hair is allowed */

                assert_false(falls);
            }
}

static void clamping_keeps_what_is_inside(void **state)
{
    (void) state;
    assert_true(mf_clamp(2.385, 0.0, 5.0) == 2.385);
    assert_true(mf_clamp(-2.385, 0.0, 5.0) == 0.0);
    assert_true(mf_clamp(7.1, 0.0, 5.0) == 5.0);
}

/* A fused x * x - square would show what rounding took: 2^-60 (as in REBOUND's tests). */
static void products_are_rounded_before_they_are_added(void **state)
{
    volatile double seen = 1.0 + 0x1p-30; /* read each time, so that no product is shared */
    volatile double square = seen * seen;
    double one = seen * seen - square, other = square - seen * seen;

    (void) state;
    assert_true(one == 0.0);
    assert_true(other == 0.0);
}

static double evenly(double from, double step, int i)
{
    return from + step * i;
}

/* Every 2^k-th double, so to speak: equal steps of the bit pattern. */
static double by_bits(double from, double step, int i)
{
    uint64_t bits;
    double x;

    memcpy(&bits, &from, sizeof bits);
    bits += (uint64_t) step * (uint64_t) i;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* The digests of a million results each: equal for every compiler, optimisation and
 * processor, or two machines would tell different futures.  (Little-endian machines.) */
static void a_million_results_are_the_same_everywhere(void **state)
{
    static const struct {
        double (*function)(double);
        double (*grid)(double, double, int);
        double from, step;
        const char *digest;
    } golden[] = {
        { mf_exp, evenly, -746.0, 1.456e-3, "4f534ef941e5a2647c338e9fba05f502" },
        { mf_exp, evenly, -2.0, 4e-6, "841ad78d37375a2615e6aba47745a928" },
        { exp_of_a_lane, evenly, -701.0, 1.4e-3, "b427661eb4676c2d02228a51e3e1fcd7" },
        { mf_log, by_bits, 0x1p-1074, 0x1.ffp42, "3bff553f28d754d93ac2414038b325c2" },
        { mf_log, evenly, 0.5, 1.5e-6, "670ad062330c84228a8a8bfd7b4d8ace" },
        { mf_expm1, evenly, -3.0, 6e-6, "a1b90b49c8de60f332dbd01944a66968" },
        { mf_log1p, evenly, -0.99, 3e-6, "1d6dba89f162fda39e57adcc5d155222" },
        { mf_normal_cdf, evenly, -38.0, 5e-5, "0d88fa742af6c5e088bb2459831dd919" },
        { mf_normal_quantile, evenly, 1e-7, 9.99999e-7, "bd7e17bfa79288e05202a7afe55b3eae" },
        { mf_normal_quantile, by_bits, 0x1p-1074, 0x1.fep41, "b9d95d6cdf282a8db7a2283fdf1eb8fc" },
    };

    (void) state;
    for (size_t g = 0; g < sizeof golden / sizeof *golden; g++) {
        char text[MF_DIGEST_TEXT];
        mf_digest digest;

        assert_true(mf_digest_start(&digest));
        for (int i = 0; i < GRID; i++) {
            double result = golden[g].function(golden[g].grid(golden[g].from, golden[g].step, i));

            mf_digest_add(&digest, &result, sizeof result);
        }
        mf_digest_end(&digest, text);
        assert_string_equal(text, golden[g].digest);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(errors_stay_below_what_the_header_says),
        cmocka_unit_test(quantiles_are_good_to_fifteen_digits),
        cmocka_unit_test(a_quantile_takes_back_the_integral),
        cmocka_unit_test(powers_are_as_good_as_their_header_says),
        cmocka_unit_test(logarithms_side_by_side_are_those_one_by_one),
        cmocka_unit_test(powers_side_by_side_are_those_one_by_one),
        cmocka_unit_test(the_edges_are_where_they_belong),
        cmocka_unit_test(the_normal_edges_are_where_they_belong),
        cmocka_unit_test(each_function_grows),
        cmocka_unit_test(clamping_keeps_what_is_inside),
        cmocka_unit_test(products_are_rounded_before_they_are_added),
        cmocka_unit_test(a_million_results_are_the_same_everywhere),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
