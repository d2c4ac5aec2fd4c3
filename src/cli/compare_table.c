/* A comparison on a terminal: numbers, and bars that show whether an interval holds zero. */
#include "cli/compare.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { HALF = 12, BAR = 2 * HALF + 1 };

/* The marks of a bar: ends, line, point, zero. */
typedef struct marks {
    const char *left, *right, *line, *point, *zero;
} marks;

static const marks plain = { "|", "|", "-", "o", ":" };
static const marks drawn = { "\u251c", "\u2524", "\u2500", "\u25cf", "\u250a" };

static int digits_of(const mf_difference *d)
{
    double most = fmax(fabs(d->base), fabs(d->other));

    return isnan(most) || most >= 1000.0 ? 0 : most >= 20.0 ? 1 : most >= 2.0 ? 2 : 4;
}

static void print_number(double value, int digits, int width)
{
    if (isnan(value))
        printf(" %*s", width, "-");
    else
        printf(" %*.*f", width, digits, value);
}

static int place_of(double value, double scale)
{
    return HALF + (int) lround(value / scale * HALF);
}

/* |---o----| on a scale of its own, whose middle is no difference. */
static void print_bar(const mf_difference *d, const marks *with)
{
    bool known = !isnan(d->low) && !isnan(d->high);
    double scale = fmax(fabs(d->difference), known ? fmax(fabs(d->low), fabs(d->high)) : 0.0);
    int low, high, point;

    if (isnan(d->difference) || scale <= 0.0)
        return;
    point = place_of(d->difference, scale);
    low = known ? place_of(d->low, scale) : point;
    high = known ? place_of(d->high, scale) : point;
    for (int i = 0; i < BAR; i++)
        fputs(i == point ? with->point
              : i == low ? with->left
              : i == high ? with->right
              : i == HALF ? with->zero
              : i > low && i < high ? with->line : " ",
              stdout);
}

static bool is_told(const mf_comparison *of, const mf_difference *d, int measure,
                    const cli_telling *how)
{
    const char *name = of->measure[measure];
    size_t n = strlen(name);
    bool part = n > 6 && strcmp(name + n - 6, "_mixed") == 0;

    if (how->all)
        return true;
    return !part && !(isnan(d->base) && isnan(d->other)) &&
           !(fabs(d->base) <= 0.0 && fabs(d->other) <= 0.0);
}

static void print_head(const mf_comparison *of, int run)
{
    printf("\n%s less %s\n", of->path[run], of->path[0]);
    printf("%-27s %12s %12s %12s %12s %12s %8s %7s\n", "", "baseline", "run", "difference", "from",
           "to", "relative", of->paired ? "sign" : "");
}

static void print_measure(const mf_comparison *of, const mf_difference *d, int measure,
                          const marks *with)
{
    int digits = digits_of(d);
    char sign[24] = "";

    if (of->paired && d->n > 0)
        (void) snprintf(sign, sizeof sign, "%d/%d", d->agree, d->n);
    printf("%-27s", of->measure[measure]);
    print_number(d->base, digits, 12);
    print_number(d->other, digits, 12);
    print_number(d->difference, digits, 12);
    print_number(d->low, digits, 12);
    print_number(d->high, digits, 12);
    if (isnan(d->relative))
        printf(" %8s", "-");
    else
        printf(" %+7.1f%%", 100.0 * d->relative);
    printf(" %7s ", sign);
    print_bar(d, with);
    printf("\n");
}

static void print_cut(const mf_comparison *of, int run, enum mf_cut_kind kind, int cut,
                      const cli_telling *how)
{
    if (kind != MF_CUT_ALL)
        printf("%s %s\n", kind < MF_CUT_YEAR_COHORT ? mf_cut_words[kind] : "in", of->cut[kind][cut]);
    for (int m = 0; m < of->n_measures; m++) {
        const mf_difference *d = mf_comparison_at(of, run, kind, cut, m);

        if (is_told(of, d, m, how))
            print_measure(of, d, m, how->ascii ? &plain : &drawn);
    }
}

static void print_ratios(const mf_comparison *of, int run)
{
    for (int i = 0; of->paired && i < MF_N_RATIOS; i++) {
        const mf_ratio *r = &of->ratio[run - 1][i];

        printf("%-27s", mf_ratios[i].name);
        if (isnan(r->value))
            printf(" not defined: %s did not clearly %s\n", mf_ratios[i].bought,
                   mf_ratios[i].sign < 0.0 ? "fall" : "rise");
        else
            printf(" %.0f %s, from %.0f to %.0f\n", r->value, mf_ratios[i].unit, r->low, r->high);
    }
}

static void print_removed(const mf_comparison *of, int run)
{
    double removed = mf_comparison_removed(of, run);

    if (!of->paired)
        printf("the runs are not taken as a pair: intervals are those of independent runs\n");
    else if (isnan(removed))
        printf("one replicate says nothing about chance: --replicates of `mixflow run` gives more\n");
    else
        printf("pairing removed %.0f %% of the variance of a difference (median over measures, "
               "%d replicates)\n", 100.0 * removed, of->n_replicates);
}

/* ------------------------------------------------------------- fates */

static bool occurs(const mf_comparison *of, int run, int fate)
{
    const mf_fates_matrix *m = &of->matrix[run - 1];

    for (int other = 0; other < of->n_fates; other++)
        if (m->people[fate * of->n_fates + other] > 0 || m->people[other * of->n_fates + fate] > 0)
            return true;
    return false;
}

/* A fate's column is as wide as its name, or as a number of people. */
static int width_of(const mf_comparison *of, int fate)
{
    int n = (int) strlen(of->fate[fate]);

    return n < 9 ? 9 : n;
}

static double cell_of(const mf_comparison *of, int run, int base, int other, bool weighted)
{
    const mf_fates_matrix *m = &of->matrix[run - 1];
    int cell = base * of->n_fates + other;

    return weighted ? m->persons[cell] : (double) m->people[cell];
}

static void print_row(const mf_comparison *of, int run, int base, bool weighted)
{
    double sum = 0.0;

    printf("%-16s", base < of->n_fates ? of->fate[base] : "all");
    for (int other = 0; other < of->n_fates; other++) {
        double cell = 0.0;

        for (int b = 0; b < of->n_fates; b++)
            cell += base == of->n_fates || b == base ? cell_of(of, run, b, other, weighted) : 0.0;
        sum += cell;
        if (occurs(of, run, other))
            printf(" %*.0f", width_of(of, other), cell);
    }
    printf(" %10.0f\n", sum);
}

static void print_matrix(const mf_comparison *of, int run, bool weighted)
{
    printf("\n%s, by what became of them in the baseline (rows) and in the run (columns)\n%-16s",
           weighted ? "persons (mean over replicates)" : "modelled people (all replicates)", "");
    for (int other = 0; other < of->n_fates; other++)
        if (occurs(of, run, other))
            printf(" %*s", width_of(of, other), of->fate[other]);
    printf(" %10s\n", "all");
    for (int base = 0; base <= of->n_fates; base++)
        if (base == of->n_fates || occurs(of, run, base))
            print_row(of, run, base, weighted);
}

static void print_examples(const mf_comparison *of, int run, int most)
{
    int32_t person[256];
    int n = mf_comparison_examples(of, run, most < 256 ? most : 256, person);

    if (most == 0)
        return;
    printf("\npeople whose fate differs (replicate 0):");
    for (int i = 0; i < n; i++)
        printf(" %" PRId32, person[i]);
    printf("\n");
    if (n > 0)
        printf("mixflow trace %s --person %" PRId32 " %s\n", of->path[0], person[0], of->path[run]);
}

static void print_fates(const mf_comparison *of, int run, const cli_telling *how)
{
    const mf_fates_matrix *m = &of->matrix[run - 1];

    if (m->people == NULL)
        return;
    print_matrix(of, run, true);
    if (how->all || how->by == MF_N_CUT_KINDS)
        print_matrix(of, run, false);
    printf("fates differ for %" PRId64 " of %" PRId64 " modelled people in all replicates\n",
           m->changed, m->n_people);
    print_examples(of, run, how->examples);
}

void cli_compare_table(const mf_comparison *of, const cli_telling *how)
{
    for (int run = 1; run < of->n_runs; run++) {
        if (how->by < MF_N_CUT_KINDS) {
            print_head(of, run);
            for (int c = 0; c < (int) of->n_cuts[how->by]; c++)
                print_cut(of, run, (enum mf_cut_kind) how->by, c, how);
            if (how->by == MF_CUT_ALL)
                print_ratios(of, run);
            print_removed(of, run);
        }
        if (how->by == MF_CUT_ALL || how->by == MF_N_CUT_KINDS)
            print_fates(of, run, how);
    }
    if (of->n_runs > 1 && how->by < MF_N_CUT_KINDS)
        printf("\nfrom, to: 95 %% interval of the mean difference, from chance alone, not from what we do "
               "not know\nrelative: from the mean of logarithms, where all replicates are positive\n"
               "%sbars: each on a scale of its own, its middle is no difference\n",
               of->paired ? "sign: replicates whose difference has the sign of the mean\n" : "");
    if (of->notes.n > 0)
        fputs(of->notes.text, stdout);
}
