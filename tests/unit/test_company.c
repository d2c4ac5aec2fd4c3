/* People wait for company, and nobody is lost or changed by it. */
#include "support/crowds.h"
#include "support/statistics.h"

#include <stdlib.h>
#include <string.h>

#include "sim/calls.h"
#include "sim/company.h"
#include "sim/phases.h"

/* A world of which nothing is asked but a view: people stand where they are said to. */
static mf_world *world_to_stand_in(void)
{
    mf_scenario *scenario;

    return small_world(&scenario, 500, 1, AS_WRITTEN);
}

static mf_turn *stand(mf_companies *self, const mf_world *world, int cell)
{
    mf_turn *turn = mf_companies_take(self);

    memset(turn, 0, sizeof *turn);
    turn->view = &world->view;
    turn->place = mf_cell_place(world->rules.cells, cell);
    turn->status = mf_cell_status(world->rules.cells, cell);
    return turn;
}

/* The turn joins those whom it is sent to, who must be in its place and status; returns which. */
static int join(mf_companies *self, mf_turn *turn)
{
    int at = mf_companies_find(self, turn), n = self->at[at]->crowd.n;

    assert_true(n == 0 || mf_company_is(self->at[at], turn));
    assert_true(n < MF_CROWD);
    mf_company_join(self->at[at], turn);
    assert_int_equal(self->at[at]->crowd.n, n + 1);
    assert_ptr_equal(self->at[at]->turn[n], turn);
    assert_ptr_equal(self->at[at]->crowd.person[n], &turn->me);
    assert_int_equal(self->at[at]->crowd.place, turn->place);
    assert_int_equal(self->at[at]->crowd.status, turn->status);
    return at;
}

/* Those who have come together give their turns back. */
static void dismiss(mf_companies *self)
{
    for (int c = 0; c < self->n_mustered; c++) {
        for (int i = 0; i < self->mustered[c]->crowd.n; i++)
            mf_companies_give(self, self->mustered[c]->turn[i]);
        self->mustered[c]->crowd.n = 0;
    }
    self->n_mustered = 0;
}

static void muster(mf_companies *self, int at)
{
    const mf_company *company = self->at[at];
    int n = self->n_mustered;
    bool full = mf_companies_muster(self, at);

    assert_int_equal(self->n_mustered, n + 1);
    assert_ptr_equal(self->mustered[n], company);
    assert_int_equal(self->at[at]->crowd.n, 0);
    assert_int_equal(full, n + 1 == MF_MUSTERED);
    if (full)
        dismiss(self);
}

/* Each turn is idle once, each company is somewhere, and nobody waits. */
static void assert_all_idle(const mf_companies *self)
{
    bool seen[MF_COMPANY_TURNS] = { false }, kept[MF_COMPANIES + MF_MUSTERED] = { false };

    assert_int_equal(self->n_idle, MF_COMPANY_TURNS);
    assert_int_equal(self->n_mustered, 0);
    for (int i = 0; i < MF_COMPANY_TURNS; i++) {
        ptrdiff_t at = self->idle[i] - self->turns;

        assert_true(at >= 0 && at < MF_COMPANY_TURNS && !seen[at]);
        seen[at] = true;
    }
    for (int c = 0; c < MF_COMPANIES + MF_MUSTERED; c++) {
        const mf_company *company = c < MF_COMPANIES ? self->at[c] : self->mustered[c - MF_COMPANIES];

        assert_false(kept[company - self->all]);
        kept[company - self->all] = true;
        assert_int_equal(company->crowd.n, 0);
    }
}

/* Whoever still waits gives its turn back: then all are idle. */
static void send_home(mf_companies *self)
{
    for (int c = 0; c < MF_COMPANIES; c++)
        if (self->at[c]->crowd.n > 0)
            muster(self, c);
    dismiss(self);
    assert_all_idle(self);
    mf_companies_free(self);
}

/* ---------------------------------------------------------------- who waits with whom */

static void people_of_a_place_and_status_wait_together(void **state)
{
    mf_world *world = world_to_stand_in();
    int first, other = 7 + world->rules.cells.n_statuses; /* the same status elsewhere */
    mf_companies companies;

    (void) state;
    assert_int_equal(mf_companies_init(&companies), MF_OK);
    assert_all_idle(&companies);
    first = join(&companies, stand(&companies, world, 7));
    assert_int_not_equal(join(&companies, stand(&companies, world, 6)), first);
    assert_int_not_equal(join(&companies, stand(&companies, world, other)), first);
    for (int i = 1; i < MF_CROWD; i++)
        assert_int_equal(join(&companies, stand(&companies, world, 7)), first);
    assert_int_equal(companies.at[first]->crowd.n, MF_CROWD);
    assert_int_equal(companies.n_idle, MF_COMPANY_TURNS - MF_CROWD - 2);
    muster(&companies, first); /* a full one has come together; the next founds another */
    first = join(&companies, stand(&companies, world, 7));
    assert_int_equal(companies.at[first]->crowd.n, 1);
    send_home(&companies);
    world_close(world);
}

/* Where a fifth comes, those must go who have waited longest: then those who came after them. */
static void a_fifth_place_sends_off_who_has_waited_longest(void **state)
{
    mf_world *world = world_to_stand_in();
    mf_companies companies;

    (void) state;
    assert_int_equal(MF_COMPANIES, 4);
    assert_int_equal(mf_companies_init(&companies), MF_OK);
    for (int cell = 0; cell < MF_COMPANIES; cell++)
        for (int i = 0; i <= cell % 3; i++)
            (void) join(&companies, stand(&companies, world, cell));
    for (int cell = MF_COMPANIES; cell < 5 * MF_COMPANIES; cell++) {
        mf_turn *turn = stand(&companies, world, cell);
        int leaves = mf_companies_find(&companies, turn);

        assert_true(companies.at[leaves]->crowd.n > 0);
        assert_int_equal(mf_cell(world->rules.cells, companies.at[leaves]->crowd.place,
                                 companies.at[leaves]->crowd.status),
                         cell - MF_COMPANIES);
        muster(&companies, leaves);
        assert_int_equal(join(&companies, turn), leaves);
    }
    send_home(&companies);
    world_close(world);
}

/* However they come, there are turns enough, and each is given back. */
static void there_are_turns_enough_for_all_who_can_wait(void **state)
{
    mf_world *world = world_to_stand_in();
    int fewest = MF_COMPANY_TURNS;
    mf_companies companies;

    (void) state;
    assert_int_equal(mf_companies_init(&companies), MF_OK);
    for (uint32_t i = 0; i < 20000; i++) {
        mf_words words = mf_words_at(2385, MF_DRAW_SAMPLE, i, 0, 0);
        uint32_t most = i % 1000 < 500 ? MF_COMPANIES : 3 * MF_COMPANIES;
        mf_turn *turn = stand(&companies, world, (int) (words.w[0] % most));
        int at = mf_companies_find(&companies, turn);

        if (companies.at[at]->crowd.n > 0 && !mf_company_is(companies.at[at], turn))
            muster(&companies, at);
        assert_int_equal(join(&companies, turn), at);
        if (companies.at[at]->crowd.n == MF_CROWD)
            muster(&companies, at);
        fewest = companies.n_idle < fewest ? companies.n_idle : fewest;
        assert_true(companies.n_idle > 0);
    }
    assert_true(fewest < MF_CROWD * MF_COMPANIES);
    send_home(&companies);
    world_close(world);
}

/* ---------------------------------------------------------------- a step */

/* A world within a step, before anybody acts. */
static mf_world *about_to_act(const mf_scenario *scenario, int steps)
{
    mf_world *world = world_of(scenario, 1, false);

    world_run_until(world, steps, "people");
    return world;
}

/* What a call leads to if whoever is called acts by itself, with no words drawn ahead and nothing
 * of its class at hand but the rate that has fired. */
static bool act_alone(const mf_world *before, mf_tally *tally, const mf_call *call, mf_turn *turn)
{
    const mf_people *people = &before->people;
    uint32_t id = call->id;
    bool talks = call->rate != NULL && call->rate->hazard == MF_HAZARD_TALK;

    mf_turn_open(turn, &before->view, tally, id, mf_population_cohort(&before->population, id),
                 people->cell[id], people->due[id], &people->person[id]);
    if (talks) {
        mf_words words = mf_turn_words(turn, MF_DRAW_TALK, 0);
        uint32_t contact = mf_turn_contact(id, words);
        bool there = contact != id && world_has(before, contact);

        if (!mf_turn_talk(turn, words, there ? &people->person[contact] : NULL,
                          there ? mf_cell_status(before->rules.cells, people->cell[contact]) : 0))
            return false;
    } else {
        mf_turn_settle(turn);
        if (call->rate == NULL)
            mf_turn_due(turn);
        else
            mf_turn_suffer(turn, call->rate);
        if (turn->chooses)
            choose_alone(turn);
    }
    return mf_turn_close(turn, people->cell[id], people->due[id], &people->person[id]);
}

/* What was found in steps that were compared. */
typedef struct compared {
    int called, changed, events, moved;
} compared;

/* The next events of a piece, and the next who changes queues, are those of this turn. */
static void compare_lists(const mf_world *after, size_t piece, const mf_turn *turn, size_t *n_events,
                          size_t *n_moved)
{
    const mf_stream *log = &after->log[piece];

    assert_true(*n_events + (size_t) turn->n_happened <= log->n);
    for (int i = 0; i < turn->n_happened; i++)
        assert_memory_equal(&log->at[(*n_events)++], &turn->happened[i], sizeof turn->happened[i]);
    if ((uint16_t) after->rules.queue_at[turn->cell] != turn->me.queue) {
        assert_true(*n_moved < after->n_moved[piece]);
        assert_int_equal(after->moved[piece * MF_CHUNK + (*n_moved)++], turn->id);
    }
}

/* Everybody in `after` is as after acting alone in `before`, and what happened is listed in the
 * order of ids. */
static void compare_chunk(const mf_world *before, size_t piece, mf_tally *tally, const mf_world *after,
                          compared *found)
{
    const mf_chunk chunk = before->population.chunk[piece];
    mf_turn *turn = calloc(1, sizeof *turn);
    size_t next = 0, n_events = 0, n_moved = 0;
    mf_calls calls;

    assert_non_null(turn);
    assert_int_equal(mf_calls_init(&calls, before->rules.cells, MF_CHUNK), MF_OK);
    mf_calls_find(&calls, &before->view, &before->people, chunk);
    for (uint32_t id = chunk.begin; id < chunk.end; id++) {
        mf_person person = before->people.person[id];
        uint16_t cell = before->people.cell[id], due = before->people.due[id];

        if (next < calls.n && calls.by_id[next].id == id) {
            const mf_call *call = &calls.by_id[next++];

            found->called++;
            if (act_alone(before, tally, call, turn)) {
                person = turn->me;
                cell = turn->cell;
                due = turn->due;
                compare_lists(after, piece, turn, &n_events, &n_moved);
                found->changed++;
            }
        }
        assert_memory_equal(&after->people.person[id], &person, sizeof person);
        assert_int_equal(after->people.cell[id], cell);
        assert_int_equal(after->people.due[id], due);
    }
    assert_int_equal(next, calls.n);
    assert_int_equal(n_events, after->log[piece].n);
    assert_int_equal(n_moved, after->n_moved[piece]);
    found->events += (int) n_events;
    found->moved += (int) n_moved;
    mf_calls_free(&calls);
    free(turn);
}

static void assert_same_counts(const mf_tally *a, const mf_tally *b)
{
    assert_memory_equal(a->stock, b->stock, mf_tally_n_counts(a) * sizeof *a->stock);
    assert_memory_equal(a->money, b->money,
                        (size_t) MF_N_LEDGER * (size_t) a->n_cohorts * sizeof *a->money);
    assert_int_equal(a->fired, b->fired);
}

/* Two worlds alike, of which one acts and the other stands still and is asked one by one. */
static void a_step_in_company_is_that_of_each_alone(void **state)
{
    compared found = { 0 };

    (void) state;
    for (int steps = 5; steps <= 45; steps += 10) {
        mf_scenario *scenario = small_read_as(12000, 60, AS_WRITTEN);
        mf_world *before = about_to_act(scenario, steps), *after = about_to_act(scenario, steps);
        mf_tally tally;

        assert_int_equal(mf_tally_init(&tally, scenario, mf_cell_count(before->rules.cells)), MF_OK);
        mf_phase_people(after);
        for (size_t c = 0; c < before->population.n_chunks; c++)
            compare_chunk(before, c, &tally, after, &found);
        assert_same_counts(&after->worker[0].tally, &tally);
        assert_all_idle(&after->worker[0].companies);
        mf_tally_free(&tally);
        world_end(after);
        world_close(before);
    }
    assert_true(found.called > 2000 && found.changed > 1000 && found.events > 500 && found.moved > 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(people_of_a_place_and_status_wait_together),
        cmocka_unit_test(a_fifth_place_sends_off_who_has_waited_longest),
        cmocka_unit_test(there_are_turns_enough_for_all_who_can_wait),
        cmocka_unit_test(a_step_in_company_is_that_of_each_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
