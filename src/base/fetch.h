/* fetch.h — memory asked for ahead of its use.
 *
 * Records are strewn over more memory than any cache holds, and waiting for
 * them would be most of what they cost.
 *
 * GCC takes a function that does nothing but fetch for one that does nothing, and leaves out
 * the calls of it; the empty statement keeps them. */
#ifndef MF_BASE_FETCH_H
#define MF_BASE_FETCH_H

static inline void mf_fetch(const void *at)
{
#if defined(__GNUC__)
    __builtin_prefetch(at);
    __asm__ volatile("");
#else
    (void) at;
#endif
}

/* To be written. */
static inline void mf_fetch_own(const void *at)
{
#if defined(__GNUC__)
    __builtin_prefetch(at, 1);
    __asm__ volatile("");
#else
    (void) at;
#endif
}

#endif
