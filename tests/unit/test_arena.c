#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/arena.h"

/* A refused request must come back as NULL under the sanitizers too. */
const char *__asan_default_options(void);
const char *__tsan_default_options(void);

const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}

const char *__tsan_default_options(void)
{
    return "allocator_may_return_null=1";
}

static void blocks_come_zeroed_aligned_and_apart(void **state)
{
    enum { TAKES = 5000 };
    static unsigned char *taken[TAKES];
    mf_arena arena = { 0 };

    (void) state;
    for (size_t i = 0; i < TAKES; i++) {
        size_t n = i % 97 + 1;

        taken[i] = mf_arena_take(&arena, n, 3);
        assert_non_null(taken[i]);
        assert_int_equal((uintptr_t) taken[i] % _Alignof(max_align_t), 0);
        for (size_t b = 0; b < 3 * n; b++)
            assert_int_equal(taken[i][b], 0);
        memset(taken[i], (int) (i % 251 + 1), 3 * n);
    }
    for (size_t i = 0; i < TAKES; i++)
        for (size_t b = 0; b < 3 * (i % 97 + 1); b++)
            assert_int_equal(taken[i][b], i % 251 + 1);
    assert_true(arena.bytes >= 3 * 49 * TAKES / 2);
    mf_arena_free(&arena);
}

static void a_big_request_leaves_the_open_block_in_use(void **state)
{
    mf_arena arena = { 0 };
    char *before, *big, *after;
    size_t bytes;

    (void) state;
    before = mf_arena_take(&arena, 23, 1);
    big = mf_arena_take(&arena, 100003, 17);
    bytes = arena.bytes;
    after = mf_arena_take(&arena, 23, 1);
    assert_non_null(before);
    assert_non_null(after);
    assert_non_null(big);
    memset(big, 1, 100003 * 17);
    assert_int_equal(arena.bytes, bytes);
    assert_int_equal(after[0], 0);
    mf_arena_free(&arena);
}

static void text_is_copied(void **state)
{
    mf_arena arena = { 0 };
    char name[] = "Zuwara";
    char *copy;

    (void) state;
    copy = mf_arena_text(&arena, name);
    name[0] = 'X';
    assert_string_equal(copy, "Zuwara");
    assert_string_equal(mf_arena_text(&arena, ""), "");
    assert_null(mf_arena_text(&arena, NULL));
    mf_arena_free(&arena);
}

static void nothing_is_still_something_of_its_own(void **state)
{
    mf_arena arena = { 0 };
    void *a, *b;

    (void) state;
    a = mf_arena_take(&arena, 0, 8);
    b = mf_arena_take(&arena, 8, 0);
    assert_non_null(a);
    assert_non_null(b);
    assert_ptr_not_equal(a, b);
    mf_arena_free(&arena);
}

static void a_sealed_arena_gives_nothing(void **state)
{
    mf_arena arena = { 0 };

    (void) state;
    assert_non_null(mf_arena_take(&arena, 2, 8));
    mf_arena_seal(&arena);
    assert_null(mf_arena_take(&arena, 1, 1));
    assert_null(mf_arena_text(&arena, "late"));
    mf_arena_free(&arena);
    assert_non_null(mf_arena_take(&arena, 1, 1)); /* a freed one starts anew */
    mf_arena_free(&arena);
}

static void more_than_there_is_is_refused(void **state)
{
    mf_arena arena = { 0 };

    (void) state;
    assert_null(mf_arena_take(&arena, SIZE_MAX, 1));
    assert_null(mf_arena_take(&arena, SIZE_MAX / 2, 3));
    assert_null(mf_arena_take(&arena, SIZE_MAX / 4, 2));
    assert_int_equal(arena.bytes, 0);
    mf_arena_free(&arena);
    mf_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_come_zeroed_aligned_and_apart),
        cmocka_unit_test(a_big_request_leaves_the_open_block_in_use),
        cmocka_unit_test(text_is_copied),
        cmocka_unit_test(nothing_is_still_something_of_its_own),
        cmocka_unit_test(a_sealed_arena_gives_nothing),
        cmocka_unit_test(more_than_there_is_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
