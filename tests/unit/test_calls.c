#include "support/worlds.h"

#include "sim/calls.h"

/* A world within a step, before anybody acts. */
static mf_world *about_to_act(double people, int steps, bool dense)
{
    mf_world *world = world_of(small_read_as(people, steps + 1, AS_WRITTEN), 1, dense);

    world_run_until(world, steps, "people");
    return world;
}

/* Whoever has something due, or a hazard that fires below the bound: asked one by one. */
static bool is_called(const mf_world *world, mf_chunk chunk, uint32_t id, mf_call *call, bool *wakes)
{
    const mf_people *people = &world->people;
    size_t at = (size_t) chunk.cohort * (size_t) world->classes.n_cells + people->cell[id];
    uint32_t word = mf_wake_word(world->view.seed, (uint32_t) world->step, id);
    bool due = people->due[id] == world->step;

    *wakes = due || word <= world->classes.wake[at];
    *call = (mf_call){ .id = id };
    call->class = mf_classes_at(&world->classes, chunk.cohort, people->cell[id]);
    if (*wakes && !due && call->class != NULL)
        call->rate = mf_hazards_fire(&world->view, &call->class->rates, chunk.cohort,
                                     call->class->place, &people->person[id], mf_unit(word));
    return due || call->rate != NULL;
}

static void compare_draws(const mf_world *world, const mf_calls *calls, const mf_call *call)
{
    bool chooses = call->rate == NULL || call->rate->hazard == MF_HAZARD_RECONSIDER;
    int choices = 0;

    for (uint32_t i = call->drawn; i < call->drawn + call->n_drawn; i++) {
        const mf_drawn *drawn = &calls->drawn[i];
        mf_words words = mf_words_at(world->view.seed, (mf_draw) drawn->purpose, call->id,
                                     (uint32_t) world->step, drawn->part);

        assert_int_equal(drawn->who, call->id);
        assert_memory_equal(&drawn->words, &words, sizeof words);
        choices += drawn->purpose == MF_DRAW_CHOICE;
    }
    assert_int_equal(choices, chooses);
    if (call->rate != NULL && call->rate->hazard == MF_HAZARD_TALK)
        assert_int_equal(calls->drawn[call->drawn].purpose, MF_DRAW_TALK);
}

static void compare(const mf_world *world, mf_calls *calls, mf_chunk chunk, size_t by_rate[2])
{
    size_t n = 0, woken = 0;

    mf_calls_find(calls, &world->view, &world->people, chunk);
    for (uint32_t id = chunk.begin; id < chunk.end; id++) {
        const mf_call *found = &calls->by_id[n];
        mf_call call;
        bool wakes, called = is_called(world, chunk, id, &call, &wakes);

        woken += wakes;
        if (!called)
            continue;
        assert_true(n < calls->n);
        assert_int_equal(found->id, id);
        assert_ptr_equal(found->class, call.class);
        assert_ptr_equal(found->rate, call.rate);
        assert_int_equal(found->nth, n);
        assert_int_equal(found->cell, world->people.cell[id]);
        assert_int_equal(found->due, world->people.due[id]);
        compare_draws(world, calls, found);
        by_rate[call.rate != NULL]++;
        n++;
    }
    assert_int_equal(calls->n, n);
    assert_int_equal(calls->n_woken, woken);
}

static void compare_all(bool dense)
{
    mf_world *world = about_to_act(9000, 30, dense);
    size_t by_rate[2] = { 0, 0 };
    mf_calls calls;

    assert_int_equal(mf_calls_init(&calls, world->rules.cells, MF_CHUNK), MF_OK);
    for (size_t c = 0; c < world->population.n_chunks; c++)
        compare(world, &calls, world->population.chunk[c], by_rate);
    assert_true(by_rate[0] > 50 && by_rate[1] > 500);
    mf_calls_free(&calls);
    world_close(world);
}

static void the_called_are_those_whom_one_would_find_one_by_one(void **state)
{
    (void) state;
    compare_all(false);
}

static void so_they_are_when_everybody_wakes(void **state)
{
    (void) state;
    compare_all(true);
}

/* A chunk can end with any settlement. */
static void a_chunk_cut_short_calls_no_one_else(void **state)
{
    mf_world *world = about_to_act(3000, 20, false);
    mf_chunk chunk = world->population.chunk[0];
    size_t by_rate[2] = { 0, 0 };
    mf_calls calls;

    (void) state;
    assert_int_equal(mf_calls_init(&calls, world->rules.cells, MF_CHUNK), MF_OK);
    for (chunk.end = chunk.begin; chunk.end <= chunk.begin + 11 * MF_BLOCK; chunk.end += MF_BLOCK)
        compare(world, &calls, chunk, by_rate);
    assert_true(by_rate[1] > 50);
    mf_calls_free(&calls);
    world_close(world);
}

/* ---------------------------------------------------------------- the order */

/* Where somebody who is called will choose, if it chooses: at the end of the link, or where it is. */
static int meets_at(const mf_world *world, const mf_call *call)
{
    const mf_person *person = &world->people.person[call->id];
    mf_cells cells = world->rules.cells;
    uint16_t cell = world->people.cell[call->id];

    if (call->rate != NULL || (person->flags & MF_FLAG_ON_LINK) == 0)
        return cell;
    return mf_cell(cells, mf_links(world->scenario)[person->link].to, mf_cell_status(cells, cell));
}

static bool is_talk(const mf_call *call)
{
    return call->rate != NULL && call->rate->hazard == MF_HAZARD_TALK;
}

/* What calls: something due elsewhere than in a place, or in one, or a hazard. */
static int kind_of(const mf_world *world, const mf_call *call)
{
    bool on_link = (world->people.person[call->id].flags & MF_FLAG_ON_LINK) != 0;

    return call->rate != NULL ? call->rate->hazard : MF_N_HAZARDS + on_link;
}

/* Those of a place and kind follow one another, by id. */
static void compare_order(const mf_world *world, const mf_call *before, const mf_call *call)
{
    int place = meets_at(world, call) - meets_at(world, before);
    int kind = kind_of(world, call) - kind_of(world, before);

    assert_true(is_talk(call) >= is_talk(before));
    if (is_talk(call) != is_talk(before))
        return;
    if (is_talk(call))
        place = kind = 0;
    assert_true(place > 0 || (place == 0 && (kind > 0 || (kind == 0 && before->id < call->id))));
}

/* Returns how many stand next to somebody whom they meet. */
static size_t check_order(const mf_world *world, const mf_calls *calls)
{
    bool listed[MF_CHUNK] = { false };
    size_t company = 0;

    for (size_t i = 0; i < calls->n; i++) {
        const mf_call *call = &calls->at[i];

        assert_true(call->nth < calls->n && !listed[call->nth]);
        assert_memory_equal(call, &calls->by_id[call->nth], sizeof *call);
        listed[call->nth] = true;
        assert_int_equal(is_talk(call), i >= calls->n_others);
        if (i == 0)
            continue;
        compare_order(world, call - 1, call);
        company += !is_talk(call) && meets_at(world, call - 1) == meets_at(world, call);
    }
    return company;
}

static void each_is_called_once_among_those_whom_it_meets_and_who_do_alike(void **state)
{
    mf_world *world = about_to_act(9000, 30, false);
    size_t company = 0, others = 0, talks = 0;
    mf_calls calls;

    (void) state;
    assert_int_equal(mf_calls_init(&calls, world->rules.cells, MF_CHUNK), MF_OK);
    for (size_t c = 0; c < world->population.n_chunks; c++) {
        mf_calls_find(&calls, &world->view, &world->people, world->population.chunk[c]);
        company += check_order(world, &calls);
        others += calls.n_others;
        talks += calls.n - calls.n_others;
    }
    assert_true(talks > 100 && others > 300 && company > others / 2);
    mf_calls_free(&calls);
    world_close(world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_called_are_those_whom_one_would_find_one_by_one),
        cmocka_unit_test(so_they_are_when_everybody_wakes),
        cmocka_unit_test(a_chunk_cut_short_calls_no_one_else),
        cmocka_unit_test(each_is_called_once_among_those_whom_it_meets_and_who_do_alike),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
