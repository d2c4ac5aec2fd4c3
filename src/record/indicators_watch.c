#include "record/indicators_watch.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/parallel.h"
#include "record/glance.h"
#include "record/indicators_events.h"
#include "record/indicators_measure.h"

/* Counts of the states in which time is counted, in their order. */
static const int time_of[MF_N_TIMED] = {
    [MF_STATE_HOME] = MF_COUNT_HOME,   [MF_STATE_NEED] = MF_COUNT_NEED,
    [MF_STATE_GAP] = MF_COUNT_GAP,     [MF_STATE_GAP_STRICT] = MF_COUNT_GAP_STRICT,
    [MF_STATE_LIMBO] = MF_COUNT_LIMBO, [MF_STATE_CAPTIVE] = MF_COUNT_CAPTIVE,
};

static size_t n_cells(const mf_sight *self) /* of one year */
{
    return (size_t) self->cube.n_countries * (size_t) self->cube.n_cohorts;
}

mf_err mf_sight_init(mf_sight *self, const mf_scenario *scenario)
{
    *self = (mf_sight){ .n_workers = 0 };
    MF_TRY(mf_cube_init(&self->cube, scenario));
    self->living = calloc(n_cells(self) * MF_N_TIMED + 1, sizeof *self->living);
    self->destination = calloc((size_t) self->cube.n_countries, sizeof *self->destination);
    if (self->living == NULL || self->destination == NULL) {
        mf_sight_free(self);
        return MF_E_NOMEM;
    }
    for (int p = 0; p < scenario->places.n; p++) {
        const mf_place *place = &mf_places(scenario)[p];

        if ((place->role & (MF_BIT(MF_ROLE_ARRIVAL) | MF_BIT(MF_ROLE_DESTINATION))) != 0)
            self->destination[place->country] = true;
    }
    return MF_OK;
}

static void free_notes(mf_sight *self)
{
    for (int w = 0; self->census != NULL && w < self->n_workers; w++)
        free(self->census[w]);
    free(self->census);
    free(self->note);
    self->census = NULL;
    self->note = NULL;
}

void mf_sight_free(mf_sight *self)
{
    free_notes(self);
    free(self->living);
    free(self->destination);
    mf_cube_free(&self->cube);
    *self = (mf_sight){ 0 };
}

static mf_err make_notes(mf_sight *self, const mf_world *world)
{
    free_notes(self);
    self->n_workers = world->options.workers;
    self->note = calloc(world->people.n + 1, sizeof *self->note);
    self->census = calloc((size_t) self->n_workers, sizeof *self->census);
    if (self->note == NULL || self->census == NULL)
        return MF_E_NOMEM;
    for (int w = 0; w < self->n_workers; w++) {
        self->census[w] = calloc(n_cells(self) * MF_N_COUNTS + 1, sizeof **self->census);
        if (self->census[w] == NULL)
            return MF_E_NOMEM;
    }
    return MF_OK;
}

mf_err mf_sight_begin(mf_sight *self, const mf_world *world)
{
    const mf_population *population = &world->population;

    MF_TRY(make_notes(self, world));
    mf_cube_clear(&self->cube);
    memset(self->living, 0, n_cells(self) * MF_N_TIMED * sizeof *self->living);
    for (int k = 0; k < population->n_cohorts; k++)
        for (size_t i = 0; i < population->count[k]; i++) {
            uint32_t id = (uint32_t) (population->first[k] + i);

            mf_sight_settle(self, world, 0, id);
            self->note[id].limbo = self->note[id].safe = world->people.person[id].since;
        }
    for (size_t cell = 0; cell < n_cells(self); cell++) /* those were not ordered now */
        *mf_cube_count(&self->cube, cell, MF_COUNT_ORDERED) = 0;
    return MF_OK;
}

/* ------------------------------------------------------------- a step */

enum { AHEAD = 12 }; /* events whose people are fetched ahead of their use */

static void fetch(const mf_sight *self, const mf_world *world, uint32_t id)
{
#if defined(__GNUC__)
    __builtin_prefetch(&self->note[id]);
    __builtin_prefetch(&world->people.cell[id]);
    __builtin_prefetch(&world->people.person[id]);
#else
    (void) self;
    (void) world;
    (void) id;
#endif
}

static void see_events(mf_sight *self, const mf_world *world, int year, const mf_stream *stream)
{
    for (size_t i = 0; i < stream->n; i++) {
        if (i + AHEAD < stream->n)
            fetch(self, world, stream->at[i + AHEAD].person);
        mf_sight_event(self, world, year, &stream->at[i]);
        if (i + 1 == stream->n || stream->at[i + 1].person != stream->at[i].person)
            mf_sight_settle(self, world, year, stream->at[i].person);
    }
}

static void add_time(mf_sight *self, int year)
{
    size_t n = n_cells(self);

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
    int64_t legal = 0, access = 0;

    for (int s = 0; s < world->rules.cells.n_statuses; s++) {
        const mf_status *status = &mf_statuses(world->scenario)[s];
        int64_t n = mf_world_stock(world, cohort, mf_cell(world->rules.cells, place, s));

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

/* ------------------------------------------------------------- the end of a year */

typedef struct work {
    mf_sight *watch;
    const mf_world *world;
} work;

static int64_t *census_at(const mf_sight *self, int worker, int country, int cohort)
{
    return &self->census[worker][mf_cube_cell(&self->cube, 0, country, cohort) * MF_N_COUNTS];
}

static void look_at_home(const mf_world *world, const mf_person *person, bool need, int64_t *n)
{
    bool stuck = (person->flags & MF_FLAG_IMMOBILE) != 0;

    if (mf_drift_age(&world->view, person) < 18.0)
        return;
    n[MF_COUNT_HOMEBODIES]++;
    n[MF_COUNT_HOME_SKILLED] += mf_person_skill(person) > 0;
    n[MF_COUNT_HOME_STUCK] += stuck;
    n[MF_COUNT_HOME_NEED] += need;
    n[MF_COUNT_HOME_NEED_STUCK] += need && stuck;
}

static void look_at_traveller(const mf_world *world, uint32_t id, int cohort, int64_t *n)
{
    const mf_person *person = &world->people.person[id];
    mf_glance glance = mf_glance_at(world, id, cohort);
    int now = 0;

    for (int m = 1; m < MF_N_MOTIVES; m++)
        now = glance.share[m] > glance.share[now] ? m : now;
    n[MF_COUNT_TRAVELLERS]++;
    n[MF_COUNT_CHANGED_MOTIVE] += now != (person->start & 3);
    if ((person->start >> 2 & 3) == MF_NEED_NONE) {
        n[MF_COUNT_LEFT_WITHOUT_NEED]++;
        n[MF_COUNT_NEED_ON_WAY] += person->need == MF_NEED_EN_ROUTE;
    }
}

static void look_at(const mf_sight *self, const mf_world *world, int worker, uint32_t id,
                    int cohort)
{
    const mf_note *note = &self->note[id];
    const mf_person *person = &world->people.person[id];
    int country = mf_sight_country(world, mf_cell_place(world->rules.cells, note->cell));
    int64_t *n = census_at(self, worker, country, cohort);
    bool home = (note->states >> MF_STATE_HOME & 1) != 0;
    bool need = (note->states >> MF_STATE_NEED & 1) != 0;
    int done = world->step + 1 + MF_BEFORE;

    if (home) {
        look_at_home(world, person, need, n);
    } else if (person->host != MF_NOWHERE) {
        n[MF_COUNT_REGISTERED]++;
        n[MF_COUNT_MOVED_ON] += person->host != country;
    }
    if (person->departed != MF_NEVER)
        look_at_traveller(world, id, cohort, n);
    if ((note->states >> MF_STATE_LIMBO & 1) != 0)
        n[MF_COUNT_LONG_LIMBO] += done - note->limbo > mf_sight_steps(world->scenario, 18.0);
    if (need && (note->states >> MF_STATE_SAFE & 1) != 0)
        n[MF_COUNT_SAFE_YEAR] += done - note->safe >= mf_sight_steps(world->scenario, 12.0);
}

static void look_at_chunk(void *context, size_t piece, int worker)
{
    const work *w = context;
    mf_chunk chunk = w->world->population.chunk[piece];

    for (uint32_t id = chunk.begin; id < chunk.end; id++)
        if (w->watch->note[id].states != 0)
            look_at(w->watch, w->world, worker, id, chunk.cohort);
}

static void take_census(mf_sight *self, const mf_world *world, int year)
{
    size_t n = n_cells(self) * MF_N_COUNTS;
    int64_t *into = mf_cube_count(&self->cube, (size_t) year * n_cells(self), 0);
    work w = { self, world };

    for (int i = 0; i < self->n_workers; i++)
        memset(self->census[i], 0, n * sizeof *self->census[i]);
    mf_parallel_for(world->population.n_chunks, self->n_workers, look_at_chunk, &w);
    for (int i = 0; i < self->n_workers; i++)
        for (size_t c = 0; c < n; c++)
            into[c] += self->census[i][c];
}

static void look_at_queues(mf_sight *self, const mf_world *world, int year)
{
    static const int backlog[MF_N_PROCEDURES] = {
        [MF_PROCEDURE_ASYLUM] = MF_COUNT_BACKLOG_ASYLUM,
        [MF_PROCEDURE_APPEAL] = MF_COUNT_BACKLOG_APPEAL,
        [MF_PROCEDURE_EXTERNAL] = MF_COUNT_BACKLOG_EXTERNAL,
        [MF_PROCEDURE_PATH] = MF_COUNT_BACKLOG_PATH,
    };

    for (int q = 0; q < self->cube.n_queues; q++) {
        const mf_queue_state *state = &world->lines.state[q];
        int procedure = mf_procedure_of(world->scenario, q);

        for (int k = 0; k < self->cube.n_cohorts; k++) {
            size_t cell = mf_cube_cell(&self->cube, year, self->cube.n_countries - 1, k);
            int32_t *waits = mf_cube_waits(&self->cube, year, q, k);

            if (procedure >= 0)
                *mf_cube_count(&self->cube, cell, backlog[procedure]) += state->waiting[k];
            for (int w = 0; w < self->cube.n_waits; w++) { /* the world counts from its start */
                waits[w] = mf_lines_waits(&world->lines, q, k)[w];
                for (int y = 0; y < year; y++)
                    waits[w] -= mf_cube_waits(&self->cube, y, q, k)[w];
            }
        }
    }
}

static int year_of(const mf_world *world, int step)
{
    return mf_date_of(mf_scenario_day(world->scenario, step)).year -
           mf_date_of(mf_scenario_day(world->scenario, 0)).year;
}

void mf_sight_step(mf_sight *self, const mf_world *world)
{
    int year = year_of(world, world->step);

    see_events(self, world, year, &world->served);
    for (size_t c = 0; c < world->population.n_chunks; c++)
        see_events(self, world, year, &world->log[c]);
    add_time(self, year);
    add_stays(self, world, year);
    add_money(self, world, year);
    add_costs(self, world, year);
}

void mf_sight_census(mf_sight *self, const mf_world *world)
{
    int year = year_of(world, world->step);

    if (world->step + 1 == world->n_steps || year_of(world, world->step + 1) != year) {
        take_census(self, world, year);
        look_at_queues(self, world, year);
    }
}

/* ------------------------------------------------------------- tables */

static void put_axis(const mf_sight *self, double *values, int n, mf_cut (*cut)(int))
{
    int indicators = mf_indicators_n();

    for (int i = 0; i < n; i++)
        for (int j = 0; j < indicators; j++)
            values[i * indicators + j] = mf_indicator_value(&self->cube, cut(i), j);
}

static mf_cut of_year(int i) { return (mf_cut){ i, MF_ALL, MF_ALL }; }
static mf_cut of_cohort(int i) { return (mf_cut){ MF_ALL, i, MF_ALL }; }
static mf_cut of_country(int i) { return (mf_cut){ MF_ALL, MF_ALL, i }; }
static mf_cut of_all(int i) { return (void) i, (mf_cut){ MF_ALL, MF_ALL, MF_ALL }; }

void mf_sight_end(const mf_sight *self, mf_tables *tables)
{
    float *median = tables->data[MF_TABLE_QUEUE_MEDIAN], *p90 = tables->data[MF_TABLE_QUEUE_P90];
    int queues = self->cube.n_queues;

    put_axis(self, tables->data[MF_TABLE_BY_YEAR], self->cube.n_years, of_year);
    put_axis(self, tables->data[MF_TABLE_BY_COHORT], self->cube.n_cohorts, of_cohort);
    put_axis(self, tables->data[MF_TABLE_BY_COUNTRY], self->cube.n_countries, of_country);
    put_axis(self, tables->data[MF_TABLE_ALL_YEARS], 1, of_all);
    for (int y = 0; median != NULL && y < self->cube.n_years; y++)
        for (int q = 0; q < queues; q++) {
            median[y * queues + q] = (float) mf_queue_quantile(&self->cube, y, q, 0.5);
            p90[y * queues + q] = (float) mf_queue_quantile(&self->cube, y, q, 0.9);
        }
}
