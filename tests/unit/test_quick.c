#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include <libdeflate.h>

#include "base/rng.h"
#include "io/deflate.h"
#include "io/quick.h"

enum { MOST = 200000 };

/* Packs, checks the bound, unpacks by somebody else's code, compares; how many bytes it took. */
static size_t there_and_back(const uint8_t *bytes, size_t n)
{
    size_t bound = mf_quick_bound(n), packed, unpacked = 0;
    uint8_t *to = test_malloc(bound), *back = test_malloc(n + 1);
    struct libdeflate_decompressor *reader = libdeflate_alloc_decompressor();

    packed = mf_quick_pack(bytes, n, to);
    assert_true(packed <= bound);
    assert_int_equal(libdeflate_zlib_decompress(reader, to, packed, back, n, &unpacked), 0);
    assert_int_equal(unpacked, n);
    if (n > 0)
        assert_memory_equal(back, bytes, n);
    libdeflate_free_decompressor(reader);
    test_free(to);
    test_free(back);
    return packed;
}

/* Bytes of `letters` kinds by chance. */
static uint8_t *by_chance(size_t n, unsigned letters)
{
    uint8_t *bytes = test_malloc(n + 1);

    for (size_t i = 0; i < n; i++)
        bytes[i] = (uint8_t) (mf_words_at(2385, MF_DRAW_SAMPLE, (uint32_t) i, letters, 0).w[0] % letters);
    return bytes;
}

static void chance_comes_back(void **state)
{
    static const unsigned letters[] = { 1, 2, 3, 5, 17, 255, 256 };
    static const size_t sizes[] = { 0, 1, 2, 3, 4, 5, 255, 32767, 32768, 32769, MOST };

    (void) state;
    for (size_t l = 0; l < sizeof letters / sizeof *letters; l++)
        for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
            uint8_t *bytes = by_chance(sizes[s], letters[l]);

            there_and_back(bytes, sizes[s]);
            test_free(bytes);
        }
}

static void runs_of_every_length_come_back(void **state)
{
    uint8_t *bytes = by_chance(MOST, 7);
    size_t i = 0;

    (void) state;
    for (size_t run = 1; run < 600 && i + run < MOST; run++) {
        memset(bytes + i, (int) (run % 200), run);
        i += run + run % 3;
    }
    there_and_back(bytes, MOST);
    test_free(bytes);
}

static void what_is_constant_or_counts_up_takes_next_to_nothing(void **state)
{
    uint8_t *bytes = test_calloc(MOST, 1);

    (void) state;
    assert_true(there_and_back(bytes, MOST) < MOST / 100);
    for (size_t i = 0; i < MOST; i++)
        bytes[i] = (uint8_t) i;
    assert_true(there_and_back(bytes, MOST) < MOST / 60);
    for (size_t i = 0; i < MOST; i++)
        bytes[i] = (uint8_t) (i >> 8);
    assert_true(there_and_back(bytes, MOST) < MOST / 60);
    test_free(bytes);
}

/* Frequencies that double make the longest codes. */
static void long_codes_are_cut(void **state)
{
    uint8_t *bytes = test_malloc(MOST);
    size_t n = 0;

    (void) state;
    for (unsigned letter = 0, times = 1; letter < 15; letter++, times *= 2)
        for (unsigned i = 0; i < times && n < MOST; i++)
            bytes[n++] = (uint8_t) (letter * 17);
    for (size_t i = n - 1; i > 0; i--) { /* mixed, lest there be runs */
        size_t j = mf_words_at(1, MF_DRAW_SAMPLE, (uint32_t) i, 0, 0).w[0] % (i + 1);
        uint8_t swap = bytes[i];

        bytes[i] = bytes[j];
        bytes[j] = swap;
    }
    there_and_back(bytes, n);
    for (size_t fib = 1, last = 1, letter = 0; letter < 22; letter++) { /* Fibonacci's are worst */
        size_t next = fib + last;

        n = letter == 0 ? 0 : n;
        for (size_t i = 0; i < last && n < 32768; i++)
            bytes[n++] = (uint8_t) (2 * letter + i % 2 * 100);
        last = fib;
        fib = next;
    }
    there_and_back(bytes, n);
    test_free(bytes);
}

/* Values sorted by byte and packed, whatever the level; a last block is filled up with zeros. */
static void blocks_are_what_filters_read(void **state)
{
    int32_t values[1000], back[2][1024];
    uint8_t sorted[4096];
    size_t unpacked;

    (void) state;
    for (int i = 0; i < 1000; i++)
        values[i] = i * i * 791 - 12345;
    for (int level = 1; level <= 9; level += 4) {
        struct libdeflate_decompressor *reader = libdeflate_alloc_decompressor();
        mf_block block = { values, 1000, 1024, 4, NULL, 0 };
        mf_deflate deflate;

        assert_int_equal(mf_deflate_init(&deflate, level, 2), MF_OK);
        assert_int_equal(mf_deflate_pack(&deflate, &block, 1), MF_OK);
        assert_int_equal(libdeflate_zlib_decompress(reader, block.packed, block.bytes, sorted,
                                                    sizeof sorted, &unpacked), 0);
        assert_int_equal(unpacked, sizeof sorted);
        for (size_t i = 0; i < 1024; i++)
            for (size_t b = 0; b < 4; b++)
                ((uint8_t *) back[0])[4 * i + b] = sorted[b * 1024 + i];
        memset(back[1], 0, sizeof back[1]);
        memcpy(back[1], values, sizeof values);
        assert_memory_equal(back[0], back[1], sizeof back[0]);
        libdeflate_free_decompressor(reader);
        mf_deflate_free(&deflate);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chance_comes_back),
        cmocka_unit_test(runs_of_every_length_come_back),
        cmocka_unit_test(what_is_constant_or_counts_up_takes_next_to_nothing),
        cmocka_unit_test(long_codes_are_cut),
        cmocka_unit_test(blocks_are_what_filters_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
