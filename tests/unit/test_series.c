#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdbool.h>

#include "model/series.h"

static int days[] = { 100, 110, 130 };
static double values[] = { 2.385, 4.0, 1.0 };
static const mf_series steps = { 3, days, values, MF_SERIES_STEP, NULL, NULL };
static const mf_series lines = { 3, days, values, MF_SERIES_LINEAR, NULL, NULL };

static bool same(double a, double b)
{
    return fabs(a - b) <= 1e-12 * (1.0 + fabs(b));
}

/* Day by day: what the mean is by definition. */
static double slow_mean(const mf_series *series, int from, int to)
{
    double sum = 0.0;

    for (int day = from; day < to; day++)
        sum += mf_series_at(series, day);
    return sum / (to - from);
}

static void an_empty_series_is_zero(void **state)
{
    const mf_series none = { 0 };

    (void) state;
    assert_true(same(mf_series_at(&none, 5), 0.0));
    assert_true(same(mf_series_mean(&none, 5, 9), 0.0));
    assert_true(same(mf_series_most(&none), 0.0));
}

static void a_constant_is_itself_to_the_last_bit(void **state)
{
    double value = 0.1;
    int day = 0;
    const mf_series one = { 1, &day, &value, MF_SERIES_LINEAR, NULL, NULL };

    (void) state;
    assert_true(mf_series_at(&one, -70000) == value);
    assert_true(mf_series_mean(&one, 3, 10) == value);
    assert_true(mf_series_most(&one) == value);
}

static void a_step_holds_until_the_next_date(void **state)
{
    (void) state;
    assert_true(same(mf_series_at(&steps, 99), 2.385));
    assert_true(same(mf_series_at(&steps, 109), 2.385));
    assert_true(same(mf_series_at(&steps, 110), 4.0));
    assert_true(same(mf_series_at(&steps, 129), 4.0));
    assert_true(same(mf_series_at(&steps, 130), 1.0));
    assert_true(same(mf_series_at(&steps, 9999), 1.0));
}

static void a_line_goes_straight(void **state)
{
    (void) state;
    assert_true(same(mf_series_at(&lines, 0), 2.385));
    assert_true(same(mf_series_at(&lines, 105), (2.385 + 4.0) / 2));
    assert_true(same(mf_series_at(&lines, 120), 2.5));
    assert_true(same(mf_series_at(&lines, 131), 1.0));
}

static void a_mean_is_that_of_its_days(void **state)
{
    (void) state;
    for (int from = 90; from < 140; from++)
        for (int to = from + 1; to < 145; to++) {
            assert_true(same(mf_series_mean(&steps, from, to), slow_mean(&steps, from, to)));
            assert_true(same(mf_series_mean(&lines, from, to), slow_mean(&lines, from, to)));
        }
}

static void an_empty_stretch_has_the_value_of_its_first_day(void **state)
{
    (void) state;
    assert_true(same(mf_series_mean(&lines, 120, 120), 2.5));
    assert_true(same(mf_series_mean(&lines, 120, 100), 2.5));
}

static void the_most_is_at_a_date(void **state)
{
    (void) state;
    assert_true(same(mf_series_most(&lines), 4.0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_series_is_zero),
        cmocka_unit_test(a_constant_is_itself_to_the_last_bit),
        cmocka_unit_test(a_step_holds_until_the_next_date),
        cmocka_unit_test(a_line_goes_straight),
        cmocka_unit_test(a_mean_is_that_of_its_days),
        cmocka_unit_test(an_empty_stretch_has_the_value_of_its_first_day),
        cmocka_unit_test(the_most_is_at_a_date),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
