#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/bits.h"

/* Members across the edges of words are met in order, once each, and only within the range. */
static void members_are_met_in_order(void **state)
{
    static const size_t member[] = { 0, 1, 5, 63, 64, 127, 128, 190 };
    enum { N = sizeof member / sizeof *member, END = 191 };
    uint64_t words[3] = { 0, 0, 0 };
    size_t met = 0;

    (void) state;
    assert_int_equal(mf_bits_words(END), 3);
    assert_int_equal(mf_bits_words(192), 3);
    assert_int_equal(mf_bits_words(193), 4);
    assert_int_equal(mf_bits_next(words, 0, END), END);
    for (size_t i = 0; i < N; i++)
        mf_bits_put(words, member[i], true);
    for (size_t at = mf_bits_next(words, 0, END); at < END; at = mf_bits_next(words, at + 1, END))
        assert_int_equal(at, member[met++]);
    assert_int_equal(met, N);
    assert_int_equal(mf_bits_next(words, 65, 127), 127);
    assert_int_equal(mf_bits_next(words, 65, 128), 127);
    assert_int_equal(mf_bits_next(words, 129, 190), 190);
    assert_int_equal(mf_bits_next(words, 7, 7), 7);
}

static void a_member_can_leave(void **state)
{
    uint64_t words[2] = { 0, 0 };

    (void) state;
    mf_bits_put(words, 70, true);
    mf_bits_put(words, 71, true);
    mf_bits_put(words, 70, false);
    mf_bits_put(words, 3, false);
    assert_int_equal(mf_bits_next(words, 0, 128), 71);
    assert_int_equal(words[0], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_are_met_in_order),
        cmocka_unit_test(a_member_can_leave),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
