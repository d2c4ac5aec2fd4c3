/* The nested logit: which of the alternatives within reach are chosen. */
#include "base/lanes.h"
#include "base/real.h"
#include "base/wide.h"
#include "model/choice.h"

/* exp of the utilities over the best, and their sums; within a nest, divided by the dissimilarity
 * for those who have more than one of it `within` reach: alone an alternative has its plain
 * logit chance. */
MF_PART_OF_WIDE void weigh(int lanes, const mf_each *reach, int n, const double *best, const double *within,
                           double sharper, mf_each *chance, double *inside)
{
    mf_each by;

    for (int i = 0; i < lanes; i++) {
        by[i] = within[i] > 1.0 ? sharper : 1.0;
        inside[i] = 0.0;
    }
    for (int a = 0; a < n; a++)
        for (int i = 0; i < lanes; i++) {
            double e = mf_exp_lane((reach[a][i] - best[i]) * by[i]);

            chance[a][i] = e;
            inside[i] += e;
        }
}

static MF_FOR_WIDE_REGISTERS void mf_weigh_lanes(int lanes, const mf_each *restrict reach, int n,
                                                 const double *restrict best,
                                                 const double *restrict within, double sharper,
                                                 mf_each *restrict chance, double *restrict inside)
{
    MF_BY_LANES(lanes, weigh, reach, n, best, within, sharper, chance, inside);
}

/* The chance of a nest is (sum of exp(utility / dissimilarity)) ^ dissimilarity: so the chances
 * of those in it are multiplied by the sum to the power of one less. */
MF_PART_OF_WIDE void share(int lanes, const double *inside, const double *power, const double *within,
                           int n, mf_each *chance)
{
    mf_each by;

    for (int i = 0; i < lanes; i++) {
        double several = inside[i] > 0.0 ? power[i] : 0.0;

        by[i] = within[i] > 1.0 ? several : 1.0;
    }
    for (int a = 0; a < n; a++)
        for (int i = 0; i < lanes; i++)
            chance[a][i] *= by[i];
}

static MF_FOR_WIDE_REGISTERS void mf_share_lanes(int lanes, const double *restrict inside,
                                                 const double *restrict power,
                                                 const double *restrict within, int n,
                                                 mf_each *restrict chance)
{
    MF_BY_LANES(lanes, share, inside, power, within, n, chance);
}

static void share_out(int lanes, const mf_nested *nest, const mf_each inside, double dissimilarity,
                      mf_each *chance)
{
    mf_each power;

    mf_pow_each(lanes, inside, dissimilarity - 1.0, power);
    mf_share_lanes(lanes, inside, power, nest->within, nest->to - nest->from, &chance[nest->from]);
}

/* How many alternatives the marks have passed: each takes up a stretch as long as its chance. */
MF_PART_OF_WIDE void pass(int lanes, mf_each *chance, int n, const double *uniform, int64_t *passed)
{
    mf_each sum, mark;

    for (int i = 0; i < lanes; i++)
        sum[i] = 0.0;
    for (int a = 0; a < n; a++)
        for (int i = 0; i < lanes; i++)
            chance[a][i] = sum[i] += chance[a][i];
    for (int i = 0; i < lanes; i++) {
        mark[i] = uniform[i] * sum[i];
        passed[i] = 0;
    }
    for (int a = 0; a < n; a++)
        for (int i = 0; i < lanes; i++)
            passed[i] += chance[a][i] <= mark[i];
}

static MF_FOR_WIDE_REGISTERS void mf_pass_lanes(int lanes, mf_each *restrict chance, int n,
                                                const double *restrict uniform,
                                                int64_t *restrict passed)
{
    MF_BY_LANES(lanes, pass, chance, n, uniform, passed);
}

void mf_choice_pick(const mf_choice *choice, double dissimilarity, const mf_each uniform,
                    int picked[MF_CROWD])
{
    static const mf_each alone = { 0.0 };
    mf_each chance[MF_MOST_ALTERNATIVES], inside;
    mf_each_int passed;
    int lanes = choice->lanes, done = 0;

    for (int k = 0; k < choice->n_nests; k++) {
        const mf_nested *nest = &choice->nest[k];

        mf_weigh_lanes(lanes, &choice->reach[done], nest->from - done, choice->best, alone, 1.0,
                       &chance[done], inside);
        mf_weigh_lanes(lanes, &choice->reach[nest->from], nest->to - nest->from, choice->best, nest->within,
                       1.0 / dissimilarity, &chance[nest->from], inside);
        share_out(lanes, nest, inside, dissimilarity, chance);
        done = nest->to;
    }
    mf_weigh_lanes(lanes, &choice->reach[done], choice->n - done, choice->best, alone, 1.0, &chance[done],
                   inside);
    mf_pass_lanes(lanes, chance, choice->n, uniform, passed);
    for (int i = 0; i < lanes; i++)
        picked[i] = passed[i] < choice->n ? (int) passed[i] : -1;
}
