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

/* Where nothing happened nothing is added: a sum to which zero is added stays the same. */
static void count_passages(mf_world *world, int cohort, double weight, published_counts *c)
{
    const mf_tally *tally = &world->tally;

    for (int l = 0; l < world->scenario->links.n; l++) {
        const int32_t *row = mf_tally_flow(tally, l, 0, 0);
        double begun, arrived, died, stopped;

        if (!mf_tally_any(tally, row, MF_N_FATES * (size_t) tally->n_cohorts))
            continue;
        begun = *mf_tally_flow(tally, l, MF_FATE_BEGUN, cohort);
        arrived = *mf_tally_flow(tally, l, MF_FATE_ARRIVED, cohort);
        died = *mf_tally_flow(tally, l, MF_FATE_DIED, cohort);
        stopped = *mf_tally_flow(tally, l, MF_FATE_INTERCEPTED, cohort) +
                  *mf_tally_flow(tally, l, MF_FATE_PUSHED_BACK, cohort);
        c->passage[l].begun += weight * begun;
        c->passage[l].ended += weight * (arrived + died + stopped);
        c->passage[l].died += weight * died;
        c->passage[l].intercepted += weight * stopped;
        if (leads_to_destination(world, l))
            c->arrived[cohort] += weight * arrived;
    }
}

static double happened(const mf_tally *tally, int event, int country, int cohort)
{
    return *mf_tally_event(tally, event, country, cohort, 0) +
           *mf_tally_event(tally, event, country, cohort, 1);
}

static void count_decisions(mf_world *world, int cohort, double weight, published_counts *c)
{
    const mf_tally *t = &world->tally;

    for (int country = -1; country < world->scenario->countries.n; country++)
        c->died[cohort] += weight * happened(t, MF_EVENT_DIES, country, cohort);
    for (int country = 0; country < world->scenario->countries.n; country++) {
        double granted = happened(t, MF_EVENT_RECOGNISED, country, cohort) +
                         happened(t, MF_EVENT_SUBSIDIARY, country, cohort) +
                         happened(t, MF_EVENT_HUMANITARIAN, country, cohort);
        double refused = happened(t, MF_EVENT_REFUSED, country, cohort) +
                         happened(t, MF_EVENT_APPEALS, country, cohort);

        c->granted[country] += weight * granted;
        c->decided[country] += weight * (granted + refused);
    }
}

static void count_people(mf_world *world, int cohort, double weight, published_counts *c)
{
    const mf_cells cells = world->rules.cells;
    int cohorts = world->scenario->cohorts.n;

    for (int p = 0; p <= cells.n_places; p++) {
        size_t first = mf_world_class(world, cohort, mf_cell(cells, p, 0));
        size_t end = first + (size_t) cells.n_statuses;
        int country = world->rules.country_of[p];
        int64_t here = 0;

        for (size_t at = mf_world_next(world, first, end); at < end;
             at = mf_world_next(world, at + 1, end))
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
    for (int k = 0; k < scenario->cohorts.n; k++) {
        double weight = mf_scenario_weight(scenario, k);

        count_passages(world, k, weight, &c);
        count_decisions(world, k, weight, &c);
        count_people(world, k, weight, &c);
    }
    for (int q = 0; q < scenario->legal.queues.n; q++)
        c.waiting[q] = mf_lines_waiting(&world->lines, scenario, q);
    what = (mf_happened){ c.passage, c.present, c.granted, c.decided,
                          c.arrived, c.died,    c.alive,   c.waiting };
    mf_published_update(&world->published, &world->view, &what);
    mf_tally_clear(&world->tally);
}
