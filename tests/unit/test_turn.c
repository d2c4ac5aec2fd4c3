#include "support/stage.h"
#include "support/statistics.h"

/* ---------------------------------------------------------------- money */

static void one_pays_from_savings_first_and_borrows_the_rest(void **state)
{
    stage on;
    mf_turn *turn;

    (void) state;
    enter(&on, AS_WRITTEN, "TR_HUB", "transit");
    turn = play(&on);
    mf_turn_pay(turn, 400000, MF_LEDGER_SMUGGLERS);
    assert_int_equal(turn->savings, 600000);
    assert_int_equal(turn->debt, 0);
    mf_turn_pay(turn, 700000, MF_LEDGER_RANSOM);
    assert_int_equal(turn->savings, 0);
    assert_int_equal(turn->debt, 100000);
    assert_int_equal(ledger(&on, MF_LEDGER_SMUGGLERS), 400000);
    assert_int_equal(ledger(&on, MF_LEDGER_RANSOM), 700000);
    assert_int_equal(ledger(&on, MF_LEDGER_BORROWED), 100000);
    leave(&on);
}

static void death_settles_all_accounts(void **state)
{
    stage on;
    mf_turn *turn;

    (void) state;
    enter(&on, AS_WRITTEN, "TR_HUB", "transit");
    on.person.debt = 5000;
    on.person.flags = MF_FLAG_SAVING | MF_FLAG_IMMOBILE;
    turn = play(&on);
    mf_turn_die(turn, turn->place);
    assert_is(&on, "TR_HUB", "dead");
    assert_int_equal(turn->savings + turn->debt + turn->me.flags, 0);
    assert_int_equal(turn->due, MF_NEVER);
    assert_int_equal(ledger(&on, MF_LEDGER_LEFT), 1000000);
    assert_int_equal(ledger(&on, MF_LEDGER_CANCELLED), 5000);
    assert_true(has_happened(turn, MF_EVENT_DIES));
    leave(&on);
}

/* ---------------------------------------------------------------- leaving */

static void who_leaves_is_on_the_way(void **state)
{
    stage on;
    mf_turn *turn;
    int desert;

    (void) state;
    enter(&on, SETS(BENT_ON("irregular")), "TR_HUB", "transit");
    on.person.need = MF_NEED_WAR;
    on.person.drive[MF_MOTIVE_FAMILY] = mf_drift_code(5.0);
    turn = play(&on);
    choose_alone(turn);
    desert = link_of(on.s, "HUB_COAST");
    assert_int_equal(turn->place, on.s->places.n);
    assert_int_equal(turn->status, status_of(on.s, "transit"));
    assert_int_equal(turn->me.link, desert);
    assert_int_equal(turn->me.flags, MF_FLAG_ON_LINK);
    assert_int_equal(turn->due, on.world->view.step + 1); /* nine days: one step */
    assert_int_equal(turn->me.departed, on.world->view.step);
    assert_int_equal(turn->me.start, MF_MOTIVE_FAMILY | MF_NEED_WAR << 2);
    assert_int_equal(turn->me.attempts, 1);
    assert_int_equal(turn->savings, 1000000 - 50000);
    assert_int_equal(turn->happened[0].event, MF_EVENT_DEPARTS);
    assert_int_equal(turn->happened[0].what, desert);
    assert_int_equal(*mf_tally_flow(turn->tally, desert, MF_FATE_BEGUN, turn->cohort), 1);
    leave(&on);
}

static void a_second_departure_is_not_the_first(void **state)
{
    stage on;
    mf_turn *turn;

    (void) state;
    enter(&on, SETS(BENT_ON("irregular")), "TR_HUB", "transit");
    on.person.departed = 0;
    on.person.start = 7;
    on.person.attempts = 255;
    turn = play(&on);
    choose_alone(turn);
    assert_int_equal(turn->me.departed, 0);
    assert_int_equal(turn->me.start, 7);
    assert_int_equal(turn->me.attempts, 255); /* as many as can be counted */
    leave(&on);
}

static void without_a_boat_one_waits_and_saves(void **state)
{
    stage on;
    mf_turn *turn;

    (void) state;
    enter(&on, SETS(BENT_ON("irregular")), "TR_HUB", "transit");
    on.world->now.link[link_of(on.s, "HUB_COAST")].open = 0.0;
    turn = play(&on);
    choose_alone(turn);
    assert_is(&on, "TR_HUB", "transit");
    assert_int_equal(turn->me.flags, MF_FLAG_SAVING);
    assert_int_equal(turn->savings, 1000000);
    assert_int_equal(turn->n_happened, 0);
    leave(&on);
}

/* ---------------------------------------------------------------- the end of a passage */

static mf_turn *pass(stage *on, double death, double interception, double access)
{
    int sea = link_of(on->s, "COAST_ISLE");
    mf_link_now *link = &on->world->now.link[sea];

    link->death = death;
    link->interception = interception;
    link->access = access;
    on->person.link = (uint16_t) sea;
    on->person.flags = MF_FLAG_ON_LINK;
    on->cell = (uint16_t) mf_cell(on->world->rules.cells, on->s->places.n,
                                  status_of(on->s, "transit"));
    (void) play(on);
    mf_turn_due(&on->turn);
    return &on->turn;
}

static int64_t fate(const stage *on, int fate)
{
    return *mf_tally_flow(on->turn.tally, link_of(on->s, "COAST_ISLE"), fate, on->turn.cohort);
}

static void one_may_die_at_sea(void **state)
{
    stage on;
    mf_turn *turn;

    (void) state;
    turn = pass(enter(&on, SETS(STAYS), "TR_COAST", "transit"), 1.0, 1.0, 0.0);
    assert_int_equal(turn->place, on.s->places.n);
    assert_int_equal(turn->status, status_of(on.s, "dead"));
    assert_int_equal(fate(&on, MF_FATE_DIED), 1);
    assert_int_equal(turn->happened[0].what, link_of(on.s, "COAST_ISLE"));
    leave(&on);
}

static void one_may_be_intercepted_and_detained_or_not(void **state)
{
    static const char *const shares[] = { "links.COAST_ISLE.detained=1.0",
                                          "links.COAST_ISLE.detained=0.0" };

    (void) state;
    for (int i = 0; i < 2; i++) {
        stage on;
        mf_turn *turn = pass(enter(&on, SETS(STAYS, shares[i]), "TR_COAST", "transit"), 0.0, 1.0, 1.0);

        assert_is(&on, "TR_COAST", i == 0 ? "detained" : "transit");
        assert_int_equal(fate(&on, MF_FATE_INTERCEPTED), 1);
        assert_int_equal(turn->me.flags & (MF_FLAG_ON_LINK | MF_FLAG_PAID), 0);
        assert_true(mf_belief(&turn->me, MF_TOPIC_INTERCEPTION) > 0.5);
        leave(&on);
    }
}

/* The flight from the coast is brought back to the hub, not to its beginning. */
static void the_intercepted_are_brought_where_the_link_says(void **state)
{
    stage on;
    int flight;

    (void) state;
    enter(&on, SETS(STAYS, "links.COAST_CITY.detained=0.0"), "TR_COAST", "transit");
    flight = link_of(on.s, "COAST_CITY");
    on.world->now.link[flight].interception = 1.0;
    on.person.link = (uint16_t) flight;
    on.person.flags = MF_FLAG_ON_LINK;
    on.cell = (uint16_t) mf_cell(on.world->rules.cells, on.s->places.n, status_of(on.s, "transit"));
    (void) play(&on);
    mf_turn_passage(&on.turn);
    assert_is(&on, "TR_HUB", "transit");
    on.person.link = (uint16_t) link_of(on.s, "HUB_COAST"); /* no return_to: its beginning */
    on.world->now.link[on.person.link].interception = 1.0;
    (void) play(&on);
    mf_turn_passage(&on.turn);
    assert_is(&on, "TR_HUB", "transit");
    leave(&on);
}

static void one_may_be_pushed_back_unheard(void **state)
{
    stage on;
    mf_turn *turn;

    (void) state;
    turn = pass(enter(&on, SETS(STAYS), "TR_COAST", "transit"), 0.0, 0.0, 0.0);
    assert_is(&on, "TR_COAST", "transit");
    assert_int_equal(fate(&on, MF_FATE_PUSHED_BACK), 1);
    assert_true(has_happened(turn, MF_EVENT_PUSHED_BACK));
    assert_int_equal(turn->me.host, MF_NOWHERE);
    leave(&on);
}

static void one_may_arrive_and_be_registered(void **state)
{
    static const char *const shares[] = { "countries.DST.registers=1.0", "countries.DST.registers=0.0" };

    (void) state;
    for (int i = 0; i < 2; i++) {
        stage on;
        mf_turn *turn;

        (void) enter(&on, SETS(STAYS, shares[i]), "TR_COAST", "transit");
        on.person.known = 0;
        turn = pass(&on, 0.0, 0.0, 1.0);
        assert_is(&on, "DS_ISLE", "transit");
        assert_int_equal(fate(&on, MF_FATE_ARRIVED), 1);
        assert_int_equal(turn->me.host, i == 0 ? country_of(on.s, "DST") : MF_NOWHERE);
        assert_int_equal(turn->me.known, i == 0 ? 1 << MF_PATH_ASYLUM : 0); /* is told of it */
        leave(&on);
    }
}

static void without_feedback_nothing_is_learned_from_a_passage(void **state)
{
    stage on;
    mf_turn *turn;

    (void) state;
    turn = pass(enter(&on, SETS(STAYS, "switches.feedback=false"), "TR_COAST", "transit"), 0.0, 1.0, 1.0);
    for (int t = 0; t < MF_N_TOPICS; t++) {
        assert_int_equal(turn->me.belief[t], on.person.belief[t]);
        assert_int_equal(turn->me.trust[t], on.person.trust[t]);
    }
    leave(&on);
}

/* ---------------------------------------------------------------- the law */

static void a_claim_needs_access(void **state)
{
    static const char *const access[] = { "countries.DST.access=1.0", "countries.DST.access=1e-9" };

    (void) state;
    for (int i = 0; i < 2; i++) {
        stage on;
        mf_turn *turn;

        enter(&on, SETS(BENT_ON("claim"), access[i], "switches.claims=\"truthful\""), "DS_ISLE",
              "transit");
        on.person.need = MF_NEED_WAR;
        turn = play(&on);
        choose_alone(turn);
        assert_is(&on, "DS_ISLE", i == 0 ? "claimant" : "transit");
        assert_true(has_happened(turn, i == 0 ? MF_EVENT_LODGES : MF_EVENT_TURNED_AWAY));
        assert_int_equal(turn->me.claim, i == 0 ? MF_CLAIM_WAR : MF_CLAIM_NONE);
        assert_int_equal(turn->me.host, i == 0 ? country_of(on.s, "DST") : MF_NOWHERE);
        leave(&on);
    }
}

static void the_detained_buy_themselves_out(void **state)
{
    stage on;
    mf_turn *turn;

    (void) state;
    enter(&on, SETS(BENT_ON("pay_ransom"), "money.ransom=123.45"), "TR_COAST", "detained");
    turn = play(&on);
    choose_alone(turn);
    assert_is(&on, "TR_COAST", "transit");
    assert_int_equal(turn->savings, 1000000 - 12345);
    assert_int_equal(ledger(&on, MF_LEDGER_RANSOM), 12345);
    leave(&on);
    enter(&on, SETS(BENT_ON("pay_ransom"), "money.ransom=1000.0"), "TR_COAST", "detained");
    on.person.savings = 0;
    turn = play(&on);
    choose_alone(turn);
    assert_is(&on, "TR_COAST", "detained");
    assert_true((turn->me.flags & MF_FLAG_IMMOBILE) != 0);
    leave(&on);
}

static void who_returns_is_helped_or_pays(void **state)
{
    (void) state;
    for (int i = 0; i < 2; i++) {
        stage on;
        mf_turn *turn;

        enter(&on, SETS(BENT_ON("return"), "money.return_aid=55.5", "money.return_cost=300.0"),
              "DS_CITY", "tolerated");
        on.person.known = i == 0 ? 1 << MF_PATH_RETURN_AID : 0;
        turn = play(&on);
        choose_alone(turn);
        assert_is(&on, "OR_EAST", "returned");
        assert_int_equal(turn->savings, i == 0 ? 1000000 + 5550 : 1000000 - 30000);
        assert_int_equal(ledger(&on, i == 0 ? MF_LEDGER_AID : MF_LEDGER_TRAVEL), i == 0 ? 5550 : 30000);
        leave(&on);
    }
}

static void a_status_runs_out(void **state)
{
    stage on;
    mf_turn *turn;

    (void) state; /* a permit to work for 1461 days: 209 weeks */
    enter(&on, SETS(STAYS), "DS_CITY", "labour");
    on.person.since = (uint16_t) (MF_BEFORE + on.world->view.step - 208);
    turn = play(&on);
    mf_turn_due(turn);
    assert_is(&on, "DS_CITY", "labour");
    assert_int_equal(turn->due, on.world->view.step + 1);
    on.person.since--;
    turn = play(&on);
    mf_turn_due(turn);
    assert_is(&on, "DS_CITY", "irregular");
    assert_int_equal(mf_person_since(&turn->me), on.world->view.step);
    leave(&on);
}

static void who_loses_a_permit_looks_for_a_living_anew(void **state)
{
    stage on;
    mf_turn *turn;
    double before;

    (void) state;
    enter(&on, AS_WRITTEN, "DS_CITY", "labour");
    on.person.since = (uint16_t) (MF_BEFORE + on.world->view.step - 60); /* a year is asked for */
    before = play(&on)->drive[MF_MOTIVE_LIVELIHOOD];
    turn = play(&on);
    assert_true(mf_turn_take(turn, MF_EVENT_SETTLES)); /* a better one is no loss */
    assert_is(&on, "DS_CITY", "settled");
    assert_close(turn->drive[MF_MOTIVE_LIVELIHOOD], before, 1e-9);
    turn = play(&on);
    assert_true(mf_turn_take(turn, MF_EVENT_OVERSTAYS));
    assert_is(&on, "DS_CITY", "irregular");
    assert_close(turn->drive[MF_MOTIVE_LIVELIHOOD] - before, on.s->motives.jump, 1e-9);
    assert_true(on.s->motives.jump > 0.0);
    leave(&on);
}

/* What was out of reach before says nothing of the life that begins. */
static void a_new_status_begins_without_immobility(void **state)
{
    stage on;
    mf_turn *turn;

    (void) state;
    enter(&on, AS_WRITTEN, "TR_COAST", "transit");
    on.person.flags = MF_FLAG_IMMOBILE | MF_FLAG_SAVING;
    turn = play(&on);
    assert_false(mf_turn_take(turn, MF_EVENT_GRANTED)); /* no such law: nothing changes */
    assert_int_equal(turn->me.flags, MF_FLAG_IMMOBILE | MF_FLAG_SAVING);
    assert_true(mf_turn_take(turn, MF_EVENT_DETAINED));
    assert_int_equal(turn->me.flags, MF_FLAG_SAVING);
    assert_is(&on, "TR_COAST", "detained");
    leave(&on);
}

static void moving_inside_the_country_keeps_the_status(void **state)
{
    stage on;
    mf_turn *turn;

    (void) state;
    enter(&on, SETS(BENT_ON("move_inside")), "OR_EAST", "displaced");
    turn = play(&on);
    choose_alone(turn);
    assert_is(&on, "OR_HIGH", "displaced");
    assert_int_equal(turn->savings, 1000000 - 2000);
    leave(&on);
}

/* ---------------------------------------------------------------- closing */

static void who_only_thinks_is_not_written_back(void **state)
{
    stage on;
    mf_turn *turn;
    mf_person was;

    (void) state;
    enter(&on, SETS(STAYS), "TR_HUB", "transit");
    was = on.person;
    turn = play(&on);
    choose_alone(turn);
    assert_true(turn->idle);
    assert_false(mf_turn_close(turn, on.cell, MF_NEVER, &was));
    turn = play(&on);
    mf_turn_pay(turn, 100, MF_LEDGER_TRAVEL);
    assert_true(mf_turn_close(turn, on.cell, MF_NEVER, &was));
    assert_int_equal(turn->me.savings, 999900);
    assert_int_equal(turn->me.seen, on.world->view.step);
    leave(&on);
}

static void a_change_of_cell_moves_the_stock(void **state)
{
    stage on;
    mf_turn *turn;
    mf_person was;

    (void) state;
    enter(&on, SETS(BENT_ON("move_inside")), "OR_EAST", "displaced");
    was = on.person;
    turn = play(&on);
    choose_alone(turn);
    assert_true(mf_turn_close(turn, on.cell, MF_NEVER, &was));
    assert_int_equal(*mf_tally_stock(turn->tally, turn->cohort, on.cell), -1);
    assert_int_equal(*mf_tally_stock(turn->tally, turn->cohort, turn->cell), 1);
    leave(&on);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_pays_from_savings_first_and_borrows_the_rest),
        cmocka_unit_test(death_settles_all_accounts),
        cmocka_unit_test(who_leaves_is_on_the_way),
        cmocka_unit_test(a_second_departure_is_not_the_first),
        cmocka_unit_test(without_a_boat_one_waits_and_saves),
        cmocka_unit_test(one_may_die_at_sea),
        cmocka_unit_test(one_may_be_intercepted_and_detained_or_not),
        cmocka_unit_test(the_intercepted_are_brought_where_the_link_says),
        cmocka_unit_test(one_may_be_pushed_back_unheard),
        cmocka_unit_test(one_may_arrive_and_be_registered),
        cmocka_unit_test(without_feedback_nothing_is_learned_from_a_passage),
        cmocka_unit_test(a_claim_needs_access),
        cmocka_unit_test(the_detained_buy_themselves_out),
        cmocka_unit_test(who_returns_is_helped_or_pays),
        cmocka_unit_test(a_status_runs_out),
        cmocka_unit_test(who_loses_a_permit_looks_for_a_living_anew),
        cmocka_unit_test(a_new_status_begins_without_immobility),
        cmocka_unit_test(moving_inside_the_country_keeps_the_status),
        cmocka_unit_test(who_only_thinks_is_not_written_back),
        cmocka_unit_test(a_change_of_cell_moves_the_stock),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
