/* digest.h — one short name for much data: XXH3 with 128 bits (xxHash). */
#ifndef MF_BASE_DIGEST_H
#define MF_BASE_DIGEST_H

#include <stddef.h>

enum { MF_DIGEST_TEXT = 33 }; /* 32 hex digits and NUL */

typedef struct mf_digest {
    void *state;
} mf_digest;

/* False without memory. */
int mf_digest_start(mf_digest *self);
void mf_digest_add(mf_digest *self, const void *bytes, size_t n);
/* Ends the digest, frees its state and writes 32 hex digits (all 0 if it never started). */
void mf_digest_end(mf_digest *self, char text[MF_DIGEST_TEXT]);

/* All in one. */
void mf_digest_of(const void *bytes, size_t n, char text[MF_DIGEST_TEXT]);

#endif
