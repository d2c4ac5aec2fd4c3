#include "sim/turn.h"

#include "base/real.h"
#include "model/beliefs.h"
#include "model/drift.h"
#include "model/population.h"

#define MOST_CENTS 2000000000.0

mf_words mf_turn_words(const mf_turn *self, mf_draw purpose, uint32_t part)
{
    for (int i = 0; i < self->n_drawn; i++)
        if (self->drawn[i].purpose == (uint32_t) purpose && self->drawn[i].part == part)
            return self->drawn[i].words;
    return mf_words_at(self->view->seed, purpose, self->id, (uint32_t) self->view->step, part);
}

int mf_turn_country(const mf_turn *self)
{
    return self->view->rules->country_of[self->place];
}

static void enter_money(mf_turn *self, int ledger, int64_t cents)
{
    *mf_tally_money(self->tally, ledger, self->cohort) += cents;
}

/* What came in since the last event: repaid, sent home, kept; or what was lived on. */
static void settle_purse(mf_turn *self)
{
    const mf_view *view = self->view;
    const mf_money *money = &view->scenario->money;
    int origin = mf_cohorts(view->scenario)[self->cohort].origin;
    int64_t put_by = mf_drift_put_by(view, self->place, self->status, &self->me);
    int64_t *came = self->came;

    self->savings = self->me.savings;
    self->debt = mf_drift_owes(view, &self->me);
    came[MF_CAME_INTEREST] = self->debt - self->me.debt;
    came[MF_CAME_EARNED] = came[MF_CAME_LIVED_ON] = 0;
    came[MF_CAME_REPAID] = came[MF_CAME_REMITTED] = 0;
    if (put_by < 0) {
        came[MF_CAME_LIVED_ON] = -put_by < self->savings ? -put_by : self->savings;
        self->savings -= came[MF_CAME_LIVED_ON];
        return;
    }
    came[MF_CAME_EARNED] = put_by;
    self->savings += put_by;
    if (self->debt > 0) {
        int64_t repaid = (int64_t) (money->repaid * (double) put_by);

        came[MF_CAME_REPAID] = repaid < self->debt ? repaid : self->debt;
        self->savings -= came[MF_CAME_REPAID];
        self->debt -= came[MF_CAME_REPAID];
    }
    if (mf_turn_country(self) != view->rules->country_of[origin]) {
        int64_t remitted = (int64_t) (money->remitted * (double) put_by);

        came[MF_CAME_REMITTED] = remitted < self->savings ? remitted : self->savings;
        self->savings -= came[MF_CAME_REMITTED];
    }
}

static void book(mf_turn *self)
{
    static const int entry[MF_N_CAME] = {
        [MF_CAME_EARNED] = MF_LEDGER_EARNED,     [MF_CAME_LIVED_ON] = MF_LEDGER_LIVED_ON,
        [MF_CAME_REPAID] = MF_LEDGER_REPAID,     [MF_CAME_REMITTED] = MF_LEDGER_REMITTED,
        [MF_CAME_INTEREST] = MF_LEDGER_INTEREST,
    };

    for (int i = 0; i < MF_N_CAME; i++)
        enter_money(self, entry[i], self->came[i]);
}

void mf_turn_open(mf_turn *self, const mf_view *view, mf_tally *tally, uint32_t id, int cohort,
                  uint16_t cell, uint16_t due, const mf_person *person)
{
    self->view = view;
    self->tally = tally;
    self->id = id;
    self->cohort = cohort;
    self->cell = cell;
    self->due = due;
    self->me = *person;
    self->pull = NULL;
    self->n_happened = self->n_drawn = 0;
    self->settled = self->chooses = self->idle = false;
    self->place = mf_cell_place(view->rules->cells, cell);
    self->status = mf_cell_status(view->rules->cells, cell);
}

void mf_turn_settle(mf_turn *self)
{
    self->settled = true;
    if (self->cell == mf_cell_unborn(self->view->rules->cells)) {
        self->savings = self->debt = 0;
        for (int i = 0; i < MF_N_CAME; i++)
            self->came[i] = 0;
        return;
    }
    if (self->pull != NULL)
        mf_drift_pulled(self->view, self->pull, self->cohort, self->place, &self->me, self->drive);
    else
        mf_drift_drives(self->view, self->cohort, self->place, self->status, &self->me, self->drive);
    settle_purse(self);
}

static int32_t cents(int64_t amount)
{
    return (int32_t) mf_clamp((double) amount, 0.0, MOST_CENTS);
}

static void store(mf_turn *self)
{
    self->me.seen = (uint16_t) self->view->step;
    self->me.savings = cents(self->savings);
    self->me.debt = cents(self->debt);
    for (int k = 0; k < MF_N_MOTIVES; k++)
        self->me.drive[k] = mf_drift_code(self->drive[k]);
}

bool mf_turn_close(mf_turn *self, uint16_t old_cell, uint16_t old_due, const mf_person *was)
{
    self->tally->fired++;
    if (self->idle & (self->n_happened == 0) & (self->due == old_due) & (self->me.flags == was->flags))
        return false; /* stored only at an event: looking changes no bit */
    self->cell = (uint16_t) mf_cell(self->view->rules->cells, self->place, self->status);
    if (self->settled) {
        book(self);
        store(self);
    }
    if (self->cell != old_cell) {
        mf_tally_add(self->tally, mf_tally_stock(self->tally, self->cohort, old_cell), -1);
        mf_tally_add(self->tally, mf_tally_stock(self->tally, self->cohort, self->cell), 1);
    }
    return true;
}

void mf_turn_note(mf_turn *self, int event, int what)
{
    int in_need = mf_person_in_need(&self->me);
    int country = mf_turn_country(self);

    mf_tally_add(self->tally, mf_tally_event(self->tally, event, country, self->cohort, in_need), 1);
    if (mf_event_kept[event] && self->n_happened < MF_MOST_HAPPENINGS)
        self->happened[self->n_happened++] = (mf_happening){
            .person = self->id,
            .what = (uint16_t) what,
            .event = (uint8_t) event,
            .status = (uint8_t) self->status,
        };
}

void mf_turn_learn(mf_turn *self, int topic, double seen, double speed)
{
    if (self->view->scenario->switches.feedback)
        mf_belief_learn(&self->me, topic, seen, mf_clamp(speed, 0.0, 1.0));
}

void mf_turn_alert(mf_turn *self)
{
    self->due = (uint16_t) (self->view->step + 1);
}

void mf_turn_pay(mf_turn *self, int64_t amount, int ledger)
{
    if (amount > self->savings) {
        int64_t lent = amount - self->savings;

        self->savings += lent;
        self->debt += lent;
        enter_money(self, MF_LEDGER_BORROWED, lent);
    }
    self->savings -= amount;
    enter_money(self, ledger, amount);
}

static int moved_to(const mf_turn *self, const mf_transition *t)
{
    const mf_rules *rules = self->view->rules;
    int to = self->place;

    if (t->move == MF_MOVE_HOME)
        to = mf_cohorts(self->view->scenario)[self->cohort].origin;
    else if (t->move == MF_MOVE_PLACE)
        to = t->place;
    else if (t->move == MF_MOVE_FIRST && self->me.host != MF_NOWHERE)
        to = rules->main_place[self->me.host];
    else if (t->move == MF_MOVE_KIN && self->me.kin != MF_NOWHERE)
        to = rules->main_place[self->me.kin];
    return to < 0 ? self->place : to;
}

/* The step at which the present status expires; MF_NEVER if it does not. */
static uint16_t expiry(const mf_turn *self)
{
    double days = mf_statuses(self->view->scenario)[self->status].duration;
    int steps = (int) (days / self->view->scenario->calendar.step + 0.5);
    int at = mf_person_since(&self->me) + (steps < 1 ? 1 : steps);

    if (days <= 0.0 || at >= MF_NEVER)
        return MF_NEVER;
    return (uint16_t) (at < 0 ? 0 : at);
}

/* Whoever loses a permit comes to look for a living anew. */
static bool loses_permit(int event)
{
    return event == MF_EVENT_OVERSTAYS || event == MF_EVENT_EXPIRES || event == MF_EVENT_CEASES;
}

static void become(mf_turn *self, const mf_transition *t)
{
    if (loses_permit(t->event))
        self->drive[MF_MOTIVE_LIVELIHOOD] += self->view->scenario->motives.jump;
    self->place = moved_to(self, t);
    self->status = t->to;
    self->me.since = (uint16_t) (self->view->step + MF_BEFORE);
    self->me.flags &= (uint8_t) ~MF_FLAG_IMMOBILE;
    self->due = expiry(self);
}

static bool succeeds(const mf_turn *self, const mf_transition *t)
{
    double chance = self->view->now->transition[t - mf_transitions(self->view->scenario)].chance;

    return chance >= 1.0 ||
           mf_unit(mf_turn_words(self, MF_DRAW_TRANSITION, (uint32_t) t->event).w[0]) < chance;
}

const mf_transition *mf_turn_may(const mf_turn *self, int event)
{
    const mf_view *view = self->view;
    int country = mf_turn_country(self);
    const mf_transition *t = mf_rules_plain(view->rules, view->scenario, self->status, country, event);

    if (t == NULL)
        t = mf_rules_find(view->rules, view->scenario, self->status, country, event,
                          mf_predicates(view, self->cohort, self->place, &self->me));
    return t != NULL && succeeds(self, t) ? t : NULL;
}

bool mf_turn_take(mf_turn *self, int event)
{
    const mf_transition *t = mf_turn_may(self, event);

    if (t == NULL)
        return false;
    become(self, t);
    mf_turn_note(self, event, self->place);
    return true;
}

void mf_turn_follow(mf_turn *self, const mf_transition *t)
{
    if (!succeeds(self, t))
        return;
    become(self, t);
    mf_turn_note(self, t->event, self->place);
    mf_turn_alert(self);
}

void mf_turn_die(mf_turn *self, int what)
{
    const mf_view *view = self->view;
    int country = mf_turn_country(self);
    const mf_transition *t = NULL;

    if (country < 0)
        country = view->rules->country_of[mf_links(view->scenario)[self->me.link].from];
    t = mf_rules_find(view->rules, view->scenario, self->status, country, MF_EVENT_DIES, 0);
    enter_money(self, MF_LEDGER_LEFT, self->savings);
    enter_money(self, MF_LEDGER_CANCELLED, self->debt);
    self->savings = self->debt = 0;
    self->me.flags = 0;
    self->due = MF_NEVER;
    if (t != NULL) {
        self->status = t->to;
        self->me.since = (uint16_t) (view->step + MF_BEFORE);
    }
    mf_turn_note(self, MF_EVENT_DIES, what);
}

static void enter(mf_turn *self)
{
    const mf_view *view = self->view;
    const mf_cohort *cohort = &mf_cohorts(view->scenario)[self->cohort];

    self->place = cohort->origin;
    self->status = view->rules->home;
    self->savings = self->me.savings;
    self->me.seen = (uint16_t) view->step;
    self->me.since = (uint16_t) (view->step + MF_BEFORE);
    self->due = MF_NEVER;
    mf_population_enter(view, self->cohort, self->place, self->status, &self->me);
    for (int k = 0; k < MF_N_MOTIVES; k++)
        self->drive[k] = mf_drift_decode(self->me.drive[k]);
    enter_money(self, MF_LEDGER_ENTERED, self->savings);
    mf_turn_note(self, MF_EVENT_ENTERS, self->place);
}

void mf_turn_due(mf_turn *self)
{
    self->due = MF_NEVER;
    if (self->cell == mf_cell_unborn(self->view->rules->cells)) {
        enter(self);
        return;
    }
    if ((self->me.flags & MF_FLAG_ON_LINK) != 0) {
        mf_turn_passage(self);
        return;
    }
    if (mf_status_is(self->view->scenario, self->status, MF_TRAIT_TERMINAL))
        return;
    if (expiry(self) <= self->view->step && mf_turn_take(self, MF_EVENT_EXPIRES))
        return;
    self->due = expiry(self) > self->view->step ? expiry(self) : MF_NEVER;
    self->chooses = true;
}
