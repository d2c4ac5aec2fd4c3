/* deflate.h — many blocks compressed at once, as HDF5's shuffle and deflate would.
 *
 * HDF5 compresses one chunk after the other; here workers share them.  What
 * comes out is what its filters read: the bytes of the values sorted by their
 * place in the value, then a zlib stream, whose checksum guards it. */
#ifndef MF_IO_DEFLATE_H
#define MF_IO_DEFLATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"



/* A block: `n` values of `size` bytes at `from`; what is missing to `whole` values is zero. */
typedef struct mf_block {
    const void *from;
    size_t n, whole, size;
    void *packed; /* belongs to the mf_deflate */
    size_t bytes; /* of it */
} mf_block;

enum { MF_BLOCKS_MOST = 32 }; /* at a time */

typedef struct mf_deflate {
    int workers, level;
    struct mf_deflater *worker;
    void *packed[MF_BLOCKS_MOST];
    size_t room[MF_BLOCKS_MOST];
} mf_deflate;

/* Level 1 is mixflow's own (quick.h), 2 to 9 are libdeflate's. */
mf_err mf_deflate_init(mf_deflate *self, int level, int workers);
void mf_deflate_free(mf_deflate *self);

/* Packs at most MF_BLOCKS_MOST blocks; they stay valid until the next call. */
mf_err mf_deflate_pack(mf_deflate *self, mf_block *blocks, size_t n);

#endif
