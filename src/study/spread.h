/* spread.h — how numbers spread over replicates, and by how much paired ones differ, as JSON. */
#ifndef MF_STUDY_SPREAD_H
#define MF_STUDY_SPREAD_H

#include "study/variant.h"

typedef struct mf_spread {
    double mean, error;                /* error: of the mean, one standard deviation; NaN for one value */
    double low, q25, mid, q75, high;   /* 5, 25, 50, 75, 95 % */
    int n;                             /* values that are numbers */
    int agree;                         /* of which so many have the sign of the mean */
} mf_spread;

/* Of n values (sorted in place); NaN count for nothing. */
mf_spread mf_spread_of(double *value, int n);

/* Of number `at` of a variant; of its differences from `base`, replicate by replicate, if that is not NULL. */
mf_spread mf_spread_at(const mf_variant *self, const mf_variant *base, size_t at);

/* "blocks": { name: { mean: [], ... } }, all blocks or those that tell a variant in brief. */
void mf_spread_blocks(const mf_variant *self, bool all, mf_json *out);

/* "difference": { name: { mean: [], low: [], high: [], agree: [] } }, of all blocks or those that tell it. */
void mf_spread_differences(const mf_variant *self, const mf_variant *base, bool all, mf_json *out);

/* "fates": persons by their end in the baseline and in a variant, mean over replicates. */
void mf_spread_fates(const mf_variant *self, const mf_variant *base, mf_json *out);

/* "agreement": does the preview say what the full scale says? */
void mf_spread_agreement(const mf_variant *preview, const mf_variant *full, mf_json *out);

#endif
