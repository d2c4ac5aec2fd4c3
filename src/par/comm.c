/* What is the same behind either door. */
#include "par/comm.h"

#include <stdlib.h>
#include <string.h>

/* Open MPI's own, PMIx (srun --mpi=pmix), PMI. */
const char *const mf_comm_launcher[] = { "OMPI_", "PMIX_", "PMI_", NULL };

int mf_comm_launched(void)
{
    const char *n = getenv("OMPI_COMM_WORLD_SIZE");

    return n == NULL ? 0 : (int) strtol(n, NULL, 10);
}

mf_err mf_bytes_reserve(mf_bytes *self, size_t n)
{
    size_t room = n > 2 * self->room ? n : 2 * self->room;
    char *grown;

    if (n <= self->room)
        return MF_OK;
    grown = realloc(self->at, room);
    if (grown == NULL)
        return MF_E_NOMEM;
    self->at = grown;
    self->room = room;
    return MF_OK;
}

mf_err mf_bytes_add(mf_bytes *self, const void *bytes, size_t n)
{
    MF_TRY(mf_bytes_reserve(self, self->n + n));
    if (n > 0)
        memcpy(self->at + self->n, bytes, n);
    self->n += n;
    return MF_OK;
}

void mf_bytes_free(mf_bytes *self)
{
    free(self->at);
    *self = (mf_bytes){ 0 };
}

void mf_blocks_free(mf_blocks *self)
{
    mf_bytes_free(&self->all);
    free(self->begin);
    *self = (mf_blocks){ .begin = NULL };
}

mf_err mf_comm_agree(const mf_comm *self, mf_err code, mf_error *err)
{
    struct {
        mf_err code;
        mf_error why;
    } refusal = { code, { .code = code } };
    int64_t lowest;

    if (mf_comm_alone(self))
        return code;
    lowest = code == MF_OK ? 0 : self->size - self->rank;
    mf_comm_most(self, &lowest, 1);
    if (lowest == 0)
        return MF_OK;
    if (err != NULL && code != MF_OK)
        refusal.why = *err;
    mf_comm_tell(self, self->size - (int) lowest, &refusal, sizeof refusal);
    if (err != NULL)
        *err = refusal.why;
    return refusal.code;
}
