#include "record/indicators_measure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "record/indicators_cut.h"
#include "record/outcomes.h"

/* ------------------------------------------------------------- the cube */

enum kind { FLOW, TIME, STOCK };

#define X(id, kind, doc) kind,
static const int8_t kind_of[] = { MF_COUNTS(X) };
#undef X

#define MONEY                                                                  \
    (MF_BIT(MF_COUNT_SMUGGLERS) | MF_BIT(MF_COUNT_REMITTED) |                  \
     MF_BIT(MF_COUNT_JOURNEYS) | MF_BIT(MF_COUNT_INDEBTED))

static size_t n_cells(const mf_cube *self)
{
    return (size_t) self->n_years * (size_t) self->n_countries * (size_t) self->n_cohorts;
}

static size_t n_sortings(const mf_cube *self)
{
    return n_cells(self) * MF_N_SORTINGS;
}

static size_t n_lines(const mf_cube *self)
{
    return (size_t) self->n_years * (size_t) self->n_queues * (size_t) self->n_cohorts;
}

static mf_err make_events(mf_cube *self)
{
    self->count = calloc(n_cells(self) * MF_N_COUNTS + 1, sizeof *self->count);
    self->sorted = calloc(n_sortings(self) * MF_N_SORTED + 1, sizeof *self->sorted);
    self->any = calloc(n_sortings(self) + 1, sizeof *self->any);
    return self->count == NULL || self->sorted == NULL || self->any == NULL ? MF_E_NOMEM : MF_OK;
}

mf_err mf_cube_init(mf_cube *self, const mf_scenario *scenario)
{
    mf_outcomes years;

    mf_outcomes_calendar(&years, scenario);
    *self = (mf_cube){ .scenario = scenario, .n_years = years.n_years,
                       .n_countries = scenario->countries.n + 1, .n_cohorts = scenario->cohorts.n,
                       .n_queues = scenario->legal.queues.n,
                       .n_waits = mf_scenario_steps(scenario) + 1 };
    self->cost = calloc((size_t) self->n_years * MF_N_OWNERS, sizeof *self->cost);
    self->places = calloc((size_t) self->n_years * 2, sizeof *self->places);
    self->waits = calloc(n_lines(self) * (size_t) self->n_waits + 1, sizeof *self->waits);
    self->served = calloc(n_lines(self) + 1, sizeof *self->served);
    if (make_events(self) == MF_OK && self->cost != NULL && self->places != NULL &&
        self->waits != NULL && self->served != NULL)
        return MF_OK;
    mf_cube_free(self);
    return MF_E_NOMEM;
}

void mf_cube_free(mf_cube *self)
{
    free(self->count);
    free(self->sorted);
    free(self->any);
    free(self->cost);
    free(self->places);
    free(self->waits);
    free(self->served);
    *self = (mf_cube){ 0 };
}

void mf_cube_clear(mf_cube *self)
{
    size_t waits = (size_t) self->n_waits;

    memset(self->count, 0, n_cells(self) * MF_N_COUNTS * sizeof *self->count);
    memset(self->cost, 0, (size_t) self->n_years * MF_N_OWNERS * sizeof *self->cost);
    memset(self->places, 0, (size_t) self->n_years * 2 * sizeof *self->places);
    for (size_t i = 0; i < n_sortings(self); i++)
        if (self->any[i])
            memset(&self->sorted[i * MF_N_SORTED], 0, MF_N_SORTED * sizeof *self->sorted);
    for (size_t i = 0; i < n_lines(self); i++)
        if (self->served[i] != 0)
            memset(&self->waits[i * waits], 0, waits * sizeof *self->waits);
    memset(self->any, 0, n_sortings(self) * sizeof *self->any);
    memset(self->served, 0, n_lines(self) * sizeof *self->served);
}

mf_err mf_cube_init_events(mf_cube *self, const mf_cube *shape)
{
    *self = *shape;
    self->cost = self->places = NULL;
    self->waits = self->served = NULL;
    return make_events(self);
}

void mf_cube_take_events(mf_cube *self, const mf_cube *other)
{
    size_t counts = n_cells(self) * MF_N_COUNTS, sortings = n_sortings(self);

    for (size_t i = 0; i < counts; i++)
        self->count[i] += other->count[i];
    for (size_t row = 0; row < sortings; row++) {
        self->any[row] |= other->any[row];
        for (size_t i = row * MF_N_SORTED; other->any[row] && i < (row + 1) * MF_N_SORTED; i++)
            self->sorted[i] += other->sorted[i];
    }
}

void mf_cube_sum(mf_cube *self, const mf_comm *comm)
{
    mf_comm_sum(comm, self->count, n_cells(self) * MF_N_COUNTS);
    mf_comm_sum32(comm, self->sorted, n_sortings(self) * MF_N_SORTED);
    if (!mf_comm_alone(comm)) /* anybody may have been sorted anywhere */
        memset(self->any, true, n_sortings(self) * sizeof *self->any);
}

/* ------------------------------------------------------------- sums and ratios */

/* Modelled people of one cohort. */
static int64_t sum_of_cohort(const mf_cube *cube, mf_cut cut, int count, int cohort)
{
    mf_range years = mf_taken(cut.year, cube->n_years), countries = mf_taken(cut.country, cube->n_countries);
    int64_t sum = 0;

    if (kind_of[count] == STOCK && cut.year == MF_ALL)
        years.begin = years.end - 1;
    for (int y = years.begin; y < years.end; y++)
        for (int c = countries.begin; c < countries.end; c++)
            sum += *mf_cube_count(cube, mf_cube_cell(cube, y, c, cohort), count);
    return sum;
}

static double in_its_unit(const mf_cube *cube, int count, double n)
{
    if ((MONEY & MF_BIT(count)) != 0)
        return n / 100.0;
    if (count == MF_COUNT_WORK)
        n /= 1000.0;
    if (count == MF_COUNT_DIVERGENCE)
        n /= 1e6;
    return kind_of[count] == TIME ? n * cube->scenario->calendar.step / MF_DAYS_PER_YEAR : n;
}

double mf_measure_sum(const mf_cube *cube, mf_cut cut, uint64_t counts)
{
    mf_range cohorts = mf_taken(cut.cohort, cube->n_cohorts);
    double sum = 0.0;

    for (int i = 0; i < MF_N_COUNTS; i++)
        for (int k = cohorts.begin; k < cohorts.end && (counts & MF_BIT(i)) != 0; k++)
            sum += mf_scenario_weight(cube->scenario, k) *
                   in_its_unit(cube, i, (double) sum_of_cohort(cube, cut, i, k));
    return sum;
}

double mf_measure_people(const mf_cube *cube, mf_cut cut, const mf_indicator *row)
{
    mf_range cohorts = mf_taken(cut.cohort, cube->n_cohorts);
    double people = 0.0;

    for (int i = 0; i < MF_N_COUNTS; i++)
        for (int k = cohorts.begin; k < cohorts.end && (row->den & MF_BIT(i)) != 0; k++)
            people += in_its_unit(cube, i, (double) sum_of_cohort(cube, cut, i, k));
    return people;
}

double mf_measure_ratio(const mf_cube *cube, mf_cut cut, const mf_indicator *row)
{
    double num = row->factor * mf_measure_sum(cube, cut, row->num);

    return row->den == 0 ? num : mf_divide(num, mf_measure_sum(cube, cut, row->den));
}

double mf_measure_rest(const mf_cube *cube, mf_cut cut, const mf_indicator *row)
{
    return 1.0 - mf_measure_ratio(cube, cut, row);
}

double mf_measure_cost(const mf_cube *cube, mf_cut cut, const mf_indicator *row)
{
    mf_range years = mf_taken(cut.year, cube->n_years), owners = mf_taken(row->which, MF_N_OWNERS);
    int64_t cents = 0;

    if (cut.cohort != MF_ALL)
        return (double) NAN; /* a policy's cost belongs to no cohort */
    for (int y = years.begin; y < years.end; y++)
        for (int o = owners.begin; o < owners.end; o++)
            cents += cube->cost[y * MF_N_OWNERS + o];
    return row->den == 0 ? (double) cents / 100.0
                         : mf_divide((double) cents / 100.0, mf_measure_sum(cube, cut, row->den));
}

double mf_measure_net_money(const mf_cube *cube, mf_cut cut, const mf_indicator *row)
{
    return mf_measure_sum(cube, cut, row->num) - mf_measure_sum(cube, cut, row->den);
}

double mf_measure_places(const mf_cube *cube, mf_cut cut, const mf_indicator *row)
{
    mf_range years = mf_taken(cut.year, cube->n_years);
    int64_t offered = 0, filled = 0;

    (void) row;
    if (cut.cohort != MF_ALL)
        return (double) NAN; /* a place belongs to no cohort */
    for (int y = years.begin; y < years.end; y++) {
        offered += cube->places[2 * y];
        filled += cube->places[2 * y + 1];
    }
    return mf_divide((double) filled, (double) offered);
}

/* ------------------------------------------------------------- waiting */

int mf_procedure_of(const mf_scenario *scenario, int queue)
{
    const mf_queue *q = &mf_queues(scenario)[queue];
    uint64_t traits = mf_statuses(scenario)[q->status].traits;

    switch (q->decides) {
    case MF_DECIDES_ASYLUM:
        return MF_PROCEDURE_ASYLUM;
    case MF_DECIDES_APPEAL:
        return MF_PROCEDURE_APPEAL;
    case MF_DECIDES_EXTERNAL:
        return MF_PROCEDURE_EXTERNAL;
    default:
        return (traits & MF_BIT(MF_TRAIT_PENDING)) != 0 && q->event != MF_EVENT_EVACUATED
                   ? MF_PROCEDURE_PATH
                   : -1;
    }
}

enum { STEPS = 64 }; /* waits that are looked at together, for they lie side by side */

/* Persons served after exactly first, first + 1, ... steps, in one queue or in all of a procedure. */
static void served_after(const mf_cube *cube, mf_cut cut, int queue, int procedure, int first,
                         double persons[STEPS])
{
    mf_range years = mf_taken(cut.year, cube->n_years), queues = mf_taken(queue, cube->n_queues);
    mf_range cohorts = mf_taken(cut.cohort, cube->n_cohorts);
    int n = cube->n_waits - first < STEPS ? cube->n_waits - first : STEPS;

    memset(persons, 0, STEPS * sizeof *persons);
    for (int y = years.begin; y < years.end; y++)
        for (int q = queues.begin; q < queues.end; q++) {
            if (queue == MF_ALL && mf_procedure_of(cube->scenario, q) != procedure)
                continue;
            for (int k = cohorts.begin; k < cohorts.end; k++) {
                double weight = mf_scenario_weight(cube->scenario, k);
                const int32_t *waits = &mf_cube_waits(cube, y, q, k)[first];
                bool any = cube->served[mf_cube_line(cube, y, q, k)] != 0;

                for (int w = 0; any && w < n; w++)
                    persons[w] += weight * waits[w];
            }
        }
}

static double quantile(const mf_cube *cube, mf_cut cut, int queue, int procedure, double share)
{
    double all = 0.0, upto = 0.0, served[STEPS];
    int steps = 0;

    for (int first = 0; first < cube->n_waits; first += STEPS) {
        served_after(cube, cut, queue, procedure, first, served);
        for (int w = 0; w < STEPS; w++)
            all += served[w];
    }
    if (all <= 0.0)
        return (double) NAN;
    for (; steps < cube->n_waits; steps++) {
        if (steps % STEPS == 0)
            served_after(cube, cut, queue, procedure, steps, served);
        upto += served[steps % STEPS];
        if (upto >= share * all * (1.0 - 1e-12)) /* a half is a half, however it was added up */
            break;
    }
    return steps * cube->scenario->calendar.step / MF_DAYS_PER_MONTH;
}

double mf_measure_wait(const mf_cube *cube, mf_cut cut, const mf_indicator *row)
{
    return quantile(cube, cut, MF_ALL, row->which, row->factor);
}

double mf_queue_quantile(const mf_cube *cube, int year, int queue, double share)
{
    return quantile(cube, (mf_cut){ year, MF_ALL, MF_ALL }, queue, -1, share);
}

double mf_measure_served(const mf_cube *cube, mf_cut cut, const mf_indicator *row)
{
    mf_range years = mf_taken(cut.year, cube->n_years);
    mf_range cohorts = mf_taken(cut.cohort, cube->n_cohorts);
    double people = 0.0;

    for (int y = years.begin; y < years.end; y++)
        for (int q = 0; q < cube->n_queues; q++)
            for (int k = cohorts.begin;
                 mf_procedure_of(cube->scenario, q) == row->which && k < cohorts.end; k++)
                people += cube->served[mf_cube_line(cube, y, q, k)];
    return people;
}
