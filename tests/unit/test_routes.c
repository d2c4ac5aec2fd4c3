#include "support/statistics.h"
#include "support/worlds.h"

#include "model/routes.h"

/*        1 (100)        3 (100)
 *   A ----------> T ----------> D
 *   A --- 2 (300) ----> U --- 4 (50) ---> D     and 5: A to D for 2000
 *
 * Prices in EUR; a year's earnings of a traveller are 1500, cost weighs 1, time nothing. */
static const scene diamond = {
    .countries = "{ id = \"O\"; }, { id = \"M\"; }, { id = \"E\"; }",
    .places = "{ id = \"A\"; country = \"O\"; role = [\"origin\"]; }, { id = \"T\"; country = \"M\"; }, "
              "{ id = \"U\"; country = \"M\"; role = [\"first_asylum\"]; }, "
              "{ id = \"D\"; country = \"E\"; role = [\"destination\"]; }",
    .links = "{ id = \"l1\"; from = \"A\"; to = \"T\"; days = 7.0; price = 100.0; }, "
             "{ id = \"l2\"; from = \"A\"; to = \"U\"; days = 14.0; price = 300.0; death = 0.01; }, "
             "{ id = \"l3\"; from = \"T\"; to = \"D\"; days = 7.0; price = 100.0; }, "
             "{ id = \"l4\"; from = \"U\"; to = \"D\"; days = 7.0; price = 50.0; interception = 0.2; }, "
             "{ id = \"l5\"; from = \"A\"; to = \"D\"; days = 1.0; price = 2000.0; }",
    .cohorts = "{ id = \"K\"; origin = \"A\"; "
               "start = ( { place = \"A\"; status = \"home\"; persons = 10000.0; } ); "
               "abroad = ( { country = \"E\"; } ); }",
    .more = "decision = { rate = 0.0; trigger_violence = 0.0; trigger_news = 0.0; cost = 1.0; "
            "time = 0.0; death = 10.0; onward = 0.5; }; needs = { mortality = 0.0; }; "
            "switches = { feedback = false; };",
};

enum { A, T, U, D };

static mf_world *world_with(mf_scenario **scenario, const char *const *sets)
{
    mf_world *world;

    *scenario = scene_read(&diamond, sets);
    world = world_of(*scenario, 1, false);
    world_run(world, 1, NULL);
    return world;
}

/* Burdens: by T 200 / 1500 = 0.133; by U 350 / 1500 + 10 * 0.01005 + 0.5 * 0.2231 = 0.446;
 * straight 1.333. */
static void the_lightest_way_is_found(void **state)
{
    mf_scenario *s;
    mf_world *world = world_with(&s, AS_WRITTEN);
    const mf_way *way = mf_published_way(&world->published, 0, A);

    (void) state;
    assert_int_equal(way->link, link_of(s, "l1"));
    assert_int_equal(way->arrival, D);
    assert_close(way->price, 200.0, 1e-9);
    assert_close(way->years, 14.0 / 365.2425, 1e-12);
    assert_close(way->risk, 0.0, 1e-12);
    assert_int_equal(mf_published_way(&world->published, 0, T)->link, link_of(s, "l3"));
    assert_int_equal(mf_published_way(&world->published, 0, U)->link, link_of(s, "l4"));
    assert_close(mf_published_way(&world->published, 0, U)->stop, 0.2231435513142097, 1e-12);
    world_close(world);
}

static void who_is_there_needs_no_way(void **state)
{
    mf_scenario *s;
    mf_world *world = world_with(&s, AS_WRITTEN);
    const mf_way *way = mf_published_way(&world->published, 0, D);

    (void) state;
    assert_int_equal(way->link, -1);
    assert_int_equal(way->arrival, D);
    assert_close(way->price, 0.0, 0.0);
    world_close(world);
}

static void risks_add_up_along_the_way(void **state)
{
    mf_scenario *s;
    mf_world *world = world_with(&s, SETS("links.l1.price=2000.0"));
    const mf_way *way = mf_published_way(&world->published, 0, A);

    (void) state;
    assert_int_equal(way->link, link_of(s, "l2"));
    assert_close(way->price, 350.0, 1e-9);
    assert_close(way->usual, 350.0, 1e-9);
    assert_close(way->risk, 0.01005033585350145, 1e-12);
    assert_close(way->stop, 0.2231435513142097, 1e-12);
    world_close(world);
}

/* 0.133 + 10 * -log(1 - p) passes 0.446 at p = 0.0308. */
static void a_way_that_turns_deadly_is_left(void **state)
{
    static const struct {
        const char *death, *next;
    } cases[] = { { "links.l3.death=0.030", "l1" }, { "links.l3.death=0.032", "l2" },
                  { "links.l3.death=0.900", "l2" } };

    (void) state;
    for (int i = 0; i < 3; i++) {
        mf_scenario *s;
        mf_world *world = world_with(&s, SETS(cases[i].death));

        assert_int_equal(mf_published_way(&world->published, 0, A)->link, link_of(s, cases[i].next));
        world_close(world);
    }
}

static void a_closed_link_leads_nowhere(void **state)
{
    mf_scenario *s;
    mf_world *world = world_with(&s, SETS("links.l1.season=0.0", "links.l2.season=0.0"));

    (void) state;
    assert_int_equal(mf_published_way(&world->published, 0, A)->link, link_of(s, "l5"));
    world_close(world);
    world = world_with(&s, SETS("links.l1.season=0.0", "links.l2.season=0.0", "links.l5.season=0.0"));
    assert_int_equal(mf_published_way(&world->published, 0, A)->link, -1);
    assert_int_equal(mf_published_way(&world->published, 0, A)->arrival, -1);
    world_close(world);
}

static void the_nearest_place_of_first_asylum_has_a_row_of_its_own(void **state)
{
    mf_scenario *s;
    mf_world *world = world_with(&s, AS_WRITTEN);
    const mf_published *p = &world->published;
    int nearby = mf_published_nearby(p);

    (void) state;
    assert_int_equal(mf_published_way(p, nearby, A)->link, link_of(s, "l2"));
    assert_int_equal(mf_published_way(p, nearby, A)->arrival, U);
    assert_int_equal(mf_published_way(p, nearby, U)->link, -1);
    assert_int_equal(mf_published_way(p, nearby, T)->link, -1); /* no way back */
    world_close(world);
}

/* ---------------------------------------------------------------- deflection */

/* The same with people who move, and a way by T on which one in three dies from 2017 on. */
static void traffic(bool feedback, const char *death, int64_t early[2], int64_t late[2])
{
    scene busy = diamond;
    mf_scenario *s;
    mf_world *world;
    history before = { 0 }, after = { 0 };

    busy.cohorts = "{ id = \"K\"; origin = \"A\"; savings = 3000.0; entrants = 8000.0; "
                   "abroad = ( { country = \"E\"; } ); }";
    busy.statuses = "{ id = \"home\"; traits = [\"home\"]; work = \"home\"; "
                    "options = [\"stay\", \"irregular\"]; }, "
                    "{ id = \"away\"; traits = [\"en_route\"]; work = \"irregular\"; "
                    "options = [\"irregular\"]; reconsiders = 10.0; }, "
                    "{ id = \"dead\"; traits = [\"terminal\"]; }";
    busy.transitions = "{ from = [\"home\", \"away\"]; event = \"departs\"; to = \"away\"; }, "
                       "{ from = \"*\"; event = \"dies\"; to = \"dead\"; }";
    busy.more = "decision = { rate = 3.0; death = 10.0; time = 0.0; "
                "constants = { irregular = 1.0; }; }; beliefs = { memory = 0.2; };";
    s = scene_read(&busy, SETS(death, feedback ? "switches.feedback=true" : "switches.feedback=false"));
    world = world_of(s, 1, false);
    world_run(world, 52, &before);
    world_run(world, 20, NULL);
    world_run(world, 32, &after);
    for (int l = 0; l < 2; l++) {
        early[l] = before.flow[l][MF_FATE_BEGUN];
        late[l] = after.flow[l][MF_FATE_BEGUN];
    }
    world_close(world);
}

/* The reputation of the link falls with those who die on it; without feedback it stays. */
static void traffic_leaves_a_link_that_turns_deadly(void **state)
{
    static const char deadly[] =
        "links.l3.death={ dates = [\"2016-01-01\", \"2017-01-01\"]; values = [0.0, 0.33]; }";
    int64_t early[2], late[2];

    (void) state;
    traffic(true, deadly, early, late);
    assert_true(early[0] > 500 && early[1] * 20 < early[0]);
    assert_true(late[1] > 50 && late[0] * 5 < late[1]);
    traffic(true, "links.l3.death=0.0", early, late);
    assert_true(late[0] > 500 && late[1] * 20 < late[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_lightest_way_is_found),
        cmocka_unit_test(who_is_there_needs_no_way),
        cmocka_unit_test(risks_add_up_along_the_way),
        cmocka_unit_test(a_way_that_turns_deadly_is_left),
        cmocka_unit_test(a_closed_link_leads_nowhere),
        cmocka_unit_test(the_nearest_place_of_first_asylum_has_a_row_of_its_own),
        cmocka_unit_test(traffic_leaves_a_link_that_turns_deadly),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
