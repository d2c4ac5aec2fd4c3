#include "support/statistics.h"
#include "support/worlds.h"

#include <string.h>

#include "model/published.h"
#include "sim/phases.h"

/* One smuggled link AB at 400 EUR; a week is a step. */
#define MARKET(more)                                                           \
    "decision = { rate = 0.0; trigger_violence = 0.0; trigger_news = 0.0; }; " \
    "needs = { mortality = 0.0; }; switches = { feedback = true; }; "          \
    "beliefs = { memory = 0.5; prior_need = 0.25; }; market = { enforcement = 0.11; demand = 0.2; supply = 4.0; " \
    "most = 5.0; recent = 4.0; }; " more

static const scene market = {
    .countries = "{ id = \"HERE\"; }, { id = \"THERE\"; sensitivity = 0.9; specificity = 0.8; }",
    .links = "{ id = \"AB\"; from = \"A\"; to = \"B\"; days = 7.0; price = 400.0; death = 0.02; "
             "interception = 0.1; }, { id = \"bus\"; from = \"A\"; to = \"B\"; days = 1.0; mode = \"air\"; "
             "price = 900.0; smuggled = false; }",
    .more = MARKET(""),
};

typedef struct desk {
    mf_scenario *s;
    mf_world *world;
    mf_passages passage[2];
    double present[2], granted[2], decided[2], arrived[1], died[1], alive[1], waiting[1];
    mf_happened what;
} desk;

static desk *open_desk(desk *self, const char *const *sets)
{
    memset(self, 0, sizeof *self);
    self->s = scene_read(&market, sets);
    self->world = world_of(self->s, 1, false);
    world_run(self->world, 1, NULL);
    self->what = (mf_happened){ self->passage, self->present, self->granted, self->decided,
                                self->arrived, self->died,    self->alive,   self->waiting };
    return self;
}

static void publish(desk *self)
{
    mf_published_update(&self->world->published, &self->world->view, &self->what);
}

static void close_desk(desk *self)
{
    world_close(self->world);
}

/* 400 (1 + 0.11 * 1.5) */
static void enforcement_makes_the_way_dearer(void **state)
{
    desk d;

    (void) state;
    open_desk(&d, AS_WRITTEN);
    assert_close(d.world->published.link[0].price, 400.0, 1e-9);
    d.world->now.link[0].effort = 1.5;
    d.world->now.link[1].effort = 1.5;
    publish(&d);
    assert_close(d.world->published.link[0].price, 466.0, 1e-9);
    assert_close(d.world->published.link[1].price, 900.0, 1e-9); /* not sold by smugglers */
    close_desk(&d);
}

/* Price = usual ((demand + 1) / (supply + 1))^0.2 from demand and supply as they stand. */
static void the_price_answers_to_demand_over_supply(void **state)
{
    const mf_link_reputation *link;
    double weeks = 7.0 / (365.2425 / 52.1775), wanted, supplied;
    desk d;

    (void) state;
    open_desk(&d, AS_WRITTEN);
    link = &d.world->published.link[0];
    d.passage[0].begun = 100.0;
    publish(&d);
    assert_close(link->demand, 100.0 / weeks * (1.0 - exp(-weeks / 4.0)), 0.4);
    assert_close(link->price, 400.0, 1e-9); /* the first demand finds its supply */
    d.passage[0].begun = 900.0;
    supplied = link->supply;
    for (int t = 0; t < 4; t++) {
        publish(&d);
        supplied += (link->demand - supplied) * 4.0 * 7.0 / 365.2425;
    }
    wanted = 400.0 * pow((link->demand + 1.0) / (supplied + 1.0), 0.2);
    assert_close(link->supply, supplied, 1e-9);
    assert_close(link->price, wanted, 1e-6);
    assert_true(link->price > 440.0);
    close_desk(&d);
}

static void no_price_is_more_than_the_most(void **state)
{
    desk d;

    (void) state;
    open_desk(&d, AS_WRITTEN);
    d.world->now.link[0].effort = 100.0;
    publish(&d);
    assert_close(d.world->published.link[0].price, 2000.0, 1e-9);
    close_desk(&d);
}

/* After a year (two memories of half a year) without anything happening the
 * hearsay of the start weighs exp(-2) of itself against what is seen. */
static void the_reputation_of_a_link_follows_what_happens_on_it(void **state)
{
    double first, told, seen;
    desk d;

    (void) state;
    open_desk(&d, AS_WRITTEN);
    first = d.world->published.link[0].ended;
    assert_close(d.world->published.link[0].death, 0.02, 1e-9);
    for (int t = 0; t < 52; t++)
        publish(&d);
    told = d.world->published.link[0].ended;
    assert_close(told / first, exp(-52 * 7 / 365.2425 / 0.5), 1e-9);
    d.passage[0].ended = told; /* as many as are remembered: one in ten died, one in five turned back */
    d.passage[0].died = 0.1 * told;
    d.passage[0].intercepted = 0.2 * told;
    publish(&d);
    seen = exp(-7 / 365.2425 / 0.5);
    assert_close(d.world->published.link[0].death, (0.02 * seen + 0.1) / (seen + 1.0), 1e-9);
    assert_close(d.world->published.link[0].interception, (0.1 * seen + 0.2) / (seen + 1.0), 1e-9);
    assert_close(d.world->published.link[0].risk, -log1p(-d.world->published.link[0].death), 1e-12);
    close_desk(&d);
}

/* At first what one would grant if a quarter of claims were in need: 0.9 / 4 + 0.2 * 3 / 4. */
static void the_chance_of_status_follows_decisions(void **state)
{
    double keep = exp(-7 / 365.2425 / 0.5), n;
    desk d;

    (void) state;
    open_desk(&d, AS_WRITTEN);
    assert_close(d.world->published.chance[1], 0.375, 1e-9);
    n = d.world->published.decided[1] * keep;
    d.decided[1] = 1000.0;
    d.granted[1] = 900.0;
    publish(&d);
    assert_close(d.world->published.chance[1], (0.375 * n + 900.0) / (n + 1000.0), 1e-9);
    close_desk(&d);
}

static void the_diaspora_grows_by_those_who_live_there(void **state)
{
    desk d;

    (void) state;
    open_desk(&d, AS_WRITTEN);
    d.present[1] = 250.0; /* country THERE, the only cohort */
    publish(&d);
    assert_close(d.world->published.network[1], log1p(d.world->published.diaspora[1] + 250.0), 1e-12);
    close_desk(&d);
}

/* Counts of modelled people reach the public as persons: here ten to one. */
static void what_is_counted_becomes_persons(void **state)
{
    double keep = exp(-7 / 365.2425 / 0.5), ended, died, stopped;
    const mf_link_reputation *link;
    mf_tally *tally;
    desk d;

    (void) state;
    open_desk(&d, SETS("scale=10.0"));
    link = &d.world->published.link[0];
    tally = &d.world->tally;
    ended = link->ended;
    died = link->died;
    stopped = link->intercepted;
    mf_tally_add(tally, mf_tally_flow(tally, 0, MF_FATE_ARRIVED, 0), 30);
    mf_tally_add(tally, mf_tally_flow(tally, 0, MF_FATE_DIED, 0), 5);
    mf_tally_add(tally, mf_tally_flow(tally, 0, MF_FATE_INTERCEPTED, 0), 7);
    mf_tally_add(tally, mf_tally_flow(tally, 0, MF_FATE_PUSHED_BACK, 0), 2);
    mf_phase_publish(d.world);
    assert_close(link->ended, ended * keep + 440.0, 1e-9);
    assert_close(link->died, died * keep + 50.0, 1e-9);
    assert_close(link->intercepted, stopped * keep + 90.0, 1e-9);
    assert_int_equal(*mf_tally_flow(tally, 0, MF_FATE_DIED, 0), 0); /* and is cleared */
    close_desk(&d);
}

static void without_feedback_nothing_answers(void **state)
{
    mf_link_reputation before;
    double chance;
    desk d;

    (void) state;
    open_desk(&d, SETS("switches.feedback=false"));
    before = d.world->published.link[0];
    chance = d.world->published.chance[1];
    d.passage[0] = (mf_passages){ 500.0, 500.0, 300.0, 100.0 };
    d.decided[1] = d.granted[1] = 4000.0;
    d.arrived[0] = d.alive[0] = 500.0;
    d.world->now.link[0].effort = 3.0;
    publish(&d);
    assert_memory_equal(&before, &d.world->published.link[0], sizeof before);
    assert_close(d.world->published.chance[1], chance, 0.0);
    assert_close(d.world->published.news[0], 0.0, 0.0);
    close_desk(&d);
}

/* A country that people speak of but where nobody can go: no place in it. */
static void a_country_without_a_place_can_be_spoken_of(void **state)
{
    scene spoken = market;
    mf_scenario *s;
    mf_world *world;

    (void) state;
    spoken.countries = "{ id = \"HERE\"; }, { id = \"THERE\"; }, { id = \"BEYOND\"; }";
    spoken.cohorts = "{ id = \"K\"; origin = \"A\"; "
                     "start = ( { place = \"A\"; status = \"home\"; persons = 500.0; } ); "
                     "abroad = ( { country = \"BEYOND\"; kin = 0.5; }, { country = \"THERE\"; } ); }";
    spoken.statuses = "{ id = \"home\"; traits = [\"home\"]; work = \"home\"; "
                      "options = [\"stay\", \"irregular\"]; }, { id = \"dead\"; traits = [\"terminal\"]; }";
    spoken.transitions = "{ from = [\"home\"]; event = \"departs\"; to = \"home\"; }, "
                         "{ from = \"*\"; event = \"dies\"; to = \"dead\"; }";
    s = scene_read(&spoken, SETS("decision.rate=52.0"));
    world = world_of(s, 1, false);
    world_run(world, 20, NULL);
    assert_int_equal(mf_published_way(&world->published, world->published.target_of[2], 0)->link, -1);
    world_close(world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(enforcement_makes_the_way_dearer),
        cmocka_unit_test(the_price_answers_to_demand_over_supply),
        cmocka_unit_test(no_price_is_more_than_the_most),
        cmocka_unit_test(the_reputation_of_a_link_follows_what_happens_on_it),
        cmocka_unit_test(the_chance_of_status_follows_decisions),
        cmocka_unit_test(the_diaspora_grows_by_those_who_live_there),
        cmocka_unit_test(what_is_counted_becomes_persons),
        cmocka_unit_test(without_feedback_nothing_answers),
        cmocka_unit_test(a_country_without_a_place_can_be_spoken_of),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
