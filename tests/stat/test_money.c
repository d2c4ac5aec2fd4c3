/* What a purse holds after a year, to the cent, from the formulas by hand. */
#include "support/statistics.h"
#include "support/worlds.h"

#include <stdlib.h>

#include "model/drift.h"

/* A wage of 100 with 20 % without work; living costs 60 (90 at C, 500 at B). */
static const scene purse = {
    .countries = "{ id = \"HERE\"; benefit = 70.0; work = [0.0, 1.0, 0.3, 0.7, 0.35, 1.0]; }, "
                 "{ id = \"THERE\"; }",
    .places = "{ id = \"A\"; country = \"HERE\"; role = [\"origin\"]; wage = 100.0; "
              "unemployment = 0.2; living = 60.0; }, "
              "{ id = \"C\"; country = \"HERE\"; wage = 100.0; unemployment = 0.2; living = 90.0; }, "
              "{ id = \"B\"; country = \"THERE\"; role = [\"destination\"]; wage = 1000.0; "
              "unemployment = 0.1; living = 500.0; }",
    .links = "{ id = \"AB\"; from = \"A\"; to = \"B\"; days = 7.0; }, "
             "{ id = \"AC\"; from = \"A\"; to = \"C\"; days = 7.0; }",
    .statuses = "{ id = \"home\"; traits = [\"home\"]; work = \"home\"; options = [\"stay\"]; }, "
                "{ id = \"aided\"; rights = [\"support\"]; options = [\"stay\"]; }, "
                "{ id = \"idle\"; options = [\"stay\"]; }, { id = \"dead\"; traits = [\"terminal\"]; }",
    .more = "decision = { rate = 0.0; trigger_violence = 0.0; trigger_news = 0.0; }; "
            "needs = { mortality = 0.0; }; switches = { feedback = false; }; "
            "money = { saved = 0.3; saved_for_journey = 1.5; skill_wage = [1.0, 1.4, 2.2]; "
            "interest = 0.15; repaid = 0.4; remitted = 0.25; };",
};

enum { STEPS = 51 };

typedef struct year {
    mf_scenario *scenario;
    mf_world *world;
} year;

static year begin(void)
{
    year self;

    self.scenario = scene_read(&purse, AS_WRITTEN);
    self.world = world_of(self.scenario, 1, false);
    world_run(self.world, 1, NULL);
    return self;
}

static void end(year *self)
{
    world_close(self->world);
}

/* Settles somebody who has not changed for STEPS steps. */
static mf_turn settled(const mf_person *person, int place, int status)
{
    year self = begin();
    mf_turn turn;

    world_run(self.world, STEPS, NULL);
    turn_of(&turn, self.world, 0, place, status, person);
    mf_turn_settle(&turn);
    end(&self);
    return turn;
}

static mf_person with(int32_t savings, int32_t debt, int skill, int flags)
{
    return (mf_person){ .savings = savings, .debt = debt, .traits = (uint8_t) skill,
                        .flags = (uint8_t) flags, .kin = MF_NOWHERE, .host = MF_NOWHERE,
                        .departed = MF_NEVER, .queue = MF_NEVER, .link = MF_NEVER };
}

/* (0.8 * 100 - 60) * 0.3 * 7 / 30.436875 EUR a week = 138 cents; with skill 2 800 cents. */
static void what_exceeds_the_cost_of_living_is_put_by(void **state)
{
    mf_person plain = with(10000, 0, 0, 0), skilled = with(10000, 0, 2, 0);
    mf_turn turn;

    (void) state;
    turn = settled(&plain, 0, 0);
    assert_int_equal(turn.savings, 10000 + STEPS * 138);
    assert_int_equal(turn.came[MF_CAME_EARNED], STEPS * 138);
    turn = settled(&skilled, 0, 0);
    assert_int_equal(turn.savings, 10000 + STEPS * 800);
}

static void who_saves_for_a_journey_puts_more_by(void **state)
{
    mf_person person = with(0, 0, 0, MF_FLAG_SAVING);

    (void) state;
    assert_int_equal(settled(&person, 0, 0).savings, STEPS * 138 * 3 / 2);
}

/* At C 80 do not cover 90: 10 EUR a month, 230 cents a week, are lived on while there are any. */
static void who_earns_too_little_lives_on_savings_down_to_nothing(void **state)
{
    mf_person rich = with(1000000, 0, 0, 0), poor = with(5000, 0, 0, 0);
    mf_turn turn;

    (void) state;
    turn = settled(&rich, 1, 0);
    assert_int_equal(turn.savings, 1000000 - STEPS * 230);
    assert_int_equal(turn.came[MF_CAME_LIVED_ON], STEPS * 230);
    turn = settled(&poor, 1, 0);
    assert_int_equal(turn.savings, 0);
    assert_int_equal(turn.came[MF_CAME_LIVED_ON], 5000);
}

/* Without access to work support of 70 takes the place of earnings: (70 - 60) * 0.3. */
static void support_stands_in_for_earnings(void **state)
{
    mf_person person = with(0, 0, 0, 0);

    (void) state;
    assert_int_equal(settled(&person, 0, 1).savings, STEPS * 69);
    assert_int_equal(settled(&person, 0, 2).savings, 0);
}

/* 1000 EUR at 15 % over 51 weeks: 1000 exp(0.15 * 0.97743) = 1157.91 EUR; of what is
 * put by, 0.4 repays. */
static void debt_grows_and_is_repaid(void **state)
{
    mf_person person = with(0, 100000, 0, 0);
    mf_turn turn = settled(&person, 0, 0);

    (void) state;
    assert_int_equal(turn.came[MF_CAME_INTEREST], 15791);
    assert_int_equal(turn.came[MF_CAME_REPAID], STEPS * 138 * 4 / 10);
    assert_int_equal(turn.debt, 115791 - STEPS * 138 * 4 / 10);
    assert_int_equal(turn.savings, STEPS * 138 - STEPS * 138 * 4 / 10);
}

static void no_more_is_repaid_than_is_owed(void **state)
{
    mf_person person = with(0, 100, 2, 0);
    mf_turn turn = settled(&person, 0, 0);

    (void) state;
    assert_int_equal(turn.debt, 0);
    assert_int_equal(turn.came[MF_CAME_REPAID], 116);
    assert_int_equal(turn.savings, STEPS * 800 - 116);
}

/* At B as `home` would be: (900 - 500) * 0.3 * 7 / 30.436875 = 27.598 EUR a week, a
 * quarter of which goes home. */
static void who_lives_abroad_sends_a_share_home(void **state)
{
    mf_person person = with(0, 0, 0, 0);
    mf_turn turn = settled(&person, 2, 0);

    (void) state;
    assert_int_equal(turn.came[MF_CAME_EARNED], STEPS * 2760);
    assert_int_equal(turn.came[MF_CAME_REMITTED], STEPS * 2760 / 4);
    assert_int_equal(turn.savings, STEPS * 2760 - STEPS * 2760 / 4);
}

static void a_debt_at_another_interest_is_found(void **state)
{
    mf_person person = with(0, 100000, 0, 0);

    (void) state;
    assert_true(llabs(settled(&person, 0, 0).came[MF_CAME_INTEREST] -
                      (int64_t) (100000 * expm1(0.16 * STEPS * 7 / 365.2425))) > 500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_exceeds_the_cost_of_living_is_put_by),
        cmocka_unit_test(who_saves_for_a_journey_puts_more_by),
        cmocka_unit_test(who_earns_too_little_lives_on_savings_down_to_nothing),
        cmocka_unit_test(support_stands_in_for_earnings),
        cmocka_unit_test(debt_grows_and_is_repaid),
        cmocka_unit_test(no_more_is_repaid_than_is_owed),
        cmocka_unit_test(who_lives_abroad_sends_a_share_home),
        cmocka_unit_test(a_debt_at_another_interest_is_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
