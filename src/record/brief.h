/* brief.h — what one replicate says, as an array of numbers in blocks.
 *
 * The page, the report and their tests read nothing else.  A brief is computed
 * from the tables of a replicate alone (and from the profiles of its people), in
 * a fixed order, so that a native run, the same run as WebAssembly and a stored
 * result give the same bits.  Its frame says how the numbers are arranged. */
#ifndef MF_RECORD_BRIEF_H
#define MF_RECORD_BRIEF_H

#include "base/digest.h"
#include "base/json.h"
#include "record/profiles.h"
#include "record/ways.h"

/* id, word */
#define MF_BRIEF_AXES(X)                                                                           \
    X(OUTCOME, "outcome") X(INDICATOR, "indicator") X(TIME, "time") X(YEAR, "year")                \
    X(PLACE, "place") X(LINK, "link") X(PASSAGE, "passage") X(QUEUE, "queue") X(COHORT, "cohort")  \
    X(INTERVENTION, "intervention") X(OWNER, "owner") X(GROUP, "group") X(END, "end")              \
    X(PROFILE, "profile")

#define X(id, word) MF_BRIEF_##id,
enum mf_brief_axis { MF_BRIEF_NONE, MF_BRIEF_AXES(X) MF_N_BRIEF_AXES };
#undef X

/* id, word, unit, first axis, second axis, doc */
#define MF_BRIEF_BLOCKS(X)                                                                         \
    X(OUTCOMES, "outcome", "mixed", OUTCOME, NONE, "main outcomes of all years")                   \
    X(OUTCOMES_YEAR, "outcome_year", "mixed", YEAR, OUTCOME, "main outcomes by year")              \
    X(INDICATORS, "indicator", "mixed", INDICATOR, NONE, "indicators of all years")                \
    X(INDICATORS_YEAR, "indicator_year", "mixed", YEAR, INDICATOR, "indicators by year")           \
    X(INDICATORS_COHORT, "indicator_cohort", "mixed", COHORT, INDICATOR, "indicators by cohort")   \
    X(GROUPS, "group", "persons", TIME, GROUP, "persons by how they stand")                        \
    X(PRESENT, "present", "persons", TIME, PLACE, "persons alive by place")                        \
    X(PASSAGES, "passage", "persons", TIME, PASSAGE, "passages by their fate, since the row before") \
    X(LEGS, "leg", "persons", LINK, PASSAGE, "passages by link and fate, of all time")             \
    X(LEGS_TIME, "leg_time", "persons", TIME, LINK, "passages begun, since the row before")        \
    X(WAITING, "waiting", "persons", TIME, QUEUE, "persons who wait")                              \
    X(SERVED, "served", "persons", TIME, QUEUE, "persons served, since the row before")            \
    X(EXPECTED, "expected_wait", "day", TIME, QUEUE, "wait to be expected on joining")             \
    X(COSTS, "cost", "EUR", YEAR, OWNER, "what policies cost")                                     \
    X(STRENGTHS, "strength", "1", TIME, INTERVENTION, "how far an intervention was in force")      \
    X(FATES, "fate", "persons", COHORT, END, "what has become of people at the end")               \
    X(PROFILES, "profile", "persons", PROFILE, END, "what has become of people at the end, by profile") \
    X(PROFILE_PEOPLE, "profile_people", "people", PROFILE, NONE, "modelled people of a profile")   \
    X(WAYS_FIRST, "way_first", "persons", COHORT, PLACE, "people who set off, by first hub")       \
    X(WAYS_LAST, "way_last", "persons", PLACE, PLACE, "people who set off, by first and last hub") \
    X(WAYS_END, "way_end", "persons", PLACE, END, "people who set off, by last hub and what has become of them")

#define X(id, ...) MF_BLOCK_##id,
enum mf_brief_block { MF_BRIEF_BLOCKS(X) MF_N_BLOCKS };
#undef X

/* How people stand, by the traits of their status; the first that fits.  id, word, traits, doc */
#define MF_STANDINGS(X)                                                                            \
    X(DEAD, "dead", MF_BIT(MF_TRAIT_TERMINAL), "died")                                             \
    X(DETAINED, "detained", MF_BIT(MF_TRAIT_DETAINED), "in detention or captivity")                \
    X(PROTECTED, "protected", MF_BIT(MF_TRAIT_PROTECTED), "protected by a state")                  \
    X(CLAIMANT, "claimant", MF_BIT(MF_TRAIT_CLAIMANT), "with an open claim for asylum")            \
    X(NEARBY, "nearby", MF_BIT(MF_TRAIT_NEARBY), "registered in a country of first asylum")        \
    X(REGULAR, "regular", MF_BIT(MF_TRAIT_REGULAR), "in another regular stay")                     \
    X(RETURNED, "returned", MF_BIT(MF_TRAIT_RETURNED), "back in the country of origin")            \
    X(EN_ROUTE, "en_route", MF_BIT(MF_TRAIT_EN_ROUTE), "on the way")                               \
    X(LIMBO, "limbo", MF_BIT(MF_TRAIT_LIMBO) | MF_BIT(MF_TRAIT_RETURNABLE) | MF_BIT(MF_TRAIT_IRREGULAR), \
      "tolerated, ordered to leave or irregular")                                                  \
    X(DISPLACED, "displaced", MF_BIT(MF_TRAIT_DISPLACED), "displaced inside the country of origin") \
    X(PENDING, "pending", MF_BIT(MF_TRAIT_PENDING), "waiting for a regular path")                  \
    X(HOME, "home", MF_BIT(MF_TRAIT_HOME), "at home")                                              \
    X(OTHER, "other", ~UINT64_C(0), "in another status")

#define X(id, ...) MF_STANDING_##id,
enum mf_standing { MF_STANDINGS(X) MF_N_STANDINGS };
#undef X
extern const char *const mf_standing_words[], *const mf_standing_docs[];

/* How the people of a status stand. */
int mf_standing_of(const mf_scenario *scenario, int status);

/* What a brief is computed from. */
typedef struct mf_brief_source {
    const mf_tables *tables; /* of one replicate at its end */
    const mf_ways *ways;     /* NULL: there are no events to tell them from */
    const mf_profiles *profiles;
} mf_brief_source;

typedef struct mf_brief {
    const mf_tables *tables;
    size_t length[MF_N_BRIEF_AXES];
    size_t at[MF_N_BLOCKS + 1]; /* where a block begins; the last is the length of all */
    double *value;
    double *persons;        /* [time][place][status] of all cohorts: what two blocks are made of */
} mf_brief;

/* Lays the blocks out by the lengths of the tables' axes. */
mf_err mf_brief_init(mf_brief *self, const mf_tables *tables);
void mf_brief_free(mf_brief *self);

/* Computes all blocks. */
void mf_brief_fill(mf_brief *self, const mf_brief_source *from);

/* Adds up the stocks over cohorts, before the blocks are filled (brief_blocks.c). */
void mf_brief_sum_stocks(const mf_brief *self, const mf_brief_source *from);

/* One block; `out` is zeroed. */
void mf_brief_block_fill(const mf_brief *self, int block, const mf_brief_source *from, double *out);

const char *mf_brief_block_word(int block);

/* One hash of all numbers; every NaN counts alike. */
void mf_brief_digest(const mf_brief *self, char digest[MF_DIGEST_TEXT]);

/* Lengths, blocks, labels, stages of sorting, as JSON. */
void mf_brief_frame(const mf_brief *self, mf_json *out);

/* What the page must know of a scenario, as JSON (brief_scenario.c); `text`: its own text or NULL. */
void mf_brief_scenario(const mf_tables *tables, const char *text, mf_json *out);

#endif
