/* The nested logit: which of the alternatives within reach is chosen. */
#include "base/real.h"
#include "base/wide.h"
#include "model/choice.h"

_Static_assert(MF_MOST_ALTERNATIVES % MF_LANES == 0, "the last lanes have room");

/* exp of the utilities over the best, divided by the dissimilarity within nests; alone in
 * its nest an alternative has its plain logit chance. */
static void weigh(const mf_choice *choice, double dissimilarity, double *chance)
{
    int lanes = (choice->n + MF_LANES - 1) / MF_LANES * MF_LANES;

    for (int i = 0; i < choice->n; i++)
        chance[i] = choice->reach[i] - choice->best_within_reach;
    for (int i = choice->n; i < lanes; i++)
        chance[i] = MF_OUT_OF_REACH;
    for (int k = 0; k < choice->n_nests; k++)
        for (int i = choice->nest[k].from; i < choice->nest[k].to; i++)
            chance[i] /= dissimilarity;
    mf_exp_each(chance, lanes);
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

    weigh(choice, dissimilarity, chance);
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
