#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/json.h"
#include "base/rng.h"
#include "base/text.h"

static void distances_are_as_counted_by_hand(void **state)
{
    (void) state;
    assert_int_equal(mf_text_distance("", ""), 0);
    assert_int_equal(mf_text_distance("", "abuse"), 5);
    assert_int_equal(mf_text_distance("abuse", ""), 5);
    assert_int_equal(mf_text_distance("abuse", "ABUSE"), 0);
    assert_int_equal(mf_text_distance("abuse", "abues"), 1);
    assert_int_equal(mf_text_distance("kitten", "sitting"), 3);
    assert_int_equal(mf_text_distance("capacity", "capcity"), 1);
    assert_int_equal(mf_text_distance("ca", "abc"), 3); /* alignment, not full Damerau */
}

static void a_distance_is_symmetric_and_zero_only_to_itself(void **state)
{
    static const char *const names[] = { "days", "day", "yads", "start", "smart", "", "stocks" };
    const size_t n = sizeof names / sizeof *names;

    (void) state;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            assert_int_equal(mf_text_distance(names[i], names[j]),
                             mf_text_distance(names[j], names[i]));
            assert_int_equal(mf_text_distance(names[i], names[j]) == 0, i == j);
        }
}

static void endless_names_are_compared_whole(void **state)
{
    char a[MF_NAME_MOST + 5], b[MF_NAME_MOST + 5];

    (void) state;
    memset(a, 'a', sizeof a);
    memset(b, 'A', sizeof b);
    a[MF_NAME_MOST] = b[MF_NAME_MOST - 1] = '\0';
    assert_int_equal(mf_text_distance(a, b), 1);
    a[MF_NAME_MOST] = 'a';
    a[MF_NAME_MOST + 4] = b[MF_NAME_MOST + 4] = '\0';
    b[MF_NAME_MOST - 1] = 'A';
    assert_int_equal(mf_text_distance(a, b), 0);
    b[3] = 'b';
    assert_int_equal(mf_text_distance(a, b), MF_NAME_MOST + 4);
}

static void a_slip_of_the_finger_finds_its_name(void **state)
{
    static const char *const names[] = { "capacity", "days", "priority", "seed", "st", NULL };
    static const char *const none[] = { NULL };

    (void) state;
    assert_string_equal(mf_text_nearest("capcaity", names), "capacity");
    assert_string_equal(mf_text_nearest("Seed", names), "seed");
    assert_string_equal(mf_text_nearest("dyas", names), "days");
    assert_string_equal(mf_text_nearest("priorities", names), "priority");
    assert_null(mf_text_nearest("reallocation", names));
    assert_null(mf_text_nearest("xy", names)); /* nothing in common with "st" */
    assert_null(mf_text_nearest("", names));
    assert_null(mf_text_nearest("seed", none));
}

static void well_formed_utf8_is_told_from_the_rest(void **state)
{
    static const char *const good[] = { "", "days", "Mytilini \xCE\x9B\xCE\xAD", "\xE2\x82\xAC",
                                        "\xF0\x9F\x9A\xA2", "\xED\x9F\xBF", "\xF4\x8F\xBF\xBF",
                                        "\xC2\x80", "\xE0\xA0\x80", "\xF0\x90\x80\x80" };
    static const char *const bad[] = {
        "\x80", "\xC0\xAF", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xE2\x82", "\xE2\x82x", "\xC3", "a\xC3",
        "\xF0\x9F\x9A", "\xF0\x9F\x9Ax",
    };

    (void) state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(mf_text_is_utf8(good[i], strlen(good[i])));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(mf_text_is_utf8(bad[i], strlen(bad[i])));
    assert_false(mf_text_is_utf8("a\0b", 3));
}

static void a_buffer_grows_and_ends_with_nul(void **state)
{
    mf_buffer buffer = { 0 };
    size_t n = 0;

    (void) state;
    for (int i = 0; i < 3000; i++) {
        mf_buffer_add(&buffer, "%d %s;", i, "x");
        n += strlen("x;") + 1 + (i < 10 ? 1u : i < 100 ? 2u : i < 1000 ? 3u : 4u);
        assert_int_equal(buffer.n, n);
        assert_int_equal(buffer.text[n], '\0');
    }
    mf_buffer_add_bytes(&buffer, "a\0b", 3);
    assert_int_equal(buffer.n, n + 3);
    assert_memory_equal(buffer.text + n, "a\0b", 4);
    mf_buffer_add_bytes(&buffer, NULL, 0);
    assert_int_equal(buffer.n, n + 3);
    assert_memory_equal(buffer.text, "0 x;1 x;2 x;", 12);
    assert_false(buffer.failed);
    mf_buffer_free(&buffer);
    assert_null(buffer.text);
    mf_buffer_free(&buffer);
}

static void an_empty_addition_still_ends_with_nul(void **state)
{
    mf_buffer buffer = { 0 };

    (void) state;
    mf_buffer_add(&buffer, "%s", "");
    assert_string_equal(buffer.text, "");
    mf_buffer_free(&buffer);
}

static void a_failed_buffer_stays_failed(void **state)
{
    const wchar_t nonsense[] = { 0x7fffffff, 0 };
    mf_buffer buffer = { 0 };

    (void) state;
    mf_buffer_add(&buffer, "kept");
    mf_buffer_add_bytes(&buffer, "x", SIZE_MAX / 2);
    assert_true(buffer.failed);
    mf_buffer_add(&buffer, "lost");
    mf_buffer_add_bytes(&buffer, "lost", 4);
    assert_string_equal(buffer.text, "kept");
    mf_buffer_free(&buffer);
    mf_buffer_add(&buffer, "%ls", nonsense);
    assert_true(buffer.failed);
    mf_buffer_free(&buffer);
}

static const char *printed(double x)
{
    static char text[32];

    mf_real_print(x, text, sizeof text);
    return text;
}

static void a_real_is_printed_short_and_as_a_real(void **state)
{
    (void) state;
    assert_string_equal(printed(2.385), "2.385");
    assert_string_equal(printed(0.1), "0.1");
    assert_string_equal(printed(0.1 + 0.2), "0.30000000000000004");
    assert_string_equal(printed(3), "3.0");
    assert_string_equal(printed(-23), "-23.0");
    assert_string_equal(printed(0.0), "0.0");
    assert_string_equal(printed(-0.0), "-0.0");
    assert_string_equal(printed(1e22), "1e+22");
    assert_string_equal(printed(1e14), "100000000000000.0");
    assert_string_equal(printed(DBL_MIN), "2.2250738585072014e-308");
    assert_string_equal(printed(INFINITY), "inf");
    assert_string_equal(printed(-INFINITY), "-inf");
    assert_string_equal(printed(NAN), "nan");
    assert_string_equal(printed(-NAN), "nan");
}

static void every_real_reads_back_as_itself(void **state)
{
    (void) state;
    for (uint32_t i = 0; i < 50000; i++) {
        mf_words words = mf_words_at(23, MF_DRAW_SAMPLE, i, 0, 0);
        uint64_t bits = (uint64_t) words.w[0] << 32 | words.w[1];
        double x, back;

        memcpy(&x, &bits, sizeof x);
        if (!isfinite(x))
            continue;
        back = strtod(printed(x), NULL);
        assert_memory_equal(&back, &x, sizeof x);
        assert_non_null(strpbrk(printed(x), ".e"));
    }
}

/* What has few decimals is printed a shorter way: with the digits of the long one. */
static void a_short_decimal_is_printed_as_any_other(void **state)
{
    (void) state;
    for (uint32_t i = 0; i < 20000; i++) {
        mf_words words = mf_words_at(29, MF_DRAW_SAMPLE, i, 0, 0);
        double power[] = { 1.0, 10.0, 100.0, 1e3, 1e4, 1e5, 1e6, 1e7 };
        double x = (double) (words.w[0] >> i % 23) / power[words.w[1] % 8];
        char expected[40];

        (void) snprintf(expected, sizeof expected, "%s%.15g", i % 2 == 0 ? "" : "-", x);
        if (strpbrk(expected, ".e") == NULL)
            (void) strcat(expected, ".0");
        assert_string_equal(printed(i % 2 == 0 ? x : -x), expected);
    }
}

static void json_is_told_from_what_is_not(void **state)
{
    static const char *const good[] = { "0", "-0.5e+10", "[]", "{ }", " [1, 20.25, null, true] ",
                                        "{\"a\\u00e9\\n\": [{}, \"\"], \"b\": false}" };
    static const char *const bad[] = { "", "{", "[1,]", "{\"a\"}", "{1: 2}", "01", "1.", ".5", "1e", "+1", "tru",
                                       "\"", "\"\\", "\"\\x\"", "\"\\u12g4\"", "\"a\nb\"", "[] []" };
    char deep[200];

    (void) state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(mf_json_valid(good[i], strlen(good[i])));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(mf_json_valid(bad[i], strlen(bad[i])));
    memset(deep, '[', 100);
    memset(deep + 100, ']', 100);
    assert_false(mf_json_valid(deep, 200));
    assert_true(mf_json_valid(deep + 50, 100));
}

static void too_little_room_cuts_but_does_not_overrun(void **state)
{
    char text[8] = "1234567";

    (void) state;
    mf_real_print(2.385, text, 0);
    assert_string_equal(text, "1234567");
    mf_real_print(2.385, text, 4);
    assert_string_equal(text, "2.3");
    assert_string_equal(text + 4, "567");
}

static void the_locale_has_no_say(void **state)
{
    static const char *const names[] = { "de_DE.UTF-8", "fr_FR.UTF-8", "de_DE", "ps_AF" };
    bool found = false;

    (void) state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (setlocale(LC_NUMERIC, names[i]) == NULL)
            continue;
        found = true;
        assert_string_equal(printed(2.385), "2.385");
        assert_string_equal(printed(-1.5e-300), "-1.5e-300");
        assert_string_equal(printed(23), "23.0");
    }
    (void) setlocale(LC_NUMERIC, "C");
    if (!found)
        skip();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distances_are_as_counted_by_hand),
        cmocka_unit_test(a_distance_is_symmetric_and_zero_only_to_itself),
        cmocka_unit_test(endless_names_are_compared_whole),
        cmocka_unit_test(a_slip_of_the_finger_finds_its_name),
        cmocka_unit_test(well_formed_utf8_is_told_from_the_rest),
        cmocka_unit_test(a_buffer_grows_and_ends_with_nul),
        cmocka_unit_test(an_empty_addition_still_ends_with_nul),
        cmocka_unit_test(a_failed_buffer_stays_failed),
        cmocka_unit_test(a_real_is_printed_short_and_as_a_real),
        cmocka_unit_test(every_real_reads_back_as_itself),
        cmocka_unit_test(a_short_decimal_is_printed_as_any_other),
        cmocka_unit_test(json_is_told_from_what_is_not),
        cmocka_unit_test(too_little_room_cuts_but_does_not_overrun),
        cmocka_unit_test(the_locale_has_no_say),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
