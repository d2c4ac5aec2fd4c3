#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/digest.h"

/* As printed by xxh128sum of the reference implementation. */
static void known_texts_have_known_digests(void **state)
{
    char text[MF_DIGEST_TEXT];

    (void) state;
    mf_digest_of("", 0, text);
    assert_string_equal(text, "99aa06d3014798d86001c324468d497f");
    mf_digest_of("abc", 3, text);
    assert_string_equal(text, "06b05ab6733a618578af5f94892f3950");
}

static void pieces_give_the_digest_of_the_whole(void **state)
{
    static unsigned char bytes[5000];
    char whole[MF_DIGEST_TEXT], parts[MF_DIGEST_TEXT];

    (void) state;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char) (i * i % 251);
    mf_digest_of(bytes, sizeof bytes, whole);
    for (size_t step = 1; step < 2400; step += 171) {
        mf_digest digest = { 0 };

        assert_true(mf_digest_start(&digest));
        for (size_t at = 0; at < sizeof bytes; at += step)
            mf_digest_add(&digest, bytes + at,
                          step < sizeof bytes - at ? step : sizeof bytes - at);
        mf_digest_add(&digest, NULL, 0);
        mf_digest_end(&digest, parts);
        assert_string_equal(parts, whole);
    }
}

static void one_bit_changes_the_name(void **state)
{
    char bytes[] = "Tripoli, 2024";
    char before[MF_DIGEST_TEXT], after[MF_DIGEST_TEXT];

    (void) state;
    mf_digest_of(bytes, sizeof bytes, before);
    bytes[3] ^= 1;
    mf_digest_of(bytes, sizeof bytes, after);
    assert_string_not_equal(before, after);
    assert_int_equal(strlen(after), MF_DIGEST_TEXT - 1);
}

static void a_digest_that_never_started_ends_quietly(void **state)
{
    mf_digest digest = { 0 };
    char text[MF_DIGEST_TEXT];

    (void) state;
    mf_digest_add(&digest, "abc", 3);
    mf_digest_end(&digest, text);
    assert_string_equal(text, "00000000000000000000000000000000");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_texts_have_known_digests),
        cmocka_unit_test(pieces_give_the_digest_of_the_whole),
        cmocka_unit_test(one_bit_changes_the_name),
        cmocka_unit_test(a_digest_that_never_started_ends_quietly),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
