/* parallel.h — the only door to OpenMP.
 *
 * Work is cut into pieces, and however it is cut the bits are the same: a
 * piece writes only what belongs to it, or adds integers to the tally of the
 * worker that runs it; integer sums do not depend on who added first.  So one
 * thread and sixty-four give the same bits.  Without OpenMP the pieces run in
 * order. */
#ifndef MF_BASE_PARALLEL_H
#define MF_BASE_PARALLEL_H

#include <stddef.h>

/* Runs piece `piece` of some work as worker `worker` (0 .. workers-1). */
typedef void (*mf_piece)(void *context, size_t piece, int worker);

/* Runs pieces 0 .. n-1 on at most `workers` threads, handed out dynamically. */
void mf_parallel_for(size_t n, int workers, mf_piece run, void *context);

/* How many threads the machine offers (OMP_NUM_THREADS is honoured); at least 1. */
int mf_parallel_workers(void);

/* Wall-clock seconds since some moment, for progress and benches only. */
double mf_parallel_clock(void);

#endif
