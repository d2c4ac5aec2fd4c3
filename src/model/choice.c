#include "model/choice.h"

#include "base/real.h"
#include "model/beliefs.h"
#include "model/drift.h"
#include "model/hazards.h"
#include "model/published.h"
#include "model/value.h"

#define MOST_RATIO 3.0   /* of the risk of the way ahead to that of the whole journey */

/* What does not change between the options of one decision. */
typedef struct weighing {
    const mf_view *view;
    const mf_self *self;
    mf_choice *choice;
    const double *inclination;
    mf_eyes eyes;
    double chance, wait, price, dies, stopped; /* beliefs: see MF_TOPICS */
    double here;    /* value of staying as one is */
    double per_euro; /* utility of a euro: weight of cost over a year's earnings here */
    int64_t means;  /* cents */
    uint32_t open;  /* options that the law leaves open to some, as bits */
    uint32_t plain; /* those that it leaves open to all */
    uint64_t holds; /* predicates, once asked for */
    bool asked;
    int country;
} weighing;

int64_t mf_choice_means(const mf_view *view, const mf_self *self)
{
    const mf_cohort *cohort = &mf_cohorts(view->scenario)[self->cohort];
    double lends = cohort->credit;
    int64_t left;

    if (self->person->kin != MF_NOWHERE)
        lends += view->scenario->money.kin_credit;
    left = (int64_t) (lends * 100.0) - self->debt;
    return self->savings + (left > 0 ? left : 0);
}

int64_t mf_choice_fare(const mf_view *view, const mf_self *self, int target)
{
    const mf_way *way = mf_published_way(view->published, target, self->place);
    const mf_person *person = self->person;

    if ((person->flags & MF_FLAG_PAID) != 0)
        return 0;
    if (mf_person_pays_ahead(person))
        return (int64_t) (way->price * 100.0 + 0.5);
    return (int64_t) (view->published->link[way->link].price * 100.0 + 0.5);
}

double mf_choice_dread(int form, double probability, double trust)
{
    double p = mf_clamp(probability, 1e-6, 1.0 - 1e-6);

    if (form == MF_DREAD_LOG_ODDS) {
        double floor = -6.906754778648554; /* log-odds of 0.001: no dread */

        p = 1.0 - mf_log(p / (1.0 - p)) / floor;
        return p > 0.0 ? p : 0.0;
    }
    if (form == MF_DREAD_LOGISTIC) {
        /* elicited means of Risk and Rumours: iota -7.64, sigma 0.16 */
        double safe = mf_pow(1.0 - p, 10.0);

        return 1.0 / (1.0 + mf_exp(-7.64 + 16.0 * trust * safe));
    }
    return p;
}

static void offer(const weighing *w, int option, int target, int place, double utility,
                  int64_t needs_cents)
{
    mf_choice *choice = w->choice;
    bool out_of_reach = needs_cents > w->means;

    if (choice->n == MF_MOST_ALTERNATIVES)
        return;
    utility += w->view->scenario->decision.constants[option] + w->inclination[option];
    choice->at[choice->n++] = (mf_alternative){
        .option = (int16_t) option,
        .target = (int16_t) target,
        .place = (int16_t) place,
        .out_of_reach = out_of_reach,
        .utility = utility,
    };
    choice->best = utility > choice->best ? utility : choice->best;
    if (out_of_reach)
        choice->short_of_money = true;
    else if (utility > choice->best_within_reach)
        choice->best_within_reach = utility;
}

static double value(const weighing *w, int place, int status)
{
    return mf_value_of(w->view, w->self->cohort, &w->eyes, place, status);
}

static bool knows(const weighing *w, enum mf_path path)
{
    return (w->self->person->known >> path & 1) != 0;
}

static bool lawful(const weighing *w, int option)
{
    return (w->open >> option & 1) != 0;
}

static bool eligible(weighing *w, int option)
{
    if (!lawful(w, option))
        return false;
    if ((w->plain >> option & 1) != 0)
        return true;
    if (!w->asked)
        w->holds = mf_predicates(w->view, w->self->cohort, w->self->place, w->self->person);
    w->asked = true;
    return mf_rules_find(w->view->rules, w->view->scenario, w->self->status, w->country,
                         mf_option_event[option], w->holds) != NULL;
}

static double cost(const weighing *w, double euros)
{
    return w->per_euro * euros;
}

static void offer_inside(const weighing *w)
{
    const mf_rules *rules = w->view->rules;

    if (!lawful(w, MF_OPTION_INTERNAL))
        return;
    for (int i = rules->out_first[w->self->place]; i < rules->out_first[w->self->place + 1]; i++) {
        int l = rules->out_link[i];
        int to = mf_links(w->view->scenario)[l].to;
        double price = w->view->published->link[l].price;

        if (rules->country_of[to] == w->country)
            offer(w, MF_OPTION_INTERNAL, l, to,
                  w->view->ahead * value(w, to, w->self->status) - cost(w, price),
                  (int64_t) (price * 100.0 + 0.5));
    }
}

/* Registering here, or going to the nearest place of first asylum. */
static void offer_nearby(const weighing *w)
{
    const mf_rules *rules = w->view->rules;
    const mf_scenario *scenario = w->view->scenario;
    int origin = rules->country_of[mf_cohorts(scenario)[w->self->cohort].origin];
    int row = mf_published_nearby(w->view->published);
    const mf_way *way = mf_published_way(w->view->published, row, w->self->place);
    const mf_outlook *see = mf_rules_outlook(rules, w->self->status, w->country);
    int country;

    if (!knows(w, MF_PATH_NEARBY))
        return;
    if (see->nearby >= 0 && w->country != origin &&
        (mf_places(scenario)[w->self->place].role & MF_BIT(MF_ROLE_FIRST_ASYLUM)) != 0) {
        offer(w, MF_OPTION_PROTECT_NEAR, -1, w->self->place,
              w->view->ahead * value(w, w->self->place, see->nearby), 0);
        return;
    }
    if (way->link < 0 || see->departed < 0)
        return;
    country = rules->country_of[way->arrival];
    see = mf_rules_outlook(rules, see->departed, country);
    if (see->nearby >= 0 && country != origin)
        offer(w, MF_OPTION_PROTECT_NEAR, row, way->arrival,
              w->view->ahead * value(w, way->arrival, see->nearby) - cost(w, way->usual),
              mf_choice_fare(w->view, w->self, row));
}

/* Where an application ends: a place, the country of kin, or here; -1 if nowhere. */
static int outcome_place(const weighing *w, const mf_outcome *outcome)
{
    if (outcome->place == -2)
        return w->self->person->kin == MF_NOWHERE
                   ? -1
                   : w->view->rules->main_place[w->self->person->kin];
    return outcome->place >= 0 ? outcome->place : w->self->place;
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

static void offer_path(weighing *w, int option, enum mf_path path)
{
    const mf_outcome *outcome;
    double chance;
    int place;

    if (!knows(w, path) || !eligible(w, option))
        return;
    outcome = mf_rules_outcome(w->view->rules, w->self->status, w->country, option);
    if (outcome->queue >= 0 && w->view->now->queue[outcome->queue].capacity <= 0.0)
        return; /* the window is closed */
    place = outcome_place(w, outcome);
    if (place < 0)
        return;
    chance = option == MF_OPTION_EXTERNAL ? w->chance : chance_of(w, outcome);
    offer(w, option, -1, place,
          w->view->ahead * (chance * value(w, place, outcome->status) + (1.0 - chance) * w->here) -
              w->view->scenario->decision.time * mf_belief(w->self->person, MF_TOPIC_PATH_WAIT), 0);
}

static void offer_paths(weighing *w)
{
    offer_path(w, MF_OPTION_LABOUR, MF_PATH_LABOUR);
    offer_path(w, MF_OPTION_TRAINING, MF_PATH_TRAINING);
    offer_path(w, MF_OPTION_JOIN_FAMILY, MF_PATH_FAMILY);
    offer_path(w, MF_OPTION_STUDY, MF_PATH_STUDY);
    offer_path(w, MF_OPTION_EXTERNAL, MF_PATH_EXTERNAL);
}

/* Value of claiming asylum, waiting included, from the values of success and failure. */
static double claim_value(const weighing *w, double granted, double refused)
{
    return w->view->ahead * (w->chance * granted + (1.0 - w->chance) * refused) -
           w->view->scenario->decision.time * w->wait;
}

static double claim_here(const weighing *w, int granted, int refused)
{
    return claim_value(w, value(w, w->self->place, granted), value(w, w->self->place, refused));
}

/* A believed probability on the whole journey, cut to the part of the way that is left. */
static double left_of(double believed, double on_way, double per_journey)
{
    return mf_clamp(believed * mf_clamp(on_way * per_journey, 0.0, MOST_RATIO), 0.0, 0.99);
}

/* Value of reaching a destination: of living there irregularly, or of claiming asylum. */
static double value_there(const weighing *w, int target)
{
    const mf_destination *there =
        &w->view->published->destination[target * w->view->published->n_cohorts + w->self->cohort];
    double irregular = w->view->ahead * mf_value(&w->eyes, &there->irregular);
    double claimed;

    if (!there->can_claim || !knows(w, MF_PATH_ASYLUM))
        return irregular;
    claimed = claim_value(w, mf_value(&w->eyes, &there->granted), mf_value(&w->eyes, &there->refused));
    return claimed > irregular ? claimed : irregular;
}

static void offer_target(const weighing *w, int target)
{
    const mf_published *published = w->view->published;
    const mf_decision *d = &w->view->scenario->decision;
    const mf_person *person = w->self->person;
    const mf_way *way = mf_published_way(published, target, w->self->place);
    int at = target * published->n_cohorts + w->self->cohort;
    const mf_destination *there = &published->destination[at];
    double dies, stopped;

    if (way->link < 0 || !there->imagined || there->place < 0)
        return;
    dies = left_of(w->dies, way->risk, there->per_risk);
    stopped = left_of(w->stopped, way->stop, there->per_stop) * d->onward;
    offer(w, MF_OPTION_IRREGULAR, target, there->place,
          (1.0 - stopped) * value_there(w, target) + stopped * w->view->ahead * w->here -
              cost(w, way->usual * w->price) -
              d->death * mf_choice_dread(w->view->scenario->switches.dread, dies,
                                         mf_belief_trust(person, MF_TOPIC_DEATH)) -
              d->time * way->years,
          mf_choice_fare(w->view, w->self, target));
}

static void offer_irregular(const weighing *w)
{
    int departed = mf_rules_outlook(w->view->rules, w->self->status, w->country)->departed;

    if (!lawful(w, MF_OPTION_IRREGULAR) || departed < 0)
        return;
    for (int t = 0; t < w->view->published->n_targets; t++)
        if (w->view->published->target[t] != w->country)
            offer_target(w, t);
}

static void offer_claims(weighing *w)
{
    const mf_rules *rules = w->view->rules;
    const mf_outlook *see = mf_rules_outlook(rules, w->self->status, w->country);

    if (!knows(w, MF_PATH_ASYLUM) || w->view->now->country[w->country].access <= 0.0)
        return;
    if (eligible(w, MF_OPTION_CLAIM) && see->granted >= 0 && see->refused >= 0)
        offer(w, MF_OPTION_CLAIM, -1, w->self->place, claim_here(w, see->granted, see->refused), 0);
    if (eligible(w, MF_OPTION_REAPPLY)) {
        int lodged = mf_rules_next(rules, w->view->scenario, w->self->status, w->country,
                                   MF_EVENT_REAPPLIES);
        int granted = mf_rules_next(rules, w->view->scenario, lodged, w->country,
                                    MF_EVENT_RECOGNISED);
        int refused = mf_rules_next(rules, w->view->scenario, lodged, w->country,
                                    MF_EVENT_REFUSED);

        if (granted >= 0 && refused >= 0)
            offer(w, MF_OPTION_REAPPLY, -1, w->self->place, claim_here(w, granted, refused), 0);
    }
}

static void offer_return(weighing *w)
{
    const mf_scenario *scenario = w->view->scenario;
    int origin = mf_cohorts(scenario)[w->self->cohort].origin, status;
    bool aided = knows(w, MF_PATH_RETURN_AID);
    double debt = w->self->debt > 0 ? scenario->decision.debt : 0.0;
    double pays = aided ? -w->view->now->place[w->self->place].return_aid : scenario->money.return_cost;

    if (!eligible(w, MF_OPTION_RETURN))
        return;
    status = mf_rules_next(w->view->rules, scenario, w->self->status, w->country,
                           MF_EVENT_RETURNS);
    offer(w, MF_OPTION_RETURN, -1, origin,
          w->view->ahead * value(w, origin, status) - cost(w, pays) - debt,
          aided ? 0 : (int64_t) (pays * 100.0 + 0.5));
}

/* Options that change the status and leave one where one is. */
static void offer_here(weighing *w, int option, double pays)
{
    const mf_outcome *outcome;
    double chance;

    if (!eligible(w, option))
        return;
    outcome = mf_rules_outcome(w->view->rules, w->self->status, w->country, option);
    chance = chance_of(w, outcome);
    offer(w, option, -1, w->self->place,
          w->view->ahead * (chance * value(w, w->self->place, outcome->status) +
                            (1.0 - chance) * w->here) - cost(w, pays),
          (int64_t) (pays * 100.0 + 0.5));
}

static void offer_staying(const weighing *w)
{
    offer(w, MF_OPTION_STAY, -1, w->self->place, w->view->ahead * w->here, 0);
    if (w->choice->short_of_money && lawful(w, MF_OPTION_WAIT_SAVE))
        offer(w, MF_OPTION_WAIT_SAVE, -1, w->self->place, w->view->ahead * w->here, 0);
}

/* EUR: what a year brings here, or would bring at home if that is more. */
static double years_earnings(const mf_view *view, const mf_self *self)
{
    int skill = mf_person_skill(self->person);
    int origin = mf_cohorts(view->scenario)[self->cohort].origin;
    double here = mf_drift_earns(view->drift, self->place, self->status, skill);
    double home = mf_drift_earns(view->drift, origin, view->rules->home, skill);
    double year = 12.0 * (here > home ? here : home);

    return year > view->scenario->decision.least_year ? year
                                                      : view->scenario->decision.least_year;
}

void mf_choice_list(const mf_view *view, const mf_self *self, mf_choice *choice)
{
    weighing w = { .view = view, .self = self, .choice = choice };

    choice->n = 0;
    choice->best = choice->best_within_reach = -1e30;
    choice->short_of_money = false;
    w.inclination = mf_cohorts(view->scenario)[self->cohort].inclination;
    w.country = view->rules->country_of[self->place];
    w.open = view->rules->options[self->status * view->rules->n_countries + w.country];
    w.plain = view->rules->plainly[self->status * view->rules->n_countries + w.country];
    w.eyes = mf_value_eyes(view, self->cohort, self->person, self->place, self->drive);
    w.here = value(&w, self->place, self->status);
    w.per_euro = view->scenario->decision.cost / years_earnings(view, self);
    w.means = mf_choice_means(view, self);
    w.chance = mf_belief(self->person, MF_TOPIC_STATUS);
    w.wait = mf_belief(self->person, MF_TOPIC_ASYLUM_WAIT);
    w.price = mf_belief(self->person, MF_TOPIC_PRICE);
    w.dies = mf_belief(self->person, MF_TOPIC_DEATH);
    w.stopped = mf_belief(self->person, MF_TOPIC_INTERCEPTION);
    offer_inside(&w);
    if (lawful(&w, MF_OPTION_PROTECT_NEAR))
        offer_nearby(&w);
    offer_paths(&w);
    offer_irregular(&w);
    offer_claims(&w);
    offer_here(&w, MF_OPTION_LANE, 0.0);
    offer_here(&w, MF_OPTION_ABSCOND, 0.0);
    offer_here(&w, MF_OPTION_RANSOM, view->scenario->money.ransom);
    offer_return(&w);
    offer_staying(&w);
}
