/* A batch that is told of: rows, words, notes, JSON. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study/tell.h"

enum { MEASURES = 3, POINTS = 4, TWO = 2 };

static const char *names[] = { "fence", "office" }, *owners[] = { "interior", "labour" };
static const char *measures[] = { "deaths", "wait", "still", NULL }, *units[] = { "persons", "month", "1" };
static const char *docs[] = { "those who die", "the \"wait\"", "what never moves" };
static const char *states[] = { "calm" }, nothing[] = "";
static mf_harvest_factor factors[TWO];
static double values[MEASURES * POINTS * TWO];
static mf_goal goals[] = { { "interior", "deaths", -1, 1.0 }, { "labour", "wait", -1, 1.0 },
                           { .owner = NULL } };

/* Deaths are halved by the fence and left at 0.8 by the office, in both replicates; the wait is 4
 * less with the office, 1 more with the fence. */
static mf_harvest two_switches(void)
{
    mf_harvest h = { .title = nothing, .question = nothing, .design_word = "factorial", .factor = factors,
                     .state = states, .measure = measures, .unit = units,
                     .doc = docs, .goals = goals };
    mf_design_wish wish = { .kind = MF_DESIGN_FACTORIAL, .n_factors = TWO };

    for (int i = 0; i < TWO; i++)
        factors[i] = (mf_harvest_factor){ names[i], names[i], owners[i], nothing, nothing, nothing };
    for (size_t p = 0; p < POINTS; p++)
        for (size_t r = 0; r < TWO; r++) {
            bool fence = (p & 1) != 0, office = (p & 2) != 0;

            values[p * TWO + r] = (1000.0 + 100.0 * (double) r) * (fence ? 0.5 : 1.0) * (office ? 0.8 : 1.0);
            values[(POINTS + p) * TWO + r] = 9.0 + (double) r + (fence ? 1.0 : 0.0) - (office ? 4.0 : 0.0);
            values[(2 * POINTS + p) * TWO + r] = 7.0;
        }
    assert_int_equal(mf_design_make(&h.design, &wish, NULL), MF_OK);
    h.results = (mf_results){ 1, MEASURES, POINTS, TWO, measures, values, 0 };
    return h;
}

static size_t column(const mf_listing *of, const char *name)
{
    size_t c = 0;

    while (strcmp(of->column[c].name, name) != 0)
        c++;
    return c;
}

static const char *text(const mf_listing *of, size_t row, const char *name)
{
    return mf_listing_at(of, row, column(of, name))->text;
}

static double real(const mf_listing *of, size_t row, const char *name)
{
    return mf_listing_at(of, row, column(of, name))->real;
}

static void effects_are_told_on_both_scales_the_logarithm_first(void **state)
{
    static const char *const asked[] = { "deaths" };
    const mf_tell_how how = { asked, 1, 1 };
    mf_harvest h = two_switches();
    mf_listings out;
    const mf_listing *effects, *pairs;

    (void) state;
    assert_int_equal(mf_tell_sensitivity(&out, &h, &how, NULL), MF_OK);
    effects = mf_listings_find(&out, "effects");
    pairs = mf_listings_find(&out, "pairs");
    assert_int_equal(mf_listing_rows(effects), 6); /* two and their sum, twice */
    assert_string_equal(text(effects, 0, "scale"), "log");
    assert_string_equal(text(effects, 0, "factor"), "fence");
    assert_true(fabs(real(effects, 0, "relative") - -0.5) < 1e-12);
    assert_string_equal(text(effects, 0, "reads"), "lowers");
    assert_true(fabs(real(effects, 4, "value") - -0.2 * 0.75 * 1050.0) < 1e-9); /* of the office, natural */
    assert_true(fabs(real(pairs, 0, "interaction")) < 1e-12);
    assert_true(fabs(real(pairs, 1, "interaction") - 0.1 * 1050.0) < 1e-9);
    assert_string_equal(text(pairs, 1, "reads"), "weaken each other");
    assert_non_null(strstr(out.notes.text, "An interaction on the natural scale may be no more"));
    mf_listings_free(&out);
    mf_design_free(&h.design);
}

static void coherence_names_owners_packages_and_words(void **state)
{
    static const char *const asked[] = { "deaths" };
    const mf_tell_how how = { asked, 1, 1 };
    mf_harvest h = two_switches();
    mf_listings out;
    const mf_listing *matrix, *silo, *packages;

    (void) state;
    assert_int_equal(mf_tell_coherence(&out, &h, &how, NULL), MF_OK);
    matrix = mf_listings_find(&out, "matrix");
    silo = mf_listings_find(&out, "silo");
    packages = mf_listings_find(&out, "packages");
    assert_int_equal(mf_listing_rows(matrix), 4);
    assert_string_equal(text(matrix, 1, "acts"), "interior");
    assert_string_equal(text(matrix, 1, "goal"), "labour");
    assert_true(real(matrix, 1, "value") < 0.0); /* the fence makes the wait longer, always by 1 */
    assert_string_equal(text(matrix, 3, "reads"), "indivisible");
    assert_string_equal(text(silo, 0, "package"), "fence + office");
    assert_string_equal(text(silo, 1, "reads"), "the same"); /* 0.6 of deaths outweighs 1 of wait */
    assert_int_equal(mf_listing_rows(packages), POINTS);
    assert_string_equal(text(packages, 0, "package"), "none");
    assert_true(fabs(real(packages, 3, "deaths") - 420.0) < 1e-9);
    assert_true(fabs(real(packages, 3, "best_share") - 1.0) < 1e-12);
    assert_non_null(strstr(out.notes.text, "cost_all was not kept"));
    mf_listings_free(&out);
    mf_design_free(&h.design);
}

static void what_has_no_owner_is_refused_by_name(void **state)
{
    const mf_tell_how how = { .seed = 1 };
    mf_harvest h = two_switches();
    mf_listings out;
    mf_error err = { 0 };

    (void) state;
    factors[0].owner = nothing;
    factors[1].owner = nothing;
    assert_int_equal(mf_tell_coherence(&out, &h, &how, &err), MF_E_USAGE);
    assert_non_null(strstr(err.text, "nobody owns fence, office"));
    mf_design_free(&h.design);
}

static void measures_that_are_not_there_are_all_named(void **state)
{
    static const char *const asked[] = { "deats", "wait", "nonsense" };
    const mf_tell_how how = { asked, 3, 1 };
    mf_harvest h = two_switches();
    mf_listings out;
    mf_error err = { 0 };

    (void) state;
    assert_int_equal(mf_tell_sensitivity(&out, &h, &how, &err), MF_E_USAGE);
    assert_string_equal(err.text, "no such outcome or indicator: deats (did you mean deaths?), nonsense");
    mf_design_free(&h.design);
}

static void json_and_csv_say_the_same_rows(void **state)
{
    static const mf_column columns[] = { { "name", MF_COLUMN_TEXT, "", "a \"name\"" },
                                         { "x", MF_COLUMN_REAL, "1", "a number" },
                                         { .name = NULL } };
    mf_listings out;
    mf_buffer json = { 0 }, csv = { 0 };

    (void) state;
    assert_int_equal(mf_listings_init(&out, "test", "a title", NULL, NULL), MF_OK);
    (void) mf_listings_open(&out, "rows", "two rows", columns);
    mf_listings_text(&out, "one, \"two\"");
    mf_listings_real(&out, 2.385);
    mf_listings_text(&out, "none");
    mf_listings_real(&out, (double) NAN);
    mf_buffer_add(&out.notes, "a note\n");
    mf_listings_json(&out, &json);
    mf_listing_csv(&out.at[0], &csv);
    assert_string_equal(csv.text, "name,x\n\"one, \"\"two\"\"\",2.385\nnone,\n");
    assert_non_null(strstr(json.text, "{\"name\": \"one, \\\"two\\\"\", \"x\": 2.385},"));
    assert_non_null(strstr(json.text, "{\"name\": \"none\", \"x\": null}]"));
    assert_non_null(strstr(json.text, "\"notes\": [\n    \"a note\"]"));
    mf_buffer_free(&json);
    mf_buffer_free(&csv);
    mf_listings_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(effects_are_told_on_both_scales_the_logarithm_first),
        cmocka_unit_test(coherence_names_owners_packages_and_words),
        cmocka_unit_test(what_has_no_owner_is_refused_by_name),
        cmocka_unit_test(measures_that_are_not_there_are_all_named),
        cmocka_unit_test(json_and_csv_say_the_same_rows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
