#include "io/briefing_h5.h"

#include <stdio.h>
#include <stdlib.h>

/* The tables that blocks are made of. */
static const int read_from[] = {
    MF_TABLE_TOTAL, MF_TABLE_VALUE,  MF_TABLE_ALL_YEARS,     MF_TABLE_BY_YEAR,  MF_TABLE_BY_COHORT, MF_TABLE_STOCK,
    MF_TABLE_FLOW,  MF_TABLE_WAITING, MF_TABLE_SERVED, MF_TABLE_EXPECTED_WAIT, MF_TABLE_STRENGTH, MF_TABLE_FINAL_FATE,
};

enum { EVENTS_AT_ONCE = 1 << 16 };

/* Is the table in the file as long as the scenario makes it? */
static mf_err check_shape(const mf_tables *tables, const mf_result *from, int table, const char *path,
                          mf_error *err)
{
    size_t length[MF_MOST_AXES];
    int n_axes;

    MF_TRY(mf_result_shape(from, path, length, &n_axes, err));
    for (int a = 1; a < n_axes; a++)
        if (n_axes != mf_table_n_axes(&mf_table_list[table]) ||
            length[a] != tables->length[mf_table_list[table].axis[a]])
            return mf_fail_at(err, MF_E_FORMAT, mf_result_path(from), 0,
                              "table %s is not as this version writes it: run the scenario again", path);
    return MF_OK;
}

static mf_err read_table(mf_tables *tables, const mf_result *from, int table, int replicate, mf_error *err)
{
    char path[MF_TABLE_PATH];

    if (tables->data[table] == NULL)
        return MF_OK;
    mf_table_path(&mf_table_list[table], path);
    MF_TRY(check_shape(tables, from, table, path, err));
    return mf_result_rows(from, path, mf_table_list[table].type, (size_t) replicate, 1,
                          tables->data[table], err);
}

/* First event of a replicate, and how many. */
static mf_err find_events(const mf_tables *tables, const mf_result *from, int replicate, size_t *first,
                          size_t *n, mf_error *err)
{
    size_t steps = tables->length[MF_AXIS_STEP];
    double *offset = calloc(2 * steps + 1, sizeof *offset), *count = offset == NULL ? NULL : offset + steps;
    mf_err code = offset == NULL ? mf_fail(err, MF_E_NOMEM, "no room for an index of events") : MF_OK;

    *first = *n = 0;
    if (code == MF_OK)
        code = mf_result_rows(from, "/events/step_offset", MF_TYPE_F64, (size_t) replicate, 1, offset, err);
    if (code == MF_OK)
        code = mf_result_rows(from, "/events/step_count", MF_TYPE_F64, (size_t) replicate, 1, count, err);
    for (size_t s = 0; code == MF_OK && s < steps; s++)
        *n += (size_t) count[s];
    if (code == MF_OK && steps > 0)
        *first = (size_t) offset[0];
    free(offset);
    return code;
}

typedef struct events {
    int32_t person[EVENTS_AT_ONCE];
    int16_t where[EVENTS_AT_ONCE];
    int8_t kind[EVENTS_AT_ONCE];
} events;

static mf_err follow(mf_briefing *self, const mf_result *from, size_t first, size_t n, events *at,
                     mf_error *err)
{
    for (size_t done = 0; done < n;) {
        size_t rows = n - done < EVENTS_AT_ONCE ? n - done : EVENTS_AT_ONCE;

        MF_TRY(mf_result_rows(from, "/events/event_person", MF_TYPE_I32, first + done, rows, at->person, err));
        MF_TRY(mf_result_rows(from, "/events/event_where", MF_TYPE_I16, first + done, rows, at->where, err));
        MF_TRY(mf_result_rows(from, "/events/event_kind", MF_TYPE_I8, first + done, rows, at->kind, err));
        mf_ways_follow(&self->ways, rows, at->person, at->where, at->kind);
        done += rows;
    }
    return MF_OK;
}

static mf_err read_events(mf_briefing *self, const mf_result *from, int replicate, mf_error *err)
{
    size_t first, n;
    events *at;
    mf_err code;

    MF_TRY(find_events(&self->record.tables, from, replicate, &first, &n, err));
    at = malloc(sizeof *at);
    if (at == NULL)
        return mf_fail(err, MF_E_NOMEM, "no room for events");
    code = follow(self, from, first, n, at, err);
    free(at);
    return code;
}

mf_err mf_briefing_read(mf_briefing *self, const mf_result *from, int replicate, mf_error *err)
{
    bool told = mf_result_has(from, "/events/event_person");
    mf_brief_source source = { &self->record.tables, told ? &self->ways : NULL, &self->profiles };

    for (size_t i = 0; i < sizeof read_from / sizeof *read_from; i++)
        MF_TRY(read_table(&self->record.tables, from, read_from[i], replicate, err));
    if (told)
        MF_TRY(read_events(self, from, replicate, err));
    mf_brief_fill(&self->brief, &source);
    return MF_OK;
}
