/* Twenty people whose lives are written down by hand, and what each indicator says of them.
 * Expected numbers were computed apart from the program, from the formulas. */
#include "support/worlds.h"

#include <math.h>
#include <string.h>

#include "record/fates.h"
#include "record/indicators.h"
#include "record/indicators_watch.h"

static const scene twenty = {
    .calendar = "start = \"2016-01-01\"; end = \"2019-01-01\"; step = 7;",
    .countries = "{ id = \"HERE\"; }, { id = \"MID\"; common_rules = true; }, "
                 "{ id = \"THERE\"; common_rules = true; }",
    .places = "{ id = \"A\"; country = \"HERE\"; role = [\"origin\"]; }, "
              "{ id = \"M\"; country = \"MID\"; role = [\"first_asylum\"]; }, "
              "{ id = \"B\"; country = \"THERE\"; role = [\"destination\"]; unemployment = 0.1; }, "
              "{ id = \"C\"; country = \"THERE\"; role = [\"destination\"]; }",
    .links = "{ id = \"AM\"; from = \"A\"; to = \"M\"; days = 7.0; }, "
             "{ id = \"MB\"; from = \"M\"; to = \"B\"; days = 7.0; mode = \"sea\"; }, "
             "{ id = \"BC\"; from = \"B\"; to = \"C\"; days = 7.0; }",
    .cohorts = "{ id = \"K\"; origin = \"A\"; scale = 2.5; "
               "start = ( { place = \"A\"; status = \"home\"; persons = 50.0; } ); }",
    .statuses =
        "{ id = \"home\"; traits = [\"home\"]; work = \"home\"; options = [\"stay\"]; }, "
        "{ id = \"transit\"; traits = [\"irregular\", \"en_route\"]; options = [\"stay\"]; }, "
        "{ id = \"detained\"; traits = [\"detained\"]; options = [\"stay\"]; }, "
        "{ id = \"claimant\"; traits = [\"claimant\"]; rights = [\"stay\"]; options = [\"stay\"]; }, "
        "{ id = \"appeal\"; traits = [\"claimant\", \"limbo\"]; options = [\"stay\"]; }, "
        "{ id = \"refugee\"; traits = [\"protected\"]; rights = [\"stay\"]; work = \"protected\"; "
        "options = [\"stay\"]; }, "
        "{ id = \"registered\"; traits = [\"nearby\"]; rights = [\"stay\"]; options = [\"stay\"]; }, "
        "{ id = \"labour\"; traits = [\"regular\"]; rights = [\"stay\"]; work = \"full\"; "
        "options = [\"stay\"]; }, "
        "{ id = \"tolerated\"; traits = [\"returnable\", \"limbo\"]; options = [\"stay\"]; }, "
        "{ id = \"returned\"; traits = [\"returned\"]; work = \"home\"; options = [\"stay\"]; }, "
        "{ id = \"dead\"; traits = [\"terminal\"]; }",
    .queues = "{ id = \"asylum\"; status = \"claimant\"; countries = ( \"THERE\" ); capacity = 1.0; "
              "decides = \"asylum\"; }",
    .transitions = "{ from = \"*\"; event = \"dies\"; to = \"dead\"; }, "
                   "{ from = ( \"home\" ); event = \"departs\"; to = \"transit\"; }, "
                   "{ from = ( \"transit\" ); event = \"lodges\"; to = \"claimant\"; }, "
                   "{ from = ( \"transit\" ); event = \"detained\"; to = \"detained\"; }, "
                   "{ from = ( \"claimant\" ); event = \"recognised\"; to = \"refugee\"; }, "
                   "{ from = ( \"claimant\" ); event = \"appeals\"; to = \"appeal\"; }, "
                   "{ from = ( \"home\" ); event = \"granted\"; to = \"labour\"; }, "
                   "{ from = ( \"claimant\" ); event = \"refused\"; to = \"tolerated\"; }, "
                   "{ from = ( \"claimant\" ); event = \"subsidiary\"; to = \"refugee\"; }, "
                   "{ from = ( \"claimant\" ); event = \"humanitarian\"; to = \"refugee\"; }, "
                   "{ from = ( \"claimant\" ); event = \"closed\"; to = \"tolerated\"; }, "
                   "{ from = ( \"tolerated\" ); event = \"removed\"; to = \"returned\"; }",
};

enum { STEPS = 156, NEEDS_PROTECTION = 5 };

typedef struct lives {
    mf_scenario *scenario;
    mf_world *world;
    mf_sight watch;
} lives;

static mf_person *person(const lives *l, uint32_t id)
{
    return &l->world->people.person[id];
}

/* Moves a person to a place (NULL: on the way) and status, as the world would. */
static void put(lives *l, uint32_t id, const char *place, const char *status)
{
    const mf_cells cells = l->world->rules.cells;
    int p = place == NULL ? cells.n_places : place_of(l->scenario, place);
    uint16_t cell = (uint16_t) mf_cell(cells, p, status_of(l->scenario, status));

    l->world->stock[l->world->people.cell[id]]--;
    l->world->stock[cell]++;
    mf_world_occupy(l->world, 0, mf_world_classes(l->world));
    l->world->people.cell[id] = cell;
}

static void note(lives *l, uint32_t id, int event, int what)
{
    mf_stream *to = &l->world->served;

    person(l, id)->seen = (uint16_t) l->world->step;
    to->at[to->n++] = (mf_happening){ .person = id, .event = (uint8_t) event,
                                      .what = (uint16_t) what };
}

static void happens(lives *l, uint32_t id, int event, const char *place, const char *status)
{
    put(l, id, place, status);
    note(l, id, event, place_of(l->scenario, place));
}

static void departs(lives *l, uint32_t id, const char *link)
{
    person(l, id)->link = (uint16_t) link_of(l->scenario, link);
    if (person(l, id)->departed == MF_NEVER) {
        person(l, id)->departed = (uint16_t) l->world->step;
        person(l, id)->start = (uint8_t) ((id < 4 ? 0 : MF_MOTIVE_LIVELIHOOD) |
                                          person(l, id)->need << 2);
    }
    put(l, id, NULL, "transit");
    note(l, id, MF_EVENT_DEPARTS, link_of(l->scenario, link));
}

static void arrives(lives *l, uint32_t id, const char *link, const char *place)
{
    put(l, id, place, "transit");
    note(l, id, MF_EVENT_ARRIVES, link_of(l->scenario, link));
}

static void pay(lives *l, int ledger, int64_t cents)
{
    *mf_tally_money(&l->world->tally, ledger, 0) = cents;
}

static void set_out(lives *l)
{
    static const uint32_t who[] = { 2, 3, 6, 7, 8, 9 };

    happens(l, 0, MF_EVENT_ADMITTED, "B", "refugee");
    happens(l, 1, MF_EVENT_ADMITTED, "B", "refugee");
    happens(l, 5, MF_EVENT_GRANTED, "B", "labour");
    for (int i = 0; i < 6; i++)
        departs(l, who[i], "AM");
    pay(l, MF_LEDGER_REMITTED, 100000);
    pay(l, MF_LEDGER_SMUGGLERS, 30000);
    pay(l, MF_LEDGER_BORROWED, 20000);
    pay(l, MF_LEDGER_REPAID, 5000);
}

static void travel(lives *l, int step)
{
    static const uint32_t who[] = { 2, 3, 6, 7, 8 };

    for (int i = 0; i < 5; i++)
        if (step == 2)
            departs(l, who[i], "MB");
        else
            arrives(l, who[i], step == 1 ? "AM" : "MB", step == 1 ? "M" : "B");
    if (step == 1) {
        arrives(l, 9, "AM", "M");
        happens(l, 9, MF_EVENT_DETAINED, "M", "detained");
        person(l, 7)->need = MF_NEED_EN_ROUTE;
        note(l, 7, MF_EVENT_ABUSED, place_of(l->scenario, "M"));
        note(l, 7, MF_EVENT_ABUSED, place_of(l->scenario, "M"));
    } else if (step == 2) {
        departs(l, 9, "MB");
    } else {
        put(l, 9, NULL, "dead");
        note(l, 9, MF_EVENT_DIES, link_of(l->scenario, "MB"));
    }
}

static void be_decided_on(lives *l)
{
    happens(l, 2, MF_EVENT_RECOGNISED, "B", "refugee");
    happens(l, 3, MF_EVENT_APPEALS, "B", "appeal");
    happens(l, 6, MF_EVENT_SUBSIDIARY, "B", "refugee");
    person(l, 2)->host = (uint8_t) country_of(l->scenario, "THERE");
    person(l, 6)->host = (uint8_t) country_of(l->scenario, "MID");
}

/* The story, step by step. */
static void live(lives *l, int step)
{
    if (step == 0)
        set_out(l);
    else if (step <= 3)
        travel(l, step);
    else if (step == 4)
        for (uint32_t id = 2; id <= 6; id = id == 2 ? 3 : id + 3)
            happens(l, id, MF_EVENT_LODGES, "B", "claimant");
    else if (step == 6)
        be_decided_on(l);
    else if (step == 8)
        happens(l, 8, MF_EVENT_TOLERATED, "B", "tolerated");
    else if (step == 10)
        happens(l, 8, MF_EVENT_REMOVED, "A", "returned");
    else if (step == 15) /* another motive comes up */
        person(l, 3)->drive[MF_MOTIVE_EDUCATION] = mf_drift_code(0.5);
    else if (step == 20)
        happens(l, 7, MF_EVENT_RETURNS, "A", "returned");
    else if (step == 50)
        departs(l, 8, "AM");
}

static void both(lives *l, uint32_t one, uint32_t other, int event, const char *place,
                 const char *status)
{
    happens(l, one, event, place, status);
    happens(l, other, event, place, status);
}

/* Two cross to B, of whom one dies and one goes on within the country. */
static void cross_and_go_on(lives *l, int step)
{
    if (step == 0) {
        departs(l, 8, "MB");
        departs(l, 9, "MB");
    } else if (step == 1) {
        arrives(l, 8, "MB", "B");
        put(l, 9, NULL, "dead");
        note(l, 9, MF_EVENT_DIES, link_of(l->scenario, "MB"));
    } else if (step == 2) {
        departs(l, 8, "BC");
    } else {
        arrives(l, 8, "BC", "C");
    }
}

/* Another story: protection that ends, registration nearby, two ways home from there, and
 * returns that last for nearly two years or for two. */
static void live_otherwise(lives *l, int step)
{
    if (step <= 3)
        cross_and_go_on(l, step);
    else if (step == 5)
        both(l, 11, 12, MF_EVENT_GRANTED, "B", "labour");
    else if (step == 20)
        both(l, 11, 12, MF_EVENT_RETURNS, "A", "returned");
    else if (step == 124)
        departs(l, 11, "AM");
    else if (step == 125)
        departs(l, 12, "AM");
    else if (step == 4)
        both(l, 2, 6, MF_EVENT_LODGES, "B", "claimant");
    else if (step == 6)
        both(l, 2, 6, MF_EVENT_RECOGNISED, "B", "refugee");
    else if (step == 10)
        both(l, 2, 6, MF_EVENT_CEASES, "B", "tolerated");
    else if (step == 52)
        both(l, 3, 7, MF_EVENT_REGISTERS, "M", "registered");
    else if (step == 62)
        happens(l, 3, MF_EVENT_REMOVED, "A", "returned");
    else if (step == 72)
        happens(l, 7, MF_EVENT_RETURNS, "A", "returned");
}

/* Everybody looks at the world in the last step, protection foremost in mind. */
static void draw_near_the_end(lives *l)
{
    for (uint32_t id = 0; id < 20; id++)
        person(l, id)->seen = (uint16_t) l->world->step;
    person(l, 4)->flags = person(l, 10)->flags = MF_FLAG_IMMOBILE;
}

static void begin(lives *l)
{
    l->scenario = scene_read(&twenty, AS_WRITTEN);
    l->world = world_of(l->scenario, 1, false);
    assert_int_equal(l->world->population.n_people, 20);
    assert_int_equal(l->world->n_steps, STEPS);
    for (uint32_t id = 0; id < 20; id++) {
        *person(l, id) = somebody(l->world);
        person(l, id)->need = id < NEEDS_PROTECTION ? MF_NEED_CONVENTION : MF_NEED_NONE;
        person(l, id)->drive[MF_MOTIVE_PROTECTION] = mf_drift_code(1.0);
        person(l, id)->traits = id == 11 || id == 12; /* vocational */
    }
    person(l, 19)->born = 110 * 12;
    assert_int_equal(mf_sight_init(&l->watch, l->scenario), MF_OK);
    assert_int_equal(mf_sight_begin(&l->watch, l->world), MF_OK);
}

typedef void story(lives *l, int step);

static void tell(lives *l, story *of)
{
    for (l->world->step = 0; l->world->step < STEPS; l->world->step++) {
        l->world->view.step = l->world->step;
        l->world->view.day = mf_scenario_day(l->scenario, l->world->step);
        l->world->served.n = 0;
        mf_tally_clear(&l->world->tally);
        of(l, l->world->step);
        draw_near_the_end(l);
        mf_sight_step(&l->watch, l->world);
        mf_sight_census(&l->watch, l->world);
    }
}

static lives run_lives(void)
{
    lives l = { 0 };
    int32_t *waits;

    begin(&l);
    waits = mf_lines_waits(&l.world->lines, 0, 0);
    waits[2] = 1;
    waits[4] = 2;
    waits[10] = 1;
    l.world->lines.state[0].served[0] = 4;
    l.world->lines.state[0].waiting[0] = 3;
    tell(&l, live);
    return l;
}

static lives run_other_lives(void)
{
    lives l = { 0 };
    int32_t *waits;

    begin(&l);
    waits = mf_lines_waits(&l.world->lines, 0, 0);
    waits[2] = waits[7] = 1;
    l.world->lines.state[0].served[0] = 2;
    tell(&l, live_otherwise);
    return l;
}

static void end_lives(lives *l)
{
    mf_sight_free(&l->watch);
    world_close(l->world);
}

static const mf_cut everything = { MF_ALL, MF_ALL, MF_ALL };

static double told_of(const mf_cube *cube, mf_cut cut, const char *name)
{
    for (int i = 0; mf_indicators[i].name != NULL; i++)
        if (strcmp(mf_indicators[i].name, name) == 0)
            return mf_indicator_value(cube, cut, i);
    fail_msg("no indicator is called %s", name);
    return (double) NAN;
}

static void is_told(const mf_cube *cube, mf_cut cut, const char *name, double expected)
{
    double value = told_of(cube, cut, name);

    if (isnan(expected) ? !isnan(value) : !(fabs(value - expected) <= 1e-9 * fmax(1.0, fabs(expected))))
        fail_msg("%s: %.12g, expected %.12g", name, value, expected);
}

typedef struct expectation {
    const char *name;
    double value;
} expectation;

static void all_are_told(const mf_cube *cube, mf_cut cut, const expectation *list)
{
    for (; list->name != NULL; list++)
        is_told(cube, cut, list->name, list->value);
}

static void twenty_lives_give_these_indicators(void **state)
{
    static const expectation told[] = {
        { "left_irregularly", 15.0 },            /* 2 3 6 7 8 9, each 2.5 persons */
        { "left_regularly", 2.5 },               /* 5 */
        { "left_protected", 5.0 },               /* 0 1 */
        { "departure_rate", 248.20163847780128 }, /* 9 in 1,892 person-weeks */
        { "share_regular", 0.375 },              /* 3 of 8 */
        { "protection_gap", 318.0 / 780.0 },     /* weeks: 2 six, 3 and 4 all 156; of 5 x 156 */
        { "protection_gap_strict", 318.0 / 780.0 },
        { "deaths_per_departure", 1000.0 / 6.0 },
        { "deaths_per_arrival", 200.0 },
        { "harm", 500.0 },                       /* 2 abuses and 1 detention on 6 */
        { "months_captive", 0.03833069809783911 },
        { "attempts", 1.2 },
        { "smugglers_revenue", 750.0 },
        { "wait_asylum", 0.9199367543481386 },   /* 4 weeks */
        { "wait90_asylum", 2.299841885870346 },  /* 10 weeks */
        { "backlog_asylum", 7.5 },
        { "wait_appeal", (double) NAN },
        { "limbo_stock", 2.5 },                  /* 3 */
        { "limbo_years", 7.570312874323224 },    /* weeks: 2 2, 3 152, 6 2, 8 2 */
        { "return_rate", 1.0 },
        { "return_durability", 0.5 },            /* 7 stayed, 8 left again */
        { "secondary_movement", 0.5 },           /* 6 of 2 and 6 */
        { "motive_drift", 0.6 },                 /* 6 7 8 of 2 3 6 7 8 */
        { "motive_divergence", 0.022013 / 5.0 }, /* 3: drives 1 0 0 0, then 1 0 0 0.5; in millionths */
        { "need_on_the_way", 1.0 / 3.0 },        /* 7 of 6 7 8 */
        { "immobility", 2.0 / 11.0 },            /* 4 and 10 of 4, 7, 10 to 18 */
        { "immobility_in_need", 1.0 },
        { "protected_a_year", 7.5 },             /* 0 1 2 */
        { "skilled_at_home", 2.0 / 11.0 },
        { "money_home", 1375.0 },                /* 2.5 (1000 - 300 - 150) */
        { "in_work", 0.8930232558139536 },       /* 0.9 x 768 / 774 weeks */
        { NULL, 0.0 },
    };
    lives l = run_lives();

    (void) state;
    all_are_told(&l.watch.cube, everything, told);
    end_lives(&l);
}

static void twenty_lives_are_sorted_like_this(void **state)
{
    static const expectation told[] = {
        { "di_channel", 0.6394333094902422 }, /* in need: 2 admitted, 2 claim; not: 1 regular, 1 claim, 3 */
        { "fn_channel", 0.0 },
        { "fp_channel", 0.2 },
        { "di_before_departure", 0.0 },       /* all who acted departed */
        { "fn_before_departure", 1.0 },
        { "fp_before_departure", 0.0 },
        { "fn_first_asylum", 1.0 },           /* all went on from M */
        { "di_transit", (double) NAN },
        { "di_arrival", 0.3606377363536546 },
        { "fn_arrival", 0.5 },                /* 2 3 of 0 1 2 3 */
        { "fp_arrival", 0.0 },
        { "di_decision", 0.21715663562848955 },
        { "fn_decision", 0.5 },               /* 3 of 2 3 */
        { "fp_decision", 1.0 },               /* 6 */
        { "di_status", 0.08416739483718437 },
        { "fn_status", 0.25 },                /* 3 of 0 1 2 3 */
        { "fp_status", 1.0 },
        { NULL, 0.0 },
    };
    lives l = run_lives();

    (void) state;
    all_are_told(&l.watch.cube, everything, told);
    end_lives(&l);
}

static void registration_nearby_protects_but_not_in_the_strict_sense(void **state)
{
    static const expectation told[] = {
        { "protection_gap", 766.0 / 780.0 }, /* weeks: 2 is a refugee for 4, 3 registered for 10 */
        { "protection_gap_strict", 776.0 / 780.0 },
        { NULL, 0.0 },
    };
    lives l = run_other_lives();

    (void) state;
    all_are_told(&l.watch.cube, everything, told);
    end_lives(&l);
}

static void protection_that_ceases_is_not_the_last_decision(void **state)
{
    static const expectation told[] = {
        { "fn_decision", 0.0 }, /* 2 was recognised first */
        { "fp_decision", 1.0 }, /* and so was 6 */
        { "fn_status", 1.0 },
        { "fp_status", 0.0 },
        { NULL, 0.0 },
    };
    lives l = run_other_lives();

    (void) state;
    all_are_told(&l.watch.cube, everything, told);
    end_lives(&l);
}

static void who_is_removed_has_not_chosen_to_return(void **state)
{
    static const expectation told[] = {
        { "fn_first_asylum", 0.0 },  /* 3 registers; to be removed is no way one goes */
        { "fp_first_asylum", 0.25 }, /* 7 registers and returns; 8 and 9 go on */
        { NULL, 0.0 },
    };
    lives l = run_other_lives();

    (void) state;
    all_are_told(&l.watch.cube, everything, told);
    end_lives(&l);
}

static void a_return_is_durable_after_24_months(void **state)
{
    lives l = run_other_lives();

    (void) state;
    /* 11 stays for 104 weeks, which are 23.9 months, and 12 for 105, which are 24.1 */
    is_told(&l.watch.cube, everything, "return_durability", 0.5);
    end_lives(&l);
}

static void half_of_those_served_make_the_median(void **state)
{
    lives l = run_other_lives();

    (void) state;
    is_told(&l.watch.cube, everything, "wait_asylum", 14.0 / 30.436875); /* of 2 and 7 weeks */
    is_told(&l.watch.cube, everything, "wait90_asylum", 49.0 / 30.436875);
    end_lives(&l);
}

static void who_goes_on_within_a_destination_does_not_arrive_again(void **state)
{
    lives l = run_other_lives();

    (void) state;
    is_told(&l.watch.cube, everything, "deaths_per_arrival", 1000.0); /* 9 dies, 8 lands */
    end_lives(&l);
}

static void years_and_countries_add_up(void **state)
{
    lives l = run_lives();
    const mf_cube *cube = &l.watch.cube;
    int here = country_of(l.scenario, "HERE"), there = country_of(l.scenario, "THERE");

    (void) state;
    is_told(cube, (mf_cut){ 0, MF_ALL, MF_ALL }, "left_irregularly", 15.0);
    is_told(cube, (mf_cut){ 1, MF_ALL, MF_ALL }, "left_irregularly", 0.0);
    is_told(cube, (mf_cut){ 0, MF_ALL, MF_ALL }, "limbo_stock", 0.0); /* 49 weeks at the end of 2016 */
    is_told(cube, (mf_cut){ 2, MF_ALL, MF_ALL }, "limbo_stock", 2.5);
    is_told(cube, (mf_cut){ 0, MF_ALL, MF_ALL }, "wait_asylum", 0.9199367543481386);
    is_told(cube, (mf_cut){ 1, MF_ALL, MF_ALL }, "wait_asylum", (double) NAN); /* nobody more */
    is_told(cube, (mf_cut){ 1, MF_ALL, MF_ALL }, "protection_gap", 104.0 / 260.0);
    is_told(cube, (mf_cut){ MF_ALL, 0, MF_ALL }, "left_irregularly", 15.0);
    is_told(cube, (mf_cut){ MF_ALL, MF_ALL, here }, "left_irregularly", 15.0);
    is_told(cube, (mf_cut){ MF_ALL, MF_ALL, there }, "left_irregularly", 0.0);
    is_told(cube, (mf_cut){ MF_ALL, MF_ALL, there }, "attempts", 1.2);
    is_told(cube, (mf_cut){ MF_ALL, MF_ALL, there }, "return_durability", 0.5);
    is_told(cube, (mf_cut){ MF_ALL, MF_ALL, there }, "smugglers_revenue", (double) NAN);
    end_lives(&l);
}

static void everybody_has_one_fate(void **state)
{
    static const struct {
        uint32_t id;
        int fate;
    } became[] = {
        { 0, MF_END_PROTECTED }, { 1, MF_END_PROTECTED },   { 2, MF_END_PROTECTED },
        { 3, MF_END_LIMBO },     { 4, MF_END_STUCK },       { 5, MF_END_REGULAR },
        { 6, MF_END_PROTECTED }, { 7, MF_END_RETURNED },    { 8, MF_END_ON_WAY },
        { 9, MF_END_DIED_ON_WAY }, { 10, MF_END_STUCK },    { 11, MF_END_STAYED },
        { 19, MF_END_STAYED },
    };
    lives l = run_lives();

    (void) state;
    for (size_t i = 0; i < sizeof became / sizeof *became; i++)
        assert_string_equal(mf_end_words[mf_fate_of(&l.watch, l.world, became[i].id, 0)],
                            mf_end_words[became[i].fate]);
    end_lives(&l);
}

static void every_indicator_says_what_it_is(void **state)
{
    (void) state;
    for (int i = 0; mf_indicators[i].name != NULL; i++) {
        assert_true(mf_indicators[i].of != NULL && mf_indicators[i].doc[0] != '\0');
        assert_true(mf_indicators[i].formula[0] != '\0' && mf_indicators[i].goals[0] != '\0');
        for (int j = 0; j < i; j++)
            assert_string_not_equal(mf_indicators[i].name, mf_indicators[j].name);
    }
    assert_true(mf_indicators[mf_indicators_n()].name == NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_indicator_says_what_it_is),
        cmocka_unit_test(twenty_lives_give_these_indicators),
        cmocka_unit_test(twenty_lives_are_sorted_like_this),
        cmocka_unit_test(registration_nearby_protects_but_not_in_the_strict_sense),
        cmocka_unit_test(protection_that_ceases_is_not_the_last_decision),
        cmocka_unit_test(who_is_removed_has_not_chosen_to_return),
        cmocka_unit_test(a_return_is_durable_after_24_months),
        cmocka_unit_test(half_of_those_served_make_the_median),
        cmocka_unit_test(who_goes_on_within_a_destination_does_not_arrive_again),
        cmocka_unit_test(years_and_countries_add_up),
        cmocka_unit_test(everybody_has_one_fate),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
