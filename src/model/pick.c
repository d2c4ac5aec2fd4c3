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

/* The best within reach, and how many of each nest are. */
static double survey(const mf_choice *choice, int alike[MF_N_NESTS])
{
    double best = -1e30;

    for (int i = 0; i < choice->n; i++) {
        const mf_alternative *a = &choice->at[i];

        if (a->out_of_reach)
            continue;
        alike[mf_option_nest[a->option]]++;
        best = a->utility > best ? a->utility : best;
    }
    return best;
}

/* Chances of all alternatives, not yet divided by their sum, which is returned. */
static double chances(const mf_choice *choice, double dissimilarity, double *chance)
{
    int alike[MF_N_NESTS] = { 0 };
    double best = survey(choice, alike), inside[MF_N_NESTS] = { 0.0 }, sum = 0.0;

    for (int i = 0; i < choice->n; i++) {
        const mf_alternative *a = &choice->at[i];
        int nest = mf_option_nest[a->option];

        chance[i] = 0.0;
        if (a->out_of_reach)
            continue;
        /* alone in its nest an alternative has its plain logit chance */
        chance[i] = mf_exp(alike[nest] == 1 ? a->utility - best
                                            : (a->utility - best) / dissimilarity);
        inside[nest] += chance[i];
    }
    for (int nest = 0; nest < MF_N_NESTS; nest++)
        if (alike[nest] > 1 && inside[nest] > 0.0)
            inside[nest] = mf_pow(inside[nest], dissimilarity - 1.0);
    for (int i = 0; i < choice->n; i++) {
        int nest = mf_option_nest[choice->at[i].option];

        if (alike[nest] > 1)
            chance[i] *= inside[nest];
        sum += chance[i];
    }
    return sum;
}

const mf_alternative *mf_choice_pick(const mf_choice *choice, double dissimilarity, double u)
{
    double chance[MF_MOST_ALTERNATIVES], mark = u * chances(choice, dissimilarity, chance);
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
