#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <wchar.h>

#include "base/error.h"

static mf_err refuse_twice(mf_error *err, int *tries)
{
    for (;;) {
        (*tries)++;
        MF_TRY(mf_fail(err, MF_E_FILE, "no file %d", *tries));
    }
}

static void every_code_has_its_own_sentence(void **state)
{
    (void) state;
    for (int a = 0; a < MF_N_ERRORS; a++) {
        assert_true(strlen(mf_err_text((mf_err) a)) > 8);
        for (int b = 0; b < a; b++)
            assert_string_not_equal(mf_err_text((mf_err) a), mf_err_text((mf_err) b));
    }
}

static void only_ok_ends_with_status_zero(void **state)
{
    (void) state;
    assert_int_equal(mf_err_status(MF_OK), 0);
    for (int code = 1; code < MF_N_ERRORS; code++)
        assert_int_not_equal(mf_err_status((mf_err) code), 0);
    assert_int_equal(mf_err_status(MF_E_SCENARIO), 2);
    assert_int_equal(mf_err_status(MF_E_STOPPED), 130);
}

static void an_unknown_code_is_still_spoken_of(void **state)
{
    (void) state;
    assert_non_null(mf_err_text((mf_err) 4711));
    assert_int_equal(mf_err_status((mf_err) 4711), 1);
}

static void a_refusal_carries_its_words(void **state)
{
    mf_error err = { .line = 7, .file = "old.cfg", .text = "old" };

    (void) state;
    assert_int_equal(mf_fail(&err, MF_E_FORMAT, "%g of %s", 2.385, "LY_TIP"), MF_E_FORMAT);
    assert_int_equal(err.code, MF_E_FORMAT);
    assert_string_equal(err.text, "2.385 of LY_TIP");
    assert_string_equal(err.file, "");
    assert_int_equal(err.line, 0);
}

static void a_refusal_can_name_its_place(void **state)
{
    mf_error err = { 0 };

    (void) state;
    assert_int_equal(mf_fail_at(&err, MF_E_SCENARIO, "a.cfg", 23, "no %s", "door"), MF_E_SCENARIO);
    assert_string_equal(err.file, "a.cfg");
    assert_int_equal(err.line, 23);
    assert_string_equal(err.text, "no door");
    assert_int_equal(mf_fail_at(&err, MF_E_FILE, NULL, 0, "gone"), MF_E_FILE);
    assert_string_equal(err.file, "");
}

static void nobody_has_to_listen(void **state)
{
    (void) state;
    assert_int_equal(mf_fail(NULL, MF_E_NOMEM, "%d", 3), MF_E_NOMEM);
    assert_int_equal(mf_fail_at(NULL, MF_E_FILE, "x", 1, "%d", 3), MF_E_FILE);
}

static void old_words_may_be_quoted_in_new_ones(void **state)
{
    mf_error err = { 0 };

    (void) state;
    (void) mf_fail_at(&err, MF_E_FILE, "deep.cfg", 3, "disk is full");
    (void) mf_fail_at(&err, MF_E_FILE, err.file, 4, "run 2: %s", err.text);
    assert_string_equal(err.text, "run 2: disk is full");
    assert_string_equal(err.file, "deep.cfg");
}

static void a_long_sentence_is_cut_between_characters(void **state)
{
    mf_error err = { 0 };
    char longer[3 * MF_ERROR_TEXT];

    (void) state;
    for (size_t i = 0; i + 1 < sizeof longer; i++)
        longer[i] = i % 2 == 0 ? '\xC3' : '\xA9'; /* e acute */
    longer[sizeof longer - 1] = '\0';
    (void) mf_fail(&err, MF_E_FILE, "%s", longer);
    assert_int_equal(strlen(err.text), 510);
    (void) mf_fail(&err, MF_E_FILE, "x%s", longer);
    assert_int_equal(strlen(err.text), 511);
    (void) mf_fail_at(&err, MF_E_FILE, longer, 1, "cut");
    assert_int_equal(strlen(err.file), 254);
}

static void a_sentence_has_no_newline(void **state)
{
    mf_error err = { 0 };

    (void) state;
    (void) mf_fail(&err, MF_E_FILE, "one\ntwo\r\n");
    assert_string_equal(err.text, "one two  ");
}

static void what_cannot_be_printed_is_left_out(void **state)
{
    const wchar_t nonsense[] = { 0x7fffffff, 0 }; /* no character: printing fails */
    mf_error err = { .text = "old" };

    (void) state;
    assert_int_equal(mf_fail(&err, MF_E_FILE, "%ls", nonsense), MF_E_FILE);
    assert_string_equal(err.text, "");
}

static void try_passes_a_refusal_on_at_once(void **state)
{
    mf_error err = { 0 };
    int tries = 0;

    (void) state;
    assert_int_equal(refuse_twice(&err, &tries), MF_E_FILE);
    assert_int_equal(tries, 1);
    assert_string_equal(err.text, "no file 1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_has_its_own_sentence),
        cmocka_unit_test(only_ok_ends_with_status_zero),
        cmocka_unit_test(an_unknown_code_is_still_spoken_of),
        cmocka_unit_test(a_refusal_carries_its_words),
        cmocka_unit_test(a_refusal_can_name_its_place),
        cmocka_unit_test(nobody_has_to_listen),
        cmocka_unit_test(old_words_may_be_quoted_in_new_ones),
        cmocka_unit_test(a_long_sentence_is_cut_between_characters),
        cmocka_unit_test(a_sentence_has_no_newline),
        cmocka_unit_test(what_cannot_be_printed_is_left_out),
        cmocka_unit_test(try_passes_a_refusal_on_at_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
