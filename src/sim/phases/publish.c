/* Counts of the step before become what everybody can know. */
#include "sim/phases.h"

#include <string.h>

typedef struct published_counts {
    mf_passages *passage;
    double *present, *granted, *decided, *arrived, *died, *alive, *waiting;
} published_counts;

static published_counts layout(mf_world *world)
{
    const mf_scenario *s = world->scenario;
    double *at = world->counts;
    published_counts c;

    c.passage = (mf_passages *) at;
    at += s->links.n * 4;
    c.present = at;
    at += s->countries.n * s->cohorts.n;
    c.granted = at;
    at += s->countries.n;
    c.decided = at;
    at += s->countries.n;
    c.arrived = at;
    at += s->cohorts.n;
    c.died = at;
    at += s->cohorts.n;
    c.alive = at;
    at += s->cohorts.n;
    c.waiting = at;
    return c;
}

/* Does a link lead into a country that people want to reach? */
static bool leads_to_destination(const mf_world *world, int link)
{
    const mf_link *l = &mf_links(world->scenario)[link];
    int from = world->rules.country_of[l->from], to = world->rules.country_of[l->to];

    return from != to && world->published.target_of[to] >= 0;
}

static void count_link(const mf_world *world, int link, published_counts *c)
{
    const mf_tally *tally = &world->tally;
    mf_passages *passage = &c->passage[link];
    bool into_destination = leads_to_destination(world, link);

    for (int k = 0; k < tally->n_cohorts; k++) {
        double weight = mf_scenario_weight(world->scenario, k);
        double begun = *mf_tally_flow(tally, link, MF_FATE_BEGUN, k);
        double arrived = *mf_tally_flow(tally, link, MF_FATE_ARRIVED, k);
        double died = *mf_tally_flow(tally, link, MF_FATE_DIED, k);
        double stopped = *mf_tally_flow(tally, link, MF_FATE_INTERCEPTED, k) +
                         *mf_tally_flow(tally, link, MF_FATE_PUSHED_BACK, k);

        passage->begun += weight * begun;
        passage->ended += weight * (arrived + died + stopped);
        passage->died += weight * died;
        passage->intercepted += weight * stopped;
        if (into_destination)
            c->arrived[k] += weight * arrived;
    }
}

/* Did an event happen to anybody in a country? */
static bool any(const mf_tally *tally, int event, int country)
{
    return mf_tally_any(tally, mf_tally_event(tally, event, country, 0, 0),
                        2 * (size_t) tally->n_cohorts);
}

static double happened(const mf_tally *tally, int event, int country, int cohort)
{
    return *mf_tally_event(tally, event, country, cohort, 0) +
           *mf_tally_event(tally, event, country, cohort, 1);
}

static void count_deaths(const mf_world *world, int country, published_counts *c)
{
    for (int k = 0; k < world->scenario->cohorts.n; k++)
        c->died[k] += mf_scenario_weight(world->scenario, k) *
                      happened(&world->tally, MF_EVENT_DIES, country, k);
}

/* What a state decides on a claim. */
static const struct {
    int event;
    bool granted;
} decisions[] = { { MF_EVENT_RECOGNISED, true },
                  { MF_EVENT_SUBSIDIARY, true },
                  { MF_EVENT_HUMANITARIAN, true },
                  { MF_EVENT_REFUSED, false },
                  { MF_EVENT_APPEALS, false } };

enum { N_DECISIONS = sizeof decisions / sizeof *decisions };

static bool any_decisions(const mf_tally *tally, int country)
{
    for (int d = 0; d < N_DECISIONS; d++)
        if (any(tally, decisions[d].event, country))
            return true;
    return false;
}

static void count_decisions(const mf_world *world, int country, published_counts *c)
{
    for (int k = 0; k < world->scenario->cohorts.n; k++) {
        double weight = mf_scenario_weight(world->scenario, k), granted = 0.0, decided = 0.0;

        for (int d = 0; d < N_DECISIONS; d++) {
            double people = happened(&world->tally, decisions[d].event, country, k);

            decided += people;
            granted += decisions[d].granted ? people : 0.0;
        }
        c->granted[country] += weight * granted;
        c->decided[country] += weight * decided;
    }
}

/* What befell nobody would add zero to sums that stay the same: it is passed over. */
static void count_happened(const mf_world *world, published_counts *c)
{
    const mf_tally *t = &world->tally;

    for (int l = 0; l < t->n_links; l++)
        if (mf_tally_any(t, mf_tally_flow(t, l, 0, 0), MF_N_FATES * (size_t) t->n_cohorts))
            count_link(world, l, c);
    for (int country = -1; country < t->n_countries; country++) {
        if (any(t, MF_EVENT_DIES, country))
            count_deaths(world, country, c);
        if (country >= 0 && any_decisions(t, country))
            count_decisions(world, country, c);
    }
}

static void count_people(const mf_world *world, int cohort, published_counts *c)
{
    double weight = mf_scenario_weight(world->scenario, cohort);
    const mf_cells cells = world->rules.cells;
    int cohorts = world->scenario->cohorts.n;

    for (int p = 0; p <= cells.n_places; p++) {
        size_t first = mf_world_class(world, cohort, mf_cell(cells, p, 0));
        size_t end = first + (size_t) cells.n_statuses;
        int country = world->rules.country_of[p];
        int64_t here = 0;

        for (size_t at = mf_world_next(world, first, end); at < end; at = mf_world_next(world, at + 1, end))
            if (!mf_status_is(world->scenario, (int) (at - first), MF_TRAIT_TERMINAL))
                here += world->stock[at];
        c->alive[cohort] += weight * (double) here;
        if (country >= 0)
            c->present[country * cohorts + cohort] += weight * (double) here;
    }
}

void mf_phase_publish(mf_world *world)
{
    const mf_scenario *scenario = world->scenario;
    published_counts c = layout(world);
    mf_happened what;

    memset(world->counts, 0, sizeof(double) * (size_t) (c.waiting + scenario->legal.queues.n -
                                                        world->counts));
    count_happened(world, &c);
    for (int k = 0; k < scenario->cohorts.n; k++)
        count_people(world, k, &c);
    for (int q = 0; q < scenario->legal.queues.n; q++)
        c.waiting[q] = mf_lines_waiting(&world->lines, scenario, q);
    what = (mf_happened){ c.passage, c.present, c.granted, c.decided,
                          c.arrived, c.died,    c.alive,   c.waiting };
    mf_published_update(&world->published, &world->view, &what);
    mf_tally_clear(&world->tally);
}
