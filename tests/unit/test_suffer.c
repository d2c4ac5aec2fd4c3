#include "support/stage.h"
#include "support/statistics.h"

/* `MF_PATH_EXTERNAL` is what one is told of. */
static mf_turn *suffer(stage *on, int hazard)
{
    mf_rate rate = { .rate = 1.0, .hazard = (int16_t) hazard, .transition = MF_PATH_EXTERNAL };

    (void) play(on);
    assert_true(mf_turn_suffer(&on->turn, &rate));
    return &on->turn;
}

static void need_comes_and_goes_by_events(void **state)
{
    stage on;

    (void) state;
    enter(&on, SETS(STAYS), "OR_EAST", "home");
    assert_int_equal(suffer(&on, MF_HAZARD_PERSECUTION)->me.need, MF_NEED_CONVENTION);
    assert_int_equal(suffer(&on, MF_HAZARD_WAR)->me.need, MF_NEED_WAR);
    assert_int_equal(on.turn.due, on.world->view.step + 1); /* thinks it over at once */
    on.person.need = MF_NEED_WAR;
    assert_int_equal(suffer(&on, MF_HAZARD_CESSATION)->me.need, MF_NEED_NONE);
    leave(&on);
}

static void displacement_wakes_the_drive_for_protection(void **state)
{
    stage on;
    mf_turn *turn;
    double before;

    (void) state;
    enter(&on, SETS(STAYS), "OR_EAST", "home");
    before = play(&on)->drive[MF_MOTIVE_PROTECTION];
    turn = suffer(&on, MF_HAZARD_DISPLACEMENT);
    assert_is(&on, "OR_EAST", "displaced");
    assert_close(turn->drive[MF_MOTIVE_PROTECTION] - before, 0.8, 1e-9);
    leave(&on);
}

/* Abuse at the coast is above the threshold of 0.5, at the hub it is not. */
static void abuse_harms_and_where_it_is_rife_makes_need(void **state)
{
    static const char *const places[] = { "TR_COAST", "TR_HUB" };

    (void) state;
    for (int i = 0; i < 2; i++) {
        stage on;
        mf_turn *turn;
        double before;

        enter(&on, SETS(STAYS), places[i], "transit");
        turn = play(&on);
        before = turn->drive[MF_MOTIVE_PROTECTION];
        turn = suffer(&on, MF_HAZARD_ABUSE);
        assert_int_equal(turn->me.harm, 1);
        assert_close(turn->drive[MF_MOTIVE_PROTECTION] - before, 0.8, 1e-9);
        assert_int_equal(turn->me.need, i == 0 ? MF_NEED_EN_ROUTE : MF_NEED_NONE);
        assert_true(turn->savings == 1000000 || turn->savings == 500000);
        assert_int_equal(ledger(&on, MF_LEDGER_ROBBED), 1000000 - turn->savings);
        on.person.need = MF_NEED_CONVENTION; /* a stronger ground stays */
        assert_int_equal(suffer(&on, MF_HAZARD_ABUSE)->me.need, MF_NEED_CONVENTION);
        leave(&on);
    }
}

static void a_campaign_is_heard_with_its_trust(void **state)
{
    stage on;
    mf_place_effects *said;
    mf_turn *turn;

    (void) state;
    enter(&on, SETS(STAYS, "beliefs.convince=1.0", "beliefs.convert=0.0", "beliefs.confuse=0.0"),
          "TR_HUB", "transit");
    said = &on.world->effects.place[place_of(on.s, "TR_HUB")];
    said->told = 2.0;
    said->told_trust = 2.0 * 0.6;
    said->told_death = 2.0 * 0.05;
    said->told_status = 2.0 * 0.4;
    on.person.known = 0;
    mf_belief_set(&on.person, MF_TOPIC_DEATH, 0.5, 0.0);
    mf_belief_set(&on.person, MF_TOPIC_STATUS, 0.9, 0.0);
    turn = suffer(&on, MF_HAZARD_TOLD);
    assert_close(mf_belief(&turn->me, MF_TOPIC_DEATH), 0.05, 1e-4);
    assert_close(mf_belief(&turn->me, MF_TOPIC_STATUS), 0.4, 1e-4);
    assert_close(mf_belief_trust(&turn->me, MF_TOPIC_DEATH), 0.6, 2e-3);
    assert_true((turn->me.known >> MF_PATH_ASYLUM & 1) != 0);
    assert_true((suffer(&on, MF_HAZARD_TOLD_PATH)->me.known >> MF_PATH_EXTERNAL & 1) != 0);
    leave(&on);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(need_comes_and_goes_by_events),
        cmocka_unit_test(displacement_wakes_the_drive_for_protection),
        cmocka_unit_test(abuse_harms_and_where_it_is_rife_makes_need),
        cmocka_unit_test(a_campaign_is_heard_with_its_trust),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
