#include "model/conditions.h"

#include "base/calendar.h"
#include "base/real.h"

enum { RISE_DAYS = 28 };

mf_err mf_conditions_init(mf_conditions *self, mf_arena *arena, const mf_scenario *scenario)
{
    size_t countries = (size_t) scenario->countries.n;
    size_t pairs = countries * (size_t) scenario->cohorts.n;
    size_t queues = (size_t) scenario->legal.queues.n;

    self->place = mf_arena_take(arena, (size_t) scenario->places.n + 1, sizeof *self->place);
    self->link = mf_arena_take(arena, (size_t) scenario->links.n, sizeof *self->link);
    self->cohort = mf_arena_take(arena, (size_t) scenario->cohorts.n, sizeof *self->cohort);
    self->access = mf_arena_take(arena, countries, sizeof *self->access);
    self->registers = mf_arena_take(arena, countries, sizeof *self->registers);
    self->bias = mf_arena_take(arena, pairs, sizeof *self->bias);
    self->closed = mf_arena_take(arena, pairs, sizeof *self->closed);
    self->capacity = mf_arena_take(arena, queues + 1, sizeof *self->capacity);
    self->beds = mf_arena_take(arena, queues + 1, sizeof *self->beds);
    self->rate = mf_arena_take(arena, (size_t) scenario->legal.transitions.n + 1,
                               sizeof *self->rate);
    if (self->place == NULL || self->link == NULL || self->cohort == NULL ||
        self->access == NULL || self->registers == NULL || self->bias == NULL ||
        self->closed == NULL || self->rate == NULL || self->capacity == NULL || self->beds == NULL)
        return MF_E_NOMEM;
    for (int k = 0; k < scenario->cohorts.n; k++)
        self->cohort[k].calm_since = scenario->calendar.start;
    return MF_OK;
}

static void places_at(mf_conditions *self, const mf_scenario *scenario,
                      const mf_effects *effects, int day)
{
    for (int p = 0; p < scenario->places.n; p++) {
        const mf_place *place = &mf_places(scenario)[p];
        const mf_place_effects *effect = &effects->place[p];
        mf_place_now *now = &self->place[p];
        double before = mf_series_at(&place->violence, day - RISE_DAYS);

        now->violence = mf_clamp(mf_series_at(&place->violence, day) * effect->violence, 0.0, 1.0);
        now->violence_rise = mf_clamp(now->violence - before, 0.0, 1.0);
        now->abuse = mf_clamp(mf_series_at(&place->abuse, day) * effect->abuse, 0.0, 1.0);
        now->detention = mf_series_at(&place->detention, day) * effect->detention;
        now->wage = mf_series_at(&place->wage, day) * effect->wage;
        now->unemployment = mf_series_at(&place->unemployment, day);
        now->unemployment_rise = mf_clamp(
            now->unemployment - mf_series_at(&place->unemployment, day - RISE_DAYS), 0.0, 1.0);
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
        double dies = mf_series_at(&link->death, day);

        dies = 1.0 - (1.0 - dies) * effect->survives;
        dies *= 1.0 + scenario->market.danger * effect->effort;
        now->death = mf_clamp(dies, 0.0, 1.0);
        now->interception =
            1.0 - (1.0 - mf_series_at(&link->interception, day)) * mf_clamp(effect->passes, 0.0, 1.0);
        now->access = mf_series_at(&link->access, day);
        now->usual = mf_series_at(&link->price, day);
        now->open = mf_clamp(link->season[month] * effect->open, 0.0, 1.0);
        now->effort = effect->effort;
        now->steps = (int) (link->days / scenario->calendar.step + 0.5);
        if (now->steps < 1)
            now->steps = 1;
    }
}

static void cohorts_at(mf_conditions *self, const mf_scenario *scenario, int day)
{
    double long_enough = scenario->needs.calm * MF_DAYS_PER_YEAR;

    for (int k = 0; k < scenario->cohorts.n; k++) {
        const mf_cohort *cohort = &mf_cohorts(scenario)[k];
        mf_cohort_now *now = &self->cohort[k];
        double most;

        now->persecution = mf_series_at(&cohort->persecution, day);
        most = self->place[cohort->origin].violence;
        most = most > now->persecution ? most : now->persecution;
        if (most >= scenario->needs.calm_below)
            now->calm_since = day;
        now->calm = day - now->calm_since >= long_enough;
    }
}

static void countries_at(mf_conditions *self, const mf_scenario *scenario, int day)
{
    int cohorts = scenario->cohorts.n;

    for (int c = 0; c < scenario->countries.n; c++) {
        const mf_country *country = &mf_countries(scenario)[c];
        const mf_treatment *treatment = country->treatment.at;

        self->access[c] = mf_series_at(&country->access, day);
        self->registers[c] = mf_series_at(&country->registers, day);
        for (int k = 0; k < cohorts; k++) {
            self->bias[c * cohorts + k] = 0.0;
            self->closed[c * cohorts + k] = country->closed;
        }
        for (int t = 0; t < country->treatment.n; t++) {
            int at = c * cohorts + treatment[t].cohort;

            self->bias[at] = mf_series_at(&treatment[t].bias, day);
            if (treatment[t].closed >= 0.0)
                self->closed[at] = treatment[t].closed;
        }
    }
}

static void law_at(mf_conditions *self, const mf_scenario *scenario, int day)
{
    for (int t = 0; t < scenario->legal.transitions.n; t++)
        self->rate[t] = mf_series_at(&mf_transitions(scenario)[t].rate, day);
}

static void queues_at(mf_conditions *self, const mf_scenario *scenario,
                      const mf_effects *effects, int day)
{
    for (int q = 0; q < scenario->legal.queues.n; q++) {
        const mf_queue *queue = &mf_queues(scenario)[q];
        const mf_queue_effects *effect = &effects->queue[q];

        self->capacity[q] = mf_series_at(&queue->capacity, day) * effect->speed + effect->places;
        self->beds[q] = queue->beds + effect->beds;
    }
}

void mf_conditions_at(mf_conditions *self, const mf_scenario *scenario,
                      const mf_effects *effects, int step)
{
    int day = mf_scenario_day(scenario, step);

    places_at(self, scenario, effects, day);
    links_at(self, scenario, effects, day);
    cohorts_at(self, scenario, day);
    countries_at(self, scenario, day);
    law_at(self, scenario, day);
    queues_at(self, scenario, effects, day);
}
