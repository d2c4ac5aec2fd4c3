#include "record/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/population.h"
#include "record/indicators.h"
#include "record/labels.h"
#include "record/outcomes.h"

#define AXES_1(a) MF_AXIS_##a
#define AXES_2(a, ...) MF_AXIS_##a, AXES_1(__VA_ARGS__)
#define AXES_3(a, ...) MF_AXIS_##a, AXES_2(__VA_ARGS__)
#define AXES_4(a, ...) MF_AXIS_##a, AXES_3(__VA_ARGS__)
#define AXES_5(a, ...) MF_AXIS_##a, AXES_4(__VA_ARGS__)
#define AXES_6(a, ...) MF_AXIS_##a, AXES_5(__VA_ARGS__)
#define AXES_OF(a, b, c, d, e, f, chosen, ...) chosen
#define AXES(...)                                                              \
    AXES_OF(__VA_ARGS__, AXES_6, AXES_5, AXES_4, AXES_3, AXES_2, AXES_1, none)(__VA_ARGS__)

#define X(id, group, name, type, unit, doc, method, code, ...)                 \
    [MF_TABLE_##id] = { group, #name, MF_TYPE_##type, unit, doc, method,       \
                        MF_CODE_##code, { AXES(__VA_ARGS__), MF_AXIS_END } },
const mf_table mf_table_list[MF_N_TABLES] = { MF_TABLES(X) };
#undef X

size_t mf_type_size(mf_type type)
{
    static const size_t size[] = { 1, 2, 4, 4, 8, sizeof(const char *) };

    return size[type];
}

int mf_table_n_axes(const mf_table *self)
{
    int n = 0;

    while (self->axis[n] != MF_AXIS_END)
        n++;
    return n;
}

bool mf_table_is_scale(const mf_table *self)
{
    return self->axis[1] == MF_AXIS_END && &mf_table_list[mf_axis_table(self->axis[0])] == self;
}

bool mf_table_is_per_replicate(const mf_table *self)
{
    return self->axis[0] == MF_AXIS_REPLICATE && self->axis[1] != MF_AXIS_END;
}

void mf_table_path(const mf_table *self, char path[MF_TABLE_PATH])
{
    (void) snprintf(path, MF_TABLE_PATH, "%s%s/%s", self->group[0] == '\0' ? "" : "/", self->group,
                    self->name);
}

int mf_axis_table(mf_axis axis)
{
#define X(name) [MF_AXIS_##name] = MF_TABLE_##name,
    static const int table[MF_N_AXES] = { MF_ROOT_AXES(X) MF_ROW_AXES(X) };
#undef X

    return table[axis];
}

int mf_table_numbers(int table, int *least)
{
    static const struct {
        int table, of, least;
    } columns[] = {
        { MF_TABLE_EVENT_WHERE, MF_TABLE_WHERE, 0 },
        { MF_TABLE_EVENT_PERSON, MF_TABLE_PERSON, 0 },
        { MF_TABLE_MOMENT_WHERE, MF_TABLE_WHERE, 0 },
        { MF_TABLE_MOMENT_PLACE, MF_TABLE_PLACE, 0 },
        { MF_TABLE_MOMENT_PERSON, MF_TABLE_PERSON, 0 },
        { MF_TABLE_MOMENT_REPLICATE, MF_TABLE_REPLICATE, 0 },
        { MF_TABLE_MOMENT_STEP, MF_TABLE_STEP, -1 },
        { MF_TABLE_SAMPLED_PERSON, MF_TABLE_PERSON, 0 },
        { MF_TABLE_SAMPLED_REPLICATE, MF_TABLE_REPLICATE, 0 },
        { MF_TABLE_SAMPLED_COHORT, MF_TABLE_COHORT, 0 },
        { MF_TABLE_SAMPLED_KIN, MF_TABLE_COUNTRY, -1 },
        { MF_TABLE_SAMPLED_ENTRY, MF_TABLE_STEP, -1 },
        { MF_TABLE_BLOCK_COHORT, MF_TABLE_COHORT, 0 },
        { MF_TABLE_BLOCK_FIRST, MF_TABLE_PERSON, 0 },
    };

    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (columns[i].table == table) {
            *least = columns[i].least;
            return columns[i].of;
        }
    return -1;
}

static size_t rows_of(int steps, int every)
{
    return 1 + (size_t) ((steps + every - 1) / every);
}

static void measure(mf_tables *self, const mf_population *people)
{
    const mf_scenario *s = self->scenario;
    int steps = mf_scenario_steps(s);
    mf_outcomes years;
    size_t *n = self->length;

    mf_outcomes_calendar(&years, s);
    n[MF_AXIS_REPLICATE] = (size_t) self->n_replicates;
    n[MF_AXIS_TIME] = rows_of(steps, s->outputs.stocks_every);
    n[MF_AXIS_BOUND] = 2;
    n[MF_AXIS_MOTIVE_TIME] = rows_of(steps, s->outputs.motives_every);
    n[MF_AXIS_STEP] = (size_t) steps;
    n[MF_AXIS_YEAR] = (size_t) years.n_years;
    n[MF_AXIS_PLACE] = (size_t) s->places.n + 1;
    n[MF_AXIS_STATUS] = (size_t) s->legal.statuses.n;
    n[MF_AXIS_COHORT] = (size_t) s->cohorts.n;
    n[MF_AXIS_LINK] = (size_t) s->links.n;
    n[MF_AXIS_FATE] = MF_N_FATES;
    n[MF_AXIS_KIND] = MF_N_EVENTS;
    n[MF_AXIS_COUNTRY] = (size_t) s->countries.n + 1;
    n[MF_AXIS_NEED] = MF_N_NEEDS;
    n[MF_AXIS_IN_NEED] = 2;
    n[MF_AXIS_QUEUE] = (size_t) s->legal.queues.n;
    n[MF_AXIS_INTERVENTION] = (size_t) s->interventions.n;
    n[MF_AXIS_PART] = MF_N_COSTS;
    n[MF_AXIS_LEDGER] = MF_N_LEDGER;
    n[MF_AXIS_MOTIVE] = MF_N_MOTIVES;
    n[MF_AXIS_TOPIC] = MF_N_TOPICS;
    n[MF_AXIS_OUTCOME] = MF_N_OUTCOMES;
    n[MF_AXIS_INDICATOR] = (size_t) mf_indicators_n();
    n[MF_AXIS_PERSON] = people->first[people->n_cohorts];
    n[MF_AXIS_BLOCK] = people->n_chunks;
    n[MF_AXIS_WHERE] = (size_t) s->places.n + 1 + (size_t) s->links.n;
}

/* Is it asked for?  Tables with an axis of length 0 (a world without queues) are left out. */
static bool is_kept(const mf_tables *self, int table)
{
    const mf_table *t = &mf_table_list[table];
    bool is_event = strcmp(t->group, "events") == 0;
    bool is_trajectory = strcmp(t->group, "trajectories") == 0;

    if (self->rows_only && !mf_axis_grows(t->axis[0]))
        return false;
    for (int a = 0; t->axis[a] != MF_AXIS_END; a++)
        if (!mf_axis_grows(t->axis[a]) && self->length[t->axis[a]] == 0)
            return false;
    return !(is_event && !self->scenario->outputs.events) &&
           !(is_trajectory && self->scenario->outputs.sample <= 0.0);
}

size_t mf_tables_count(const mf_tables *self, int table)
{
    const mf_table *t = &mf_table_list[table];
    int a = t->axis[0] == MF_AXIS_REPLICATE && t->axis[1] != MF_AXIS_END ? 1 : 0;
    size_t n = 1;

    if (mf_axis_grows(t->axis[0]))
        return self->rows[t->axis[0]];
    for (; t->axis[a] != MF_AXIS_END; a++)
        n *= self->length[t->axis[a]];
    return n;
}

static mf_err make_room(mf_tables *self)
{
    for (int i = 0; i < MF_N_TABLES; i++) {
        const mf_table *t = &mf_table_list[i];
        size_t n = mf_axis_grows(t->axis[0]) ? 1 : mf_tables_count(self, i);

        if (!is_kept(self, i))
            continue;
        self->data[i] = calloc(n, mf_type_size(t->type));
        if (self->data[i] == NULL)
            return MF_E_NOMEM;
        if (mf_axis_grows(t->axis[0]))
            self->room[t->axis[0]] = 1;
    }
    return MF_OK;
}

static mf_err init(mf_tables *self, const mf_scenario *scenario, int n_replicates, bool rows_only)
{
    mf_population people = { 0 };
    mf_arena arena = { 0 };
    mf_err code = mf_population_init(&people, &arena, scenario);

    *self = (mf_tables){ .scenario = scenario, .n_replicates = n_replicates,
                         .rows_only = rows_only };
    if (code == MF_OK) {
        measure(self, &people);
        code = make_room(self);
    }
    if (code == MF_OK && !rows_only)
        mf_labels_fill(self, &people);
    if (code != MF_OK)
        mf_tables_free(self);
    mf_arena_free(&arena);
    return code;
}

mf_err mf_tables_init(mf_tables *self, const mf_scenario *scenario, int n_replicates)
{
    return init(self, scenario, n_replicates, false);
}

mf_err mf_tables_init_rows(mf_tables *self, const mf_scenario *scenario, int n_replicates)
{
    return init(self, scenario, n_replicates, true);
}

void mf_tables_free(mf_tables *self)
{
    for (int i = 0; i < MF_N_TABLES; i++)
        free(self->data[i]);
    *self = (mf_tables){ 0 };
}

void mf_tables_clear(mf_tables *self)
{
    for (int i = 0; i < MF_N_TABLES; i++) {
        const mf_table *t = &mf_table_list[i];

        if (self->data[i] != NULL && t->axis[0] == MF_AXIS_REPLICATE && t->axis[1] != MF_AXIS_END)
            memset(self->data[i], 0, mf_tables_count(self, i) * mf_type_size(t->type));
    }
}

void mf_tables_rewind(mf_tables *self)
{
    memset(self->rows, 0, sizeof self->rows);
    memset(self->first, 0, sizeof self->first);
}

mf_err mf_tables_grow(mf_tables *self, mf_axis axis, size_t more)
{
    size_t need = self->rows[axis] + more, room = self->room[axis];

    if (need <= room)
        return MF_OK;
    room = need > 2 * room ? need : 2 * room;
    for (int i = 0; i < MF_N_TABLES; i++) {
        void *grown;

        if (mf_table_list[i].axis[0] != axis || self->data[i] == NULL)
            continue;
        grown = realloc(self->data[i], room * mf_type_size(mf_table_list[i].type));
        if (grown == NULL)
            return MF_E_NOMEM; /* the columns that grew have more room than is said: no harm */
        self->data[i] = grown;
    }
    self->room[axis] = room;
    return MF_OK;
}

void mf_tables_drop(mf_tables *self, mf_axis axis, size_t n)
{
    size_t left = self->rows[axis] - n;

    for (int i = 0; i < MF_N_TABLES; i++) {
        size_t size = mf_type_size(mf_table_list[i].type);

        if (mf_table_list[i].axis[0] == axis && self->data[i] != NULL)
            memmove(self->data[i], (char *) self->data[i] + n * size, left * size);
    }
    self->rows[axis] = left;
    self->first[axis] += n;
}
