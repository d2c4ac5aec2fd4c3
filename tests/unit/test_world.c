#include "support/statistics.h"
#include "support/worlds.h"

#include <stdlib.h>
#include <string.h>

static void a_world_has_the_people_of_its_scenario(void **state)
{
    mf_scenario *s = small_read(AS_WRITTEN);
    mf_world *world = world_of(s, 2, false);

    (void) state; /* by hand: (45000 + 1500 + 500 + 400) / 5 and (30000 + 2000 + 2500 + 600) / 4 */
    assert_int_equal(world->population.at_start[0], 9480);
    assert_int_equal(world->population.at_start[1], 8775);
    assert_int_equal(mf_world_stock(world, cohort_of(s, "HIGHLAND"),
                                    mf_cell(world->rules.cells, place_of(s, "OR_HIGH"),
                                            status_of(s, "home"))), 9000);
    assert_int_equal(persons_in(world, "registered"), 625);
    assert_int_equal(world->n_steps, 104);
    assert_int_equal(world->step, 0);
    assert_true(mf_world_bytes_per_person(world) < 96.0);
    world_close(world);
}

static void no_workers_are_as_many_as_there_are(void **state)
{
    mf_scenario *s = small_read_as(500, 5, AS_WRITTEN);
    mf_world_options options = { .workers = 0 };
    mf_error err = { 0 };
    mf_world world;

    (void) state;
    assert_int_equal(mf_world_init(&world, s, &options, &err), MF_OK);
    assert_true(world.options.workers >= 1);
    mf_world_free(&world);
    mf_world_free(&world); /* an empty one, too */
    mf_scenario_free(s);
}

/* A replicate is the scenario with another seed. */
static void a_replicate_is_another_seed(void **state)
{
    mf_scenario *s = small_read_as(2000, 20, AS_WRITTEN), *next = small_read_as(2000, 20, AS_WRITTEN);
    mf_world_options options = { .workers = 1, .replicate = 3 };
    mf_error err = { 0 };
    mf_world one, *other, *plain = world_of(s, 1, false);

    (void) state;
    next->seed += 3;
    other = world_of(next, 1, false);
    assert_int_equal(mf_world_init(&one, s, &options, &err), MF_OK);
    world_run(&one, 0, NULL);
    world_run(other, 0, NULL);
    world_run(plain, 0, NULL);
    assert_memory_equal(one.people.person, other->people.person,
                        one.people.n * sizeof *one.people.person);
    assert_memory_not_equal(one.people.person, plain->people.person,
                            one.people.n * sizeof *one.people.person);
    mf_world_free(&one);
    world_end(other);
    world_end(plain);
    mf_scenario_free(s);
    mf_scenario_free(next);
}

static mf_err refuse_at_three(void *self, const mf_world *world, mf_error *err)
{
    ++*(int *) self;
    return world->step == 3 ? mf_fail(err, MF_E_STOPPED, "enough") : MF_OK;
}

static void an_observer_sees_each_step_and_can_refuse(void **state)
{
    mf_scenario *s = small_read_as(500, 10, AS_WRITTEN);
    mf_world *world = world_of(s, 1, false);
    int seen = 0;
    mf_observer observer = { &seen, refuse_at_three };
    mf_error err = { 0 };

    (void) state;
    for (int t = 0; t < 3; t++)
        assert_int_equal(mf_world_step(world, &observer, &err), MF_OK);
    assert_int_equal(mf_world_step(world, &observer, &err), MF_E_STOPPED);
    assert_string_equal(err.text, "enough");
    assert_int_equal(seen, 4);
    world_close(world);
}

/* Events of each step that are kept, counted from the streams and from the tally. */
static mf_err compare_streams(void *self, const mf_world *world, mf_error *err)
{
    int64_t kept[MF_N_EVENTS] = { 0 };
    history *past = self;

    (void) err;
    memset(past, 0, sizeof *past);
    for (size_t c = 0; c < world->population.n_chunks; c++)
        for (size_t i = 0; i < world->log[c].n; i++)
            kept[world->log[c].at[i].event]++;
    for (size_t i = 0; i < world->served.n; i++)
        kept[world->served.at[i].event]++;
    for (int e = 0; e < MF_N_EVENTS; e++) {
        int64_t counted = 0;

        for (int c = -1; c < world->scenario->countries.n; c++)
            for (int k = 0; k < world->scenario->cohorts.n; k++)
                counted += *mf_tally_event(&world->tally, e, c, k, 0) +
                           *mf_tally_event(&world->tally, e, c, k, 1);
        if (mf_event_kept[e])
            assert_int_equal(kept[e], counted);
        else
            assert_int_equal(kept[e], 0);
    }
    return MF_OK;
}

static void the_streams_hold_what_the_tally_counts(void **state)
{
    mf_scenario *s = small_read(AS_WRITTEN);
    mf_world *world = world_of(s, 2, false);
    history *past = calloc(1, sizeof *past);
    mf_observer observer = { past, compare_streams };
    mf_error err = { 0 };

    (void) state;
    assert_non_null(past);
    while (world->step < world->n_steps)
        assert_int_equal(mf_world_step(world, &observer, &err), MF_OK);
    free(past);
    world_close(world);
}

/* Each kind of damage that the auditor is there to find. */
static void the_auditor_finds_what_does_not_agree(void **state)
{
    mf_scenario *s = small_read_as(2000, 30, AS_WRITTEN);
    mf_world *world = world_of(s, 1, false);
    mf_queue_state *queue = &world->lines.state[queue_of(s, "asylum")];
    mf_error err = { 0 };
    uint32_t id;

    (void) state;
    world_run(world, 3, NULL);
    assert_int_equal(mf_world_sane(world, &err), MF_OK);
    world->stock[0]++;
    assert_int_equal(mf_world_sane(world, &err), MF_E_INTERNAL);
    world->stock[0]--;
    world->occupied[0] ^= 1;
    assert_int_equal(mf_world_sane(world, &err), MF_E_INTERNAL);
    world->occupied[0] ^= 1;
    queue->waiting[1]++;
    assert_int_equal(mf_world_sane(world, &err), MF_E_INTERNAL);
    queue->waiting[1]--;
    id = queue->line[2].head;
    assert_true(id != MF_NOBODY);
    world->people.person[id].queue = 0xFFFE;
    assert_int_equal(mf_world_sane(world, &err), MF_E_INTERNAL);
    world->people.person[id].queue = (uint16_t) queue_of(s, "asylum");
    assert_int_equal(mf_world_sane(world, &err), MF_OK);
    world_close(world);
}

/* People who start in a status that ends are at all points of its time: they do not
 * come to its end all at once. */
static void those_who_start_in_a_status_are_at_all_its_ages(void **state)
{
    const scene permits = {
        .cohorts = "{ id = \"K\"; origin = \"A\"; "
                   "start = ( { place = \"A\"; status = \"permit\"; persons = 10000.0; } ); }",
        .statuses = "{ id = \"home\"; traits = [\"home\"]; options = [\"stay\"]; }, "
                    "{ id = \"permit\"; options = [\"stay\"]; duration = 364.0; }, "
                    "{ id = \"dead\"; traits = [\"terminal\"]; }",
        .transitions = "{ from = [\"permit\"]; event = \"expires\"; to = \"home\"; }, "
                       "{ from = \"*\"; event = \"dies\"; to = \"dead\"; }",
    };
    mf_scenario *s = scene_read(&permits, AS_WRITTEN);
    mf_world *world = world_of(s, 1, false);
    double last = 10000.0;

    (void) state;
    for (int t = 0; t < 53; t++) {
        double left;

        world_run(world, 1, NULL);
        left = (double) persons_in(world, "permit");
        assert_true(last - left < 300.0); /* 10000 / 52 = 192 a week, 13.7 the deviation */
        last = left;
    }
    assert_close(last, 0.0, 0.0);
    world_close(world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_world_has_the_people_of_its_scenario),
        cmocka_unit_test(no_workers_are_as_many_as_there_are),
        cmocka_unit_test(a_replicate_is_another_seed),
        cmocka_unit_test(an_observer_sees_each_step_and_can_refuse),
        cmocka_unit_test(the_streams_hold_what_the_tally_counts),
        cmocka_unit_test(the_auditor_finds_what_does_not_agree),
        cmocka_unit_test(those_who_start_in_a_status_are_at_all_its_ages),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
