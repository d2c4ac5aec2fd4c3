/* tell_parts.h — what the tellers share. */
#ifndef MF_STUDY_TELL_PARTS_H
#define MF_STUDY_TELL_PARTS_H

#include <stdint.h>

#include "study/estimate.h"
#include "study/shapley.h"
#include "study/tell.h"

/* Columns of an estimate, to be filled by mf_tell_estimate. */
#define MF_ESTIMATE_COLUMNS(name, unit, doc)                                                       \
    { name, MF_COLUMN_REAL, unit, doc },                                                           \
    { name "_error", MF_COLUMN_REAL, unit, "standard error of " name },                            \
    { name "_low", MF_COLUMN_REAL, unit, "lower end of its 95 % interval" },                       \
    { name "_high", MF_COLUMN_REAL, unit, "upper end of its 95 % interval" }

#define MF_TEXT_COLUMN(name, doc) { name, MF_COLUMN_TEXT, "", doc }
#define MF_REAL_COLUMN(name, unit, doc) { name, MF_COLUMN_REAL, unit, doc }
#define MF_MIXED "of the measure"

void mf_tell_estimate(mf_listings *out, const mf_estimate *estimate);

/* "raises", "lowers", or that it cannot be told from chance. */
const char *mf_tell_sign(const mf_estimate *estimate);

/* The measures that are asked for, as indices to be freed; names all that are unknown. */
mf_err mf_tell_choose(const mf_harvest *of, const mf_tell_how *how, size_t **measure, size_t *n,
                      mf_error *err);

/* Shapley values and interactions of the measures: the listings "effects" and "pairs". */
mf_err mf_tell_shapley(mf_listings *out, const mf_harvest *of, const size_t *measure, size_t n,
                       mf_error *err);

/* The listing "measures": what is told of, its unit and meaning. */
void mf_tell_measures(mf_listings *out, const mf_harvest *of, const size_t *measure, size_t n);

/* The instruments that are on at a point of the design, as bits; a cell with their names, or "none". */
uint64_t mf_tell_switches(const mf_harvest *of, size_t point);
void mf_tell_package(mf_listings *out, const mf_harvest *of, uint64_t on);

/* The listings "packages" and "states": what could be chosen, and what is regretted where. */
mf_err mf_tell_packages(mf_listings *out, const mf_harvest *of, const mf_scores *scores, mf_error *err);

/* What is said below every listing: replicates, missing runs. */
void mf_tell_runs(mf_listings *out, const mf_harvest *of);

#endif
