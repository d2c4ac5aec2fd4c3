/* tell.h — what a batch says, as listings: what matters, and who helps whom.
 *
 * Every number has its interval, effects that cannot be told from chance are
 * called so, and nothing is ranked without the share of replicates or the
 * interval that goes with it. */
#ifndef MF_STUDY_TELL_H
#define MF_STUDY_TELL_H

#include "study/harvest.h"
#include "study/listing.h"
#include "study/plan.h"

typedef struct mf_tell_how {
    const char *const *measure; /* names of outcomes and indicators */
    int n_measures;             /* 0: those of mf_tell_usual; above: "all" is a name, too */
    uint64_t seed;              /* of bootstraps */
} mf_tell_how;

/* Measures that are told of unless others are asked for; ends with NULL. */
extern const char *const mf_tell_usual[];

/* Sensitivity, by the design: morris, saltelli, factorial and permutations (Shapley values on both
 * scales), fractional_factorial (main effects), one_at_a_time; of the others rank correlations. */
mf_err mf_tell_sensitivity(mf_listings *out, const mf_harvest *of, const mf_tell_how *how,
                           mf_error *err);

/* What coherence asks of a plan: switches, each with an owner of its own or one that will be found. */
mf_err mf_tell_coherence_ahead(const mf_plan *plan, mf_error *err);

/* Coherence of the instruments that have an owner; needs switches. */
mf_err mf_tell_coherence(mf_listings *out, const mf_harvest *of, const mf_tell_how *how,
                         mf_error *err);

#endif
