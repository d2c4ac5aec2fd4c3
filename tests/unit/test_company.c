/* People wait for company, and nobody is lost or changed by it. */
#include "support/crowds.h"
#include "support/statistics.h"

#include <stdlib.h>
#include <string.h>

#include "sim/calls.h"
#include "sim/company.h"
#include "sim/phases.h"

static mf_turn *stand(mf_companies *self, int place, int status)
{
    mf_turn *turn = mf_companies_take(self);

    turn->place = place;
    turn->status = status;
    return turn;
}

/* The turn joins those whom it is sent to, as in a step; returns the company. */
static mf_company *join(mf_companies *self, mf_turn *turn)
{
    mf_company *company = mf_companies_of(self, turn);

    if (company->n > 0)
        assert_true(mf_company_is(company, turn));
    assert_true(company->n < MF_CROWD);
    company->turn[company->n++] = turn;
    return company;
}

static void give_back(mf_companies *self, mf_company *company)
{
    for (int i = 0; i < company->n; i++)
        mf_companies_give(self, company->turn[i]);
    company->n = 0;
}

/* Each turn is idle once, and none waits. */
static void assert_all_idle(const mf_companies *self)
{
    bool seen[MF_COMPANY_TURNS] = { false };

    assert_int_equal(self->n_idle, MF_COMPANY_TURNS);
    for (int i = 0; i < MF_COMPANY_TURNS; i++) {
        ptrdiff_t at = self->idle[i] - self->turns;

        assert_true(at >= 0 && at < MF_COMPANY_TURNS && !seen[at]);
        seen[at] = true;
    }
    for (int c = 0; c < MF_COMPANIES; c++)
        assert_int_equal(self->at[c].n, 0);
}

/* Whoever still waits gives its turn back: then all are idle. */
static void send_home(mf_companies *self)
{
    for (int c = 0; c < MF_COMPANIES; c++)
        give_back(self, &self->at[c]);
    assert_all_idle(self);
    mf_companies_free(self);
}

/* ---------------------------------------------------------------- who waits with whom */

static void people_of_a_place_and_status_wait_together(void **state)
{
    mf_companies companies;
    mf_company *first, *other;

    (void) state;
    assert_int_equal(mf_companies_init(&companies), MF_OK);
    assert_all_idle(&companies);
    first = join(&companies, stand(&companies, 3, 1));
    assert_ptr_not_equal(join(&companies, stand(&companies, 3, 2)), first);
    assert_ptr_not_equal(join(&companies, stand(&companies, 4, 1)), first);
    for (int i = 1; i < MF_CROWD; i++)
        assert_ptr_equal(join(&companies, stand(&companies, 3, 1)), first);
    assert_int_equal(first->n, MF_CROWD);
    assert_int_equal(companies.n_idle, MF_COMPANY_TURNS - MF_CROWD - 2);
    give_back(&companies, first); /* a full one chooses; the next founds another */
    other = join(&companies, stand(&companies, 3, 1));
    assert_int_equal(other->n, 1);
    send_home(&companies);
}

/* Where a ninth comes, those must go who have waited longest: then those who came after them. */
static void a_ninth_place_sends_off_who_has_waited_longest(void **state)
{
    mf_companies companies;

    (void) state;
    assert_int_equal(mf_companies_init(&companies), MF_OK);
    for (int place = 0; place < MF_COMPANIES; place++)
        for (int i = 0; i <= place % 3; i++)
            (void) join(&companies, stand(&companies, place, 0));
    for (int place = MF_COMPANIES; place < 5 * MF_COMPANIES; place++) {
        mf_turn *turn = stand(&companies, place, 0);
        mf_company *leaves = mf_companies_of(&companies, turn);

        assert_true(leaves->n > 0);
        assert_int_equal(leaves->turn[0]->place, place - MF_COMPANIES);
        give_back(&companies, leaves);
        assert_ptr_equal(join(&companies, turn), leaves);
    }
    send_home(&companies);
}

/* However they come, there are turns enough, and each is given back. */
static void there_are_turns_enough_for_all_who_can_wait(void **state)
{
    mf_companies companies;
    int fewest = MF_COMPANY_TURNS;

    (void) state;
    assert_int_equal(mf_companies_init(&companies), MF_OK);
    for (uint32_t i = 0; i < 20000; i++) {
        mf_words words = mf_words_at(2385, MF_DRAW_SAMPLE, i, 0, 0);
        int most = i % 1000 < 500 ? MF_COMPANIES : 3 * MF_COMPANIES;
        mf_turn *turn = stand(&companies, (int) (words.w[0] % (uint32_t) most), 0);
        mf_company *company = mf_companies_of(&companies, turn);

        if (company->n > 0 && !mf_company_is(company, turn))
            give_back(&companies, company);
        if (join(&companies, turn)->n == MF_CROWD)
            give_back(&companies, company);
        fewest = companies.n_idle < fewest ? companies.n_idle : fewest;
        assert_true(companies.n_idle > 0);
    }
    assert_true(fewest < MF_COMPANY_TURNS - MF_COMPANIES * MF_CROWD / 2);
    send_home(&companies);
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
    assert_int_equal(mf_calls_init(&calls, before->rules.cells), MF_OK);
    mf_calls_find(&calls, &before->view, &before->people, chunk);
    for (uint32_t id = chunk.begin; id < chunk.end; id++) {
        mf_person person = before->people.person[id];
        uint16_t cell = before->people.cell[id], due = before->people.due[id];

        if (next < calls.n && calls.at[next].id == id) {
            const mf_call *call = &calls.at[next++];

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
        cmocka_unit_test(a_ninth_place_sends_off_who_has_waited_longest),
        cmocka_unit_test(there_are_turns_enough_for_all_who_can_wait),
        cmocka_unit_test(a_step_in_company_is_that_of_each_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
