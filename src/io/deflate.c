#include "io/deflate.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <libdeflate.h>

#include "base/parallel.h"
#include "io/quick.h"

typedef struct mf_deflater {
    struct libdeflate_compressor *compressor; /* NULL at level 1 */
    uint8_t *sorted; /* scratch */
    size_t room;
} mf_deflater;

mf_err mf_deflate_init(mf_deflate *self, int level, int workers)
{
    *self = (mf_deflate){ .workers = workers, .level = level };
    self->worker = calloc((size_t) workers, sizeof *self->worker);
    if (self->worker == NULL)
        return MF_E_NOMEM;
    for (int w = 0; w < workers && level > 1; w++) {
        self->worker[w].compressor = libdeflate_alloc_compressor(level);
        if (self->worker[w].compressor == NULL) {
            mf_deflate_free(self);
            return MF_E_NOMEM;
        }
    }
    return MF_OK;
}

void mf_deflate_free(mf_deflate *self)
{
    for (int w = 0; self->worker != NULL && w < self->workers; w++) {
        if (self->worker[w].compressor != NULL)
            libdeflate_free_compressor(self->worker[w].compressor);
        free(self->worker[w].sorted);
    }
    free(self->worker);
    for (int b = 0; b < MF_BLOCKS_MOST; b++)
        free(self->packed[b]);
    *self = (mf_deflate){ 0 };
}

static void shuffle4(const uint8_t *restrict from, size_t n, uint8_t *restrict to, size_t row)
{
    for (size_t i = 0; i < n; i++) {
        uint32_t value;

        memcpy(&value, from + 4 * i, 4);
        to[i] = (uint8_t) value;
        to[row + i] = (uint8_t) (value >> 8);
        to[2 * row + i] = (uint8_t) (value >> 16);
        to[3 * row + i] = (uint8_t) (value >> 24);
    }
}

static void shuffle1(const uint8_t *restrict from, size_t n, size_t size, uint8_t *restrict to,
                     size_t row)
{
    for (size_t byte = 0; byte < size; byte++)
        for (size_t i = 0; i < n; i++)
            to[byte * row + i] = from[i * size + byte];
}

static bool is_little(void)
{
    const uint16_t one = 1;
    uint8_t first;

    memcpy(&first, &one, 1);
    return first == 1;
}

/* First bytes of all values, then second bytes, and so on. */
static void shuffle(const mf_block *block, uint8_t *to)
{
    if (block->size == 4 && is_little())
        shuffle4(block->from, block->n, to, block->whole);
    else
        shuffle1(block->from, block->n, block->size, to, block->whole);
    for (size_t byte = 0; byte < block->size; byte++)
        memset(to + byte * block->whole + block->n, 0, block->whole - block->n);
}

static bool make_room(mf_deflater *self, size_t bytes)
{
    if (bytes > self->room) {
        free(self->sorted);
        self->sorted = malloc(bytes);
        self->room = self->sorted == NULL ? 0 : bytes;
    }
    return self->sorted != NULL;
}

typedef struct work {
    mf_deflate *deflate;
    mf_block *block;
} work;

static void pack(void *context, size_t piece, int worker)
{
    const work *w = context;
    mf_deflater *mine = &w->deflate->worker[worker];
    mf_block *block = &w->block[piece];
    size_t bytes = block->whole * block->size;

    block->bytes = 0;
    if (!make_room(mine, bytes))
        return;
    shuffle(block, mine->sorted);
    if (w->deflate->level == 1)
        block->bytes = mf_quick_pack(mine->sorted, bytes, block->packed);
    else
        block->bytes = libdeflate_zlib_compress(mine->compressor, mine->sorted, bytes,
                                                block->packed, w->deflate->room[piece]);
}

mf_err mf_deflate_pack(mf_deflate *self, mf_block *blocks, size_t n)
{
    work w = { self, blocks };

    for (size_t b = 0; b < n; b++) {
        size_t bytes = blocks[b].whole * blocks[b].size;
        size_t most = self->level == 1
                          ? mf_quick_bound(bytes)
                          : libdeflate_zlib_compress_bound(self->worker[0].compressor, bytes);

        if (most > self->room[b]) {
            free(self->packed[b]);
            self->packed[b] = malloc(most);
            self->room[b] = self->packed[b] == NULL ? 0 : most;
        }
        if (self->packed[b] == NULL)
            return MF_E_NOMEM;
        blocks[b].packed = self->packed[b];
    }
    mf_parallel_for(n, self->workers, pack, &w);
    for (size_t b = 0; b < n; b++)
        if (blocks[b].bytes == 0)
            return MF_E_NOMEM;
    return MF_OK;
}
