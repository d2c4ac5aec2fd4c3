#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "model/vocabulary.h"

static const struct {
    const char *const *words, *const *docs;
    int n;
} lists[] = {
    { mf_need_words, mf_need_docs, MF_N_NEEDS },
    { mf_motive_words, mf_motive_docs, MF_N_MOTIVES },
    { mf_claim_words, mf_claim_docs, MF_N_CLAIMS },
    { mf_option_words, mf_option_docs, MF_N_OPTIONS },
    { mf_nest_words, mf_nest_words, MF_N_NESTS },
    { mf_event_words, mf_event_docs, MF_N_EVENTS },
    { mf_trait_words, mf_trait_docs, MF_N_TRAITS },
    { mf_predicate_words, mf_predicate_docs, MF_N_PREDICATES },
    { mf_work_words, mf_work_docs, MF_N_WORK },
    { mf_topic_words, mf_topic_docs, MF_N_TOPICS },
    { mf_path_words, mf_path_docs, MF_N_PATHS },
};

enum { LISTS = sizeof lists / sizeof *lists };

static void every_list_is_as_long_as_its_enum_and_ends(void **state)
{
    (void) state;
    for (size_t l = 0; l < LISTS; l++) {
        for (int i = 0; i < lists[l].n; i++) {
            assert_true(strlen(lists[l].words[i]) > 0);
            assert_true(strlen(lists[l].docs[i]) > 0);
        }
        assert_null(lists[l].words[lists[l].n]);
        assert_null(lists[l].docs[lists[l].n]);
    }
}

static void no_word_stands_for_two_things(void **state)
{
    (void) state;
    for (size_t l = 0; l < LISTS; l++)
        for (int i = 0; i < lists[l].n; i++)
            for (int j = 0; j < i; j++)
                assert_string_not_equal(lists[l].words[i], lists[l].words[j]);
}

/* Sets of these are kept in 64 bits, paths in 8, motives and needs at the start in 2 each. */
static void sets_have_room_for_their_members(void **state)
{
    (void) state;
    assert_true(MF_N_TRAITS <= 64 && MF_N_PREDICATES <= 64 && MF_N_OPTIONS <= 32);
    assert_true(MF_N_PATHS <= 8 && MF_N_MOTIVES <= 4 && MF_N_NEEDS <= 4);
    assert_true(MF_N_EVENTS <= 255);
}

static void an_option_leads_to_its_event(void **state)
{
    static const struct {
        int option, nest, event;
    } some[] = {
        { MF_OPTION_STAY, MF_NEST_STAYING, MF_EVENT_NOTHING },
        { MF_OPTION_WAIT_SAVE, MF_NEST_STAYING, MF_EVENT_NOTHING },
        { MF_OPTION_PROTECT_NEAR, MF_NEST_NEARBY, MF_EVENT_REGISTERS },
        { MF_OPTION_STUDY, MF_NEST_REGULAR, MF_EVENT_APPLIES_STUDY },
        { MF_OPTION_EXTERNAL, MF_NEST_EXTERNAL, MF_EVENT_APPLIES_EXTERNAL },
        { MF_OPTION_IRREGULAR, MF_NEST_IRREGULAR, MF_EVENT_DEPARTS },
        { MF_OPTION_REAPPLY, MF_NEST_CLAIMING, MF_EVENT_REAPPLIES },
        { MF_OPTION_RANSOM, MF_NEST_RANSOM, MF_EVENT_RANSOMED },
    };

    (void) state;
    for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
        assert_int_equal(mf_option_nest[some[i].option], some[i].nest);
        assert_int_equal(mf_option_event[some[i].option], some[i].event);
    }
}

static void what_happens_all_the_time_is_not_kept(void **state)
{
    int left_out = 0;

    (void) state;
    for (int e = 0; e < MF_N_EVENTS; e++)
        left_out += !mf_event_kept[e];
    assert_int_equal(left_out, 3);
    assert_int_equal(mf_event_kept[MF_EVENT_NOTHING] + mf_event_kept[MF_EVENT_RECONSIDERS] +
                     mf_event_kept[MF_EVENT_TALKS], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_list_is_as_long_as_its_enum_and_ends),
        cmocka_unit_test(no_word_stands_for_two_things),
        cmocka_unit_test(sets_have_room_for_their_members),
        cmocka_unit_test(an_option_leads_to_its_event),
        cmocka_unit_test(what_happens_all_the_time_is_not_kept),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
