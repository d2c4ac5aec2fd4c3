#include "model/choice.h"

#include "base/real.h"
#include "model/beliefs.h"
#include "model/classes.h"
#include "model/drift.h"
#include "model/hazards.h"
#include "model/published.h"
#include "model/value.h"

/* What does not change between the options of one decision. */
typedef struct weighing {
    const mf_view *view;
    const mf_self *self;
    mf_choice *choice;
    const mf_outset *outset;
    const double *leaning; /* [option] constants of all and of the cohort */
    mf_eyes eyes;
    double here;     /* value of staying as one is */
    double per_euro; /* utility of a euro */
    double chance;   /* believed, of protection after a claim */
    double wait;     /* what the wait for it costs */
    int64_t means;   /* cents */
    uint64_t holds;  /* predicates, once asked for */
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
    double p = mf_clamp(probability, MF_LEAST_RISK, 1.0 - MF_LEAST_RISK);

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

/* Offers what the law and knowledge leave open; `utility` is without the option's constants. */
static inline void offer(const weighing *w, int option, int target, double utility,
                         int64_t needs_cents)
{
    mf_choice_add(w->choice, (mf_alternative){ (int16_t) option, (int16_t) target },
                  utility + w->leaning[option], needs_cents > w->means);
}

/* Where others of the cohort live like that the prospect is at hand. */
static double value(const weighing *w, int place, int status)
{
    int cohort = w->self->cohort, cell = mf_cell(w->view->rules->cells, place, status);
    const mf_class *class = mf_classes_at(w->view->classes, cohort, cell);

    return class != NULL ? mf_value(&w->eyes, &class->outset.here)
                         : mf_value_of(w->view, cohort, &w->eyes, place, status);
}

static bool knows(const weighing *w, enum mf_path path)
{
    return (w->self->person->known >> path & 1) != 0;
}

static bool lawful(const weighing *w, int option)
{
    return (w->outset->open >> option & 1) != 0;
}

static bool eligible(weighing *w, int option)
{
    if (!lawful(w, option))
        return false;
    if ((w->outset->plain >> option & 1) != 0)
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
            offer(w, MF_OPTION_INTERNAL, l,
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
        offer(w, MF_OPTION_PROTECT_NEAR, -1,
              w->view->ahead * value(w, w->self->place, see->nearby), 0);
        return;
    }
    if (way->link < 0 || see->departed < 0)
        return;
    country = rules->country_of[way->arrival];
    see = mf_rules_outlook(rules, see->departed, country);
    if (see->nearby >= 0 && country != origin)
        offer(w, MF_OPTION_PROTECT_NEAR, row,
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

static void offer_path(weighing *w, int option)
{
    const mf_outcome *outcome;
    double chance;
    int place;

    if (!eligible(w, option))
        return;
    outcome = mf_rules_outcome(w->view->rules, w->self->status, w->country, option);
    if (outcome->queue >= 0 && w->view->now->queue[outcome->queue].capacity <= 0.0)
        return; /* the window is closed */
    place = outcome_place(w, outcome);
    if (place < 0)
        return;
    chance = option == MF_OPTION_EXTERNAL ? w->chance : chance_of(w, outcome);
    offer(w, option, -1,
          w->view->ahead * (chance * value(w, place, outcome->status) + (1.0 - chance) * w->here) -
              w->view->scenario->decision.time * mf_belief(w->self->person, MF_TOPIC_PATH_WAIT), 0);
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
    uint32_t known = w->self->person->known & ((2u << MF_PATH_EXTERNAL) - (1u << MF_PATH_LABOUR));
    uint32_t paths = w->outset->open >> PATH_TO_OPTION & known;

    for (int path = MF_PATH_LABOUR; path < MF_PATH_EXTERNAL && paths >> path != 0; path++)
        if ((paths >> path & 1) != 0)
            offer_path(w, path + PATH_TO_OPTION);
    mf_choice_close(w->choice);
    if ((paths >> MF_PATH_EXTERNAL & 1) != 0)
        offer_path(w, MF_OPTION_EXTERNAL);
    mf_choice_close(w->choice);
}

/* Value of claiming asylum, waiting included, from the values of success and failure. */
static double claim_value(const weighing *w, double granted, double refused)
{
    return w->view->ahead * (w->chance * granted + (1.0 - w->chance) * refused) - w->wait;
}

static double claim_here(const weighing *w, int granted, int refused)
{
    return claim_value(w, value(w, w->self->place, granted), value(w, w->self->place, refused));
}

/* Forms of dread that the lanes do not know. */
static void dread(const weighing *w, const mf_row dies, int n, double *utility, double *reach)
{
    const mf_scenario *scenario = w->view->scenario;
    double trust = mf_belief_trust(w->self->person, MF_TOPIC_DEATH);

    for (int t = 0; t < n; t++) {
        double dreads = scenario->decision.death *
                        mf_choice_dread(scenario->switches.dread, dies[t], trust);

        if (utility[t] > MF_OUT_OF_REACH)
            utility[t] -= dreads;
        if (reach[t] > MF_OUT_OF_REACH)
            reach[t] -= dreads;
    }
}

/* What a person hopes for and fears of journeys from here to those `offered`. */
static mf_hopes hopes_of(const weighing *w, uint32_t offered)
{
    const mf_scenario *scenario = w->view->scenario;
    const mf_person *person = w->self->person;

    return (mf_hopes){
        .chance = w->chance,
        .wait = w->wait,
        .dies = mf_belief(person, MF_TOPIC_DEATH),
        .stopped = mf_belief(person, MF_TOPIC_INTERCEPTION),
        .price = w->per_euro * mf_belief(person, MF_TOPIC_PRICE),
        .dread = scenario->switches.dread == MF_DREAD_LINEAR ? scenario->decision.death : 0.0,
        .stay = w->view->ahead * w->here,
        .least = MF_LEAST_RISK,
        .most = 0.99,
        .ahead = w->view->ahead,
        .onward = scenario->decision.onward,
        .time = scenario->decision.time,
        .leaning = w->leaning[MF_OPTION_IRREGULAR],
        .means = w->means,
        .offered = offered,
        .asylum = knows(w, MF_PATH_ASYLUM),
        .paid = (person->flags & MF_FLAG_PAID) != 0,
        .pays_ahead = mf_person_pays_ahead(person),
    };
}

static void offer_irregular(const weighing *w)
{
    const mf_published *published = w->view->published;
    const mf_horizon *horizon = &published->horizon[w->self->cohort];
    const mf_outlets *outlets = &published->outlets[w->self->place];
    uint32_t offered = horizon->imagined & outlets->open;
    mf_choice *choice = w->choice;
    int n = published->n_targets;
    mf_hopes hopes;
    mf_row dies;

    if (offered == 0 || !lawful(w, MF_OPTION_IRREGULAR) ||
        mf_rules_outlook(w->view->rules, w->self->status, w->country)->departed < 0)
        return;
    hopes = hopes_of(w, offered);
    mf_horizon_weigh(horizon, outlets, &w->eyes, &hopes, n, &choice->utility[choice->n],
                     &choice->reach[choice->n], dies);
    if (w->view->scenario->switches.dread != MF_DREAD_LINEAR)
        dread(w, dies, n, &choice->utility[choice->n], &choice->reach[choice->n]);
    for (int t = 0; t < n; t++) {
        choice->at[choice->n] = (mf_alternative){ MF_OPTION_IRREGULAR, (int16_t) t };
        mf_choice_count(choice, choice->n++);
    }
}

static void offer_claims(weighing *w)
{
    const mf_rules *rules = w->view->rules;
    const mf_outlook *see = mf_rules_outlook(rules, w->self->status, w->country);

    if (!knows(w, MF_PATH_ASYLUM) || w->view->now->country[w->country].access <= 0.0)
        return;
    if (eligible(w, MF_OPTION_CLAIM) && see->granted >= 0 && see->refused >= 0)
        offer(w, MF_OPTION_CLAIM, -1, claim_here(w, see->granted, see->refused), 0);
    if (eligible(w, MF_OPTION_REAPPLY)) {
        int lodged = mf_rules_next(rules, w->view->scenario, w->self->status, w->country,
                                   MF_EVENT_REAPPLIES);
        int granted = mf_rules_next(rules, w->view->scenario, lodged, w->country,
                                    MF_EVENT_RECOGNISED);
        int refused = mf_rules_next(rules, w->view->scenario, lodged, w->country,
                                    MF_EVENT_REFUSED);

        if (granted >= 0 && refused >= 0)
            offer(w, MF_OPTION_REAPPLY, -1, claim_here(w, granted, refused), 0);
    }
}

static void offer_return(weighing *w)
{
    const mf_scenario *scenario = w->view->scenario;
    bool aided = knows(w, MF_PATH_RETURN_AID);
    double debt = w->self->debt > 0 ? scenario->decision.debt : 0.0;
    double pays = aided ? -w->view->now->place[w->self->place].return_aid : scenario->money.return_cost;

    if (!eligible(w, MF_OPTION_RETURN))
        return;
    mf_choice_close(w->choice);
    offer(w, MF_OPTION_RETURN, -1,
          w->view->ahead * mf_value(&w->eyes, &w->outset->home) - cost(w, pays) - debt,
          aided ? 0 : (int64_t) (pays * 100.0 + 0.5));
}

/* Options that change the status and leave one where one is. */
enum { HERE = 1 << MF_OPTION_LANE | 1 << MF_OPTION_ABSCOND | 1 << MF_OPTION_RANSOM };

static void offer_here(weighing *w, int option, double pays)
{
    const mf_outcome *outcome;
    double chance;

    if (!eligible(w, option))
        return;
    mf_choice_close(w->choice); /* each is a nest of its own */
    outcome = mf_rules_outcome(w->view->rules, w->self->status, w->country, option);
    chance = chance_of(w, outcome);
    offer(w, option, -1,
          w->view->ahead * (chance * value(w, w->self->place, outcome->status) +
                            (1.0 - chance) * w->here) - cost(w, pays),
          (int64_t) (pays * 100.0 + 0.5));
}

static void offer_staying(const weighing *w)
{
    offer(w, MF_OPTION_STAY, -1, w->view->ahead * w->here, 0);
    if (w->choice->short_of_money && lawful(w, MF_OPTION_WAIT_SAVE))
        offer(w, MF_OPTION_WAIT_SAVE, -1, w->view->ahead * w->here, 0);
}

void mf_choice_list(const mf_view *view, const mf_self *self, mf_choice *choice)
{
    const mf_person *person = self->person;
    mf_outset on_the_spot;
    weighing w;

    w.view = view;
    w.self = self;
    w.choice = choice;
    w.outset = self->outset;
    w.asked = false;
    if (w.outset == NULL) {
        mf_outset_of(view, self->cohort, self->place, self->status, &on_the_spot);
        w.outset = &on_the_spot;
    }
    mf_choice_begin(choice);
    w.leaning = mf_rules_leaning(view->rules, self->cohort);
    w.country = w.outset->country;
    mf_value_eyes(view, self->cohort, person, self->place, self->drive, &w.eyes);
    w.here = mf_value(&w.eyes, &w.outset->here);
    w.per_euro = w.outset->per_euro[w.eyes.skill];
    w.means = mf_choice_means(view, self);
    w.chance = mf_belief(person, MF_TOPIC_STATUS);
    w.wait = view->scenario->decision.time * mf_belief(person, MF_TOPIC_ASYLUM_WAIT);
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
    mf_choice_end(choice);
}
