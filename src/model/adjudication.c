#include "model/adjudication.h"

/* Who sees less well errs on both sides: half of what is lost of d' moves the threshold. */
static mf_discernment blurred(mf_discernment sharp, double left)
{
    double d_prime = sharp.d_prime * left;

    return (mf_discernment){ sharp.threshold - 0.5 * (sharp.d_prime - d_prime), d_prime };
}

/* What the haste of a queue leaves of discernment; all of it outside any queue. */
static double left_by(const mf_view *view, int queue)
{
    return queue < 0 ? 1.0 : view->now->queue[queue].discernment;
}

/* Evidence above the threshold? */
static bool convinces(mf_discernment discernment, double shift, const mf_person *person,
                      double trauma, double ungrounded, mf_words words)
{
    double mean = shift;
    bool grounds = person->claim == MF_CLAIM_PERSECUTION || person->claim == MF_CLAIM_WAR;

    if (mf_person_in_need(person))
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

int mf_adjudicate_claim(const mf_view *view, int queue, int cohort, int country,
                        const mf_person *person, mf_words evidence, mf_words form)
{
    const mf_country *c = &mf_countries(view->scenario)[country];
    const mf_country_now *now = &view->now->country[country];
    const mf_treatment_now *treated =
        &view->now->treatment[country * view->scenario->cohorts.n + cohort];
    mf_discernment sees = blurred(view->rules->first_decision[country],
                                  now->discernment * left_by(view, queue));

    if (mf_unit(form.w[0]) < treated->closed)
        return MF_EVENT_CLOSED;
    if (!convinces(sees, treated->bias, person, now->trauma, c->ungrounded, evidence))
        return mf_unit(form.w[1]) < treated->appeals ? MF_EVENT_APPEALS : MF_EVENT_REFUSED;
    return mf_unit(form.w[2]) < c->humanitarian ? MF_EVENT_HUMANITARIAN : form_of(person);
}

int mf_adjudicate_appeal(const mf_view *view, int queue, int cohort, int country,
                         const mf_person *person, mf_words evidence)
{
    const mf_country *c = &mf_countries(view->scenario)[country];
    double bias = view->now->treatment[country * view->scenario->cohorts.n + cohort].bias;
    mf_discernment sees = blurred(view->rules->appeal[country],
                                  left_by(view, queue));

    return convinces(sees, c->appeal_bias * bias, person, view->now->country[country].trauma,
                     c->ungrounded, evidence)
               ? MF_EVENT_APPEAL_WON
               : MF_EVENT_APPEAL_LOST;
}

int mf_adjudicate_external(const mf_view *view, int queue, const mf_person *person,
                           mf_words evidence)
{
    mf_discernment sees = blurred(view->rules->external[queue],
                                  left_by(view, queue));

    return convinces(sees, 0.0, person, 0.0, 0.0, evidence)
               ? MF_EVENT_ADMITTED
               : MF_EVENT_DENIED;
}
