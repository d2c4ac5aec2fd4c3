#include "record/indicators_watch.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/column.h"
#include "base/fetch.h"
#include "base/parallel.h"
#include "record/glance.h"
#include "record/indicators_events.h"
#include "record/indicators_measure.h"
#include "record/indicators_paths.h"

/* Counts of the states in which time is counted, in their order. */
static const int time_of[MF_N_TIMED] = {
    [MF_STATE_HOME] = MF_COUNT_HOME,   [MF_STATE_NEED] = MF_COUNT_NEED,
    [MF_STATE_GAP] = MF_COUNT_GAP,     [MF_STATE_GAP_STRICT] = MF_COUNT_GAP_STRICT,
    [MF_STATE_LIMBO] = MF_COUNT_LIMBO, [MF_STATE_CAPTIVE] = MF_COUNT_CAPTIVE,
};

static size_t n_living(const mf_sight *self)
{
    return mf_sight_cells(self) * MF_N_TIMED;
}

mf_err mf_sight_init(mf_sight *self, const mf_scenario *scenario)
{
    *self = (mf_sight){ .n_workers = 0 };
    MF_TRY(mf_cube_init(&self->cube, scenario));
    self->living = calloc(n_living(self) + 1, sizeof *self->living);
    self->destination = calloc((size_t) self->cube.n_countries, sizeof *self->destination);
    self->to_work = calloc((size_t) self->cube.n_queues + 1, sizeof *self->to_work);
    if (self->living == NULL || self->destination == NULL || self->to_work == NULL) {
        mf_sight_free(self);
        return MF_E_NOMEM;
    }
    for (int p = 0; p < scenario->places.n; p++) {
        const mf_place *place = &mf_places(scenario)[p];

        if ((place->role & (MF_BIT(MF_ROLE_ARRIVAL) | MF_BIT(MF_ROLE_DESTINATION))) != 0)
            self->destination[place->country] = true;
    }
    for (int q = 0; q < self->cube.n_queues; q++)
        self->to_work[q] = mf_path_ends_in(scenario, q);
    return MF_OK;
}

static void free_notes(mf_sight *self)
{
    for (int w = 0; self->eye != NULL && w < self->n_workers; w++) {
        free(self->eye[w].census);
        if (w == 0)
            continue; /* the rest is borrowed */
        free(self->eye[w].living);
        mf_cube_free(&self->eye[w].cube);
    }
    free(self->eye);
    free(mf_column_memory(self->note, self->first, sizeof *self->note));
    self->eye = NULL;
    self->note = NULL;
}

void mf_sight_free(mf_sight *self)
{
    free_notes(self);
    free(self->living);
    free(self->destination);
    free(self->to_work);
    mf_cube_free(&self->cube);
    *self = (mf_sight){ 0 };
}

/* The first worker counts into what the others' counts are added to. */
static mf_err open_eye(mf_sight *self, mf_eye *eye)
{
    eye->census = calloc(mf_sight_cells(self) * MF_N_COUNTS + 1, sizeof *eye->census);
    if (eye == self->eye) {
        eye->cube = self->cube;
        eye->living = self->living;
        return eye->census == NULL ? MF_E_NOMEM : MF_OK;
    }
    eye->living = calloc(n_living(self) + 1, sizeof *eye->living);
    MF_TRY(mf_cube_init_events(&eye->cube, &self->cube));
    return eye->census == NULL || eye->living == NULL ? MF_E_NOMEM : MF_OK;
}

static mf_err make_notes(mf_sight *self, const mf_world *world)
{
    free_notes(self);
    self->n_workers = world->options.workers;
    self->first = world->people.first;
    self->note = mf_column_from(calloc(world->people.n + 1, sizeof *self->note), self->first,
                                sizeof *self->note);
    self->eye = calloc((size_t) self->n_workers, sizeof *self->eye);
    if (self->note == NULL || self->eye == NULL)
        return MF_E_NOMEM;
    for (int w = 0; w < self->n_workers; w++)
        MF_TRY(open_eye(self, &self->eye[w]));
    return MF_OK;
}

mf_err mf_sight_begin(mf_sight *self, const mf_world *world)
{
    const mf_population *population = &world->population;

    MF_TRY(make_notes(self, world));
    mf_cube_clear(&self->cube);
    memset(self->living, 0, n_living(self) * sizeof *self->living);
    for (int k = 0; k < population->n_cohorts; k++) {
        uint32_t begin, end;

        mf_population_held(population, k, &begin, &end);
        for (uint32_t id = begin; id < end; id++) {
            mf_scene scene = mf_sight_scene(self, world, 0, 0, id);

            mf_sight_settle(&scene);
            self->note[id].limbo = self->note[id].safe = world->people.person[id].since;
        }
    }
    for (size_t cell = 0; cell < mf_sight_cells(self); cell++) /* those were not ordered now */
        *mf_cube_count(&self->cube, cell, MF_COUNT_ORDERED) = 0;
    return MF_OK;
}

/* ------------------------------------------------------------- a step */

enum { AHEAD = 12 }; /* events whose people are fetched ahead of their use */

static void fetch(const mf_sight *self, const mf_world *world, uint32_t id)
{
    mf_fetch(&self->note[id]);
    mf_fetch(&world->people.cell[id]);
    mf_fetch(&world->people.person[id]);
}

/* Is an event the last that befalls its person at once?  `service`: the numbers of the services
 * that events belong to; one can be served twice in a step, by a queue and by an order. */
static bool is_last(const mf_stream *stream, size_t i, const uint32_t *service)
{
    return i + 1 == stream->n || stream->at[i + 1].person != stream->at[i].person ||
           (service != NULL && service[i + 1] != service[i]);
}

/* The events of a step, and the year it lies in. */
typedef struct sighting {
    const mf_sight *sight;
    const mf_world *world;
    int year;
} sighting;

static void see_events(const sighting *s, const mf_stream *stream, const uint32_t *service,
                       int worker)
{
    bool last = true; /* so the next is of somebody else */
    mf_scene scene;

    for (size_t i = 0; i < stream->n; i++) {
        if (i + AHEAD < stream->n)
            fetch(s->sight, s->world, stream->at[i + AHEAD].person);
        if (last)
            scene = mf_sight_scene(s->sight, s->world, worker, s->year, stream->at[i].person);
        mf_sight_event(&scene, &stream->at[i]);
        last = is_last(stream, i, service);
        if (last)
            mf_sight_settle(&scene);
    }
}

static void see_chunk(void *context, size_t piece, int worker)
{
    const sighting *s = context;

    see_events(s, &s->world->log[piece], NULL, worker);
}

/* Adds counts of the other workers to those of the first, and clears them. */
static void take_living(const mf_sight *self)
{
    size_t n = n_living(self);

    for (int w = 1; w < self->n_workers; w++) {
        for (size_t i = 0; i < n; i++)
            self->living[i] += self->eye[w].living[i];
        memset(self->eye[w].living, 0, n * sizeof *self->living);
    }
}

/* Those served first, for they may have been told of among their people's other events. */
static void see_step(const mf_sight *self, const mf_world *world, int year)
{
    sighting s = { self, world, year };

    see_events(&s, &world->served, world->served_as, 0);
    mf_parallel_for(world->population.n_chunks, self->n_workers, see_chunk, &s);
    take_living(self);
}

static void add_time(mf_sight *self, int year)
{
    size_t n = mf_sight_cells(self);

    for (int s = 0; s < MF_N_TIMED; s++)
        for (size_t cell = 0; cell < n; cell++)
            *mf_cube_count(&self->cube, (size_t) year * n + cell, time_of[s]) +=
                self->living[(size_t) s * n + cell];
}

static bool may_work(const mf_status *status)
{
    return status->work == MF_WORK_ASYLUM || status->work == MF_WORK_PROTECTED ||
           status->work == MF_WORK_FULL;
}

/* People of a cohort with a right to stay at a place, and those of them with access to work. */
static void add_stay(const mf_sight *self, const mf_world *world, int year, int place, int cohort)
{
    size_t cell = mf_cube_cell(&self->cube, year, world->rules.country_of[place], cohort);
    size_t first = mf_world_class(world, cohort, mf_cell(world->rules.cells, place, 0));
    size_t end = first + (size_t) world->rules.cells.n_statuses;
    int64_t legal = 0, access = 0;

    for (size_t at = mf_world_next(world, first, end); at < end;
         at = mf_world_next(world, at + 1, end)) {
        const mf_status *status = &mf_statuses(world->scenario)[at - first];
        int64_t n = world->stock[at];

        if ((status->rights & MF_BIT(MF_RIGHT_STAY)) == 0 ||
            (status->traits & MF_BIT(MF_TRAIT_TERMINAL)) != 0)
            continue;
        legal += n;
        access += may_work(status) ? n : 0;
    }
    *mf_cube_count(&self->cube, cell, MF_COUNT_LEGAL) += legal;
    *mf_cube_count(&self->cube, cell, MF_COUNT_WORK) +=
        (int64_t) (1000.0 * (1.0 - world->now.place[place].unemployment) * (double) access + 0.5);
}

static void add_stays(mf_sight *self, const mf_world *world, int year)
{
    const mf_scenario *s = world->scenario;

    for (int p = 0; p < s->places.n; p++)
        for (int k = 0; k < s->cohorts.n; k++)
            if (self->destination[world->rules.country_of[p]] &&
                world->rules.country_of[p] !=
                    world->rules.country_of[mf_cohorts(s)[k].origin])
                add_stay(self, world, year, p, k);
}

/* Money has no country: it is kept under "on the way". */
static void add_money(mf_sight *self, const mf_world *world, int year)
{
    static const struct {
        int8_t count, ledger, sign;
    } book[] = {
        { MF_COUNT_SMUGGLERS, MF_LEDGER_SMUGGLERS, 1 }, { MF_COUNT_REMITTED, MF_LEDGER_REMITTED, 1 },
        { MF_COUNT_JOURNEYS, MF_LEDGER_SMUGGLERS, 1 },  { MF_COUNT_JOURNEYS, MF_LEDGER_TRAVEL, 1 },
        { MF_COUNT_JOURNEYS, MF_LEDGER_RANSOM, 1 },     { MF_COUNT_INDEBTED, MF_LEDGER_BORROWED, 1 },
        { MF_COUNT_INDEBTED, MF_LEDGER_INTEREST, 1 },   { MF_COUNT_INDEBTED, MF_LEDGER_REPAID, -1 },
        { MF_COUNT_INDEBTED, MF_LEDGER_CANCELLED, -1 },
    };

    for (int k = 0; k < self->cube.n_cohorts; k++) {
        size_t cell = mf_cube_cell(&self->cube, year, self->cube.n_countries - 1, k);

        for (size_t i = 0; i < sizeof book / sizeof *book; i++)
            *mf_cube_count(&self->cube, cell, book[i].count) +=
                book[i].sign * *mf_tally_money(&world->tally, book[i].ledger, k);
    }
}

static void add_costs(mf_sight *self, const mf_world *world, int year)
{
    for (int i = 0; i < world->scenario->interventions.n; i++) {
        const mf_policy *policy = &world->policy[i];
        int owner = (int) mf_interventions(world->scenario)[policy->index].is->owner;

        for (int part = 0; part < MF_N_COSTS; part++)
            self->cube.cost[year * MF_N_OWNERS + owner] += policy->cost[part];
    }
}

static void add_places(mf_sight *self, const mf_world *world, int year)
{
    double months = world->scenario->calendar.step / MF_DAYS_PER_MONTH;

    for (int q = 0; q < self->cube.n_queues; q++)
        if (self->to_work[q]) {
            self->cube.places[2 * year] +=
                (int64_t) (1000.0 * world->now.queue[q].capacity * months + 0.5);
            self->cube.places[2 * year + 1] +=
                (int64_t) (1000.0 * world->lines.state[q].served_now + 0.5);
        }
}

void mf_sight_step(mf_sight *self, const mf_world *world)
{
    int year = mf_scenario_year(world->scenario, world->step);

    see_step(self, world, year);
    add_time(self, year);
    if (!mf_comm_first(world->options.comm))
        return; /* what all ranks know is counted once */
    add_stays(self, world, year);
    add_money(self, world, year);
    add_costs(self, world, year);
    add_places(self, world, year);
}

void mf_sight_sum(mf_sight *self, const mf_comm *comm)
{
    for (int w = 1; w < self->n_workers; w++)
        mf_cube_take_events(&self->cube, &self->eye[w].cube);
    mf_cube_sum(&self->cube, comm);
}
