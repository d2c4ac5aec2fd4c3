/* design.h — which points of the settings are run.
 *
 * A design knows numbers of factors and of levels, nothing of what they set.
 * Designs of levels (grid, factorials, walks over switches) name for each point
 * and factor the number of a level, 0 first; a factor of two levels is off and
 * on.  Designs of the cube (Latin hypercube, Sobol, Saltelli, Morris) give
 * quantiles in [0, 1], to be read through the distribution of each factor.
 *
 * Randomness is addressed by (seed, factor, draw), so a design with more points
 * begins with the points of the shorter one, except for the Latin hypercube,
 * whose strata depend on how many there are.
 *
 * The order of points is part of the promise; what is computed from them
 * (study/screening.h, study/indices.h, study/shapley.h) relies on it:
 *   saltelli      for each base point j: A_j, B_j, then AB_j with factor 1, 2, ... k of B
 *   morris        k + 1 points a trajectory, each one factor away from the one before
 *   permutations  k + 1 points a walk, from all off to all on, one switch at a time;
 *                 with `pairs` k - 1 more: before switches s and s + 1, only s + 1 on. */
#ifndef MF_STUDY_DESIGN_H
#define MF_STUDY_DESIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/* id, word, of levels, doc */
#define MF_DESIGNS(X)                                                                              \
    X(GRID, "grid", true, "every combination of the levels")                                       \
    X(ONE_AT_A_TIME, "one_at_a_time", true,                                                        \
      "a base point, then each other level of one factor alone: weak, for it sees no interaction") \
    X(FACTORIAL, "factorial", true, "every combination of off and on: 2^k points")                 \
    X(FRACTIONAL, "fractional_factorial", true,                                                    \
      "a regular fraction of the factorial with at least the resolution asked for")                \
    X(HYPERCUBE, "latin_hypercube", false, "each factor meets each of n equal strata once")        \
    X(SOBOL, "sobol", false, "points of low discrepancy, at most 40 factors")                      \
    X(SALTELLI, "saltelli", false, "Sobol points in pairs, for Sobol indices: n (k + 2) points, at most 20 factors") \
    X(MORRIS, "morris", false, "trajectories that move one factor at a time: n (k + 1) points")    \
    X(PERMUTATIONS, "permutations", true,                                                          \
      "switching on one after another in n random orders and their reverses, for Shapley values")

#define X(id, word, of_levels, doc) MF_DESIGN_##id,
enum mf_design_kind { MF_DESIGNS(X) MF_N_DESIGNS };
#undef X
extern const char *const mf_design_words[], *const mf_design_docs[];

enum {
    MF_DESIGN_FACTORS_MOST = 62,      /* switches of a point are bits */
    MF_DESIGN_SOBOL_MOST = 40,        /* dimensions of GSL's direction numbers */
    MF_DESIGN_POINTS_MOST = 10000000
};

/* What is asked for. */
typedef struct mf_design_wish {
    enum mf_design_kind kind;
    int n_factors;
    const int *levels;  /* GRID, ONE_AT_A_TIME: [factor] how many; NULL: two each */
    const int *base;    /* ONE_AT_A_TIME: [factor] level of the base point; NULL: 0 */
    size_t n;           /* points, base points, trajectories, orders (even); else not looked at */
    int resolution;     /* FRACTIONAL: 3 (main effects) to 5 (pairs are told apart) */
    int steps;          /* MORRIS: levels of a factor, even; 0: four */
    bool pairs;         /* PERMUTATIONS: with the points that interactions need */
    bool plain;         /* SOBOL, SALTELLI: the published sequence, without a random shift */
    uint64_t seed;
} mf_design_wish;

typedef struct mf_design {
    enum mf_design_kind kind;
    int n_factors;
    size_t n_points;
    double *unit;       /* [point][factor] quantiles; NULL for designs of levels */
    int *level;         /* [point][factor]; NULL for designs of the cube */
    size_t block;       /* points that belong together: of a base point, a trajectory, a walk; or 1 */
    int resolution;     /* FRACTIONAL: what was reached; 0 stands for a full factorial */
    uint64_t generator[MF_DESIGN_FACTORS_MOST]; /* FRACTIONAL: base factors whose product it is, as bits */
} mf_design;

/* Is it a design of levels? */
bool mf_design_is_of_levels(enum mf_design_kind kind);

/* How many points it would have; 0 if more than MF_DESIGN_POINTS_MOST. */
size_t mf_design_count(const mf_design_wish *wish);

/* Makes the points; MF_E_USAGE says what is wrong with the wish. */
mf_err mf_design_make(mf_design *self, const mf_design_wish *wish, mf_error *err);
void mf_design_free(mf_design *self);

/* Which of n equally likely levels a quantile means. */
int mf_design_level_of(double unit, int n_levels);

/* A random order of 0 .. n-1, addressed by (seed, who). */
void mf_design_shuffle(uint64_t seed, uint32_t who, size_t n, size_t *order);

#endif
