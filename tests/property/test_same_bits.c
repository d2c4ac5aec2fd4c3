/* The same scenario and seed give the same bits: whatever computes them, and
 * whatever else is written down that changes nothing. */
#include "support/worlds.h"

#include <stdio.h>
#include <string.h>

/* The digest of a run; the scenario is freed. */
static void digest_and_free(mf_scenario *scenario, int workers, bool dense,
                            char text[MF_DIGEST_TEXT])
{
    digest_of_run(scenario, workers, dense, text);
    mf_scenario_free(scenario);
}

static void another_seed_gives_other_bits(void **state)
{
    char one[MF_DIGEST_TEXT], other[MF_DIGEST_TEXT];

    (void) state;
    digest_and_free(small_read_as(3000, 40, AS_WRITTEN), 1, false, one);
    digest_and_free(small_read_as(3000, 40, SETS("seed=2386L")), 1, false, other);
    assert_string_not_equal(one, other);
}

/* So many people that each cohort is worked on in several pieces. */
static mf_scenario *in_pieces(void)
{
    return small_read_as(5.0 * MF_CHUNK, 13, AS_WRITTEN);
}

static void the_number_of_threads_changes_nothing(void **state)
{
    static const int threads[] = { 2, 3, 8 };
    char one[MF_DIGEST_TEXT], many[MF_DIGEST_TEXT];

    (void) state;
    digest_and_free(in_pieces(), 1, false, one);
    for (size_t i = 0; i < sizeof threads / sizeof *threads; i++) {
        digest_and_free(in_pieces(), threads[i], false, many);
        assert_string_equal(one, many);
    }
}

static void the_dense_engine_gives_the_same_bits(void **state)
{
    char thinned[MF_DIGEST_TEXT], dense[MF_DIGEST_TEXT];

    (void) state;
    digest_and_free(small_read(AS_WRITTEN), 1, false, thinned);
    digest_and_free(small_read(AS_WRITTEN), 3, true, dense);
    assert_string_equal(thinned, dense);
}

static void thinning_spares_most_people(void **state)
{
    mf_scenario *scenario = small_read_as(5000, 40, AS_WRITTEN);
    mf_world *thinned = world_of(scenario, 1, false), *dense = world_of(scenario, 1, true);

    (void) state;
    world_run(thinned, 0, NULL);
    world_run(dense, 0, NULL);
    assert_int_equal(thinned->fired, dense->fired);
    assert_true(thinned->woken < dense->woken / 5);
    world_end(thinned);
    world_end(dense);
    mf_scenario_free(scenario);
}

/* Reads a world in which the switches stand as the bits of `form` say. */
static mf_scenario *form_of_model(int form)
{
    static const char *const dread[] = { "linear", "log_odds", "logistic" };
    static const char *const combine[] = { "add", "and", "or" };
    char one[64], two[64], three[64], four[64];

    (void) snprintf(one, sizeof one, "switches.dread=\"%s\"", dread[form % 3]);
    (void) snprintf(two, sizeof two, "switches.combine=\"%s\"", combine[form / 3 % 3]);
    (void) snprintf(three, sizeof three, "switches.feedback=%s", form / 9 % 2 ? "true" : "false");
    (void) snprintf(four, sizeof four, "switches.claims=\"%s\"",
                    form / 18 ? "truthful" : "instrumental");
    return small_read_as(3000, 52, SETS(one, two, three, four, "interventions.truth.on=true",
                                        "interventions.near_home.on=true"));
}

enum { FORMS = 36 };

static void every_form_of_the_model_is_the_same_dense_thinned_and_threaded(void **state)
{
    static char digest[FORMS][MF_DIGEST_TEXT];
    char again[MF_DIGEST_TEXT];

    (void) state;
    for (int form = 0; form < FORMS; form++) {
        digest_and_free(form_of_model(form), 1 + form % 3, false, digest[form]);
        digest_and_free(form_of_model(form), 1, true, again);
        assert_string_equal(digest[form], again);
    }
    for (int form = 0; form < FORMS; form++) /* and each switch does something */
        for (int other = 0; other < form; other++)
            assert_string_not_equal(digest[form], digest[other]);
}

/* Small worlds over a year with more interventions on than the file turns on. */
static void digest_with(const char *const *sets, char text[MF_DIGEST_TEXT])
{
    digest_and_free(small_read_as(4000, 70, sets), 1, false, text);
}

static void policies_that_are_off_empty_or_neutral_do_nothing(void **state)
{
    char none[MF_DIGEST_TEXT], other[MF_DIGEST_TEXT];

    (void) state;
    digest_with(AS_WRITTEN, none);
    digest_with(SETS("interventions.truth.on=true", "interventions.truth.end=2016-06-01"), other);
    assert_string_equal(none, other);
    digest_with(SETS("interventions.truth.on=true", "interventions.truth.reach=0.0"), other);
    assert_string_equal(none, other);
    digest_with(SETS("interventions.patrols.on=true", "interventions.patrols.intercepts=0.0",
                     "interventions.patrols.effort=0.0"), other);
    assert_string_equal(none, other);
    digest_with(SETS("interventions.near_home.on=true", "interventions.near_home.told=0.0",
                     "interventions.near_home.decisions=0.0"), other);
    assert_string_equal(none, other);
}

static void policies_in_force_do_something(void **state)
{
    char none[MF_DIGEST_TEXT], other[MF_DIGEST_TEXT];

    (void) state;
    digest_with(AS_WRITTEN, none);
    digest_with(SETS("interventions.truth.on=true"), other);
    assert_string_not_equal(none, other);
    digest_with(SETS("interventions.patrols.on=true"), other);
    assert_string_not_equal(none, other);
    digest_with(SETS("interventions.near_home.on=true"), other);
    assert_string_not_equal(none, other);
}

/* Four policies that meet on the same link and in the same places. */
#define PATROL(id, how) "{ id = \"" id "\"; kind = \"border_enforcement\"; links = (\"AB\"); " how " }"
#define WORD(id, how) "{ id = \"" id "\"; kind = \"information_campaign\"; places = (\"A\"); " how " }"
#define P1 PATROL("p1", "intercepts = 0.1; effort = 0.1;")
#define P2 PATROL("p2", "intercepts = 0.37; effort = 0.2;")
#define P3 PATROL("p3", "intercepts = 0.213; effort = 0.7;")
#define W1 WORD("w1", "reach = 0.1; trust = 0.3;")
#define W2 WORD("w2", "reach = 0.7; trust = 0.7; death = 0.31;")
#define W3 WORD("w3", "reach = 0.23; trust = 0.11; status = 0.07;")

static mf_scenario *with_policies(const char *interventions)
{
    const scene on_the_move = {
        .links = "{ id = \"AB\"; from = \"A\"; to = \"B\"; days = 7.0; price = 400.0; "
                 "interception = 0.1; }",
        .statuses = "{ id = \"home\"; traits = [\"home\"]; work = \"home\"; "
                    "options = [\"stay\", \"irregular\"]; }, "
                    "{ id = \"away\"; traits = [\"en_route\"]; work = \"irregular\"; "
                    "options = [\"stay\", \"irregular\", \"return\"]; }, "
                    "{ id = \"dead\"; traits = [\"terminal\"]; }",
        .transitions = "{ from = [\"home\", \"away\"]; event = \"departs\"; to = \"away\"; }, "
                       "{ from = [\"away\"]; event = \"returns\"; to = \"home\"; move = \"home\"; }, "
                       "{ from = \"*\"; event = \"dies\"; to = \"dead\"; }",
        .interventions = interventions,
        .more = "",
    };

    return scene_read(&on_the_move, AS_WRITTEN);
}

static void the_order_of_policies_changes_nothing(void **state)
{
    static const char *const orders[] = {
        P1 "," P2 "," P3 "," W1 "," W2 "," W3, W3 "," P3 "," W2 "," P2 "," W1 "," P1,
        P2 "," P3 "," W2 "," W3 "," P1 "," W1, W1 "," P3 "," P1 "," W3 "," P2 "," W2,
    };
    char first[MF_DIGEST_TEXT], other[MF_DIGEST_TEXT];

    (void) state;
    digest_and_free(with_policies(orders[0]), 1, false, first);
    for (size_t i = 1; i < sizeof orders / sizeof *orders; i++) {
        digest_and_free(with_policies(orders[i]), 1, false, other);
        assert_string_equal(first, other);
    }
    digest_and_free(with_policies(P1 "," P2), 1, false, other);
    assert_string_not_equal(first, other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(another_seed_gives_other_bits),
        cmocka_unit_test(the_number_of_threads_changes_nothing),
        cmocka_unit_test(the_dense_engine_gives_the_same_bits),
        cmocka_unit_test(thinning_spares_most_people),
        cmocka_unit_test(every_form_of_the_model_is_the_same_dense_thinned_and_threaded),
        cmocka_unit_test(policies_that_are_off_empty_or_neutral_do_nothing),
        cmocka_unit_test(policies_in_force_do_something),
        cmocka_unit_test(the_order_of_policies_changes_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
