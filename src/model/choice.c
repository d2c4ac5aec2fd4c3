#include "model/choice.h"

#include "base/real.h"
#include "base/wide.h"
#include "model/beliefs.h"
#include "model/classes.h"
#include "model/drift.h"
#include "model/hazards.h"
#include "model/published.h"
#include "model/value.h"

/* What does not change between the options of one decision. */
typedef struct weighing {
    const mf_view *view;
    const mf_crowd *crowd;
    mf_choice *choice;
    const mf_outset *outset;
    const double *leaning; /* [option] constants of all and of the cohort */
    mf_eyes eyes;
    mf_each here;     /* value of staying as one is */
    mf_each per_euro; /* utility of a euro */
    mf_each wait;     /* what the wait for protection after a claim costs */
    uint64_t holds[MF_CROWD]; /* predicates, once asked for */
    bool asked;
    int country;
    int lanes; /* that hold anybody, rounded up */
} weighing;

static int64_t cents(double euros)
{
    return (int64_t) (euros * 100.0 + 0.5);
}

/* Offers `some` what the law and knowledge leave open; `worth` is without the option's constants. */
static void offer(const weighing *w, int option, int target, const mf_each worth, mf_some some,
                  const mf_each_int needs)
{
    mf_choice_add(w->choice, (mf_alternative){ (int16_t) option, (int16_t) target },
                  w->leaning[option], worth, some, needs, w->crowd->means);
}

/* The same where all need as many cents. */
static void offer_at(const weighing *w, int option, int target, const mf_each worth, mf_some some,
                     double euros)
{
    int64_t price = cents(euros);
    mf_each_int needs;

    for (int i = 0; i < w->lanes; i++)
        needs[i] = price;
    offer(w, option, target, worth, some, needs);
}

/* Living in a place in a status: the prospect is at hand where several of the cohort live like that. */
static void value_there(const weighing *w, int place, int status, double *value)
{
    int cohort = w->crowd->cohort, cell = mf_cell(w->view->rules->cells, place, status);
    const mf_outset *at_hand = mf_classes_outset(w->view->classes, cohort, cell);
    mf_prospect prospect;

    if (at_hand == NULL)
        mf_prospect_of(w->view, cohort, place, status, &prospect);
    mf_value(&w->eyes, at_hand != NULL ? &at_hand->here : &prospect, value);
}

static mf_some knowing(const weighing *w, int path)
{
    return w->crowd->knows[path];
}

static bool lawful(const weighing *w, int option)
{
    return (w->outset->open >> option & 1) != 0;
}

/* To whom the law leaves an option open. */
static mf_some eligible(weighing *w, int option)
{
    const mf_crowd *crowd = w->crowd;
    mf_some some = 0;

    if (!lawful(w, option))
        return 0;
    if ((w->outset->plain >> option & 1) != 0)
        return MF_EVERYBODY;
    for (int i = 0; i < crowd->n && !w->asked; i++)
        w->holds[i] = mf_predicates(w->view, crowd->cohort, crowd->place, crowd->person[i]);
    w->asked = true;
    for (int i = 0; i < crowd->n; i++)
        if (mf_rules_find(w->view->rules, w->view->scenario, crowd->status, w->country,
                          mf_option_event[option], w->holds[i]) != NULL)
            some |= (mf_some) (1u << i);
    return some;
}

static void offer_inside(const weighing *w)
{
    const mf_rules *rules = w->view->rules;
    double ahead = w->view->ahead;

    if (!lawful(w, MF_OPTION_INTERNAL))
        return;
    for (int l = rules->out_first[w->crowd->place]; l < rules->out_first[w->crowd->place + 1]; l++) {
        int link = rules->out_link[l], to = mf_links(w->view->scenario)[link].to;
        double price = w->view->published->link[link].price;
        mf_each there, worth;

        if (rules->country_of[to] != w->country)
            continue;
        value_there(w, to, w->crowd->status, there);
        for (int i = 0; i < w->lanes; i++)
            worth[i] = ahead * there[i] - w->per_euro[i] * price;
        offer_at(w, MF_OPTION_INTERNAL, link, worth, MF_EVERYBODY, price);
    }
}

/* Cents for the next leg, or for the whole way. */
static void fares(const weighing *w, int64_t all, int64_t leg, mf_each_int needs)
{
    const int64_t *all_ahead = w->crowd->all_ahead, *unpaid = w->crowd->unpaid;

    for (int i = 0; i < w->lanes; i++)
        needs[i] = ((all & all_ahead[i]) | (leg & ~all_ahead[i])) & unpaid[i];
}

static void offer_way_nearby(const weighing *w, int row, const mf_way *way, int status)
{
    double ahead = w->view->ahead, usual = way->usual;
    mf_each there, worth;
    mf_each_int needs;

    value_there(w, way->arrival, status, there);
    for (int i = 0; i < w->lanes; i++)
        worth[i] = ahead * there[i] - w->per_euro[i] * usual;
    fares(w, cents(way->price), cents(w->view->published->link[way->link].price), needs);
    offer(w, MF_OPTION_PROTECT_NEAR, row, worth, knowing(w, MF_PATH_NEARBY), needs);
}

/* Registering here, or going to the nearest place of first asylum. */
static void offer_nearby(const weighing *w)
{
    const mf_rules *rules = w->view->rules;
    const mf_scenario *scenario = w->view->scenario;
    int place = w->crowd->place, origin = rules->country_of[mf_cohorts(scenario)[w->crowd->cohort].origin];
    int row = mf_published_nearby(w->view->published);
    const mf_way *way = mf_published_way(w->view->published, row, place);
    const mf_outlook *see = mf_rules_outlook(rules, w->crowd->status, w->country);

    if (knowing(w, MF_PATH_NEARBY) == 0)
        return;
    if (see->nearby >= 0 && w->country != origin &&
        (mf_places(scenario)[place].role & MF_BIT(MF_ROLE_FIRST_ASYLUM)) != 0) {
        mf_each there, worth;

        value_there(w, place, see->nearby, there);
        for (int i = 0; i < w->lanes; i++)
            worth[i] = w->view->ahead * there[i];
        offer_at(w, MF_OPTION_PROTECT_NEAR, -1, worth, knowing(w, MF_PATH_NEARBY), 0.0);
        return;
    }
    if (way->link < 0 || see->departed < 0)
        return;
    see = mf_rules_outlook(rules, see->departed, rules->country_of[way->arrival]);
    if (see->nearby >= 0 && rules->country_of[way->arrival] != origin)
        offer_way_nearby(w, row, way, see->nearby);
}

/* Values where kin live; who has none is left out of `some`. */
static mf_some value_with_kin(const weighing *w, int status, mf_some some, mf_each value)
{
    for (int i = 0; i < w->crowd->n; i++) {
        int kin = (int) w->crowd->kin[i], place = kin == MF_NOWHERE ? -1 : w->view->rules->main_place[kin];
        mf_each there;

        if (place < 0) {
            some &= (mf_some) ~(1u << i);
            continue;
        }
        value_there(w, place, status, there);
        value[i] = there[i];
    }
    return some;
}

/* The chance that a path succeeds, as the law and the policies in force have it. */
static double chance_of(const weighing *w, const mf_outcome *outcome)
{
    const mf_effects *effects = w->view->effects;
    double chance = outcome->chance;

    if (outcome->transition >= 0)
        chance *= effects->transition[outcome->transition].chance;
    if (outcome->queue >= 0)
        chance *= effects->queue[outcome->queue].chance;
    return mf_clamp(chance, 0.0, 1.0);
}

static void offer_path(weighing *w, int option, mf_some knowing)
{
    const double *believed = w->crowd->belief[MF_TOPIC_STATUS];
    const double *wait = w->crowd->belief[MF_TOPIC_PATH_WAIT], time = w->view->scenario->decision.time;
    mf_some some = knowing & eligible(w, option);
    const mf_outcome *outcome;
    mf_each value = { 0.0 }, worth;
    double sure, ahead = w->view->ahead;

    if (some == 0)
        return;
    outcome = mf_rules_outcome(w->view->rules, w->crowd->status, w->country, option);
    if (outcome->queue >= 0 && w->view->now->queue[outcome->queue].capacity <= 0.0)
        return; /* the window is closed */
    if (outcome->place == -2)
        some = value_with_kin(w, outcome->status, some, value);
    else
        value_there(w, outcome->place >= 0 ? outcome->place : w->crowd->place, outcome->status, value);
    sure = chance_of(w, outcome);
    for (int i = 0; i < w->lanes; i++) {
        double chance = option == MF_OPTION_EXTERNAL ? believed[i] : sure;

        worth[i] = ahead * (chance * value[i] + (1.0 - chance) * w->here[i]) - time * wait[i];
    }
    if (some != 0)
        offer_at(w, option, -1, worth, some, 0.0);
}

/* Paths of application are numbered in the order of their options. */
enum { PATH_TO_OPTION = (int) MF_OPTION_LABOUR - (int) MF_PATH_LABOUR };
_Static_assert((int) MF_OPTION_TRAINING - (int) MF_PATH_TRAINING == PATH_TO_OPTION &&
               (int) MF_OPTION_JOIN_FAMILY - (int) MF_PATH_FAMILY == PATH_TO_OPTION &&
               (int) MF_OPTION_STUDY - (int) MF_PATH_STUDY == PATH_TO_OPTION &&
               (int) MF_OPTION_EXTERNAL - (int) MF_PATH_EXTERNAL == PATH_TO_OPTION,
               "paths in the order of their options");

static void offer_paths(weighing *w)
{
    for (int path = MF_PATH_LABOUR; path <= MF_PATH_EXTERNAL; path++) {
        int option = path + PATH_TO_OPTION;

        if (path == MF_PATH_EXTERNAL)
            mf_choice_close(w->choice);
        if (knowing(w, path) != 0 && lawful(w, option))
            offer_path(w, option, knowing(w, path));
    }
    mf_choice_close(w->choice);
}

/* Forms of dread that the lanes do not know. */
static void dread(const weighing *w, const mf_each dies, mf_each worth)
{
    const mf_scenario *scenario = w->view->scenario;

    for (int i = 0; i < w->crowd->n; i++)
        worth[i] -= scenario->decision.death *
                    mf_choice_dread(scenario->switches.dread, dies[i],
                                    mf_belief_trust(w->crowd->person[i], MF_TOPIC_DEATH));
}

/* What they hope for and fear of journeys. */
static void hope(const weighing *w, mf_hopes *hopes)
{
    const mf_scenario *scenario = w->view->scenario;
    const mf_each *belief = w->crowd->belief;

    hopes->chance = belief[MF_TOPIC_STATUS];
    hopes->wait = w->wait;
    hopes->dies = belief[MF_TOPIC_DEATH];
    hopes->stopped = belief[MF_TOPIC_INTERCEPTION];
    for (int i = 0; i < w->lanes; i++) {
        hopes->price[i] = w->per_euro[i] * belief[MF_TOPIC_PRICE][i];
        hopes->stay[i] = w->view->ahead * w->here[i];
        hopes->rumour[i] = w->eyes.weight[MF_MOTIVE_LIVELIHOOD][i] * w->eyes.rumour[i];
        hopes->kin[i] = w->eyes.weight[MF_MOTIVE_FAMILY][i] * w->eyes.family;
    }
    hopes->dread = scenario->switches.dread == MF_DREAD_LINEAR ? scenario->decision.death : 0.0;
    hopes->ahead = w->view->ahead;
    hopes->onward = scenario->decision.onward;
    hopes->time = scenario->decision.time;
    hopes->asylum = knowing(w, MF_PATH_ASYLUM);
}

static void offer_irregular(const weighing *w)
{
    const mf_published *published = w->view->published;
    const mf_horizon *horizon = &published->horizon[w->crowd->cohort];
    const mf_outlets *outlets = &published->outlets[w->crowd->place];
    uint32_t offered = horizon->imagined & outlets->open;
    mf_each worth, dies;
    mf_each_int needs;
    mf_hopes hopes;

    if (offered == 0 || !lawful(w, MF_OPTION_IRREGULAR) ||
        mf_rules_outlook(w->view->rules, w->crowd->status, w->country)->departed < 0)
        return;
    hope(w, &hopes);
    for (int t = 0; offered >> t != 0; t++) {
        if ((offered >> t & 1) == 0)
            continue;
        mf_horizon_weigh(&horizon->at[t], &outlets->to[t], &w->eyes, &hopes, worth, dies);
        if (w->view->scenario->switches.dread != MF_DREAD_LINEAR)
            dread(w, dies, worth);
        fares(w, outlets->to[t].price, outlets->to[t].leg, needs);
        offer(w, MF_OPTION_IRREGULAR, t, worth, MF_EVERYBODY, needs);
    }
}

/* Claiming here, waiting included, with what would follow success and failure. */
static void offer_claim(const weighing *w, int option, mf_some some, int granted, int refused)
{
    const double *chance = w->crowd->belief[MF_TOPIC_STATUS], ahead = w->view->ahead;
    mf_each safe, sent_off, worth;

    value_there(w, w->crowd->place, granted, safe);
    value_there(w, w->crowd->place, refused, sent_off);
    for (int i = 0; i < w->lanes; i++)
        worth[i] = ahead * (chance[i] * safe[i] + (1.0 - chance[i]) * sent_off[i]) - w->wait[i];
    offer_at(w, option, -1, worth, some, 0.0);
}

static void offer_claims(weighing *w)
{
    const mf_rules *rules = w->view->rules;
    const mf_outlook *see = mf_rules_outlook(rules, w->crowd->status, w->country);
    mf_some know = knowing(w, MF_PATH_ASYLUM), some;

    if (know == 0 || w->view->now->country[w->country].access <= 0.0)
        return;
    some = know & eligible(w, MF_OPTION_CLAIM);
    if (some != 0 && see->granted >= 0 && see->refused >= 0)
        offer_claim(w, MF_OPTION_CLAIM, some, see->granted, see->refused);
    some = know & eligible(w, MF_OPTION_REAPPLY);
    if (some != 0) {
        int lodged = mf_rules_next(rules, w->view->scenario, w->crowd->status, w->country,
                                   MF_EVENT_REAPPLIES);
        int granted = mf_rules_next(rules, w->view->scenario, lodged, w->country,
                                    MF_EVENT_RECOGNISED);
        int refused = mf_rules_next(rules, w->view->scenario, lodged, w->country,
                                    MF_EVENT_REFUSED);

        if (granted >= 0 && refused >= 0)
            offer_claim(w, MF_OPTION_REAPPLY, some, granted, refused);
    }
}

/* Options that change the status and leave one where one is. */
enum { HERE = 1 << MF_OPTION_LANE | 1 << MF_OPTION_ABSCOND | 1 << MF_OPTION_RANSOM };

static void offer_here(weighing *w, int option, double pays)
{
    mf_some some = eligible(w, option);
    const mf_outcome *outcome;
    mf_each there, worth;
    double chance, ahead = w->view->ahead;

    if (some == 0)
        return;
    mf_choice_close(w->choice); /* each is a nest of its own */
    outcome = mf_rules_outcome(w->view->rules, w->crowd->status, w->country, option);
    chance = chance_of(w, outcome);
    value_there(w, w->crowd->place, outcome->status, there);
    for (int i = 0; i < w->lanes; i++)
        worth[i] = ahead * (chance * there[i] + (1.0 - chance) * w->here[i]) - w->per_euro[i] * pays;
    offer_at(w, option, -1, worth, some, pays);
}

/* Going home: with aid for those who have heard of it, at one's own cost for the others. */
static void offer_return(weighing *w)
{
    const mf_scenario *scenario = w->view->scenario;
    double aid = -w->view->now->place[w->crowd->place].return_aid, cost = scenario->money.return_cost;
    double given_up = scenario->decision.debt; /* the means to repay */
    int64_t own = cents(cost);
    mf_some some = eligible(w, MF_OPTION_RETURN), aided = knowing(w, MF_PATH_RETURN_AID);
    double ahead = w->view->ahead;
    mf_each home, worth;
    mf_each_int needs;

    if (some == 0)
        return;
    mf_choice_close(w->choice);
    mf_value(&w->eyes, &w->outset->home, home);
    for (int i = 0; i < w->lanes; i++) {
        double debt = mf_some_has(w->crowd->in_debt, i) ? given_up : 0.0;
        double pays = mf_some_has(aided, i) ? aid : cost;

        worth[i] = ahead * home[i] - w->per_euro[i] * pays - debt;
        needs[i] = mf_some_has(aided, i) ? 0 : own;
    }
    offer(w, MF_OPTION_RETURN, -1, worth, some, needs);
}

static void offer_staying(const weighing *w)
{
    uint64_t missing = 0;
    mf_each worth;

    for (int i = 0; i < w->lanes; i++) {
        worth[i] = w->view->ahead * w->here[i];
        missing += w->choice->missed[i] > MF_OUT_OF_REACH ? mf_lane_bit(i) : 0;
    }
    offer_at(w, MF_OPTION_STAY, -1, worth, MF_EVERYBODY, 0.0);
    if (missing != 0 && lawful(w, MF_OPTION_WAIT_SAVE))
        offer_at(w, MF_OPTION_WAIT_SAVE, -1, worth, (mf_some) missing, 0.0);
}

/* What they all look at first. */
static void look_around(weighing *w)
{
    const double *wait = w->crowd->belief[MF_TOPIC_ASYLUM_WAIT];

    mf_value_eyes(w->view, w->crowd, &w->eyes);
    mf_value(&w->eyes, &w->outset->here, w->here);
    for (int i = 0; i < w->lanes; i++) {
        w->per_euro[i] = mf_of_skill(w->outset->per_euro, w->eyes.skill[i]);
        w->wait[i] = w->view->scenario->decision.time * wait[i];
    }
}

void mf_choice_list(const mf_view *view, const mf_crowd *crowd, mf_choice *choice)
{
    weighing w;

    w.view = view;
    w.crowd = crowd;
    w.choice = choice;
    w.outset = crowd->outset;
    w.asked = false;
    w.leaning = mf_rules_leaning(view->rules, crowd->cohort);
    w.country = crowd->outset->country;
    w.lanes = mf_lanes_for(crowd->n);
    mf_choice_begin(choice, w.lanes);
    look_around(&w);
    offer_inside(&w);
    if (lawful(&w, MF_OPTION_PROTECT_NEAR))
        offer_nearby(&w);
    mf_choice_close(choice);
    offer_paths(&w);
    offer_irregular(&w);
    mf_choice_close(choice);
    offer_claims(&w);
    mf_choice_close(choice);
    if ((w.outset->open & HERE) != 0) {
        offer_here(&w, MF_OPTION_LANE, 0.0);
        offer_here(&w, MF_OPTION_ABSCOND, 0.0);
        offer_here(&w, MF_OPTION_RANSOM, view->scenario->money.ransom);
    }
    offer_return(&w);
    mf_choice_close(choice);
    offer_staying(&w);
    mf_choice_close(choice);
}

void mf_choose(const mf_view *view, const mf_crowd *crowd, mf_chosen *chosen)
{
    static const mf_alternative none = { -1, -1 };
    int picked[MF_CROWD];
    mf_choice choice;

    mf_choice_list(view, crowd, &choice);
    mf_choice_pick(&choice, view->scenario->decision.dissimilarity, crowd->uniform, picked);
    chosen->immobile = 0;
    for (int i = 0; i < crowd->n; i++) {
        chosen->taken[i] = picked[i] >= 0 ? choice.at[picked[i]] : none;
        chosen->immobile |= (mf_some) (mf_choice_immobile(&choice, i) << i);
    }
}
