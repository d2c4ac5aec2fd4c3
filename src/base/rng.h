/* rng.h — chance with an address.
 *
 * Every draw is a pure function of (seed, purpose, who, when, part): Threefry
 * 4x32 with 20 rounds (Salmon et al., SC11) through Random123.  There is no
 * state to share, so the order of threads, ranks and policies cannot matter,
 * and two futures with one seed meet the same luck until something differs
 * for a person.  Addresses use the step, never a running number of events. */
#ifndef MF_BASE_RNG_H
#define MF_BASE_RNG_H

#include <stddef.h>
#include <stdint.h>

/* A new use of chance is appended; purposes number themselves. */
#define MF_DRAWS(X)                                                            \
    X(MF_DRAW_WAKE, "does anything happen to this person in this step")        \
    X(MF_DRAW_CHOICE, "which option is chosen")                                \
    X(MF_DRAW_DEPART, "does a boat leave in this season")                      \
    X(MF_DRAW_LINK, "what becomes of a passage")                               \
    X(MF_DRAW_EVIDENCE, "what an authority sees")                              \
    X(MF_DRAW_FORM, "form of protection, closure, appeal")                     \
    X(MF_DRAW_QUEUE, "order among those who joined a queue in one step")       \
    X(MF_DRAW_ORDER, "whom a policy's order chooses")                          \
    X(MF_DRAW_TALK, "with whom one talks, and what is passed on")              \
    X(MF_DRAW_HARM, "abuse, ransom, detention, dwell")                         \
    X(MF_DRAW_TRANSITION, "chance of a legal step")                            \
    X(MF_DRAW_PERSON, "sex, age, skill, kin")                                  \
    X(MF_DRAW_MONEY, "savings and debt at the start")                          \
    X(MF_DRAW_BELIEF, "beliefs at the start")                                  \
    X(MF_DRAW_MOTIVE, "motives and need at the start")                         \
    X(MF_DRAW_PLACEMENT, "where and in which status one starts")               \
    X(MF_DRAW_SAMPLE, "whose full trajectory is kept")                         \
    X(MF_DRAW_DESIGN, "points of a design of experiments")                     \
    X(MF_DRAW_BOOTSTRAP, "what is drawn again for an interval")

typedef enum mf_draw {
#define X(name, doc) name,
    MF_DRAWS(X)
#undef X
    MF_N_DRAWS
} mf_draw;

/* What a purpose is for; never NULL for a valid purpose. */
const char *mf_draw_doc(mf_draw purpose);

/* Four independent 32-bit words. */
typedef struct mf_words {
    uint32_t w[4];
} mf_words;

mf_words mf_words_at(uint64_t seed, mf_draw purpose, uint32_t who, uint32_t when,
                     uint32_t part);

/* A draw that is asked for, and what was drawn. */
typedef struct mf_drawn {
    uint32_t purpose, who, part;
    mf_words words;
} mf_drawn;

/* The words of `n` addresses at once, each as mf_words_at gives it.  Vectorised. */
void mf_words_each(uint64_t seed, uint32_t when, mf_drawn *drawn, size_t n);

/* A word as a real in the open interval (0, 1). */
double mf_unit(uint32_t word);

/* Two words as a real in (0, 1): an odd multiple of 2^-53, so that 1 - u is exact
 * and neither 0 nor 1 can come out. */
double mf_unit53(uint32_t high, uint32_t low);

/* A standard normal by inversion of a 53-bit uniform (the same bits on every platform). */
double mf_normal(uint32_t high, uint32_t low);

/* Words of MF_DRAW_WAKE for people first .. first+n-1 (`first` divisible by 4):
 * word id % 4 of address (id / 4, step).  Vectorised over people. */
void mf_wake_words(uint64_t seed, uint32_t step, uint32_t first, size_t n,
                   uint32_t *word);

/* The one word of MF_DRAW_WAKE for one person: equal to what mf_wake_words gives. */
uint32_t mf_wake_word(uint64_t seed, uint32_t step, uint32_t id);

#endif
