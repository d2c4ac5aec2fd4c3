/* profiles.h — who people are when a run begins: the groups by which gains and losses are told.
 *
 * Drawn by addressed chance, so a profile is the same in every run of the same
 * people: the age is that of the first day, or of the day of entry. */
#ifndef MF_RECORD_PROFILES_H
#define MF_RECORD_PROFILES_H

#include "sim/world.h"

/* id, word, doc */
#define MF_PROFILES(X)                                                                             \
    X(WOMEN, "women", "women and girls")                                                           \
    X(MEN, "men", "men and boys")                                                                  \
    X(MINORS, "minors", "under 18")                                                                \
    X(YOUNG, "young", "18 to 25")                                                                  \
    X(OLDER, "older", "26 and older")                                                              \
    X(UNSKILLED, "unskilled", "without a skill")                                                   \
    X(SKILLED, "skilled", "with a vocational skill")                                               \
    X(TERTIARY, "tertiary", "with a tertiary skill")                                               \
    X(KIN, "kin", "with close kin abroad")                                                         \
    X(NO_KIN, "no_kin", "without close kin abroad")                                                \
    X(POORER, "poorer", "with savings below their cohort's median at the start")                   \
    X(RICHER, "richer", "with savings of their cohort's median or more at the start")              \
    X(IN_NEED, "in_need", "in need of protection from persecution or war at the start")            \
    X(NOT_IN_NEED, "not_in_need", "not in need of protection at the start")

#define X(id, word, doc) MF_PROFILE_##id,
enum mf_profile { MF_PROFILES(X) MF_N_PROFILES };
#undef X
_Static_assert(MF_N_PROFILES <= 16, "a set of profiles is 16 bits");

extern const char *const mf_profile_words[], *const mf_profile_docs[];

typedef struct mf_profiles {
    size_t n;
    uint16_t *set; /* [id] bits of enum mf_profile; 0: a number that nobody bears */
} mf_profiles;

/* Looks at a world that has not yet done a step. */
mf_err mf_profiles_init(mf_profiles *self, const mf_world *world);
void mf_profiles_free(mf_profiles *self);

#endif
