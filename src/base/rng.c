#include "base/rng.h"

#include <string.h>

#ifdef __wasm__ /* Random123 stops where it knows no architecture: of this one it needs plain C alone */
#define __riscv
#endif
#include <Random123/threefry.h>
#ifdef __wasm__
#undef __riscv
#endif

#include "base/real.h"
#include "base/wide.h"

enum { WORDS = 4, LANES = 32, CHUNK = WORDS * LANES };

const char *mf_draw_doc(mf_draw purpose)
{
    static const char *const docs[MF_N_DRAWS] = {
#define X(name, doc) [name] = doc,
        MF_DRAWS(X)
#undef X
    };

    return (unsigned) purpose < MF_N_DRAWS ? docs[purpose] : NULL;
}

mf_words mf_words_at(uint64_t seed, mf_draw purpose, uint32_t who, uint32_t when,
                     uint32_t part)
{
    threefry4x32_key_t key = { { (uint32_t) seed, (uint32_t) (seed >> 32), 0, 0 } };
    threefry4x32_ctr_t at = { { who, when, (uint32_t) purpose, part } };
    threefry4x32_ctr_t drawn = threefry4x32_R(20, at, key);

    return (mf_words){ { drawn.v[0], drawn.v[1], drawn.v[2], drawn.v[3] } };
}

double mf_unit(uint32_t word)
{
    return ((double) word + 0.5) * 0x1p-32;
}

double mf_unit53(uint32_t high, uint32_t low)
{
    uint64_t bits = (uint64_t) high << 20 | low >> 12;

    return ((double) bits + 0.5) * 0x1p-52;
}

double mf_normal(uint32_t high, uint32_t low)
{
    return mf_normal_quantile(mf_unit53(high, low));
}

static inline uint32_t turned(uint32_t word, int bits)
{
    return word << bits | word >> (32 - bits);
}

/* Four rounds of Threefry-4x32; even and odd halves of its eight rotations (SC11, table 2). */
static inline void rounds_low(uint32_t x[WORDS])
{
    x[0] += x[1], x[1] = turned(x[1], 10) ^ x[0];
    x[2] += x[3], x[3] = turned(x[3], 26) ^ x[2];
    x[0] += x[3], x[3] = turned(x[3], 11) ^ x[0];
    x[2] += x[1], x[1] = turned(x[1], 21) ^ x[2];
    x[0] += x[1], x[1] = turned(x[1], 13) ^ x[0];
    x[2] += x[3], x[3] = turned(x[3], 27) ^ x[2];
    x[0] += x[3], x[3] = turned(x[3], 23) ^ x[0];
    x[2] += x[1], x[1] = turned(x[1], 5) ^ x[2];
}

static inline void rounds_high(uint32_t x[WORDS])
{
    x[0] += x[1], x[1] = turned(x[1], 6) ^ x[0];
    x[2] += x[3], x[3] = turned(x[3], 20) ^ x[2];
    x[0] += x[3], x[3] = turned(x[3], 17) ^ x[0];
    x[2] += x[1], x[1] = turned(x[1], 11) ^ x[2];
    x[0] += x[1], x[1] = turned(x[1], 25) ^ x[0];
    x[2] += x[3], x[3] = turned(x[3], 10) ^ x[2];
    x[0] += x[3], x[3] = turned(x[3], 18) ^ x[0];
    x[2] += x[1], x[1] = turned(x[1], 20) ^ x[2];
}

static inline void add_key(uint32_t x[WORDS], uint32_t a, uint32_t b, uint32_t c, uint32_t d)
{
    x[0] += a;
    x[1] += b;
    x[2] += c;
    x[3] += d;
}

/* Key words as they are added: seed low, seed high, 0, 0 and their parity. */
typedef struct keys {
    uint32_t low, high, parity;
} keys;

static keys keys_of(uint64_t seed)
{
    uint32_t low = (uint32_t) seed, high = (uint32_t) (seed >> 32);

    return (keys){ low, high, UINT32_C(0x1BD11BDA) ^ low ^ high };
}

/* All twenty rounds. */
static inline void mix(keys key, uint32_t x[WORDS])
{
    add_key(x, key.low, key.high, 0, 0);
    rounds_low(x);
    add_key(x, key.high, 0, 0, key.parity + 1);
    rounds_high(x);
    add_key(x, 0, 0, key.parity, key.low + 2);
    rounds_low(x);
    add_key(x, 0, key.parity, key.low, key.high + 3);
    rounds_high(x);
    add_key(x, key.parity, key.low, key.high, 4);
    rounds_low(x);
    add_key(x, key.low, key.high, 0, 5);
}

/* Draws for CHUNK people from the block on, lane by lane: their first words, their second words, ... */
static MF_FOR_WIDE_REGISTERS void mf_wake_lanes(uint64_t seed, uint32_t step, uint32_t block,
                                                uint32_t *restrict drawn)
{
    const keys key = keys_of(seed);

    for (uint32_t lane = 0; lane < LANES; lane++) {
        uint32_t x[WORDS] = { block + lane, step, MF_DRAW_WAKE, 0 };

        mix(key, x);
        for (uint32_t i = 0; i < WORDS; i++)
            drawn[i * LANES + lane] = x[i];
    }
}

/* Puts the words of a block side by side. */
static MF_FOR_WIDE_REGISTERS void mf_interleave(const uint32_t *restrict drawn,
                                                uint32_t *restrict word)
{
    for (size_t lane = 0; lane < LANES; lane++) {
        word[WORDS * lane] = drawn[lane];
        word[WORDS * lane + 1] = drawn[LANES + lane];
        word[WORDS * lane + 2] = drawn[2 * LANES + lane];
        word[WORDS * lane + 3] = drawn[3 * LANES + lane];
    }
}

static void mf_wake_chunks(uint64_t seed, uint32_t step, uint32_t block, size_t chunks,
                           uint32_t *word)
{
    uint32_t drawn[CHUNK];

    for (size_t chunk = 0; chunk < chunks; chunk++, block += LANES, word += CHUNK) {
        mf_wake_lanes(seed, step, block, drawn);
        mf_interleave(drawn, word);
    }
}

/* In place: the four words of an address become the four drawn. */
static MF_FOR_WIDE_REGISTERS void mf_mix_lanes(uint64_t seed, uint32_t *restrict word)
{
    const keys key = keys_of(seed);

    for (uint32_t lane = 0; lane < LANES; lane++) {
        uint32_t x[WORDS];

        for (uint32_t i = 0; i < WORDS; i++)
            x[i] = word[i * LANES + lane];
        mix(key, x);
        for (uint32_t i = 0; i < WORDS; i++)
            word[i * LANES + lane] = x[i];
    }
}

void mf_words_each(uint64_t seed, uint32_t when, mf_drawn *drawn, size_t n)
{
    uint32_t word[CHUNK] = { 0 }, beside[CHUNK];

    for (size_t lanes; n > 0; n -= lanes, drawn += lanes) {
        lanes = n < LANES ? n : LANES;
        for (size_t lane = 0; lane < lanes; lane++) {
            word[lane] = drawn[lane].who;
            word[LANES + lane] = when;
            word[2 * LANES + lane] = drawn[lane].purpose;
            word[3 * LANES + lane] = drawn[lane].part;
        }
        mf_mix_lanes(seed, word);
        mf_interleave(word, beside);
        for (size_t lane = 0; lane < lanes; lane++)
            memcpy(drawn[lane].words.w, &beside[WORDS * lane], sizeof drawn[lane].words.w);
    }
}

void mf_wake_words(uint64_t seed, uint32_t step, uint32_t first, size_t n,
                   uint32_t *word)
{
    size_t chunks = n / CHUNK, rest = n % CHUNK;
    uint32_t last[CHUNK];

    mf_wake_chunks(seed, step, first / WORDS, chunks, word);
    if (rest == 0)
        return;
    mf_wake_chunks(seed, step, first / WORDS + (uint32_t) chunks * LANES, 1, last);
    memcpy(word + chunks * CHUNK, last, rest * sizeof *word);
}

uint32_t mf_wake_word(uint64_t seed, uint32_t step, uint32_t id)
{
    return mf_words_at(seed, MF_DRAW_WAKE, id / WORDS, step, 0).w[id % WORDS];
}
