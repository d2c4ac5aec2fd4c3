#include "support/statistics.h"
#include "support/worlds.h"

#include <stdlib.h>

#include "base/rng.h"

/* Two hundred people in a queue with two classes before all others. */
static const scene counter = {
    .cohorts = "{ id = \"K\"; origin = \"A\"; scale = 2.5; female = 0.5; needs = [0.5, 0.5, 0.0, 0.0]; "
               "start = ( { place = \"A\"; status = \"home\"; persons = 500.0; } ); }",
    .statuses = "{ id = \"home\"; traits = [\"home\"]; options = [\"stay\"]; }, "
                "{ id = \"served\"; options = [\"stay\"]; }, { id = \"dead\"; traits = [\"terminal\"]; }",
    .transitions = "{ from = [\"home\"]; event = \"granted\"; to = \"served\"; }, "
                   "{ from = \"*\"; event = \"dies\"; to = \"dead\"; }",
    .queues = "{ id = \"q\"; status = \"home\"; countries = [\"HERE\"]; capacity = 0.0; "
              "event = \"granted\"; first = [\"in_need\"]; second = [\"female\"]; }",
};

enum { WAITING = 200 };

typedef struct counter_world {
    mf_scenario *scenario;
    mf_world *world;
    mf_queue_state *queue;
} counter_world;

static counter_world open_counter(void)
{
    counter_world self;

    self.scenario = scene_read(&counter, AS_WRITTEN);
    self.world = world_of(self.scenario, 1, false);
    self.queue = &self.world->lines.state[0];
    return self;
}

static void close_counter(counter_world *self)
{
    world_close(self->world);
}

static int class_of(const mf_person *person)
{
    return person->need == MF_NEED_CONVENTION ? 0 : mf_person_female(person) ? 1 : 2;
}

/* The people of a line from its head, checked backwards, too. */
static int walk(const counter_world *self, int class, uint32_t *id)
{
    const mf_people *people = &self->world->people;
    uint32_t last = MF_NOBODY;
    int n = 0;

    for (uint32_t at = self->queue->line[class].head; at != MF_NOBODY; at = people->next[at]) {
        assert_int_equal(people->prev[at], last);
        assert_int_equal(people->person[at].queue, 0);
        id[n++] = last = at;
    }
    assert_int_equal(self->queue->line[class].tail, last);
    return n;
}

static uint32_t key(const counter_world *self, uint32_t id)
{
    return mf_words_at(self->world->view.seed, MF_DRAW_QUEUE, id, 0, 0).w[0];
}

static void people_stand_by_class_and_key(void **state)
{
    counter_world c = open_counter();
    uint32_t id[WAITING];
    int standing = 0;

    (void) state;
    for (int class = 0; class < MF_N_CLASSES; class++) {
        int n = walk(&c, class, id);

        assert_true(n > 20);
        standing += n;
        for (int i = 0; i < n; i++) {
            assert_int_equal(class_of(&c.world->people.person[id[i]]), class);
            if (i > 0)
                assert_true(key(&c, id[i - 1]) <= key(&c, id[i]));
        }
    }
    assert_int_equal(standing, WAITING);
    assert_int_equal(c.queue->waiting[0], WAITING);
    close_counter(&c);
}

/* From the head, the tail and the middle of each line. */
static void who_leaves_leaves_no_gap(void **state)
{
    counter_world c = open_counter();
    uint32_t id[WAITING], left[WAITING];

    (void) state;
    for (int class = 0; class < MF_N_CLASSES; class++) {
        int n = walk(&c, class, id);
        int leave[3] = { 0, n / 2, n - 1 };

        for (int i = 0; i < 3; i++)
            mf_lines_leave(&c.world->lines, &c.world->people, 0, id[leave[i]]);
        assert_int_equal(walk(&c, class, left), n - 3);
        for (int i = 0, j = 0; i < n; i++)
            if (i != leave[0] && i != leave[1] && i != leave[2])
                assert_int_equal(left[j++], id[i]);
    }
    assert_int_equal(c.queue->waiting[0], WAITING - 9);
    close_counter(&c);
}

static void everybody_can_leave_and_come_back(void **state)
{
    counter_world c = open_counter();
    uint32_t before[WAITING], after[WAITING];
    int n = walk(&c, 1, before);

    (void) state;
    for (uint32_t id = 0; id < WAITING; id++)
        mf_lines_leave(&c.world->lines, &c.world->people, 0, id);
    assert_int_equal(c.queue->waiting[0], 0);
    for (int class = 0; class < MF_N_CLASSES; class++)
        assert_int_equal(walk(&c, class, after), 0);
    mf_lines_leave(&c.world->lines, &c.world->people, 0, 3); /* again: no effect */
    for (uint32_t id = WAITING; id-- > 0;) /* whatever the order in which they join */
        mf_lines_join(&c.world->lines, &c.world->view, &c.world->people, 0, id);
    mf_lines_line_up(&c.world->lines, &c.world->view, &c.world->people, &c.world->population);
    assert_int_equal(walk(&c, 1, after), n);
    assert_memory_equal(before, after, (size_t) n * sizeof *before);
    close_counter(&c);
}

static void those_who_come_later_stand_behind(void **state)
{
    counter_world c = open_counter();
    uint32_t before[WAITING], after[WAITING];
    int n = walk(&c, 2, before);

    (void) state;
    mf_lines_leave(&c.world->lines, &c.world->people, 0, before[0]);
    c.world->view.step = 9;
    mf_lines_join(&c.world->lines, &c.world->view, &c.world->people, 0, before[0]);
    mf_lines_line_up(&c.world->lines, &c.world->view, &c.world->people, &c.world->population);
    assert_int_equal(walk(&c, 2, after), n);
    assert_int_equal(after[n - 1], before[0]);
    assert_int_equal(after[0], before[1]);
    assert_int_equal(c.world->people.person[before[0]].joined, 9);
    close_counter(&c);
}

static void persons_waiting_count_by_weight(void **state)
{
    counter_world c = open_counter();

    (void) state;
    assert_close(mf_lines_waiting(&c.world->lines, c.scenario, 0), 500.0, 1e-12);
    close_counter(&c);
}

static void who_is_nowhere_served_joins_nothing(void **state)
{
    counter_world c = open_counter();

    (void) state;
    mf_lines_leave(&c.world->lines, &c.world->people, 0, 7);
    c.world->people.cell[7] = (uint16_t) mf_cell(c.world->rules.cells, 1, 0); /* at B */
    mf_lines_join(&c.world->lines, &c.world->view, &c.world->people, 0, 7);
    assert_int_equal(c.world->lines.n_joiners, 0);
    close_counter(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(people_stand_by_class_and_key),
        cmocka_unit_test(who_leaves_leaves_no_gap),
        cmocka_unit_test(everybody_can_leave_and_come_back),
        cmocka_unit_test(those_who_come_later_stand_behind),
        cmocka_unit_test(persons_waiting_count_by_weight),
        cmocka_unit_test(who_is_nowhere_served_joins_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
