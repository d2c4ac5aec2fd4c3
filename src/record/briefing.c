#include "record/briefing.h"

#include <stdlib.h>

static mf_err no_room(mf_err code, mf_error *err)
{
    return code == MF_OK ? MF_OK : mf_fail(err, code, "no room for a brief");
}

/* What takes time or room and is in no brief need not be kept. */
static void forget_unread(mf_tables *tables)
{
    static const int unread[] = { MF_TABLE_HAPPENED, MF_TABLE_BY_COUNTRY, MF_TABLE_BY_YEAR_COHORT,
                                  MF_TABLE_BY_YEAR_COUNTRY, MF_TABLE_BY_YEAR_ERROR,
                                  MF_TABLE_ALL_YEARS_ERROR, MF_TABLE_QUEUE_MEDIAN };

    for (size_t i = 0; i < sizeof unread / sizeof *unread; i++) {
        free(tables->data[unread[i]]);
        tables->data[unread[i]] = NULL;
    }
}

/* What all replicates of a scenario have in common: room, most of all. */
static mf_err prepare(mf_briefing *self, const mf_scenario *scenario, mf_error *err)
{
    if (self->scenario == scenario) {
        mf_record_rewind(&self->record);
        mf_ways_clear(&self->ways);
        return MF_OK;
    }
    mf_briefing_free(self);
    MF_TRY(mf_record_init(&self->record, scenario, 1, err));
    forget_unread(&self->record.tables);
    MF_TRY(no_room(mf_ways_init(&self->ways, &self->record.tables), err));
    MF_TRY(no_room(mf_brief_init(&self->brief, &self->record.tables), err));
    self->scenario = scenario;
    return MF_OK;
}

/* What belongs to one replicate alone. */
static void free_replicate(mf_briefing *self)
{
    mf_buffer_free(&self->life);
    mf_profiles_free(&self->profiles);
    mf_world_free(&self->world);
}

mf_err mf_briefing_begin(mf_briefing *self, const mf_scenario *scenario, int replicate,
                         int64_t followed, mf_error *err)
{
    mf_world_options how = { .workers = 1, .replicate = (uint64_t) replicate };

    free_replicate(self);
    MF_TRY(prepare(self, scenario, err));
    self->followed = followed;
    MF_TRY(mf_world_init(&self->world, scenario, &how, err));
    MF_TRY(no_room(mf_profiles_init(&self->profiles, &self->world), err));
    MF_TRY(mf_record_begin(&self->record, &self->world, err));
    mf_life_begin(self);
    return MF_OK;
}

/* Ways are followed while events pass by; none is kept. */
static void pass_events(mf_briefing *self)
{
    mf_tables *tables = &self->record.tables;
    size_t n = tables->rows[MF_AXIS_EVENT];

    if (tables->data[MF_TABLE_EVENT] != NULL)
        mf_ways_follow(&self->ways, n, tables->data[MF_TABLE_EVENT_PERSON],
                       tables->data[MF_TABLE_EVENT_WHERE], tables->data[MF_TABLE_EVENT_KIND]);
    for (mf_axis axis = MF_BEFORE_ROW_AXES + 1; axis < MF_N_AXES; axis++)
        mf_tables_drop(tables, axis, tables->rows[axis]);
}

mf_err mf_briefing_step(mf_briefing *self, bool *more, mf_error *err)
{
    mf_observer observer = mf_record_observer(&self->record);

    *more = self->world.step < self->world.n_steps;
    if (!*more)
        return MF_OK;
    MF_TRY(mf_world_step(&self->world, &observer, err));
    mf_life_step(self);
    pass_events(self);
    *more = self->world.step < self->world.n_steps;
    return MF_OK;
}

mf_err mf_briefing_end(mf_briefing *self, mf_error *err)
{
    mf_brief_source from = { &self->record.tables, &self->ways, &self->profiles };

    if (self->world.step < self->world.n_steps)
        return mf_fail(err, MF_E_USAGE, "the replicate is not at its end");
    mf_record_end(&self->record);
    mf_brief_fill(&self->brief, &from);
    return MF_OK;
}

mf_err mf_briefing_run(mf_briefing *self, const mf_scenario *scenario, int replicate, mf_error *err)
{
    bool more = true;

    MF_TRY(mf_briefing_begin(self, scenario, replicate, MF_FOLLOW_NOBODY, err));
    while (more)
        MF_TRY(mf_briefing_step(self, &more, err));
    return mf_briefing_end(self, err);
}

const int8_t *mf_briefing_fates(const mf_briefing *self)
{
    return self->record.tables.data[MF_TABLE_FINAL_FATE];
}

void mf_briefing_free(mf_briefing *self)
{
    free_replicate(self);
    mf_brief_free(&self->brief);
    mf_ways_free(&self->ways);
    mf_record_free(&self->record);
    *self = (mf_briefing){ .followed = MF_FOLLOW_NOBODY };
}
