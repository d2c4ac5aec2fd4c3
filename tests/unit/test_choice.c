#include "support/crowds.h"
#include "support/statistics.h"

#include <string.h>

#include "model/beliefs.h"
#include "model/value.h"

typedef struct chooser {
    mf_scenario *s;
    mf_world *world;
    mf_person person;
    mf_self self;
    mf_choice choice;
} chooser;

/* Somebody of a cohort of small.cfg in a place and a status, with 10,000 EUR and knowing all paths. */
static chooser *stand(chooser *c, const char *const *sets, const char *cohort, const char *place,
                      const char *status)
{
    *c = (chooser){ .s = small_read_as(1000, 60, sets) };
    c->world = world_of(c->s, 1, false);
    world_run(c->world, 1, NULL);
    c->person = somebody(c->world);
    c->person.known = 0xFF;
    for (int t = 0; t < MF_N_TOPICS; t++)
        mf_belief_set(&c->person, t, t == MF_TOPIC_WAGE || t == MF_TOPIC_PRICE ? 1.0 : 0.3, 0.5);
    c->self = (mf_self){ .person = &c->person, .cohort = cohort_of(c->s, cohort),
                         .place = place_of(c->s, place), .status = status_of(c->s, status),
                         .savings = 1000000 };
    return c;
}

static void go(chooser *c)
{
    world_close(c->world);
}

/* What is offered of an option first; NULL: nothing. */
typedef struct offered_one {
    double utility;
    bool out_of_reach;
} offered_one;

static const offered_one *offered(chooser *c, int option)
{
    static offered_one one;
    const mf_choice *choice = &c->choice;

    list_alone(&c->world->view, &c->self, &c->choice);
    for (int i = 0; i < choice->n; i++)
        if (choice->at[i].option == option && choice->utility[i][0] > MF_OUT_OF_REACH) {
            one = (offered_one){ choice->utility[i][0], choice->reach[i][0] < choice->utility[i][0] };
            return &one;
        }
    return NULL;
}

/* ---------------------------------------------------------------- what is offered */

static void the_status_says_what_may_be_chosen(void **state)
{
    chooser c;

    (void) state;
    stand(&c, AS_WRITTEN, "EASTERN", "TR_COAST", "transit");
    assert_non_null(offered(&c, MF_OPTION_STAY));
    assert_non_null(offered(&c, MF_OPTION_IRREGULAR));
    assert_non_null(offered(&c, MF_OPTION_RETURN));
    assert_null(offered(&c, MF_OPTION_CLAIM)); /* not in this country */
    assert_null(offered(&c, MF_OPTION_LABOUR));
    c.self.place = place_of(c.s, "DS_ISLE");
    assert_non_null(offered(&c, MF_OPTION_CLAIM));
    assert_null(offered(&c, MF_OPTION_IRREGULAR)); /* it is in the only country imagined */
    c.self.status = status_of(c.s, "refugee");
    assert_null(offered(&c, MF_OPTION_CLAIM));
    go(&c);
}

static void only_known_paths_are_offered(void **state)
{
    static const struct {
        int option, path;
        const char *place, *status;
    } paths[] = {
        { MF_OPTION_CLAIM, MF_PATH_ASYLUM, "DS_ISLE", "transit" },
        { MF_OPTION_EXTERNAL, MF_PATH_EXTERNAL, "TR_HUB", "transit" },
        { MF_OPTION_PROTECT_NEAR, MF_PATH_NEARBY, "TR_HUB", "transit" },
        { MF_OPTION_LABOUR, MF_PATH_LABOUR, "OR_HIGH", "home" },
        { MF_OPTION_JOIN_FAMILY, MF_PATH_FAMILY, "OR_HIGH", "home" },
    };

    (void) state;
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        chooser c;

        stand(&c, AS_WRITTEN, "HIGHLAND", paths[i].place, paths[i].status);
        c.person.kin = (uint8_t) country_of(c.s, "DST");
        c.person.traits = 1; /* vocational */
        assert_non_null(offered(&c, paths[i].option));
        c.person.known = (uint8_t) ~(1u << paths[i].path);
        assert_null(offered(&c, paths[i].option));
        go(&c);
    }
}

static void eligibility_counts(void **state)
{
    chooser c;

    (void) state;
    stand(&c, AS_WRITTEN, "HIGHLAND", "OR_HIGH", "home");
    assert_null(offered(&c, MF_OPTION_LABOUR)); /* needs a skill */
    assert_null(offered(&c, MF_OPTION_JOIN_FAMILY)); /* needs kin abroad */
    c.person.traits = 2;
    assert_non_null(offered(&c, MF_OPTION_LABOUR));
    go(&c);
}

static void a_closed_window_is_not_offered(void **state)
{
    chooser c;

    (void) state;
    stand(&c, SETS("legal.queues.mission.capacity=0.0", "countries.DST.access=0.0"), "EASTERN",
          "TR_HUB", "transit");
    assert_null(offered(&c, MF_OPTION_EXTERNAL));
    c.self.place = place_of(c.s, "DS_ISLE");
    assert_null(offered(&c, MF_OPTION_CLAIM));
    go(&c);
}

/* ---------------------------------------------------------------- money */

/* The hub: 500 EUR to the coast and 900 over the sea; credit of the easterners 300, of kin 1500. */
static void who_cannot_pay_waits_and_saves(void **state)
{
    chooser c;

    (void) state;
    stand(&c, SETS("cohorts.EASTERN.inclination.irregular=9.0"), "EASTERN", "TR_HUB", "transit");
    assert_false(offered(&c, MF_OPTION_IRREGULAR)->out_of_reach);
    assert_null(offered(&c, MF_OPTION_WAIT_SAVE));
    assert_false(mf_choice_immobile(&c.choice, 0));
    c.self.savings = 19999; /* with 300 EUR of credit one cent short of 500 EUR */
    assert_true(offered(&c, MF_OPTION_IRREGULAR)->out_of_reach);
    assert_non_null(offered(&c, MF_OPTION_WAIT_SAVE));
    assert_true(mf_choice_immobile(&c.choice, 0));
    c.self.savings = 20000;
    assert_false(offered(&c, MF_OPTION_IRREGULAR)->out_of_reach);
    c.self.savings = 0;
    c.person.kin = (uint8_t) country_of(c.s, "DST");
    assert_false(offered(&c, MF_OPTION_IRREGULAR)->out_of_reach);
    c.self.debt = 180000; /* credit is used up */
    assert_true(offered(&c, MF_OPTION_IRREGULAR)->out_of_reach);
    go(&c);
}

static void means_are_savings_and_the_credit_that_is_left(void **state)
{
    chooser c;

    (void) state;
    stand(&c, AS_WRITTEN, "EASTERN", "TR_HUB", "transit");
    c.self.savings = 5000;
    c.self.debt = 10000;
    assert_int_equal(mf_self_means(&c.world->view, &c.self), 5000 + 30000 - 10000);
    c.person.kin = 0;
    assert_int_equal(mf_self_means(&c.world->view, &c.self), 5000 + 180000 - 10000);
    c.self.debt = 999999;
    assert_int_equal(mf_self_means(&c.world->view, &c.self), 5000);
    go(&c);
}

static void a_fare_is_for_a_leg_or_for_the_whole_way(void **state)
{
    chooser c;

    (void) state;
    stand(&c, AS_WRITTEN, "EASTERN", "TR_HUB", "transit");
    assert_int_equal(mf_choice_fare(&c.world->view, &c.self, 0), 50000);
    c.person.traits = 8; /* pays ahead: desert and sea, up to the country */
    assert_int_equal(mf_choice_fare(&c.world->view, &c.self, 0), 50000 + 90000);
    c.person.flags = MF_FLAG_PAID;
    assert_int_equal(mf_choice_fare(&c.world->view, &c.self, 0), 0);
    go(&c);
}

/* ---------------------------------------------------------------- what it is worth */

/* By hand: desert and sea from the hub 1400 EUR; a year at the hub earns
 * 0.8 * 140 * 0.35 * 12 = 470 EUR, at home in the east more: 0.7 * 80 * 12 = 672. */
static void a_price_weighs_against_a_years_earnings(void **state)
{
    chooser c;
    double cheap, dear;

    (void) state;
    stand(&c, AS_WRITTEN, "EASTERN", "TR_HUB", "transit");
    cheap = offered(&c, MF_OPTION_IRREGULAR)->utility;
    mf_belief_set(&c.person, MF_TOPIC_PRICE, 3.0, 0.5);
    dear = offered(&c, MF_OPTION_IRREGULAR)->utility;
    assert_close(cheap - dear, 2.0 * 1400.0 / 672.0, 1e-3);
    go(&c);
}

static void debt_makes_return_bitter(void **state)
{
    chooser c;
    double free_of_debt;

    (void) state;
    stand(&c, AS_WRITTEN, "EASTERN", "TR_HUB", "transit");
    free_of_debt = offered(&c, MF_OPTION_RETURN)->utility;
    c.self.debt = 1;
    assert_close(free_of_debt - offered(&c, MF_OPTION_RETURN)->utility, 1.0, 1e-9);
    go(&c);
}

static void ties_and_inclinations_add_up(void **state)
{
    chooser c;
    double as_written, inclined;

    (void) state;
    stand(&c, AS_WRITTEN, "EASTERN", "TR_HUB", "transit");
    as_written = offered(&c, MF_OPTION_IRREGULAR)->utility;
    go(&c);
    stand(&c, SETS("cohorts.EASTERN.inclination.irregular=1.9"), "EASTERN", "TR_HUB", "transit");
    inclined = offered(&c, MF_OPTION_IRREGULAR)->utility;
    go(&c);
    assert_close(inclined - as_written, 1.5, 1e-9); /* 0.4 as written */
}

/* Utility of an option under one setting. */
static double worth(const char *setting, int option, const char *status, unsigned known)
{
    double utility;
    chooser c;

    stand(&c, SETS(setting), "EASTERN", "TR_HUB", status);
    c.person.known = (uint8_t) known;
    utility = offered(&c, option)->utility;
    go(&c);
    return utility;
}

/* Ten years at 12 % are worth (1 - exp(-1.2)) / 1.2 = 0.5823381567398316 of themselves. */
static void home_draws_those_who_would_return(void **state)
{
    (void) state;
    assert_close(worth("decision.home=2.5", MF_OPTION_RETURN, "transit", 0) -
                     worth("decision.home=1.5", MF_OPTION_RETURN, "transit", 0),
                 0.5823381567398316, 1e-9);
    assert_close(worth("decision.home=2.5", MF_OPTION_STAY, "transit", 0) -
                     worth("decision.home=1.5", MF_OPTION_STAY, "transit", 0), 0.0, 1e-12);
}

/* Desert and sea take eleven days; who has not heard of asylum expects no procedure. */
static void time_on_the_way_counts(void **state)
{
    (void) state;
    assert_close(worth("decision.time=0.5", MF_OPTION_IRREGULAR, "transit", 0) -
                     worth("decision.time=4.5", MF_OPTION_IRREGULAR, "transit", 0),
                 4.0 * 11.0 / 365.2425, 1e-9);
}

/* A chance of 0.3 of being stopped, of which half ends the journey: the rest is as if one
 * stayed.  So a stronger tie there weighs 0.85 of itself. */
static void who_expects_to_be_stopped_hopes_for_less(void **state)
{
    double there = worth("cohorts.EASTERN.abroad[0].tie=0.2", MF_OPTION_IRREGULAR, "transit", 0);
    double better = worth("cohorts.EASTERN.abroad[0].tie=1.2", MF_OPTION_IRREGULAR, "transit", 0);

    (void) state;
    assert_close(better - there, 0.85 * 0.5823381567398316, 1e-4);
}

/* ---------------------------------------------------------------- forms */

/* log-odds(0.1) = -2.197, floor -6.907: 1 - 0.318 = 0.682;
 * 1 / (1 + exp(-7.64 + 16 * 0.5 * 0.9^10)) = 0.9922. */
static void dread_has_three_forms(void **state)
{
    (void) state;
    assert_close(mf_choice_dread(MF_DREAD_LINEAR, 0.1, 0.5), 0.1, 1e-12);
    assert_close(mf_choice_dread(MF_DREAD_LOG_ODDS, 0.1, 0.5), 0.6818730868904324, 1e-12);
    assert_close(mf_choice_dread(MF_DREAD_LOG_ODDS, 0.0005, 0.5), 0.0, 0.0);
    assert_close(mf_choice_dread(MF_DREAD_LOGISTIC, 0.1, 0.5), 0.9922368409105683, 1e-12);
    assert_close(mf_choice_dread(MF_DREAD_LOGISTIC, 0.0, 1.0), 0.00023402700223183637, 1e-12);
}

static void protection_and_livelihood_combine_in_three_ways(void **state)
{
    static const double drive[MF_N_MOTIVES] = { 1.5, 0.5, -0.5, -1.5 };
    static const char *const forms[] = { "switches.combine=\"add\"", "switches.combine=\"and\"",
                                         "switches.combine=\"or\"" };
    static const double weight[3][2] = { { 2.5756570395518896, 0.9475312723596406 },
                                         { 0.9475312723596406, 0.9475312723596406 },
                                         { 2.5756570395518896, 2.5756570395518896 } };

    (void) state;
    for (int form = 0; form < 3; form++) {
        chooser c;
        const mf_self *self = &c.self;
        mf_crowd crowd = { 0 };
        mf_eyes eyes;

        stand(&c, SETS(forms[form]), "EASTERN", "TR_HUB", "transit");
        memcpy(c.self.drive, drive, sizeof drive);
        gather(&crowd, &c.world->view, &self, 1);
        mf_value_eyes(&c.world->view, &crowd, &eyes);
        assert_close(eyes.weight[MF_MOTIVE_PROTECTION][0], weight[form][0], 1e-9);
        assert_close(eyes.weight[MF_MOTIVE_LIVELIHOOD][0], weight[form][1], 1e-9);
        assert_close(eyes.weight[MF_MOTIVE_FAMILY][0], 0.3485772749681303, 1e-9);
        go(&c);
    }
}

/* ---------------------------------------------------------------- claims */

static int claim_of(const char *model, int need, int harm)
{
    int claim;
    chooser c;

    stand(&c, SETS(model, "decision.untrue=0.0"), "HIGHLAND", "DS_ISLE", "transit");
    c.person.need = (uint8_t) need;
    c.person.harm = (uint8_t) harm;
    claim = mf_choice_claim(&c.world->view, &c.self);
    go(&c);
    return claim;
}

static void the_truthful_tell_their_need(void **state)
{
    (void) state;
    assert_int_equal(claim_of("switches.claims=\"truthful\"", MF_NEED_CONVENTION, 0),
                     MF_CLAIM_PERSECUTION);
    assert_int_equal(claim_of("switches.claims=\"truthful\"", MF_NEED_WAR, 0), MF_CLAIM_WAR);
    assert_int_equal(claim_of("switches.claims=\"truthful\"", MF_NEED_EN_ROUTE, 2), MF_CLAIM_HARM);
    assert_int_equal(claim_of("switches.claims=\"truthful\"", MF_NEED_NONE, 0), MF_CLAIM_OTHER);
}

static void the_instrumental_tell_what_promises_most(void **state)
{
    (void) state;
    assert_int_equal(claim_of("switches.claims=\"instrumental\"", MF_NEED_NONE, 0),
                     MF_CLAIM_PERSECUTION);
    assert_int_equal(claim_of("switches.claims=\"instrumental\"", MF_NEED_CONVENTION, 0),
                     MF_CLAIM_PERSECUTION);
}

/* War promises 0.9 to people from a war, persecution 0.5 to anybody; without violence there
 * is no war to tell of. */
static void a_war_can_be_told_by_those_who_come_from_one(void **state)
{
    static const struct {
        const char *violence;
        int claim;
    } cases[] = { { "places.OR_EAST.violence=0.8", MF_CLAIM_WAR },
                  { "places.OR_EAST.violence=0.1", MF_CLAIM_PERSECUTION } };

    (void) state;
    for (int i = 0; i < 2; i++) {
        chooser c;

        stand(&c, SETS(cases[i].violence, "decision.promise=[0.0,0.5,0.9,0.0,0.0]", "decision.untrue=0.0"),
              "EASTERN", "DS_ISLE", "transit");
        assert_int_equal(mf_choice_claim(&c.world->view, &c.self), cases[i].claim);
        go(&c);
    }
}

/* Harm promises 0.9, but scars must be shown. */
static void only_the_harmed_can_tell_of_harm(void **state)
{
    static const struct {
        int harm, claim;
    } cases[] = { { 0, MF_CLAIM_OTHER }, { 2, MF_CLAIM_HARM } };

    (void) state;
    for (int i = 0; i < 2; i++) {
        chooser c;

        stand(&c, SETS("decision.promise=[0.0,0.1,0.1,0.9,0.2]", "decision.untrue=0.0"), "HIGHLAND",
              "DS_ISLE", "transit");
        c.person.harm = (uint8_t) cases[i].harm;
        assert_int_equal(mf_choice_claim(&c.world->view, &c.self), cases[i].claim);
        go(&c);
    }
}

/* What is not true must promise more by its price. */
static void a_lie_has_its_price(void **state)
{
    chooser c;

    (void) state;
    stand(&c, SETS("decision.promise=[0.0,1.0,0.9,0.5,0.1]", "decision.untrue=0.26"), "HIGHLAND",
          "DS_ISLE", "transit"); /* a chance of 0.3: 0.3 against 0.03 */
    assert_int_equal(mf_choice_claim(&c.world->view, &c.self), MF_CLAIM_PERSECUTION);
    go(&c);
    stand(&c, SETS("decision.promise=[0.0,1.0,0.9,0.5,0.1]", "decision.untrue=0.28"), "HIGHLAND",
          "DS_ISLE", "transit");
    assert_int_equal(mf_choice_claim(&c.world->view, &c.self), MF_CLAIM_OTHER);
    go(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_status_says_what_may_be_chosen),
        cmocka_unit_test(only_known_paths_are_offered),
        cmocka_unit_test(eligibility_counts),
        cmocka_unit_test(a_closed_window_is_not_offered),
        cmocka_unit_test(who_cannot_pay_waits_and_saves),
        cmocka_unit_test(means_are_savings_and_the_credit_that_is_left),
        cmocka_unit_test(a_fare_is_for_a_leg_or_for_the_whole_way),
        cmocka_unit_test(a_price_weighs_against_a_years_earnings),
        cmocka_unit_test(debt_makes_return_bitter),
        cmocka_unit_test(ties_and_inclinations_add_up),
        cmocka_unit_test(home_draws_those_who_would_return),
        cmocka_unit_test(time_on_the_way_counts),
        cmocka_unit_test(who_expects_to_be_stopped_hopes_for_less),
        cmocka_unit_test(dread_has_three_forms),
        cmocka_unit_test(protection_and_livelihood_combine_in_three_ways),
        cmocka_unit_test(the_truthful_tell_their_need),
        cmocka_unit_test(the_instrumental_tell_what_promises_most),
        cmocka_unit_test(a_war_can_be_told_by_those_who_come_from_one),
        cmocka_unit_test(only_the_harmed_can_tell_of_harm),
        cmocka_unit_test(a_lie_has_its_price),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
