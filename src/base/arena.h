/* arena.h — memory that is given back all at once.
 *
 * A scenario and all its strings and lists live in one arena.  Blocks come
 * zeroed and aligned for any type.  After mf_arena_seal nothing more can be
 * taken: what was read is const from then on. */
#ifndef MF_BASE_ARENA_H
#define MF_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

typedef struct mf_arena {
    struct mf_arena_block *first;
    size_t bytes; /* taken from the system */
    bool sealed;
} mf_arena;

void mf_arena_free(mf_arena *self);

/* `n` zeroed objects of `size` bytes; NULL without memory, on overflow or when sealed. */
void *mf_arena_take(mf_arena *self, size_t n, size_t size);

/* A copy of `text` (NULL stays NULL). */
char *mf_arena_text(mf_arena *self, const char *text);

void mf_arena_seal(mf_arena *self);

#endif
