/* Which interventions stand, how strong they are, what they change and for whom they ask. */
#include "sim/phases.h"

#include "base/calendar.h"

enum { DAYS_PER_WEEK = 7 };

static double arrived_by_sea(const mf_world *world)
{
    const mf_scenario *scenario = world->scenario;
    double persons = 0.0;

    for (int l = 0; l < scenario->links.n; l++)
        for (int k = 0; mf_links(scenario)[l].mode == MF_MODE_SEA && k < scenario->cohorts.n; k++)
            persons += mf_scenario_weight(scenario, k) *
                       *mf_tally_flow(&world->tally, l, MF_FATE_ARRIVED, k);
    return persons;
}

static double died(const mf_world *world)
{
    double persons = 0.0;

    for (int c = -1; c < world->scenario->countries.n; c++)
        for (int k = 0; k < world->scenario->cohorts.n; k++)
            for (int need = 0; need < 2; need++)
                persons += mf_scenario_weight(world->scenario, k) *
                           *mf_tally_event(&world->tally, MF_EVENT_DIES, c, k, need);
    return persons;
}

static double present(const mf_world *world, int country)
{
    const mf_cells cells = world->rules.cells;
    double persons = 0.0;

    for (int k = 0; k < world->scenario->cohorts.n; k++)
        for (int p = 0; p < cells.n_places; p++)
            for (int s = 0; world->rules.country_of[p] == country && s < cells.n_statuses; s++)
                if (!mf_status_is(world->scenario, s, MF_TRAIT_TERMINAL))
                    persons += mf_scenario_weight(world->scenario, k) *
                               (double) mf_world_stock(world, k, mf_cell(cells, p, s));
    return persons;
}

/* What is seen at the start of the step; flows are those of the step before. */
static double seen(const mf_world *world, const mf_when *when)
{
    double weeks = (double) world->scenario->calendar.step / DAYS_PER_WEEK;

    switch (when->watch) {
    case MF_WATCH_WAITING:
        return mf_lines_waiting(&world->lines, world->scenario, when->queue);
    case MF_WATCH_PRESENT:
        return present(world, when->country);
    case MF_WATCH_SEA_ARRIVALS:
        return arrived_by_sea(world) / weeks;
    case MF_WATCH_DEATHS:
        return died(world) / weeks;
    default:
        return world->published.link[when->link].price;
    }
}

/* A rule that says stop outweighs one that says start. */
static void follow_rules(const mf_world *world, const mf_intervention *is, mf_policy *policy)
{
    const mf_when *when = is->when.at;
    bool start = false, stop = false;

    for (int i = 0; i < is->when.n; i++) {
        bool flow = when[i].watch == MF_WATCH_SEA_ARRIVALS || when[i].watch == MF_WATCH_DEATHS;

        if ((flow && world->step == 0) || !mf_when_holds(&when[i], seen(world, &when[i])))
            continue;
        start = start || when[i].then == MF_THEN_START;
        stop = stop || when[i].then == MF_THEN_STOP;
    }
    if (stop) {
        policy->standing = false;
    } else if (start && !policy->standing) {
        policy->standing = true;
        policy->since = world->view.day;
    }
}

void mf_phase_policies(mf_world *world)
{
    const mf_scenario *scenario = world->scenario;

    mf_effects_neutral(&world->effects);
    /* by name: sums of reals must not depend on the order in the file */
    for (int i = 0; i < scenario->interventions.n; i++) {
        mf_policy *policy = &world->policy[i];
        const mf_intervention *is = &mf_interventions(scenario)[policy->index];

        if (is->on && world->view.day >= is->start && world->view.day < is->end)
            follow_rules(world, is, policy);
        policy->strength = policy->standing
                               ? mf_intervention_strength_since(is, policy->since, world->view.day)
                               : 0.0;
        policy->orders.n = 0;
        policy->ordered = 0.0;
        if (policy->strength > 0.0 && is->is->shape != NULL)
            is->is->shape(is->params, policy->strength, scenario, &world->effects);
        if (policy->strength > 0.0 && is->is->order != NULL)
            is->is->order(is->params, policy->strength, scenario, &policy->orders);
    }
}
