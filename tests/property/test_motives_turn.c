/* Motives and need are not labels that people carry: what they live through
 * turns one into another, without any rule for doing so. */
#include "support/statistics.h"
#include "support/worlds.h"

#include <string.h>

#include "model/drift.h"

/* ---------------------------------------------------------------- one person */

/* Shares of the motives of somebody who is left alone, now. */
static void shares_now(const mf_world *world, int place, int status, const mf_person *person,
                       double share[MF_N_MOTIVES])
{
    double x[MF_N_MOTIVES];

    mf_drift_drives(&world->view, 0, place, status, person, x);
    mf_drift_shares(x, share);
}

/* A turn in which one thing happens; the person and the cell change with it. */
static void live_through(mf_world *world, int place, int *status, mf_person *person, int hazard)
{
    uint16_t cell = (uint16_t) mf_cell(world->rules.cells, place, *status);
    mf_rate rate = { .rate = 1.0, .hazard = (int16_t) hazard, .transition = -1 };
    mf_person was = *person;
    mf_turn turn;

    turn_of(&turn, world, 0, place, *status, person);
    mf_turn_settle(&turn);
    assert_true(mf_turn_suffer(&turn, &rate));
    assert_true(mf_turn_close(&turn, cell, MF_NEVER, &was));
    *person = turn.me;
    *status = mf_cell_status(world->rules.cells, turn.cell);
}

static mf_person migrant_for_work(const mf_world *world)
{
    mf_person person = somebody(world);

    person.drive[MF_MOTIVE_PROTECTION] = mf_drift_code(-0.5);
    person.drive[MF_MOTIVE_LIVELIHOOD] = mf_drift_code(1.5);
    person.drive[MF_MOTIVE_FAMILY] = person.drive[MF_MOTIVE_EDUCATION] = mf_drift_code(-1.0);
    return person;
}

static void an_economic_migrant_abused_on_the_way_comes_to_need_protection(void **state)
{
    mf_scenario *scenario = small_read_as(2000, 100, SETS("needs.robbery=0.0"));
    mf_world *world = world_of(scenario, 1, false);
    int coast = place_of(scenario, "TR_COAST"), status = status_of(scenario, "transit");
    double before[MF_N_MOTIVES], after[MF_N_MOTIVES];
    mf_person person;

    (void) state;
    world_run(world, 2, NULL);
    person = migrant_for_work(world);
    shares_now(world, coast, status, &person, before);
    assert_true(before[MF_MOTIVE_LIVELIHOOD] > 0.7 && before[MF_MOTIVE_PROTECTION] < 0.15);
    live_through(world, coast, &status, &person, MF_HAZARD_ABUSE);
    assert_int_equal(person.need, MF_NEED_EN_ROUTE);
    live_through(world, coast, &status, &person, MF_HAZARD_ABUSE);
    assert_int_equal(person.harm, 2);
    shares_now(world, coast, status, &person, after);
    /* two jumps of 0.8: 1.5 against 1.1 */
    assert_close(after[MF_MOTIVE_PROTECTION] / after[MF_MOTIVE_LIVELIHOOD], exp(-0.4), 1e-3);
    assert_true(after[MF_MOTIVE_PROTECTION] > 2.0 * before[MF_MOTIVE_PROTECTION]);
    world_close(world);
}

/* Half a year of harm and abuse around one draws the drive up further. */
static void abuse_around_one_keeps_the_drive_for_protection_up(void **state)
{
    mf_scenario *scenario = small_read_as(2000, 100, AS_WRITTEN);
    mf_world *world = world_of(scenario, 1, false);
    int coast = place_of(scenario, "TR_COAST"), hub = place_of(scenario, "TR_HUB");
    int status = status_of(scenario, "transit");
    double there[MF_N_MOTIVES], here[MF_N_MOTIVES];
    mf_person person, unharmed;

    (void) state;
    world_run(world, 2, NULL);
    person = unharmed = migrant_for_work(world);
    person.harm = 3;
    world_run(world, 80, NULL);
    mf_drift_drives(&world->view, 0, coast, status, &person, there);
    mf_drift_drives(&world->view, 0, hub, status, &person, here);
    assert_true(there[MF_MOTIVE_PROTECTION] > here[MF_MOTIVE_PROTECTION] + 0.3); /* abuse 0.6, 0.2 */
    mf_drift_drives(&world->view, 0, coast, status, &unharmed, here);
    assert_true(there[MF_MOTIVE_PROTECTION] > here[MF_MOTIVE_PROTECTION] + 0.9); /* three harms */
    world_close(world);
}

static void a_recognised_refugee_without_work_becomes_a_livelihood_mover(void **state)
{
    mf_scenario *scenario = small_read_as(2000, 104, SETS("legal.statuses.refugee.work=\"none\""));
    mf_world *world = world_of(scenario, 1, false);
    int city = place_of(scenario, "DS_CITY"), refugee = status_of(scenario, "refugee");
    double then[MF_N_MOTIVES], now[MF_N_MOTIVES], x[MF_N_MOTIVES];
    mf_person person;

    (void) state;
    world_run(world, 2, NULL);
    person = somebody(world);
    person.need = MF_NEED_CONVENTION;
    person.drive[MF_MOTIVE_PROTECTION] = mf_drift_code(2.0);
    person.drive[MF_MOTIVE_LIVELIHOOD] = mf_drift_code(-0.5);
    person.drive[MF_MOTIVE_FAMILY] = person.drive[MF_MOTIVE_EDUCATION] = mf_drift_code(-1.0);
    shares_now(world, city, refugee, &person, then);
    assert_true(then[MF_MOTIVE_PROTECTION] > 0.8);
    world_run(world, 101, NULL);
    mf_drift_drives(&world->view, 0, city, refugee, &person, x);
    shares_now(world, city, refugee, &person, now);
    assert_true(x[MF_MOTIVE_PROTECTION] < 1.0 && x[MF_MOTIVE_LIVELIHOOD] > 0.5);
    assert_true(now[MF_MOTIVE_LIVELIHOOD] > 0.6 && now[MF_MOTIVE_PROTECTION] < 0.2);
    assert_int_equal(person.need, MF_NEED_CONVENTION); /* need is another thing */
    world_close(world);
}

/* Access to work makes the difference: not being recognised. */
static void a_refugee_with_work_is_drawn_less_to_livelihood(void **state)
{
    mf_scenario *none = small_read_as(2000, 104, SETS("legal.statuses.refugee.work=\"none\""));
    mf_scenario *full = small_read_as(2000, 104, SETS("legal.statuses.refugee.work=\"full\""));
    mf_world *without = world_of(none, 1, false), *with = world_of(full, 1, false);
    int city = place_of(none, "DS_CITY"), refugee = status_of(none, "refugee");
    double x[MF_N_MOTIVES], y[MF_N_MOTIVES];
    mf_person person;

    (void) state;
    world_run(without, 2, NULL);
    world_run(with, 2, NULL);
    person = somebody(with);
    world_run(without, 100, NULL);
    world_run(with, 100, NULL);
    mf_drift_drives(&without->view, 0, city, refugee, &person, x);
    mf_drift_drives(&with->view, 0, city, refugee, &person, y);
    assert_true(x[MF_MOTIVE_LIVELIHOOD] > y[MF_MOTIVE_LIVELIHOOD] + 0.4);
    assert_close(x[MF_MOTIVE_PROTECTION], y[MF_MOTIVE_PROTECTION], 1e-12);
    world_end(without);
    world_end(with);
    mf_scenario_free(none);
    mf_scenario_free(full);
}

/* ---------------------------------------------------------------- many */

typedef struct turned {
    int travellers, protection; /* who set out for work; of these, now led by protection */
    int need;                   /* of these, in need because of harm on the way */
} turned;

static int leading(const double share[MF_N_MOTIVES])
{
    int main = 0;

    for (int k = 1; k < MF_N_MOTIVES; k++)
        main = share[k] > share[main] ? k : main;
    return main;
}

/* Those who set out for work and without need, and are on the move in the transit country. */
static turned on_the_way(const char *abuse)
{
    mf_scenario *scenario = small_read(SETS(abuse, "cohorts.HIGHLAND.inclination.irregular=2.0",
                                            "places.TR_COAST.detention=0.0"));
    mf_world *world = world_of(scenario, 1, false);
    int status = status_of(scenario, "transit"), coast = place_of(scenario, "TR_COAST");
    turned seen = { 0 };

    world_run(world, 0, NULL);
    for (uint32_t id = 0; id < world->people.n; id++) {
        const mf_person *person = &world->people.person[id];
        double share[MF_N_MOTIVES], x[MF_N_MOTIVES];

        if (world->people.cell[id] != mf_cell(world->rules.cells, coast, status) ||
            person->departed == MF_NEVER || person->departed == MF_EARLIER ||
            person->start != MF_MOTIVE_LIVELIHOOD)
            continue;
        mf_drift_drives(&world->view, mf_population_cohort(&world->population, id), coast, status,
                        person, x);
        mf_drift_shares(x, share);
        seen.travellers++;
        seen.protection += leading(share) == MF_MOTIVE_PROTECTION;
        seen.need += person->need == MF_NEED_EN_ROUTE;
    }
    world_close(world);
    return seen;
}

static void abuse_on_the_way_turns_the_motives_of_many(void **state)
{
    turned harsh = on_the_way("places.TR_COAST.abuse=0.9");
    turned mild = on_the_way("places.TR_COAST.abuse=0.05");

    (void) state;
    print_message("led by protection at the coast: abuse 0.9: %d of %d; abuse 0.05: %d of %d\n",
                  harsh.protection, harsh.travellers, mild.protection, mild.travellers);
    assert_true(harsh.travellers > 50 && mild.travellers > 50);
    assert_true(harsh.protection * mild.travellers > 3 * mild.protection * harsh.travellers);
    assert_true(harsh.protection > 40);
    assert_true(harsh.need > 0);
    assert_int_equal(mild.need, 0); /* below the threshold nobody counts as harmed on the way */
}

static double mean_lead(const char *work)
{
    mf_scenario *scenario = small_read_as(0.0, 104, SETS(
        work, "legal.queues.asylum.capacity=1e8", "countries.DST.closed=0.0",
        "cohorts.EASTERN.needs=[0.0,1.0,0.0,0.0]", "countries.DST.sensitivity=1.0"));
    mf_world *world = world_of(scenario, 1, false);
    int status = status_of(scenario, "refugee"), n = 0;
    double sum = 0.0;

    world_run(world, 0, NULL);
    for (uint32_t id = 0; id < world->people.n; id++) {
        int cell = world->people.cell[id], place = mf_cell_place(world->rules.cells, cell);
        double x[MF_N_MOTIVES];

        if (!world_has(world, id) || mf_cell_status(world->rules.cells, cell) != status)
            continue;
        mf_drift_drives(&world->view, mf_population_cohort(&world->population, id), place, status,
                        &world->people.person[id], x);
        sum += x[MF_MOTIVE_LIVELIHOOD] - x[MF_MOTIVE_PROTECTION];
        n++;
    }
    assert_true(n > 50);
    world_close(world);
    return sum / n;
}

static void refugees_without_work_are_led_by_livelihood(void **state)
{
    (void) state;
    assert_true(mean_lead("legal.statuses.refugee.work=\"none\"") >
                mean_lead("legal.statuses.refugee.work=\"full\"") + 0.2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_economic_migrant_abused_on_the_way_comes_to_need_protection),
        cmocka_unit_test(abuse_around_one_keeps_the_drive_for_protection_up),
        cmocka_unit_test(a_recognised_refugee_without_work_becomes_a_livelihood_mover),
        cmocka_unit_test(a_refugee_with_work_is_drawn_less_to_livelihood),
        cmocka_unit_test(abuse_on_the_way_turns_the_motives_of_many),
        cmocka_unit_test(refugees_without_work_are_led_by_livelihood),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
