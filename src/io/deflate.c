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

/* First bytes of all values, then second bytes, and so on. */
static void shuffle(const mf_block *block, uint8_t *to)
{
    const uint8_t *from = block->from;

    for (size_t byte = 0; byte < block->size; byte++) {
        uint8_t *row = to + byte * block->whole;

        for (size_t i = 0; i < block->n; i++)
            row[i] = from[i * block->size + byte];
        memset(row + block->n, 0, block->whole - block->n);
    }
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
