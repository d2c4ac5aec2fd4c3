/* Waking, deciding, acting: the inner loop. */
#include "sim/phases.h"

#include <string.h>

#include "base/parallel.h"
#include "sim/changed.h"

static bool talk(const mf_world *world, mf_turn *turn)
{
    mf_words words = mf_turn_words(turn, MF_DRAW_TALK, 0);
    uint32_t id = mf_turn_contact(turn->id, words);
    uint16_t cell = world->people.cell[id];
    bool there = id != turn->id && cell != mf_cell_unborn(world->rules.cells);

    return mf_turn_talk(turn, words, there ? &world->people.person[id] : NULL,
                        there ? mf_cell_status(world->rules.cells, cell) : 0);
}

/* One person's part in the step; false if nothing happened. */
static bool live(const mf_world *world, mf_worker *worker, mf_chunk chunk, const mf_call *call)
{
    const mf_people *people = &world->people;
    uint32_t id = call->id;
    uint16_t cell = people->cell[id];
    mf_turn *turn = worker->turn;

    mf_turn_open(turn, &world->view, &worker->tally, id, chunk.cohort, cell, people->due[id],
                 &people->person[id]);
    turn->drawn = &worker->calls.drawn[call->drawn];
    turn->n_drawn = call->n_drawn;
    turn->pull = call->class == NULL ? NULL : &call->class->pull;
    if (call->rate != NULL && call->rate->hazard == MF_HAZARD_TALK) {
        if (!talk(world, turn))
            return false;
    } else {
        mf_turn_settle(turn);
        if (call->rate == NULL)
            mf_turn_due(turn);
        else
            mf_turn_suffer(turn, call->rate);
    }
    return mf_turn_close(turn, cell, people->due[id], &people->person[id]);
}

static void keep_events(const mf_turn *turn, mf_stream *log)
{
    memcpy(&log->at[log->n], turn->happened, (size_t) turn->n_happened * sizeof *log->at);
    log->n += (size_t) turn->n_happened;
}

/* Writes the changed records back and notes whose queue changes. */
static void write_back(mf_world *world, size_t piece, const mf_changed *changed, size_t n)
{
    mf_people *people = &world->people;
    uint32_t *moved = &world->moved[piece * MF_CHUNK];
    size_t n_moved = 0;

    for (size_t i = 0; i < n; i++) {
        const mf_changed *c = &changed[i];
        uint16_t queue = (uint16_t) world->rules.queue_at[c->cell];

        people->person[c->id] = c->person;
        people->cell[c->id] = c->cell;
        people->due[c->id] = c->due;
        if (queue != c->person.queue)
            moved[n_moved++] = c->id;
    }
    world->n_moved[piece] = n_moved;
}

static void live_chunk(void *context, size_t piece, int w)
{
    mf_world *world = context;
    mf_worker *worker = &world->worker[w];
    mf_chunk chunk = world->population.chunk[piece];
    mf_stream *log = &world->log[piece];
    size_t n_changed = 0;

    mf_calls_find(&worker->calls, &world->view, &world->people, chunk);
    log->n = 0;
    for (size_t i = 0; i < worker->calls.n; i++) {
        const mf_turn *turn = worker->turn;

        if (!live(world, worker, chunk, &worker->calls.at[i]))
            continue;
        keep_events(turn, log);
        worker->changed[n_changed++] = (mf_changed){ turn->me, turn->id, turn->cell, turn->due };
    }
    worker->tally.woken += (int64_t) worker->calls.n_woken;
    write_back(world, piece, worker->changed, n_changed);
}

void mf_phase_people(mf_world *world)
{
    mf_parallel_for(world->population.n_chunks, world->options.workers, live_chunk, world);
}
