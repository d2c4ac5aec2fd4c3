/* Two futures of one person share their luck: what a policy does not touch
 * stays the same to the last bit, and what it touched meets the same chances again. */
#include "support/statistics.h"
#include "support/worlds.h"

#include <stdlib.h>
#include <string.h>

/* Offices without end: who waits at home never waits for those who came back. */
#define NO_RIVALS                                                              \
    "legal.queues.office.capacity=1e8", "legal.queues.visas.capacity=1e8",     \
        "legal.queues.families.capacity=1e8", "legal.queues.mission.capacity=1e8", \
        "legal.queues.asylum.capacity=1e8", "legal.queues.court.capacity=1e8", \
        "legal.queues.removal.capacity=1e8", "legal.queues.lanes.capacity=1e8"
#define STRONG_PATROLS                                                         \
    "interventions.patrols.on=true", "interventions.patrols.intercepts=0.9",   \
        "interventions.patrols.effort=5.0", "interventions.patrols.start=2016-03-01"
#define MANY_LEAVE                                                             \
    "cohorts.HIGHLAND.inclination.irregular=1.5", "cohorts.EASTERN.inclination.irregular=1.5"

/* ---------------------------------------------------------------- departures */

/* First departures by step and cohort. */
typedef struct leaving {
    int64_t n[128][2], total, crossed;
} leaving;

static void count_leaving(mf_scenario *scenario, leaving *into)
{
    mf_world *world = world_of(scenario, 1, false);
    history past = { 0 };

    memset(into, 0, sizeof *into);
    while (world->step < world->n_steps) {
        int step = world->step;

        world_run(world, 1, &past);
        for (uint32_t id = 0; id < world->people.n; id++)
            if (world_has(world, id) && world->people.person[id].departed == step &&
                (world->people.person[id].flags & MF_FLAG_ON_LINK) != 0) {
                into->n[step][mf_population_cohort(&world->population, id)]++;
                into->total++;
            }
    }
    into->crossed = past.flow[link_of(scenario, "COAST_ISLE")][MF_FATE_ARRIVED];
    world_close(world);
}

static void without_feedback_enforcement_leaves_first_departures_exactly_unchanged(void **state)
{
    static leaving free_sea, guarded;

    (void) state;
    count_leaving(small_read(SETS("switches.feedback=false", NO_RIVALS, MANY_LEAVE)), &free_sea);
    count_leaving(small_read(SETS("switches.feedback=false", NO_RIVALS, MANY_LEAVE,
                                  STRONG_PATROLS)), &guarded);
    assert_memory_equal(free_sea.n, guarded.n, sizeof free_sea.n);
    assert_true(free_sea.total > 2000);
    assert_true(guarded.crossed < free_sea.crossed / 3); /* although the policy bites */
}

static void with_feedback_enforcement_changes_departures(void **state)
{
    static leaving free_sea, guarded;

    (void) state;
    count_leaving(small_read(SETS(NO_RIVALS, MANY_LEAVE)), &free_sea);
    count_leaving(small_read(SETS(NO_RIVALS, MANY_LEAVE, STRONG_PATROLS)), &guarded);
    assert_memory_not_equal(free_sea.n, guarded.n, sizeof free_sea.n);
    assert_memory_equal(free_sea.n, guarded.n, 8 * sizeof free_sea.n[0]); /* before it starts */
}

/* ---------------------------------------------------------------- records */

static bool was_intercepted(const mf_world *world, uint32_t id, int link)
{
    const mf_stream *log = &world->log[0];

    for (size_t c = 0; c < world->population.n_chunks; c++)
        for (size_t i = 0; i < log[c].n; i++)
            if (log[c].at[i].person == id && log[c].at[i].event == MF_EVENT_INTERCEPTED &&
                log[c].at[i].what == link)
                return true;
    return false;
}

static bool same_record(const mf_world *a, const mf_world *b, uint32_t id)
{
    return a->people.cell[id] == b->people.cell[id] && a->people.due[id] == b->people.due[id] &&
           memcmp(&a->people.person[id], &b->people.person[id], sizeof(mf_person)) == 0;
}

/* With patrols at sea, whom they did not stop has the same record in every step. */
static void whom_a_policy_does_not_touch_it_does_not_change(void **state)
{
    mf_scenario *scenario = small_read(SETS("switches.feedback=false", NO_RIVALS, MANY_LEAVE));
    mf_scenario *guarded = small_read(SETS("switches.feedback=false", NO_RIVALS, MANY_LEAVE,
                                           STRONG_PATROLS));
    mf_world *a = world_of(scenario, 1, false), *b = world_of(guarded, 1, false);
    int sea = link_of(scenario, "COAST_ISLE"), n_touched = 0, changed = 0;
    bool *touched = calloc(a->people.n, sizeof *touched);

    (void) state;
    assert_non_null(touched);
    while (a->step < a->n_steps) {
        world_run(a, 1, NULL);
        world_run(b, 1, NULL);
        for (uint32_t id = 0; id < a->people.n; id++) {
            if (touched[id] || same_record(a, b, id))
                continue;
            assert_true(was_intercepted(b, id, sea));
            touched[id] = true;
            n_touched++;
        }
    }
    for (uint32_t id = 0; id < a->people.n; id++)
        changed += !same_record(a, b, id);
    assert_true(n_touched > 100 && changed > n_touched / 2);
    free(touched);
    world_end(a);
    world_end(b);
    mf_scenario_free(scenario);
    mf_scenario_free(guarded);
}

/* Deaths at one place outside of any policy, by person; 0: alive. */
static void note_deaths(const mf_world *world, uint16_t *died)
{
    for (size_t c = 0; c < world->population.n_chunks; c++)
        for (size_t i = 0; i < world->log[c].n; i++)
            if (world->log[c].at[i].event == MF_EVENT_DIES)
                died[world->log[c].at[i].person] = (uint16_t) world->step;
}

typedef struct pair_of_futures {
    int differ, died_in_both, died_apart;
} pair_of_futures;

/* A campaign changes what people believe; when it is over those who sit at home
 * in both futures with other beliefs die on the same days. */
static pair_of_futures after_a_campaign(uint64_t other_seed)
{
    static uint16_t died[2][1 << 16];
    mf_scenario *told = small_read_as(0.0, 104, SETS(
        "switches.feedback=false", "needs.mortality=0.3", "interventions.truth.on=true",
        "interventions.truth.start=2016-01-01", "interventions.truth.end=2016-04-01",
        "interventions.truth.reach=10.0"));
    mf_scenario *untold = small_read_as(0.0, 104, SETS("switches.feedback=false",
                                                       "needs.mortality=0.3"));
    pair_of_futures pair = { 0 };
    mf_world *a, *b;

    untold->seed += (int64_t) other_seed;
    a = world_of(told, 1, false);
    b = world_of(untold, 1, false);
    assert_true(a->people.n < 1 << 16);
    memset(died, 0, sizeof died);
    world_run(a, 20, NULL);
    world_run(b, 20, NULL);
    while (a->step < a->n_steps) {
        world_run(a, 1, NULL);
        world_run(b, 1, NULL);
        note_deaths(a, died[0]);
        note_deaths(b, died[1]);
    }
    for (uint32_t id = 0; id < a->people.n; id++) {
        const mf_person *one = &a->people.person[id], *two = &b->people.person[id];

        if (one->departed != MF_NEVER || two->departed != MF_NEVER || died[0][id] == 0 ||
            memcmp(one->belief, two->belief, sizeof one->belief) == 0)
            continue;
        pair.differ++;
        if (died[0][id] == died[1][id])
            pair.died_in_both++;
        else
            pair.died_apart++;
    }
    world_end(a);
    world_end(b);
    mf_scenario_free(told);
    mf_scenario_free(untold);
    return pair;
}

static void futures_that_diverged_meet_the_same_luck_again(void **state)
{
    pair_of_futures same = after_a_campaign(0), other = after_a_campaign(1);

    (void) state;
    assert_true(same.differ > 500 && other.differ > 500);
    assert_true(same.died_in_both > 0.9 * same.differ);
    assert_true(other.died_in_both < 0.1 * other.differ);
}

/* ---------------------------------------------------------------- variance */

enum { SEEDS = 24 };

/* Arrivals by sea in a year. */
static double crossings(int64_t seed, bool guarded)
{
    mf_scenario *scenario = guarded ? small_read_as(3000, 60, SETS(MANY_LEAVE, STRONG_PATROLS,
                                          "interventions.patrols.intercepts=0.2",
                                          "interventions.patrols.effort=0.2"))
                                    : small_read_as(3000, 60, SETS(MANY_LEAVE));
    history past = { 0 };
    mf_world *world;

    scenario->seed = seed;
    world = world_of(scenario, 1, false);
    world_run(world, 0, &past);
    world_close(world);
    return (double) past.flow[4][MF_FATE_ARRIVED];
}

static double variance(const double *x, int n)
{
    double mean = 0.0, sum = 0.0;

    for (int i = 0; i < n; i++)
        mean += x[i] / n;
    for (int i = 0; i < n; i++)
        sum += (x[i] - mean) * (x[i] - mean);
    return sum / (n - 1);
}

static void paired_differences_vary_less_than_unpaired_ones(void **state)
{
    double before[SEEDS], after[SEEDS], paired[SEEDS], unpaired[SEEDS];

    (void) state;
    for (int i = 0; i < SEEDS; i++) {
        before[i] = crossings(100 + i, false);
        after[i] = crossings(100 + i, true);
    }
    for (int i = 0; i < SEEDS; i++) {
        paired[i] = after[i] - before[i];
        unpaired[i] = after[(i + 1) % SEEDS] - before[i];
    }
    print_message("variance of the difference: paired %.1f, unpaired %.1f\n",
                  variance(paired, SEEDS), variance(unpaired, SEEDS));
    assert_true(variance(paired, SEEDS) < 0.5 * variance(unpaired, SEEDS));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_feedback_enforcement_leaves_first_departures_exactly_unchanged),
        cmocka_unit_test(with_feedback_enforcement_changes_departures),
        cmocka_unit_test(whom_a_policy_does_not_touch_it_does_not_change),
        cmocka_unit_test(futures_that_diverged_meet_the_same_luck_again),
        cmocka_unit_test(paired_differences_vary_less_than_unpaired_ones),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
