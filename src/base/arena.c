#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_LEAST = 1 << 16 }; /* bytes */

typedef struct mf_arena_block {
    struct mf_arena_block *next;
    size_t used, room; /* in units */
    max_align_t units[];
} mf_arena_block;

void mf_arena_free(mf_arena *self)
{
    mf_arena_block *block = self->first;

    while (block != NULL) {
        mf_arena_block *next = block->next;

        free(block);
        block = next;
    }
    *self = (mf_arena){ 0 };
}

static mf_arena_block *block_new(mf_arena *self, size_t units)
{
    size_t least = BLOCK_LEAST / sizeof(max_align_t);
    size_t room = units > least ? units : least;
    size_t bytes = sizeof(mf_arena_block) + room * sizeof(max_align_t);
    mf_arena_block *block = calloc(1, bytes);

    if (block == NULL)
        return NULL;
    block->room = room;
    self->bytes += bytes;
    return block;
}

/* A block of its own goes behind the first, whose rest stays in use. */
static mf_arena_block *block_for(mf_arena *self, size_t units)
{
    mf_arena_block *first = self->first;
    mf_arena_block *block;

    if (first != NULL && first->room - first->used >= units)
        return first;
    block = block_new(self, units);
    if (block == NULL)
        return NULL;
    if (first != NULL && block->room == units) {
        block->next = first->next;
        first->next = block;
    } else {
        block->next = first;
        self->first = block;
    }
    return block;
}

void *mf_arena_take(mf_arena *self, size_t n, size_t size)
{
    const size_t unit = sizeof(max_align_t);
    const size_t most = SIZE_MAX - sizeof(mf_arena_block) - unit;
    mf_arena_block *block;
    size_t units;
    void *place;

    if (self->sealed || (size != 0 && n > most / size))
        return NULL;
    units = (n * size + unit - 1) / unit;
    if (units == 0)
        units = 1;
    block = block_for(self, units);
    if (block == NULL)
        return NULL;
    place = block->units + block->used;
    block->used += units;
    return place;
}

char *mf_arena_text(mf_arena *self, const char *text)
{
    size_t n;
    char *copy;

    if (text == NULL)
        return NULL;
    n = strlen(text) + 1;
    copy = mf_arena_take(self, n, 1);
    return copy == NULL ? NULL : memcpy(copy, text, n);
}

void mf_arena_seal(mf_arena *self)
{
    self->sealed = true;
}
