#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/real.h"
#include "base/rng.h"

/* Every statistic becomes a standard normal z; |z| > LIMIT has probability 1e-6.
 * Seeds are fixed, so a pass stays a pass. */
#define LIMIT 4.8916384757

enum { DRAWS = 1000000, BINS = 256, SIDE = 32, LAGS = 8 };

/* The n-th uniform of a stream in which addresses are visited in one order. */
typedef double (*stream)(uint64_t seed, uint32_t n);

struct verdict {
    double bins, pairs, lag[LAGS + 1], mean;
};

/* Chi-square to normal: Wilson and Hilferty (PNAS 17, 1931). */
static double z_of_chi(double chi, double freedom)
{
    double share = 2.0 / (9.0 * freedom);

    return (cbrt(chi / freedom) - (1.0 - share)) / sqrt(share);
}

static double z_of_counts(const int64_t *count, size_t n, int64_t total)
{
    double expected = (double) total / (double) n, chi = 0;

    for (size_t i = 0; i < n; i++) {
        double off = (double) count[i] - expected;

        chi += off * off / expected;
    }
    return z_of_chi(chi, (double) n - 1.0);
}

static struct verdict judge(stream draw, uint64_t seed)
{
    static int64_t bins[BINS], pairs[SIDE * SIDE];
    double past[LAGS] = { 0 }, products[LAGS + 1] = { 0 }, sum = 0;
    struct verdict verdict;

    memset(bins, 0, sizeof bins);
    memset(pairs, 0, sizeof pairs);
    for (uint32_t n = 0; n < DRAWS; n++) {
        double u = draw(seed, n), x = u - 0.5;

        assert_true(u > 0.0 && u < 1.0);
        bins[(size_t) (u * BINS)]++;
        if (n % 2 == 1)
            pairs[(size_t) ((past[(n - 1) % LAGS] + 0.5) * SIDE) * SIDE + (size_t) (u * SIDE)]++;
        for (uint32_t lag = 1; lag <= LAGS && lag <= n; lag++)
            products[lag] += x * past[(n - lag) % LAGS];
        past[n % LAGS] = x;
        sum += x;
    }
    verdict.bins = z_of_counts(bins, BINS, DRAWS);
    verdict.pairs = z_of_counts(pairs, SIDE * SIDE, DRAWS / 2);
    verdict.mean = sum * sqrt(12.0 / DRAWS);
    verdict.lag[0] = 0;
    for (int lag = 1; lag <= LAGS; lag++)
        verdict.lag[lag] = 12.0 * products[lag] / sqrt((double) (DRAWS - lag));
    return verdict;
}

static double worst_of(struct verdict verdict)
{
    double worst = fmax(fabs(verdict.mean), fmax(fabs(verdict.bins), fabs(verdict.pairs)));

    for (int lag = 1; lag <= LAGS; lag++)
        worst = fmax(worst, fabs(verdict.lag[lag]));
    return worst;
}

static double unit_of(uint64_t seed, mf_draw purpose, uint32_t who, uint32_t when, uint32_t part)
{
    return mf_unit(mf_words_at(seed, purpose, who, when, part).w[0]);
}

static double by_person(uint64_t seed, uint32_t n)
{
    return unit_of(seed, MF_DRAW_LINK, n, 365, 0);
}

static double by_step(uint64_t seed, uint32_t n)
{
    return unit_of(seed, MF_DRAW_TALK, n / 3650, n % 3650, 0);
}

static double by_purpose(uint64_t seed, uint32_t n)
{
    return unit_of(seed, (mf_draw) (n % MF_N_DRAWS), n / MF_N_DRAWS, 23, 0);
}

static double by_part(uint64_t seed, uint32_t n)
{
    return unit_of(seed, MF_DRAW_TALK, n / 16, 23, n % 16);
}

static double by_seed(uint64_t seed, uint32_t n)
{
    return unit_of(seed + n % 1000, MF_DRAW_CHOICE, n / 1000, 23, 0);
}

static double by_seed_and_step(uint64_t seed, uint32_t n)
{
    return unit_of(seed + n / 1000, MF_DRAW_CHOICE, 4711, n % 1000, 0);
}

static double by_word(uint64_t seed, uint32_t n)
{
    return mf_unit(mf_words_at(seed, MF_DRAW_HARM, n / 4, 23, 0).w[n % 4]);
}

static double by_waking(uint64_t seed, uint32_t n)
{
    return mf_unit(mf_wake_word(seed, n / 1000, n % 1000));
}

static double by_fine_digits(uint64_t seed, uint32_t n)
{
    mf_words words = mf_words_at(seed, MF_DRAW_EVIDENCE, n, 23, 0);
    double u = 0x1p20 * mf_unit53(words.w[0], words.w[1]);

    return u - floor(u); /* the digits behind the first twenty */
}

/* Control: an address hashed by three odd factors, as one might do in a hurry. */
static double by_weak_hash(uint64_t seed, uint32_t n)
{
    return mf_unit((uint32_t) seed * 2246822519u + n * 2654435761u + 23u * 3266489917u);
}

/* Control: sound bits, but one in a hundred is the draw before. */
static double by_echo(uint64_t seed, uint32_t n)
{
    return by_person(seed, n > 0 && n % 100 == 0 ? n - 1 : n);
}

/* Control: sound bits, but a factor in the wrong place. */
static double by_bent_scale(uint64_t seed, uint32_t n)
{
    return 0.995 * by_person(seed, n);
}

static void no_order_of_draws_shows_a_pattern(void **state)
{
    static const struct {
        const char *name;
        stream draw;
    } orders[] = {
        { "person", by_person },   { "step", by_step },
        { "purpose", by_purpose }, { "part", by_part },
        { "seed", by_seed },       { "seed and step", by_seed_and_step },
        { "word", by_word },       { "waking", by_waking },
        { "digit", by_fine_digits },
    };

    (void) state;
    for (size_t o = 0; o < sizeof orders / sizeof *orders; o++)
        for (uint64_t seed = 1; seed <= 2385; seed += 2384) {
            double worst = worst_of(judge(orders[o].draw, seed));

            if (!(worst < LIMIT))
                fail_msg("by %s, seed %d: %.2f sigma", orders[o].name, (int) seed, worst);
        }
}

static void a_weak_generator_is_found_out(void **state)
{
    (void) state;
    assert_true(worst_of(judge(by_weak_hash, 1)) > 2 * LIMIT);
    assert_true(fabs(judge(by_echo, 1).lag[1]) > LIMIT);
    assert_true(fabs(judge(by_bent_scale, 1).bins) > LIMIT);
}

/* Each of a thousand consecutive seeds alone: the largest of a thousand |z| stays
 * below the bound of 1e-6 / 1000, and their squares sum to a chi-square. */
static void a_thousand_consecutive_seeds_are_each_fair(void **state)
{
    enum { SEEDS = 1000, EACH = 2000, FEW = 50 };
    double sum = 0;

    (void) state;
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        int64_t count[FEW] = { 0 };
        double mean = 0;

        for (uint32_t n = 0; n < EACH; n++) {
            double u = by_person(seed, n);

            count[(size_t) (u * FEW)]++;
            mean += u - 0.5;
        }
        mean *= sqrt(12.0 / EACH);
        sum += mean * mean;
        assert_true(fabs(z_of_counts(count, FEW, EACH)) < 6.11);
        assert_true(fabs(mean) < 6.11);
    }
    assert_true(fabs(z_of_chi(sum, SEEDS)) < LIMIT);
}

/* The same person at the same moment, but for two purposes, or in two futures. */
static void neighbouring_addresses_are_uncorrelated(void **state)
{
    (void) state;
    for (int a = 0; a < MF_N_DRAWS; a++)
        for (int b = 0; b <= a; b++) {
            double product = 0;

            for (uint32_t n = 0; n < 10000; n++)
                product += (unit_of(1, (mf_draw) a, n, 7, 0) - 0.5)
                           * (unit_of(a == b ? 2 : 1, (mf_draw) b, n, 7, 0) - 0.5);
            assert_true(fabs(12.0 * product / sqrt(10000.0)) < 5.9); /* 190 pairs: 1e-6 / 190 */
        }
}

static void a_normal_fills_its_bins(void **state)
{
    enum { N = 64 };
    double count[N] = { 0 }, share[N], chi = 0, sum = 0, squares = 0;

    (void) state;
    for (int i = 0; i < N; i++) { /* the outer bins hold the tails beyond -4 and 4 */
        double low = i == 0 ? 0.0 : mf_normal_cdf(-4.0 + 8.0 * i / N);
        double high = i == N - 1 ? 1.0 : mf_normal_cdf(-4.0 + 8.0 * (i + 1) / N);

        share[i] = high - low;
    }
    for (uint32_t n = 0; n < DRAWS; n++) {
        mf_words words = mf_words_at(2385, MF_DRAW_MONEY, n, 0, 0);
        double x = mf_normal(words.w[0], words.w[1]);

        count[(size_t) mf_clamp((x + 4.0) * N / 8.0, 0.0, N - 1)]++;
        sum += x;
        squares += x * x;
    }
    for (int i = 0; i < N; i++)
        chi += (count[i] - share[i] * DRAWS) * (count[i] - share[i] * DRAWS) / (share[i] * DRAWS);
    assert_true(fabs(z_of_chi(chi, N - 1.0)) < LIMIT);
    assert_true(fabs(sum / sqrt((double) DRAWS)) < LIMIT);
    assert_true(fabs((squares - DRAWS) / sqrt(2.0 * DRAWS)) < LIMIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_order_of_draws_shows_a_pattern),
        cmocka_unit_test(a_weak_generator_is_found_out),
        cmocka_unit_test(a_thousand_consecutive_seeds_are_each_fair),
        cmocka_unit_test(neighbouring_addresses_are_uncorrelated),
        cmocka_unit_test(a_normal_fills_its_bins),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
