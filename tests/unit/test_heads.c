/* Claims about merging the lines of ranks.  Told by one who is alone, heads stand for those of
 * several ranks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sim/heads.h"

static void tell(mf_heads *heads, uint16_t line, uint64_t order, uint32_t person, bool more)
{
    mf_head head = { .order = order, .person = person, .line = line, .more = more };

    assert_int_equal(mf_heads_tell(heads, &head), MF_OK);
}

/* Serves the next in a line, who must be `person`. */
static void serve(mf_heads *heads, size_t line, uint32_t person)
{
    mf_head next;

    assert_int_equal(mf_heads_next(heads, line, &next), MF_NEXT_HERE);
    assert_int_equal(next.person, person);
    mf_heads_served(heads, line);
}

static void expect(const mf_heads *heads, size_t line, enum mf_next what)
{
    mf_head next;

    assert_int_equal(mf_heads_next(heads, line, &next), what);
}

static void the_smallest_of_all_ranks_is_next(void **state)
{
    mf_heads heads;

    (void) state;
    assert_int_equal(mf_heads_init(&heads, 2), MF_OK);
    mf_heads_open(&heads);
    tell(&heads, 1, 30, 7, false); /* the first rank */
    tell(&heads, 0, 50, 8, false);
    tell(&heads, 0, UINT64_C(1) << 63, 9, false);
    tell(&heads, 0, 40, 108, false); /* the second */
    tell(&heads, 0, 50, 107, false);
    assert_int_equal(mf_heads_hear(&heads, NULL, 0, 2, MF_OK), MF_OK);
    serve(&heads, 0, 108);
    serve(&heads, 0, 8); /* of equals, the smallest id */
    serve(&heads, 0, 107);
    serve(&heads, 0, 9);
    expect(&heads, 0, MF_NEXT_NOBODY);
    serve(&heads, 1, 7);
    expect(&heads, 1, MF_NEXT_NOBODY);
    mf_heads_free(&heads);
}

static void nobody_is_served_before_those_who_are_not_told_yet(void **state)
{
    mf_heads heads;

    (void) state;
    assert_int_equal(mf_heads_init(&heads, 1), MF_OK);
    mf_heads_open(&heads);
    tell(&heads, 0, 10, 1, false); /* the first rank, in three rounds */
    tell(&heads, 0, 20, 2, true);
    tell(&heads, 0, 11, 101, false); /* the second: all it has */
    tell(&heads, 0, 25, 102, false);
    assert_int_equal(mf_heads_hear(&heads, NULL, 0, 1, MF_OK), MF_OK);
    serve(&heads, 0, 1);
    serve(&heads, 0, 101);
    serve(&heads, 0, 2);
    expect(&heads, 0, MF_NEXT_LATER); /* 25 waits: somebody may stand at 21 */
    tell(&heads, 0, 21, 3, true);
    assert_int_equal(mf_heads_hear(&heads, NULL, 0, 1, MF_OK), MF_OK);
    serve(&heads, 0, 3);
    expect(&heads, 0, MF_NEXT_LATER);
    tell(&heads, 0, 30, 4, false);
    assert_int_equal(mf_heads_hear(&heads, NULL, 0, 1, MF_OK), MF_OK);
    serve(&heads, 0, 102);
    serve(&heads, 0, 4);
    expect(&heads, 0, MF_NEXT_NOBODY);
    mf_heads_free(&heads);
}

static void a_further_round_leaves_other_lines_as_they_are(void **state)
{
    mf_heads heads;

    (void) state;
    assert_int_equal(mf_heads_init(&heads, 3), MF_OK);
    mf_heads_open(&heads);
    tell(&heads, 0, 1, 1, false);
    tell(&heads, 1, 1, 2, true);
    tell(&heads, 2, 1, 3, false);
    tell(&heads, 2, 2, 4, true);
    assert_int_equal(mf_heads_hear(&heads, NULL, 0, 3, MF_OK), MF_OK);
    mf_heads_close(&heads, 0);
    serve(&heads, 1, 2);
    expect(&heads, 1, MF_NEXT_LATER);
    tell(&heads, 1, 9, 5, false);
    assert_int_equal(mf_heads_hear(&heads, NULL, 1, 2, MF_OK), MF_OK);
    expect(&heads, 0, MF_NEXT_NOBODY); /* closed: forgotten */
    serve(&heads, 1, 5);
    expect(&heads, 1, MF_NEXT_NOBODY);
    serve(&heads, 2, 3);
    serve(&heads, 2, 4);
    expect(&heads, 2, MF_NEXT_LATER); /* still */
    mf_heads_free(&heads);
}

static void a_want_of_memory_is_passed_on(void **state)
{
    mf_heads heads;

    (void) state;
    assert_int_equal(mf_heads_init(&heads, 1), MF_OK);
    mf_heads_open(&heads);
    assert_int_equal(mf_heads_hear(&heads, NULL, 0, 1, MF_E_NOMEM), MF_E_NOMEM);
    mf_heads_free(&heads);
}

int main(void)
{
    const struct CMUnitTest claims[] = {
        cmocka_unit_test(the_smallest_of_all_ranks_is_next),
        cmocka_unit_test(nobody_is_served_before_those_who_are_not_told_yet),
        cmocka_unit_test(a_further_round_leaves_other_lines_as_they_are),
        cmocka_unit_test(a_want_of_memory_is_passed_on),
    };

    return cmocka_run_group_tests(claims, NULL, NULL);
}
