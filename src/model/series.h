/* series.h — a quantity that changes with the date.
 *
 * In a scenario a number, or { dates = [...]; values = [...]; rule = "step" },
 * or { csv = "data/x.csv"; column = "abuse"; rule = "linear"; }.  Rule "step"
 * holds a value until the next date, "linear" goes straight from one to the
 * next; before the first and after the last date the nearest value holds. */
#ifndef MF_MODEL_SERIES_H
#define MF_MODEL_SERIES_H

typedef enum mf_series_rule { MF_SERIES_STEP, MF_SERIES_LINEAR } mf_series_rule;

typedef struct mf_series {
    int n;               /* points; at least 1 once read */
    int *day;            /* since 1970-01-01, strictly rising */
    double *value;
    mf_series_rule rule;
    const char *csv, *column; /* where it came from, or NULL */
} mf_series;

/* Value on a day; 0 for an empty series. */
double mf_series_at(const mf_series *self, int day);

/* Mean over the days [from, to). */
double mf_series_mean(const mf_series *self, int from, int to);

/* Largest value at any date. */
double mf_series_most(const mf_series *self);

#endif
