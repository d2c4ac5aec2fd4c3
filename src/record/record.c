#include "record/record.h"

#include "base/parallel.h"
#include "record/fates.h"

static mf_err init_all(mf_record *self, const mf_scenario *scenario, int n_replicates)
{
    bool first = mf_comm_first(self->comm);

    MF_TRY((first ? mf_tables_init : mf_tables_init_rows)(&self->tables, scenario, n_replicates));
    MF_TRY(mf_outcomes_init(&self->outcomes, scenario, n_replicates));
    MF_TRY(mf_counts_init(&self->counts, scenario));
    return mf_sight_init(&self->sight, scenario);
}

mf_err mf_record_init(mf_record *self, const mf_scenario *scenario, int n_replicates,
                      mf_error *err)
{
    return mf_record_init_among(self, scenario, n_replicates, NULL, err);
}

mf_err mf_record_init_among(mf_record *self, const mf_scenario *scenario, int n_replicates,
                            const mf_comm *comm, mf_error *err)
{
    mf_err code;

    *self = (mf_record){ .replicate = -1, .comm = comm };
    code = mf_comm_agree(comm, init_all(self, scenario, n_replicates), NULL);
    if (code == MF_OK)
        return MF_OK;
    mf_record_free(self);
    return mf_fail(err, code, "no room for the tables of %s", scenario->title);
}

void mf_record_free(mf_record *self)
{
    mf_gather_free(&self->gather);
    mf_sight_free(&self->sight);
    mf_lives_free(&self->lives);
    mf_census_free(&self->census);
    mf_counts_free(&self->counts);
    mf_outcomes_free(&self->outcomes);
    mf_tables_free(&self->tables);
}

void mf_record_rewind(mf_record *self)
{
    self->replicate = -1;
    mf_outcomes_rewind(&self->outcomes);
    mf_tables_rewind(&self->tables);
}

static mf_err refuse(const mf_record *self, mf_err code, mf_error *err)
{
    if (code == MF_E_FILE)
        return mf_fail(err, code, "more events than one file can number: %zu; run fewer replicates "
                                  "or set outputs.events = false", self->tables.first[MF_AXIS_EVENT]);
    return mf_fail(err, code, "no room for the tables of %s", self->tables.scenario->title);
}

static mf_err begin_all(mf_record *self, const mf_world *world)
{
    MF_TRY(mf_census_init(&self->census, world));
    MF_TRY(mf_lives_init(&self->lives, world));
    return mf_sight_begin(&self->sight, world);
}

/* Those in the sample, and how they stand. */
static mf_err begin_lives(mf_record *self, const mf_world *world)
{
    mf_err code;

    mf_gather_mark(&self->gather, &self->tables);
    code = mf_lives_begin(&self->lives, world, self->replicate, &self->tables);
    if (mf_comm_alone(self->comm) || self->tables.data[MF_TABLE_SAMPLED] == NULL)
        return code;
    MF_TRY(mf_gather_rows(&self->gather, self->comm, &self->tables, MF_AXIS_SAMPLED, NULL, code));
    return mf_gather_rows(&self->gather, self->comm, &self->tables, MF_AXIS_MOMENT, NULL, MF_OK);
}

mf_err mf_record_begin(mf_record *self, const mf_world *world, mf_error *err)
{
    double start = mf_parallel_clock();
    mf_err code;

    self->replicate++;
    mf_outcomes_next(&self->outcomes);
    mf_tables_clear(&self->tables);
    mf_lives_free(&self->lives);
    mf_census_free(&self->census);
    code = mf_comm_agree(self->comm, begin_all(self, world), NULL);
    if (code != MF_OK)
        return refuse(self, code, err);
    if (mf_comm_first(self->comm))
        mf_counts_begin(&self->counts, world, &self->tables);
    mf_census_begin(&self->census, world, &self->tables);
    code = begin_lives(self, world);
    self->seconds += mf_parallel_clock() - start;
    return code == MF_OK ? MF_OK : refuse(self, code, err);
}

/* Events of all ranks: their rows, then how many there are of each block. */
static mf_err gather_events(mf_record *self, const mf_world *world, mf_err kept)
{
    mf_gather *gather = &self->gather;

    MF_TRY(mf_gather_rows(gather, self->comm, &self->tables, MF_AXIS_EVENT, NULL, kept));
    MF_TRY(mf_comm_gather(self->comm, self->lives.count,
                          world->population.n_chunks * sizeof *self->lives.count, &gather->all));
    mf_lives_index(world, gather->before[MF_AXIS_EVENT],
                   (const int32_t *) (const void *) gather->all.all.at, &self->tables);
    return MF_OK;
}

static mf_err watch_lives(mf_record *self, const mf_world *world)
{
    mf_tables *tables = &self->tables;
    mf_err code;

    mf_gather_mark(&self->gather, tables);
    code = mf_lives_step(&self->lives, world, self->replicate, tables);
    mf_comm_sum(self->comm, self->lives.departed, (size_t) world->scenario->cohorts.n);
    if (mf_comm_alone(self->comm)) {
        mf_lives_index(world, self->gather.before[MF_AXIS_EVENT], self->lives.count, tables);
        return code;
    }
    if (tables->data[MF_TABLE_EVENT] != NULL)
        code = gather_events(self, world, code);
    if (tables->data[MF_TABLE_MOMENT] != NULL)
        code = mf_gather_rows(&self->gather, self->comm, tables, MF_AXIS_MOMENT,
                              &self->lives.order, code);
    return code;
}

static mf_err step(void *observer, const mf_world *world, mf_error *err)
{
    mf_record *self = observer;
    double start = mf_parallel_clock();
    mf_err code = watch_lives(self, world), last = MF_OK;

    if (mf_comm_first(self->comm)) { /* what all ranks know */
        mf_outcomes_step(&self->outcomes, world, self->lives.departed);
        mf_counts_step(&self->counts, world, &self->tables);
    }
    mf_census_step(&self->census, world, &self->tables);
    mf_sight_step(&self->sight, world);
    mf_sight_census(&self->sight, world);
    if (world->step + 1 == world->n_steps)
        last = mf_fates_put(&self->sight, world, &self->gather, &self->tables);
    self->seconds += mf_parallel_clock() - start;
    code = code == MF_OK ? last : code;
    return code == MF_OK ? MF_OK : refuse(self, code, err);
}

mf_observer mf_record_observer(mf_record *self)
{
    return (mf_observer){ self, step };
}

static void put_modelled(mf_record *self, int year, int outcome, size_t row)
{
    size_t cohorts = (size_t) self->outcomes.n_cohorts;
    double *modelled = self->tables.data[MF_TABLE_MODELLED];

    for (size_t k = 0; k < cohorts; k++)
        modelled[row * cohorts + k] =
            mf_outcomes_count(&self->outcomes, self->replicate, year, outcome, (int) k);
}

void mf_record_end(mf_record *self)
{
    const mf_outcomes *o = &self->outcomes;
    double *value = self->tables.data[MF_TABLE_VALUE];
    double *error = self->tables.data[MF_TABLE_VALUE_ERROR];
    double *total = self->tables.data[MF_TABLE_TOTAL];
    double *total_error = self->tables.data[MF_TABLE_TOTAL_ERROR];

    mf_sight_sum(&self->sight, self->comm);
    if (!mf_comm_first(self->comm))
        return;
    for (int y = 0; y < o->n_years; y++)
        for (int i = 0; i < MF_N_OUTCOMES; i++) {
            size_t row = (size_t) y * MF_N_OUTCOMES + (size_t) i;

            value[row] = mf_outcomes_of_run(o, self->replicate, y, i, &error[row]);
            put_modelled(self, y, i, row);
        }
    mf_sight_end(&self->sight, &self->tables);
    for (int i = 0; i < MF_N_OUTCOMES; i++)
        total[i] = mf_outcomes_of_run(o, self->replicate, MF_ALL_YEARS, i, &total_error[i]);
}

void mf_record_finish(mf_record *self)
{
    const mf_outcomes *o = &self->outcomes;
    double *mean = self->tables.data[MF_TABLE_MEAN];
    double *error = self->tables.data[MF_TABLE_MEAN_ERROR];
    double *total = self->tables.data[MF_TABLE_TOTAL_MEAN];
    double *total_error = self->tables.data[MF_TABLE_TOTAL_MEAN_ERROR];

    if (!mf_comm_first(self->comm))
        return;
    for (int i = 0; i < MF_N_OUTCOMES; i++) {
        for (int y = 0; y < o->n_years; y++)
            mean[y * MF_N_OUTCOMES + i] =
                mf_outcomes_mean(o, y, i, &error[y * MF_N_OUTCOMES + i]);
        total[i] = mf_outcomes_mean(o, MF_ALL_YEARS, i, &total_error[i]);
    }
}
