#include "base/digest.h"

#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

/* Most significant byte first, as xxh128sum prints it. */
static void print_hash(XXH128_hash_t hash, char text[MF_DIGEST_TEXT])
{
    static const char digits[] = "0123456789abcdef";
    XXH128_canonical_t canonical;

    XXH128_canonicalFromHash(&canonical, hash);
    for (size_t i = 0; i < sizeof canonical.digest; i++) {
        text[2 * i] = digits[canonical.digest[i] >> 4];
        text[2 * i + 1] = digits[canonical.digest[i] & 15];
    }
    text[MF_DIGEST_TEXT - 1] = '\0';
}

int mf_digest_start(mf_digest *self)
{
    XXH3_state_t *state = XXH3_createState();

    if (state != NULL)
        (void) XXH3_128bits_reset(state);
    self->state = state;
    return state != NULL;
}

void mf_digest_add(mf_digest *self, const void *bytes, size_t n)
{
    if (self->state != NULL && n > 0)
        (void) XXH3_128bits_update(self->state, bytes, n);
}

void mf_digest_end(mf_digest *self, char text[MF_DIGEST_TEXT])
{
    if (self->state == NULL) {
        memset(text, '0', MF_DIGEST_TEXT - 1);
        text[MF_DIGEST_TEXT - 1] = '\0';
        return;
    }
    print_hash(XXH3_128bits_digest(self->state), text);
    (void) XXH3_freeState(self->state);
    self->state = NULL;
}

void mf_digest_of(const void *bytes, size_t n, char text[MF_DIGEST_TEXT])
{
    print_hash(XXH3_128bits(bytes, n), text);
}
