#include "model/adjudication.h"

static bool in_need(const mf_person *person)
{
    return person->need == MF_NEED_CONVENTION || person->need == MF_NEED_WAR;
}

/* Evidence above the threshold? */
static bool convinces(mf_discernment discernment, double shift, const mf_person *person,
                      double trauma, double ungrounded, mf_words words)
{
    double mean = shift;
    bool grounds = person->claim == MF_CLAIM_PERSECUTION || person->claim == MF_CLAIM_WAR;

    if (in_need(person))
        mean += discernment.d_prime - trauma * person->harm;
    else if (!grounds)
        mean -= ungrounded;
    return mean + mf_normal(words.w[0], words.w[1]) > discernment.threshold;
}

/* The form of a grant follows the need found, or what was claimed without one. */
static int form_of(const mf_person *person)
{
    if (person->need == MF_NEED_CONVENTION)
        return MF_EVENT_RECOGNISED;
    if (person->need == MF_NEED_WAR)
        return MF_EVENT_SUBSIDIARY;
    if (person->claim == MF_CLAIM_PERSECUTION)
        return MF_EVENT_RECOGNISED;
    return person->claim == MF_CLAIM_WAR ? MF_EVENT_SUBSIDIARY : MF_EVENT_HUMANITARIAN;
}

int mf_adjudicate_claim(const mf_view *view, int cohort, int country, const mf_person *person,
                        mf_words evidence, mf_words form)
{
    const mf_country *c = &mf_countries(view->scenario)[country];
    int at = country * view->scenario->cohorts.n + cohort;

    if (mf_unit(form.w[0]) < view->now->closed[at])
        return MF_EVENT_CLOSED;
    if (!convinces(view->rules->first_decision[country], view->now->bias[at], person, c->trauma,
                   c->ungrounded, evidence))
        return mf_unit(form.w[1]) < c->appeal ? MF_EVENT_APPEALS : MF_EVENT_REFUSED;
    return mf_unit(form.w[2]) < c->humanitarian ? MF_EVENT_HUMANITARIAN : form_of(person);
}

int mf_adjudicate_appeal(const mf_view *view, int cohort, int country, const mf_person *person,
                         mf_words evidence)
{
    int at = country * view->scenario->cohorts.n + cohort;
    const mf_country *c = &mf_countries(view->scenario)[country];

    return convinces(view->rules->appeal[country], c->appeal_bias * view->now->bias[at], person,
                     c->trauma, c->ungrounded, evidence)
               ? MF_EVENT_APPEAL_WON
               : MF_EVENT_APPEAL_LOST;
}

int mf_adjudicate_external(const mf_view *view, int queue, const mf_person *person,
                           mf_words evidence)
{
    return convinces(view->rules->external[queue], 0.0, person, 0.0, 0.0, evidence)
               ? MF_EVENT_ADMITTED
               : MF_EVENT_DENIED;
}
