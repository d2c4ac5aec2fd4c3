#include "support/worlds.h"

#include <stdlib.h>

/* Every counter of a tally gets a number of its own. */
static int64_t fill(mf_tally *tally, const mf_scenario *s, int64_t from)
{
    for (int k = 0; k < s->cohorts.n; k++) {
        for (int cell = 0; cell < tally->n_cells; cell++)
            mf_tally_add(tally, mf_tally_stock(tally, k, cell), (int32_t) from++);
        for (int l = 0; l < s->links.n; l++)
            for (int f = 0; f < MF_N_FATES; f++)
                mf_tally_add(tally, mf_tally_flow(tally, l, f, k), (int32_t) from++);
        for (int e = 0; e < MF_N_EVENTS; e++)
            for (int c = -1; c < s->countries.n; c++)
                for (int need = 0; need < 2; need++)
                    mf_tally_add(tally, mf_tally_event(tally, e, c, k, need), (int32_t) from++);
        for (int m = 0; m < MF_N_LEDGER; m++)
            *mf_tally_money(tally, m, k) = from++;
    }
    return from;
}

/* Sum over all counters as their addresses have them. */
static int64_t sum(mf_tally *tally, const mf_scenario *s)
{
    int64_t all = 0;

    for (int k = 0; k < s->cohorts.n; k++) {
        for (int cell = 0; cell < tally->n_cells; cell++)
            all += *mf_tally_stock(tally, k, cell);
        for (int l = 0; l < s->links.n; l++)
            for (int f = 0; f < MF_N_FATES; f++)
                all += *mf_tally_flow(tally, l, f, k);
        for (int e = 0; e < MF_N_EVENTS; e++)
            for (int c = -1; c < s->countries.n; c++)
                all += *mf_tally_event(tally, e, c, k, 0) + *mf_tally_event(tally, e, c, k, 1);
        for (int m = 0; m < MF_N_LEDGER; m++)
            all += *mf_tally_money(tally, m, k);
    }
    return all;
}

static void no_two_counters_share_a_place(void **state)
{
    mf_scenario *scenario = small_read(AS_WRITTEN);
    mf_tally tally;
    int64_t n;

    (void) state;
    assert_int_equal(mf_tally_init(&tally, scenario, 17), MF_OK);
    n = fill(&tally, scenario, 1) - 1;
    assert_int_equal(sum(&tally, scenario), n * (n + 1) / 2);
    mf_tally_free(&tally);
    mf_scenario_free(scenario);
}

static void taking_adds_and_empties(void **state)
{
    mf_scenario *scenario = small_read(AS_WRITTEN);
    mf_tally all, part;
    int64_t n;

    (void) state;
    assert_int_equal(mf_tally_init(&all, scenario, 17), MF_OK);
    assert_int_equal(mf_tally_init(&part, scenario, 17), MF_OK);
    (void) fill(&all, scenario, 1);
    n = fill(&part, scenario, 1) - 1;
    all.woken = 3;
    part.woken = 4;
    part.fired = 2;
    mf_tally_take(&all, &part);
    assert_int_equal(sum(&all, scenario), n * (n + 1));
    assert_int_equal(sum(&part, scenario), 0);
    assert_int_equal(all.woken, 7);
    assert_int_equal(all.fired, 2);
    assert_int_equal(part.woken + part.fired, 0);
    mf_tally_clear(&all);
    assert_int_equal(sum(&all, scenario) + all.woken + all.fired, 0);
    mf_tally_free(&all);
    mf_tally_free(&part);
    mf_scenario_free(scenario);
}

/* One count makes its block one to look at, and emptying the tally unmakes it. */
static void only_what_was_touched_need_be_looked_at(void **state)
{
    mf_scenario *scenario = small_read(AS_WRITTEN);
    size_t most, touched = 0;
    mf_tally tally;

    (void) state;
    assert_int_equal(mf_tally_init(&tally, scenario, 17), MF_OK);
    most = mf_tally_n_counts(&tally);
    assert_true(most > 3 * MF_TALLY_BLOCK);
    assert_false(mf_tally_any(&tally, tally.stock, most));
    mf_tally_add(&tally, &tally.stock[MF_TALLY_BLOCK + 7], 3);
    for (size_t i = 0; i < most; i++)
        touched += mf_tally_any(&tally, &tally.stock[i], 1);
    assert_int_equal(touched, MF_TALLY_BLOCK);
    assert_true(mf_tally_any(&tally, tally.stock, most));
    assert_false(mf_tally_any(&tally, &tally.stock[2 * MF_TALLY_BLOCK], most - 2 * MF_TALLY_BLOCK));
    mf_tally_clear(&tally);
    assert_false(mf_tally_any(&tally, tally.stock, most));
    mf_tally_touch_all(&tally);
    assert_true(mf_tally_any(&tally, &tally.stock[most - 1], 1));
    mf_tally_free(&tally);
    mf_scenario_free(scenario);
}

/* What is borrowed enters savings and debt, what repays leaves both. */
static void the_ledger_has_its_signs(void **state)
{
    (void) state;
    assert_int_equal(mf_ledger_in_savings[MF_LEDGER_BORROWED], 1);
    assert_int_equal(mf_ledger_in_debt[MF_LEDGER_BORROWED], 1);
    assert_int_equal(mf_ledger_in_savings[MF_LEDGER_REPAID], -1);
    assert_int_equal(mf_ledger_in_debt[MF_LEDGER_REPAID], -1);
    assert_int_equal(mf_ledger_in_savings[MF_LEDGER_INTEREST], 0);
    assert_int_equal(mf_ledger_in_debt[MF_LEDGER_INTEREST], 1);
    for (int m = 0; m < MF_N_LEDGER; m++) {
        assert_true(mf_ledger_in_savings[m] != 0 || mf_ledger_in_debt[m] != 0);
        assert_non_null(mf_ledger_words[m]);
        assert_non_null(mf_ledger_docs[m]);
    }
    assert_null(mf_ledger_words[MF_N_LEDGER]);
    assert_null(mf_fate_words[MF_N_FATES]);
    assert_null(mf_fate_docs[MF_N_FATES]);
}

static void freeing_nothing_is_allowed(void **state)
{
    mf_tally tally = { 0 };

    (void) state;
    mf_tally_free(&tally);
    mf_tally_free(&tally);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_two_counters_share_a_place),
        cmocka_unit_test(taking_adds_and_empties),
        cmocka_unit_test(only_what_was_touched_need_be_looked_at),
        cmocka_unit_test(the_ledger_has_its_signs),
        cmocka_unit_test(freeing_nothing_is_allowed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
