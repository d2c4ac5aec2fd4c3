#include "model/outset.h"

#include "model/drift.h"

/* EUR: what a year brings here, or would bring at home if that is more. */
static double years_earnings(const mf_view *view, int origin, int place, int status, int skill)
{
    double here = mf_drift_earns(view->drift, place, status, skill);
    double home = mf_drift_earns(view->drift, origin, view->rules->home, skill);
    double year = 12.0 * (here > home ? here : home), least = view->scenario->decision.least_year;

    return year > least ? year : least;
}

void mf_outset_of(const mf_view *view, int cohort, int place, int status, mf_outset *outset)
{
    const mf_rules *rules = view->rules;
    int country = rules->country_of[place], origin = mf_cohorts(view->scenario)[cohort].origin;
    int at = status * rules->n_countries + country, returned = -1;

    outset->country = (int16_t) country;
    outset->open = rules->options[at];
    outset->plain = rules->plainly[at];
    mf_prospect_of(view, cohort, place, status, &outset->here);
    if ((outset->open >> MF_OPTION_RETURN & 1) != 0)
        returned = mf_rules_next(rules, view->scenario, status, country, MF_EVENT_RETURNS);
    if (returned >= 0)
        mf_prospect_of(view, cohort, origin, returned, &outset->home);
    for (int skill = 0; skill < MF_N_SKILLS; skill++)
        outset->per_euro[skill] = view->scenario->decision.cost /
                                  years_earnings(view, origin, place, status, skill);
}
