/* bits.h — a set of small numbers, one bit each: as cheap to walk through as it has members. */
#ifndef MF_BASE_BITS_H
#define MF_BASE_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MF_BITS = 64 }; /* of a word */

static inline size_t mf_bits_words(size_t n)
{
    return (n + MF_BITS - 1) / MF_BITS;
}

static inline void mf_bits_put(uint64_t *words, size_t i, bool member)
{
    uint64_t bit = (uint64_t) 1 << i % MF_BITS;

    words[i / MF_BITS] = member ? words[i / MF_BITS] | bit : words[i / MF_BITS] & ~bit;
}

/* Place of the lowest bit of a word that has one. */
static inline size_t mf_bits_lowest(uint64_t word)
{
#if defined(__GNUC__)
    return (size_t) __builtin_ctzll(word);
#else
    size_t i = 0;

    for (; (word & 1) == 0; word >>= 1)
        i++;
    return i;
#endif
}

/* The first member in [from, end); `end` if there is none. */
static inline size_t mf_bits_next(const uint64_t *words, size_t from, size_t end)
{
    while (from < end) {
        uint64_t rest = words[from / MF_BITS] >> from % MF_BITS;

        if (rest != 0) {
            from += mf_bits_lowest(rest);
            return from < end ? from : end;
        }
        from += MF_BITS - from % MF_BITS;
    }
    return end;
}

#endif
