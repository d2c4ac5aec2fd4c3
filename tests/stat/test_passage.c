/* What becomes of passages, of those who are caught, and of claims by people
 * whom another state is responsible for: shares in runs against the scenario. */
#include "support/statistics.h"
#include "support/worlds.h"

#include "base/rng.h"

/* Everybody at A leaves for B at once, and tries again when brought back. */
static const scene sea = {
    .calendar = "start = \"2016-01-01\"; end = \"2016-06-01\"; step = 7;",
    .countries = "{ id = \"HERE\"; }, { id = \"BACK\"; }, { id = \"THERE\"; common_rules = true; "
                 "registers = 0.7; }",
    .places = "{ id = \"A\"; country = \"HERE\"; role = [\"origin\"]; }, "
              "{ id = \"C\"; country = \"BACK\"; }, "
              "{ id = \"B\"; country = \"THERE\"; role = [\"destination\"]; }",
    .links = "{ id = \"sea\"; from = \"A\"; to = \"B\"; mode = \"sea\"; days = 7.0; price = 10.0; "
             "death = 0.05; interception = 0.3; detained = 0.4; access = 0.9; return_to = \"C\"; }",
    .cohorts = "{ id = \"K\"; origin = \"A\"; savings = 5000.0; savings_spread = 0.0; "
               "start = ( { place = \"A\"; status = \"home\"; persons = 40000.0; } ); "
               "abroad = ( { country = \"THERE\"; } ); }",
    .statuses = "{ id = \"home\"; traits = [\"home\"]; options = [\"stay\", \"irregular\"]; }, "
                "{ id = \"away\"; traits = [\"en_route\"]; options = [\"stay\"]; }, "
                "{ id = \"held\"; traits = [\"detained\"]; options = [\"stay\", \"pay_ransom\"]; }, "
                "{ id = \"dead\"; traits = [\"terminal\"]; }",
    .transitions = "{ from = [\"home\"]; event = \"departs\"; to = \"away\"; }, "
                   "{ from = [\"away\"]; event = \"detained\"; to = \"held\"; }, "
                   "{ from = [\"held\"]; event = \"ransomed\"; to = \"away\"; }, "
                   "{ from = \"*\"; event = \"dies\"; to = \"dead\"; }",
    .more = "decision = { rate = 40.0; trigger_violence = 0.0; trigger_news = 0.0; "
            "constants = { irregular = 30.0; stay = -30.0; pay_ransom = -30.0; }; }; "
            "needs = { mortality = 0.0; }; switches = { feedback = false; }; "
            "money = { ransom = 1000.0; saved = 0.0; };",
};

static mf_world *run(const scene *what, const char *const *sets, history *past)
{
    mf_world *world = world_of(scene_read(what, sets), 1, false);

    world_run(world, 0, past);
    return world;
}

/* 0.05; 0.95 * 0.3; 0.95 * 0.7 * 0.1; the rest arrives. */
static void a_passage_has_four_fates(void **state)
{
    static const double share[4] = { 0.05, 0.285, 0.0665, 0.5985 };
    static const double in_one_draw[4] = { 0.05, 0.3, 0.1, 0.55 }; /* as if they excluded one another */
    history past = { 0 };
    mf_world *world = run(&sea, AS_WRITTEN, &past);
    const int64_t *flow = past.flow[0];
    double count[4] = { (double) flow[MF_FATE_DIED], (double) flow[MF_FATE_INTERCEPTED],
                        (double) flow[MF_FATE_PUSHED_BACK], (double) flow[MF_FATE_ARRIVED] };

    (void) state;
    assert_true(flow[MF_FATE_BEGUN] > 39000);
    assert_true(fabs(z_of_counts(count, share, 4)) < LIMIT);
    assert_true(z_of_counts(count, in_one_draw, 4) > LIMIT);
    world_close(world);
}

static void some_of_the_intercepted_are_detained_where_they_are_brought(void **state)
{
    history past = { 0 };
    mf_world *world = run(&sea, AS_WRITTEN, &past);
    double stopped = (double) past.flow[0][MF_FATE_INTERCEPTED];
    double detained = (double) happened(&past, MF_EVENT_DETAINED);
    mf_cells cells = world->rules.cells;

    (void) state;
    assert_true(fabs(z_of_share(detained, stopped, 0.4)) < LIMIT);
    assert_true(fabs(z_of_share(detained, stopped, 0.43)) > LIMIT);
    assert_int_equal(mf_world_stock(world, 0, mf_cell(cells, 1, 2)) +
                         happened(&past, MF_EVENT_RANSOMED), (int64_t) detained);
    assert_int_equal(mf_world_stock(world, 0, mf_cell(cells, 0, 2)), 0);
    world_close(world);
}

/* 1000 EUR each: the ledger, and those who are free again. */
static void ransoms_are_paid_in_full(void **state)
{
    history past = { 0 };
    mf_world *world = run(&sea, SETS("decision.constants.pay_ransom=30.0"), &past);

    (void) state;
    assert_true(happened(&past, MF_EVENT_RANSOMED) > 3000);
    assert_int_equal(past.money[MF_LEDGER_RANSOM], 100000 * happened(&past, MF_EVENT_RANSOMED));
    assert_int_equal(happened(&past, MF_EVENT_RANSOMED), happened(&past, MF_EVENT_DETAINED));
    world_close(world);
}

static void fingerprints_are_taken_from_as_many_as_is_said(void **state)
{
    history past = { 0 };
    mf_world *world = run(&sea, AS_WRITTEN, &past);
    double arrived = (double) past.flow[0][MF_FATE_ARRIVED], registered = 0.0;

    (void) state;
    for (uint32_t id = 0; id < world->people.n; id++)
        registered += world_has(world, id) && world->people.person[id].host == 2;
    assert_true(fabs(z_of_share(registered, arrived, 0.7)) < LIMIT);
    assert_true(fabs(z_of_share(registered, arrived, 0.73)) > LIMIT);
    world_close(world);
}

/* In January three in ten of those who want to leave find a boat, in February all. */
static void seasons_hold_departures_up(void **state)
{
    mf_scenario *s = scene_read(&sea, SETS(
        "links.sea.season=[0.3,1.0,1.0,1.0,1.0,1.0,1.0,1.0,1.0,1.0,1.0,1.0]", "decision.rate=3.0"));
    mf_world *world = world_of(s, 1, false);
    history january = { 0 }, february = { 0 };
    double left, wanted;

    (void) state;
    world_run(world, 5, &january); /* to January 29 */
    world_run(world, 4, &february);
    left = (double) happened(&january, MF_EVENT_DEPARTS);
    wanted = left + (double) happened(&january, MF_EVENT_RECONSIDERS);
    /* of those who came back or arrived none weighs anything but staying in this time:
     * they are few, and only those at home are counted by what they want */
    wanted -= (double) (happened(&january, MF_EVENT_ARRIVES) + january.flow[0][MF_FATE_INTERCEPTED] +
                        january.flow[0][MF_FATE_PUSHED_BACK] - happened(&january, MF_EVENT_DETAINED));
    assert_true(wanted > 8000.0);
    assert_true(fabs(left / wanted - 0.3) < 0.03);
    assert_true(happened(&february, MF_EVENT_DEPARTS) > 2 * happened(&january, MF_EVENT_DEPARTS));
    world_close(world);
}

/* ---------------------------------------------------------------- Dublin */

/* All start at B, where they were registered, go on to D and claim there. */
static const scene dublin = {
    .calendar = "start = \"2016-01-01\"; end = \"2017-01-01\"; step = 7;",
    .countries = "{ id = \"HERE\"; }, { id = \"FIRST\"; common_rules = true; }, "
                 "{ id = \"SECOND\"; common_rules = true; dublin = 0.4; }",
    .places = "{ id = \"A\"; country = \"HERE\"; role = [\"origin\"]; }, "
              "{ id = \"B\"; country = \"FIRST\"; }, "
              "{ id = \"D\"; country = \"SECOND\"; role = [\"destination\"]; }",
    .links = "{ id = \"AB\"; from = \"A\"; to = \"B\"; days = 7.0; }, "
             "{ id = \"BD\"; from = \"B\"; to = \"D\"; days = 7.0; }",
    .cohorts = "{ id = \"K\"; origin = \"A\"; known = { asylum = 1.0; }; "
               "start = ( { place = \"B\"; status = \"away\"; persons = 8000.0; } ); "
               "abroad = ( { country = \"SECOND\"; } ); }",
    .statuses = "{ id = \"home\"; traits = [\"home\"]; options = [\"stay\"]; }, "
                "{ id = \"away\"; traits = [\"en_route\"]; options = [\"irregular\", \"claim\"]; }, "
                "{ id = \"asks\"; traits = [\"claimant\"]; options = [\"stay\"]; }, "
                "{ id = \"other\"; traits = [\"claimant\"]; options = [\"stay\"]; duration = 180.0; }, "
                "{ id = \"safe\"; options = [\"stay\"]; }, "
                "{ id = \"dead\"; traits = [\"terminal\"]; }",
    .transitions = "{ from = [\"away\"]; event = \"departs\"; to = \"away\"; countries = [\"FIRST\"]; }, "
                   "{ from = [\"away\"]; event = \"lodges\"; to = \"asks\"; countries = [\"SECOND\"]; }, "
                   "{ from = [\"asks\"]; event = \"dublin\"; to = \"other\"; }, "
                   "{ from = [\"asks\"]; event = \"recognised\"; to = \"safe\"; }, "
                   "{ from = [\"asks\"]; event = \"refused\"; to = \"safe\"; }, "
                   "{ from = [\"other\"]; event = \"transferred\"; to = \"safe\"; move = \"first\"; }, "
                   "{ from = [\"other\"]; event = \"expires\"; to = \"asks\"; }, "
                   "{ from = \"*\"; event = \"dies\"; to = \"dead\"; }",
    .queues = "{ id = \"transfers\"; status = \"other\"; countries = [\"SECOND\"]; capacity = 0.0; "
              "event = \"transferred\"; }",
    .more = "decision = { rate = 40.0; trigger_violence = 0.0; trigger_news = 0.0; "
            "constants = { irregular = 20.0; claim = 20.0; }; }; "
            "needs = { mortality = 0.0; }; switches = { feedback = false; };",
};

static void another_state_is_asked_in_the_share_that_is_said(void **state)
{
    history past = { 0 };
    mf_world *world = run(&dublin, AS_WRITTEN, &past);
    double lodged = (double) happened(&past, MF_EVENT_LODGES);
    double asked = (double) happened(&past, MF_EVENT_DUBLIN);

    (void) state;
    assert_int_equal((int) lodged, 8000);
    assert_true(fabs(z_of_share(asked, lodged, 0.4)) < LIMIT);
    assert_true(fabs(z_of_share(asked, lodged, 0.44)) > LIMIT);
    world_close(world);
}

/* Without capacity to transfer, responsibility passes after 180 days: 26 weeks. */
static void a_transfer_that_does_not_come_lapses(void **state)
{
    mf_scenario *s = scene_read(&dublin, AS_WRITTEN);
    mf_world *world = world_of(s, 1, false);
    int64_t asked[128] = { 0 };

    (void) state;
    for (int t = 0; t < world->n_steps; t++) {
        history past = { 0 };

        world_run(world, 1, &past);
        asked[t] = happened(&past, MF_EVENT_DUBLIN);
        assert_int_equal(happened(&past, MF_EVENT_EXPIRES), t < 26 ? 0 : asked[t - 26]);
    }
    assert_int_equal(persons_in(world, "other"), 0);
    assert_int_equal(persons_in(world, "asks"), 8000);
    world_close(world);
}

static void with_capacity_people_are_brought_to_the_first_state(void **state)
{
    history past = { 0 };
    mf_world *world = run(&dublin, SETS("legal.queues.transfers.capacity=1e8"), &past);
    int64_t asked = happened(&past, MF_EVENT_DUBLIN);

    (void) state;
    assert_int_equal(happened(&past, MF_EVENT_TRANSFERRED), asked);
    assert_int_equal(mf_world_stock(world, 0, mf_cell(world->rules.cells, 1, 4)), asked);
    assert_int_equal(happened(&past, MF_EVENT_EXPIRES), 0);
    world_close(world);
}

static void nobody_is_asked_where_one_was_first(void **state)
{
    history past = { 0 };
    mf_world *world = run(&dublin, SETS("countries.FIRST.common_rules=false"), &past);

    (void) state;
    assert_int_equal(happened(&past, MF_EVENT_LODGES), 8000);
    assert_int_equal(happened(&past, MF_EVENT_DUBLIN), 0);
    world_close(world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_passage_has_four_fates),
        cmocka_unit_test(some_of_the_intercepted_are_detained_where_they_are_brought),
        cmocka_unit_test(ransoms_are_paid_in_full),
        cmocka_unit_test(fingerprints_are_taken_from_as_many_as_is_said),
        cmocka_unit_test(seasons_hold_departures_up),
        cmocka_unit_test(another_state_is_asked_in_the_share_that_is_said),
        cmocka_unit_test(a_transfer_that_does_not_come_lapses),
        cmocka_unit_test(with_capacity_people_are_brought_to_the_first_state),
        cmocka_unit_test(nobody_is_asked_where_one_was_first),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
