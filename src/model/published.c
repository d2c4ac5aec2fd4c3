#include "model/published.h"

#include "base/bits.h"
#include "base/calendar.h"
#include "base/real.h"
#include "model/drift.h"
#include "model/routes.h"

#define LONGEST_WAIT 10.0 /* year */
#define NO_RISK 1e-9
#define WEEKS 52.1775 /* in a year */

static double minus_log_survival(double p)
{
    return -mf_log1p(-mf_clamp(p, 0.0, 0.99));
}

static mf_err take(mf_published *self, mf_arena *arena)
{
    size_t links = (size_t) self->n_links, places = (size_t) self->n_places;
    size_t cohorts = (size_t) self->n_cohorts;
    size_t countries = (size_t) self->n_countries, rows = (size_t) self->n_targets + 1;

    self->link = mf_arena_take(arena, links, sizeof *self->link);
    self->way = mf_arena_take(arena, rows * places, sizeof *self->way);
    self->first_way = mf_arena_take(arena, rows * cohorts, sizeof *self->first_way);
    self->horizon = mf_arena_take(arena, cohorts, sizeof *self->horizon);
    self->outlets = mf_arena_take(arena, places, sizeof *self->outlets);
    self->tie = mf_arena_take(arena, countries * cohorts, sizeof *self->tie);
    self->diaspora = mf_arena_take(arena, countries * cohorts, sizeof *self->diaspora);
    self->network = mf_arena_take(arena, countries * cohorts, sizeof *self->network);
    self->compatriots = mf_arena_take(arena, countries * cohorts, sizeof *self->compatriots);
    self->granted = mf_arena_take(arena, countries, sizeof *self->granted);
    self->decided = mf_arena_take(arena, countries, sizeof *self->decided);
    self->chance = mf_arena_take(arena, countries, sizeof *self->chance);
    self->wait = mf_arena_take(arena, (size_t) self->n_queues + 1, sizeof *self->wait);
    self->news = mf_arena_take(arena, cohorts, sizeof *self->news);
    self->worst = mf_arena_take(arena, places, sizeof *self->worst);
    self->leg = mf_arena_take(arena, links + 1, sizeof *self->leg);
    self->pending = mf_arena_take(arena, mf_bits_words(links) + 1, sizeof *self->pending);
    self->into = mf_arena_take(arena, places * mf_bits_words(links) + 1, sizeof *self->into);
    return self->link == NULL || self->worst == NULL || self->way == NULL || self->first_way == NULL ||
                   self->horizon == NULL || self->outlets == NULL || self->tie == NULL ||
                   self->diaspora == NULL || self->network == NULL || self->compatriots == NULL ||
                   self->granted == NULL || self->decided == NULL || self->chance == NULL ||
                   self->wait == NULL || self->news == NULL || self->leg == NULL ||
                   self->pending == NULL || self->into == NULL
               ? MF_E_NOMEM
               : MF_OK;
}

static void find_ends(mf_published *self, const mf_scenario *scenario)
{
    size_t words = mf_bits_words((size_t) self->n_links);

    for (int l = 0; l < self->n_links; l++)
        mf_bits_put(&self->into[(size_t) mf_links(scenario)[l].to * words], (size_t) l, true);
}

static mf_err find_targets(mf_published *self, mf_arena *arena, const mf_scenario *scenario)
{
    self->target_of = mf_arena_take(arena, (size_t) self->n_countries, sizeof *self->target_of);
    if (self->target_of == NULL)
        return MF_E_NOMEM;
    for (int c = 0; c < self->n_countries; c++)
        self->target_of[c] = -1;
    for (int k = 0; k < scenario->cohorts.n; k++) {
        const mf_cohort *cohort = &mf_cohorts(scenario)[k];
        const mf_abroad *abroad = cohort->abroad.at;

        for (int i = 0; i < cohort->abroad.n && self->n_targets < MF_MOST_TARGETS; i++)
            if (abroad[i].imagined && self->target_of[abroad[i].country] < 0) {
                self->target_of[abroad[i].country] = (int16_t) self->n_targets;
                self->target[self->n_targets++] = (int16_t) abroad[i].country;
            }
    }
    return MF_OK;
}

static void start_ties(mf_published *self, const mf_scenario *scenario)
{
    for (int k = 0; k < scenario->cohorts.n; k++) {
        const mf_cohort *cohort = &mf_cohorts(scenario)[k];
        const mf_abroad *abroad = cohort->abroad.at;

        for (int i = 0; i < cohort->abroad.n; i++) {
            int at = abroad[i].country * self->n_cohorts + k;
            int target = self->target_of[abroad[i].country];

            self->tie[at] = abroad[i].tie;
            self->diaspora[at] = self->compatriots[at] = abroad[i].diaspora;
            self->network[at] = mf_log1p(abroad[i].diaspora);
            if (abroad[i].imagined && target >= 0)
                self->horizon[k].imagined |= 1u << target;
        }
    }
}

static void start_links(mf_published *self, const mf_view *view)
{
    double hearsay = view->scenario->beliefs.prior_passages;

    for (int l = 0; l < self->n_links; l++) {
        const mf_link_now *now = &view->now->link[l];
        mf_link_reputation *link = &self->link[l];

        *link = (mf_link_reputation){
            .ended = hearsay,
            .died = hearsay * now->death,
            .intercepted = hearsay * now->interception,
            .death = now->death,
            .interception = now->interception,
            .risk = minus_log_survival(now->death),
            .stop = minus_log_survival(now->interception),
            .price = now->usual,
            .remembered = now->usual,
        };
    }
}

static double one_over(double risk)
{
    return 1.0 / (risk > NO_RISK ? risk : NO_RISK);
}

/* What does not change.  What is believed of the whole journey is cut to what is left of it
 * by its risks as they were at the start. */
static void start_horizons(mf_published *self, const mf_view *view)
{
    for (int k = 0; k < self->n_cohorts; k++) {
        mf_horizon *horizon = &self->horizon[k];
        int origin = view->rules->country_of[mf_cohorts(view->scenario)[k].origin];

        for (int t = 0; t < self->n_targets; t++) {
            const mf_way *journey = &self->first_way[t * self->n_cohorts + k];
            mf_destination *there = &horizon->at[t];

            there->per_risk = one_over(journey->risk);
            there->per_stop = one_over(journey->stop);
            there->country = self->target[t];
            there->abroad = self->target[t] != origin;
            there->place = view->rules->main_place[self->target[t]];
            if (there->place < 0)
                horizon->imagined &= ~(1u << t);
        }
    }
}

static mf_living living_of(const mf_prospect *prospect)
{
    mf_living living = { .danger = prospect->danger, .fixed = prospect->fixed };

    for (int skill = 0; skill < MF_N_SKILLS; skill++)
        living.earns[skill] = prospect->earns[skill];
    return living;
}

/* A destination as those see it who would come irregularly. */
static void see_destination(mf_destination *there, const mf_view *view, int cohort)
{
    int departed = view->rules->en_route, place = there->place;
    const mf_outlook *see = mf_rules_outlook(view->rules, departed, view->rules->country_of[place]);
    mf_prospect life;

    mf_prospect_of(view, cohort, place, departed, &life);
    there->learns = life.learns;
    there->irregular = living_of(&life);
    there->claims = see->granted >= 0 && see->refused >= 0;
    if (there->claims) {
        mf_prospect_of(view, cohort, place, see->granted, &life);
        there->granted = living_of(&life);
        mf_prospect_of(view, cohort, place, see->refused, &life);
        there->refused = living_of(&life);
    }
}

static void see_destinations(mf_published *self, const mf_view *view)
{
    for (int k = 0; k < self->n_cohorts; k++)
        for (int t = 0; t < self->n_targets; t++)
            if (self->horizon[k].imagined >> t & 1)
                see_destination(&self->horizon[k].at[t], view, k);
}

static void see_outlets(mf_published *self)
{
    for (int p = 0; p < self->n_places; p++) {
        mf_outlets *outlets = &self->outlets[p];

        outlets->open = 0;
        for (int t = 0; t < self->n_targets; t++) {
            const mf_way *way = mf_published_way(self, t, p);

            if (way->link < 0)
                continue;
            outlets->open |= 1u << t;
            outlets->to[t] = (mf_outlet){
                .usual = way->usual,
                .years = way->years,
                .risk = way->risk,
                .stop = way->stop,
                .price = (int64_t) (way->price * 100.0 + 0.5),
                .leg = (int64_t) (self->link[way->link].price * 100.0 + 0.5),
            };
        }
    }
}

/* What a country's first decisions would grant if a share of claims were in need. */
static double prior_chance(const mf_country *country, double in_need)
{
    return country->sensitivity * in_need + (1.0 - country->specificity) * (1.0 - in_need);
}

mf_err mf_published_init(mf_published *self, mf_arena *arena, const mf_view *view)
{
    const mf_scenario *scenario = view->scenario;

    *self = (mf_published){
        .n_links = scenario->links.n,
        .n_places = scenario->places.n,
        .n_countries = scenario->countries.n,
        .n_cohorts = scenario->cohorts.n,
        .n_queues = scenario->legal.queues.n,
    };
    MF_TRY(find_targets(self, arena, scenario));
    MF_TRY(take(self, arena));
    find_ends(self, scenario);
    start_ties(self, scenario);
    start_links(self, view);
    for (int c = 0; c < self->n_countries; c++) {
        self->chance[c] = prior_chance(&mf_countries(scenario)[c], scenario->beliefs.prior_need);
        self->decided[c] = scenario->beliefs.prior_decisions;
        self->granted[c] = self->decided[c] * self->chance[c];
    }
    mf_routes_find(self, view);
    for (int t = 0; t <= self->n_targets; t++)
        for (int k = 0; k < self->n_cohorts; k++)
            self->first_way[t * self->n_cohorts + k] =
                *mf_published_way(self, t, mf_cohorts(scenario)[k].origin);
    start_horizons(self, view);
    see_outlets(self);
    return MF_OK;
}

static void update_link(mf_link_reputation *link, const mf_view *view, const mf_link_now *now,
                        const mf_passages *passage, bool smuggled, double keep)
{
    const mf_market *market = &view->scenario->market;
    double fresh = passage->begun / (view->years * WEEKS); /* persons per week */
    double recent = mf_exp(-view->years * WEEKS / market->recent);
    double pressure;

    link->ended = link->ended * keep + passage->ended;
    link->died = link->died * keep + passage->died;
    link->intercepted = link->intercepted * keep + passage->intercepted;
    /* of a link that hardly anybody remembers the last reputation stays */
    if (link->ended > 1.0) {
        link->death = mf_clamp(link->died / link->ended, 0.0, 0.99);
        link->interception = mf_clamp(link->intercepted / link->ended, 0.0, 0.99);
    }
    link->risk = minus_log_survival(link->death);
    link->stop = minus_log_survival(link->interception);
    link->demand = fresh + (link->demand - fresh) * recent;
    if (link->supply <= 0.0)
        link->supply = link->demand;
    link->supply += (link->demand - link->supply) * mf_clamp(market->supply * view->years, 0.0, 1.0);
    pressure = mf_pow((link->demand + 1.0) / (link->supply * now->supply + 1.0), market->demand);
    pressure *= 1.0 + market->enforcement * now->effort;
    if (!smuggled)
        pressure = 1.0;
    link->price = now->usual * mf_clamp(pressure, 1.0 / market->most, market->most);
    link->remembered = link->price + (link->remembered - link->price) * recent;
}

static void update_links(mf_published *self, const mf_view *view, const mf_happened *happened)
{
    double keep = mf_exp(-view->years / view->scenario->beliefs.memory);

    for (int l = 0; l < self->n_links; l++) {
        const mf_link_now *now = &view->now->link[l];

        if (view->scenario->switches.feedback)
            update_link(&self->link[l], view, now, &happened->passage[l],
                        mf_links(view->scenario)[l].smuggled, keep);
        else
            self->link[l].price = now->usual;
    }
}

static void update_countries(mf_published *self, const mf_view *view, const mf_happened *happened)
{
    double keep = mf_exp(-view->years / view->scenario->beliefs.memory);

    for (int c = 0; c < self->n_countries; c++) {
        self->granted[c] = self->granted[c] * keep + happened->granted[c];
        self->decided[c] = self->decided[c] * keep + happened->decided[c];
        if (self->decided[c] > 1.0)
            self->chance[c] = self->granted[c] / self->decided[c];
        for (int k = 0; k < self->n_cohorts; k++) {
            int at = c * self->n_cohorts + k;
            double compatriots = self->diaspora[at] + happened->present[at];

            if (compatriots == self->compatriots[at])
                continue; /* as in the step before */
            self->compatriots[at] = compatriots;
            self->network[at] = mf_log1p(compatriots);
        }
    }
}

static void update_waits(mf_published *self, const mf_view *view, const mf_happened *happened)
{
    for (int q = 0; q < self->n_queues; q++) {
        double service = view->now->queue[q].service / MF_DAYS_PER_YEAR;
        double a_year = view->now->queue[q].capacity * 12.0;
        double wait = a_year > 0.0 ? happened->waiting[q] / a_year : LONGEST_WAIT;

        wait = wait > service ? wait : service;
        self->wait[q] = wait < LONGEST_WAIT ? wait : LONGEST_WAIT;
    }
}

void mf_published_update(mf_published *self, const mf_view *view, const mf_happened *happened)
{
    update_links(self, view, happened);
    if (view->scenario->switches.feedback) {
        update_countries(self, view, happened);
        update_waits(self, view, happened);
        for (int k = 0; k < self->n_cohorts; k++)
            self->news[k] = happened->alive[k] > 0.0
                                ? (happened->arrived[k] + happened->died[k]) /
                                      (happened->alive[k] * view->years * WEEKS)
                                : 0.0;
    }
    mf_routes_find(self, view);
    see_outlets(self);
    see_destinations(self, view);
}
