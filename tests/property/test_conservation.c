/* Nobody is lost, and no cent: after every step of a run in which everything happens. */
#include "support/worlds.h"

#include <string.h>

#define RICH_IN_EVENTS                                                         \
    SETS("interventions.near_home.on=true", "interventions.truth.on=true",     \
         "money.return_aid=120.0", "cohorts.HIGHLAND.pays_ahead=0.4",          \
         "decision.rate=4.0", "cohorts.HIGHLAND.known=[0.5,0.3,0.3,0.5,0.3,0.3,0.5,0.5]")

static int64_t people_counted_one_by_one(const mf_world *world, int cohort, int cell)
{
    int64_t n = 0;
    size_t first = world->population.first[cohort];

    for (size_t i = 0; i < world->population.count[cohort]; i++)
        n += world->people.cell[first + i] == cell;
    return n;
}

static void assert_persons_are_conserved(const mf_world *world)
{
    int cells = mf_cell_count(world->rules.cells);

    for (int k = 0; k < world->scenario->cohorts.n; k++) {
        int64_t sum = 0;

        for (int cell = 0; cell < cells; cell++) {
            sum += mf_world_stock(world, k, cell);
            assert_true(mf_world_stock(world, k, cell) >= 0);
        }
        assert_int_equal(sum, (int64_t) world->population.count[k]);
    }
}

static void persons_are_conserved_over_all_statuses_at_every_step(void **state)
{
    mf_scenario *scenario = small_read(RICH_IN_EVENTS);
    mf_world *world = world_of(scenario, 2, false);

    (void) state;
    assert_persons_are_conserved(world);
    while (world->step < world->n_steps) {
        world_run(world, 1, NULL);
        assert_persons_are_conserved(world);
    }
    for (int k = 0; k < scenario->cohorts.n; k++)
        for (int cell = 0; cell < mf_cell_count(world->rules.cells); cell++)
            assert_int_equal(mf_world_stock(world, k, cell),
                             people_counted_one_by_one(world, k, cell));
    assert_true(persons_in(world, "dead") > 50);
    world_close(world);
}

static void who_leaves_a_link_had_entered_it(void **state)
{
    mf_scenario *scenario = small_read(RICH_IN_EVENTS);
    mf_world *world = world_of(scenario, 1, false);
    history past = { 0 };

    (void) state;
    while (world->step < world->n_steps) {
        int64_t on_links = 0, under_way = 0;

        world_run(world, 1, &past);
        for (int l = 0; l < scenario->links.n; l++) {
            const int64_t *flow = past.flow[l];
            int64_t still = flow[MF_FATE_BEGUN] - flow[MF_FATE_ARRIVED] - flow[MF_FATE_DIED] -
                            flow[MF_FATE_INTERCEPTED] - flow[MF_FATE_PUSHED_BACK];

            assert_true(still >= 0);
            on_links += still;
        }
        for (uint32_t id = 0; id < world->people.n; id++)
            under_way += (world->people.person[id].flags & MF_FLAG_ON_LINK) != 0;
        assert_int_equal(on_links, under_way);
    }
    assert_true(past.flow[link_of(scenario, "COAST_ISLE")][MF_FATE_BEGUN] > 100);
    world_close(world);
}

/* Entered, earned, borrowed and so on, with their signs, over all cohorts. */
typedef struct books {
    int64_t savings, debt, entry[MF_N_LEDGER];
} books;

static void add_entries(books *self, const mf_world *world)
{
    for (int m = 0; m < MF_N_LEDGER; m++)
        for (int k = 0; k < world->scenario->cohorts.n; k++) {
            int64_t cents = *mf_tally_money(&world->tally, m, k);

            assert_true(cents >= 0);
            self->entry[m] += cents;
            self->savings += mf_ledger_in_savings[m] * cents;
            self->debt += mf_ledger_in_debt[m] * cents;
        }
}

static mf_err keep_books(void *self, const mf_world *world, mf_error *err)
{
    (void) err;
    add_entries(self, world);
    return MF_OK;
}

static void assert_books_balance(const books *self, const mf_world *world)
{
    int64_t savings = 0, debt = 0;

    for (uint32_t id = 0; id < world->people.n; id++)
        if (world_has(world, id)) {
            savings += world->people.person[id].savings;
            debt += world->people.person[id].debt;
        }
    assert_int_equal(savings, self->savings);
    assert_int_equal(debt, self->debt);
}

/* What has come in since somebody's last event is neither stored nor in the ledger. */
static void money_is_conserved_to_the_cent_at_every_step(void **state)
{
    static const int all_but_nothing[] = { MF_LEDGER_LIVED_ON, MF_LEDGER_REMITTED, MF_LEDGER_REPAID,
                                           MF_LEDGER_BORROWED, MF_LEDGER_INTEREST,
                                           MF_LEDGER_SMUGGLERS, MF_LEDGER_TRAVEL, MF_LEDGER_RANSOM,
                                           MF_LEDGER_ROBBED, MF_LEDGER_AID, MF_LEDGER_LEFT,
                                           MF_LEDGER_CANCELLED };
    mf_scenario *scenario = small_read(RICH_IN_EVENTS);
    mf_world *world = world_of(scenario, 2, false);
    books kept = { 0 };
    mf_observer observer = { &kept, keep_books };
    mf_error err = { 0 };

    (void) state;
    while (world->step < world->n_steps) {
        assert_int_equal(mf_world_step(world, &observer, &err), MF_OK);
        assert_books_balance(&kept, world);
    }
    for (size_t i = 0; i < sizeof all_but_nothing / sizeof *all_but_nothing; i++)
        if (kept.entry[all_but_nothing[i]] <= 0)
            fail_msg("nothing was %s", mf_ledger_words[all_but_nothing[i]]);
    world_close(world);
}

/* Dates in a record lie in the past, links and hosts are such as there are. */
static void assert_record_is_possible(const mf_world *world, uint32_t id)
{
    const mf_person *p = &world->people.person[id];
    const mf_scenario *s = world->scenario;

    assert_true(p->seen < world->step);
    assert_true(mf_person_since(p) < world->step);
    assert_true(p->departed == MF_NEVER || p->departed == MF_EARLIER || p->departed < world->step);
    assert_true(p->link == MF_NEVER || p->link < s->links.n);
    assert_true(p->host == MF_NOWHERE || p->host < s->countries.n);
    assert_true(p->queue == MF_NEVER || p->joined < world->step);
    assert_true(p->need < MF_N_NEEDS && p->claim < MF_N_CLAIMS);
    assert_true(p->savings >= 0 && p->debt >= 0);
    assert_true(world->people.due[id] == MF_NEVER || world->people.due[id] >= world->step);
    assert_int_equal((p->flags & MF_FLAG_ON_LINK) != 0,
                     mf_cell_place(world->rules.cells, world->people.cell[id]) ==
                             world->rules.cells.n_places &&
                         !mf_status_is(s, mf_cell_status(world->rules.cells, world->people.cell[id]),
                                       MF_TRAIT_TERMINAL));
}

static void every_record_is_possible_at_every_step(void **state)
{
    mf_scenario *scenario = small_read(RICH_IN_EVENTS);
    mf_world *world = world_of(scenario, 2, false);

    (void) state;
    while (world->step < world->n_steps) {
        world_run(world, 1, NULL);
        for (uint32_t id = 0; id < world->people.n; id++)
            if (world_has(world, id))
                assert_record_is_possible(world, id);
    }
    world_close(world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(persons_are_conserved_over_all_statuses_at_every_step),
        cmocka_unit_test(who_leaves_a_link_had_entered_it),
        cmocka_unit_test(money_is_conserved_to_the_cent_at_every_step),
        cmocka_unit_test(every_record_is_possible_at_every_step),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
