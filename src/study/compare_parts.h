/* compare_parts.h — what the parts of a comparison need of one another. */
#ifndef MF_STUDY_COMPARE_PARTS_H
#define MF_STUDY_COMPARE_PARTS_H

#include "study/compare.h"

/* What one run says of every measure. */
typedef struct mf_levels {
    mf_result *result;
    int n_replicates;
    double *value[MF_N_CUT_KINDS]; /* [cut][measure][replicate] */
} mf_levels;

/* Reads the levels of a run whose axes are those of the comparison. */
mf_err mf_levels_read(mf_levels *self, const mf_comparison *of, const char *path, mf_error *err);
void mf_levels_free(mf_levels *self);

static inline const double *mf_levels_at(const mf_levels *self, const mf_comparison *of,
                                         enum mf_cut_kind kind, int cut, int measure)
{
    return &self->value[kind][((size_t) cut * (size_t) of->n_measures + (size_t) measure) *
                              (size_t) self->n_replicates];
}

/* Are two runs a pair?  Says why not in `err`; adds to the notes what else differs. */
mf_err mf_pair_check(mf_comparison *of, const mf_result *base, const mf_result *other,
                     mf_error *err);

/* Do the axes agree that any comparison needs? */
mf_err mf_axes_check(const mf_result *base, const mf_result *other, mf_error *err);

/* Puts prices on what was changed; scratch: two values a replicate. */
void mf_ratios_compare(mf_ratio ratio[MF_N_RATIOS], const mf_comparison *of, const mf_levels *base,
                       const mf_levels *other, double *scratch);

/* Counts what became of whom. */
mf_err mf_fates_compare(mf_fates_matrix *self, const mf_result *base, const mf_result *other,
                        mf_error *err);
void mf_fates_free(mf_fates_matrix *self);

#endif
