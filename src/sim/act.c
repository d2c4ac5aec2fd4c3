/* Carrying out what was chosen: journeys, claims, applications, returns. */
#include "sim/turn.h"

#include "base/real.h"
#include "model/beliefs.h"
#include "model/drift.h"
#include "model/published.h"

static bool first_departure(const mf_turn *self)
{
    return self->me.departed == MF_NEVER;
}

/* Remembers motive and need at the first departure. */
static void remember_start(mf_turn *self)
{
    double share[MF_N_MOTIVES];
    int main = 0;

    mf_drift_shares(self->drive, share);
    for (int k = 1; k < MF_N_MOTIVES; k++)
        main = share[k] > share[main] ? k : main;
    self->me.start = (uint8_t) (main | self->me.need << 2);
    self->me.departed = (uint16_t) self->view->step;
}

static void count_passage(mf_turn *self, int link, int fate)
{
    mf_tally_add(self->tally, mf_tally_flow(self->tally, link, fate, self->cohort), 1);
}

/* The person as it chooses. */
static mf_self as_it_is(const mf_turn *self)
{
    mf_self as = { .person = &self->me, .cohort = self->cohort, .place = self->place,
                   .status = self->status, .savings = self->savings, .debt = self->debt };

    for (int k = 0; k < MF_N_MOTIVES; k++)
        as.drive[k] = self->drive[k];
    return as;
}

static void depart(mf_turn *self, const mf_alternative *chosen)
{
    const mf_view *view = self->view;
    const mf_way *way = mf_published_way(view->published, chosen->target, self->place);
    const mf_link_now *link = &view->now->link[way->link];
    bool smuggled = mf_links(view->scenario)[way->link].smuggled;
    mf_self as = as_it_is(self);
    int64_t fare = mf_choice_fare(view, &as, chosen->target);

    if (link->open < 1.0 && mf_unit(mf_turn_words(self, MF_DRAW_DEPART, 0).w[0]) >= link->open) {
        self->me.flags |= MF_FLAG_SAVING; /* no boat in this season: waits */
        mf_turn_note(self, MF_EVENT_RECONSIDERS, self->place);
        return;
    }
    if (link->usual > 0.0)
        mf_turn_learn(self, MF_TOPIC_PRICE, view->published->link[way->link].price / link->usual,
                      view->scenario->beliefs.own);
    if (!mf_turn_take(self, MF_EVENT_DEPARTS)) {
        mf_turn_note(self, MF_EVENT_RECONSIDERS, self->place);
        return;
    }
    self->happened[self->n_happened - 1].what = (uint16_t) way->link;
    if (first_departure(self))
        remember_start(self);
    mf_turn_pay(self, fare, smuggled ? MF_LEDGER_SMUGGLERS : MF_LEDGER_TRAVEL);
    if (mf_person_pays_ahead(&self->me))
        self->me.flags |= MF_FLAG_PAID;
    self->me.link = (uint16_t) way->link;
    self->me.flags = (uint8_t) ((self->me.flags | MF_FLAG_ON_LINK) & ~MF_FLAG_SAVING);
    if (self->me.attempts < UINT8_MAX)
        self->me.attempts++;
    count_passage(self, way->link, MF_FATE_BEGUN);
    self->place = view->rules->cells.n_places;
    self->due = (uint16_t) (view->step + link->steps);
}

static void claim(mf_turn *self, int event)
{
    const mf_view *view = self->view;
    int country = mf_turn_country(self);
    const mf_country *rules = &mf_countries(view->scenario)[country];
    mf_self as = as_it_is(self);
    mf_words words = mf_turn_words(self, MF_DRAW_FORM, 1);
    bool elsewhere = self->me.host != MF_NOWHERE && self->me.host != country;

    if (mf_unit(words.w[0]) >= view->now->country[country].access) {
        mf_turn_note(self, MF_EVENT_TURNED_AWAY, self->place);
        return;
    }
    self->me.claim = (uint8_t) mf_choice_claim(view, &as);
    if (!mf_turn_take(self, event))
        return;
    if (rules->common_rules && self->me.host == MF_NOWHERE)
        self->me.host = (uint8_t) country;
    if (elsewhere && event == MF_EVENT_LODGES && mf_countries(view->scenario)[self->me.host].common_rules &&
        mf_unit(words.w[1]) < view->now->country[country].dublin)
        mf_turn_take(self, MF_EVENT_DUBLIN);
}

static void go_back(mf_turn *self)
{
    const mf_money *money = &self->view->scenario->money;
    bool aided = (self->me.known >> MF_PATH_RETURN_AID & 1) != 0;
    int64_t pays = (int64_t) (money->return_cost * 100.0 + 0.5);
    int64_t aid = (int64_t) (self->view->now->place[self->place].return_aid * 100.0 + 0.5);

    if (!mf_turn_take(self, MF_EVENT_RETURNS))
        return;
    self->me.flags &= (uint8_t) ~MF_FLAG_PAID;
    if (aided) {
        self->savings += aid;
        *mf_tally_money(self->tally, MF_LEDGER_AID, self->cohort) += aid;
    } else {
        mf_turn_pay(self, pays, MF_LEDGER_TRAVEL);
    }
}

static void move_inside(mf_turn *self, const mf_alternative *chosen)
{
    double price = self->view->published->link[chosen->target].price;

    mf_turn_pay(self, (int64_t) (price * 100.0 + 0.5), MF_LEDGER_TRAVEL);
    self->place = mf_links(self->view->scenario)[chosen->target].to;
    self->me.link = (uint16_t) chosen->target;
    mf_turn_note(self, MF_EVENT_MOVES_INSIDE, self->place);
}

static void pay_ransom(mf_turn *self)
{
    int64_t ransom = (int64_t) (self->view->scenario->money.ransom * 100.0 + 0.5);

    if (mf_turn_take(self, MF_EVENT_RANSOMED))
        mf_turn_pay(self, ransom, MF_LEDGER_RANSOM);
}

static void stay(mf_turn *self, bool saving)
{
    if (saving)
        self->me.flags |= MF_FLAG_SAVING;
    else
        self->me.flags &= (uint8_t) ~MF_FLAG_SAVING;
    self->idle = true;
    mf_turn_note(self, MF_EVENT_RECONSIDERS, self->place);
}

static void take(mf_turn *self, const mf_alternative *chosen)
{
    switch (chosen->option) {
    case MF_OPTION_STAY:
    case MF_OPTION_WAIT_SAVE:
        stay(self, chosen->option == MF_OPTION_WAIT_SAVE);
        break;
    case MF_OPTION_INTERNAL:
        move_inside(self, chosen);
        break;
    case MF_OPTION_IRREGULAR:
        depart(self, chosen);
        break;
    case MF_OPTION_PROTECT_NEAR:
        if (chosen->target >= 0)
            depart(self, chosen);
        else
            mf_turn_take(self, MF_EVENT_REGISTERS);
        break;
    case MF_OPTION_CLAIM:
    case MF_OPTION_REAPPLY:
        claim(self, mf_option_event[chosen->option]);
        break;
    case MF_OPTION_RETURN:
        go_back(self);
        break;
    case MF_OPTION_RANSOM:
        pay_ransom(self);
        break;
    default:
        if (!mf_turn_take(self, mf_option_event[chosen->option]))
            mf_turn_note(self, MF_EVENT_RECONSIDERS, self->place);
    }
}

void mf_turn_join(const mf_turn *self, mf_crowd *crowd)
{
    mf_words words = mf_turn_words(self, MF_DRAW_CHOICE, (uint32_t) self->n_happened);
    mf_self as = as_it_is(self);

    mf_crowd_join(crowd, self->view, &as, mf_unit53(words.w[0], words.w[1]));
}

void mf_turn_carry_out(mf_turn *self, const mf_alternative *taken, bool immobile)
{
    self->me.flags &= (uint8_t) ~MF_FLAG_IMMOBILE;
    self->me.flags |= immobile ? MF_FLAG_IMMOBILE : 0;
    self->chooses = false;
    if (taken->option >= 0)
        take(self, taken);
}

/* Learns of the risks of a link from its own passage, by the link's share in the whole risk. */
static void learn_passage(mf_turn *self, bool stopped)
{
    const mf_link_reputation *link = &self->view->published->link[self->me.link];
    double speed = self->view->scenario->beliefs.own;

    if (link->risk > 0.0)
        mf_turn_learn(self, MF_TOPIC_DEATH, 0.0, speed * mf_clamp(link->risk, 0.0, 1.0));
    if (stopped)
        mf_turn_learn(self, MF_TOPIC_INTERCEPTION, 1.0, speed);
    else if (link->stop > 0.0)
        mf_turn_learn(self, MF_TOPIC_INTERCEPTION, 0.0, speed * mf_clamp(link->stop, 0.0, 1.0));
}

static void bring_back(mf_turn *self, int fate, int event, mf_words words)
{
    const mf_view *view = self->view;
    const mf_link *link = &mf_links(view->scenario)[self->me.link];

    self->place = link->return_to >= 0 ? link->return_to : link->from;
    self->me.flags &= (uint8_t) ~(MF_FLAG_ON_LINK | MF_FLAG_PAID);
    count_passage(self, self->me.link, fate);
    mf_turn_note(self, event, self->me.link);
    learn_passage(self, true);
    if (event == MF_EVENT_INTERCEPTED && mf_unit(words.w[2]) < link->detained &&
        mf_turn_take(self, MF_EVENT_DETAINED)) {
        mf_turn_alert(self);
        return;
    }
    self->chooses = true;
}

static void arrive(mf_turn *self)
{
    const mf_view *view = self->view;
    const mf_link *link = &mf_links(view->scenario)[self->me.link];
    int country = view->rules->country_of[link->to];

    self->place = link->to;
    self->me.flags &= (uint8_t) ~MF_FLAG_ON_LINK;
    count_passage(self, self->me.link, MF_FATE_ARRIVED);
    learn_passage(self, false);
    mf_turn_note(self, MF_EVENT_ARRIVES, self->me.link);
    if (view->published->target_of[country] >= 0)
        mf_turn_learn(self, MF_TOPIC_WAGE, 1.0, view->scenario->beliefs.own); /* sees true wages */
    if (self->me.host == MF_NOWHERE && mf_countries(view->scenario)[country].common_rules &&
        mf_unit(mf_turn_words(self, MF_DRAW_LINK, 1).w[0]) < view->now->country[country].registers) {
        self->me.host = (uint8_t) country;
        self->me.known |= 1u << MF_PATH_ASYLUM; /* who is registered is told of asylum */
    }
    if ((mf_places(view->scenario)[link->to].role & MF_BIT(MF_ROLE_DESTINATION)) != 0)
        self->me.flags &= (uint8_t) ~MF_FLAG_PAID;
    self->chooses = true;
}

void mf_turn_passage(mf_turn *self)
{
    const mf_link_now *link = &self->view->now->link[self->me.link];
    mf_words words = mf_turn_words(self, MF_DRAW_LINK, 0);

    if (mf_unit(words.w[0]) < link->death) {
        count_passage(self, self->me.link, MF_FATE_DIED);
        mf_turn_die(self, self->me.link);
    } else if (mf_unit(words.w[1]) < link->interception) {
        bring_back(self, MF_FATE_INTERCEPTED, MF_EVENT_INTERCEPTED, words);
    } else if (mf_unit(words.w[3]) >= link->access) {
        bring_back(self, MF_FATE_PUSHED_BACK, MF_EVENT_PUSHED_BACK, words);
    } else {
        arrive(self);
    }
}
