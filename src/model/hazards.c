#include "model/hazards.h"

#include <string.h>

#include "base/calendar.h"
#include "base/real.h"
#include "model/drift.h"
#include "model/published.h"

bool mf_is_exposed(const mf_view *view, int cohort, int place, int status)
{
    uint64_t traits = mf_statuses(view->scenario)[status].traits;
    int country = view->rules->country_of[place];

    if ((traits & (MF_BIT(MF_TRAIT_IRREGULAR) | MF_BIT(MF_TRAIT_EN_ROUTE))) == 0 || country < 0)
        return false;
    return !view->rules->moves_freely[country * view->scenario->cohorts.n + cohort];
}

static uint64_t bit_if(bool holds, enum mf_predicate predicate)
{
    return holds ? MF_BIT(predicate) : 0;
}

uint64_t mf_predicates(const mf_view *view, int cohort, int place, const mf_person *person)
{
    int country = view->rules->country_of[place];
    int skill = mf_person_skill(person);
    double age = mf_drift_age(view, person);
    double years = (view->step - mf_person_since(person)) * view->years;
    bool listed = country >= 0 &&
                  view->now->treatment[country * view->scenario->cohorts.n + cohort].safe_origin;
    uint64_t bits = 0;

    bits |= bit_if(mf_person_in_need(person), MF_PREDICATE_IN_NEED);
    bits |= bit_if(person->harm > 0, MF_PREDICATE_HARMED);
    bits |= bit_if(person->kin != MF_NOWHERE && person->kin == country, MF_PREDICATE_KIN_HERE);
    bits |= bit_if(person->kin != MF_NOWHERE && person->kin != country, MF_PREDICATE_KIN_ABROAD);
    bits |= bit_if(skill >= 1, MF_PREDICATE_SKILLED);
    bits |= bit_if(skill >= 2, MF_PREDICATE_HIGHLY_SKILLED);
    bits |= bit_if(mf_drift_young(view, person), MF_PREDICATE_YOUNG);
    bits |= bit_if(age >= 18.0 && age < 45.0, MF_PREDICATE_ADULT_PRIME);
    bits |= bit_if(mf_person_female(person), MF_PREDICATE_FEMALE);
    bits |= bit_if(years >= 1.0, MF_PREDICATE_YEAR_IN_STATUS);
    bits |= bit_if(years >= 3.0, MF_PREDICATE_THREE_YEARS_IN_STATUS);
    bits |= bit_if(years >= 5.0, MF_PREDICATE_FIVE_YEARS_IN_STATUS);
    bits |= bit_if(listed, MF_PREDICATE_SAFE_ORIGIN);
    bits |= bit_if(person->host == country, MF_PREDICATE_FIRST_HERE);
    bits |= bit_if(person->host != MF_NOWHERE && person->host != country,
                   MF_PREDICATE_NOT_FIRST_HERE);
    return bits;
}

static void add(mf_rates *rates, double rate, enum mf_hazard hazard, enum mf_applies applies,
                int transition)
{
    mf_rate *at = &rates->at[rates->n];

    if (rate <= 0.0 || rates->n == MF_MOST_RATES)
        return;
    at->rate = rate;
    at->hazard = (int16_t) hazard;
    at->transition = (int16_t) transition;
    at->applies = (int16_t) applies;
    rates->n++;
    rates->total += rate;
    if (!rates->conditional && applies == MF_APPLIES_ALWAYS) {
        rates->lead = rates->n;
        rates->led = rates->total;
    }
    rates->conditional |= applies != MF_APPLIES_ALWAYS;
}

static void add_always(mf_rates *rates, double rate, enum mf_hazard hazard)
{
    add(rates, rate, hazard, MF_APPLIES_ALWAYS, -1);
}

/* The largest relative change of the price of a way out of a place. */
static double price_change(const mf_view *view, int place)
{
    const mf_rules *rules = view->rules;
    double most = 0.0;

    for (int i = rules->out_first[place]; i < rules->out_first[place + 1]; i++) {
        const mf_link_reputation *link = &view->published->link[rules->out_link[i]];
        double change = link->remembered > 0.0 ? link->price / link->remembered - 1.0 : 0.0;

        change = change < 0.0 ? -change : change;
        most = change > most ? change : most;
    }
    return most;
}

static void social_rates(const mf_view *view, int cohort, int place, int status, mf_rates *rates)
{
    const mf_scenario *scenario = view->scenario;
    const mf_decision *decision = &scenario->decision;
    const mf_place_effects *effect = &view->effects->place[place];
    double rate = decision->rate * mf_statuses(scenario)[status].reconsiders;

    rate *= 1.0 + decision->trigger_news * view->published->news[cohort];
    rate += decision->trigger_violence * view->now->place[place].violence_rise;
    rate += decision->trigger_jobs * view->now->place[place].unemployment_rise;
    rate += decision->trigger_price * price_change(view, place);
    add_always(rates, rate, MF_HAZARD_RECONSIDER);
    if (scenario->switches.feedback)
        add_always(rates, scenario->beliefs.talk, MF_HAZARD_TALK);
    add_always(rates, effect->told, MF_HAZARD_TOLD);
    for (int path = 0; path < MF_N_PATHS; path++)
        add(rates, mf_effects_told_of(effect, path), MF_HAZARD_TOLD_PATH, MF_APPLIES_UNAWARE, path);
}

static void need_rates(const mf_view *view, int cohort, int place, mf_rates *rates)
{
    const mf_needs *needs = &view->scenario->needs;
    const mf_cohort_now *now = &view->now->cohort[cohort];
    int origin = mf_cohorts(view->scenario)[cohort].origin;
    bool away = view->rules->country_of[place] != view->rules->country_of[origin];
    double share = away ? needs->sur_place : 1.0;
    double excess = view->now->place[away ? origin : place].violence - needs->war_threshold;

    add(rates, needs->persecution * now->persecution * share * now->danger, MF_HAZARD_PERSECUTION,
        MF_APPLIES_WITHOUT_NEED, -1);
    add(rates, needs->war * excess * share * now->danger, MF_HAZARD_WAR, MF_APPLIES_WITHOUT_NEED, -1);
    if (now->calm)
        add(rates, needs->cessation, MF_HAZARD_CESSATION, MF_APPLIES_WITH_NEED, -1);
}

static void bodily_rates(const mf_view *view, int cohort, int place, int status, mf_rates *rates)
{
    const mf_needs *needs = &view->scenario->needs;
    const mf_place_now *here = &view->now->place[place];
    uint64_t traits = mf_statuses(view->scenario)[status].traits;
    uint64_t at_home = MF_BIT(MF_TRAIT_HOME) | MF_BIT(MF_TRAIT_DISPLACED) | MF_BIT(MF_TRAIT_RETURNED);
    bool exposed = mf_is_exposed(view, cohort, place, status);

    if ((traits & at_home) != 0)
        add_always(rates, needs->displacement * here->violence, MF_HAZARD_DISPLACEMENT);
    if (exposed || (traits & MF_BIT(MF_TRAIT_DETAINED)) != 0)
        add_always(rates, needs->abuse * here->abuse, MF_HAZARD_ABUSE);
    if (exposed)
        add_always(rates, here->detention, MF_HAZARD_DETENTION);
    add_always(rates, needs->mortality, MF_HAZARD_DEATH);
}

static void law_rates(const mf_view *view, int place, int status, mf_rates *rates)
{
    const mf_rules *rules = view->rules;
    int32_t at = rules->timed[status * rules->n_countries + rules->country_of[place]];

    for (; at >= 0 && rules->chain[at] >= 0; at++) {
        const mf_transition *t = &mf_transitions(view->scenario)[rules->chain[at]];
        bool plain = (t->needs | t->unless) == 0;

        add(rates, view->now->transition[rules->chain[at]].rate, MF_HAZARD_LAW,
            plain ? MF_APPLIES_ALWAYS : MF_APPLIES_BY_LAW, rules->chain[at]);
    }
}

/* Where the first rates fire for every member, whatever applies to it.
 *
 * Its total t is at least that of the rates that lead, and at most that of the class.  A uniform u
 * is stretched to u t / p(t), and t / p(t) = t / (1 - exp(-t years)) rises with t: so both ends of
 * what u can be stretched to are known.  Rounding is some 1e-15 of each. */
static void find_sure(const mf_view *view, mf_rates *rates)
{
    const double slack = 1e-9, never = 2.0;
    double lowest = rates->p / rates->total, upto = 0.0, *sure = rates->sure; /* p(t) / t */
    double highest = -mf_expm1(-rates->led * view->years) / rates->led;

    sure[0] = 0.0;
    for (int i = 1; i < 2 * MF_SURE_RATES - 1; i++)
        sure[i] = never;
    for (int i = 0; i < MF_SURE_RATES && i < rates->lead; i++) {
        if (i > 0)
            sure[2 * i - 1] = upto * highest * (1.0 + slack);
        upto += rates->at[i].rate;
        sure[2 * i] = upto * lowest * (1.0 - slack);
        if (i > 0 && sure[2 * i] < sure[2 * i - 1])
            sure[2 * i] = sure[2 * i - 1];
    }
}

void mf_hazards(const mf_view *view, int cohort, int place, int status, mf_rates *rates)
{
    rates->n = 0;
    rates->total = rates->p = rates->led = 0.0;
    rates->lead = 0;
    rates->conditional = false;
    memset(rates->sure, 0, sizeof rates->sure);
    if (view->rules->country_of[place] < 0 ||
        mf_status_is(view->scenario, status, MF_TRAIT_TERMINAL))
        return;
    social_rates(view, cohort, place, status, rates);
    need_rates(view, cohort, place, rates);
    bodily_rates(view, cohort, place, status, rates);
    law_rates(view, place, status, rates);
    rates->p = -mf_expm1(-rates->total * view->years);
    find_sure(view, rates);
}

static bool allowed(const mf_view *view, const mf_rate *rate, int cohort, int place,
                    const mf_person *person)
{
    const mf_transition *t = &mf_transitions(view->scenario)[rate->transition];
    uint64_t holds = mf_predicates(view, cohort, place, person);

    return (t->needs & ~holds) == 0 && (t->unless & holds) == 0;
}

static bool applies(const mf_view *view, const mf_rate *rate, int cohort, int place,
                    const mf_person *person)
{
    switch (rate->applies) {
    case MF_APPLIES_ALWAYS:
        return true;
    case MF_APPLIES_WITHOUT_NEED:
        return person->need == MF_NEED_NONE || person->need == MF_NEED_EN_ROUTE;
    case MF_APPLIES_WITH_NEED:
        return person->need != MF_NEED_NONE;
    case MF_APPLIES_UNAWARE:
        return (person->known >> rate->transition & 1) == 0;
    default:
        return allowed(view, rate, cohort, place, person);
    }
}

/* The rate in whose stretch of [0, total) the mark lies, among those that `mask` leaves. */
static const mf_rate *at_mark(const mf_rates *rates, uint32_t mask, double mark)
{
    const mf_rate *last = NULL;

    for (int i = 0; i < rates->n; i++) {
        if ((mask >> i & 1) == 0)
            continue;
        last = &rates->at[i];
        if (mark < last->rate)
            break;
        mark -= last->rate;
    }
    return last;
}

const mf_rate *mf_hazards_fire(const mf_view *view, const mf_rates *rates, int cohort, int place,
                               const mf_person *person, double u)
{
    double total = rates->led, p;
    uint32_t mask;

    if (!(u < rates->p))
        return NULL;
    if (!rates->conditional)
        return at_mark(rates, UINT32_MAX, u / rates->p * rates->total);
    mask = (UINT32_C(1) << rates->lead) - 1;
    for (int i = rates->lead; i < rates->n; i++)
        if (applies(view, &rates->at[i], cohort, place, person)) {
            total += rates->at[i].rate;
            mask |= UINT32_C(1) << i;
        }
    p = total == rates->total ? rates->p : -mf_expm1(-total * view->years);
    /* the same u that decides whether, stretched over [0, total), decides which */
    return u < p ? at_mark(rates, mask, u / p * total) : NULL;
}
