#include "record/stream.h"

#include <stdlib.h>
#include <string.h>

#include "base/column.h"
#include "base/parallel.h"
#include "base/rng.h"
#include "record/glance.h"

/* Where the link's number lies beyond the places'. */
static int first_link(const mf_world *world)
{
    return world->rules.cells.n_places + 1;
}

/* Index into the list of all places, on the way, and all links. */
static int16_t where_of(const mf_world *world, const mf_happening *h)
{
    static const bool on_link[MF_N_EVENTS] = {
        [MF_EVENT_DEPARTS] = true,
        [MF_EVENT_ARRIVES] = true,
        [MF_EVENT_INTERCEPTED] = true,
        [MF_EVENT_PUSHED_BACK] = true,
    };
    const mf_cells cells = world->rules.cells;
    bool link = on_link[h->event];

    if (h->event == MF_EVENT_DIES) /* the dead stay where they died */
        link = mf_cell_place(cells, world->people.cell[h->person]) == cells.n_places;
    return (int16_t) (h->what + (link ? first_link(world) : 0));
}

enum { SAMPLED = 1, DEPARTED = 2 };

static size_t block_of(const mf_lives *self, const mf_population *population, uint32_t id)
{
    int cohort = mf_population_cohort(population, id);

    return self->first_block[cohort] + (id - population->first[cohort]) / MF_CHUNK -
           population->first_chunk;
}

/* Counts the events of each block of people, and finds the row at which each begins; returns
 * how many there are. */
static size_t find_rows(mf_lives *self, const mf_world *world)
{
    int32_t *count = self->count;
    size_t n_blocks = world->population.n_chunks, n = 0;

    for (size_t b = 0; b < n_blocks; b++)
        count[b] = (int32_t) world->log[b].n;
    for (size_t e = 0; e < world->served.n; e++)
        count[block_of(self, &world->population, world->served.at[e].person)]++;
    for (size_t b = 0; b < n_blocks; b++) {
        self->row[b] = n;
        n += (size_t) count[b];
    }
    return n;
}

static mf_err make_room(mf_lives *self, const mf_world *world, mf_tables *tables)
{
    size_t row = tables->rows[MF_AXIS_EVENT], first = tables->first[MF_AXIS_EVENT] + row;
    size_t n = find_rows(self, world);

    if (first + n > INT32_MAX)
        return MF_E_FILE;
    MF_TRY(mf_tables_grow(tables, MF_AXIS_EVENT, n));
    tables->rows[MF_AXIS_EVENT] += n;
    for (size_t b = 0; b < world->population.n_chunks; b++)
        self->row[b] += row;
    return MF_OK;
}

#define PUT(table, type, row, value) (((type *) tables->data[table])[row] = (type) (value))

static void put_event(const mf_world *world, const mf_happening *h, size_t row,
                      const mf_tables *tables)
{
    PUT(MF_TABLE_EVENT, int32_t, row, tables->first[MF_AXIS_EVENT] + row);
    PUT(MF_TABLE_EVENT_PERSON, int32_t, row, h->person);
    PUT(MF_TABLE_EVENT_WHERE, int16_t, row, where_of(world, h));
    PUT(MF_TABLE_EVENT_KIND, int8_t, row, h->event);
    PUT(MF_TABLE_EVENT_STATUS, int8_t, row, h->status);
}

mf_err mf_lives_init(mf_lives *self, const mf_world *world)
{
    const mf_population *population = &world->population;
    size_t n_cohorts = (size_t) population->n_cohorts;

    *self = (mf_lives){ .first = world->people.first };
    self->marks = mf_column_from(calloc(world->people.n + 1, sizeof *self->marks), self->first,
                                 sizeof *self->marks);
    self->departed = calloc(n_cohorts, sizeof *self->departed);
    self->first_block = calloc(n_cohorts, sizeof *self->first_block);
    self->count = calloc(population->n_chunks + 1, sizeof *self->count);
    self->row = calloc(population->n_chunks + 1, sizeof *self->row);
    self->leavers = calloc(population->n_chunks + 1, sizeof *self->leavers);
    self->sampled = calloc(population->n_chunks + 1, sizeof *self->sampled);
    if (self->marks == NULL || self->departed == NULL || self->first_block == NULL ||
        self->count == NULL || self->row == NULL || self->leavers == NULL ||
        self->sampled == NULL)
        return MF_E_NOMEM;
    for (int k = 0; k < population->n_cohorts - 1; k++)
        self->first_block[k + 1] = self->first_block[k] + mf_population_chunks(population, k);
    return MF_OK;
}

void mf_lives_free(mf_lives *self)
{
    free(mf_column_memory(self->marks, self->first, sizeof *self->marks));
    free(self->departed);
    free(self->first_block);
    free(self->count);
    free(self->row);
    free(self->leavers);
    free(self->sampled);
    mf_bytes_free(&self->order);
    *self = (mf_lives){ .first = 0 };
}

/* Somebody whose life is kept. */
static mf_err put_sampled(const mf_world *world, int replicate, uint32_t id, mf_tables *tables)
{
    const mf_person *person = &world->people.person[id];
    size_t row = tables->rows[MF_AXIS_SAMPLED];
    bool newcomer = world->people.cell[id] == mf_cell_unborn(world->rules.cells);

    MF_TRY(mf_tables_grow(tables, MF_AXIS_SAMPLED, 1));
    PUT(MF_TABLE_SAMPLED, int32_t, row, tables->first[MF_AXIS_SAMPLED] + row);
    PUT(MF_TABLE_SAMPLED_REPLICATE, int32_t, row, replicate);
    PUT(MF_TABLE_SAMPLED_PERSON, int32_t, row, id);
    PUT(MF_TABLE_SAMPLED_COHORT, int16_t, row, mf_population_cohort(&world->population, id));
    PUT(MF_TABLE_SAMPLED_BORN, int32_t, row, person->born);
    PUT(MF_TABLE_SAMPLED_FEMALE, int8_t, row, mf_person_female(person));
    PUT(MF_TABLE_SAMPLED_SKILL, int8_t, row, mf_person_skill(person));
    PUT(MF_TABLE_SAMPLED_KIN, int16_t, row, person->kin == MF_NOWHERE ? -1 : person->kin);
    PUT(MF_TABLE_SAMPLED_ENTRY, int32_t, row, newcomer ? world->people.due[id] : -1);
    tables->rows[MF_AXIS_SAMPLED]++;
    return MF_OK;
}

static void put_mind(const mf_world *world, uint32_t id, size_t row, mf_tables *tables)
{
    const mf_person *person = &world->people.person[id];
    mf_glance glance = mf_glance_at(world, id, mf_population_cohort(&world->population, id));

    PUT(MF_TABLE_MOMENT_NEED, int8_t, row, person->need);
    PUT(MF_TABLE_MOMENT_CLAIM, int8_t, row, person->claim);
    PUT(MF_TABLE_MOMENT_PROTECTION, float, row, glance.share[MF_MOTIVE_PROTECTION]);
    PUT(MF_TABLE_MOMENT_LIVELIHOOD, float, row, glance.share[MF_MOTIVE_LIVELIHOOD]);
    PUT(MF_TABLE_MOMENT_FAMILY, float, row, glance.share[MF_MOTIVE_FAMILY]);
    PUT(MF_TABLE_MOMENT_EDUCATION, float, row, glance.share[MF_MOTIVE_EDUCATION]);
    PUT(MF_TABLE_MOMENT_SAVINGS, float, row, (double) glance.savings / 100.0);
    PUT(MF_TABLE_MOMENT_DEBT, float, row, (double) glance.debt / 100.0);
    PUT(MF_TABLE_MOMENT_KNOWN, int16_t, row, person->known);
    PUT(MF_TABLE_MOMENT_HARM, int16_t, row, person->harm);
}

static mf_err put_moment(const mf_world *world, int replicate, int step, const mf_happening *h,
                         mf_tables *tables)
{
    size_t row = tables->rows[MF_AXIS_MOMENT];

    if (tables->first[MF_AXIS_MOMENT] + row >= INT32_MAX)
        return MF_E_FILE;
    MF_TRY(mf_tables_grow(tables, MF_AXIS_MOMENT, 1));
    PUT(MF_TABLE_MOMENT, int32_t, row, tables->first[MF_AXIS_MOMENT] + row);
    PUT(MF_TABLE_MOMENT_REPLICATE, int32_t, row, replicate);
    PUT(MF_TABLE_MOMENT_PERSON, int32_t, row, h->person);
    PUT(MF_TABLE_MOMENT_STEP, int32_t, row, step);
    PUT(MF_TABLE_MOMENT_KIND, int8_t, row, h->event);
    PUT(MF_TABLE_MOMENT_WHERE, int16_t, row, where_of(world, h));
    PUT(MF_TABLE_MOMENT_STATUS, int8_t, row, h->status);
    PUT(MF_TABLE_MOMENT_PLACE, int16_t, row,
        mf_cell_place(world->rules.cells, world->people.cell[h->person]));
    put_mind(world, h->person, row, tables);
    tables->rows[MF_AXIS_MOMENT]++;
    return MF_OK;
}

/* Four people share an address. */
static bool is_sampled(const mf_world *world, uint32_t id)
{
    mf_words words = mf_words_at(world->view.seed, MF_DRAW_SAMPLE, id / 4, 0, 0);

    return mf_unit(words.w[id % 4]) < world->scenario->outputs.sample;
}

static mf_err put_first_moment(const mf_world *world, int replicate, uint32_t id,
                               mf_tables *tables)
{
    const mf_cells cells = world->rules.cells;
    int cell = world->people.cell[id];
    mf_happening start = { id, 0, MF_EVENT_NOTHING, 0 };

    if (cell == mf_cell_unborn(cells))
        return MF_OK;
    start.what = (uint16_t) mf_cell_place(cells, cell);
    start.status = (uint8_t) mf_cell_status(cells, cell);
    return put_moment(world, replicate, -1, &start, tables);
}

mf_err mf_lives_begin(mf_lives *self, const mf_world *world, int replicate, mf_tables *tables)
{
    const mf_population *population = &world->population;
    bool sampling = tables->data[MF_TABLE_SAMPLED] != NULL;

    for (int k = 0; k < population->n_cohorts; k++) {
        uint32_t begin, end;

        mf_population_held(population, k, &begin, &end);
        for (uint32_t id = begin; id < end; id++) {
            self->marks[id] = world->people.person[id].departed != MF_NEVER ? DEPARTED : 0;
            if (!sampling || !is_sampled(world, id))
                continue;
            self->marks[id] |= SAMPLED;
            MF_TRY(put_sampled(world, replicate, id, tables));
            MF_TRY(put_first_moment(world, replicate, id, tables));
        }
    }
    return MF_OK;
}

/* Remembers where a moment belongs: those of people in order of rank, then the served. */
static mf_err keep_order(mf_lives *self, const mf_world *world, const mf_stream *stream, size_t e)
{
    uint64_t order;

    if (mf_comm_alone(world->options.comm))
        return MF_OK;
    order = stream == &world->served ? (uint64_t) world->served_as[e] + 1 : 0;
    return mf_bytes_add(&self->order, &order, sizeof order);
}

/* Is it the first departure of a person? */
static bool leaves(const mf_happening *h, uint8_t *marks)
{
    if (h->event != MF_EVENT_DEPARTS || (*marks & DEPARTED) != 0)
        return false;
    *marks |= DEPARTED;
    return true;
}

typedef struct telling {
    mf_lives *lives;
    const mf_world *world;
    const mf_tables *tables;
    bool kept; /* is every event? */
} telling;

static void tell_chunk(void *context, size_t piece, int worker)
{
    const telling *t = context;
    mf_lives *self = t->lives;
    const mf_stream *stream = &t->world->log[piece];
    unsigned all = 0;

    (void) worker;
    self->leavers[piece] = 0;
    for (size_t e = 0; e < stream->n; e++) {
        uint8_t *marks = &self->marks[stream->at[e].person];

        self->leavers[piece] += leaves(&stream->at[e], marks);
        all |= *marks;
        if (t->kept)
            put_event(t->world, &stream->at[e], self->row[piece] + e, t->tables);
    }
    self->row[piece] += stream->n;
    self->sampled[piece] = (all & SAMPLED) != 0;
}

/* Those served, whose events follow the others of their blocks. */
static void tell_served(const telling *t)
{
    const mf_population *population = &t->world->population;
    const mf_stream *stream = &t->world->served;
    mf_lives *self = t->lives;

    for (size_t e = 0; e < stream->n; e++) {
        const mf_happening *h = &stream->at[e];

        self->departed[mf_population_cohort(population, h->person)] +=
            leaves(h, &self->marks[h->person]);
        if (t->kept)
            put_event(t->world, h, self->row[block_of(self, population, h->person)]++, t->tables);
    }
}

/* Moments of those in the sample. */
static mf_err put_moments(mf_lives *self, const mf_world *world, int replicate,
                          const mf_stream *stream, mf_tables *tables)
{
    for (size_t e = 0; e < stream->n; e++) {
        const mf_happening *h = &stream->at[e];

        if ((self->marks[h->person] & SAMPLED) == 0)
            continue;
        MF_TRY(put_moment(world, replicate, world->step, h, tables));
        MF_TRY(keep_order(self, world, stream, e));
    }
    return MF_OK;
}

mf_err mf_lives_step(mf_lives *self, const mf_world *world, int replicate, mf_tables *tables)
{
    telling t = { self, world, tables, tables->data[MF_TABLE_EVENT] != NULL };
    const mf_population *population = &world->population;

    memset(self->departed, 0, (size_t) world->scenario->cohorts.n * sizeof *self->departed);
    self->order.n = 0;
    if (t.kept)
        MF_TRY(make_room(self, world, tables));
    mf_parallel_for(population->n_chunks, world->options.workers, tell_chunk, &t);
    tell_served(&t);
    for (size_t c = 0; c < population->n_chunks; c++) {
        self->departed[population->chunk[c].cohort] += self->leavers[c];
        if (self->sampled[c])
            MF_TRY(put_moments(self, world, replicate, &world->log[c], tables));
    }
    return put_moments(self, world, replicate, &world->served, tables);
}

void mf_lives_index(const mf_world *world, size_t before, const int32_t *count, mf_tables *tables)
{
    double *offset = tables->data[MF_TABLE_STEP_OFFSET];
    int32_t *n = tables->data[MF_TABLE_STEP_COUNT], *blocks = tables->data[MF_TABLE_BLOCK_COUNT];
    size_t n_blocks = tables->length[MF_AXIS_BLOCK];

    if (offset == NULL)
        return;
    offset[world->step] = (double) (tables->first[MF_AXIS_EVENT] + before);
    n[world->step] = (int32_t) (tables->rows[MF_AXIS_EVENT] - before);
    memcpy(blocks + (size_t) world->step * n_blocks, count, n_blocks * sizeof *count);
}
