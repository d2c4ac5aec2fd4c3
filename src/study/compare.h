/* compare.h — what differs between a baseline and other runs of the same people.
 *
 * Replicate r of every run met the same luck, so differences are taken
 * replicate by replicate: their spread, not that of the levels, says how sure
 * one can be.  Measures are the main outcomes and the indicators of a result;
 * cuts are all years, each year, each cohort, each country, and each year of a
 * cohort and of a country. */
#ifndef MF_STUDY_COMPARE_H
#define MF_STUDY_COMPARE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"
#include "io/result_h5.h"

typedef struct mf_difference {
    double base, other;          /* means over replicates */
    double difference;           /* other - base, mean over pairs */
    double low, high;            /* interval of that mean, 95 % (NaN: one replicate) */
    double relative;             /* exp(mean log(other / base)) - 1; NaN unless all are positive */
    double removed;              /* share of variance that pairing removed; NaN if there is none */
    int n, agree;                /* pairs, and those whose difference has the sign of the mean */
} mf_difference;

enum mf_cut_kind { MF_CUT_ALL, MF_CUT_YEAR, MF_CUT_COHORT, MF_CUT_COUNTRY, MF_CUT_YEAR_COHORT,
                   MF_CUT_YEAR_COUNTRY, MF_N_CUT_KINDS };
extern const char *const mf_cut_words[];

/* What was paid for each unit of what was bought, both differences to the baseline. */
typedef struct mf_ratio {
    double value, low, high; /* with its 95 % interval; NaN unless something was clearly bought */
} mf_ratio;

typedef struct mf_ratio_of {
    const char *name, *unit, *doc;
    const char *paid, *bought; /* measures */
    double sign;               /* of a change in what is bought that is wanted */
} mf_ratio_of;

enum { MF_N_RATIOS = 2 };
extern const mf_ratio_of mf_ratios[MF_N_RATIOS];

enum { MF_EXAMPLES_MOST = 4 }; /* kept of each cell of the matrix of fates */

/* What became, in another run, of those to whom something became in the baseline. */
typedef struct mf_fates_matrix {
    int64_t *people;  /* [base][other] modelled people, in all replicates */
    double *persons;  /* [base][other] weighted, mean over replicates */
    int32_t *example; /* [base][other][MF_EXAMPLES_MOST] numbers in replicate 0; -1: no more */
    int64_t n_people; /* sum of people */
    int64_t changed;  /* whose fates differ */
} mf_fates_matrix;

typedef struct mf_comparison {
    int n_runs;          /* the baseline is the first */
    char **path;         /* [run] */
    int n_replicates, n_measures, n_outcomes, n_fates;
    char **measure, **unit, **doc; /* outcomes first, then indicators */
    char **fate;
    size_t n_cuts[MF_N_CUT_KINDS];
    char **cut[MF_N_CUT_KINDS];
    bool paired;
    mf_difference *at[MF_N_CUT_KINDS]; /* [run - 1][cut][measure] */
    mf_ratio (*ratio)[MF_N_RATIOS];    /* [run - 1] of all years; NaN if not paired */
    mf_fates_matrix *matrix;           /* [run - 1]; people NULL if not paired */
    mf_buffer notes;                   /* what one should know of the runs, a line each */
} mf_comparison;

typedef struct mf_compare_options {
    bool unpaired; /* compare what is not a pair as well */
} mf_compare_options;

/* Reads and compares; refuses with MF_E_USAGE what is not paired. */
mf_err mf_compare(mf_comparison *self, const char *const *paths, int n_runs,
                  const mf_compare_options *options, mf_error *err);
void mf_comparison_free(mf_comparison *self);

const mf_difference *mf_comparison_at(const mf_comparison *self, int run, enum mf_cut_kind kind,
                                      int cut, int measure);

/* Median over measures of the share of variance that pairing removed, in all years; NaN if it
 * cannot be told. */
double mf_comparison_removed(const mf_comparison *self, int run);

/* Numbers of people whose fates differ: one of each cell, larger cells first, then the next. */
int mf_comparison_examples(const mf_comparison *self, int run, int most, int32_t *person);

/* Forgets the folders of the runs. */
void mf_comparison_forget(mf_comparison *self);

/* Writes it as an HDF5 file. */
mf_err mf_comparison_write(const mf_comparison *self, const char *path, bool force, mf_error *err);

/* Shows every table that such a file may hold (without values). */
mf_err mf_comparison_sheets(void (*see)(void *context, const mf_sheet *sheet), void *context);

/* Difference of paired values; NaN in either drops the pair. */
mf_difference mf_difference_paired(const double *base, const double *other, int n);

/* The ratio of means of paired differences, and Fieller's interval of it. */
mf_ratio mf_ratio_paired(const double *paid, const double *bought, int n);

/* Difference of means of values that are not paired (Welch's interval). */
mf_difference mf_difference_unpaired(const double *base, int n_base, const double *other,
                                     int n_other);

#endif
