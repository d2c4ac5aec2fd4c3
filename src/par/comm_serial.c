/* The door without MPI: one is alone. */
#include "par/comm.h"

#include <stdlib.h>

mf_err mf_comm_start(mf_comm *self, mf_error *err)
{
    (void) err;
    *self = (mf_comm){ .rank = 0, .size = 1, .here = 1 };
    return MF_OK;
}

void mf_comm_end(mf_comm *self)
{
    *self = (mf_comm){ .size = 0 };
}

void mf_comm_abort(const mf_comm *self, int status)
{
    (void) self;
    (void) status;
}

mf_comm_cost mf_comm_spent(const mf_comm *self)
{
    (void) self;
    return (mf_comm_cost){ .calls = 0 };
}

void mf_comm_sum(const mf_comm *self, int64_t *value, size_t n)
{
    (void) self;
    (void) value;
    (void) n;
}

void mf_comm_sum32(const mf_comm *self, int32_t *value, size_t n)
{
    (void) self;
    (void) value;
    (void) n;
}

void mf_comm_most(const mf_comm *self, int64_t *value, size_t n)
{
    (void) self;
    (void) value;
    (void) n;
}

void mf_comm_tell(const mf_comm *self, int from, void *bytes, size_t n)
{
    (void) self;
    (void) from;
    (void) bytes;
    (void) n;
}

mf_err mf_comm_gather(const mf_comm *self, const void *bytes, size_t n, mf_blocks *blocks)
{
    return mf_comm_share(self, bytes, n, blocks);
}

mf_err mf_comm_share(const mf_comm *self, const void *bytes, size_t n, mf_blocks *blocks)
{
    (void) self;
    blocks->all.n = 0;
    if (blocks->begin == NULL)
        blocks->begin = calloc(2, sizeof *blocks->begin);
    if (blocks->begin == NULL)
        return MF_E_NOMEM;
    blocks->begin[1] = n;
    return mf_bytes_add(&blocks->all, bytes, n);
}

void mf_comm_meet(const mf_comm *self)
{
    (void) self;
}

void mf_comm_send(const mf_comm *self, int to, const void *bytes, size_t n)
{
    (void) self;
    (void) to;
    (void) bytes;
    (void) n;
}

mf_err mf_comm_receive(const mf_comm *self, int from, double seconds, mf_bytes *message,
                       int *sender)
{
    (void) self;
    (void) from;
    (void) seconds;
    message->n = 0;
    *sender = -1;
    return MF_OK;
}
