/* The nested logit: which of the alternatives within reach is chosen. */
#include "base/real.h"
#include "model/choice.h"

/* Chances of the alternatives of one nest, from .. to - 1, not yet divided by the
 * sum over all nests; returns their sum. */
static double nest_chances(const mf_choice *choice, int from, int to, double dissimilarity,
                           double *chance)
{
    double best = choice->best_within_reach, inside = 0.0, factor;
    int within = 0;

    for (int i = from; i < to; i++)
        within += !choice->at[i].out_of_reach;
    if (within == 1) /* alone in its nest an alternative has its plain logit chance */
        dissimilarity = 1.0;
    for (int i = from; i < to; i++) {
        const mf_alternative *a = &choice->at[i];

        chance[i] = a->out_of_reach ? 0.0 : mf_exp((a->utility - best) / dissimilarity);
        inside += chance[i];
    }
    if (within < 2 || inside <= 0.0)
        return inside;
    factor = mf_pow(inside, dissimilarity - 1.0);
    for (int i = from; i < to; i++)
        chance[i] *= factor;
    return inside * factor;
}

/* Chances of all alternatives, not yet divided by their sum, which is returned. */
static double all_chances(const mf_choice *choice, double dissimilarity, double *chance)
{
    double sum = 0.0;

    for (int from = 0, to; from < choice->n; from = to) {
        int nest = mf_option_nest[choice->at[from].option];

        for (to = from + 1; to < choice->n && mf_option_nest[choice->at[to].option] == nest;)
            to++;
        if (to == from + 1 && !choice->at[from].out_of_reach) {
            chance[from] = mf_exp(choice->at[from].utility - choice->best_within_reach);
            sum += chance[from];
        } else {
            sum += nest_chances(choice, from, to, dissimilarity, chance);
        }
    }
    return sum;
}

const mf_alternative *mf_choice_pick(const mf_choice *choice, double dissimilarity, double u)
{
    double chance[MF_MOST_ALTERNATIVES];
    double mark = u * all_chances(choice, dissimilarity, chance);
    const mf_alternative *last = NULL;

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
