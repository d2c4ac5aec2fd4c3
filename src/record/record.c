#include "record/record.h"

#include "base/parallel.h"
#include "record/fates.h"

mf_err mf_record_init(mf_record *self, const mf_scenario *scenario, int n_replicates,
                      mf_error *err)
{
    mf_err code;

    *self = (mf_record){ .replicate = -1 };
    if ((code = mf_tables_init(&self->tables, scenario, n_replicates)) != MF_OK ||
        (code = mf_outcomes_init(&self->outcomes, scenario, n_replicates)) != MF_OK ||
        (code = mf_counts_init(&self->counts, scenario)) != MF_OK ||
        (code = mf_sight_init(&self->sight, scenario)) != MF_OK) {
        mf_record_free(self);
        return mf_fail(err, code, "no room for the tables of %s", scenario->title);
    }
    return MF_OK;
}

void mf_record_free(mf_record *self)
{
    mf_sight_free(&self->sight);
    mf_lives_free(&self->lives);
    mf_census_free(&self->census);
    mf_counts_free(&self->counts);
    mf_outcomes_free(&self->outcomes);
    mf_tables_free(&self->tables);
}

static mf_err refuse(const mf_record *self, mf_err code, mf_error *err)
{
    if (code == MF_E_FILE)
        return mf_fail(err, code, "more events than one file can number: %zu; run fewer replicates "
                                  "or set outputs.events = false", self->tables.first[MF_AXIS_EVENT]);
    return mf_fail(err, code, "no room for the tables of %s", self->tables.scenario->title);
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
    if ((code = mf_census_init(&self->census, world)) != MF_OK ||
        (code = mf_lives_init(&self->lives, world)) != MF_OK ||
        (code = mf_sight_begin(&self->sight, world)) != MF_OK)
        return refuse(self, code, err);
    mf_counts_begin(&self->counts, world, &self->tables);
    mf_census_begin(&self->census, world, &self->tables);
    code = mf_lives_begin(&self->lives, world, self->replicate, &self->tables);
    self->seconds += mf_parallel_clock() - start;
    return code == MF_OK ? MF_OK : refuse(self, code, err);
}

static mf_err step(void *observer, const mf_world *world, mf_error *err)
{
    mf_record *self = observer;
    double start = mf_parallel_clock();
    mf_err code = mf_lives_step(&self->lives, world, self->replicate, &self->tables);

    mf_outcomes_step(&self->outcomes, world, self->lives.departed);
    mf_counts_step(&self->counts, world, &self->tables);
    mf_census_step(&self->census, world, &self->tables);
    mf_sight_step(&self->sight, world);
    mf_sight_census(&self->sight, world);
    if (world->step + 1 == world->n_steps)
        mf_fates_put(&self->sight, world, &self->tables);
    self->seconds += mf_parallel_clock() - start;
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

    for (int i = 0; i < MF_N_OUTCOMES; i++) {
        for (int y = 0; y < o->n_years; y++)
            mean[y * MF_N_OUTCOMES + i] =
                mf_outcomes_mean(o, y, i, &error[y * MF_N_OUTCOMES + i]);
        total[i] = mf_outcomes_mean(o, MF_ALL_YEARS, i, &total_error[i]);
    }
}
