/* A policy that is neutral or has no window gives the baseline; the order of policies, the
 * number of threads and the other policies' places in the file give the same bits. */
#include "support/policies.h"

#include <stdio.h>
#include <string.h>

#define NEVER "start = \"2016-06-01\"; end = \"2016-06-01\";"

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
    for (const trial *row = trials; row[1].kind != NULL; row++) {
        write_policy(a, sizeof a, "a", row->kind, row->active, "ramp = 70.0;");
        write_policy(b, sizeof b, "b", row->kind, row->active, "start = \"2016-09-01\"; ramp = 33.0;");
        write_policy(c, sizeof c, "c", row[1].kind, row[1].active, "");
        (void) snprintf(text[0], sizeof text[0], "%s,%s,%s", a, b, c);
        (void) snprintf(text[1], sizeof text[1], "%s,%s,%s", c, b, a);
        digest_and_free(small_with(text[0], row->set), 1, first);
        digest_and_free(small_with(text[1], row->set), 1, other);
        if (strcmp(first, other) != 0)
            fail_msg("%s: the order of policies matters", row->kind);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(neutral_settings_give_the_baseline),
        cmocka_unit_test(an_empty_window_gives_the_baseline),
        cmocka_unit_test(active_settings_do_something_the_same_on_any_number_of_threads),
        cmocka_unit_test(the_order_of_policies_changes_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
