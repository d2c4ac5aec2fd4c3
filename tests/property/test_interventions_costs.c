/* Orders keep to their caps and draw lots anew, costs add up, rules start and stop policies. */
#include "support/policies.h"
#include "support/statistics.h"

#include <stdio.h>
#include <string.h>

#define COSTS "cost_fixed = 100000.0; cost_place = 100.0; cost_person = 7.0;"

static mf_world *world_with(const trial *row, const char *window)
{
    char settings[2048], policy[4096];

    (void) snprintf(settings, sizeof settings, "%s %s", row->active, COSTS);
    write_policy(policy, sizeof policy, "it", row->kind, settings, window);
    return world_of(small_with(policy, row->set), 1, false);
}

/* Persons whom a policy reached in a step, in the sense of its cap. */
static double reached(const mf_world *world, const trial *row)
{
    if (row->at != NULL)
        return world->lines.state[queue_of(world->scenario, row->at)].served_now;
    return world->policy[0].ordered;
}

static void a_cap_is_never_exceeded(void **state)
{
    (void) state;
    for (const trial *row = trials; row->kind != NULL; row++) {
        mf_world *world = world_with(row, "");
        double chosen = 0.0;

        while (world->step < world->n_steps) {
            world_run(world, 1, NULL);
            chosen += reached(world, row);
            if (chosen > row->cap * world->step * world->view.years + 1e-6)
                fail_msg("%s: %g reached after %d steps", row->kind, chosen, world->step);
        }
        if (row->at != NULL) /* after the first months more wait there than are let through */
            assert_true(chosen > 0.8 * row->cap * world->n_steps * world->view.years);
        assert_true((chosen > 0.0) == (row->cap > 0.0));
        world_close(world);
    }
}

static void nobody_is_put_where_no_bed_is_free(void **state)
{
    trial few = *trial_of("evacuation");
    mf_world *world;
    double most = 0.0;

    (void) state;
    few.active = "statuses = (\"detained\", \"transit\"); flights = 20000.0; beds = 900.0; occupies = \"external\";";
    few.set = "legal.queues.mission.capacity=0.0";
    world = world_with(&few, "");
    while (world->step < world->n_steps) {
        const mf_scenario *s = world->scenario;
        double persons = 0.0;

        world_run(world, 1, NULL);
        for (int k = 0; k < s->cohorts.n; k++)
            for (int p = 0; p < s->places.n; p++)
                persons += mf_scenario_weight(s, k) *
                           (double) mf_world_stock(world, k, mf_cell(world->rules.cells, p, status_of(s, "external")));
        most = world->policy[0].ordered > 0.0 && persons > most ? persons : most;
    }
    assert_in_range((int) most, 500, 900);
    world_close(world);
}

/* Ten of a hundred in each of 20 weeks, from status to status and back: 100 (1 - 0.9^20) = 88 are
 * expected to be chosen at least once, 70 is five standard errors below. */
static void each_step_draws_lots_anew(void **state)
{
    static const scene lottery = {
        .cohorts = "{ id = \"K\"; origin = \"A\"; start = ( { place = \"A\"; status = \"home\"; "
                   "persons = 100.0; } ); }",
        .statuses = "{ id = \"home\"; traits = [\"home\"]; options = [\"stay\"]; }, "
                    "{ id = \"other\"; options = [\"stay\"]; }, { id = \"dead\"; traits = [\"terminal\"]; }",
        .transitions = "{ from = [\"home\"]; event = \"regularised\"; to = \"other\"; }, "
                       "{ from = [\"other\"]; event = \"regularised\"; to = \"home\"; }, "
                       "{ from = \"*\"; event = \"dies\"; to = \"dead\"; }",
        .interventions = "{ id = \"it\"; kind = \"regularisation\"; permits = 521.775; needs = []; "
                         "statuses = [\"home\", \"other\"]; }",
    };
    mf_world *world = world_of(scene_read(&lottery, AS_WRITTEN), 1, false);
    bool chosen[100] = { false };
    int ever = 0;

    (void) state;
    assert_int_equal(world->population.n_people, 100);
    for (int step = 0; step < 20; step++) {
        world_run(world, 1, NULL);
        for (uint32_t id = 0; id < 100; id++)
            chosen[id] |= mf_cell_status(world->rules.cells, world->people.cell[id]) ==
                          status_of(world->scenario, "other");
    }
    for (uint32_t id = 0; id < 100; id++)
        ever += chosen[id];
    assert_in_range(ever, 70, 100);
    world_close(world);
}

static void costs_add_up(void **state)
{
    (void) state;
    for (const trial *row = trials; row->kind != NULL; row++) {
        mf_world *world = world_with(row, "start = \"2016-07-01\"; end = \"2017-07-01\";");
        const mf_policy *policy = &world->policy[0];
        int64_t sum[MF_N_COSTS] = { 0 }, places = 0;
        int steps = 0;

        while (world->step < world->n_steps) {
            world_run(world, 1, NULL);
            steps += policy->strength > 0.0;
            for (int part = 0; part < MF_N_COSTS; part++)
                sum[part] += policy->cost[part];
            assert_close((double) policy->cost[MF_COST_PERSONS], 700.0 * policy->served, 0.51);
            if (policy->strength > 0.0) { /* as many places are kept in every step */
                assert_true(places == 0 || policy->cost[MF_COST_PLACES] == places);
                places = policy->cost[MF_COST_PLACES];
            } else {
                assert_int_equal(policy->cost[MF_COST_PLACES] + policy->cost[MF_COST_PERSONS], 0);
            }
            if (row->cap > 0.0 && row->at == NULL)
                assert_close(policy->served, policy->ordered, 1e-9);
        }
        assert_memory_equal(sum, policy->spent, sizeof sum);
        assert_close((double) sum[MF_COST_FIXED], 1e7 * steps * world->view.years, steps);
        assert_in_range(steps, 52, 53);
        if (mf_intervention_kind_find(row->kind)->use != NULL &&
            sum[MF_COST_PLACES] + sum[MF_COST_PERSONS] == 0)
            fail_msg("%s: it serves nobody and keeps no place", row->kind);
        world_close(world);
    }
}

/* Half built, it costs half: what places cost follows the strength with which a policy stands. */
static void places_cost_as_far_as_they_are_built(void **state)
{
    mf_world *world = world_with(trial_of("asylum_procedure"), "start = \"2016-07-01\"; ramp = 280.0;");
    const mf_policy *policy = &world->policy[0];
    double whole = 3000.0 * 100.0 * 100.0 * world->view.years; /* cents */
    int partly = 0;

    (void) state;
    while (world->step < world->n_steps) {
        world_run(world, 1, NULL);
        partly += policy->strength > 0.0 && policy->strength < 1.0;
        assert_close((double) policy->cost[MF_COST_PLACES], policy->strength * whole, 0.51);
    }
    assert_in_range(partly, 39, 40);
    assert_close(policy->strength, 1.0, 0.0);
    world_close(world);
}

/* When a policy with these rules stood, as a string of "." and "#" for each step. */
static void stood(const char *rules, char *line)
{
    char policy[1024];
    mf_world *world;

    write_policy(policy, sizeof policy, "it", "route_closes", "links = (\"COAST_ISLE\"); share = 0.01;", rules);
    world = world_of(small_with(policy, NULL), 1, false);
    while (world->step < world->n_steps) {
        world_run(world, 1, NULL);
        *line++ = world->policy[0].strength > 0.0 ? '#' : '.';
    }
    *line = '\0';
    world_close(world);
}

static void rules_start_and_stop_a_policy(void **state)
{
    char line[MOST_STEPS];

    (void) state;
    stood("", line);
    assert_null(strchr(line, '.'));
    stood("when = ( { watch = \"price\"; link = \"COAST_ISLE\"; above = 1e9; } );", line);
    assert_null(strchr(line, '#'));
    stood("when = ( { watch = \"present\"; country = \"DST\"; above = 10.0; } );", line);
    assert_null(strchr(line, '.'));
    stood("when = ( { watch = \"present\"; country = \"ORI\"; above = 10.0; }, "
          "{ watch = \"present\"; country = \"ORI\"; above = 10.0; then = \"stop\"; } );", line);
    assert_null(strchr(line, '#')); /* stopping outweighs */
    stood("when = ( { watch = \"deaths\"; below = 1e9; then = \"stop\"; } );", line);
    assert_int_equal(line[0], '#'); /* nothing has flowed before the first step */
    assert_int_equal(line[1], '.');
}

/* Starts when many wait and stops when few do: between the two it keeps to what it did. */
static void a_policy_keeps_standing_between_its_thresholds(void **state)
{
    char policy[1024];
    mf_world *world;
    bool stands = false, started = false;
    double before;

    (void) state;
    write_policy(policy, sizeof policy, "it", "asylum_procedure",
                 "queue = \"asylum\"; decisions = 6000.0;",
                 "when = ( { watch = \"waiting\"; queue = \"asylum\"; above = 500.0; }, "
                 "{ watch = \"waiting\"; queue = \"asylum\"; below = 100.0; then = \"stop\"; } );");
    world = world_of(small_with(policy, "legal.queues.asylum.capacity=20.0"), 1, false);
    while (world->step < world->n_steps) {
        before = mf_lines_waiting(&world->lines, world->scenario, queue_of(world->scenario, "asylum"));
        stands = before < 100.0 ? false : before > 500.0 ? true : stands;
        world_run(world, 1, NULL);
        assert_int_equal(world->policy[0].strength > 0.0, stands);
        started = started || stands;
    }
    assert_true(started);
    world_close(world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cap_is_never_exceeded),
        cmocka_unit_test(nobody_is_put_where_no_bed_is_free),
        cmocka_unit_test(each_step_draws_lots_anew),
        cmocka_unit_test(costs_add_up),
        cmocka_unit_test(places_cost_as_far_as_they_are_built),
        cmocka_unit_test(rules_start_and_stop_a_policy),
        cmocka_unit_test(a_policy_keeps_standing_between_its_thresholds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
