/* What a policy costs for each unit of what it changed. */
#include <math.h>
#include <string.h>

#include <gsl/gsl_cdf.h>

#include "study/compare_parts.h"

/* Name, unit, meaning, what was paid, what was bought, and its sign. */
const mf_ratio_of mf_ratios[MF_N_RATIOS] = {
    { "cost_per_limbo_year_avoided", "EUR",
      "what policies cost more, for each person-year in limbo less, also where people were kept from "
      "coming", "cost_all", "limbo_years", -1.0 },
    { "cost_per_person_protected", "EUR",
      "what policies cost more, for each person in need more who has been effectively protected "
      "for 12 months", "cost_all", "protected_a_year", +1.0 },
};

/* Sums over pairs of what was paid (y) and bought (x). */
typedef struct sums {
    int n;
    double x, y, xx, yy, xy; /* means; then moments about them */
} sums;

static sums sums_of(const double *paid, const double *bought, int n)
{
    sums s = { 0, 0.0, 0.0, 0.0, 0.0, 0.0 };

    for (int i = 0; i < n; i++)
        if (!isnan(paid[i]) && !isnan(bought[i])) {
            s.n++;
            s.x += bought[i];
            s.y += paid[i];
        }
    s.x /= s.n;
    s.y /= s.n;
    for (int i = 0; i < n; i++)
        if (!isnan(paid[i]) && !isnan(bought[i])) {
            s.xx += (bought[i] - s.x) * (bought[i] - s.x);
            s.yy += (paid[i] - s.y) * (paid[i] - s.y);
            s.xy += (bought[i] - s.x) * (paid[i] - s.y);
        }
    return s;
}

/* Fieller's interval: of r, those for which mean(y - r x) does not differ from 0. */
mf_ratio mf_ratio_paired(const double *paid, const double *bought, int n)
{
    const double nan64 = (double) NAN;
    sums s = sums_of(paid, bought, n);
    mf_ratio ratio = { nan64, nan64, nan64 };
    double t2, half;

    if (s.n < 2)
        return ratio;
    t2 = gsl_cdf_tdist_Pinv(0.975, s.n - 1);
    t2 = t2 * t2 / ((double) s.n * (s.n - 1));
    if (s.x <= 0.0 || s.x * s.x <= t2 * s.xx) /* nothing was clearly bought */
        return ratio;
    ratio.value = s.y / s.x;
    half = sqrt(fmax(0.0, pow(s.x * s.y - t2 * s.xy, 2) -
                              (s.x * s.x - t2 * s.xx) * (s.y * s.y - t2 * s.yy)));
    ratio.low = (s.x * s.y - t2 * s.xy - half) / (s.x * s.x - t2 * s.xx);
    ratio.high = (s.x * s.y - t2 * s.xy + half) / (s.x * s.x - t2 * s.xx);
    return ratio;
}

static int measure_of(const mf_comparison *of, const char *name)
{
    for (int m = 0; m < of->n_measures; m++)
        if (strcmp(of->measure[m], name) == 0)
            return m;
    return -1;
}

/* Differences of all years, replicate by replicate. */
static bool differ(const mf_comparison *of, const mf_levels *base, const mf_levels *other,
                   const char *name, double sign, double *by)
{
    int m = measure_of(of, name);

    for (int r = 0; m >= 0 && r < base->n_replicates; r++)
        by[r] = sign * (mf_levels_at(other, of, MF_CUT_ALL, 0, m)[r] -
                        mf_levels_at(base, of, MF_CUT_ALL, 0, m)[r]);
    return m >= 0;
}

void mf_ratios_compare(mf_ratio ratio[MF_N_RATIOS], const mf_comparison *of, const mf_levels *base,
                       const mf_levels *other, double *scratch)
{
    double *paid = scratch, *bought = scratch + base->n_replicates;

    for (int i = 0; i < MF_N_RATIOS; i++) {
        const mf_ratio_of *is = &mf_ratios[i];

        ratio[i] = (mf_ratio){ (double) NAN, (double) NAN, (double) NAN };
        if (differ(of, base, other, is->paid, 1.0, paid) &&
            differ(of, base, other, is->bought, is->sign, bought))
            ratio[i] = mf_ratio_paired(paid, bought, base->n_replicates);
    }
}
