#include "model/value.h"

#include "base/lanes.h"
#include "base/real.h"
#include "base/wide.h"
#include "model/beliefs.h"
#include "model/drift.h"
#include "model/hazards.h"
#include "model/published.h"

#define LEAST_RUMOUR 0.1

/* Violence, persecution, abuse and fear of removal that a status in a place exposes to. */
static double danger(const mf_view *view, int cohort, int place, int status)
{
    const mf_status *s = &mf_statuses(view->scenario)[status];
    int country = view->rules->country_of[place];
    int origin = mf_cohorts(view->scenario)[cohort].origin;
    double sum = view->now->place[place].violence;

    if (country == view->rules->country_of[origin] &&
        (s->traits & MF_BIT(MF_TRAIT_PROTECTED)) == 0)
        sum += view->now->cohort[cohort].persecution;
    if (mf_is_exposed(view, cohort, place, status))
        sum += view->now->place[place].abuse + view->now->country[country].removal_fear;
    return sum;
}

/* A prospect, with the earnings of the skills from .. to only. */
static inline mf_prospect look(const mf_view *view, int cohort, int place, int status, int from,
                               int to)
{
    const mf_decision *d = &view->scenario->decision;
    int country = view->rules->country_of[place];
    int origin = mf_cohorts(view->scenario)[cohort].origin;
    mf_prospect prospect;

    prospect.danger = d->safety * danger(view, cohort, place, status);
    prospect.learns = d->education * view->now->place[place].school;
    prospect.fixed = d->security * mf_statuses(view->scenario)[status].security;
    prospect.country = country;
    for (int skill = from; skill <= to; skill++)
        prospect.earns[skill] = d->wage * mf_drift_log_earns(view->drift, place, status, skill);
    if (country != view->rules->country_of[origin]) {
        int at = country * view->scenario->cohorts.n + cohort;

        prospect.fixed += d->network * view->published->network[at] + view->published->tie[at];
    }
    if (place == origin)
        prospect.fixed += d->home;
    return prospect;
}

mf_prospect mf_value_prospect(const mf_view *view, int cohort, int place, int status)
{
    return look(view, cohort, place, status, 0, MF_N_SKILLS - 1);
}

double mf_value_of(const mf_view *view, int cohort, const mf_eyes *eyes, int place, int status)
{
    mf_prospect prospect = look(view, cohort, place, status, eyes->skill, eyes->skill);

    return mf_value(eyes, &prospect);
}

double mf_value_ahead(const mf_decision *decision)
{
    double span = decision->discount * decision->horizon;

    return -mf_expm1(-span) / span;
}

static void combine(int form, double weight[MF_N_MOTIVES])
{
    double *p = &weight[MF_MOTIVE_PROTECTION], *e = &weight[MF_MOTIVE_LIVELIHOOD];
    double less = *p < *e ? *p : *e, more = *p < *e ? *e : *p;

    if (form == MF_COMBINE_AND)
        *p = *e = less;
    else if (form == MF_COMBINE_OR)
        *p = *e = more;
}

static MF_FOR_WIDE_REGISTERS void mf_drive_lanes(const double *restrict drive, double most,
                                                 double *restrict weight)
{
    for (int k = 0; k < MF_N_MOTIVES; k++)
        weight[k] = mf_exp_lane(drive[k] - most);
}

/* Four times the motive shares: exp(drive) over its mean. */
static void weigh_motives(const double drive[MF_N_MOTIVES], double weight[MF_N_MOTIVES])
{
    double most = drive[0], sum = 0.0;

    for (int k = 1; k < MF_N_MOTIVES; k++)
        most = drive[k] > most ? drive[k] : most;
    mf_drive_lanes(drive, most, weight);
    for (int k = 0; k < MF_N_MOTIVES; k++)
        sum += weight[k];
    sum = MF_N_MOTIVES / sum;
    for (int k = 0; k < MF_N_MOTIVES; k++)
        weight[k] *= sum;
}

void mf_value_eyes(const mf_view *view, int cohort, const mf_person *person, int place,
                   const double drive[MF_N_MOTIVES], mf_eyes *eyes)
{
    const mf_decision *d = &view->scenario->decision;
    double rumour = mf_belief(person, MF_TOPIC_WAGE);

    eyes->rumour = d->wage * mf_log(rumour > LEAST_RUMOUR ? rumour : LEAST_RUMOUR);
    eyes->family = d->family;
    eyes->skill = mf_person_skill(person);
    eyes->kin = person->kin;
    eyes->country = view->rules->country_of[place];
    eyes->origin = view->rules->country_of[mf_cohorts(view->scenario)[cohort].origin];
    weigh_motives(drive, eyes->weight);
    combine(view->scenario->switches.combine, eyes->weight);
}
