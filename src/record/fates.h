/* fates.h — what has become of everybody at the end: one word for each.
 *
 * The first word that fits is taken, in the order of the list.  C knows no
 * status by name: words follow from traits, places and what has happened. */
#ifndef MF_RECORD_FATES_H
#define MF_RECORD_FATES_H

#include "record/gather.h"
#include "record/indicators_watch.h"

/* id, word, doc */
#define MF_ENDS(X)                                                                                 \
    X(NOBODY, "nobody", "a number that nobody bears")                                              \
    X(NOT_ENTERED, "not_entered", "has not become one of those who could move")                    \
    X(DIED_ON_WAY, "died_on_the_way", "died on the way between two places")                        \
    X(DIED, "died", "died at a place")                                                             \
    X(PROTECTED, "protected", "has a status of protection, or a regular stay abroad after one")    \
    X(REGULAR, "regular", "has a regular stay abroad, never protected")                            \
    X(NEARBY, "nearby", "is registered in a country of first asylum")                              \
    X(LIMBO, "limbo", "has an open claim, or is in limbo after one")                               \
    X(IRREGULAR, "irregular", "stays in a destination country in any other way")                   \
    X(DETAINED, "detained", "is in detention or captivity elsewhere")                              \
    X(ON_WAY, "on_the_way", "is outside the country of origin in any other way")                   \
    X(RETURNED, "returned", "is back in the country of origin, from abroad")                       \
    X(STUCK, "stuck", "stayed, and the best option was out of reach: involuntarily immobile")      \
    X(STAYED, "stayed", "stayed in the country of origin")

#define X(id, word, doc) MF_END_##id,
enum mf_end { MF_ENDS(X) MF_N_ENDS };
#undef X

extern const char *const mf_end_words[], *const mf_end_docs[];

/* What has become of a person by now. */
int mf_fate_of(const mf_sight *watch, const mf_world *world, uint32_t id, int cohort);

/* Fills the table of fates of a replicate that is at its end; `gather` brings those of other ranks. */
mf_err mf_fates_put(const mf_sight *watch, const mf_world *world, mf_gather *gather,
                    mf_tables *tables);

#endif
