/* The nested logit: which of the alternatives within reach is chosen. */
#include "base/lanes.h"
#include "base/real.h"
#include "base/wide.h"
#include "model/choice.h"

_Static_assert(MF_MOST_ALTERNATIVES % MF_LANES == 0, "the last lanes have room");

/* exp of the utilities over the best, divided by the dissimilarity within nests; alone in
 * its nest an alternative has its plain logit chance. */
static MF_FOR_WIDE_REGISTERS void mf_weigh_lanes(const mf_choice *restrict choice,
                                                 double dissimilarity, int first,
                                                 double *restrict chance)
{
    static const uint64_t lane[MF_LANES] = { 1, 2, 4, 8, 16, 32, 64, 128 };
    uint64_t nested = choice->nested >> first;

    for (int i = 0; i < MF_LANES; i++) {
        double by = (nested & lane[i]) != 0 ? dissimilarity : 1.0;

        chance[first + i] = mf_exp_lane((choice->reach[first + i] - choice->best_within_reach) / by);
    }
}

/* The chance of a nest is (sum of exp(utility / dissimilarity)) ^ dissimilarity: by what to
 * multiply the chances of those in it. */
static double share_of(mf_nested nest, double dissimilarity, const double *chance)
{
    double inside = 0.0;

    for (int i = nest.from; i < nest.to; i++)
        inside += chance[i];
    return inside > 0.0 ? mf_pow(inside, dissimilarity - 1.0) : 0.0;
}

static double sum_of(const double *chance, int n)
{
    double sum = 0.0;

    for (int i = 0; i < n; i++)
        sum += chance[i];
    return sum;
}

const mf_alternative *mf_choice_pick(const mf_choice *choice, double dissimilarity, double u)
{
    double chance[MF_MOST_ALTERNATIVES], mark;
    const mf_alternative *last = NULL;

    for (int first = 0; first < choice->n; first += MF_LANES)
        mf_weigh_lanes(choice, dissimilarity, first, chance);
    for (int k = 0; k < choice->n_nests; k++) {
        double share = share_of(choice->nest[k], dissimilarity, chance);

        for (int i = choice->nest[k].from; i < choice->nest[k].to; i++)
            chance[i] *= share;
    }
    mark = u * sum_of(chance, choice->n);
    for (int i = 0; i < choice->n; i++) {
        if (chance[i] <= 0.0)
            continue;
        last = &choice->at[i];
        mark -= chance[i];
        if (mark < 0.0)
            break;
    }
    return last;
}
