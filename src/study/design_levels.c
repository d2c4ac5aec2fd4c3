/* Designs of levels: combinations, fractions of them, walks over switches. */
#include "study/design_parts.h"

static int levels_of(const mf_design_wish *wish, int factor)
{
    return wish->levels == NULL || wish->kind == MF_DESIGN_FACTORIAL ? 2 : wish->levels[factor];
}

/* Counts like an odometer whose first wheel turns fastest: point c of a factorial has factor i
 * on where bit i of c is. */
void mf_design_grid(mf_design *self, const mf_design_wish *wish)
{
    for (size_t p = 0; p < self->n_points; p++) {
        size_t rest = p;

        for (int i = 0; i < self->n_factors; i++) {
            size_t n = (size_t) levels_of(wish, i);

            mf_design_levels_at(self, p)[i] = (int) (rest % n);
            rest /= n;
        }
    }
}

void mf_design_one_at_a_time(mf_design *self, const mf_design_wish *wish)
{
    size_t p = 1;

    for (size_t at = 0; at < self->n_points; at++)
        for (int i = 0; i < self->n_factors; i++)
            mf_design_levels_at(self, at)[i] = wish->base == NULL ? 0 : wish->base[i];
    for (int i = 0; i < self->n_factors; i++)
        for (int level = 0; level < levels_of(wish, i); level++)
            if (level != mf_design_levels_at(self, 0)[i])
                mf_design_levels_at(self, p++)[i] = level;
}

/* ---------------------------------------------------------------- fractions
 *
 * A factor of a fraction is a product of base factors: a word of bits.  The
 * resolution is the least number of factors whose words cancel (Box and Hunter
 * 1961).  Words are taken in rising order whenever no fewer than `resolution`
 * of them cancel with it; this greedy code is as good as the published tables
 * up to 11 factors in 128 points. */

/* Do any `most` or fewer of words [from, n) add up to `sum`? */
static bool cancels(const uint64_t *word, int from, int n, int most, uint64_t sum)
{
    if (sum == 0)
        return true;
    if (most == 0)
        return false;
    for (int i = from; i < n; i++)
        if (cancels(word, i + 1, n, most - 1, sum ^ word[i]))
            return true;
    return false;
}

/* Fills as many words as `bits` base factors allow, at most n; how many. */
static int choose_words(uint64_t *word, int n, int bits, int resolution)
{
    int found = 0;

    for (int i = 0; i < bits && i < n; i++)
        word[found++] = (uint64_t) 1 << i;
    for (uint64_t candidate = 3; found < n && candidate < (uint64_t) 1 << bits; candidate++)
        if (!cancels(word, 0, found, resolution - 2, candidate))
            word[found++] = candidate;
    return found;
}

/* The fewest words that cancel; 0 if none do, for it is a full factorial. */
static int resolution_of(const uint64_t *word, int n, int bits)
{
    if (n == bits)
        return 0;
    for (int r = 3; r <= bits; r++)
        for (int i = 0; i < n; i++)
            if (cancels(word, i + 1, n, r - 1, word[i]))
                return r;
    return bits + 1;
}

int mf_design_fraction(int n_factors, int resolution, uint64_t *generator, int *reached)
{
    uint64_t word[MF_DESIGN_FACTORS_MOST] = { 0 };
    int bits = 1;

    while (bits < n_factors && choose_words(word, n_factors, bits, resolution) < n_factors)
        bits++;
    (void) choose_words(word, n_factors, bits, resolution);
    for (int i = 0; generator != NULL && i < n_factors; i++)
        generator[i] = word[i];
    if (reached != NULL)
        *reached = resolution_of(word, n_factors, bits);
    return bits;
}

/* Is the product of these base factors on?  Written as -1 and 1 it is, if an even number is off. */
static int product(uint64_t word, size_t point)
{
    int off = 0;

    for (; word != 0; word >>= 1, point >>= 1)
        off += (word & 1) != 0 && (point & 1) == 0;
    return off % 2 == 0;
}

void mf_design_fractional(mf_design *self, const mf_design_wish *wish)
{
    (void) mf_design_fraction(self->n_factors, wish->resolution, self->generator, &self->resolution);
    for (size_t p = 0; p < self->n_points; p++)
        for (int i = 0; i < self->n_factors; i++)
            mf_design_levels_at(self, p)[i] = product(self->generator[i], p);
}

/* ---------------------------------------------------------------- walks */

/* Switches on the first `n` of an order. */
static void switch_on(int *level, const size_t *order, int n)
{
    for (int i = 0; i < n; i++)
        level[order[i]] = 1;
}

/* Every second walk goes the order of the one before backwards: what comes early in one comes
 * late in the other, so their mean varies less. */
void mf_design_walks(mf_design *self, const mf_design_wish *wish)
{
    int k = self->n_factors;
    size_t order[MF_DESIGN_FACTORS_MOST];

    for (size_t w = 0; w < wish->n; w++) {
        size_t first = w * self->block;

        mf_design_shuffle(wish->seed, (uint32_t) (w / 2), (size_t) k, order);
        for (int i = 0; w % 2 == 1 && i < k / 2; i++) {
            size_t kept = order[i];

            order[i] = order[k - 1 - i];
            order[k - 1 - i] = kept;
        }
        for (int s = 0; s <= k; s++)
            switch_on(mf_design_levels_at(self, first + (size_t) s), order, s);
        for (int s = 0; wish->pairs && s + 1 < k; s++) {
            int *level = mf_design_levels_at(self, first + (size_t) (k + 1 + s));

            switch_on(level, order, s);
            level[order[s + 1]] = 1;
        }
    }
}
