/* Factors give the quantiles of their distributions; words and tables of texts come back as they went. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "io/rows.h"
#include "study/command.h"
#include "study/plan.h"

static void assert_value(const mf_factor *factor, double unit, double expected)
{
    char room[MF_FACTOR_TEXT];
    double found = strtod(mf_factor_at_unit(factor, unit, room), NULL);

    if (fabs(found - expected) > 1e-9 * (fabs(expected) + 1.0))
        fail_msg("quantile %g is %.12g, not %.12g", unit, found, expected);
}

static void quantiles_are_those_of_tables(void **state)
{
    const double one_sd = 0.84134474606854293; /* Phi(1) */
    mf_factor normal = { .distribution = { .kind = MF_SPREAD_NORMAL, .mean = 3.0, .sd = 0.5 } };
    mf_factor lognormal = { .distribution = { .kind = MF_SPREAD_LOGNORMAL, .median = 2.0, .spread = 1.5 } };
    mf_factor triangular = { .distribution = { .kind = MF_SPREAD_TRIANGULAR, .low = 1.0, .mode = 2.0, .high = 5.0 } };
    mf_factor beta = { .distribution = { .kind = MF_SPREAD_BETA, .a = 2.0, .b = 1.0, .low = 10.0, .high = 20.0 } };
    mf_factor gamma = { .distribution = { .kind = MF_SPREAD_GAMMA, .mean = 4.0, .sd = 4.0 } };

    (void) state;
    assert_value(&normal, 0.5, 3.0);
    assert_value(&normal, one_sd, 3.5);
    assert_value(&lognormal, 0.5, 2.0);
    assert_value(&lognormal, one_sd, 3.0);
    assert_value(&triangular, 0.25, 2.0);       /* the mode: (2 - 1) / (5 - 1) of the mass below */
    assert_value(&triangular, 0.0625, 1.5);     /* 1 + sqrt(u * 4 * 1) */
    assert_value(&beta, 0.25, 15.0);            /* P(x) = x^2 */
    assert_value(&gamma, 0.5, 2.7725887222398); /* shape 1: exponential, 4 ln 2 */
}

static void a_cut_normal_keeps_its_proportions(void **state)
{
    mf_factor cut = { .distribution = { .kind = MF_SPREAD_NORMAL, .mean = 0.0, .sd = 1.0, .low = -1.0,
                                        .high = 1.0 } };

    (void) state;
    assert_value(&cut, 0.0, -1.0);
    assert_value(&cut, 0.5, 0.0);
    assert_value(&cut, 0.75, 0.44177054668658); /* Phi^-1(1/2 + (Phi(1) - 1/2) / 2) */
    assert_value(&cut, 1.0, 1.0);
}

static void levels_reach_both_ends_of_a_range(void **state)
{
    mf_factor linear = { .range = { 2.0, 5.0 }, .levels = 4 };
    mf_factor log = { .range = { 0.5, 8.0 }, .levels = 3, .log = true };
    mf_factor whole = { .range = { 1.0, 4.0 }, .levels = 3, .whole = true };
    char room[MF_FACTOR_TEXT];

    (void) state;
    assert_string_equal(mf_factor_at_level(&linear, 0, room), "2");
    assert_string_equal(mf_factor_at_level(&linear, 1, room), "3");
    assert_string_equal(mf_factor_at_level(&linear, 3, room), "5");
    assert_string_equal(mf_factor_at_level(&log, 1, room), "2");
    assert_string_equal(mf_factor_at_level(&log, 2, room), "8");
    assert_string_equal(mf_factor_at_level(&whole, 1, room), "2");
}

static void words_come_back_whatever_is_in_them(void **state)
{
    static const char *const words[] = { "--set", "a.b=[0.1, 0.2]", "", "it's", "x'y z\\", "--package", "a,b" };
    enum { N = sizeof words / sizeof *words };
    mf_buffer line = { 0 };
    mf_arena arena = { 0 };
    const char **back;
    int n;

    (void) state;
    for (int i = 0; i < N; i++)
        mf_command_add(&line, words[i]);
    back = mf_command_words(line.text, &arena, &n);
    assert_int_equal(n, N);
    for (int i = 0; i < N; i++)
        assert_string_equal(back[i], words[i]);
    mf_arena_free(&arena);
    mf_buffer_free(&line);
}

static void tables_of_texts_come_back_and_tell_the_line_of_a_short_row(void **state)
{
    const char *path = "mixflow-test-rows.csv";
    mf_buffer text = { 0 };
    mf_arena arena = { 0 };
    mf_error err = { 0 };
    mf_rows rows;

    (void) state;
    mf_buffer_add(&text, "a,b\r\n# a remark\n");
    mf_rows_add(&text, true, "one, \"two\"");
    mf_rows_add(&text, false, "lines\nof text");
    mf_buffer_add(&text, "\n\n3,\n");
    assert_int_equal(mf_text_write(path, true, &text, &err), MF_OK);
    assert_int_equal(mf_rows_read(&rows, path, &arena, &err), MF_OK);
    assert_int_equal(rows.n, 2);
    assert_string_equal(mf_rows_at(&rows, 0, mf_rows_column(&rows, "a")), "one, \"two\"");
    assert_string_equal(mf_rows_at(&rows, 0, mf_rows_column(&rows, "b")), "lines\nof text");
    assert_string_equal(mf_rows_at(&rows, 1, 1), "");
    assert_int_equal(rows.line[1], 6);
    assert_int_equal(mf_rows_column(&rows, "c"), -1);
    mf_buffer_add(&text, "4\n");
    assert_int_equal(mf_text_write(path, true, &text, &err), MF_OK);
    assert_int_equal(mf_rows_read(&rows, path, &arena, &err), MF_E_FORMAT);
    assert_int_equal(err.line, 7);
    (void) remove(path);
    mf_arena_free(&arena);
    mf_buffer_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_are_those_of_tables),
        cmocka_unit_test(a_cut_normal_keeps_its_proportions),
        cmocka_unit_test(levels_reach_both_ends_of_a_range),
        cmocka_unit_test(words_come_back_whatever_is_in_them),
        cmocka_unit_test(tables_of_texts_come_back_and_tell_the_line_of_a_short_row),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
