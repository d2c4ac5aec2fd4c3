#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include <Random123/threefry.h>

#include "base/rng.h"

static const uint64_t seed = UINT64_C(0x243f6a8885a308d3);

/* The known-answer vectors that Random123 ships for threefry4x32 with 20 rounds. */
static void random123_gives_its_known_answers(void **state)
{
    static const struct {
        threefry4x32_ctr_t counter;
        threefry4x32_key_t key;
        uint32_t answer[4];
    } known[] = {
        { { { 0, 0, 0, 0 } },
          { { 0, 0, 0, 0 } },
          { 0x9c6ca96a, 0xe17eae66, 0xfc10ecd4, 0x5256a7d8 } },
        { { { 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff } },
          { { 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff } },
          { 0x2a881696, 0x57012287, 0xf6c7446e, 0xa16a6732 } },
        { { { 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344 } },
          { { 0xa4093822, 0x299f31d0, 0x082efa98, 0xec4e6c89 } },
          { 0x59cd1dbb, 0xb8879579, 0x86b5d00c, 0xac8b6d84 } },
    };

    (void) state;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        threefry4x32_ctr_t drawn = threefry4x32_R(20, known[i].counter, known[i].key);

        assert_memory_equal(drawn.v, known[i].answer, sizeof known[i].answer);
    }
}

static void an_address_is_counter_and_key(void **state)
{
    (void) state;
    for (uint32_t i = 0; i < 1000; i++) {
        uint64_t s = seed * (i + 1);
        mf_draw purpose = (mf_draw) (i % MF_N_DRAWS);
        threefry4x32_key_t key = { { (uint32_t) s, (uint32_t) (s >> 32), 0, 0 } };
        threefry4x32_ctr_t at = { { 977 * i, 23 + i, purpose, i / 7 } };
        threefry4x32_ctr_t wanted = threefry4x32(at, key);
        mf_words words = mf_words_at(s, purpose, 977 * i, 23 + i, i / 7);

        assert_memory_equal(words.w, wanted.v, sizeof words.w);
    }
}

/* These words are part of the promise: the same version and seed, the same bits. */
static void words_do_not_change_between_versions(void **state)
{
    mf_words zero = mf_words_at(0, MF_DRAW_WAKE, 0, 0, 0);
    mf_words some = mf_words_at(seed, MF_DRAW_SAMPLE, 2385, 730, 3);

    (void) state;
    assert_int_equal(zero.w[0], 0x9c6ca96a);
    assert_int_equal(zero.w[1], 0xe17eae66);
    assert_int_equal(zero.w[2], 0xfc10ecd4);
    assert_int_equal(zero.w[3], 0x5256a7d8);
    assert_int_equal(some.w[0], 0x2cc4ae6b);
    assert_int_equal(some.w[3], 0x03f88a7a);
}

static void check_wake(uint64_t s, uint32_t step, uint32_t first, size_t n)
{
    enum { MOST = 1000 };
    const uint32_t guard = 0xdecaf;
    uint32_t words[MOST + 1];

    assert_true(n <= MOST);
    words[n] = guard;
    mf_wake_words(s, step, first, n, words);
    assert_int_equal(words[n], guard);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t id = first + i;
        mf_words block = mf_words_at(s, MF_DRAW_WAKE, id / 4, step, 0);

        assert_int_equal(words[i], block.w[id % 4]);
        assert_int_equal(words[i], mf_wake_word(s, step, id));
    }
}

static void many_wake_words_equal_single_ones(void **state)
{
    (void) state;
    for (size_t n = 0; n <= 200; n++)
        check_wake(seed, 17 + (uint32_t) n, 4 * (uint32_t) n, n);
    check_wake(0, 0, 0, 1000);
    check_wake(UINT64_MAX, UINT32_MAX, 0, 1000);
    check_wake(seed, 3650, UINT32_MAX - 1003, 1000);
}

static void words_drawn_side_by_side_equal_single_ones(void **state)
{
    enum { MOST = 77 };

    (void) state;
    for (size_t n = 0; n <= MOST; n++) {
        mf_drawn drawn[MOST + 1] = { 0 };

        for (uint32_t i = 0; i <= MOST; i++)
            drawn[i] = (mf_drawn){ .purpose = i % MF_N_DRAWS, .who = 2385 * i, .part = i / 7,
                                   .words = { { i, i, i, i } } };
        mf_words_each(seed, 23, drawn, n);
        for (uint32_t i = 0; i <= MOST; i++) {
            mf_words one = i < n ? mf_words_at(seed, (mf_draw) drawn[i].purpose, drawn[i].who, 23,
                                               drawn[i].part)
                                 : (mf_words){ { i, i, i, i } }; /* not asked for */

            assert_memory_equal(&drawn[i].words, &one, sizeof one);
        }
    }
}

static void wake_words_do_not_depend_on_the_cut(void **state)
{
    enum { PEOPLE = 4096 };
    static uint32_t whole[PEOPLE], parts[PEOPLE];

    (void) state;
    mf_wake_words(seed, 23, 0, PEOPLE, whole);
    for (uint32_t first = 0, n = 4; first < PEOPLE; first += n, n = 4 * (n % 37 + 1))
        mf_wake_words(seed, 23, first, n < PEOPLE - first ? n : PEOPLE - first, parts + first);
    assert_memory_equal(whole, parts, sizeof whole);
}

static void a_change_anywhere_in_the_address_is_another_draw(void **state)
{
    mf_words here = mf_words_at(seed, MF_DRAW_LINK, 2385, 730, 3);
    const mf_words others[] = {
        mf_words_at(seed + 1, MF_DRAW_LINK, 2385, 730, 3),
        mf_words_at(seed ^ UINT64_C(1) << 63, MF_DRAW_LINK, 2385, 730, 3),
        mf_words_at(seed, MF_DRAW_FORM, 2385, 730, 3),
        mf_words_at(seed, MF_DRAW_LINK, 2386, 730, 3),
        mf_words_at(seed, MF_DRAW_LINK, 2385, 731, 3),
        mf_words_at(seed, MF_DRAW_LINK, 2385, 730, 4),
    };

    (void) state;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        for (int w = 0; w < 4; w++)
            assert_int_not_equal(here.w[w], others[i].w[w]);
}

static void a_unit_is_never_nought_or_one(void **state)
{
    (void) state;
    assert_true(mf_unit(0) == 0x1p-33);
    assert_true(mf_unit(UINT32_MAX) == 1.0 - 0x1p-33);
    assert_true(mf_unit(0x80000000) == 0.5 + 0x1p-33);
    assert_true(mf_unit53(0, 0) == 0x1p-53);
    assert_true(mf_unit53(UINT32_MAX, UINT32_MAX) == 1.0 - 0x1p-53);
    assert_true(mf_unit53(0x80000000, 0) == 0.5 + 0x1p-53);
}

static void finer_digits_refine_the_same_uniform(void **state)
{
    (void) state;
    for (uint32_t i = 0; i < 1000; i++) {
        mf_words words = mf_words_at(seed, MF_DRAW_TALK, i, 1, 0);
        double coarse = mf_unit(words.w[0]), fine = mf_unit53(words.w[0], words.w[1]);

        assert_true(fine > coarse - 0x1p-33 && fine < coarse + 0x1p-33);
    }
}

static void a_normal_is_symmetric_and_bounded(void **state)
{
    (void) state;
    assert_true(mf_normal(0, 0) < -8.2 && mf_normal(0, 0) > -8.3);
    for (uint32_t i = 0; i < 1000; i++) {
        mf_words words = mf_words_at(seed, MF_DRAW_MONEY, i, 0, 0);
        double x = mf_normal(words.w[0], words.w[1]);

        assert_true(x == -mf_normal(~words.w[0], ~words.w[1]));
    }
}

static void every_purpose_says_what_it_is_for(void **state)
{
    (void) state;
    for (int a = 0; a < MF_N_DRAWS; a++) {
        assert_non_null(mf_draw_doc((mf_draw) a));
        for (int b = 0; b < a; b++)
            assert_string_not_equal(mf_draw_doc((mf_draw) a), mf_draw_doc((mf_draw) b));
    }
    assert_null(mf_draw_doc(MF_N_DRAWS));
    assert_int_equal(MF_DRAW_WAKE, 0);
    assert_int_equal(MF_DRAW_SAMPLE, 16);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random123_gives_its_known_answers),
        cmocka_unit_test(an_address_is_counter_and_key),
        cmocka_unit_test(words_do_not_change_between_versions),
        cmocka_unit_test(many_wake_words_equal_single_ones),
        cmocka_unit_test(words_drawn_side_by_side_equal_single_ones),
        cmocka_unit_test(wake_words_do_not_depend_on_the_cut),
        cmocka_unit_test(a_change_anywhere_in_the_address_is_another_draw),
        cmocka_unit_test(a_unit_is_never_nought_or_one),
        cmocka_unit_test(finer_digits_refine_the_same_uniform),
        cmocka_unit_test(a_normal_is_symmetric_and_bounded),
        cmocka_unit_test(every_purpose_says_what_it_is_for),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
