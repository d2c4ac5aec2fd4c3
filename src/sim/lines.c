#include "sim/lines.h"

#include <stdlib.h>
#include <string.h>

#include "base/column.h"
#include "base/rng.h"
#include "model/hazards.h"

mf_err mf_lines_init(mf_lines *self, const mf_scenario *scenario, size_t first, size_t n_people,
                     bool alone)
{
    *self = (mf_lines){ .n = scenario->legal.queues.n, .n_waits = mf_scenario_steps(scenario) + 1,
                        .room = n_people, .first = first };
    self->state = calloc((size_t) self->n + 1, sizeof *self->state);
    self->joiner = malloc((n_people + 1) * sizeof *self->joiner);
    self->spare = malloc((n_people + 1) * sizeof *self->spare);
    if (!alone)
        self->batch = mf_column_from(calloc(n_people + 1, sizeof *self->batch), first,
                                     sizeof *self->batch);
    if (self->state == NULL || self->joiner == NULL || self->spare == NULL ||
        (!alone && self->batch == NULL))
        goto fail;
    for (int q = 0; q < self->n; q++) {
        mf_queue_state *state = &self->state[q];

        state->here = calloc((size_t) scenario->cohorts.n, sizeof *state->here);
        state->waiting = alone ? state->here
                               : calloc((size_t) scenario->cohorts.n, sizeof *state->waiting);
        state->served = calloc((size_t) scenario->cohorts.n, sizeof *state->served);
        state->waits = calloc((size_t) scenario->cohorts.n * (size_t) self->n_waits,
                              sizeof *state->waits);
        if (state->here == NULL || state->waiting == NULL || state->served == NULL || state->waits == NULL)
            goto fail;
        for (int c = 0; c < MF_N_CLASSES; c++)
            state->line[c] = (mf_line){ MF_NOBODY, MF_NOBODY };
    }
    return MF_OK;
fail:
    mf_lines_free(self);
    return MF_E_NOMEM;
}

void mf_lines_free(mf_lines *self)
{
    for (int q = 0; self->state != NULL && q < self->n; q++) {
        if (self->state[q].waiting != self->state[q].here)
            free(self->state[q].waiting);
        free(self->state[q].here);
        free(self->state[q].served);
        free(self->state[q].waits);
    }
    free(self->state);
    free(self->joiner);
    free(self->spare);
    free(mf_column_memory(self->batch, self->first, sizeof *self->batch));
    *self = (mf_lines){ 0 };
}

/* The line that a person stands in is the one whose ends or neighbours name it. */
static void unlink_from(mf_line *line, mf_people *people, uint32_t id)
{
    uint32_t before = people->prev[id], after = people->next[id];

    if (before != MF_NOBODY)
        people->next[before] = after;
    else
        line->head = after;
    if (after != MF_NOBODY)
        people->prev[after] = before;
    else
        line->tail = before;
}

static mf_line *line_of(mf_queue_state *state, const mf_people *people, uint32_t id)
{
    int c = 0;

    if (people->prev[id] != MF_NOBODY && people->next[id] != MF_NOBODY)
        return &state->line[0]; /* in the middle of some line: no end changes */
    while (c < MF_N_CLASSES - 1 && state->line[c].head != id && state->line[c].tail != id)
        c++;
    return &state->line[c];
}

void mf_lines_leave(mf_lines *self, mf_people *people, int cohort, uint32_t id)
{
    uint16_t queue = people->person[id].queue;

    if (queue == MF_NEVER)
        return;
    unlink_from(line_of(&self->state[queue], people, id), people, id);
    self->state[queue].here[cohort]--;
    people->person[id].queue = MF_NEVER;
}

static int class_of(const mf_view *view, int queue, int cohort, int place,
                    const mf_person *person)
{
    const mf_queue *q = &mf_queues(view->scenario)[queue];
    uint64_t holds;

    if ((q->first | q->second) == 0)
        return MF_N_CLASSES - 1;
    holds = mf_predicates(view, cohort, place, person);
    return (q->first & holds) != 0 ? 0 : (q->second & holds) != 0 ? 1 : 2;
}

void mf_lines_join(mf_lines *self, const mf_view *view, const mf_people *people, int cohort,
                    uint32_t id)
{
    uint16_t cell = people->cell[id];
    int queue = view->rules->queue_at[cell];
    int place = mf_cell_place(view->rules->cells, cell);
    uint64_t key, order;

    if (queue < 0)
        return;
    key = mf_words_at(view->seed, MF_DRAW_QUEUE, id, (uint32_t) view->step, 0).w[0];
    order = (uint64_t) class_of(view, queue, cohort, place, &people->person[id]) << 32 | key;
    self->joiner[self->n_joiners++] = (mf_joiner){ order, id, (uint16_t) queue };
}

/* Order by queue, class, key and, for equal keys, id: a total order. */
static bool comes_before(const mf_joiner *a, const mf_joiner *b)
{
    if (a->queue != b->queue)
        return a->queue < b->queue;
    if (a->order != b->order)
        return a->order < b->order;
    return a->person < b->person;
}

/* Merge sort without allocation; returns where the sorted ones are. */
static mf_joiner *sorted(mf_joiner *from, mf_joiner *to, size_t n)
{
    for (size_t width = 1; width < n; width *= 2) {
        for (size_t begin = 0; begin < n; begin += 2 * width) {
            size_t middle = begin + width < n ? begin + width : n;
            size_t end = begin + 2 * width < n ? begin + 2 * width : n;
            size_t a = begin, b = middle;

            for (size_t i = begin; i < end; i++)
                to[i] = b == end || (a < middle && !comes_before(&from[b], &from[a])) ? from[a++]
                                                                                      : from[b++];
        }
        mf_joiner *swap = from;

        from = to;
        to = swap;
    }
    return from;
}

static void stand_in(mf_line *line, mf_people *people, uint32_t id)
{
    people->prev[id] = line->tail;
    people->next[id] = MF_NOBODY;
    if (line->tail != MF_NOBODY)
        people->next[line->tail] = id;
    else
        line->head = id;
    line->tail = id;
}

void mf_lines_line_up(mf_lines *self, const mf_view *view, mf_people *people,
                       const mf_population *population)
{
    mf_joiner *all = sorted(self->joiner, self->spare, self->n_joiners);

    for (size_t i = 0; i < self->n_joiners; i++) {
        uint32_t id = all[i].person;
        mf_queue_state *state = &self->state[all[i].queue];
        mf_person *person = &people->person[id];

        if (i + MF_LINES_AHEAD < self->n_joiners)
            mf_lines_fetch(people, all[i + MF_LINES_AHEAD].person);
        stand_in(&state->line[all[i].order >> 32], people, id);
        state->here[mf_population_cohort(population, id)]++;
        person->queue = all[i].queue;
        person->joined = (uint16_t) view->step;
        if (self->batch != NULL)
            self->batch[id] = self->n_batches;
    }
    self->n_joiners = 0;
    self->n_batches++;
}

uint64_t mf_lines_order(const mf_lines *self, const mf_view *view, int class, uint32_t id,
                        const mf_person *person)
{
    enum { BATCHES_MOST = 0x3FFF };
    uint64_t key = mf_words_at(view->seed, MF_DRAW_QUEUE, id, person->joined, 0).w[0];
    uint64_t batch = self->batch[id] < BATCHES_MOST ? self->batch[id] : BATCHES_MOST;

    return (uint64_t) class << 62 | (uint64_t) person->joined << 46 | batch << 32 | key;
}

double mf_lines_waiting(const mf_lines *self, const mf_scenario *scenario, int queue)
{
    double persons = 0.0;

    for (int k = 0; k < scenario->cohorts.n; k++)
        persons += (double) self->state[queue].waiting[k] * mf_scenario_weight(scenario, k);
    return persons;
}
