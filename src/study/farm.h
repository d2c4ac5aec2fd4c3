/* farm.h — who does what next: one list of work, handed out over ranks.
 *
 * Rank 0 hands out numbers 0, 1, ..., to itself as well; the others ask.  Nothing
 * else is said: what was done stands in the folder.  Alone, one hands out to
 * oneself.  A rank that dies ends the job (par/comm.h); the same command again
 * finds in the folder what is missing. */
#ifndef MF_STUDY_FARM_H
#define MF_STUDY_FARM_H

#include <stdbool.h>

#include "par/comm.h"

typedef struct mf_farm {
    const mf_comm *comm;
    int n, next;      /* numbers there are; the next to hand out (rank 0) */
    int gone;         /* other ranks that have left (rank 0) */
    bool closed;      /* nothing more is handed out, or wanted */
    int done, failed; /* what the other ranks have said, all together (rank 0) */
    int told_done, told_failed; /* what this rank has said */
    mf_bytes message;
} mf_farm;

void mf_farm_init(mf_farm *self, const mf_comm *comm, int n);
void mf_farm_free(mf_farm *self);

/* The next number for this rank, which has done and failed so many by now; -1: no more. */
int mf_farm_next(mf_farm *self, int done, int failed);

/* A rank that wants nothing more says so, and what it has done. */
void mf_farm_leave(mf_farm *self, int done, int failed);

/* Rank 0 answers those who ask, waiting up to `seconds` for the first. */
void mf_farm_serve(mf_farm *self, double seconds);

/* Has this rank to go on serving others? */
bool mf_farm_is_needed(const mf_farm *self);

#endif
