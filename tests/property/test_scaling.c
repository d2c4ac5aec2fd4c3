/* What the numbers do not depend on: who computes beside them, how finely
 * people and time are cut, in which order things are written down. */
#include "support/statistics.h"
#include "support/worlds.h"

#include <pthread.h>

/* ---------------------------------------------------------------- two worlds at a time */

typedef struct job {
    mf_scenario *scenario;
    char digest[MF_DIGEST_TEXT];
} job;

static void *work(void *context)
{
    job *self = context;

    digest_of_run(self->scenario, 1, false, self->digest);
    return NULL;
}

static void two_worlds_in_two_threads_do_not_know_of_one_another(void **state)
{
    job together[2] = { { small_read_as(8000, 60, AS_WRITTEN), "" },
                        { small_read_as(9000, 60, SETS("seed=9L")), "" } };
    char alone[2][MF_DIGEST_TEXT];
    pthread_t thread[2];

    (void) state;
    for (int i = 0; i < 2; i++)
        digest_of_run(together[i].scenario, 1, false, alone[i]);
    for (int i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&thread[i], NULL, work, &together[i]), 0);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(pthread_join(thread[i], NULL), 0);
        assert_string_equal(together[i].digest, alone[i]);
        mf_scenario_free(together[i].scenario);
    }
    assert_string_not_equal(alone[0], alone[1]);
}

/* ---------------------------------------------------------------- how many people */

enum { SEEDS = 40 };

typedef struct moments {
    double mean, variance;
} moments;

static moments of_values(const double *x, int n)
{
    moments m = { 0.0, 0.0 };

    for (int i = 0; i < n; i++)
        m.mean += x[i] / n;
    for (int i = 0; i < n; i++)
        m.variance += (x[i] - m.mean) * (x[i] - m.mean) / (n - 1);
    return m;
}

/* Persons who have arrived at the coast in 30 steps. */
static moments arrivals_with(double people)
{
    double persons[SEEDS];

    for (int i = 0; i < SEEDS; i++) {
        mf_scenario *scenario = small_read_as(people, 30, AS_WRITTEN);
        mf_world *world;
        history past = { 0 };

        scenario->seed = 500 + i;
        world = world_of(scenario, 1, false);
        world_run(world, 0, &past);
        persons[i] = (double) past.flow[link_of(scenario, "HUB_COAST")][MF_FATE_ARRIVED] *
                     mf_scenario_weight(scenario, 0);
        world_close(world);
    }
    return of_values(persons, SEEDS);
}

/* Four times as many modelled people: the same persons, a quarter of the variance.
 * The ratio of two sample variances of 40 strays by a factor of 1.9 (2 sigma). */
static void more_modelled_people_are_the_same_persons_with_less_noise(void **state)
{
    moments few = arrivals_with(1000), many = arrivals_with(4000);
    double sd = sqrt((few.variance + many.variance) / SEEDS);

    (void) state;
    print_message("persons at the coast: %.0f +- %.0f and %.0f +- %.0f\n", few.mean,
                  sqrt(few.variance), many.mean, sqrt(many.variance));
    assert_true(fabs(few.mean - many.mean) / sd < LIMIT);
    assert_in_range((int) (few.variance / many.variance * 100.0), 200, 800);
}

/* ---------------------------------------------------------------- order in the file */

#define COUNTRY_ROWS "{ id = \"O\"; }, { id = \"T\"; access = 0.4; }, { id = \"D\"; common_rules = true; }"
#define PLACE_O1 "{ id = \"O1\"; country = \"O\"; role = [\"origin\"]; violence = 0.3; wage = 80.0; }"
#define PLACE_O2 "{ id = \"O2\"; country = \"O\"; wage = 95.0; }"
#define PLACE_T1 "{ id = \"T1\"; country = \"T\"; role = [\"hub\"]; abuse = 0.6; wage = 150.0; detention = 0.4; }"
#define PLACE_T2 "{ id = \"T2\"; country = \"T\"; wage = 130.0; abuse = 0.3; }"
#define PLACE_D1 "{ id = \"D1\"; country = \"D\"; role = [\"destination\"]; wage = 1500.0; living = 600.0; }"
#define LINK_A "{ id = \"a\"; from = \"O1\"; to = \"O2\"; days = 14.0; price = 20.0; smuggled = false; }"
#define LINK_B "{ id = \"b\"; from = \"O1\"; to = \"T1\"; days = 14.0; price = 100.0; death = 0.01; }"
#define LINK_C "{ id = \"c\"; from = \"O2\"; to = \"T2\"; days = 28.0; price = 80.0; interception = 0.2; }"
#define LINK_D "{ id = \"d\"; from = \"T1\"; to = \"D1\"; days = 28.0; price = 700.0; death = 0.05; interception = 0.3; }"
#define LINK_E "{ id = \"e\"; from = \"T2\"; to = \"D1\"; days = 14.0; price = 900.0; death = 0.02; }"
#define COHORT_ROW                                                             \
    "{ id = \"K\"; origin = \"O1\"; persecution = 0.2; needs = [0.7, 0.2, 0.1, 0.0]; " \
    "start = ( { place = \"O1\"; status = \"home\"; persons = 9000.0; }, "     \
    "{ place = \"T1\"; status = \"way\"; persons = 500.0; } ); entrants = 800.0; " \
    "savings = 900.0; known = 0.5; "                                           \
    "abroad = ( { country = \"D\"; diaspora = 4000.0; kin = 0.1; } ); }"
#define STATUS_ROWS                                                            \
    "{ id = \"home\"; traits = [\"home\"]; work = \"home\"; security = 0.8; "  \
    "options = [\"stay\", \"wait_save\", \"move_inside\", \"irregular\"]; }, " \
    "{ id = \"way\"; traits = [\"irregular\", \"en_route\"]; work = \"irregular\"; " \
    "options = [\"stay\", \"wait_save\", \"irregular\", \"claim\", \"return\"]; }, " \
    "{ id = \"claimant\"; traits = [\"claimant\"]; rights = [\"stay\"]; options = [\"stay\"]; }, " \
    "{ id = \"refugee\"; traits = [\"protected\"]; work = \"full\"; security = 0.9; "  \
    "options = [\"stay\", \"return\"]; }, "                                    \
    "{ id = \"rejected\"; options = [\"stay\", \"return\"]; }, "               \
    "{ id = \"dead\"; traits = [\"terminal\"]; }"
#define LAW_ROWS                                                               \
    "{ from = [\"home\", \"way\"]; event = \"departs\"; to = \"way\"; }, "     \
    "{ from = [\"way\"]; event = \"lodges\"; to = \"claimant\"; countries = [\"D\"]; }, " \
    "{ from = [\"claimant\"]; event = \"recognised\"; to = \"refugee\"; }, "   \
    "{ from = [\"claimant\"]; event = \"subsidiary\"; to = \"refugee\"; }, "   \
    "{ from = [\"claimant\"]; event = \"humanitarian\"; to = \"refugee\"; }, " \
    "{ from = [\"claimant\"]; event = \"refused\"; to = \"rejected\"; }, "     \
    "{ from = [\"claimant\"]; event = \"appeals\"; to = \"rejected\"; }, "     \
    "{ from = [\"claimant\"]; event = \"closed\"; to = \"rejected\"; }, "      \
    "{ from = [\"way\", \"refugee\", \"rejected\"]; event = \"returns\"; to = \"home\"; " \
    "move = \"home\"; }, { from = \"*\"; event = \"dies\"; to = \"dead\"; }"
#define QUEUE_ROWS                                                             \
    "{ id = \"office\"; status = \"claimant\"; countries = [\"D\"]; capacity = 60.0; " \
    "service = 56.0; decides = \"asylum\"; }"

static const scene corridor = {
    .countries = COUNTRY_ROWS,
    .places = PLACE_O1 "," PLACE_O2 "," PLACE_T1 "," PLACE_T2 "," PLACE_D1,
    .links = LINK_A "," LINK_B "," LINK_C "," LINK_D "," LINK_E,
    .cohorts = COHORT_ROW, .statuses = STATUS_ROWS, .transitions = LAW_ROWS, .queues = QUEUE_ROWS,
    .more = "decision = { constants = { irregular = -1.0; move_inside = -1.0; }; };",
};

/* Same person, same place by name, same link by name, same everything else. */
static void assert_same_but_for_numbers(const mf_world *a, const mf_world *b, uint32_t id)
{
    mf_person one = a->people.person[id], two = b->people.person[id];
    const mf_scenario *s = a->scenario, *t = b->scenario;
    int here = mf_cell_place(a->rules.cells, a->people.cell[id]);
    int there = mf_cell_place(b->rules.cells, b->people.cell[id]);

    assert_int_equal(mf_cell_status(a->rules.cells, a->people.cell[id]),
                     mf_cell_status(b->rules.cells, b->people.cell[id]));
    if (here < s->places.n)
        assert_string_equal(mf_places(s)[here].id, mf_places(t)[there].id);
    if (one.link != MF_NEVER)
        assert_string_equal(mf_links(s)[one.link].id, mf_links(t)[two.link].id);
    one.link = two.link = 0;
    assert_memory_equal(&one, &two, sizeof one);
}

static void the_order_of_places_and_links_in_the_file_changes_nobody(void **state)
{
    scene other = corridor;
    mf_scenario *scenario, *shuffled;
    mf_world *a, *b;
    history past = { 0 };

    (void) state;
    other.places = PLACE_T2 "," PLACE_D1 "," PLACE_O2 "," PLACE_T1 "," PLACE_O1;
    other.links = LINK_E "," LINK_B "," LINK_D "," LINK_A "," LINK_C;
    scenario = scene_read(&corridor, AS_WRITTEN);
    shuffled = scene_read(&other, AS_WRITTEN);
    a = world_of(scenario, 1, false);
    b = world_of(shuffled, 1, false);
    world_run(a, 0, &past);
    world_run(b, 0, NULL);
    for (uint32_t id = 0; id < a->people.n; id++)
        if (world_has(a, id))
            assert_same_but_for_numbers(a, b, id);
    for (int l = 0; l < scenario->links.n; l++)
        if (l > 0) /* a is inside the country */
            assert_true(past.flow[l][MF_FATE_BEGUN] > 20);
    world_end(a);
    world_end(b);
    mf_scenario_free(scenario);
    mf_scenario_free(shuffled);
}

/* ---------------------------------------------------------------- length of a step */

typedef struct outcome {
    double arrived, claims, died;
} outcome;

static outcome with_step(const char *step, const char *feedback)
{
    enum { RUNS = 6 };
    outcome mean = { 0.0, 0.0, 0.0 };

    for (int i = 0; i < RUNS; i++) {
        mf_scenario *scenario = scene_read(&corridor, SETS(step, feedback, "calendar.end=2017-12-01"));
        history past = { 0 };
        mf_world *world;

        scenario->seed += i;
        world = world_of(scenario, 1, false);
        world_run(world, 0, &past);
        for (int l = 0; l < scenario->links.n; l++)
            mean.arrived += (double) past.flow[l][MF_FATE_ARRIVED] / RUNS;
        mean.claims += (double) happened(&past, MF_EVENT_LODGES) / RUNS;
        mean.died += (double) happened(&past, MF_EVENT_DIES) / RUNS;
        world_close(world);
    }
    print_message("%s: arrivals %.0f, claims %.0f, deaths %.0f\n", step, mean.arrived, mean.claims,
                  mean.died);
    return mean;
}

static double apart(outcome a, outcome b)
{
    return fmax(fabs(log(a.arrived / b.arrived)),
                fmax(fabs(log(a.claims / b.claims)), 0.3 * fabs(log(a.died / b.died))));
}

/* Whole steps of all ways and services, so that only the cutting of time differs. */
static void shorter_steps_converge(void **state)
{
    outcome day = with_step("calendar.step=2", "switches.feedback=false");
    outcome week = with_step("calendar.step=7", "switches.feedback=false");
    outcome fortnight = with_step("calendar.step=14", "switches.feedback=false");

    (void) state;
    assert_true(apart(week, day) < 0.05);
    assert_true(apart(fortnight, day) < 0.10);
}

/* What is told and priced is the state of the step before, so feedback comes one step late. */
static void with_feedback_they_converge(void **state)
{
    outcome day = with_step("calendar.step=2", "switches.feedback=true");
    outcome week = with_step("calendar.step=7", "switches.feedback=true");

    (void) state;
    assert_true(apart(week, day) < 0.05);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_worlds_in_two_threads_do_not_know_of_one_another),
        cmocka_unit_test(more_modelled_people_are_the_same_persons_with_less_noise),
        cmocka_unit_test(the_order_of_places_and_links_in_the_file_changes_nobody),
        cmocka_unit_test(shorter_steps_converge),
        cmocka_unit_test(with_feedback_they_converge),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
