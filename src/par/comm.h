/* comm.h — the only door to MPI: what ranks say to one another.
 *
 * A rank is one process of a job that mpirun or srun has launched.  Behind the
 * door stands comm_mpi.c or comm_serial.c, chosen when the program is linked;
 * without MPI, or without a launcher, one is alone, every exchange is with
 * oneself, and nothing is sent.  NULL is a door that leads nowhere: alone.
 *
 * Sums are of integers, so they do not depend on who added first.  What breaks
 * inside MPI (a rank has died) ends the whole job: nothing here has to be
 * checked but a want of memory.  One thread of a rank speaks at a time.
 *
 * Who starts another process from within a rank strips the launcher's variables
 * from its environment, or it takes itself for a rank: mf_comm_launcher names
 * their beginnings. */
#ifndef MF_PAR_COMM_H
#define MF_PAR_COMM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

typedef struct mf_comm {
    int rank, size;
    int here;  /* ranks on this machine, this one included */
    void *job; /* what the door keeps to itself; NULL: alone from the start */
} mf_comm;

/* Bytes that grow: a message. */
typedef struct mf_bytes {
    char *at;
    size_t n, room;
} mf_bytes;

/* One block of bytes of each rank, side by side in the order of ranks. */
typedef struct mf_blocks {
    mf_bytes all;
    size_t *begin; /* [size + 1] */
} mf_blocks;

/* What taking part has cost this rank: calls, bytes of its own that others got, and seconds of
 * the clock and of its processor, with all waiting. */
typedef struct mf_comm_cost {
    int64_t calls, bytes;
    double seconds, processor;
} mf_comm_cost;

enum { MF_ANYBODY = -1 };

/* ------------------------------------------------------------- coming and going */

/* Joins the job of the launcher, if there is one.  Once in a process. */
mf_err mf_comm_start(mf_comm *self, mf_error *err);

/* Leaves it, when all do; a zeroed door is accepted. */
void mf_comm_end(mf_comm *self);

/* Ends the job at once, the other ranks with it; returns where there is no job. */
void mf_comm_abort(const mf_comm *self, int status);

/* How many processes mpirun says it has started; 0: none, or it does not say.  More than `size`
 * of them are strangers to one another: the program was built without MPI. */
int mf_comm_launched(void);

/* Beginnings of the names of a launcher's variables; ends with NULL. */
extern const char *const mf_comm_launcher[];

mf_comm_cost mf_comm_spent(const mf_comm *self);

static inline bool mf_comm_alone(const mf_comm *self)
{
    return self == NULL || self->size <= 1;
}

/* The one that reads, writes and speaks for all. */
static inline bool mf_comm_first(const mf_comm *self)
{
    return self == NULL || self->rank == 0;
}

static inline int mf_comm_size(const mf_comm *self)
{
    return self == NULL || self->size < 1 ? 1 : self->size;
}

/* ------------------------------------------------------------- everybody takes part */

/* Each value becomes its sum (or the greatest) over the ranks. */
void mf_comm_sum(const mf_comm *self, int64_t *value, size_t n);
void mf_comm_sum32(const mf_comm *self, int32_t *value, size_t n);
void mf_comm_most(const mf_comm *self, int64_t *value, size_t n);

/* The bytes of rank `from` are put over those of the others. */
void mf_comm_tell(const mf_comm *self, int from, void *bytes, size_t n);

/* The blocks of all ranks, of any length: for the first rank (others get none), and for all.
 * `blocks` are kept from call to call, and for one of the two. */
mf_err mf_comm_gather(const mf_comm *self, const void *bytes, size_t n, mf_blocks *blocks);
mf_err mf_comm_share(const mf_comm *self, const void *bytes, size_t n, mf_blocks *blocks);

/* Everybody goes on with the refusal of the lowest rank that has one, told in its words. */
mf_err mf_comm_agree(const mf_comm *self, mf_err code, mf_error *err);

/* Nobody goes on before all have come. */
void mf_comm_meet(const mf_comm *self);

/* ------------------------------------------------------------- from one to one */

/* Sends a message; messages of one sender arrive in the order of sending. */
void mf_comm_send(const mf_comm *self, int to, const void *bytes, size_t n);

/* Waits up to `seconds` (below 0: for ever) for a message of rank `from` (or MF_ANYBODY), in
 * naps that leave the processor to others.  *sender: -1 if none came. */
mf_err mf_comm_receive(const mf_comm *self, int from, double seconds, mf_bytes *message,
                       int *sender);

/* ------------------------------------------------------------- bytes */

/* Room for `n` bytes in all; the old ones stay. */
mf_err mf_bytes_reserve(mf_bytes *self, size_t n);
mf_err mf_bytes_add(mf_bytes *self, const void *bytes, size_t n);
void mf_bytes_free(mf_bytes *self);
void mf_blocks_free(mf_blocks *self);

#endif
