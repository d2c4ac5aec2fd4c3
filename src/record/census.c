#include "record/census.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/fetch.h"
#include "base/parallel.h"
#include "model/beliefs.h"
#include "record/glance.h"

#define UNIT 1048576.0 /* 2^20 */

#define NOBODY UINT32_MAX

enum {
    ASKED_MOST = 256, /* of a cohort in a place */
    AHEAD = 8,        /* records fetched ahead of their use */
    STRIP = 1024      /* people gone through at a time: their list lies on the stack */
};

typedef struct mf_sums {
    int64_t people[MF_N_NEEDS];
    int64_t motive[MF_N_NEEDS][MF_N_MOTIVES]; /* 2^-20 */
    int64_t belief[MF_N_TOPICS], trust[MF_N_TOPICS]; /* codes */
    int64_t savings, debt;                    /* cents */
    int64_t immobile;
} mf_sums;

mf_err mf_census_init(mf_census *self, const mf_world *world)
{
    int workers = world->options.workers;

    *self = (mf_census){ .n_workers = workers };
    self->n = (size_t) world->scenario->cohorts.n * ((size_t) world->scenario->places.n + 1);
    self->sum = calloc((size_t) workers, sizeof *self->sum);
    self->present = calloc(self->n, sizeof *self->present);
    self->every = calloc((size_t) world->scenario->cohorts.n *
                             (size_t) mf_cell_count(world->rules.cells), sizeof *self->every);
    if (self->sum == NULL || self->present == NULL || self->every == NULL)
        return MF_E_NOMEM;
    for (int w = 0; w < workers; w++) {
        self->sum[w] = calloc(self->n, sizeof *self->sum[w]);
        if (self->sum[w] == NULL)
            return MF_E_NOMEM;
    }
    return MF_OK;
}

void mf_census_free(mf_census *self)
{
    for (int w = 0; self->sum != NULL && w < self->n_workers; w++)
        free(self->sum[w]);
    free(self->sum);
    free(self->present);
    free(self->every);
    *self = (mf_census){ 0 };
}

typedef struct work {
    mf_census *census;
    const mf_world *world;
    uint64_t terminal; /* statuses */
} work;

/* One in `every` of those in a place is asked. */
static uint32_t one_in(int64_t present)
{
    uint32_t every = 1;

    while (present / every > ASKED_MOST)
        every *= 2;
    return every;
}

/* Counts those present and says who is asked. */
static void count_present(const work *w)
{
    const mf_cells cells = w->world->rules.cells;
    int places = cells.n_places + 1;

    for (int k = 0; k < w->world->scenario->cohorts.n; k++) {
        uint32_t *every = &w->census->every[k * mf_cell_count(cells)];

        every[mf_cell_unborn(cells)] = NOBODY;
        for (int p = 0; p < places; p++) {
            int64_t *present = &w->census->present[k * places + p];

            *present = 0;
            for (int s = 0; s < cells.n_statuses; s++)
                if ((w->terminal & MF_BIT(s)) == 0)
                    *present += mf_world_stock(w->world, k, mf_cell(cells, p, s));
            for (int s = 0; s < cells.n_statuses; s++)
                every[mf_cell(cells, p, s)] =
                    (w->terminal & MF_BIT(s)) != 0 ? NOBODY : one_in(*present) - 1;
        }
    }
}

static void look_at(const mf_world *world, mf_sums *sums, uint32_t id, int cohort)
{
    const mf_person *person = &world->people.person[id];
    mf_glance glance = mf_glance_at(world, id, cohort);

    sums->people[person->need]++;
    for (int m = 0; m < MF_N_MOTIVES; m++)
        sums->motive[person->need][m] += (int64_t) (glance.share[m] * UNIT + 0.5);
    for (int t = 0; t < MF_N_TOPICS; t++) {
        sums->belief[t] += person->belief[t];
        sums->trust[t] += person->trust[t];
    }
    sums->savings += glance.savings;
    sums->debt += glance.debt;
    sums->immobile += (person->flags & MF_FLAG_IMMOBILE) != 0;
}

/* Those of a strip who are asked; `sums` are those of its cohort. */
static void look_at_strip(const work *w, mf_chunk strip, mf_sums *sums)
{
    const mf_cells cells = w->world->rules.cells;
    const uint32_t *every = &w->census->every[(size_t) strip.cohort * (size_t) mf_cell_count(cells)];
    const uint16_t *cell = w->world->people.cell;
    uint32_t asked[STRIP];
    size_t n = 0;

    for (uint32_t id = strip.begin; id < strip.end; id++) {
        asked[n] = id;
        n += (id & every[cell[id]]) == 0 && every[cell[id]] != NOBODY;
    }
    for (size_t i = 0; i < n; i++) {
        if (i + AHEAD < n)
            mf_fetch(&w->world->people.person[asked[i + AHEAD]]);
        look_at(w->world, &sums[mf_cell_place(cells, cell[asked[i]])], asked[i], strip.cohort);
    }
}

static void look_at_chunk(void *context, size_t piece, int worker)
{
    const work *w = context;
    const mf_chunk chunk = w->world->population.chunk[piece];
    size_t places = (size_t) w->world->rules.cells.n_places + 1;
    mf_chunk strip = chunk;

    for (; strip.begin < chunk.end; strip.begin = strip.end) {
        strip.end = chunk.end - strip.begin < STRIP ? chunk.end : strip.begin + STRIP;
        look_at_strip(w, strip, &w->census->sum[worker][(size_t) chunk.cohort * places]);
    }
}

/* Adds all workers' sums into the first's. */
static void gather(mf_census *self)
{
    for (int w = 1; w < self->n_workers; w++) {
        int64_t *to = (int64_t *) self->sum[0];
        const int64_t *from = (const int64_t *) self->sum[w];

        for (size_t i = 0; i < self->n * (sizeof(mf_sums) / sizeof(int64_t)); i++)
            to[i] += from[i];
    }
}

/* Where the values of a place begin in a table. */
static float *at_place(const mf_census *self, mf_tables *tables, int table, size_t place)
{
    size_t n = mf_tables_count(tables, table) /
               (tables->length[MF_AXIS_MOTIVE_TIME] * tables->length[MF_AXIS_PLACE]);

    return (float *) tables->data[table] + (self->row * tables->length[MF_AXIS_PLACE] + place) * n;
}

/* Weighted sums over cohorts, in persons. */
typedef struct means {
    double alive, people, need[MF_N_NEEDS], motive[MF_N_NEEDS][MF_N_MOTIVES];
    double belief[MF_N_TOPICS], trust[MF_N_TOPICS], savings, debt, immobile;
} means;

/* Those asked speak for all of their cohort who are present: `persons`. */
static void add_weighted(means *m, const mf_sums *s, double persons)
{
    int64_t asked = 0;
    double weight;

    for (int n = 0; n < MF_N_NEEDS; n++)
        asked += s->people[n];
    m->alive += persons;
    if (asked == 0)
        return;
    weight = persons / (double) asked;
    for (int n = 0; n < MF_N_NEEDS; n++) {
        m->people += weight * (double) s->people[n];
        m->need[n] += weight * (double) s->people[n];
        for (int k = 0; k < MF_N_MOTIVES; k++)
            m->motive[n][k] += weight * (double) s->motive[n][k] / UNIT;
    }
    for (int t = 0; t < MF_N_TOPICS; t++) {
        m->belief[t] += weight * (double) s->belief[t] * (mf_belief_most(t) / 65535.0);
        m->trust[t] += weight * (double) s->trust[t] / 255.0;
    }
    m->savings += weight * (double) s->savings / 100.0;
    m->debt += weight * (double) s->debt / 100.0;
    m->immobile += weight * (double) s->immobile;
}

/* NaN where there is nobody to speak of. */
static float share_of(double part, double whole)
{
    return whole > 0.0 ? (float) (part / whole) : NAN;
}

static void put_place(const mf_census *self, mf_tables *tables, size_t place, const means *m)
{
    float *by_need = at_place(self, tables, MF_TABLE_NEED_MOTIVE, place);

    *at_place(self, tables, MF_TABLE_ALIVE, place) = (float) m->alive;
    *at_place(self, tables, MF_TABLE_SAVINGS, place) = share_of(m->savings, m->people);
    *at_place(self, tables, MF_TABLE_DEBT, place) = share_of(m->debt, m->people);
    *at_place(self, tables, MF_TABLE_IMMOBILE, place) = share_of(m->immobile, m->people);
    for (int k = 0; k < MF_N_MOTIVES; k++) {
        double sum = 0.0;

        for (int n = 0; n < MF_N_NEEDS; n++) {
            sum += m->motive[n][k];
            by_need[n * MF_N_MOTIVES + k] = share_of(m->motive[n][k], m->need[n]);
        }
        at_place(self, tables, MF_TABLE_MOTIVE_SHARE, place)[k] = share_of(sum, m->people);
    }
    for (int n = 0; n < MF_N_NEEDS; n++)
        at_place(self, tables, MF_TABLE_NEED_SHARE, place)[n] = share_of(m->need[n], m->people);
    for (int t = 0; t < MF_N_TOPICS; t++) {
        at_place(self, tables, MF_TABLE_BELIEF, place)[t] = share_of(m->belief[t], m->people);
        at_place(self, tables, MF_TABLE_TRUST, place)[t] = share_of(m->trust[t], m->people);
    }
}

static void put_row(mf_census *self, const mf_world *world, mf_tables *tables)
{
    size_t places = (size_t) world->scenario->places.n + 1;

    for (size_t p = 0; p < places; p++) {
        means m = { 0 };

        for (int k = 0; k < world->scenario->cohorts.n; k++)
            add_weighted(&m, &self->sum[0][(size_t) k * places + p],
                         mf_scenario_weight(world->scenario, k) *
                             (double) self->present[(size_t) k * places + p]);
        put_place(self, tables, p, &m);
    }
    self->row++;
}

static void take(mf_census *self, const mf_world *world, mf_tables *tables)
{
    work w = { self, world, 0 };

    for (int s = 0; s < world->scenario->legal.statuses.n; s++)
        if (mf_status_is(world->scenario, s, MF_TRAIT_TERMINAL))
            w.terminal |= MF_BIT(s);
    for (int i = 0; i < self->n_workers; i++)
        memset(self->sum[i], 0, self->n * sizeof *self->sum[i]);
    count_present(&w);
    mf_parallel_for(world->population.n_chunks, self->n_workers, look_at_chunk, &w);
    gather(self);
    mf_comm_sum(world->options.comm, (int64_t *) self->sum[0],
                self->n * (sizeof(mf_sums) / sizeof(int64_t)));
    if (mf_comm_first(world->options.comm))
        put_row(self, world, tables);
}

void mf_census_begin(mf_census *self, const mf_world *world, mf_tables *tables)
{
    self->row = 0;
    take(self, world, tables);
}

void mf_census_step(mf_census *self, const mf_world *world, mf_tables *tables)
{
    int done = world->step + 1;

    if (done % world->scenario->outputs.motives_every == 0 || done == world->n_steps)
        take(self, world, tables);
}
