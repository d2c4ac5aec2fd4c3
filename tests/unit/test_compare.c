/* Differences of runs that met the same luck, against numbers computed by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "study/compare.h"

#define EQUAL(a, b) assert_true(fabs((a) - (b)) <= 1e-9 * fmax(1.0, fabs(b)))

/* Differences 2, 3, 4: mean 3, standard deviation 1; t(0.975, 2) = 4.302652729911275. */
static void a_paired_interval_comes_from_the_differences(void **state)
{
    static const double base[] = { 10.0, 20.0, 30.0 }, other[] = { 12.0, 23.0, 34.0 };
    mf_difference d = mf_difference_paired(base, other, 3);

    (void) state;
    EQUAL(d.base, 20.0);
    EQUAL(d.other, 23.0);
    EQUAL(d.difference, 3.0);
    EQUAL(d.low, 3.0 - 4.302652729911275 / sqrt(3.0));
    EQUAL(d.high, 3.0 + 4.302652729911275 / sqrt(3.0));
    EQUAL(d.removed, 1.0 - 1.0 / 221.0); /* variances 100 and 121 */
    EQUAL(d.relative, cbrt(12.0 * 23.0 * 34.0 / 6000.0) - 1.0);
    assert_int_equal(d.n, 3);
    assert_int_equal(d.agree, 3);
}

static void a_sign_that_does_not_hold_is_counted(void **state)
{
    static const double base[] = { 1.0, 1.0, 1.0, 1.0 }, other[] = { 4.0, 3.0, 0.5, 1.0 };
    mf_difference d = mf_difference_paired(base, other, 4);

    (void) state;
    assert_int_equal(d.agree, 2);
    assert_true(d.difference > 0.0);
}

static void one_replicate_has_no_interval(void **state)
{
    static const double base[] = { 2.385 }, other[] = { 1.385 };
    mf_difference d = mf_difference_paired(base, other, 1);

    (void) state;
    EQUAL(d.difference, -1.0);
    assert_true(isnan(d.low) && isnan(d.high) && isnan(d.removed));
    assert_int_equal(d.agree, 1);
}

/* The limits were found apart, by bisection: r at which the mean of paid - r bought is just
 * t(0.975, 3) standard errors from 0. */
static void a_price_has_the_interval_of_fieller(void **state)
{
    static const double paid[] = { 110.0, 90.0, 130.0, 70.0 }, bought[] = { 10.0, 11.0, 12.0, 9.0 };
    mf_ratio r = mf_ratio_paired(paid, bought, 4);

    (void) state;
    EQUAL(r.value, 400.0 / 42.0);
    EQUAL(r.low, 6.53349974817892);
    EQUAL(r.high, 11.9986156841603);
}

static void what_was_not_clearly_bought_has_no_price(void **state)
{
    static const double paid[] = { 5.0, 5.0, 5.0 }, none[] = { 1.0, -1.0, 0.5 }, less[] = { -3.0, -3.1, -2.9 };

    (void) state;
    assert_true(isnan(mf_ratio_paired(paid, none, 3).value));
    assert_true(isnan(mf_ratio_paired(paid, less, 3).value)); /* clearly, but the wrong way */
    assert_true(isnan(mf_ratio_paired(paid, paid, 1).value)); /* one replicate tells nothing */
    EQUAL(mf_ratio_paired(paid, paid, 3).value, 1.0);
    EQUAL(mf_ratio_paired(paid, paid, 3).high, 1.0); /* no chance at all */
}

static void what_has_no_value_drops_its_pair(void **state)
{
    const double nan64 = (double) NAN;
    const double base[] = { 1.0, nan64, 3.0 }, other[] = { 2.0, 5.0, nan64 };
    mf_difference d = mf_difference_paired(base, other, 3), none = mf_difference_paired(base + 1, other + 1, 2);

    (void) state;
    assert_int_equal(d.n, 1);
    EQUAL(d.difference, 1.0);
    assert_int_equal(none.n, 0);
    assert_true(isnan(none.difference) && isnan(none.relative));
}

static void zero_has_no_relative_difference(void **state)
{
    static const double base[] = { 0.0, 2.0 }, other[] = { 1.0, 2.0 };

    (void) state;
    assert_true(isnan(mf_difference_paired(base, other, 2).relative));
}

/* Variances 1 and 4 of three each: error sqrt(5/3); Welch's degrees of freedom 2.941176.., by
 * t(0.975, 2.9411764705882355) = 3.219... left to the library: only the centre is checked. */
static void unpaired_runs_have_the_wider_interval(void **state)
{
    static const double base[] = { 9.0, 10.0, 11.0 }, other[] = { 10.0, 12.0, 14.0 };
    mf_difference paired = mf_difference_paired(base, other, 3);
    mf_difference apart = mf_difference_unpaired(base, 3, other, 3);

    (void) state;
    EQUAL(apart.difference, 2.0);
    EQUAL((apart.low + apart.high) / 2.0, 2.0);
    assert_true(apart.high - apart.low > paired.high - paired.low);
    assert_true(apart.high - 2.0 > 3.18 * sqrt(5.0 / 3.0)); /* t with 3 degrees is 3.182 */
    assert_true(apart.high - 2.0 < 4.31 * sqrt(5.0 / 3.0)); /* t with 2 degrees is 4.303 */
    assert_true(isnan(apart.removed));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_paired_interval_comes_from_the_differences),
        cmocka_unit_test(a_sign_that_does_not_hold_is_counted),
        cmocka_unit_test(one_replicate_has_no_interval),
        cmocka_unit_test(what_has_no_value_drops_its_pair),
        cmocka_unit_test(a_price_has_the_interval_of_fieller),
        cmocka_unit_test(what_was_not_clearly_bought_has_no_price),
        cmocka_unit_test(zero_has_no_relative_difference),
        cmocka_unit_test(unpaired_runs_have_the_wider_interval),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
