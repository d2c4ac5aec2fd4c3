#include "io/quick.h"

#include <stdbool.h>
#include <string.h>

#include <libdeflate.h>

enum {
    BLOCK = 1 << 15,    /* bytes with one code */
    SYMBOLS = 286,      /* literals, end, lengths of matches */
    END = 256,
    LONGEST_CODE = 15,
    SHORTEST_RUN = 4,
    LONGEST_RUN = 258,
    HEADER = 400,       /* bytes that the code of a block takes at most, and then some */
    COUNTING = 256      /* distance of matches in what counts up */
};

/* A literal (below 256) or a match of length token - 256. */
typedef struct tokens {
    uint16_t at[BLOCK];
    size_t n;
    unsigned distance; /* of all matches in the block */
} tokens;

typedef struct code {
    uint32_t word[SYMBOLS]; /* bits, reversed so that the first is the lowest, then their number */
    uint8_t length[SYMBOLS];
} code;

/* Bits on their way out, lowest first. */
typedef struct writer {
    uint8_t *to;
    uint64_t bits;
    unsigned n;
} writer;

/* Takes at most 56 bits between two calls of flush. */
static inline void add(writer *out, uint64_t bits, unsigned n)
{
    out->bits |= bits << out->n;
    out->n += n;
}

/* Writes all whole bytes; those beyond are written over later. */
static inline void flush(writer *out)
{
    const uint64_t bits = out->bits;
    const uint8_t byte[8] = { (uint8_t) bits,         (uint8_t) (bits >> 8),  (uint8_t) (bits >> 16),
                              (uint8_t) (bits >> 24), (uint8_t) (bits >> 32), (uint8_t) (bits >> 40),
                              (uint8_t) (bits >> 48), (uint8_t) (bits >> 56) };

    memcpy(out->to, byte, sizeof byte); /* one store, where the lowest byte comes first */
    out->to += out->n / 8;
    out->bits = bits >> (out->n & ~7u);
    out->n &= 7;
}

static void put(writer *out, uint64_t bits, unsigned n)
{
    add(out, bits, n);
    flush(out);
}

/* Writes what is left, filled up to whole bytes. */
static void finish(writer *out)
{
    for (; out->n > 0; out->n = out->n > 8 ? out->n - 8 : 0) {
        *out->to++ = (uint8_t) out->bits;
        out->bits >>= 8;
    }
    out->bits = 0;
}

/* Symbol of a match length, the bits that follow it, and how many (RFC 1951, 3.2.5). */
static inline unsigned length_symbol(unsigned length, unsigned *rest, unsigned *extra)
{
    unsigned k = length - 3, e = 0;

    *rest = *extra = 0;
    if (length == LONGEST_RUN)
        return SYMBOLS - 1;
    if (k < 8)
        return END + 1 + k;
    while (k >> e >= 8)
        e++;
    *extra = e;
    *rest = k & ((1u << e) - 1);
    return END + 1 + 4 * e + (k >> e);
}

/* How far a run goes on: bytes from `i` on that equal those `distance` before. */
static size_t run_length(const uint8_t *from, size_t i, size_t end, unsigned distance)
{
    size_t r = i;

    while (r + 8 <= end && memcmp(from + r, from + r - distance, 8) == 0)
        r += 8;
    while (r < end && from[r] == from[r - distance])
        r++;
    return r - i;
}

static uint16_t *put_run(uint16_t *at, size_t run)
{
    while (run >= SHORTEST_RUN) {
        size_t n = run > LONGEST_RUN ? LONGEST_RUN : run;

        if (run - n > 0 && run - n < SHORTEST_RUN)
            n -= SHORTEST_RUN; /* leaves enough for another match */
        *at++ = (uint16_t) (256 + n);
        run -= n;
    }
    return at;
}

/* Distance of the matches in a block. */
static unsigned distance_in(const uint8_t *from, size_t begin, size_t end)
{
    bool counts_up = end - begin >= 2 * COUNTING && from[begin] != from[begin + 1] &&
                     memcmp(from + begin, from + begin + COUNTING, COUNTING) == 0;

    return counts_up ? COUNTING : 1;
}

static void find_tokens(const uint8_t *from, size_t begin, size_t end, tokens *t)
{
    const unsigned distance = distance_in(from, begin, end);
    size_t i = begin;
    uint16_t *at = t->at;

    for (; i < end && i < distance; i++) /* nothing is as far back */
        *at++ = from[i];
    while (i + SHORTEST_RUN <= end) {
        if (memcmp(from + i, from + i - distance, SHORTEST_RUN) == 0) {
            size_t run = run_length(from, i, end, distance);

            at = put_run(at, run);
            i += run;
        } else {
            *at++ = from[i++];
        }
    }
    while (i < end)
        *at++ = from[i++];
    t->n = (size_t) (at - t->at);
    t->distance = distance;
}

/* Two tables take turns, for a counter that was just written is slow to read. */
static void count(const tokens *t, uint32_t n[SYMBOLS])
{
    uint32_t by_token[2][256 + LONGEST_RUN + 1] = { { 0 } };
    unsigned rest, extra;

    for (size_t i = 0; i + 1 < t->n; i += 2) {
        by_token[0][t->at[i]]++;
        by_token[1][t->at[i + 1]]++;
    }
    if (t->n % 2 != 0)
        by_token[0][t->at[t->n - 1]]++;
    memset(n, 0, SYMBOLS * sizeof *n);
    n[END] = 1;
    for (unsigned token = 0; token <= 256 + LONGEST_RUN; token++)
        if (by_token[0][token] + by_token[1][token] > 0)
            n[token < 256 ? token : length_symbol(token - 256, &rest, &extra)] +=
                by_token[0][token] + by_token[1][token];
}

typedef struct leaf {
    uint32_t n;
    uint16_t symbol;
} leaf;

/* Sorts by one digit of the count; those with the same digit stay as they stand. */
static void sort_by_digit(const leaf *from, size_t n, unsigned shift, leaf *to)
{
    uint16_t begin[257] = { 0 };

    for (size_t i = 0; i < n; i++)
        begin[(from[i].n >> shift & 255) + 1]++;
    for (int digit = 0; digit < 256; digit++)
        begin[digit + 1] = (uint16_t) (begin[digit + 1] + begin[digit]);
    for (size_t i = 0; i < n; i++)
        to[begin[from[i].n >> shift & 255]++] = from[i];
}

/* By count, and those of the same count by symbol, as they stand: a count is at most BLOCK. */
static void sort_by_count(leaf *leaves, size_t n)
{
    leaf spare[SYMBOLS];

    sort_by_digit(leaves, n, 0, spare);
    sort_by_digit(spare, n, 8, leaves);
}

/* Depths of a Huffman tree over sorted leaves, by two queues; returns the greatest. */
static unsigned depths(const leaf *leaves, size_t n, uint8_t length[SYMBOLS])
{
    uint32_t weight[2 * SYMBOLS];
    uint16_t parent[2 * SYMBOLS];
    uint8_t depth[2 * SYMBOLS];
    size_t next = 0, inner = n, made = n;
    unsigned most = 0;

    for (size_t i = 0; i < n; i++)
        weight[i] = leaves[i].n;
    while (made < 2 * n - 1) {
        weight[made] = 0;
        for (int k = 0; k < 2; k++) {
            bool leaf_first = next < n && (inner >= made || weight[next] <= weight[inner]);
            size_t taken = leaf_first ? next++ : inner++;

            weight[made] += weight[taken];
            parent[taken] = (uint16_t) made;
        }
        made++;
    }
    depth[made - 1] = 0;
    for (size_t i = made - 1; i-- > 0;)
        depth[i] = (uint8_t) (depth[parent[i]] + 1);
    for (size_t i = 0; i < n; i++) {
        length[leaves[i].symbol] = depth[i];
        most = depth[i] > most ? depth[i] : most;
    }
    return most;
}

/* The lowest n of 16 bits the other way round: neighbours swap, then pairs, fours and eights. */
static unsigned reversed(unsigned bits, unsigned n)
{
    bits = (bits & 0x5555) << 1 | (bits >> 1 & 0x5555);
    bits = (bits & 0x3333) << 2 | (bits >> 2 & 0x3333);
    bits = (bits & 0x0F0F) << 4 | (bits >> 4 & 0x0F0F);
    bits = (bits & 0x00FF) << 8 | (bits >> 8 & 0x00FF);
    return bits >> (16 - n);
}

/* Bits from lengths (RFC 1951, 3.2.2). */
static void assign(code *c)
{
    unsigned n[LONGEST_CODE + 1] = { 0 }, next[LONGEST_CODE + 1] = { 0 };

    for (int s = 0; s < SYMBOLS; s++)
        n[c->length[s]]++;
    n[0] = 0;
    for (int l = 1; l <= LONGEST_CODE; l++)
        next[l] = (next[l - 1] + n[l - 1]) << 1;
    for (int s = 0; s < SYMBOLS; s++)
        if (c->length[s] > 0)
            c->word[s] = reversed(next[c->length[s]]++, c->length[s]) | (uint32_t) c->length[s] << 16;
}

static void make_code(uint32_t n[SYMBOLS], code *c)
{
    leaf leaves[SYMBOLS];
    size_t used;

    do {
        used = 0;
        memset(c, 0, sizeof *c);
        for (int s = 0; s < SYMBOLS; s++)
            if (n[s] > 0) {
                leaves[used++] = (leaf){ n[s], (uint16_t) s };
                n[s] = n[s] / 2 + 1; /* flatter, should the code become too long */
            }
        if (used == 1) /* the end alone still needs a partner */
            leaves[used++] = (leaf){ 1, 0 };
        sort_by_count(leaves, used);
    } while (depths(leaves, used, c->length) > LONGEST_CODE);
    assign(c);
}

/* The code itself: lengths of codes in 4 bits each, with no tricks. */
static void put_code(writer *out, const code *c, unsigned distance)
{
    unsigned distances = distance == 1 ? 1 : 16; /* codes for distances 1, and up to 256 */
    const unsigned order[19] = { 16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15 };

    put(out, SYMBOLS - 257, 5);
    put(out, distances - 1, 5);
    put(out, 19 - 4, 4);
    for (int i = 0; i < 19; i++)
        put(out, order[i] < 16 ? 4 : 0, 3);
    for (int s = 0; s < SYMBOLS; s++)
        put(out, reversed(c->length[s], 4), 4);
    for (unsigned d = 0; d < distances; d++) /* one code of one bit */
        put(out, reversed(d == distances - 1, 4), 4);
}

static inline void add_symbol(writer *out, const code *c, unsigned symbol)
{
    add(out, c->word[symbol] & 0xFFFF, c->word[symbol] >> 16);
}

static void put_match(writer *out, const code *c, unsigned length, unsigned distance)
{
    unsigned rest, extra, symbol = length_symbol(length, &rest, &extra);

    add_symbol(out, c, symbol);
    add(out, rest, extra);
    if (distance == 1)
        add(out, 0, 1);
    else
        add(out, (uint64_t) (COUNTING - 193) << 1, 7); /* the code, then 6 extra bits */
    flush(out);
}

static void put_block(writer *out, const tokens *t, const code *c, bool last)
{
    const uint16_t *at = t->at, *end = t->at + t->n;

    put(out, last, 1);
    put(out, 2, 2);
    put_code(out, c, t->distance);
    while (at < end) {
        if (end - at >= 3 && (at[0] | at[1] | at[2]) < 256) { /* 45 bits at most */
            add_symbol(out, c, at[0]);
            add_symbol(out, c, at[1]);
            add_symbol(out, c, at[2]);
            flush(out);
            at += 3;
        } else if (*at < 256) {
            add_symbol(out, c, *at++);
            flush(out);
        } else {
            put_match(out, c, *at++ - 256u, t->distance);
        }
    }
    add_symbol(out, c, END);
    flush(out);
}

size_t mf_quick_bound(size_t n)
{
    return n + n / 8 + (n / BLOCK + 1) * HEADER + 64;
}

size_t mf_quick_pack(const uint8_t *from, size_t n, uint8_t *to)
{
    writer out = { to, 0, 0 };
    uint32_t sum = libdeflate_adler32(1, from, n), counts[SYMBOLS];
    size_t begin = 0;
    tokens t;
    code c;

    put(&out, 0x0178, 16); /* deflate, window of 32 KiB, fastest */
    do {
        size_t end = n - begin < BLOCK ? n : begin + BLOCK;

        find_tokens(from, begin, end, &t);
        count(&t, counts);
        make_code(counts, &c);
        put_block(&out, &t, &c, end == n);
        begin = end;
    } while (begin < n);
    finish(&out);
    for (int shift = 24; shift >= 0; shift -= 8)
        *out.to++ = (uint8_t) (sum >> shift);
    return (size_t) (out.to - to);
}
