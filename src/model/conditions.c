#include "model/conditions.h"

#include "base/calendar.h"
#include "base/real.h"

enum { RISE_DAYS = 28 };

static int ring_of(const mf_scenario *scenario)
{
    int steps = RISE_DAYS / scenario->calendar.step;

    return (steps < 1 ? 1 : steps) + 1;
}

mf_err mf_conditions_init(mf_conditions *self, mf_arena *arena, const mf_scenario *scenario)
{
    size_t countries = (size_t) scenario->countries.n, places = (size_t) scenario->places.n;
    size_t pairs = countries * (size_t) scenario->cohorts.n;
    size_t queues = (size_t) scenario->legal.queues.n;

    self->ring = ring_of(scenario);
    self->place = mf_arena_take(arena, places + 1, sizeof *self->place);
    self->link = mf_arena_take(arena, (size_t) scenario->links.n, sizeof *self->link);
    self->cohort = mf_arena_take(arena, (size_t) scenario->cohorts.n, sizeof *self->cohort);
    self->country = mf_arena_take(arena, countries, sizeof *self->country);
    self->treatment = mf_arena_take(arena, pairs, sizeof *self->treatment);
    self->queue = mf_arena_take(arena, queues + 1, sizeof *self->queue);
    self->transition = mf_arena_take(arena, (size_t) scenario->legal.transitions.n + 1,
                                     sizeof *self->transition);
    self->shift = mf_arena_take(arena, (size_t) self->ring * places, sizeof *self->shift);
    if (self->place == NULL || self->link == NULL || self->cohort == NULL ||
        self->country == NULL || self->treatment == NULL || self->queue == NULL ||
        self->transition == NULL || self->shift == NULL)
        return MF_E_NOMEM;
    for (int k = 0; k < scenario->cohorts.n; k++)
        self->cohort[k].calm_since = scenario->calendar.start;
    return MF_OK;
}

/* Violence, unemployment, and by how much they rose: what policies added some weeks ago
 * counts with what was then. */
static void rises_at(mf_conditions *self, const mf_scenario *scenario,
                     const mf_place_effects *effect, int p, int step)
{
    const mf_place *place = &mf_places(scenario)[p];
    int day = mf_scenario_day(scenario, step), n = scenario->places.n;
    double violence = mf_series_at(&place->violence, day);
    double jobless = mf_series_at(&place->unemployment, day);
    mf_shift *shift = &self->shift[step % self->ring * n + p], then = { 0.0, 0.0 };
    mf_place_now *now = &self->place[p];

    now->violence = mf_clamp(violence * effect->violence + effect->war, 0.0, 1.0);
    now->unemployment = mf_clamp(jobless * effect->unemployment, 0.0, 1.0);
    *shift = (mf_shift){ now->violence - mf_clamp(violence, 0.0, 1.0),
                         now->unemployment - mf_clamp(jobless, 0.0, 1.0) };
    if (step + 1 >= self->ring) /* the next slot in the ring is the oldest */
        then = self->shift[(step + 1) % self->ring * n + p];
    violence = mf_series_at(&place->violence, day - RISE_DAYS) + then.violence;
    jobless = mf_series_at(&place->unemployment, day - RISE_DAYS) + then.unemployment;
    now->violence_rise = mf_clamp(now->violence - violence, 0.0, 1.0);
    now->unemployment_rise = mf_clamp(now->unemployment - jobless, 0.0, 1.0);
}

static void work_at(mf_place_now *now, const mf_country *country, const mf_place_effects *effect)
{
    for (int w = 0; w < MF_N_WORK; w++)
        now->work[w] = country->work[w];
    now->work[MF_WORK_ASYLUM] += effect->work_asylum;
    now->work[MF_WORK_PROTECTED] += effect->work_protected;
    now->work[MF_WORK_IRREGULAR] += effect->work_irregular;
}

static void places_at(mf_conditions *self, const mf_scenario *scenario,
                      const mf_effects *effects, int step)
{
    int day = mf_scenario_day(scenario, step);

    for (int p = 0; p < scenario->places.n; p++) {
        const mf_place *place = &mf_places(scenario)[p];
        const mf_country *country = &mf_countries(scenario)[place->country];
        const mf_place_effects *effect = &effects->place[p];
        mf_place_now *now = &self->place[p];

        rises_at(self, scenario, effect, p, step);
        now->abuse = mf_clamp(mf_series_at(&place->abuse, day) * effect->abuse, 0.0, 1.0);
        now->detention = mf_series_at(&place->detention, day) * effect->detention;
        now->wage = mf_series_at(&place->wage, day) * effect->wage;
        now->school = mf_clamp(place->school * effect->school, 0.0, 1.0);
        now->cash = effect->cash;
        now->support = country->benefit + effect->support;
        now->reintegration = effect->reintegration;
        now->return_aid = scenario->money.return_aid + effect->return_aid;
        work_at(now, country, effect);
    }
}

static void links_at(mf_conditions *self, const mf_scenario *scenario,
                     const mf_effects *effects, int day)
{
    int month = mf_month_of(day);

    for (int l = 0; l < scenario->links.n; l++) {
        const mf_link *link = &mf_links(scenario)[l];
        const mf_link_effects *effect = &effects->link[l];
        mf_link_now *now = &self->link[l];
        double dies = mf_series_at(&link->death, day) * effect->death;
        double stops = mf_series_at(&link->interception, day) * effect->stops;

        dies = 1.0 - (1.0 - dies) * effect->survives;
        dies *= 1.0 + scenario->market.danger * effect->effort;
        now->death = mf_clamp(dies, 0.0, 1.0);
        now->interception = 1.0 - (1.0 - mf_clamp(stops, 0.0, 1.0)) * mf_clamp(effect->passes, 0.0, 1.0);
        now->access = mf_series_at(&link->access, day);
        now->usual = mf_series_at(&link->price, day);
        now->open = mf_clamp(link->season[month] * effect->open, 0.0, 1.0);
        now->effort = effect->effort;
        now->supply = effect->supply;
        now->steps = (int) (link->days / scenario->calendar.step + 0.5);
        if (now->steps < 1)
            now->steps = 1;
    }
}

static void cohorts_at(mf_conditions *self, const mf_scenario *scenario,
                       const mf_effects *effects, int day)
{
    double long_enough = scenario->needs.calm * MF_DAYS_PER_YEAR;

    for (int k = 0; k < scenario->cohorts.n; k++) {
        const mf_cohort *cohort = &mf_cohorts(scenario)[k];
        const mf_cohort_effects *effect = &effects->cohort[k];
        mf_cohort_now *now = &self->cohort[k];
        double most;

        now->persecution = mf_clamp(mf_series_at(&cohort->persecution, day) * effect->persecution +
                                        effect->persecuted, 0.0, 1.0);
        now->danger = effect->danger;
        most = self->place[cohort->origin].violence;
        most = most > now->persecution ? most : now->persecution;
        if (most >= scenario->needs.calm_below)
            now->calm_since = day;
        now->calm = day - now->calm_since >= long_enough;
    }
}

/* The list of safe origins and the share of closures, before policies. */
static void treatments_at(mf_conditions *self, const mf_scenario *scenario, int c, int day)
{
    const mf_country *country = &mf_countries(scenario)[c];
    const mf_treatment *treatment = country->treatment.at;
    mf_treatment_now *row = &self->treatment[c * scenario->cohorts.n];

    for (int k = 0; k < scenario->cohorts.n; k++)
        row[k] = (mf_treatment_now){ .closed = country->closed };
    for (int i = 0; i < country->safe_origins.n; i++)
        row[country->safe_origins.at[i]].safe_origin = true;
    for (int t = 0; t < country->treatment.n; t++) {
        row[treatment[t].cohort].bias = mf_series_at(&treatment[t].bias, day);
        if (treatment[t].closed >= 0.0)
            row[treatment[t].cohort].closed = treatment[t].closed;
    }
}

static void countries_at(mf_conditions *self, const mf_scenario *scenario,
                         const mf_effects *effects, int day)
{
    for (int c = 0; c < scenario->countries.n; c++) {
        const mf_country *country = &mf_countries(scenario)[c];
        const mf_country_effects *effect = &effects->country[c];
        mf_country_now *now = &self->country[c];

        now->access = mf_clamp(mf_series_at(&country->access, day) * effect->access, 0.0, 1.0);
        now->registers =
            mf_clamp(mf_series_at(&country->registers, day) + effect->registers, 0.0, 1.0);
        now->discernment = effect->discernment;
        now->trauma = country->trauma * effect->trauma;
        now->dublin = mf_clamp(country->dublin + effect->dublin, 0.0, 1.0);
        now->removal_fear = mf_clamp(country->removal_fear + effect->removal_fear, 0.0, 1.0);
        treatments_at(self, scenario, c, day);
        for (int k = 0; k < scenario->cohorts.n; k++) {
            const mf_treatment_effects *treats = mf_effects_treatment(effects, c, k);
            mf_treatment_now *at = &self->treatment[c * scenario->cohorts.n + k];

            at->bias += treats->bias;
            at->closed = mf_clamp(at->closed + treats->closed, 0.0, 1.0);
            at->appeals = mf_clamp(country->appeal * effect->appeals * treats->appeals, 0.0, 1.0);
            at->safe_origin |= treats->listed > 0.0;
        }
    }
}

static void law_at(mf_conditions *self, const mf_scenario *scenario, const mf_effects *effects,
                   int day)
{
    for (int t = 0; t < scenario->legal.transitions.n; t++) {
        const mf_transition *transition = &mf_transitions(scenario)[t];
        const mf_transition_effects *effect = &effects->transition[t];

        self->transition[t] = (mf_transition_now){
            .rate = mf_series_at(&transition->rate, day) * effect->rate + effect->added,
            .chance = mf_clamp(transition->chance * effect->chance, 0.0, 1.0),
        };
    }
}

static void queues_at(mf_conditions *self, const mf_scenario *scenario,
                      const mf_effects *effects, int day)
{
    for (int q = 0; q < scenario->legal.queues.n; q++) {
        const mf_queue *queue = &mf_queues(scenario)[q];
        const mf_queue_effects *effect = &effects->queue[q];
        double capacity = mf_series_at(&queue->capacity, day) * effect->speed + effect->places;

        self->queue[q] = (mf_queue_now){
            .capacity = capacity < effect->most ? capacity : effect->most,
            .beds = queue->beds + effect->beds,
            .chance = mf_clamp(queue->chance * effect->chance, 0.0, 1.0),
            .service = queue->service * effect->service,
            .discernment = effect->discernment,
        };
    }
}

void mf_conditions_at(mf_conditions *self, const mf_scenario *scenario,
                      const mf_effects *effects, int step)
{
    int day = mf_scenario_day(scenario, step);

    places_at(self, scenario, effects, step);
    links_at(self, scenario, effects, day);
    cohorts_at(self, scenario, effects, day);
    countries_at(self, scenario, effects, day);
    law_at(self, scenario, effects, day);
    queues_at(self, scenario, effects, day);
}
