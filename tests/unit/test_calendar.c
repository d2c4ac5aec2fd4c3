#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <limits.h>

#include "base/calendar.h"

static int day_of(int year, int month, int day)
{
    return mf_day_of((mf_date){ year, month, day });
}

static void known_days_have_known_numbers(void **state)
{
    (void) state;
    assert_int_equal(day_of(1970, 1, 1), 0);
    assert_int_equal(day_of(1969, 12, 31), -1);
    assert_int_equal(day_of(2000, 2, 29), 11016);
    assert_int_equal(day_of(2015, 9, 4), 16682);
    assert_int_equal(day_of(2026, 6, 12), 20616); /* the Pact applies */
    assert_int_equal(day_of(1600, 1, 1), -135140);
}

static void a_date_survives_the_round_trip(void **state)
{
    int expected = day_of(-800, 1, 1);
    mf_date date = { -800, 1, 1 };

    (void) state;
    for (int day = expected; day < day_of(2800, 1, 1); day++) {
        mf_date next = mf_date_of(day);

        assert_int_equal(mf_day_of(next), day);
        if (day != expected) /* tomorrow is the next day, the first of a month, or of a year */
            assert_true((next.day == date.day + 1 && next.month == date.month
                         && next.year == date.year)
                        || (next.day == 1 && next.month == date.month + 1
                            && next.year == date.year && date.day >= 28)
                        || (next.day == 1 && next.month == 1 && date.month == 12
                            && date.day == 31 && next.year == date.year + 1));
        date = next;
    }
}

static void the_ends_of_time_survive_it_too(void **state)
{
    char text[MF_DATE_TEXT];

    (void) state;
    assert_int_equal(mf_day_of(mf_date_of(INT_MAX)), INT_MAX);
    assert_int_equal(mf_day_of(mf_date_of(INT_MIN)), INT_MIN);
    mf_day_print(INT_MIN, text);
    assert_string_equal(text, "-5877641-06-23");
}

static void what_is_printed_can_be_read(void **state)
{
    (void) state;
    for (int day = day_of(0, 1, 1); day <= day_of(9999, 12, 31); day += 13) {
        char text[MF_DATE_TEXT];
        int back = INT_MIN;

        mf_day_print(day, text);
        assert_true(mf_day_parse(text, &back));
        assert_int_equal(back, day);
    }
}

static void only_dates_that_exist_are_read(void **state)
{
    static const char *const wrong[] = {
        "2023-02-29", "1900-02-29", "2024-04-31", "2024-13-01", "2024-00-10", "2024-05-00",
        "2024-5-1",   "24-05-01",   "2024/05/01", "2024-05-01 ", " 2024-05-01", "2024-05-1x",
        "+024-05-01", "2024-0a-01", "",           "tomorrow",   "2024-12-32", "20240-5-01",
    };
    int day = 23;

    (void) state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(mf_day_parse(wrong[i], &day));
    assert_false(mf_day_parse(NULL, &day));
    assert_int_equal(day, 23);
    assert_true(mf_day_parse("2024-02-29", &day));
    assert_int_equal(day, 19782);
    assert_true(mf_day_parse("2000-02-29", &day));
}

static void months_count_from_zero(void **state)
{
    (void) state;
    assert_int_equal(mf_month_of(day_of(2024, 1, 31)), 0);
    assert_int_equal(mf_month_of(day_of(2024, 2, 29)), 1);
    assert_int_equal(mf_month_of(day_of(1969, 12, 31)), 11);
}

static void a_mean_year_is_a_four_hundredth_of_an_era(void **state)
{
    (void) state;
    assert_true(MF_DAYS_PER_YEAR * 400.0 == (double) (day_of(2400, 1, 1) - day_of(2000, 1, 1)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_days_have_known_numbers),
        cmocka_unit_test(a_date_survives_the_round_trip),
        cmocka_unit_test(the_ends_of_time_survive_it_too),
        cmocka_unit_test(what_is_printed_can_be_read),
        cmocka_unit_test(only_dates_that_exist_are_read),
        cmocka_unit_test(months_count_from_zero),
        cmocka_unit_test(a_mean_year_is_a_four_hundredth_of_an_era),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
