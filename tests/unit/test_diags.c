#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <wchar.h>

#include "base/diags.h"

static void a_complaint_says_where_and_what(void **state)
{
    mf_diags diags = { 0 };

    (void) state;
    mf_diags_add(&diags, MF_MISTAKE, "a.cfg", 23, "places.LY_TIP.abuse",
                 "%g is outside [%g, %g] (%s)", 2.385, 0.0, 1.0, "1/day");
    assert_int_equal(diags.n, 1);
    assert_int_equal(diags.mistakes, 1);
    assert_int_equal(diags.warnings, 0);
    assert_int_equal(diags.at[0].severity, MF_MISTAKE);
    assert_int_equal(diags.at[0].line, 23);
    assert_string_equal(diags.at[0].file, "a.cfg");
    assert_string_equal(diags.at[0].setting, "places.LY_TIP.abuse");
    assert_string_equal(diags.at[0].text, "2.385 is outside [0, 1] (1/day)");
    mf_diags_free(&diags);
}

static void a_complaint_outlives_what_it_speaks_of(void **state)
{
    mf_diags diags = { 0 };
    char file[] = "a.cfg", setting[] = "days";

    (void) state;
    mf_diags_add(&diags, MF_WARNING, file, 2, setting, "%s", file);
    file[0] = setting[0] = 'X';
    assert_string_equal(diags.at[0].file, "a.cfg");
    assert_string_equal(diags.at[0].setting, "days");
    assert_string_equal(diags.at[0].text, "a.cfg");
    mf_diags_free(&diags);
}

static void an_unknown_place_is_empty_text(void **state)
{
    mf_diags diags = { 0 };

    (void) state;
    mf_diags_add(&diags, MF_WARNING, NULL, 0, NULL, "odd");
    assert_string_equal(diags.at[0].file, "");
    assert_string_equal(diags.at[0].setting, "");
    assert_int_equal(diags.warnings, 1);
    assert_int_equal(diags.mistakes, 0);
    mf_diags_free(&diags);
}

static void sorting_goes_by_file_then_line_then_arrival(void **state)
{
    static const struct {
        const char *file;
        int line;
    } from[] = { { "b.cfg", 4 }, { "a.cfg", 9 }, { "b.cfg", 2 }, { "a.cfg", 9 },
                 { "a.cfg", 1 }, { "b.cfg", 4 }, { NULL, 50 } };
    static const char wanted[] = "6413205";
    mf_diags diags = { 0 };

    (void) state;
    for (size_t i = 0; i < sizeof from / sizeof *from; i++)
        mf_diags_add(&diags, MF_MISTAKE, from[i].file, from[i].line, "", "%zu", i);
    mf_diags_sort(&diags);
    for (size_t i = 0; i < diags.n; i++)
        assert_int_equal(diags.at[i].text[0], wanted[i]);
    mf_diags_free(&diags);
}

static void beyond_the_limit_complaints_are_only_counted(void **state)
{
    mf_diags diags = { 0 };

    (void) state;
    for (int i = 0; i < MF_DIAGS_MOST + 37; i++)
        mf_diags_add(&diags, i % 2 == 0 ? MF_MISTAKE : MF_WARNING, "a.cfg", i, "x", "%d", i);
    assert_int_equal(diags.n, MF_DIAGS_MOST);
    assert_int_equal(diags.mistakes + diags.warnings, MF_DIAGS_MOST + 37);
    assert_int_equal(diags.mistakes, 269);
    assert_string_equal(diags.at[MF_DIAGS_MOST - 1].text, "499");
    assert_false(diags.starved);
    mf_diags_free(&diags);
}

static void what_cannot_be_kept_is_counted_and_confessed(void **state)
{
    const wchar_t nonsense[] = { 0x7fffffff, 0 }; /* no character: printing fails */
    mf_diags diags = { 0 };

    (void) state;
    mf_diags_add(&diags, MF_MISTAKE, "a.cfg", 3, "x", "%ls", nonsense);
    assert_int_equal(diags.n, 0);
    assert_int_equal(diags.mistakes, 1);
    assert_true(diags.starved);
    mf_diags_free(&diags);
}

static void freeing_twice_and_freeing_nothing_are_fine(void **state)
{
    mf_diags diags = { 0 };

    (void) state;
    mf_diags_sort(&diags);
    mf_diags_free(&diags);
    mf_diags_add(&diags, MF_MISTAKE, "a", 1, "b", "c");
    mf_diags_free(&diags);
    mf_diags_free(&diags);
    assert_int_equal(diags.n, 0);
    assert_null(diags.at);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_complaint_says_where_and_what),
        cmocka_unit_test(a_complaint_outlives_what_it_speaks_of),
        cmocka_unit_test(an_unknown_place_is_empty_text),
        cmocka_unit_test(sorting_goes_by_file_then_line_then_arrival),
        cmocka_unit_test(beyond_the_limit_complaints_are_only_counted),
        cmocka_unit_test(what_cannot_be_kept_is_counted_and_confessed),
        cmocka_unit_test(freeing_twice_and_freeing_nothing_are_fine),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
