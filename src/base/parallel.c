#define _POSIX_C_SOURCE 200809L /* clock_gettime */

#include "base/parallel.h"

#include <time.h>

#ifdef _OPENMP
#include <omp.h>
#endif

static void run_in_order(size_t n, mf_piece run, void *context)
{
    for (size_t piece = 0; piece < n; piece++)
        run(context, piece, 0);
}

#ifdef _OPENMP

void mf_parallel_for(size_t n, int workers, mf_piece run, void *context)
{
    if (workers <= 1 || n <= 1) {
        run_in_order(n, run, context);
        return;
    }
#pragma omp parallel for schedule(dynamic, 1) num_threads(workers)
    for (size_t piece = 0; piece < n; piece++)
        run(context, piece, omp_get_thread_num());
}

int mf_parallel_workers(void)
{
    int workers = omp_get_max_threads();

    return workers > 1 ? workers : 1;
}

#else

void mf_parallel_for(size_t n, int workers, mf_piece run, void *context)
{
    (void) workers;
    run_in_order(n, run, context);
}

int mf_parallel_workers(void)
{
    return 1;
}

#endif

double mf_parallel_clock(void)
{
    struct timespec now = { 0 };

    (void) clock_gettime(CLOCK_MONOTONIC, &now);
    return (double) now.tv_sec + 1e-9 * (double) now.tv_nsec;
}
