/* The end of a year: everybody is looked at, and so are the queues. */
#include "record/indicators_watch.h"

#include <string.h>

#include "base/calendar.h"
#include "base/parallel.h"
#include "base/real.h"
#include "record/glance.h"
#include "record/indicators_events.h"

typedef struct work {
    mf_sight *watch;
    const mf_world *world;
} work;

static int64_t *census_at(const mf_sight *self, int worker, int country, int cohort)
{
    return &self->eye[worker].census[mf_cube_cell(&self->cube, 0, country, cohort) * MF_N_COUNTS];
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

/* Kullback-Leibler divergence of motives now from those of departure, in nats. */
static double divergence(const double now[MF_N_MOTIVES], const int16_t drive[MF_N_MOTIVES])
{
    double then[MF_N_MOTIVES], share[MF_N_MOTIVES], sum = 0.0;

    for (int m = 0; m < MF_N_MOTIVES; m++)
        then[m] = mf_drift_decode(drive[m]);
    mf_drift_shares(then, share);
    for (int m = 0; m < MF_N_MOTIVES; m++)
        sum += now[m] > 0.0 ? now[m] * mf_log(now[m] / share[m]) : 0.0;
    return sum > 0.0 ? sum : 0.0;
}

static void look_at_traveller(const mf_world *world, uint32_t id, int cohort,
                              const int16_t drive[MF_N_MOTIVES], int64_t *n)
{
    const mf_person *person = &world->people.person[id];
    mf_glance glance = mf_glance_at(world, id, cohort);
    int now = 0;

    for (int m = 1; m < MF_N_MOTIVES; m++)
        now = glance.share[m] > glance.share[now] ? m : now;
    n[MF_COUNT_TRAVELLERS]++;
    n[MF_COUNT_DIVERGENCE] += (int64_t) (1e6 * divergence(glance.share, drive) + 0.5);
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
    if (person->departed < MF_EARLIER)
        look_at_traveller(world, id, cohort, note->drive, n);
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
    size_t n = mf_sight_cells(self) * MF_N_COUNTS;
    int64_t *into = mf_cube_count(&self->cube, (size_t) year * mf_sight_cells(self), 0);
    work w = { self, world };

    for (int i = 0; i < self->n_workers; i++)
        memset(self->eye[i].census, 0, n * sizeof *self->eye[i].census);
    mf_parallel_for(world->population.n_chunks, self->n_workers, look_at_chunk, &w);
    for (int i = 0; i < self->n_workers; i++)
        for (size_t c = 0; c < n; c++)
            into[c] += self->eye[i].census[c];
}

/* The world counts waits from its start: a year has those that no year before it had. */
static void look_at_waits(mf_cube *cube, const int32_t *since_start, int year, int queue, int cohort)
{
    int32_t *waits = mf_cube_waits(cube, year, queue, cohort);
    int32_t *served = &cube->served[mf_cube_line(cube, year, queue, cohort)];

    for (int w = 0; w < cube->n_waits; w++) {
        waits[w] = since_start[w];
        for (int y = 0; y < year && since_start[w] != 0; y++)
            waits[w] -= mf_cube_waits(cube, y, queue, cohort)[w];
        *served += waits[w];
    }
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

            if (procedure >= 0)
                *mf_cube_count(&self->cube, cell, backlog[procedure]) += state->waiting[k];
            if (state->served[k] != 0)
                look_at_waits(&self->cube, mf_lines_waits(&world->lines, q, k), year, q, k);
        }
    }
}

void mf_sight_census(mf_sight *self, const mf_world *world)
{
    int year = mf_scenario_year(world->scenario, world->step);

    if (world->step + 1 == world->n_steps ||
        mf_scenario_year(world->scenario, world->step + 1) != year) {
        take_census(self, world, year);
        if (mf_comm_first(world->options.comm))
            look_at_queues(self, world, year);
    }
}
