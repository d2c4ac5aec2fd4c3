/* The tables of indicators, filled from what was counted. */
#include "record/indicators_watch.h"

#include "base/parallel.h"
#include "record/indicators_measure.h"

static const mf_cut everything = { MF_ALL, MF_ALL, MF_ALL };

typedef double (*teller)(const mf_cube *cube, mf_cut cut, int indicator);

/* Of a table that is not kept, `values` is NULL. */
static void put(const mf_sight *self, double *values, mf_cut cut, teller tell)
{
    for (int i = 0; values != NULL && i < mf_indicators_n(); i++)
        values[i] = tell(&self->cube, cut, i);
}

static double *row_of(const mf_tables *tables, int table, int row)
{
    double *values = tables->data[table];

    return values == NULL ? NULL : values + (size_t) row * (size_t) mf_indicators_n();
}

static void put_year(const mf_sight *self, mf_tables *tables, int year)
{
    const mf_cube *cube = &self->cube;
    mf_cut cut = { year, MF_ALL, MF_ALL };

    put(self, row_of(tables, MF_TABLE_BY_YEAR, year), cut, mf_indicator_value);
    put(self, row_of(tables, MF_TABLE_BY_YEAR_ERROR, year), cut, mf_indicator_error);
    for (cut.cohort = 0; cut.cohort < cube->n_cohorts; cut.cohort++)
        put(self, row_of(tables, MF_TABLE_BY_YEAR_COHORT, year * cube->n_cohorts + cut.cohort), cut,
            mf_indicator_of_cell);
    cut.cohort = MF_ALL;
    for (cut.country = 0; cut.country < cube->n_countries; cut.country++)
        put(self, row_of(tables, MF_TABLE_BY_YEAR_COUNTRY, year * cube->n_countries + cut.country),
            cut, mf_indicator_of_cell);
}

typedef struct work {
    const mf_sight *self;
    mf_tables *tables;
} work;

/* Pieces: each year, each cohort, each country, and all together. */
static void put_piece(void *context, size_t piece, int worker)
{
    const work *w = context;
    const mf_cube *cube = &w->self->cube;
    int i = (int) piece, k = i - cube->n_years, c = k - cube->n_cohorts;

    (void) worker;
    if (k < 0) {
        put_year(w->self, w->tables, i);
    } else if (c < 0) {
        put(w->self, row_of(w->tables, MF_TABLE_BY_COHORT, k), (mf_cut){ MF_ALL, k, MF_ALL },
            mf_indicator_value);
    } else if (c < cube->n_countries) {
        put(w->self, row_of(w->tables, MF_TABLE_BY_COUNTRY, c), (mf_cut){ MF_ALL, MF_ALL, c },
            mf_indicator_value);
    } else {
        put(w->self, w->tables->data[MF_TABLE_ALL_YEARS], everything, mf_indicator_value);
        put(w->self, w->tables->data[MF_TABLE_ALL_YEARS_ERROR], everything, mf_indicator_error);
    }
}

static void put_indicators(const mf_sight *self, mf_tables *tables)
{
    const mf_cube *cube = &self->cube;
    work w = { self, tables };

    mf_parallel_for((size_t) (cube->n_years + cube->n_cohorts + cube->n_countries + 1),
                    self->n_workers, put_piece, &w);
}

void mf_sight_end(const mf_sight *self, mf_tables *tables)
{
    float *median = tables->data[MF_TABLE_QUEUE_MEDIAN], *p90 = tables->data[MF_TABLE_QUEUE_P90];
    int queues = self->cube.n_queues;

    put_indicators(self, tables);
    for (int y = 0; median != NULL && y < self->cube.n_years; y++)
        for (int q = 0; q < queues; q++) {
            median[y * queues + q] = (float) mf_queue_quantile(&self->cube, y, q, 0.5);
            p90[y * queues + q] = (float) mf_queue_quantile(&self->cube, y, q, 0.9);
        }
}
