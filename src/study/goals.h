/* goals.h — what those who act wish for, and how far a package brings them there.
 *
 * A goal is a measure of a result of which its owner wishes more or less.  How
 * near a point is to the goals of an owner is
 *
 *     J = sum over goals of  weight x (+1 or -1) x (Y - Y without policies) / sigma(Y),
 *
 * with weights that sum to one and sigma the standard deviation of Y over all
 * points (of means over replicates): J = 1 means that the owner's goals moved,
 * on average, by as much as they typically differ between the packages looked at.
 * So J compares packages of one design, and no J of two designs.  Goals and
 * weights are value judgements: a plan states its own; mf_goals_usual is a
 * starting point for discussion, not a finding about any ministry. */
#ifndef MF_STUDY_GOALS_H
#define MF_STUDY_GOALS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/text.h"

typedef struct mf_goal {
    const char *owner;   /* whose; NULL ends a list */
    const char *measure; /* an outcome or indicator */
    int wish;            /* +1: more, -1: less */
    double weight;       /* above zero; among the goals of the owner */
} mf_goal;

extern const mf_goal mf_goals_usual[];

/* Results of a study: [state][measure][point][replicate].  A state is a shock or a structural
 * assumption under which all points were run; the first is the one that is told of. */
typedef struct mf_results {
    size_t n_states, n_measures, n_points, n_replicates;
    const char *const *measure; /* [measure] names */
    const double *value;
    size_t base;                /* the point without policies */
} mf_results;

static inline const double *mf_results_at(const mf_results *self, size_t state, size_t measure,
                                          size_t point)
{
    return &self->value[((state * self->n_measures + measure) * self->n_points + point) *
                        self->n_replicates];
}

/* Number of a measure; -1 if there is none of that name. */
int mf_results_find(const mf_results *self, const char *measure);

typedef struct mf_scored_goal {
    mf_goal goal;
    int owner;     /* index into owners */
    double weight; /* share among the goals of the owner that count */
    double sigma;  /* unit of the measure */
    bool counts;   /* it has values everywhere and varies */
} mf_scored_goal;

typedef struct mf_scores {
    size_t n_states, n_owners, n_points, n_replicates, n_goals;
    const char **owner;    /* [owner] in the order in which they come up; borrowed */
    mf_scored_goal *goal;  /* [goal] */
    double *value;         /* [state][owner or all][point][replicate]; all: their sum, the last */
    mf_buffer notes;       /* which goals do not count, and why, a line each */
} mf_scores;

/* Scores all points.  `acting` (ends with NULL) are owners that come first, with goals or without.
 * MF_E_USAGE if a goal names no measure, or nothing counts. */
mf_err mf_scores_make(mf_scores *self, const mf_results *of, const mf_goal *goals,
                      const char *const *acting, mf_error *err);
void mf_scores_free(mf_scores *self);

/* [replicate] of one owner, or of all together (owner == n_owners). */
static inline const double *mf_scores_at(const mf_scores *self, size_t state, size_t owner,
                                         size_t point)
{
    return &self->value[((state * (self->n_owners + 1) + owner) * self->n_points + point) *
                        self->n_replicates];
}

#endif
