#include "study/shapley.h"

#include <math.h>
#include <stdlib.h>

#include "base/real.h"

/* Weights by how many others are on: |T|! (k - |T| - 1)! / k! for one switch, and
 * |T|! (k - |T| - 2)! / (k - 1)! for two.  Both are 1 / (n binomial(n - 1, |T|)). */
static void put_weights(int n, double *weight)
{
    double choose = 1.0;

    for (int on = 0; on < n; on++) {
        weight[on] = 1.0 / (n * choose);
        choose *= (double) (n - 1 - on) / (on + 1);
    }
}

static int count_on(size_t subset)
{
    int n = 0;

    for (; subset != 0; subset &= subset - 1)
        n++;
    return n;
}

static double value_of(int k, const double *v, const double *weight, int i)
{
    size_t one = (size_t) 1 << i;
    double sum = 0.0;

    for (size_t c = 0; c < (size_t) 1 << k; c++)
        if ((c & one) == 0)
            sum += weight[count_on(c)] * (v[c | one] - v[c]);
    return sum;
}

static double pair_of(int k, const double *v, const double *weight, int i, int j)
{
    size_t one = (size_t) 1 << i, other = (size_t) 1 << j;
    double sum = 0.0;

    for (size_t c = 0; c < (size_t) 1 << k; c++)
        if ((c & (one | other)) == 0)
            sum += weight[count_on(c)] * (v[c | one | other] - v[c | one] - v[c | other] + v[c]);
    return sum;
}

void mf_shapley_exact(int k, const double *subset, double *value, double *pair)
{
    double of_one[MF_SHAPLEY_FULL_MOST], of_two[MF_SHAPLEY_FULL_MOST];

    put_weights(k, of_one);
    put_weights(k - 1, of_two);
    for (int i = 0; i < k; i++) {
        value[i] = value_of(k, subset, of_one, i);
        for (int j = 0; pair != NULL && j <= i; j++)
            pair[i * k + j] = pair[j * k + i] = i == j ? 0.0 : pair_of(k, subset, of_two, i, j);
    }
}

/* ---------------------------------------------------------------- from a design */

/* What is computed before it is averaged. */
typedef struct draft {
    const mf_design *design;
    size_t n_replicates, n_walks; /* walks: with their reverses; 0: a full factorial */
    size_t n_good;                /* replicates with a value at every point */
    bool log;
    const double *result;
    double *total;                /* [replicate] */
    double *value, *pair;         /* [factor or pair][replicate] */
    double *of_walk, *pair_walk;  /* [factor or pair][walk], mean over replicates; NaN: not met */
} draft;

static void draft_free(draft *self)
{
    free(self->total);
    free(self->value);
    free(self->pair);
    free(self->of_walk);
    free(self->pair_walk);
}

static mf_err draft_init(draft *self, mf_error *err)
{
    size_t k = (size_t) self->design->n_factors, r = self->n_replicates, w = self->n_walks;
    bool starved;

    self->total = calloc(r + 1, sizeof *self->total);
    self->value = calloc(k * r + 1, sizeof *self->value);
    self->pair = calloc(k * k * r + 1, sizeof *self->pair);
    self->of_walk = calloc(k * w + 1, sizeof *self->of_walk);
    self->pair_walk = calloc(k * k * w + 1, sizeof *self->pair_walk);
    starved = self->total == NULL || self->value == NULL || self->pair == NULL ||
              self->of_walk == NULL || self->pair_walk == NULL;
    for (size_t i = 0; !starved && i < k * k * w; i++)
        self->pair_walk[i] = (double) NAN;
    return starved ? mf_fail(err, MF_E_NOMEM, "no memory for Shapley values") : MF_OK;
}

/* A result on the scale that is asked for; NaN if it has no logarithm. */
static double level(const draft *self, size_t point, size_t replicate)
{
    double y = self->result[point * self->n_replicates + replicate];

    return !self->log ? y : y > 0.0 && isfinite(y) ? mf_log(y) : (double) NAN;
}

mf_err mf_shapley_subsets(const mf_design *design, size_t *point, mf_error *err)
{
    size_t k = (size_t) design->n_factors, cells = (size_t) 1 << k, found = 0;

    for (size_t c = 0; c < cells; c++)
        point[c] = design->n_points;
    for (size_t p = 0; p < design->n_points; p++) {
        size_t cell = 0;

        for (size_t i = 0; i < k; i++)
            cell |= (size_t) (design->level[p * k + i] != 0) << i;
        found += point[cell] == design->n_points;
        point[cell] = p;
    }
    return found == cells ? MF_OK
                          : mf_fail(err, MF_E_USAGE, "%zu of the %zu combinations of %zu switches are missing",
                                    cells - found, cells, k);
}

static mf_err draft_full(draft *self, mf_error *err)
{
    int k = self->design->n_factors;
    size_t cells = (size_t) 1 << k, r = self->n_replicates, n = (size_t) k;
    size_t *point = calloc(cells, sizeof *point);
    double *subset = calloc(cells + n + n * n, sizeof *subset);
    mf_err code = point == NULL || subset == NULL
                      ? mf_fail(err, MF_E_NOMEM, "no memory for %zu combinations", cells)
                      : mf_shapley_subsets(self->design, point, err);

    for (size_t at = 0; code == MF_OK && at < r; at++) {
        double *value = subset + cells, *pair = value + k;

        for (size_t c = 0; c < cells; c++)
            subset[c] = level(self, point[c], at);
        mf_shapley_exact(k, subset, value, pair);
        self->total[at] = subset[cells - 1] - subset[0];
        for (size_t i = 0; i < n; i++)
            self->value[i * r + at] = value[i];
        for (size_t i = 0; i < n * n; i++)
            self->pair[i * r + at] = pair[i];
    }
    free(subset);
    free(point);
    return code;
}

/* The switch that is on at a point and not at the one before. */
static size_t switched(const mf_design *d, size_t before, size_t after)
{
    size_t k = (size_t) d->n_factors, i = 0;

    while (i + 1 < k && d->level[after * k + i] == d->level[before * k + i])
        i++;
    return i;
}

/* Adds to a sum that begins with no value. */
static void begin_or_add(double *sum, double x)
{
    *sum = isnan(*sum) ? x : *sum + x;
}

/* Adds what a walk says in one replicate.  Two switches that follow one another in a random walk
 * meet every set of others before them with just the weight that their interaction has. */
static void add_walk(draft *self, size_t walk, size_t replicate, double *times)
{
    const mf_design *d = self->design;
    size_t k = (size_t) d->n_factors, first = walk * d->block, r = self->n_replicates;
    double n = 2.0 * (double) self->n_walks, good = (double) self->n_good;
    size_t order[MF_DESIGN_FACTORS_MOST];

    for (size_t s = 0; s < k; s++) {
        double adds = level(self, first + s + 1, replicate) - level(self, first + s, replicate);

        order[s] = switched(d, first + s, first + s + 1);
        self->value[order[s] * r + replicate] += adds / n;
        self->of_walk[order[s] * self->n_walks + walk / 2] += adds / (2.0 * good);
    }
    self->total[replicate] +=
        (level(self, first + k, replicate) - level(self, first, replicate)) / n;
    for (size_t s = 0; d->block > k + 1 && s + 1 < k; s++) {
        double both = level(self, first + s + 2, replicate) - level(self, first + s + 1, replicate) -
                      level(self, first + k + 1 + s, replicate) + level(self, first + s, replicate);
        size_t low = order[s] < order[s + 1] ? order[s] : order[s + 1];
        size_t pair = low * k + order[s] + order[s + 1] - low;

        self->pair[pair * r + replicate] += both;
        begin_or_add(&self->pair_walk[pair * self->n_walks + walk / 2], both / (2.0 * good));
        times[pair] += 1.0 / good;
    }
}

/* Sums over walks that met a pair become means, and pairs symmetric. */
static void mean_pairs(draft *self, const double *times)
{
    size_t k = (size_t) self->design->n_factors, r = self->n_replicates, w = self->n_walks;

    for (size_t i = 0; i < k; i++)
        for (size_t j = i + 1; j < k; j++) {
            size_t pair = i * k + j, mirror = j * k + i;

            for (size_t at = 0; at < r; at++)
                self->pair[mirror * r + at] = self->pair[pair * r + at] /= times[pair];
            for (size_t at = 0; at < w; at++)
                self->pair_walk[mirror * w + at] = self->pair_walk[pair * w + at];
        }
}

static bool is_good(const draft *self, size_t replicate)
{
    for (size_t p = 0; p < self->design->n_points; p++)
        if (!isfinite(level(self, p, replicate)))
            return false;
    return true;
}

/* A replicate that has no value somewhere says nothing. */
static void leave_out(draft *self, size_t replicate)
{
    size_t k = (size_t) self->design->n_factors, r = self->n_replicates;

    self->total[replicate] = (double) NAN;
    for (size_t i = 0; i < k; i++)
        self->value[i * r + replicate] = (double) NAN;
    for (size_t p = 0; p < k * k; p++)
        self->pair[p * r + replicate] = (double) NAN;
}

static void draft_walks(draft *self, double *times)
{
    for (size_t at = 0; at < self->n_replicates; at++)
        self->n_good += is_good(self, at);
    for (size_t at = 0; at < self->n_replicates; at++)
        if (!is_good(self, at))
            leave_out(self, at);
        else
            for (size_t walk = 0; walk < 2 * self->n_walks; walk++)
                add_walk(self, walk, at, times);
    if (self->design->block > (size_t) self->design->n_factors + 1)
        mean_pairs(self, times);
}

/* Sums of the rows of a table [factor][n] that are in the set. */
static mf_estimate estimate_rows(const double *table, size_t n, size_t n_factors, uint64_t set)
{
    double *sum = calloc(n + 1, sizeof *sum);
    mf_estimate estimate;

    for (size_t i = 0; sum != NULL && i < n_factors; i++)
        for (size_t at = 0; (set >> i & 1) != 0 && at < n; at++)
            sum[at] += table[i * n + at];
    estimate = mf_estimate_of(sum, sum == NULL ? 0 : n, 1);
    free(sum);
    return estimate;
}

mf_estimate mf_shapley_sum(const mf_shapley *self, uint64_t set)
{
    size_t k = (size_t) self->n_factors;
    mf_estimate sum = estimate_rows(self->each, self->n_replicates, k, set);

    if (self->n_walks > 1)
        mf_estimate_widen(&sum, estimate_rows(self->of_walk, self->n_walks, k, set).error);
    return sum;
}

/* Averages a draft, and takes over what is kept of it. */
static void settle(mf_shapley *self, draft *from)
{
    size_t k = (size_t) self->n_factors, r = from->n_replicates, w = from->n_walks;

    self->n_replicates = r;
    self->n_walks = w;
    self->each = from->value;
    self->of_walk = from->of_walk;
    from->value = from->of_walk = NULL;
    self->total = mf_estimate_of(from->total, r, 1);
    for (size_t i = 0; i < k; i++)
        self->value[i] = mf_shapley_sum(self, (uint64_t) 1 << i);
    for (size_t p = 0; self->pair != NULL && p < k * k; p++) {
        self->pair[p] = mf_estimate_of(&from->pair[p * r], r, 1);
        if (w > 1 && p / k != p % k)
            mf_estimate_widen(&self->pair[p], mf_estimate_of(&from->pair_walk[p * w], w, 1).error);
    }
}

static mf_err judge(const mf_design *design, mf_error *err)
{
    if (design->kind != MF_DESIGN_PERMUTATIONS && design->level == NULL)
        return mf_fail(err, MF_E_USAGE, "Shapley values need switches: a factorial or permutations, not %s",
                       mf_design_words[design->kind]);
    if (design->kind != MF_DESIGN_PERMUTATIONS && design->n_factors > MF_SHAPLEY_FULL_MOST)
        return mf_fail(err, MF_E_USAGE, "a full factorial of %d switches is too large: take permutations",
                       design->n_factors);
    return MF_OK;
}

mf_err mf_shapley_make(mf_shapley *self, const mf_design *design, const double *result,
                       size_t n_replicates, bool log, mf_error *err)
{
    size_t k = (size_t) design->n_factors;
    bool walks = design->kind == MF_DESIGN_PERMUTATIONS;
    draft from = { .design = design, .n_replicates = n_replicates, .log = log, .result = result,
                   .n_walks = walks ? design->n_points / design->block / 2 : 0 };
    double *times = calloc(k * k, sizeof *times);
    mf_err code;

    *self = (mf_shapley){ .n_factors = design->n_factors, .log = log };
    self->value = calloc(k, sizeof *self->value);
    self->pair = !walks || design->block > k + 1 ? calloc(k * k, sizeof *self->pair) : NULL;
    code = judge(design, err);
    if (code == MF_OK && (times == NULL || self->value == NULL))
        code = mf_fail(err, MF_E_NOMEM, "no memory for Shapley values");
    if (code == MF_OK)
        code = draft_init(&from, err);
    if (code == MF_OK && walks)
        draft_walks(&from, times);
    else if (code == MF_OK)
        code = draft_full(&from, err);
    if (code == MF_OK)
        settle(self, &from);
    if (code == MF_OK && self->total.n == 0)
        code = mf_fail(err, MF_E_USAGE, "no replicate has a %s at every point",
                       log ? "value above zero" : "value");
    draft_free(&from);
    free(times);
    if (code != MF_OK)
        mf_shapley_free(self);
    return code;
}

void mf_shapley_free(mf_shapley *self)
{
    free(self->value);
    free(self->pair);
    free(self->each);
    free(self->of_walk);
    *self = (mf_shapley){ .n_factors = 0 };
}
