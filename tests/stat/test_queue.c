/* Waiting in line against closed forms.
 *
 * Exact, as a fluid: arrivals and capacity that do not vary give backlogs and
 * waits to the person.  With chance: an M/D/1 queue in slots, whose mean wait
 * is r / (2 (1 - r)) slots at load r. */
#include "support/statistics.h"
#include "support/worlds.h"

#include "model/beliefs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---------------------------------------------------------------- constant flows */

/* 52.1775 newcomers a year are one a week: with a scale of 1, so many each step. */
static const scene office = {
    .calendar = "start = \"2016-01-01\"; end = \"2017-12-01\"; step = 7;",
    .cohorts = "{ id = \"K\"; origin = \"A\"; entrants = 521.775; }",
    .statuses = "{ id = \"home\"; traits = [\"home\"]; options = [\"stay\"]; }, "
                "{ id = \"served\"; options = [\"stay\"]; }, { id = \"dead\"; traits = [\"terminal\"]; }",
    .transitions = "{ from = [\"home\"]; event = \"granted\"; to = \"served\"; }, "
                   "{ from = \"*\"; event = \"dies\"; to = \"dead\"; }",
    .queues = "{ id = \"q\"; status = \"home\"; countries = [\"HERE\"]; capacity = 26.08875; "
              "event = \"granted\"; }",
};

/* Ten a week come, six a week are served (26.08875 a month): four a week remain. */
static void a_backlog_grows_by_what_is_not_served(void **state)
{
    mf_scenario *scenario = scene_read(&office, AS_WRITTEN);
    mf_world *world = world_of(scenario, 1, false);

    (void) state;
    for (int t = 1; t <= 90; t++) {
        world_run(world, 1, NULL);
        assert_close((double) persons_in(world, "home"), 4.0 * t, 1.0);
        assert_close((double) persons_in(world, "served"), 6.0 * t, 1.0);
        assert_close(mf_lines_waiting(&world->lines, scenario, 0), 4.0 * t, 1.0);
    }
    world_close(world);
}

/* First come, first served: who is served in week t joined in week 0.6 t. */
static void waits_grow_as_the_line_does(void **state)
{
    mf_scenario *scenario = scene_read(&office, AS_WRITTEN);
    mf_world *world = world_of(scenario, 1, false);
    const mf_queue_state *queue = &world->lines.state[0];

    (void) state;
    for (int t = 0; t < 90; t++) {
        double before = queue->waited, served = (double) queue->served[0], weeks;

        world_run(world, 1, NULL);
        weeks = (queue->waited - before) / ((double) queue->served[0] - served) * 365.2425 / 7.0;
        assert_close(weeks, 0.4 * t, 1.0);
    }
    world_close(world);
}

/* With room to spare everybody waits for the service alone: ceil(20 / 7) weeks. */
static void a_service_takes_its_time(void **state)
{
    mf_scenario *scenario = scene_read(&office, SETS("legal.queues.q.capacity=100.0",
                                                     "legal.queues.q.service=20.0"));
    mf_world *world = world_of(scenario, 1, false);
    const mf_queue_state *queue = &world->lines.state[0];

    (void) state;
    world_run(world, 3, NULL);
    assert_int_equal(queue->served[0], 0);
    world_run(world, 80, NULL);
    assert_close(queue->waited / (double) queue->served[0], 21 / 365.2425, 1e-12);
    assert_close((double) persons_in(world, "home"), 30.0, 1.0);
    world_close(world);
}

/* A person who stands for 2.5 uses up 2.5 of the capacity. */
static void capacity_counts_persons_by_weight(void **state)
{
    mf_scenario *scenario = scene_read(&office, SETS("scale=2.5"));
    mf_world *world = world_of(scenario, 1, false);

    (void) state;
    for (int t = 1; t <= 90; t++) {
        world_run(world, 1, NULL);
        assert_close(2.5 * (double) persons_in(world, "served"), 6.0 * t, 2.5);
        assert_close(mf_lines_waiting(&world->lines, scenario, 0), 4.0 * t, 5.0);
    }
    world_close(world);
}

/* A mistake that must be found: a month of four weeks serves 6.52 a week. */
static void a_month_of_four_weeks_is_found_out(void **state)
{
    mf_scenario *scenario = scene_read(&office, AS_WRITTEN);
    mf_world *world = world_of(scenario, 1, false);

    (void) state;
    world_run(world, 90, NULL);
    assert_true(fabs((double) persons_in(world, "served") - 90 * 26.08875 / 4.0) > 40.0);
    world_close(world);
}

/* Applicants learn how long a path took; the wait for asylum is another matter. */
static void who_is_served_knows_how_long_it_took(void **state)
{
    scene path = office;
    mf_scenario *scenario;
    mf_world *world;
    int served = 0;

    (void) state;
    path.statuses = "{ id = \"home\"; traits = [\"home\", \"pending\"]; options = [\"stay\"]; }, "
                    "{ id = \"served\"; options = [\"stay\"]; }, "
                    "{ id = \"dead\"; traits = [\"terminal\"]; }";
    scenario = scene_read(&path, SETS("legal.queues.q.capacity=100.0", "legal.queues.q.service=20.0",
                                      "beliefs.own=1.0", "beliefs.talk=0.0", "switches.feedback=true",
                                      "cohorts.K.belief_spread=0.0"));
    world = world_of(scenario, 1, false);
    world_run(world, 20, NULL);
    for (uint32_t id = 0; id < world->people.n; id++) {
        const mf_person *person = &world->people.person[id];

        if (!world_has(world, id) ||
            mf_cell_status(world->rules.cells, world->people.cell[id]) != status_of(scenario, "served"))
            continue;
        served++;
        assert_close(mf_belief(person, MF_TOPIC_PATH_WAIT), 21 / 365.2425, 1e-3);
        assert_close(mf_belief(person, MF_TOPIC_ASYLUM_WAIT), 1.0, 1e-3); /* as on entering */
    }
    assert_true(served > 150);
    world_close(world);
}

static void every_refusal_is_remembered(void **state)
{
    mf_scenario *scenario = small_read_as(3000, 0, AS_WRITTEN);
    mf_world *world = world_of(scenario, 1, false);
    int64_t refusals = 0, refused;
    history past = { 0 };

    (void) state;
    world_run(world, 0, &past);
    refused = happened(&past, MF_EVENT_REFUSED) + happened(&past, MF_EVENT_APPEALS);
    for (uint32_t id = 0; id < world->people.n; id++)
        refusals += world_has(world, id) ? world->people.person[id].refusals : 0;
    assert_true(refused > 10);
    assert_int_equal(refusals, refused);
    world_close(world);
}

/* ---------------------------------------------------------------- priority and beds */

/* Half of those who come are women, who are served first. */
static void who_comes_first_by_rule_never_waits_behind_others(void **state)
{
    mf_scenario *scenario = scene_read(&office, SETS("cohorts.K.female=0.4",
                                                     "legal.queues.q.first=[\"female\"]"));
    mf_world *world = world_of(scenario, 1, false);

    (void) state;
    for (int t = 1; t <= 90; t++) {
        int women = 0, men = 0;

        world_run(world, 1, NULL);
        for (uint32_t id = 0; id < world->people.n; id++) {
            const mf_person *person = &world->people.person[id];

            if (!world_has(world, id) || person->queue == MF_NEVER)
                continue;
            women += mf_person_female(person);
            men += !mf_person_female(person);
        }
        assert_true(women <= 12); /* four a week come, six can be served */
        assert_true(men >= 3 * t - 12);
    }
    world_close(world);
}

/* Within a class the order is that of joining, and within a step that of the
 * addressed key: whoever is served was before all who are left. */
static uint64_t standing(const mf_world *world, uint32_t id, uint16_t joined)
{
    uint32_t key = mf_words_at(world->view.seed, MF_DRAW_QUEUE, id, joined, 0).w[0];

    return (uint64_t) joined << 32 | key;
}

static void first_come_is_first_served_and_ties_go_by_key(void **state)
{
    mf_scenario *scenario = scene_read(&office, AS_WRITTEN);
    mf_world *world = world_of(scenario, 1, false);
    uint16_t *joined = calloc(world->people.n, sizeof *joined);

    (void) state;
    assert_non_null(joined);
    for (int t = 0; t < 90; t++) {
        uint64_t last_served = 0, first_waiting = UINT64_MAX;

        world_run(world, 1, NULL);
        for (uint32_t id = 0; id < world->people.n; id++) {
            const mf_person *person = &world->people.person[id];
            bool waits = person->queue != MF_NEVER, came = world_has(world, id);

            if (!came || (!waits && mf_person_since(person) != t))
                continue;
            joined[id] = person->joined;
            if (waits && standing(world, id, joined[id]) < first_waiting)
                first_waiting = standing(world, id, joined[id]);
            if (!waits && standing(world, id, joined[id]) > last_served)
                last_served = standing(world, id, joined[id]);
        }
        assert_true(last_served > 0 && last_served < first_waiting);
    }
    free(joined);
    world_close(world);
}

/* Ten a week come and could be served; a bed is free again after half a year or so. */
static mf_scenario *shelter(const char *const *sets)
{
    scene with_beds = office;

    with_beds.transitions = "{ from = [\"home\"]; event = \"granted\"; to = \"served\"; }, "
                            "{ from = [\"served\"]; event = \"expires\"; to = \"gone\"; }, "
                            "{ from = \"*\"; event = \"dies\"; to = \"dead\"; }";
    with_beds.statuses = "{ id = \"home\"; traits = [\"home\"]; options = [\"stay\"]; }, "
                         "{ id = \"served\"; options = [\"stay\"]; duration = 182.0; }, "
                         "{ id = \"gone\"; options = [\"stay\"]; }, "
                         "{ id = \"dead\"; traits = [\"terminal\"]; }";
    with_beds.queues = "{ id = \"q\"; status = \"home\"; countries = [\"HERE\"]; "
                       "capacity = 43.48125; event = \"granted\"; beds = 100.0; "
                       "occupies = \"served\"; }";
    return scene_read(&with_beds, sets);
}

static void beds_are_never_exceeded_and_are_filled(void **state)
{
    static const char *const scales[] = { "scale=1.0", "scale=3.0" };

    (void) state;
    for (int i = 0; i < 2; i++) {
        mf_scenario *scenario = shelter(SETS(scales[i]));
        mf_world *world = world_of(scenario, 1, false);
        double weight = i == 0 ? 1.0 : 3.0, most = 0.0;

        while (world->step < world->n_steps) {
            double in_beds;

            world_run(world, 1, NULL);
            in_beds = weight * (double) persons_in(world, "served");
            assert_true(in_beds <= 100.0);
            most = in_beds > most ? in_beds : most;
        }
        assert_true(most > 96.0);
        world_close(world);
    }
}

/* What could not be used while the beds were full is not made up for later. */
static void capacity_is_never_exceeded_when_beds_come_free(void **state)
{
    mf_scenario *scenario = shelter(AS_WRITTEN);
    mf_world *world = world_of(scenario, 1, false);
    const mf_queue_state *queue = &world->lines.state[0];
    int64_t last = 0, most = 0;

    (void) state;
    while (world->step < world->n_steps) {
        int64_t now;

        world_run(world, 1, NULL);
        now = queue->served[0] - last;
        last = queue->served[0];
        most = now > most ? now : most;
    }
    assert_true(last > 200);
    assert_in_range(most, 9, 11);
    world_close(world);
}

/* ---------------------------------------------------------------- M/D/1 */

enum { COUNTERS = 40, SLOTS = 3000 };

/* Forty counters, one person a slot (a day) each; a thousand people around each come
 * to it by chance, with a rate that makes the load 0.6.  Once served they are as before. */
static mf_scenario *forty_counters(void)
{
    enum { ROOM = 20000 };
    static char places[ROOM], start[ROOM], queues[ROOM], cohorts[ROOM + 100];
    scene many = {
        .calendar = "start = \"2016-01-01\"; end = \"2024-04-01\"; step = 1;",
        .countries = "{ id = \"HERE\"; }", .places = places, .cohorts = cohorts, .queues = queues,
        .statuses = "{ id = \"home\"; traits = [\"home\"]; options = [\"stay\"]; }, "
                    "{ id = \"waits\"; options = [\"stay\"]; }, "
                    "{ id = \"dead\"; traits = [\"terminal\"]; }",
        /* (1000 - waiting - just served) (1 - exp(-rate / 365.2425)) = 0.6 */
        .transitions = "{ from = [\"home\"]; event = \"lodges\"; to = \"waits\"; rate = 0.21945; }, "
                       "{ from = [\"waits\"]; event = \"granted\"; to = \"home\"; }, "
                       "{ from = \"*\"; event = \"dies\"; to = \"dead\"; }",
        .links = "{ id = \"l\"; from = \"P0\"; to = \"P1\"; days = 1.0; }",
    };

    places[0] = start[0] = queues[0] = '\0';
    for (int i = 0; i < COUNTERS; i++) {
        char row[200];

        (void) snprintf(row, sizeof row, "%s{ id = \"P%d\"; country = \"HERE\"; }",
                        i > 0 ? ", " : "", i);
        strcat(places, row);
        (void) snprintf(row, sizeof row,
                        "%s{ place = \"P%d\"; status = \"home\"; persons = 1000.0; }",
                        i > 0 ? ", " : "", i);
        strcat(start, row);
        /* 30.436875 persons a month are one a day */
        (void) snprintf(row, sizeof row, "%s{ id = \"q%d\"; status = \"waits\"; places = [\"P%d\"]; "
                        "capacity = 30.4369; event = \"granted\"; }", i > 0 ? ", " : "", i, i);
        strcat(queues, row);
    }
    (void) snprintf(cohorts, sizeof cohorts, "{ id = \"K\"; origin = \"P0\"; start = ( %s ); }", start);
    return scene_read(&many, AS_WRITTEN);
}

static void mean_waits(double wait[COUNTERS])
{
    mf_scenario *scenario = forty_counters();
    mf_world *world = world_of(scenario, 1, false);
    double waited[COUNTERS], served[COUNTERS];

    world->options.paranoid = false; /* too many steps to count everybody in each */
    world_run(world, 200, NULL);     /* as it is in the long run */
    for (int i = 0; i < COUNTERS; i++) {
        waited[i] = world->lines.state[i].waited;
        served[i] = (double) world->lines.state[i].served[0];
    }
    world_run(world, SLOTS - 200, NULL);
    for (int i = 0; i < COUNTERS; i++)
        wait[i] = (world->lines.state[i].waited - waited[i]) * 365.2425 /
                  ((double) world->lines.state[i].served[0] - served[i]);
    world_close(world);
}

/* 0.6 / (2 * 0.4) = 0.75 slots; M/M/1 in slots would wait twice as long. */
static void chance_arrivals_wait_as_in_an_m_d_1_queue(void **state)
{
    double wait[COUNTERS], mean = 0.0, variance = 0.0;

    (void) state;
    mean_waits(wait);
    for (int i = 0; i < COUNTERS; i++)
        mean += wait[i] / COUNTERS;
    for (int i = 0; i < COUNTERS; i++)
        variance += (wait[i] - mean) * (wait[i] - mean) / (COUNTERS - 1);
    print_message("mean wait %.4f slots, standard error %.4f\n", mean,
                  sqrt(variance / COUNTERS));
    assert_true(fabs(z_of_mean(mean, 0.75, sqrt(variance), COUNTERS)) < LIMIT);
    assert_true(fabs(z_of_mean(mean, 0.85, sqrt(variance), COUNTERS)) > LIMIT); /* a load of 0.63 */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_backlog_grows_by_what_is_not_served),
        cmocka_unit_test(waits_grow_as_the_line_does),
        cmocka_unit_test(a_service_takes_its_time),
        cmocka_unit_test(who_is_served_knows_how_long_it_took),
        cmocka_unit_test(every_refusal_is_remembered),
        cmocka_unit_test(capacity_counts_persons_by_weight),
        cmocka_unit_test(a_month_of_four_weeks_is_found_out),
        cmocka_unit_test(who_comes_first_by_rule_never_waits_behind_others),
        cmocka_unit_test(first_come_is_first_served_and_ties_go_by_key),
        cmocka_unit_test(beds_are_never_exceeded_and_are_filled),
        cmocka_unit_test(capacity_is_never_exceeded_when_beds_come_free),
        cmocka_unit_test(chance_arrivals_wait_as_in_an_m_d_1_queue),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
