/* stretches.h — which chunks one worker works on together.
 *
 * The more people are looked at together, the more of them meet where they
 * choose (company.h).  So neighbouring chunks of a cohort are joined as long as
 * there remains enough for everybody to do.  What happens is listed chunk by
 * chunk all the same, so how they are joined changes no bit. */
#ifndef MF_SIM_STRETCHES_H
#define MF_SIM_STRETCHES_H

#include "model/population.h"

enum {
    MF_MOST_JOINED = 4, /* chunks: more of them would need more memory than caches have */
    MF_LEAST_SHARE = 8  /* stretches for each worker, if there are several: none shall wait long */
};

typedef struct mf_stretch {
    mf_chunk people;
    size_t first, n; /* chunks */
} mf_stretch;

typedef struct mf_stretches {
    mf_stretch *at;
    size_t n;
    size_t people; /* most in one of them */
} mf_stretches;

mf_err mf_stretches_init(mf_stretches *self, mf_arena *arena, const mf_population *population,
                         int workers);

#endif
