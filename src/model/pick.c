/* The nested logit: which of the alternatives within reach is chosen. */
#include "base/lanes.h"
#include "base/real.h"
#include "base/wide.h"
#include "model/choice.h"

_Static_assert(MF_MOST_ALTERNATIVES % MF_LANES == 0, "the last lanes have room");

/* exp of the utilities over the best, divided by the dissimilarity within nests; alone in
 * its nest an alternative has its plain logit chance. */
static MF_FOR_WIDE_REGISTERS void mf_weigh_lanes(const mf_choice *restrict choice, double sharper,
                                                 int first, double *restrict chance)
{
    static const uint64_t lane[MF_LANES] = { 1, 2, 4, 8, 16, 32, 64, 128 };
    uint64_t nested = choice->nested >> first;

    for (int i = 0; i < MF_LANES; i++) {
        double by = (nested & lane[i]) != 0 ? sharper : 1.0;

        chance[first + i] = mf_exp_lane((choice->reach[first + i] - choice->best_within_reach) * by);
    }
}

/* The chance of a nest is (sum of exp(utility / dissimilarity)) ^ dissimilarity: so the chances
 * of those in it are multiplied. */
static void share_out(mf_nested nest, double dissimilarity, double *chance)
{
    double inside = 0.0, share;

    for (int i = nest.from; i < nest.to; i++)
        inside += chance[i];
    share = inside > 0.0 ? mf_pow(inside, dissimilarity - 1.0) : 0.0;
    for (int i = nest.from; i < nest.to; i++)
        chance[i] *= share;
}

/* In whole lanes, without branches: the mark lies in the stretch of the one that is chosen. */
const mf_alternative *mf_choice_pick(const mf_choice *choice, double dissimilarity, double u)
{
    double chance[MF_MOST_ALTERNATIVES], sum = 0.0;
    int n = (choice->n + MF_LANES - 1) / MF_LANES * MF_LANES, passed = 0;

    for (int first = 0; first < n; first += MF_LANES)
        mf_weigh_lanes(choice, 1.0 / dissimilarity, first, chance);
    for (int k = 0; k < choice->n_nests; k++)
        share_out(choice->nest[k], dissimilarity, chance);
    for (int i = 0; i < n; i++)
        chance[i] = sum += chance[i];
    for (int i = 0; i < n; i++)
        passed += chance[i] <= u * sum;
    return passed < choice->n ? &choice->at[passed] : NULL;
}
