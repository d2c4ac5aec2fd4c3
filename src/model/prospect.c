#include "model/prospect.h"

#include "model/drift.h"
#include "model/hazards.h"
#include "model/published.h"

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

void mf_prospect_of(const mf_view *view, int cohort, int place, int status, mf_prospect *prospect)
{
    const mf_decision *d = &view->scenario->decision;
    int country = view->rules->country_of[place];
    int origin = mf_cohorts(view->scenario)[cohort].origin;

    prospect->danger = d->safety * danger(view, cohort, place, status);
    prospect->learns = d->education * view->now->place[place].school;
    prospect->fixed = d->security * mf_statuses(view->scenario)[status].security;
    prospect->country = country;
    for (int skill = 0; skill < MF_N_SKILLS; skill++)
        prospect->earns[skill] = d->wage * mf_drift_log_earns(view->drift, place, status, skill);
    if (country != view->rules->country_of[origin]) {
        int at = country * view->scenario->cohorts.n + cohort;

        prospect->fixed += d->network * view->published->network[at] + view->published->tie[at];
    }
    if (place == origin)
        prospect->fixed += d->home;
}
