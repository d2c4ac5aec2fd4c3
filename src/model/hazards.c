#include "model/hazards.h"

#include "base/calendar.h"
#include "base/real.h"
#include "model/drift.h"
#include "model/published.h"

#define YEARS_YOUNG 26.0

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
    double years = (view->step - person->since) * view->years;
    bool listed = country >= 0 &&
                  view->rules->safe_origin[country * view->scenario->cohorts.n + cohort];
    uint64_t bits = 0;

    bits |= bit_if(person->need == MF_NEED_CONVENTION || person->need == MF_NEED_WAR,
                   MF_PREDICATE_IN_NEED);
    bits |= bit_if(person->harm > 0, MF_PREDICATE_HARMED);
    bits |= bit_if(person->kin != MF_NOWHERE && person->kin == country, MF_PREDICATE_KIN_HERE);
    bits |= bit_if(person->kin != MF_NOWHERE && person->kin != country, MF_PREDICATE_KIN_ABROAD);
    bits |= bit_if(skill >= 1, MF_PREDICATE_SKILLED);
    bits |= bit_if(skill >= 2, MF_PREDICATE_HIGHLY_SKILLED);
    bits |= bit_if(age < YEARS_YOUNG, MF_PREDICATE_YOUNG);
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

static void add(mf_rates *rates, double rate, enum mf_hazard hazard, int transition)
{
    if (rate <= 0.0 || rates->n == MF_MOST_RATES)
        return;
    rates->at[rates->n++] = (mf_rate){ rate, (int16_t) hazard, (int16_t) transition };
    rates->total += rate;
}

static void social_rates(const mf_view *view, int cohort, int place, int status, mf_rates *rates)
{
    const mf_scenario *scenario = view->scenario;
    const mf_decision *decision = &scenario->decision;
    const mf_place_effects *effect = &view->effects->place[place];
    double rate = decision->rate * mf_statuses(scenario)[status].reconsiders;

    rate *= 1.0 + decision->trigger_news * view->published->news[cohort];
    rate += decision->trigger_violence * view->now->place[place].violence_rise;
    add(rates, rate, MF_HAZARD_RECONSIDER, -1);
    if (scenario->switches.feedback)
        add(rates, scenario->beliefs.talk, MF_HAZARD_TALK, -1);
    add(rates, effect->told, MF_HAZARD_TOLD, -1);
    add(rates, effect->told_external, MF_HAZARD_TOLD_EXTERNAL, -1);
}

static void need_rates(const mf_view *view, int cohort, int place, const mf_person *person,
                       mf_rates *rates)
{
    const mf_needs *needs = &view->scenario->needs;
    const mf_cohort_now *now = &view->now->cohort[cohort];
    int origin = mf_cohorts(view->scenario)[cohort].origin;
    bool away = view->rules->country_of[place] != view->rules->country_of[origin];
    double share = away ? needs->sur_place : 1.0;
    double violence = view->now->place[away ? origin : place].violence;
    bool none = person == NULL || person->need == MF_NEED_NONE || person->need == MF_NEED_EN_ROUTE;
    bool some = person == NULL || person->need != MF_NEED_NONE;

    if (none) {
        double excess = violence - needs->war_threshold;

        add(rates, needs->persecution * now->persecution * share, MF_HAZARD_PERSECUTION, -1);
        add(rates, excess > 0.0 ? needs->war * excess * share : 0.0, MF_HAZARD_WAR, -1);
    }
    if (some && now->calm)
        add(rates, needs->cessation, MF_HAZARD_CESSATION, -1);
}

static void bodily_rates(const mf_view *view, int cohort, int place, int status, mf_rates *rates)
{
    const mf_needs *needs = &view->scenario->needs;
    const mf_place_now *here = &view->now->place[place];
    uint64_t traits = mf_statuses(view->scenario)[status].traits;

    if ((traits & (MF_BIT(MF_TRAIT_HOME) | MF_BIT(MF_TRAIT_DISPLACED) | MF_BIT(MF_TRAIT_RETURNED))) != 0)
        add(rates, needs->displacement * here->violence, MF_HAZARD_DISPLACEMENT, -1);
    if (mf_is_exposed(view, cohort, place, status)) {
        add(rates, needs->abuse * here->abuse, MF_HAZARD_ABUSE, -1);
        add(rates, here->detention, MF_HAZARD_DETENTION, -1);
    } else if ((traits & MF_BIT(MF_TRAIT_DETAINED)) != 0) {
        add(rates, needs->abuse * here->abuse, MF_HAZARD_ABUSE, -1);
    }
    add(rates, needs->mortality, MF_HAZARD_DEATH, -1);
}

static void law_rates(const mf_view *view, int cohort, int place, int status,
                      const mf_person *person, mf_rates *rates)
{
    const mf_rules *rules = view->rules;
    int country = rules->country_of[place];
    int32_t at = rules->timed[status * rules->n_countries + country];
    uint64_t holds = 0;

    if (at < 0)
        return;
    if (person != NULL && !rules->timed_plainly[status * rules->n_countries + country])
        holds = mf_predicates(view, cohort, place, person);
    for (; rules->chain[at] >= 0; at++) {
        const mf_transition *t = &mf_transitions(view->scenario)[rules->chain[at]];

        if (person == NULL || ((t->needs & ~holds) == 0 && (t->unless & holds) == 0))
            add(rates, view->now->rate[rules->chain[at]], MF_HAZARD_LAW, rules->chain[at]);
    }
}

void mf_hazards(const mf_view *view, int cohort, int place, int status, const mf_person *person,
                mf_rates *rates)
{
    rates->n = 0;
    rates->total = 0.0;
    if (view->rules->country_of[place] < 0 ||
        mf_status_is(view->scenario, status, MF_TRAIT_TERMINAL))
        return;
    social_rates(view, cohort, place, status, rates);
    need_rates(view, cohort, place, person, rates);
    bodily_rates(view, cohort, place, status, rates);
    law_rates(view, cohort, place, status, person, rates);
}
