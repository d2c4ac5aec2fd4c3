/* What was wished, judged and handed to its maker. */
#include "study/design_parts.h"

#include <stdlib.h>

#include "base/rng.h"

const char *const mf_design_words[] = {
#define X(id, word, of_levels, doc) word,
    MF_DESIGNS(X) NULL
#undef X
};

const char *const mf_design_docs[] = {
#define X(id, word, of_levels, doc) doc,
    MF_DESIGNS(X) NULL
#undef X
};

bool mf_design_is_of_levels(enum mf_design_kind kind)
{
    static const bool yes[] = {
#define X(id, word, of_levels, doc) of_levels,
        MF_DESIGNS(X)
#undef X
    };

    return yes[kind];
}

static int levels_of(const mf_design_wish *wish, int factor)
{
    return wish->levels == NULL ? 2 : wish->levels[factor];
}

/* Points that belong together. */
static size_t block_of(const mf_design_wish *wish)
{
    size_t k = (size_t) wish->n_factors;

    switch (wish->kind) {
    case MF_DESIGN_SALTELLI:
        return k + 2;
    case MF_DESIGN_MORRIS:
        return k + 1;
    case MF_DESIGN_PERMUTATIONS:
        return wish->pairs ? 2 * k : k + 1;
    default:
        return 1;
    }
}

/* a times b, or 0 if that is too many. */
static size_t times(size_t a, size_t b)
{
    return a == 0 || b > MF_DESIGN_POINTS_MOST / a ? 0 : a * b;
}

static size_t count_levels(const mf_design_wish *wish)
{
    size_t n = 1;

    for (int i = 0; i < wish->n_factors; i++)
        if (wish->kind == MF_DESIGN_GRID)
            n = times(n, (size_t) levels_of(wish, i));
        else
            n += (size_t) levels_of(wish, i) - 1;
    return n <= MF_DESIGN_POINTS_MOST ? n : 0;
}

size_t mf_design_count(const mf_design_wish *wish)
{
    int bits = wish->kind == MF_DESIGN_FRACTIONAL
                   ? mf_design_fraction(wish->n_factors, wish->resolution, NULL, NULL)
                   : wish->n_factors;

    switch (wish->kind) {
    case MF_DESIGN_GRID:
    case MF_DESIGN_ONE_AT_A_TIME:
        return count_levels(wish);
    case MF_DESIGN_FACTORIAL:
    case MF_DESIGN_FRACTIONAL:
        return bits < 24 ? times(1, (size_t) 1 << bits) : 0;
    default:
        return times(wish->n, block_of(wish));
    }
}

static mf_err judge_levels(const mf_design_wish *wish, mf_error *err)
{
    for (int i = 0; i < wish->n_factors; i++) {
        int n = levels_of(wish, i), base = wish->base == NULL ? 0 : wish->base[i];

        if (n < 1)
            return mf_fail(err, MF_E_USAGE, "factor %d has no level", i + 1);
        if (base < 0 || base >= n)
            return mf_fail(err, MF_E_USAGE, "factor %d has no level %d for the base point", i + 1, base);
    }
    return MF_OK;
}

static mf_err judge(const mf_design_wish *wish, mf_error *err)
{
    const char *word = mf_design_words[wish->kind];
    int most = wish->kind == MF_DESIGN_SOBOL      ? MF_DESIGN_SOBOL_MOST
               : wish->kind == MF_DESIGN_SALTELLI ? MF_DESIGN_SOBOL_MOST / 2
                                                  : MF_DESIGN_FACTORS_MOST;

    if (wish->n_factors < 1 || wish->n_factors > most)
        return mf_fail(err, MF_E_USAGE, "design %s takes 1 to %d factors, not %d", word, most,
                       wish->n_factors);
    if (wish->kind == MF_DESIGN_GRID || wish->kind == MF_DESIGN_ONE_AT_A_TIME)
        MF_TRY(judge_levels(wish, err));
    if (wish->kind == MF_DESIGN_FRACTIONAL && (wish->resolution < 3 || wish->resolution > 5))
        return mf_fail(err, MF_E_USAGE, "a fraction has resolution 3, 4 or 5, not %d", wish->resolution);
    if (wish->kind == MF_DESIGN_MORRIS && (wish->steps < 0 || wish->steps % 2 != 0))
        return mf_fail(err, MF_E_USAGE, "design morris takes an even number of steps, not %d",
                       wish->steps);
    if (wish->kind == MF_DESIGN_PERMUTATIONS && wish->n % 2 != 0)
        return mf_fail(err, MF_E_USAGE,
                       "design permutations takes an even number of orders, each with its reverse, not %zu",
                       wish->n);
    if (wish->kind >= MF_DESIGN_HYPERCUBE && wish->n == 0)
        return mf_fail(err, MF_E_USAGE, "design %s needs to know how many: points = ...", word);
    if (mf_design_count(wish) == 0)
        return mf_fail(err, MF_E_USAGE, "design %s would have more than %d points", word,
                       MF_DESIGN_POINTS_MOST);
    return MF_OK;
}

static mf_err fill(mf_design *self, const mf_design_wish *wish, mf_error *err)
{
    switch (wish->kind) {
    case MF_DESIGN_ONE_AT_A_TIME:
        mf_design_one_at_a_time(self, wish);
        return MF_OK;
    case MF_DESIGN_FRACTIONAL:
        mf_design_fractional(self, wish);
        return MF_OK;
    case MF_DESIGN_HYPERCUBE:
        return mf_design_hypercube(self, wish, err);
    case MF_DESIGN_SOBOL:
        return mf_design_sobol(self, wish, err);
    case MF_DESIGN_SALTELLI:
        return mf_design_saltelli(self, wish, err);
    case MF_DESIGN_MORRIS:
        mf_design_morris(self, wish);
        return MF_OK;
    case MF_DESIGN_PERMUTATIONS:
        mf_design_walks(self, wish);
        return MF_OK;
    default:
        mf_design_grid(self, wish);
        return MF_OK;
    }
}

mf_err mf_design_make(mf_design *self, const mf_design_wish *wish, mf_error *err)
{
    mf_err code;
    size_t n;

    *self = (mf_design){ .kind = wish->kind, .n_factors = wish->n_factors };
    MF_TRY(judge(wish, err));
    self->n_points = mf_design_count(wish);
    self->block = block_of(wish);
    n = self->n_points * (size_t) self->n_factors;
    if (mf_design_is_of_levels(wish->kind))
        self->level = calloc(n, sizeof *self->level);
    else
        self->unit = calloc(n, sizeof *self->unit);
    code = self->level == NULL && self->unit == NULL
               ? mf_fail(err, MF_E_NOMEM, "no memory for %zu points", self->n_points)
               : fill(self, wish, err);
    if (code != MF_OK)
        mf_design_free(self);
    return code;
}

void mf_design_free(mf_design *self)
{
    free(self->unit);
    free(self->level);
    *self = (mf_design){ .n_factors = 0 };
}

int mf_design_level_of(double unit, int n_levels)
{
    int level = (int) (unit * n_levels);

    return level < n_levels ? level : n_levels - 1;
}

void mf_design_shuffle(uint64_t seed, uint32_t who, size_t n, size_t *order)
{
    for (size_t i = 0; i < n; i++)
        order[i] = i;
    for (size_t i = n; i > 1; i--) { /* Fisher and Yates */
        mf_words words = mf_words_at(seed, MF_DRAW_DESIGN, who, (uint32_t) i, 0);
        size_t other = (size_t) (mf_unit53(words.w[0], words.w[1]) * (double) i), kept = order[i - 1];

        order[i - 1] = order[other];
        order[other] = kept;
    }
}
