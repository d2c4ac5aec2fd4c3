/* Waking, deciding, acting: the inner loop. */
#include "sim/phases.h"

#include <string.h>

#include "base/parallel.h"
#include "sim/changed.h"

enum { AHEAD = 8 }; /* records fetched ahead of their use */

/* Offsets of those in the chunk whose word is low enough or for whom something is due. */
static size_t find_woken(const mf_world *world, mf_chunk chunk, mf_worker *worker)
{
    size_t n = chunk.end - chunk.begin, woken = 0;
    const uint32_t *restrict wake = &world->classes.wake[(size_t) chunk.cohort *
                                                         (size_t) world->classes.n_cells];
    const uint16_t *restrict cell = &world->people.cell[chunk.begin];
    const uint16_t *restrict due = &world->people.due[chunk.begin];
    const uint32_t *restrict word = worker->word;
    uint16_t *restrict out = worker->woken;
    uint16_t step = (uint16_t) world->step;

    mf_wake_words(world->view.seed, (uint32_t) world->step, chunk.begin, n, worker->word);
    for (size_t i = 0; i < n; i++) {
        out[woken] = (uint16_t) i;
        woken += (unsigned) (word[i] <= wake[cell[i]]) | (unsigned) (due[i] == step);
    }
    return woken;
}

static bool talk(const mf_world *world, mf_turn *turn)
{
    mf_words words = mf_turn_words(turn, MF_DRAW_TALK, 0);
    uint32_t id = mf_turn_contact(turn, words);
    uint16_t cell = world->people.cell[id];
    bool there = id != turn->id && cell != mf_cell_unborn(world->rules.cells);

    return mf_turn_talk(turn, words, there ? &world->people.person[id] : NULL,
                        there ? mf_cell_status(world->rules.cells, cell) : 0);
}

/* One person's part in the step; false if nothing happened. */
static bool live(const mf_world *world, mf_worker *worker, mf_chunk chunk, uint32_t offset)
{
    const mf_people *people = &world->people;
    uint32_t id = chunk.begin + offset;
    uint16_t cell = people->cell[id];
    bool due = people->due[id] == world->step;
    const mf_rate *rate = NULL;

    if (!due) {
        if (cell == mf_cell_unborn(world->rules.cells))
            return false;
        rate = mf_hazards_fire(&world->view, &mf_classes_at(&world->classes, chunk.cohort, cell)->rates,
                               chunk.cohort, mf_cell_place(world->rules.cells, cell),
                               &people->person[id], mf_unit(worker->word[offset]));
        if (rate == NULL)
            return false;
    }
    mf_turn_open(worker->turn, &world->view, &worker->tally, id, chunk.cohort, cell,
                 people->due[id], &people->person[id]);
    if (rate != NULL && rate->hazard == MF_HAZARD_TALK) {
        if (!talk(world, worker->turn))
            return false;
    } else {
        mf_turn_settle(worker->turn);
        if (due)
            mf_turn_due(worker->turn);
        else
            mf_turn_suffer(worker->turn, rate);
    }
    return mf_turn_close(worker->turn, cell, people->due[id], &people->person[id]);
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

static void fetch(const mf_people *people, uint32_t id)
{
#if defined(__GNUC__)
    __builtin_prefetch(&people->person[id]);
#else
    (void) people;
    (void) id;
#endif
}

static void live_chunk(void *context, size_t piece, int w)
{
    mf_world *world = context;
    mf_worker *worker = &world->worker[w];
    mf_chunk chunk = world->population.chunk[piece];
    mf_stream *log = &world->log[piece];
    size_t n = find_woken(world, chunk, worker), n_changed = 0;

    log->n = 0;
    for (size_t i = 0; i < n && i < AHEAD; i++)
        fetch(&world->people, chunk.begin + worker->woken[i]);
    for (size_t i = 0; i < n; i++) {
        const mf_turn *turn = worker->turn;

        if (i + AHEAD < n)
            fetch(&world->people, chunk.begin + worker->woken[i + AHEAD]);
        if (!live(world, worker, chunk, worker->woken[i]))
            continue;
        keep_events(turn, log);
        worker->changed[n_changed++] = (mf_changed){ turn->me, turn->id, turn->cell, turn->due };
    }
    worker->tally.woken += (int64_t) n;
    write_back(world, piece, worker->changed, n_changed);
}

void mf_phase_people(mf_world *world)
{
    mf_parallel_for(world->population.n_chunks, world->options.workers, live_chunk, world);
}
