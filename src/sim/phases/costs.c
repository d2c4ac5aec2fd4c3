/* What policies cost, in cents: so sums do not depend on their order. */
#include "sim/phases.h"

static double served(const void *context, int queue, double places)
{
    const mf_world *world = context;
    double capacity = world->now.queue[queue].capacity;
    double share = capacity > 0.0 ? places / capacity : 0.0;

    return world->lines.state[queue].served_now * (share < 1.0 ? share : 1.0);
}

static double present(const void *context, const mf_refs *places, int work, int trait)
{
    const mf_world *world = context;
    const mf_cells cells = world->rules.cells;
    double persons = 0.0;

    for (int k = 0; k < world->scenario->cohorts.n; k++)
        for (int i = 0; i < places->n; i++)
            for (int s = 0; s < cells.n_statuses; s++) {
                const mf_status *status = &mf_statuses(world->scenario)[s];
                int64_t here = mf_world_stock(world, k, mf_cell(cells, places->at[i], s));

                if (here != 0 && (work < 0 || status->work == work) &&
                    (trait < 0 || (status->traits & MF_BIT(trait)) != 0))
                    persons += mf_scenario_weight(world->scenario, k) * (double) here;
            }
    return persons;
}

static double of_country(const mf_world *world, int event, int country)
{
    double persons = 0.0;

    for (int k = 0; k < world->scenario->cohorts.n; k++)
        for (int need = 0; need < 2; need++)
            persons += mf_scenario_weight(world->scenario, k) *
                       *mf_tally_event(&world->tally, event, country, k, need);
    return persons;
}

static double happened(const void *context, int event, const mf_refs *countries)
{
    const mf_world *world = context;
    double persons = 0.0;

    for (int c = -1; countries == NULL && c < world->scenario->countries.n; c++)
        persons += of_country(world, event, c);
    for (int i = 0; countries != NULL && i < countries->n; i++)
        persons += of_country(world, event, countries->at[i]);
    return persons;
}

static double begun(const void *context, const mf_refs *links)
{
    const mf_world *world = context;
    double persons = 0.0;

    for (int i = 0; i < links->n; i++)
        for (int k = 0; k < world->scenario->cohorts.n; k++)
            persons += mf_scenario_weight(world->scenario, k) *
                       *mf_tally_flow(&world->tally, links->at[i], MF_FATE_BEGUN, k);
    return persons;
}

static int64_t cents(double euros)
{
    return (int64_t) (euros * 100.0 + 0.5);
}

static void charge(const mf_world *world, mf_policy *policy)
{
    const mf_intervention *is = &mf_interventions(world->scenario)[policy->index];
    double years = world->view.years, strength = policy->strength;
    mf_turnout turnout = { world, years, policy->ordered, served, present, happened, begun };
    mf_use use = { 0.0, 0.0 };

    if (strength > 0.0 && is->is->use != NULL)
        use = is->is->use(is->params, strength, &turnout);
    policy->served = use.persons;
    policy->cost[MF_COST_FIXED] =
        strength > 0.0 ? cents(mf_intervention_cost(is, MF_COST_FIXED) * years) : 0;
    policy->cost[MF_COST_PLACES] =
        cents(mf_intervention_cost(is, MF_COST_PLACES) * use.places * strength * years);
    policy->cost[MF_COST_PERSONS] = cents(mf_intervention_cost(is, MF_COST_PERSONS) * use.persons);
    for (int part = 0; part < MF_N_COSTS; part++)
        policy->spent[part] += policy->cost[part];
}

void mf_phase_costs(mf_world *world)
{
    for (int i = 0; i < world->scenario->interventions.n; i++)
        charge(world, &world->policy[i]);
}
