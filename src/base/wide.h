/* wide.h — loops compiled for wider registers and chosen when the program is loaded.
 *
 * A function marked MF_FOR_WIDE_REGISTERS is compiled once for each level of processors.
 * Integers, and IEEE operations on one lane each, without contraction: every
 * clone gives the same bits.  Sanitizers cannot run the chooser, for it runs
 * before they are awake.  The function is static, but named as if it were public,
 * because clang exports the chooser of its clones. */
#ifndef MF_BASE_WIDE_H
#define MF_BASE_WIDE_H

#if defined(__has_attribute) && defined(__x86_64__) && defined(__ELF__) && defined(__linux__)
#include <stdint.h> /* tells the C library */
#if __has_attribute(target_clones) && defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define MF_HAVE_CLONES
#endif
#endif
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#undef MF_HAVE_CLONES
#endif
#endif
#ifdef MF_HAVE_CLONES
#define MF_FOR_WIDE_REGISTERS __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define MF_FOR_WIDE_REGISTERS
#endif

/* Lanes of a loop over reals: two registers of 512 bits, so that one can be worked on while the
 * other waits for its last result. */
enum { MF_LANES = 16 };

/* Fewer do where there is less to do: one register, half of it, or a quarter. */
static inline int mf_lanes_for(int n) { return n <= 2 ? 2 : n <= 4 ? 4 : n <= 8 ? 8 : MF_LANES; }

/* A part of a function for wide registers, compiled with the clone that it is in. */
#define MF_PART_OF_WIDE static inline __attribute__((always_inline))

/* Such a part, `loop(lanes, ...)`, with the number of lanes as a constant. */
#define MF_BY_LANES(lanes, loop, ...)      \
    do {                                   \
        if ((lanes) == 2)                  \
            loop(2, __VA_ARGS__);          \
        else if ((lanes) == 4)             \
            loop(4, __VA_ARGS__);          \
        else if ((lanes) == 8)             \
            loop(8, __VA_ARGS__);          \
        else                               \
            loop(MF_LANES, __VA_ARGS__);   \
    } while (0)

#endif
