/* Waking, deciding, acting: the inner loop. */
#include "sim/phases.h"

#include <string.h>

#include "base/fetch.h"
#include "base/parallel.h"
#include "sim/company.h"
#include "sim/done.h"

enum { AHEAD = 4 }; /* calls fetched ahead of their use */

/* Some people, and who works on them. */
typedef struct shift {
    mf_world *world;
    mf_worker *worker;
    const mf_stretch *stretch;
} shift;

static void begin(const shift *on, const mf_call *call, mf_turn *turn)
{
    mf_turn_open(turn, &on->world->view, &on->worker->tally, call->id, on->stretch->people.cohort, call->cell,
                 call->due, &on->world->people.person[call->id]);
    turn->call = (uint32_t) (call - on->worker->calls.at);
    turn->drawn = &on->worker->calls.drawn[call->drawn];
    turn->n_drawn = (int) call->n_drawn;
    turn->pull = call->class == NULL ? NULL : &call->class->pull;
}

/* Mostly none, one or two: two are copied whatever there are, and there is room for them. */
static inline void copy_events(mf_happening *to, const mf_happening *from, size_t n)
{
    to[0] = from[0];
    to[1] = from[1];
    for (size_t i = 2; i < n; i++)
        to[i] = from[i];
}

/* Closes a turn; false if nothing is to be written back. */
static bool end(const shift *on, mf_turn *turn)
{
    mf_worker *worker = on->worker;
    const mf_call *call = &worker->calls.at[turn->call];
    size_t n = (size_t) turn->n_happened;

    if (!mf_turn_close(turn, call->cell, call->due, &on->world->people.person[turn->id]))
        return false;
    copy_events(&worker->happened[worker->n_happened], turn->happened, n);
    worker->done[call->nth] = (mf_done){
        .first = (uint32_t) worker->n_happened,
        .n = (uint8_t) n,
        .moved = (uint16_t) on->world->rules.queue_at[turn->cell] != turn->me.queue,
    };
    worker->n_happened += n;
    return true;
}

/* ---------------------------------------------------------------- talks */

static bool talk(const mf_world *world, mf_turn *turn)
{
    mf_words words = mf_turn_words(turn, MF_DRAW_TALK, 0);
    uint32_t id = mf_turn_contact(turn->id, words);
    uint16_t cell = world->people.cell[id];
    bool there = id != turn->id && cell != mf_cell_unborn(world->rules.cells);

    return mf_turn_talk(turn, words, there ? &world->people.person[id] : NULL,
                        there ? mf_cell_status(world->rules.cells, cell) : 0);
}

static void fetch_talk(const shift *on, const mf_call *call)
{
    const mf_people *people = &on->world->people;
    uint32_t contact = mf_turn_contact(call->id, on->worker->calls.drawn[call->drawn].words);

    mf_fetch(&people->person[call->id]);
    mf_fetch(&people->person[contact]);
    mf_fetch(&people->cell[contact]);
}

/* All talks come first, and all hear what others thought at the start of the step. */
static void talk_all(const shift *on, const mf_call *call, size_t n)
{
    mf_worker *worker = on->worker;
    mf_turn *turn = mf_companies_take(&worker->companies);
    size_t heard = 0;

    for (size_t i = 0; i < n; i++) {
        if (i + 3 * AHEAD < n)
            fetch_talk(on, &call[i + 3 * AHEAD]);
        begin(on, &call[i], turn);
        if (talk(on->world, turn) && end(on, turn))
            worker->heard[heard++] = (mf_heard){ turn->me, turn->id };
    }
    for (size_t i = 0; i < heard; i++)
        on->world->people.person[worker->heard[i].id] = worker->heard[i].person;
    mf_companies_give(&worker->companies, turn);
}

/* ---------------------------------------------------------------- everything else */

static void finish(const shift *on, mf_turn *turn)
{
    mf_people *people = &on->world->people;

    if (end(on, turn)) {
        people->person[turn->id] = turn->me;
        people->cell[turn->id] = turn->cell;
        people->due[turn->id] = turn->due;
    }
    mf_companies_give(&on->worker->companies, turn);
}

static void choose(const shift *on)
{
    mf_companies *companies = &on->worker->companies;

    for (int c = 0; c < companies->n_mustered; c++)
        mf_choose(&on->world->view, &companies->mustered[c]->crowd, &companies->mustered[c]->chosen);
}

static void carry_out(const shift *on, mf_company *company)
{
    for (int i = 0; i < company->crowd.n; i++) {
        mf_turn_carry_out(company->turn[i], &company->chosen.taken[i],
                          mf_some_has(company->chosen.immobile, i));
        finish(on, company->turn[i]);
    }
    company->crowd.n = 0;
}

/* Those who have come together choose, and then carry out what they have taken. */
static void choose_and_act(const shift *on)
{
    mf_companies *companies = &on->worker->companies;

    choose(on);
    for (int c = 0; c < companies->n_mustered; c++)
        carry_out(on, companies->mustered[c]);
    companies->n_mustered = 0;
}

static void muster(const shift *on, int company)
{
    if (mf_companies_muster(&on->worker->companies, company))
        choose_and_act(on);
}

static void wait(const shift *on, mf_turn *turn)
{
    mf_companies *companies = &on->worker->companies;
    int c = mf_companies_find(companies, turn);

    if (companies->at[c]->crowd.n > 0 && !mf_company_is(companies->at[c], turn))
        muster(on, c);
    mf_company_join(companies->at[c], turn);
    if (companies->at[c]->crowd.n == MF_CROWD)
        muster(on, c);
}

static void live(const shift *on, const mf_call *call)
{
    mf_turn *turn = mf_companies_take(&on->worker->companies);

    begin(on, call, turn);
    mf_turn_settle(turn);
    if (call->rate == NULL)
        mf_turn_due(turn);
    else
        mf_turn_suffer(turn, call->rate);
    if (turn->chooses)
        wait(on, turn);
    else
        finish(on, turn);
}

/* What a call will read: who it calls, and then what the drift of these has been since they were
 * last seen. */
static void fetch(const shift *on, const mf_call *call)
{
    mf_fetch(&on->world->people.person[call->id]);
    mf_fetch(&on->worker->calls.drawn[call->drawn]);
}

static void fetch_drift(const shift *on, const mf_call *call)
{
    if (call->class != NULL)
        mf_drift_fetch(&on->world->view, call->class->place, call->class->status,
                       &on->world->people.person[call->id]);
}

static void live_all(const shift *on, const mf_call *call, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (i + 3 * AHEAD < n)
            fetch(on, &call[i + 3 * AHEAD]);
        if (i + AHEAD < n)
            fetch_drift(on, &call[i + AHEAD]);
        live(on, &call[i]);
    }
    for (int c = 0; c < MF_COMPANIES; c++)
        if (on->worker->companies.at[c]->crowd.n > 0)
            muster(on, c);
    choose_and_act(on);
}

/* ---------------------------------------------------------------- a stretch */

/* Events, and who changes queues, of a chunk in the order of ids: from the `nth` call on, to which of
 * the next. */
static size_t list_chunk(const shift *on, size_t chunk, size_t nth)
{
    const mf_worker *worker = on->worker;
    const uint32_t end = on->world->population.chunk[chunk].end;
    mf_stream *log = &on->world->log[chunk];
    uint32_t *moved = &on->world->moved[chunk * MF_CHUNK];
    size_t n_moved = 0;

    log->n = 0;
    for (; nth < worker->calls.n && worker->calls.by_id[nth].id < end; nth++) {
        const mf_done *done = &worker->done[nth];

        copy_events(&log->at[log->n], &worker->happened[done->first], done->n);
        log->n += done->n;
        moved[n_moved] = worker->calls.by_id[nth].id;
        n_moved += done->moved;
    }
    on->world->n_moved[chunk] = n_moved;
    return nth;
}

static void list(const shift *on)
{
    const mf_stretch *stretch = on->stretch;
    size_t nth = 0;

    for (size_t chunk = stretch->first; chunk < stretch->first + stretch->n; chunk++)
        nth = list_chunk(on, chunk, nth);
}

static void live_stretch(void *context, size_t piece, int w)
{
    mf_world *world = context;
    mf_worker *worker = &world->worker[w];
    mf_calls *calls = &worker->calls;
    shift on = { world, worker, &world->stretches.at[piece] };

    mf_calls_find(calls, &world->view, &world->people, on.stretch->people);
    memset(worker->done, 0, calls->n * sizeof *worker->done);
    worker->n_happened = 0;
    talk_all(&on, &calls->at[calls->n_others], calls->n - calls->n_others);
    live_all(&on, calls->at, calls->n_others);
    list(&on);
    worker->tally.woken += (int64_t) calls->n_woken;
}

void mf_phase_people(mf_world *world)
{
    mf_parallel_for(world->stretches.n, world->options.workers, live_stretch, world);
}
