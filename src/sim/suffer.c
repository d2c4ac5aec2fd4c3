/* What happens to a person by itself: needs, displacement, abuse, detention, news, the law. */
#include "sim/turn.h"

#include "base/real.h"
#include "model/beliefs.h"
#include "model/drift.h"

static void come_to_need(mf_turn *self, int need, int event)
{
    self->me.need = (uint8_t) need;
    mf_turn_note(self, event, self->place);
    mf_turn_alert(self);
}

static void be_displaced(mf_turn *self)
{
    self->drive[MF_MOTIVE_PROTECTION] += self->view->scenario->motives.jump;
    if (mf_turn_take(self, MF_EVENT_DISPLACED))
        self->chooses = true; /* to stay displaced inside the country, or to flee */
    else
        mf_turn_alert(self);
}

/* Abuse and robbery; where abuse is rife its victims count as harmed on the way. */
static void be_abused(mf_turn *self)
{
    const mf_needs *needs = &self->view->scenario->needs;
    double here = self->view->now->place[self->place].abuse;
    mf_words words = mf_turn_words(self, MF_DRAW_HARM, 0);
    int64_t robbed = (int64_t) (needs->robbery * (double) self->savings);

    if (self->me.harm < UINT8_MAX)
        self->me.harm++;
    self->drive[MF_MOTIVE_PROTECTION] += self->view->scenario->motives.jump;
    mf_turn_note(self, MF_EVENT_ABUSED, self->place);
    if (mf_unit(words.w[0]) < needs->robbed && robbed > 0) {
        self->savings -= robbed;
        *mf_tally_money(self->tally, MF_LEDGER_ROBBED, self->cohort) += robbed;
    }
    if (self->me.need == MF_NEED_NONE && here > needs->abuse_threshold)
        come_to_need(self, MF_NEED_EN_ROUTE, MF_EVENT_HARMED);
    else
        mf_turn_alert(self);
}

/* Detained where abuse is rife, one counts as harmed; and one looks for a way out. */
static void be_detained(mf_turn *self)
{
    double here = self->view->now->place[self->place].abuse;

    if (!mf_turn_take(self, MF_EVENT_DETAINED))
        return;
    mf_turn_alert(self);
    if (self->me.need == MF_NEED_NONE && here > self->view->scenario->needs.abuse_threshold)
        come_to_need(self, MF_NEED_EN_ROUTE, MF_EVENT_HARMED);
}

/* A campaign tells of the risk of dying and of the chance of protection. */
static void be_told(mf_turn *self)
{
    const mf_place_effects *said = &self->view->effects->place[self->place];
    const mf_beliefs *beliefs = &self->view->scenario->beliefs;
    double trust = mf_clamp(said->told_trust / said->told, 0.0, 1.0);

    mf_belief_hear(&self->me, MF_TOPIC_DEATH, said->told_death / said->told, trust, beliefs);
    mf_belief_hear(&self->me, MF_TOPIC_STATUS, said->told_status / said->told, trust, beliefs);
    self->me.known |= 1u << MF_PATH_ASYLUM;
    mf_turn_note(self, MF_EVENT_RECONSIDERS, self->place);
    mf_turn_alert(self);
}

bool mf_turn_suffer(mf_turn *self, const mf_rate *rate)
{
    switch (rate->hazard) {
    case MF_HAZARD_RECONSIDER:
        self->chooses = true;
        return true;
    case MF_HAZARD_TOLD:
        be_told(self);
        return true;
    case MF_HAZARD_TOLD_PATH:
        /* weighed with all else when the person next reconsiders: knowing of a way
         * is no reason to look at the others */
        self->me.known |= (uint8_t) (1u << rate->transition);
        return true;
    case MF_HAZARD_PERSECUTION:
        come_to_need(self, MF_NEED_CONVENTION, MF_EVENT_PERSECUTED);
        return true;
    case MF_HAZARD_WAR:
        come_to_need(self, MF_NEED_WAR, MF_EVENT_ENDANGERED);
        return true;
    case MF_HAZARD_CESSATION:
        self->me.need = MF_NEED_NONE;
        mf_turn_note(self, MF_EVENT_SAFE_AGAIN, self->place);
        return true;
    case MF_HAZARD_DISPLACEMENT:
        be_displaced(self);
        return true;
    case MF_HAZARD_ABUSE:
        be_abused(self);
        return true;
    case MF_HAZARD_DETENTION:
        be_detained(self);
        return true;
    case MF_HAZARD_DEATH:
        mf_turn_die(self, self->place);
        return true;
    case MF_HAZARD_LAW:
        mf_turn_follow(self, &mf_transitions(self->view->scenario)[rate->transition]);
        return true;
    default:
        return false;
    }
}
