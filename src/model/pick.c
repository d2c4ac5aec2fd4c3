/* The nested logit: which of the alternatives within reach is chosen. */
#include "base/real.h"
#include "model/choice.h"

bool mf_choice_immobile(const mf_choice *choice)
{
    const mf_alternative *best = NULL;

    for (int i = 0; i < choice->n; i++)
        if (best == NULL || choice->at[i].utility > best->utility)
            best = &choice->at[i];
    return best != NULL && best->out_of_reach;
}

static double best_within_reach(const mf_choice *choice)
{
    double best = -1e30;

    for (int i = 0; i < choice->n; i++)
        if (!choice->at[i].out_of_reach && choice->at[i].utility > best)
            best = choice->at[i].utility;
    return best;
}

/* The end of the run of alternatives of one nest that begins at `from`. */
static int end_of_nest(const mf_choice *choice, int from)
{
    int nest = mf_option_nest[choice->at[from].option], to = from + 1;

    while (to < choice->n && mf_option_nest[choice->at[to].option] == nest)
        to++;
    return to;
}

/* Chances of the alternatives of one nest, not yet divided by the sum over all nests. */
static double nest_chances(const mf_choice *choice, int from, int to, double best,
                           double dissimilarity, double *chance)
{
    double inside = 0.0, factor;
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

const mf_alternative *mf_choice_pick(const mf_choice *choice, double dissimilarity, double u)
{
    double chance[MF_MOST_ALTERNATIVES], best = best_within_reach(choice), sum = 0.0, mark;
    const mf_alternative *last = NULL;

    for (int from = 0, to; from < choice->n; from = to) {
        to = end_of_nest(choice, from);
        sum += nest_chances(choice, from, to, best, dissimilarity, chance);
    }
    mark = u * sum;
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
