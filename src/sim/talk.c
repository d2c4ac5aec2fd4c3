/* How word passes: from contacts, smugglers and visible decisions. */
#include "sim/turn.h"

#include "base/real.h"
#include "model/beliefs.h"
#include "model/published.h"

/* Smugglers paint risks lower and chances higher than one thinks. */
static void hear_smuggler(mf_turn *self)
{
    const mf_beliefs *beliefs = &self->view->scenario->beliefs;
    double trust = beliefs->smuggler_trust, rosy = beliefs->optimism;
    double death = mf_belief(&self->me, MF_TOPIC_DEATH);
    double stop = mf_belief(&self->me, MF_TOPIC_INTERCEPTION);
    double status = mf_belief(&self->me, MF_TOPIC_STATUS);

    mf_belief_hear(&self->me, MF_TOPIC_DEATH, death * (1.0 - rosy), trust, beliefs);
    mf_belief_hear(&self->me, MF_TOPIC_INTERCEPTION, stop * (1.0 - rosy), trust, beliefs);
    mf_belief_hear(&self->me, MF_TOPIC_STATUS, status + (1.0 - status) * rosy, trust, beliefs);
}

/* How decisions and waiting times have been in some destination. */
static bool hear_report(mf_turn *self, uint32_t word)
{
    const mf_published *published = self->view->published;
    const mf_beliefs *beliefs = &self->view->scenario->beliefs;
    int target, country;
    int16_t queue;

    if (published->n_targets == 0)
        return false;
    target = (int) (word % (uint32_t) published->n_targets);
    country = published->target[target];
    if ((published->horizon[self->cohort].imagined >> target & 1) == 0)
        return false;
    mf_belief_hear(&self->me, MF_TOPIC_STATUS, published->chance[country], beliefs->visible_trust,
                   beliefs);
    queue = mf_rules_outlook(self->view->rules, self->status, country)->queue;
    if (queue >= 0)
        mf_belief_hear(&self->me, MF_TOPIC_ASYLUM_WAIT, published->wait[queue],
                       beliefs->visible_trust, beliefs);
    return true;
}

static void hear_contact(mf_turn *self, const mf_person *contact, mf_words words)
{
    const mf_beliefs *beliefs = &self->view->scenario->beliefs;
    double noise = mf_exp(beliefs->noise * mf_normal(words.w[2], words.w[1]));

    mf_belief_hear_all(&self->me, contact, noise, beliefs);
    if (mf_unit(words.w[1]) < beliefs->pass_on)
        self->me.known |= contact->known;
}

/* One uniform tells whom one talks to: a smuggler, somebody with news, a contact. */
bool mf_turn_talk(mf_turn *self, mf_words words, const mf_person *contact, int contact_status)
{
    const mf_scenario *scenario = self->view->scenario;
    const mf_beliefs *beliefs = &scenario->beliefs;
    bool en_route = mf_status_is(scenario, self->status, MF_TRAIT_EN_ROUTE);
    double smugglers = en_route ? beliefs->smugglers : 0.0;
    double news = smugglers + (1.0 - smugglers) * beliefs->visible;
    double u = mf_unit(words.w[3]);

    if (u < smugglers) {
        hear_smuggler(self);
    } else if (u < news) {
        if (!hear_report(self, words.w[2]))
            return false;
    } else if (contact == NULL) {
        return false;
    } else if (mf_status_is(scenario, contact_status, MF_TRAIT_TERMINAL)) {
        if (mf_unit(words.w[1]) >= beliefs->notice)
            return false;
        mf_belief_learn(&self->me, MF_TOPIC_DEATH, 1.0, beliefs->shock);
    } else {
        hear_contact(self, contact, words);
    }
    mf_turn_note(self, MF_EVENT_TALKS, self->place);
    return true;
}
