#include "model/value.h"

#include "base/lanes.h"
#include "base/real.h"
#include "base/wide.h"

#define LEAST_RUMOUR 0.1

double mf_value_ahead(const mf_decision *decision)
{
    double span = decision->discount * decision->horizon;

    return -mf_expm1(-span) / span;
}

/* Four times the motive shares: exp(drive) over its mean. */
MF_PART_OF_WIDE void weigh_motives(int lanes, const mf_each *drive, mf_each *weight)
{
    for (int i = 0; i < lanes; i++) {
        double most = drive[0][i], sum = 0.0;

        for (int k = 1; k < MF_N_MOTIVES; k++)
            most = drive[k][i] > most ? drive[k][i] : most;
        for (int k = 0; k < MF_N_MOTIVES; k++)
            weight[k][i] = mf_exp_lane(drive[k][i] - most);
        for (int k = 0; k < MF_N_MOTIVES; k++)
            sum += weight[k][i];
        sum = MF_N_MOTIVES / sum;
        for (int k = 0; k < MF_N_MOTIVES; k++)
            weight[k][i] *= sum;
    }
}

static MF_FOR_WIDE_REGISTERS void mf_weigh_motives(int lanes, const mf_each *restrict drive,
                                                   mf_each *restrict weight)
{
    MF_BY_LANES(lanes, weigh_motives, drive, weight);
}

static void combine(int form, double *protection, double *livelihood)
{
    double p = *protection, e = *livelihood;

    if (form == MF_COMBINE_AND)
        *protection = *livelihood = p < e ? p : e;
    else if (form == MF_COMBINE_OR)
        *protection = *livelihood = p < e ? e : p;
}

void mf_value_eyes(const mf_view *view, const mf_crowd *crowd, mf_eyes *eyes)
{
    const mf_decision *d = &view->scenario->decision;
    int lanes = mf_lanes_for(crowd->n);
    mf_each rumour;

    eyes->lanes = lanes;
    eyes->skill = crowd->skill;
    eyes->kin = crowd->kin;
    for (int i = 0; i < lanes; i++) {
        double wage = crowd->belief[MF_TOPIC_WAGE][i];

        rumour[i] = wage > LEAST_RUMOUR ? wage : LEAST_RUMOUR;
    }
    mf_log_each(lanes, rumour, eyes->rumour);
    mf_weigh_motives(lanes, crowd->drive, eyes->weight);
    for (int i = 0; i < lanes; i++) {
        eyes->rumour[i] *= d->wage;
        combine(view->scenario->switches.combine, &eyes->weight[MF_MOTIVE_PROTECTION][i],
                &eyes->weight[MF_MOTIVE_LIVELIHOOD][i]);
    }
    eyes->family = d->family;
    eyes->country = view->rules->country_of[crowd->place];
    eyes->origin = view->rules->country_of[mf_cohorts(view->scenario)[crowd->cohort].origin];
}

MF_PART_OF_WIDE void value_each(int lanes, const mf_eyes *eyes, const mf_prospect *prospect, double *value)
{
    const mf_prospect there = *prospect;
    const double abroad = (there.country != eyes->country) & (there.country != eyes->origin);

    for (int i = 0; i < lanes; i++) {
        double earns = mf_of_skill(there.earns, eyes->skill[i]) + abroad * eyes->rumour[i];
        double alone = eyes->weight[MF_MOTIVE_LIVELIHOOD][i] * earns -
                       eyes->weight[MF_MOTIVE_PROTECTION][i] * there.danger +
                       eyes->weight[MF_MOTIVE_EDUCATION][i] * there.learns + there.fixed;
        double with_kin = alone + eyes->weight[MF_MOTIVE_FAMILY][i] * eyes->family;

        value[i] = there.country == eyes->kin[i] ? with_kin : alone;
    }
}

static MF_FOR_WIDE_REGISTERS void mf_value_lanes(const mf_eyes *restrict eyes,
                                                 const mf_prospect *restrict prospect,
                                                 double *restrict value)
{
    MF_BY_LANES(eyes->lanes, value_each, eyes, prospect, value);
}

void mf_value(const mf_eyes *eyes, const mf_prospect *prospect, mf_each value)
{
    mf_value_lanes(eyes, prospect, value);
}
