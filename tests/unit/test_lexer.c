#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <math.h>

#include "io/lexer.h"
#include "io/number.h"
#include "reading.h"

/* What becomes of a text: what libconfig is given, and what is complained of. */
typedef struct outcome {
    mf_arena arena;
    mf_diags diags;
    mf_tokens tokens;
    mf_buffer printed;
    bool well;
} outcome;

static void lex_bytes(outcome *self, const char *text, size_t n)
{
    const mf_file file = { "x.cfg", NULL, text, n };
    const mf_fence fence = { .folder = "" };

    *self = (outcome){ 0 };
    self->well = mf_tokens_read(&self->tokens, &file, &fence, &self->arena, &self->diags);
    if (self->well)
        mf_tokens_print(&self->tokens, &self->printed);
    mf_tokens_complain(&self->tokens, &self->diags);
}

static void lex(outcome *self, const char *text)
{
    lex_bytes(self, text, strlen(text));
}

static void forget(outcome *self)
{
    mf_tokens_free(&self->tokens);
    mf_buffer_free(&self->printed);
    mf_diags_free(&self->diags);
    mf_arena_free(&self->arena);
}

static void assert_complaint(const char *text, mf_severity severity, int line, const char *part)
{
    outcome found;

    lex(&found, text);
    if (!has_complaint(&found.diags, severity, line, NULL, part)) {
        mf_buffer all = { 0 };

        print_complaints(&found.diags, &all);
        fail_msg("%s\nshould say in line %d: %s\nbut says: %s", text, line, part,
                 all.n == 0 ? "nothing" : all.text);
    }
    forget(&found);
}

static void tokens_stand_one_a_line(void **state)
{
    outcome found;

    (void) state;
    lex(&found, "a = 1; # one\nb : [ 1.5, /* two\n lines */ 2.5 ]\nc = \"x\ny\\\"\";\n");
    assert_true(found.well);
    assert_int_equal(found.diags.n, 0);
    assert_string_equal(found.printed.text,
                        "a\n=\n1\n;\nb\n:\n(\n1.5\n,\n2.5\n)\nc\n=\n\"x\\ny\\\"\"\n;\n");
    assert_int_equal(found.tokens.at[9].line, 3); /* 2.5, after the comment */
    assert_int_equal(found.tokens.at[14].line, 5); /* the last ; */
    forget(&found);
}

static void numbers_are_taken_or_refused_as_written(void **state)
{
    static const char *const good[] = { "0", "-0", "7", "+7", "2147483647", "-2147483648",
                                        "3000000000L", "9223372036854775807L", "1LL", "0.5", ".5",
                                        "5.", "1e5", "1E-5", "-2.385e+3", "1e300", "0e400" };
    static const char *const bad[] = { "010", "0x1F", "0X1", "2147483648", "-2147483649",
                                       "9223372036854775808L", "12345678901234567890123", "1e301",
                                       "1e-301", "1e400", "-1e400", "1_000", "1.2.3", "1e", "1e+",
                                       "-", "+", ".", "-.", "5km", "1.5L", "--1", "-inf", "+nan",
                                       "2015-01-01", "1-2", "1,", "00", "007L" };
    char complaint[160];
    bool real;

    (void) state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!mf_number_judge(good[i], strlen(good[i]), &real, complaint, sizeof complaint))
            fail_msg("%s: %s", good[i], complaint);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (mf_number_judge(bad[i], strlen(bad[i]), &real, complaint, sizeof complaint))
            fail_msg("%s was taken", bad[i]);
}

static void a_wide_integer_is_told_how_to_be_written(void **state)
{
    (void) state;
    assert_complaint("a = 1;\nb = 3000000000;", MF_MISTAKE, 2, "write 3000000000L");
    assert_complaint("b = -3000000000;", MF_MISTAKE, 1, "write -3000000000L");
}

static void numbers_of_tables_are_read_in_any_locale(void **state)
{
    static const char *const locales[] = { "de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "C" };
    double value = 0.0;

    (void) state;
    for (size_t i = 0; i < sizeof locales / sizeof *locales; i++)
        if (setlocale(LC_ALL, locales[i]) != NULL)
            break;
    assert_true(mf_number_read("2.385", 5, &value));
    assert_true(fabs(value - 2.385) < 1e-15);
    assert_true(mf_number_read("1e3x", 3, &value));
    assert_false(mf_number_read("2,385", 5, &value));
    assert_false(mf_number_read("", 0, &value));
    assert_false(mf_number_read("nan", 3, &value));
    assert_false(mf_number_read("0x10", 4, &value));
    assert_false(mf_number_read("1e400", 5, &value));
    (void) setlocale(LC_ALL, "C");
}

static void words_that_are_no_values_get_a_hint(void **state)
{
    (void) state;
    assert_complaint("a = yes;", MF_MISTAKE, 1, "write true");
    assert_complaint("a = Off;", MF_MISTAKE, 1, "write false");
    assert_complaint("a = nan;", MF_MISTAKE, 1, "has to be a number");
    assert_complaint("a = inf;", MF_MISTAKE, 1, "has to be finite");
    assert_complaint("a = -inf;", MF_MISTAKE, 1, "not a number");
    assert_complaint("a = Libya;", MF_MISTAKE, 1, "in quotation marks");
    assert_complaint("a = 2015-01-01;", MF_MISTAKE, 1, "\"2015-01-01\"");
    assert_complaint("a = 'x';", MF_MISTAKE, 1, "double quotation marks");
    assert_complaint("a = 0,5;", MF_MISTAKE, 1, "with a point: 0.5");
}

static void bytes_that_are_no_text_are_refused(void **state)
{
    outcome found;

    (void) state;
    assert_complaint("\xEF\xBB\xBF" "a = 1;", MF_MISTAKE, 1, "byte order mark");
    assert_complaint("\xFF\xFE" "a", MF_MISTAKE, 1, "UTF-16");
    assert_complaint("a = 1;\nb = \"\xE4\";\n", MF_MISTAKE, 2, "not UTF-8");
    assert_complaint("a = \"\\xE4\";", MF_MISTAKE, 1, "not text");
    assert_complaint("a = \"\\x01\";", MF_MISTAKE, 1, "not text");
    lex_bytes(&found, "a = 1;\nb = \0;\n", 14);
    assert_true(has_complaint(&found.diags, MF_MISTAKE, 2, NULL, "NUL"));
    forget(&found);
    lex(&found, "a = 1;\r\nb = 2;\r\n");
    assert_int_equal(found.diags.n, 0);
    forget(&found);
    lex(&found, "");
    assert_true(found.well);
    forget(&found);
}

static void what_is_never_closed_is_told_where_it_opens(void **state)
{
    (void) state;
    assert_complaint("a = 1;\nb = \"text;\nc = 2;\n", MF_MISTAKE, 2, "never closed");
    assert_complaint("a = 1;\n/* text;\nc = 2;\n", MF_MISTAKE, 2, "comment is never closed");
    assert_complaint("a = {\nb = (\n1, 2 ];\n", MF_MISTAKE, 3, "does not close the ( of line 2");
    assert_complaint("a = {\nb = 2;\n", MF_MISTAKE, 1, "{ is never closed");
    assert_complaint("a = 1; }\n", MF_MISTAKE, 1, "closes nothing");
}

static void separators_are_missed_and_odd_ones_noticed(void **state)
{
    (void) state;
    assert_complaint("a = 1 b = 2;", MF_WARNING, 1, "; is missing before b");
    assert_complaint("a = 1, b = 2;", MF_WARNING, 1, "by ; and not by a comma");
    assert_complaint("a = 1;; b = 2;", MF_WARNING, 1, "a ; too many");
    assert_complaint("a = [\"x\" \"y\"];", MF_WARNING, 1, "comma missing");
    assert_complaint("a = \"x\" \"y\";", MF_WARNING, 1, "joined");
    assert_complaint("a = (1 2);", MF_MISTAKE, 1, "comma is missing");
    assert_complaint("a = (1, );", MF_MISTAKE, 1, "nothing behind it");
    assert_complaint("a = (1; 2);", MF_MISTAKE, 1, "not by ;");
    assert_complaint("a = ( , 2);", MF_MISTAKE, 1, "missing");
    assert_complaint("a = 1 2;", MF_MISTAKE, 1, "has a value already");
    assert_complaint("a = ;\nb = 2;", MF_MISTAKE, 1, "has no value");
    assert_complaint("a =\nb = 2;", MF_MISTAKE, 1, "has no value");
    assert_complaint("a = 1;\nb = ", MF_MISTAKE, 2, "has no value");
    assert_complaint("a { b = 1; }", MF_MISTAKE, 1, "= is missing");
    assert_complaint("\"a\" = 1;", MF_MISTAKE, 1, "no quotation marks");
    assert_complaint("true = 1;", MF_MISTAKE, 1, "cannot be the name");
    assert_complaint("a = ( b = 1 );", MF_MISTAKE, 1, "stand in { }");
    assert_complaint("a = [1, 2.5];", MF_MISTAKE, 1, "with a point");
    assert_complaint("a = [2.5, 1];", MF_MISTAKE, 1, "with a point");
    assert_complaint("a = [1, \"x\"];", MF_MISTAKE, 1, "of one kind");
    assert_complaint("a = [[1], [2]];", MF_MISTAKE, 1, "numbers or texts only");
    assert_complaint("a = \"\\q\";", MF_WARNING, 1, "means nothing");
    assert_complaint("@import \"x\"\n", MF_MISTAKE, 1, "only include");
    assert_complaint("a = 1; @include \"x\"\n", MF_MISTAKE, 1, "line of its own");
    assert_complaint("a = $;", MF_MISTAKE, 1, "$ has no meaning");
}

static void texts_over_several_lines_may_be_joined(void **state)
{
    outcome found;

    (void) state;
    lex(&found, "a = \"one \"\n    \"two\";\n");
    assert_true(found.well);
    assert_int_equal(found.diags.n, 0);
    forget(&found);
}

static void a_name_given_twice_is_a_mistake_and_counts_once(void **state)
{
    outcome found;

    (void) state;
    lex(&found, "g = { a = 1;\n b = 2;\n a = { c = 3; };\n A = 4; };\nb = 5;\n");
    assert_true(found.well);
    assert_true(has_complaint(&found.diags, MF_MISTAKE, 3, NULL, "a is given twice; first in x.cfg:1"));
    assert_true(has_complaint(&found.diags, MF_WARNING, 4, NULL, "differ in capitals only"));
    assert_int_equal(found.diags.mistakes, 1);
    assert_null(strstr(found.printed.text, "3"));
    forget(&found);
}

static void repeat(mf_buffer *text, const char *part, int n)
{
    for (int i = 0; i < n; i++)
        mf_buffer_add(text, "%s", part);
}

static void limits_hold(void **state)
{
    mf_buffer text = { 0 };

    (void) state;
    mf_buffer_add(&text, "a = ");
    repeat(&text, "(", 65);
    repeat(&text, ")", 65);
    assert_complaint(text.text, MF_MISTAKE, 1, "more than 64 deep");
    text.n = 0;
    mf_buffer_add(&text, "a = \"");
    repeat(&text, "x", 4097);
    mf_buffer_add(&text, "\";");
    assert_complaint(text.text, MF_MISTAKE, 1, "more than 4096 bytes");
    text.n = 0;
    for (int i = 0; i <= 5000; i++)
        mf_buffer_add(&text, "k%d = 1;\n", i);
    assert_complaint(text.text, MF_MISTAKE, 5001, "at most 5000 settings");
    text.n = 0;
    repeat(&text, "# 2.385\n", (4 << 20) / 8);
    mf_buffer_add(&text, "#");
    assert_complaint(text.text, MF_MISTAKE, 0, "larger than 4 MiB");
    text.n = 0;
    repeat(&text, "$", 1 << 20); /* a mistake a byte needs no stack */
    assert_complaint(text.text, MF_MISTAKE, 1, "has no meaning");
    mf_buffer_free(&text);
}

/* Any text at all is judged in time and without harm: mutations of a real one. */
static void damaged_texts_do_no_harm(void **state)
{
    static const char marks[] = "{}()[]=;:,\"#/*@\\ \n0aA.-\x80";
    char *text = text_of_file(SMALL);
    size_t n = strlen(text);
    uint32_t seed = 2385;

    (void) state;
    for (int round = 0; round < 300; round++) {
        outcome found;
        size_t at;
        char kept;

        seed = seed * 1664525u + 1013904223u;
        at = (seed >> 8) % n;
        kept = text[at];
        text[at] = marks[(seed >> 3) % (sizeof marks - 1)];
        lex(&found, text);
        assert_true(found.well || found.diags.mistakes > 0);
        forget(&found);
        text[at] = kept;
    }
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tokens_stand_one_a_line),
        cmocka_unit_test(numbers_are_taken_or_refused_as_written),
        cmocka_unit_test(a_wide_integer_is_told_how_to_be_written),
        cmocka_unit_test(numbers_of_tables_are_read_in_any_locale),
        cmocka_unit_test(words_that_are_no_values_get_a_hint),
        cmocka_unit_test(bytes_that_are_no_text_are_refused),
        cmocka_unit_test(what_is_never_closed_is_told_where_it_opens),
        cmocka_unit_test(separators_are_missed_and_odd_ones_noticed),
        cmocka_unit_test(texts_over_several_lines_may_be_joined),
        cmocka_unit_test(a_name_given_twice_is_a_mistake_and_counts_once),
        cmocka_unit_test(limits_hold),
        cmocka_unit_test(damaged_texts_do_no_harm),
    };

    return go_to_top() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
