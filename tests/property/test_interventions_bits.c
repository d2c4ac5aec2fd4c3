/* A policy that is neutral or has no window gives the baseline; the order of policies, the
 * number of threads and the other policies' places in the file give the same bits. */
#include "support/policies.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/store_h5.h"
#include "study/run.h"

#define FREE "cost_fixed = 0.0; cost_place = 0.0; cost_person = 0.0;"
#define NEVER "start = \"2016-06-01\"; end = \"2016-06-01\";"

static bool has_setting(const mf_intervention_kind *kind, const char *name)
{
    for (const mf_param *p = kind->params->params; p->name != NULL; p++)
        if (strcmp(p->name, name) == 0)
            return true;
    return false;
}

/* What is asked of a kind is asked of all: nothing in its row may be left open. */
static void every_kind_is_on_trial_for_all_of_it(void **state)
{
    int kinds = 0, rows = 0;

    (void) state;
    for (const mf_intervention_kind *const *kind = mf_intervention_kinds; *kind != NULL; kind++) {
        const trial *row = trial_of((*kind)->name);

        if (row->active == NULL || row->neutral == NULL || strcmp(row->active, row->neutral) == 0)
            fail_msg("%s: active and neutral settings are wanted", row->kind);
        if (row->main == NULL || abs(row->main_sign) != 1)
            fail_msg("%s: a main effect with a sign is wanted", row->kind);
        if (row->side == NULL || abs(row->side_sign) != 1)
            fail_msg("%s: a side effect with a sign is wanted", row->kind);
        if (((*kind)->order != NULL || has_setting(*kind, "cap")) != (row->cap > 0.0))
            fail_msg("%s: a cap is wanted where it orders people or has one", row->kind);
        if ((*kind)->side_effect[0] == '\0' || (*kind)->source[0] == '\0')
            fail_msg("%s: its source and its known side effect are wanted", row->kind);
        kinds++;
    }
    for (const trial *row = trials; row->kind != NULL; row++)
        rows++;
    assert_int_equal(rows, kinds);
}

static void none(const char *set, char text[MF_DIGEST_TEXT])
{
    digest_and_free(small_with("", set), 1, text);
}

static void one(const trial *row, const char *settings, const char *window, int workers,
                char text[MF_DIGEST_TEXT])
{
    char policy[2048];

    write_policy(policy, sizeof policy, "it", row->kind, settings, window);
    digest_and_free(small_with(policy, row->set), workers, text);
}

static void neutral_settings_give_the_baseline(void **state)
{
    char base[MF_DIGEST_TEXT], other[MF_DIGEST_TEXT];

    (void) state;
    for (const trial *row = trials; row->kind != NULL; row++) {
        none(row->set, base);
        one(row, row->neutral, "", 1, other);
        if (strcmp(base, other) != 0)
            fail_msg("%s is not neutral with %s", row->kind, row->neutral);
    }
}

static void an_empty_window_gives_the_baseline(void **state)
{
    char base[MF_DIGEST_TEXT], other[MF_DIGEST_TEXT];

    (void) state;
    for (const trial *row = trials; row->kind != NULL; row++) {
        none(row->set, base);
        one(row, row->active, NEVER, 1, other);
        if (strcmp(base, other) != 0)
            fail_msg("%s does something outside its window", row->kind);
    }
}

static void active_settings_do_something_the_same_on_any_number_of_threads(void **state)
{
    char base[MF_DIGEST_TEXT], other[MF_DIGEST_TEXT], again[MF_DIGEST_TEXT];

    (void) state;
    for (const trial *row = trials; row->kind != NULL; row++) {
        none(row->set, base);
        one(row, row->active, "", 1, other);
        one(row, row->active, "", 3, again);
        if (strcmp(base, other) == 0)
            fail_msg("%s does nothing with %s", row->kind, row->active);
        assert_string_equal(other, again);
    }
}

/* Each kind twice and beside its neighbour in the table, in two orders. */
static void the_order_of_policies_changes_nothing(void **state)
{
    char a[2048], b[2048], c[2048], text[3][6400];
    char first[MF_DIGEST_TEXT], other[MF_DIGEST_TEXT];

    (void) state;
    for (const trial *row = trials; row->kind != NULL; row++) {
        const trial *next = row[1].kind == NULL ? trials : row + 1;

        write_policy(a, sizeof a, "a", row->kind, row->active, "ramp = 70.0;");
        write_policy(b, sizeof b, "b", row->kind, row->active, "start = \"2016-09-01\"; ramp = 33.0;");
        write_policy(c, sizeof c, "c", next->kind, next->active, "");
        (void) snprintf(text[0], sizeof text[0], "%s,%s,%s", a, b, c);
        (void) snprintf(text[1], sizeof text[1], "%s,%s,%s", c, b, a);
        digest_and_free(small_with(text[0], row->set), 1, first);
        digest_and_free(small_with(text[1], row->set), 1, other);
        if (strcmp(first, other) != 0)
            fail_msg("%s: the order of policies matters", row->kind);
    }
}

/* Of all kinds at once, in this or the other order. */
static void all_kinds(char *text, size_t room, bool active, bool backwards, const char *more)
{
    int n = 0;

    while (trials[n].kind != NULL)
        n++;
    *text = '\0';
    for (int i = 0; i < n; i++) {
        const trial *row = &trials[backwards ? n - 1 - i : i];
        size_t used = strlen(text);

        if (i > 0)
            used += (size_t) snprintf(text + used, room - used, ", ");
        write_policy(text + used, room - used, row->kind, row->kind,
                     active ? row->active : row->neutral, more);
    }
}

/* The digest of the result on disk, as `mixflow info --digest` tells it. */
static void digest_of_result(const char *interventions, char text[MF_DIGEST_TEXT])
{
    mf_scenario *s = small_with(interventions, NULL);
    mf_run_options options = { .out = "policies.h5", .force = true, .workers = 1 };
    mf_run_summary summary;
    mf_error err = { 0 };

    if (mf_run(s, &options, NULL, &summary, &err) != MF_OK)
        fail_msg("%s", err.text);
    assert_int_equal(mf_digest_h5(options.out, text, &err), MF_OK);
    assert_string_equal(text, summary.digest);
    mf_run_summary_free(&summary);
    mf_scenario_free(s);
    assert_int_equal(remove(options.out), 0);
}

static void policies_that_never_act_leave_no_trace_in_a_result(void **state)
{
    static char text[1 << 15];
    char base[MF_DIGEST_TEXT], other[MF_DIGEST_TEXT], again[MF_DIGEST_TEXT];

    (void) state;
    digest_of_result("", base);
    all_kinds(text, sizeof text, true, false, NEVER);
    digest_of_result(text, other);
    assert_string_equal(other, base);
    all_kinds(text, sizeof text, false, false, FREE);
    digest_of_result(text, other);
    assert_string_equal(other, base);
    all_kinds(text, sizeof text, true, false, "");
    digest_of_result(text, other);
    assert_string_not_equal(other, base);
    all_kinds(text, sizeof text, true, true, "");
    digest_of_result(text, again);
    assert_string_equal(again, other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_is_on_trial_for_all_of_it),
        cmocka_unit_test(policies_that_never_act_leave_no_trace_in_a_result),
        cmocka_unit_test(neutral_settings_give_the_baseline),
        cmocka_unit_test(an_empty_window_gives_the_baseline),
        cmocka_unit_test(active_settings_do_something_the_same_on_any_number_of_threads),
        cmocka_unit_test(the_order_of_policies_changes_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
