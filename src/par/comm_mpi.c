/* The door to MPI.  Its errors end the job (MPI_ERRORS_ARE_FATAL, the default of MPI). */
#define _POSIX_C_SOURCE 200809L /* nanosleep, clock_gettime */

#include "par/comm.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <mpi.h>

enum {
    MESSAGE = 1,     /* the tag of messages from one to one */
    PIECE = 1 << 28, /* bytes or values in one call: MPI counts in ints */
    SHORTEST_NAP = 20000, LONGEST_NAP = 2000000 /* ns */
};

typedef struct job {
    MPI_Comm comm;
    mf_comm_cost cost;
} job;

static MPI_Comm job_of(const mf_comm *self)
{
    const job *here = self->job;

    return here->comm;
}

/* ------------------------------------------------------------- what it costs */

static double seconds_of(clockid_t clock)
{
    struct timespec now = { 0 };

    (void) clock_gettime(clock, &now);
    return (double) now.tv_sec + 1e-9 * (double) now.tv_nsec;
}

/* Between these two a rank takes part in a call. */
static void begin(const mf_comm *self)
{
    job *here = self->job;

    here->cost.seconds -= seconds_of(CLOCK_MONOTONIC);
    here->cost.processor -= seconds_of(CLOCK_THREAD_CPUTIME_ID);
}

static void end(const mf_comm *self, size_t bytes)
{
    job *here = self->job;

    here->cost.seconds += seconds_of(CLOCK_MONOTONIC);
    here->cost.processor += seconds_of(CLOCK_THREAD_CPUTIME_ID);
    here->cost.calls++;
    here->cost.bytes += (int64_t) bytes;
}

mf_comm_cost mf_comm_spent(const mf_comm *self)
{
    const job *here = self == NULL ? NULL : self->job;

    return here == NULL ? (mf_comm_cost){ .calls = 0 } : here->cost;
}

/* ------------------------------------------------------------- coming and going */

/* Without a launcher MPI is left alone: to start it takes a tenth of a second and more. */
static bool is_launched(void)
{
    return getenv("OMPI_COMM_WORLD_SIZE") != NULL || getenv("PMIX_RANK") != NULL ||
           getenv("PMI_RANK") != NULL;
}

mf_err mf_comm_start(mf_comm *self, mf_error *err)
{
    MPI_Comm neighbours;
    job *here;
    int given;

    *self = (mf_comm){ .rank = 0, .size = 1, .here = 1 };
    if (!is_launched())
        return MF_OK;
    here = calloc(1, sizeof *here);
    if (here == NULL)
        return mf_fail(err, MF_E_NOMEM, "no room for a job of several ranks");
    (void) MPI_Init_thread(NULL, NULL, MPI_THREAD_FUNNELED, &given);
    (void) MPI_Comm_dup(MPI_COMM_WORLD, &here->comm);
    (void) MPI_Comm_rank(here->comm, &self->rank);
    (void) MPI_Comm_size(here->comm, &self->size);
    (void) MPI_Comm_split_type(here->comm, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &neighbours);
    (void) MPI_Comm_size(neighbours, &self->here);
    (void) MPI_Comm_free(&neighbours);
    self->job = here;
    return MF_OK;
}

void mf_comm_end(mf_comm *self)
{
    job *here = self->job;

    if (here != NULL) {
        (void) MPI_Comm_free(&here->comm);
        (void) MPI_Finalize();
        free(here);
    }
    *self = (mf_comm){ .size = 0 };
}

void mf_comm_abort(const mf_comm *self, int status)
{
    if (self->job != NULL)
        (void) MPI_Abort(job_of(self), status);
}

/* ------------------------------------------------------------- everybody takes part */

static void reduce(const mf_comm *self, char *value, size_t n, size_t size, MPI_Datatype type,
                   MPI_Op op)
{
    if (mf_comm_alone(self))
        return;
    begin(self);
    for (size_t at = 0; at < n; at += PIECE) {
        size_t piece = n - at < PIECE ? n - at : PIECE;

        (void) MPI_Allreduce(MPI_IN_PLACE, value + at * size, (int) piece, type, op, job_of(self));
    }
    end(self, n * size);
}

void mf_comm_sum(const mf_comm *self, int64_t *value, size_t n)
{
    reduce(self, (char *) value, n, sizeof *value, MPI_INT64_T, MPI_SUM);
}

void mf_comm_sum32(const mf_comm *self, int32_t *value, size_t n)
{
    reduce(self, (char *) value, n, sizeof *value, MPI_INT32_T, MPI_SUM);
}

void mf_comm_most(const mf_comm *self, int64_t *value, size_t n)
{
    reduce(self, (char *) value, n, sizeof *value, MPI_INT64_T, MPI_MAX);
}

void mf_comm_tell(const mf_comm *self, int from, void *bytes, size_t n)
{
    if (mf_comm_alone(self))
        return;
    begin(self);
    for (size_t at = 0; at < n; at += PIECE)
        (void) MPI_Bcast((char *) bytes + at, (int) (n - at < PIECE ? n - at : PIECE), MPI_BYTE,
                         from, job_of(self));
    end(self, from == self->rank ? n : 0);
}

void mf_comm_meet(const mf_comm *self)
{
    if (!mf_comm_alone(self))
        (void) MPI_Barrier(job_of(self));
}

/* Learns where the block of each rank begins.  Behind these numbers lies room for as many
 * pairs of ints, for calls that want them. */
static mf_err lay_out(const mf_comm *self, size_t n, mf_blocks *blocks)
{
    size_t size = (size_t) mf_comm_size(self);
    uint64_t mine = n;
    int64_t failed = 0;

    _Static_assert(sizeof(uint64_t) == sizeof(size_t), "lengths are sent as they are");
    blocks->all.n = 0;
    if (blocks->begin == NULL) { /* for the first time, and so everywhere */
        blocks->begin = calloc(2 * (size + 1), sizeof *blocks->begin);
        failed = blocks->begin == NULL;
        mf_comm_most(self, &failed, 1);
    }
    if (failed)
        return MF_E_NOMEM;
    blocks->begin[1] = n;
    if (!mf_comm_alone(self)) {
        begin(self);
        (void) MPI_Allgather(&mine, 1, MPI_UINT64_T, blocks->begin + 1, 1, MPI_UINT64_T,
                             job_of(self));
        end(self, sizeof mine);
    }
    for (size_t r = 0; r < size; r++)
        blocks->begin[r + 1] += blocks->begin[r];
    return MF_OK;
}

/* Makes room where it is `wanted`; everybody succeeds, or nobody does. */
static mf_err make_room(const mf_comm *self, bool wanted, mf_blocks *blocks)
{
    size_t n = blocks->begin[mf_comm_size(self)];
    int64_t failed = wanted && mf_bytes_reserve(&blocks->all, n + 1) != MF_OK;

    mf_comm_most(self, &failed, 1);
    if (failed)
        return MF_E_NOMEM;
    blocks->all.n = wanted ? n : 0;
    return MF_OK;
}

static void send_pieces(const mf_comm *self, int to, const char *bytes, size_t n)
{
    for (size_t at = 0; at < n; at += PIECE)
        (void) MPI_Send(bytes + at, (int) (n - at < PIECE ? n - at : PIECE), MPI_BYTE, to, 0,
                        job_of(self));
}

static void receive_pieces(const mf_comm *self, int from, char *bytes, size_t n)
{
    for (size_t at = 0; at < n; at += PIECE)
        (void) MPI_Recv(bytes + at, (int) (n - at < PIECE ? n - at : PIECE), MPI_BYTE, from, 0,
                        job_of(self), MPI_STATUS_IGNORE);
}

mf_err mf_comm_gather(const mf_comm *self, const void *bytes, size_t n, mf_blocks *blocks)
{
    MF_TRY(lay_out(self, n, blocks));
    MF_TRY(make_room(self, mf_comm_first(self), blocks));
    if (mf_comm_first(self) && n > 0)
        memcpy(blocks->all.at, bytes, n);
    if (mf_comm_alone(self))
        return MF_OK;
    begin(self);
    if (!mf_comm_first(self))
        send_pieces(self, 0, bytes, n);
    for (int r = 1; mf_comm_first(self) && r < mf_comm_size(self); r++)
        receive_pieces(self, r, blocks->all.at + blocks->begin[r],
                       blocks->begin[r + 1] - blocks->begin[r]);
    end(self, mf_comm_first(self) ? 0 : n);
    return MF_OK;
}

/* All blocks in one call, as long as ints can count them. */
static void share_at_once(const mf_comm *self, const void *bytes, mf_blocks *blocks)
{
    int size = mf_comm_size(self);
    int *count = (int *) (blocks->begin + size + 1), *at = count + size;

    for (int r = 0; r < size; r++) {
        count[r] = (int) (blocks->begin[r + 1] - blocks->begin[r]);
        at[r] = (int) blocks->begin[r];
    }
    begin(self);
    (void) MPI_Allgatherv(bytes, count[self->rank], MPI_BYTE, blocks->all.at, count, at, MPI_BYTE,
                          job_of(self));
    end(self, (size_t) count[self->rank]);
}

mf_err mf_comm_share(const mf_comm *self, const void *bytes, size_t n, mf_blocks *blocks)
{
    int rank = self == NULL ? 0 : self->rank;

    MF_TRY(lay_out(self, n, blocks));
    if (blocks->begin[mf_comm_size(self)] >= blocks->all.room) /* the same everywhere */
        MF_TRY(make_room(self, true, blocks));
    blocks->all.n = blocks->begin[mf_comm_size(self)];
    if (!mf_comm_alone(self) && blocks->all.n < PIECE) {
        share_at_once(self, bytes, blocks);
        return MF_OK;
    }
    if (n > 0)
        memcpy(blocks->all.at + blocks->begin[rank], bytes, n);
    for (int r = 0; r < mf_comm_size(self); r++)
        mf_comm_tell(self, r, blocks->all.at + blocks->begin[r],
                     blocks->begin[r + 1] - blocks->begin[r]);
    return MF_OK;
}

/* ------------------------------------------------------------- from one to one */

void mf_comm_send(const mf_comm *self, int to, const void *bytes, size_t n)
{
    if (!mf_comm_alone(self))
        (void) MPI_Send(bytes, (int) n, MPI_BYTE, to, MESSAGE, job_of(self));
}

/* Open MPI waits by spinning; this waits by napping, longer and longer. */
static bool wait_for(const mf_comm *self, int from, double seconds, MPI_Message *message,
                     MPI_Status *status)
{
    double end = seconds_of(CLOCK_MONOTONIC) + seconds;
    long nap = SHORTEST_NAP;
    int came = 0;

    for (;;) {
        struct timespec rest = { 0, nap };

        (void) MPI_Improbe(from == MF_ANYBODY ? MPI_ANY_SOURCE : from, MESSAGE, job_of(self),
                           &came, message, status);
        if (came || (seconds >= 0.0 && seconds_of(CLOCK_MONOTONIC) >= end))
            return came;
        (void) nanosleep(&rest, NULL);
        nap = 2 * nap < LONGEST_NAP ? 2 * nap : LONGEST_NAP;
    }
}

mf_err mf_comm_receive(const mf_comm *self, int from, double seconds, mf_bytes *message,
                       int *sender)
{
    MPI_Message waiting;
    MPI_Status status;
    int n = 0;

    message->n = 0;
    *sender = -1;
    if (mf_comm_alone(self) || !wait_for(self, from, seconds, &waiting, &status))
        return MF_OK;
    (void) MPI_Get_count(&status, MPI_BYTE, &n);
    MF_TRY(mf_bytes_reserve(message, (size_t) n + 1));
    (void) MPI_Mrecv(message->at, n, MPI_BYTE, &waiting, MPI_STATUS_IGNORE);
    message->n = (size_t) n;
    *sender = status.MPI_SOURCE;
    return MF_OK;
}
