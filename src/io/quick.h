/* quick.h — a zlib stream in a tenth of the time, for bytes that were sorted.
 *
 * Columns whose bytes were sorted by their place in the value hold long runs
 * and digits with a skewed distribution, and little else that a search for
 * repeated strings would find.  So runs become matches at distance 1 (or 256,
 * for what counts up), and all else gets a Huffman code (RFC 1950, 1951). */
#ifndef MF_IO_QUICK_H
#define MF_IO_QUICK_H

#include <stddef.h>
#include <stdint.h>

/* Bytes that n bytes take at most. */
size_t mf_quick_bound(size_t n);

/* Packs n bytes into `to`, which has room for mf_quick_bound(n); returns how many were written. */
size_t mf_quick_pack(const uint8_t *from, size_t n, uint8_t *to);

#endif
