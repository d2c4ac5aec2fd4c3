#if defined(__linux__)
#define _DEFAULT_SOURCE /* madvise */
#include <sys/mman.h>
#endif

#include "base/pages.h"

#include <stdlib.h>

#define CACHE_LINE 64
#define HUGE ((size_t) 1 << 21) /* bytes of a huge page on x86-64 and, mostly, on ARM */

static size_t whole(size_t bytes, size_t unit)
{
    return (bytes + unit - 1) / unit * unit;
}

#if defined(MADV_HUGEPAGE)

/* Only pages that are filled to the end: no memory is touched for nothing. */
static void ask_for_huge(void *at, size_t bytes)
{
    (void) madvise(at, bytes / HUGE * HUGE, MADV_HUGEPAGE); /* a wish: a no is no error */
}

#else

static void ask_for_huge(void *at, size_t bytes)
{
    (void) at;
    (void) bytes;
}

#endif

void *mf_pages_take(size_t bytes)
{
    void *at;

    if (bytes < HUGE)
        return aligned_alloc(CACHE_LINE, whole(bytes, CACHE_LINE));
    at = aligned_alloc(HUGE, whole(bytes, HUGE));
    if (at != NULL)
        ask_for_huge(at, bytes);
    return at;
}
