#include "study/spread.h"

#include <math.h>
#include <stdlib.h>

#include "record/fates.h"

enum { REPLICATES_MOST = 1000, DIGITS_SERIES = 3 };

static int by_size(const void *a, const void *b)
{
    double x = *(const double *) a, y = *(const double *) b;

    return (x > y) - (x < y);
}

/* Between order statistics linearly (type 7). */
static double quantile(const double *sorted, int n, double share)
{
    double at = share * (n - 1);
    int below = (int) at;

    return below + 1 < n ? sorted[below] + (at - below) * (sorted[below + 1] - sorted[below])
                         : sorted[n - 1];
}

mf_spread mf_spread_of(double *value, int n)
{
    const double nan = (double) NAN;
    mf_spread of = { nan, nan, nan, nan, nan, nan, nan, 0, 0 };
    double sum = 0.0, squares = 0.0;

    for (int i = 0; i < n; i++)
        if (!isnan(value[i])) {
            value[of.n++] = value[i];
            sum += value[i];
        }
    if (of.n == 0)
        return of;
    of.mean = sum / of.n;
    for (int i = 0; i < of.n; i++) {
        squares += (value[i] - of.mean) * (value[i] - of.mean);
        of.agree += (value[i] > 0.0 && of.mean > 0.0) || (value[i] < 0.0 && of.mean < 0.0);
    }
    if (of.n > 1)
        of.error = sqrt(squares / ((double) of.n * (of.n - 1)));
    qsort(value, (size_t) of.n, sizeof *value, by_size);
    of.low = quantile(value, of.n, 0.05);
    of.q25 = quantile(value, of.n, 0.25);
    of.mid = quantile(value, of.n, 0.5);
    of.q75 = quantile(value, of.n, 0.75);
    of.high = quantile(value, of.n, 0.95);
    return of;
}

mf_spread mf_spread_at(const mf_variant *self, const mf_variant *base, size_t at)
{
    double value[REPLICATES_MOST];
    int n = self->replicates < REPLICATES_MOST ? self->replicates : REPLICATES_MOST;

    for (int r = 0; r < n; r++)
        value[r] = self->value[r][at] - (base == NULL ? 0.0 : base->value[r][at]);
    return mf_spread_of(value, n);
}

/* ------------------------------------------------------------- blocks */

/* What is stored of a block: in the baseline (with quartiles or without), in other variants, and of
 * their differences.  All else the page computes when it is asked for. */
enum { OF_OTHERS = 1, DIFFERS = 2, QUARTILES = 4, SERIES = 8 /* long: three digits will do */,
       MIDDLE = 16 /* longer: the median will do */ };
static const int stored[MF_N_BLOCKS] = {
    [MF_BLOCK_OUTCOMES] = OF_OTHERS | DIFFERS | QUARTILES,
    [MF_BLOCK_OUTCOMES_YEAR] = QUARTILES,
    [MF_BLOCK_INDICATORS] = OF_OTHERS | DIFFERS | QUARTILES,
    [MF_BLOCK_INDICATORS_COHORT] = SERIES | MIDDLE,
    [MF_BLOCK_GROUPS] = QUARTILES | SERIES,
    [MF_BLOCK_PRESENT] = SERIES | MIDDLE,
    [MF_BLOCK_PASSAGES] = QUARTILES | SERIES,
    [MF_BLOCK_LEGS_TIME] = SERIES | MIDDLE,
    [MF_BLOCK_WAITING] = SERIES,
    [MF_BLOCK_SERVED] = SERIES,
    [MF_BLOCK_EXPECTED] = SERIES,
    [MF_BLOCK_COSTS] = OF_OTHERS,
    [MF_BLOCK_FATES] = OF_OTHERS | DIFFERS,
    [MF_BLOCK_PROFILES] = DIFFERS,
};

/* The parts of a spread, and where they are told. */
enum { LEVEL = 1, DIFFERENCE = 2, WIDE = 4, CORE = 8 };
static const struct {
    const char *key;
    size_t offset;
    int where;
} parts[] = {
    { "mean", offsetof(mf_spread, mean), DIFFERENCE | WIDE },
    { "low", offsetof(mf_spread, low), LEVEL | DIFFERENCE },
    { "q25", offsetof(mf_spread, q25), WIDE },
    { "mid", offsetof(mf_spread, mid), LEVEL | CORE },
    { "q75", offsetof(mf_spread, q75), WIDE },
    { "high", offsetof(mf_spread, high), LEVEL | DIFFERENCE },
};
enum { N_PARTS = sizeof parts / sizeof *parts };

static void put_spreads(const mf_spread *spread, size_t n, int where, mf_json *out)
{
    for (int p = 0; p < N_PARTS; p++) {
        if ((parts[p].where & where) == 0)
            continue;
        mf_json_open(out, parts[p].key, '[');
        for (size_t i = 0; i < n; i++) {
            const char *at = (const char *) &spread[i] + parts[p].offset;

            mf_json_real(out, NULL, *(const double *) (const void *) at);
        }
        mf_json_close(out, ']');
    }
    if ((where & DIFFERENCE) == 0)
        return;
    mf_json_open(out, "agree", '[');
    for (size_t i = 0; i < n; i++)
        mf_json_int(out, NULL, spread[i].agree);
    mf_json_close(out, ']');
}

static void put_block(const mf_variant *self, const mf_variant *base, int block, int where,
                      mf_json *out)
{
    const size_t *at = self->first.brief.at;
    size_t n = at[block + 1] - at[block];
    mf_spread *spread = calloc(n + 1, sizeof *spread);
    int digits = out->digits;

    if (spread == NULL) {
        out->out->failed = true;
        return;
    }
    for (size_t i = 0; i < n; i++)
        spread[i] = mf_spread_at(self, base, at[block] + i);
    mf_json_open(out, mf_brief_block_word(block), '{');
    out->digits = (stored[block] & SERIES) != 0 ? DIGITS_SERIES : digits;
    put_spreads(spread, n, where, out);
    out->digits = digits;
    mf_json_close(out, '}');
    free(spread);
}

void mf_spread_blocks(const mf_variant *self, bool all, mf_json *out)
{
    mf_json_open(out, "blocks", '{');
    for (int b = 0; b < MF_N_BLOCKS; b++)
        if (all || (stored[b] & OF_OTHERS) != 0)
            put_block(self, NULL, b, (stored[b] & MIDDLE) != 0               ? CORE
                                     : all && (stored[b] & QUARTILES) != 0 ? LEVEL | WIDE : LEVEL,
                      out);
    mf_json_close(out, '}');
}

void mf_spread_differences(const mf_variant *self, const mf_variant *base, bool all, mf_json *out)
{
    mf_json_open(out, "difference", '{');
    for (int b = 0; b < MF_N_BLOCKS; b++)
        if (all || (stored[b] & DIFFERS) != 0)
            put_block(self, base, b, DIFFERENCE, out);
    mf_json_close(out, '}');
}

/* ------------------------------------------------------------- fates */

void mf_spread_fates(const mf_variant *self, const mf_variant *base, mf_json *out)
{
    const int32_t *first = base->first.record.tables.data[MF_TABLE_FIRST_PERSON];
    const int32_t *people = base->first.record.tables.data[MF_TABLE_N_PEOPLE];
    double persons[MF_N_ENDS][MF_N_ENDS] = { { 0.0 } };

    for (int k = 0; k < base->scenario->cohorts.n; k++) {
        double share = mf_scenario_weight(base->scenario, k) / self->replicates;

        for (int r = 0; r < self->replicates; r++)
            for (int32_t id = first[k]; id < first[k] + people[k]; id++)
                persons[base->fate[r][id]][self->fate[r][id]] += share;
    }
    mf_json_open(out, "fates", '[');
    for (int was = 0; was < MF_N_ENDS; was++)
        mf_json_reals(out, NULL, persons[was], MF_N_ENDS);
    mf_json_close(out, ']');
}

/* ------------------------------------------------------------- scales */

/* Within three standard errors of the difference, or within 5 %. */
static bool agrees(const mf_spread *a, const mf_spread *b)
{
    double apart = fabs(a->mean - b->mean), size = fmax(fabs(a->mean), fabs(b->mean));
    double error = sqrt(a->error * a->error + b->error * b->error);

    return a->n == 0 || b->n == 0 || apart <= 0.05 * size || apart <= 3.0 * error;
}

void mf_spread_agreement(const mf_variant *preview, const mf_variant *full, mf_json *out)
{
    static const int blocks[] = { MF_BLOCK_OUTCOMES, MF_BLOCK_INDICATORS };
    const size_t *at = preview->first.brief.at;

    mf_json_open(out, "agreement", '[');
    for (size_t b = 0; b < sizeof blocks / sizeof *blocks; b++)
        for (size_t i = at[blocks[b]]; i < at[blocks[b] + 1]; i++) {
            mf_spread small = mf_spread_at(preview, NULL, i), large = mf_spread_at(full, NULL, i);

            mf_json_open(out, NULL, '{');
            mf_json_text(out, "block", mf_brief_block_word(blocks[b]));
            mf_json_int(out, "at", (int64_t) (i - at[blocks[b]]));
            mf_json_real(out, "preview", small.mean);
            mf_json_real(out, "preview_se", small.error);
            mf_json_real(out, "full", large.mean);
            mf_json_real(out, "full_se", large.error);
            mf_json_bool(out, "agree", agrees(&small, &large));
            mf_json_close(out, '}');
        }
    mf_json_close(out, ']');
}
