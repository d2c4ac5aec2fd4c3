/* Signs and limits that no parameters may turn round. */
#include "support/crowds.h"
#include "support/statistics.h"

#include <stdio.h>

#include "base/real.h"
#include "model/beliefs.h"

/* ---------------------------------------------------------------- believed risk of death */

/* Probability that somebody chooses to move onward irregularly: the measure of
 * the uniforms for which it is picked by a crowd of people all alike. */
static double chance_of_leaving(const mf_choice *choice, double dissimilarity)
{
    enum { GRID = 2000 };
    int n = 0;

    for (int first = 0; first < GRID; first += MF_CROWD) {
        int picked[MF_CROWD];
        mf_each uniform;

        for (int i = 0; i < MF_CROWD; i++)
            uniform[i] = (first + i + 0.5) / GRID;
        mf_choice_pick(choice, dissimilarity, uniform, picked);
        for (int i = 0; i < MF_CROWD; i++)
            n += picked[i] >= 0 && choice->at[picked[i]].option == MF_OPTION_IRREGULAR;
    }
    return (double) n / GRID;
}

static double best_way_out(const mf_choice *choice)
{
    double best = -INFINITY;

    for (int i = 0; i < choice->n; i++)
        if (choice->at[i].option == MF_OPTION_IRREGULAR && choice->utility[i][0] > best)
            best = choice->utility[i][0];
    return best;
}

/* The same person with higher and higher believed risks. */
static int assert_risk_deters(const mf_world *world, uint32_t id)
{
    mf_person person = world->people.person[id];
    mf_self self = self_of(world, id);
    double last = 1.1, last_utility = INFINITY, first = 0.0;
    mf_choice choice;

    self.person = &person;
    self.savings = 1000000;
    self.debt = 0;
    for (int i = 0; i <= 10; i++) {
        double chance;

        mf_belief_set(&person, MF_TOPIC_DEATH, 0.1 * i, 0.5);
        list_alike(&world->view, &self, &choice);
        chance = chance_of_leaving(&choice, world->scenario->decision.dissimilarity);
        first = i == 0 ? chance : first;
        assert_true(chance <= last);
        assert_true(best_way_out(&choice) <= last_utility);
        last = chance;
        last_utility = best_way_out(&choice);
    }
    return last < first;
}

static void raising_the_believed_risk_of_death_never_makes_leaving_likelier(void **state)
{
    static const char *const forms[] = { "switches.dread=\"linear\"", "switches.dread=\"log_odds\"",
                                         "switches.dread=\"logistic\"" };

    (void) state;
    for (size_t form = 0; form < 3; form++) {
        mf_scenario *scenario = small_read_as(3000, 20, SETS(forms[form], "decision.death=8.0"));
        mf_world *world = world_of(scenario, 1, false);
        int deterred = 0, asked = 0;

        world_run(world, 10, NULL);
        for (uint32_t id = 0; id < world->people.n; id += 7)
            if (world_has(world, id) && (world->people.person[id].flags & MF_FLAG_ON_LINK) == 0 &&
                !mf_status_is(scenario, mf_cell_status(world->rules.cells, world->people.cell[id]),
                              MF_TRAIT_TERMINAL)) {
                deterred += assert_risk_deters(world, id);
                asked++;
            }
        assert_true(asked > 300 && deterred > asked / 4);
        world_close(world);
    }
}

static int64_t departures_of(mf_scenario *scenario)
{
    mf_world *world = world_of(scenario, 1, false);
    history past = { 0 };
    int64_t n = 0;

    world_run(world, 0, &past);
    for (int t = 0; t < past.steps; t++)
        n += past.first_departures[t];
    world_close(world);
    return n;
}

/* Without protection nearby, so that to leave is to leave irregularly;
 * with much trust, without which the logistic form dreads nearly in full whatever the risk. */
static void a_population_that_expects_more_deaths_leaves_less(void **state)
{
    static const char *const forms[] = { "switches.dread=\"linear\"", "switches.dread=\"log_odds\"",
                                         "switches.dread=\"logistic\"" };
    static const char *const risks[] = { "0.0", "0.1", "0.3", "0.6" };

    (void) state;
    for (size_t form = 0; form < 3; form++) {
        int64_t last = INT64_MAX, first = 0;

        for (size_t i = 0; i < 4; i++) {
            char high[64], east[64];
            int64_t left;

            (void) snprintf(high, sizeof high, "cohorts.HIGHLAND.beliefs.death=%s", risks[i]);
            (void) snprintf(east, sizeof east, "cohorts.EASTERN.beliefs.death=%s", risks[i]);
            left = departures_of(small_read_as(8000, 52, SETS(
                high, east, forms[form], "decision.death=8.0", "switches.feedback=false",
                form == 2 ? "decision.constants.irregular=5.0" : "decision.horizon=10.0",
                "cohorts.HIGHLAND.trust=0.9", "cohorts.EASTERN.trust=0.9",
                "cohorts.HIGHLAND.known.nearby=0.0", "cohorts.EASTERN.known.nearby=0.0")));
            first = i == 0 ? left : first;
            assert_true(left <= last);
            last = left;
        }
        assert_true(last < first);
    }
}

/* ---------------------------------------------------------------- a world without differences */

/* Nothing differs between A and B or between the statuses, nothing costs, nothing takes time. */
#define BARE_STATUSES                                                          \
    "{ id = \"home\"; traits = [\"home\"]; work = \"full\"; security = 0.5; "  \
    "options = [\"stay\", \"irregular\"]; reconsiders = 1.0; }, "              \
    "{ id = \"away\"; work = \"full\"; security = 0.5; options = [\"stay\"]; "\
    "reconsiders = 0.0; }, { id = \"dead\"; traits = [\"terminal\"]; }"
#define BARE_LAW                                                               \
    "{ from = [\"home\"]; event = \"departs\"; to = \"away\"; }, "             \
    "{ from = \"*\"; event = \"dies\"; to = \"dead\"; }"
#define BARE_WEIGHTS                                                           \
    "home = 0.0; network = 0.0; time = 0.0; trigger_violence = 0.0; trigger_news = 0.0; " \
    "dissimilarity = 0.6; "
#define BARE_WORLD                                                             \
    " needs = { mortality = 0.0; }; switches = { feedback = false; };"

static const scene bare = {
    .statuses = BARE_STATUSES,
    .transitions = BARE_LAW,
    .more = "decision = { rate = 52.0; constants = { irregular = -1.5; stay = 0.3; }; " BARE_WEIGHTS
            "};" BARE_WORLD,
};

/* With two options in two nests the share is a logit of the constants alone:
 * 1 / (1 + exp(0.3 + 1.5)) = 0.14185106490048777. */
static void without_differences_only_the_constants_move_people(void **state)
{
    mf_scenario *scenario = scene_read(&bare, SETS("calendar.end=2016-01-22"));
    mf_world *world = world_of(scenario, 1, false);
    mf_person person;
    mf_self self = { .person = &person, .savings = 100 };
    mf_choice choice;

    (void) state;
    world_run(world, 1, NULL);
    person = somebody(world);
    mf_belief_set(&person, MF_TOPIC_WAGE, 1.0, 0.5);
    for (int k = 0; k < MF_N_MOTIVES; k++)
        self.drive[k] = k;
    list_alike(&world->view, &self, &choice);
    assert_int_equal(choice.n, 2);
    for (int i = 0; i < choice.n; i++) { /* both are worth the same beside their constants */
        double constant = choice.at[i].option == MF_OPTION_STAY ? 0.3 : -1.5;

        /* a wage believed true is stored to 8e-6 of itself */
        assert_close(choice.utility[i][0] - constant, choice.utility[0][0] + 1.5, 2e-5);
    }
    assert_close(chance_of_leaving(&choice, 0.6), 0.14185106490048777, 6e-4);
    world_close(world);
}

/* As above with the drives of somebody who looks for safety only. */
#define SAFETY_ONLY "cohorts.K.motives=[5.0,-5.0,-5.0,-5.0]"

static void who_looks_for_safety_does_not_flee_from_peace(void **state)
{
    mf_scenario *scenario =
        scene_read(&bare, SETS(SAFETY_ONLY, "decision.constants.irregular=-30.0",
                               "places.B.wage=5000.0", "decision.safety=30.0"));
    mf_world *world = world_of(scenario, 1, false);
    history past = { 0 };

    (void) state;
    world_run(world, 0, &past);
    assert_int_equal(happened(&past, MF_EVENT_DEPARTS), 0);
    assert_int_equal(happened(&past, MF_EVENT_DISPLACED), 0);
    assert_true(happened(&past, MF_EVENT_RECONSIDERS) > 100000);
    world_close(world);
}

static void who_looks_for_safety_flees_from_war(void **state)
{
    mf_scenario *scenario =
        scene_read(&bare, SETS(SAFETY_ONLY, "decision.constants.irregular=-30.0",
                               "places.A.violence=1.0", "decision.safety=30.0"));
    mf_world *world = world_of(scenario, 1, false);
    history past = { 0 };

    (void) state;
    world_run(world, 0, &past);
    assert_int_equal(happened(&past, MF_EVENT_DEPARTS), 10000);
    world_close(world);
}

/* ---------------------------------------------------------------- money, quota, capacity */

static int64_t most_immobile(mf_scenario *scenario)
{
    mf_world *world = world_of(scenario, 1, false);
    int64_t most = 0;

    while (world->step < world->n_steps) {
        int64_t n = 0;

        world_run(world, 1, NULL);
        for (uint32_t id = 0; id < world->people.n; id++)
            n += world_has(world, id) && (world->people.person[id].flags & MF_FLAG_IMMOBILE) != 0;
        most = n > most ? n : most;
    }
    world_close(world);
    return most;
}

#define YEARNING                                                               \
    "cohorts.HIGHLAND.inclination.irregular=4.0", "cohorts.EASTERN.inclination.irregular=4.0"

static void the_rich_are_never_involuntarily_immobile(void **state)
{
    (void) state;
    assert_int_equal(most_immobile(small_read_as(6000, 60, SETS(
        YEARNING, "cohorts.HIGHLAND.savings=1e6", "cohorts.EASTERN.savings=1e6", "needs.robbery=0.0",
        "cohorts.HIGHLAND.savings_spread=0.0", "cohorts.EASTERN.savings_spread=0.0"))), 0);
    assert_true(most_immobile(small_read_as(6000, 60, SETS(
        YEARNING, "cohorts.HIGHLAND.savings=1.0", "cohorts.EASTERN.savings=1.0",
        "cohorts.HIGHLAND.credit=0.0", "cohorts.EASTERN.credit=0.0"))) > 500);
}

static int64_t admitted(const char *const *sets)
{
    mf_scenario *scenario = small_read_as(8000, 80, sets);
    mf_world *world = world_of(scenario, 1, false);
    history past = { 0 };

    world_run(world, 0, &past);
    world_close(world);
    return happened(&past, MF_EVENT_ADMITTED);
}

/* Two people in a hundred wait in the queue from the start. */
#define SOME_WAIT "cohorts.EASTERN.known.external=0.9", "legal.queues.mission.service=7.0"

static void a_quota_of_nothing_admits_nobody(void **state)
{
    (void) state;
    assert_int_equal(admitted(SETS(SOME_WAIT, "legal.queues.mission.capacity=0.0")), 0);
    assert_true(admitted(SETS(SOME_WAIT, "legal.queues.mission.capacity=500.0")) > 100);
}

static double mean_wait(const char *capacity)
{
    mf_scenario *scenario = small_read_as(0.0, 100, SETS(
        capacity, "cohorts.HIGHLAND.inclination.claim=9.0", "legal.queues.asylum.service=60.0",
        "cohorts.HIGHLAND.known=1.0", "cohorts.EASTERN.known=1.0"));
    mf_world *world = world_of(scenario, 1, false);
    const mf_queue_state *queue = &world->lines.state[queue_of(scenario, "asylum")];
    double persons = 0.0, wait;

    world_run(world, 0, NULL);
    for (int k = 0; k < scenario->cohorts.n; k++)
        persons += (double) queue->served[k] * mf_scenario_weight(scenario, k);
    assert_true(persons > 100.0);
    wait = queue->waited / persons;
    world_close(world);
    return wait;
}

/* A service of 60 days takes nine whole steps of a week. */
static void with_capacity_without_end_one_waits_for_the_service_alone(void **state)
{
    (void) state;
    assert_close(mean_wait("legal.queues.asylum.capacity=1e8"), 9 * 7 / 365.2425, 1e-12);
    assert_true(mean_wait("legal.queues.asylum.capacity=40.0") > 1.5 * 9 * 7 / 365.2425);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(raising_the_believed_risk_of_death_never_makes_leaving_likelier),
        cmocka_unit_test(a_population_that_expects_more_deaths_leaves_less),
        cmocka_unit_test(without_differences_only_the_constants_move_people),
        cmocka_unit_test(who_looks_for_safety_does_not_flee_from_peace),
        cmocka_unit_test(who_looks_for_safety_flees_from_war),
        cmocka_unit_test(the_rich_are_never_involuntarily_immobile),
        cmocka_unit_test(a_quota_of_nothing_admits_nobody),
        cmocka_unit_test(with_capacity_without_end_one_waits_for_the_service_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
