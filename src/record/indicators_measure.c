#include "record/indicators_measure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/real.h"
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

static size_t n_sorted(const mf_cube *self)
{
    return n_cells(self) * MF_N_SORTINGS * MF_N_WAYS * 2 * MF_N_MIXED;
}

static size_t n_waits(const mf_cube *self)
{
    return (size_t) self->n_years * (size_t) self->n_queues * (size_t) self->n_cohorts *
           (size_t) self->n_waits;
}

mf_err mf_cube_init(mf_cube *self, const mf_scenario *scenario)
{
    mf_outcomes years;

    mf_outcomes_calendar(&years, scenario);
    *self = (mf_cube){ .scenario = scenario, .n_years = years.n_years,
                       .n_countries = scenario->countries.n + 1, .n_cohorts = scenario->cohorts.n,
                       .n_queues = scenario->legal.queues.n,
                       .n_waits = mf_scenario_steps(scenario) + 1 };
    self->count = calloc(n_cells(self) * MF_N_COUNTS + 1, sizeof *self->count);
    self->sorted = calloc(n_sorted(self) + 1, sizeof *self->sorted);
    self->cost = calloc((size_t) self->n_years * MF_N_OWNERS, sizeof *self->cost);
    self->waits = calloc(n_waits(self) + 1, sizeof *self->waits);
    if (self->count == NULL || self->sorted == NULL || self->cost == NULL ||
        self->waits == NULL) {
        mf_cube_free(self);
        return MF_E_NOMEM;
    }
    return MF_OK;
}

void mf_cube_free(mf_cube *self)
{
    free(self->count);
    free(self->sorted);
    free(self->cost);
    free(self->waits);
    *self = (mf_cube){ 0 };
}

void mf_cube_clear(mf_cube *self)
{
    memset(self->count, 0, n_cells(self) * MF_N_COUNTS * sizeof *self->count);
    memset(self->sorted, 0, n_sorted(self) * sizeof *self->sorted);
    memset(self->cost, 0, (size_t) self->n_years * MF_N_OWNERS * sizeof *self->cost);
    memset(self->waits, 0, n_waits(self) * sizeof *self->waits);
}

/* The range of indices that a cut takes of an axis. */
typedef struct range {
    int begin, end;
} range;

static range taken(int index, int n)
{
    return index == MF_ALL ? (range){ 0, n } : (range){ index, index + 1 };
}

/* ------------------------------------------------------------- sums and ratios */

/* Modelled people of one cohort. */
static int64_t sum_of_cohort(const mf_cube *cube, mf_cut cut, int count, int cohort)
{
    range years = taken(cut.year, cube->n_years), countries = taken(cut.country, cube->n_countries);
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
    return kind_of[count] == TIME ? n * cube->scenario->calendar.step / MF_DAYS_PER_YEAR : n;
}

double mf_measure_sum(const mf_cube *cube, mf_cut cut, uint64_t counts)
{
    range cohorts = taken(cut.cohort, cube->n_cohorts);
    double sum = 0.0;

    for (int i = 0; i < MF_N_COUNTS; i++)
        for (int k = cohorts.begin; k < cohorts.end && (counts & MF_BIT(i)) != 0; k++)
            sum += mf_scenario_weight(cube->scenario, k) *
                   in_its_unit(cube, i, (double) sum_of_cohort(cube, cut, i, k));
    return sum;
}

static double divide(double a, double b)
{
    return b > 0.0 ? a / b : (double) NAN;
}

double mf_measure_ratio(const mf_cube *cube, mf_cut cut, const mf_indicator *row)
{
    double num = row->factor * mf_measure_sum(cube, cut, row->num);

    return row->den == 0 ? num : divide(num, mf_measure_sum(cube, cut, row->den));
}

double mf_measure_rest(const mf_cube *cube, mf_cut cut, const mf_indicator *row)
{
    return 1.0 - mf_measure_ratio(cube, cut, row);
}

double mf_measure_cost(const mf_cube *cube, mf_cut cut, const mf_indicator *row)
{
    range years = taken(cut.year, cube->n_years), owners = taken(row->which, MF_N_OWNERS);
    int64_t cents = 0;

    if (cut.cohort != MF_ALL)
        return (double) NAN; /* a policy's cost belongs to no cohort */
    for (int y = years.begin; y < years.end; y++)
        for (int o = owners.begin; o < owners.end; o++)
            cents += cube->cost[y * MF_N_OWNERS + o];
    return row->den == 0 ? (double) cents / 100.0
                         : divide((double) cents / 100.0, mf_measure_sum(cube, cut, row->den));
}

double mf_measure_net_money(const mf_cube *cube, mf_cut cut, const mf_indicator *row)
{
    return mf_measure_sum(cube, cut, row->num) - mf_measure_sum(cube, cut, row->den);
}

/* ------------------------------------------------------------- sorting */

/* Persons by way and need, and how many modelled people that is worth. */
typedef struct joint {
    double persons[MF_N_WAYS][2], all, squares;
} joint;

static int64_t people_sorted(const mf_cube *cube, mf_cut cut, int cohort, int sorting, int way,
                             int need, int mixed)
{
    range years = taken(cut.year, cube->n_years), countries = taken(cut.country, cube->n_countries);
    int64_t n = 0;

    for (int y = years.begin; y < years.end; y++)
        for (int c = countries.begin; c < countries.end; c++)
            n += *mf_cube_sorted(cube, mf_cube_cell(cube, y, c, cohort), sorting, way, need, mixed);
    return n;
}

static void add_class(const mf_cube *cube, mf_cut cut, int sorting, int mixed, double part,
                      joint *sum)
{
    range cohorts = taken(cut.cohort, cube->n_cohorts);

    for (int k = cohorts.begin; k < cohorts.end; k++) {
        double weight = mf_scenario_weight(cube->scenario, k);

        for (int way = 0; way < MF_N_WAYS; way++)
            for (int need = 0; need < 2; need++) {
                double n = part * (double) people_sorted(cube, cut, k, sorting, way, need, mixed);

                sum->persons[way][need] += weight * n;
                sum->all += weight * n;
                sum->squares += weight * weight * n;
            }
    }
}

/* All, or the most mixed third: whole classes from above, and of the last the share that fills
 * the third. */
static joint joint_of(const mf_cube *cube, mf_cut cut, const mf_indicator *row)
{
    joint sum = { .all = 0.0 };
    double wanted;

    for (int m = 0; m < MF_N_MIXED; m++)
        add_class(cube, cut, row->which, m, 1.0, &sum);
    if (!row->mixed)
        return sum;
    wanted = sum.all / 3.0;
    sum = (joint){ .all = 0.0 };
    for (int m = MF_N_MIXED - 1; m >= 0 && sum.all < wanted; m--) {
        joint class = { .all = 0.0 };

        add_class(cube, cut, row->which, m, 1.0, &class);
        if (class.all > 0.0)
            add_class(cube, cut, row->which, m,
                      mf_clamp((wanted - sum.all) / class.all, 0.0, 1.0), &sum);
    }
    return sum;
}

/* An entropy under way: from sums of x log x. */
typedef struct entropy {
    double sum, x_log_x;
    int cells;
} entropy;

static void add(entropy *self, double x)
{
    if (x <= 0.0)
        return;
    self->sum += x;
    self->x_log_x += x * mf_log(x);
    self->cells++;
}

/* In nats, with the correction of Miller and Madow for n people. */
static double corrected(const entropy *self, double n)
{
    return mf_log(self->sum) - self->x_log_x / self->sum + (self->cells - 1) / (2.0 * n);
}

double mf_measure_sorting(const mf_cube *cube, mf_cut cut, const mf_indicator *row)
{
    joint of = joint_of(cube, cut, row);
    entropy need = { 0 }, way = { 0 }, both = { 0 };
    double in[2] = { 0.0, 0.0 }, n;

    for (int w = 0; w < MF_N_WAYS; w++) {
        add(&way, of.persons[w][0] + of.persons[w][1]);
        for (int i = 0; i < 2; i++) {
            in[i] += of.persons[w][i];
            add(&both, of.persons[w][i]);
        }
    }
    add(&need, in[0]);
    add(&need, in[1]);
    if (need.cells < 2)
        return (double) NAN; /* nothing to sort */
    n = of.all * of.all / of.squares;
    return (corrected(&need, n) + corrected(&way, n) - corrected(&both, n)) / corrected(&need, n);
}

#define X(id, name, protective, doc) protective,
static const uint8_t protective[] = { MF_SORTINGS(X) };
#undef X

/* Share of people of one need who went ways of one kind. */
static double share_of_ways(const mf_cube *cube, mf_cut cut, const mf_indicator *row, int need,
                            bool protecting)
{
    joint of = joint_of(cube, cut, row);
    double part = 0.0, whole = 0.0;

    for (int w = 0; w < MF_N_WAYS; w++) {
        bool protects = (protective[row->which] >> w & 1) != 0;

        whole += of.persons[w][need];
        part += protects == protecting ? of.persons[w][need] : 0.0;
    }
    return divide(part, whole);
}

double mf_measure_false_negatives(const mf_cube *cube, mf_cut cut, const mf_indicator *row)
{
    return share_of_ways(cube, cut, row, 1, false);
}

double mf_measure_false_positives(const mf_cube *cube, mf_cut cut, const mf_indicator *row)
{
    return share_of_ways(cube, cut, row, 0, true);
}

/* ------------------------------------------------------------- what explains a decision */

typedef struct split {
    double outcome, given_origin, given_both; /* entropies of the decision */
} split;

/* Persons by first decision (protection, refusal) of people from one country; `country` decides. */
static void decisions(const mf_cube *cube, mf_cut cut, int origin, int country, double n[2],
                      joint *size)
{
    mf_cut here = { cut.year, MF_ALL, country };
    const mf_scenario *s = cube->scenario;

    for (int k = 0; k < cube->n_cohorts; k++) {
        double weight = mf_scenario_weight(s, k);

        if (mf_places(s)[mf_cohorts(s)[k].origin].country != origin)
            continue;
        for (int way = 0; way < 2; way++)
            for (int i = 0; i < 2 * MF_N_MIXED; i++) {
                double people = (double) people_sorted(cube, here, k, MF_SORTING_DECISION, way,
                                                       i / MF_N_MIXED, i % MF_N_MIXED);

                n[way] += weight * people;
                size->all += weight * people;
                size->squares += weight * weight * people;
            }
    }
}

static split split_of(const mf_cube *cube, mf_cut cut)
{
    entropy s = { 0 }, o = { 0 }, so = { 0 }, od = { 0 }, sod = { 0 };
    double all[2] = { 0.0, 0.0 }, n;
    joint size = { .all = 0.0 };

    for (int from = 0; from < cube->n_countries; from++) {
        double there[2] = { 0.0, 0.0 };

        for (int by = 0; by < cube->n_countries; by++) {
            double here[2] = { 0.0, 0.0 };

            decisions(cube, cut, from, by, here, &size);
            add(&od, here[0] + here[1]);
            for (int way = 0; way < 2; way++) {
                add(&sod, here[way]);
                there[way] += here[way];
                all[way] += here[way];
            }
        }
        add(&o, there[0] + there[1]);
        add(&so, there[0]);
        add(&so, there[1]);
    }
    add(&s, all[0]);
    add(&s, all[1]);
    if (s.cells < 2)
        return (split){ (double) NAN, (double) NAN, (double) NAN };
    n = size.all * size.all / size.squares;
    return (split){ corrected(&s, n), corrected(&so, n) - corrected(&o, n),
                    corrected(&sod, n) - corrected(&od, n) };
}

/* The split is between origins and between countries: it makes no sense within one. */
static bool is_whole(mf_cut cut)
{
    return cut.cohort == MF_ALL && cut.country == MF_ALL;
}

double mf_measure_by_origin(const mf_cube *cube, mf_cut cut, const mf_indicator *row)
{
    split h = split_of(cube, cut);

    (void) row;
    return is_whole(cut) ? (h.outcome - h.given_origin) / h.outcome : (double) NAN;
}

double mf_measure_by_country(const mf_cube *cube, mf_cut cut, const mf_indicator *row)
{
    split h = split_of(cube, cut);

    (void) row;
    return is_whole(cut) ? (h.given_origin - h.given_both) / h.outcome : (double) NAN;
}

double mf_measure_by_neither(const mf_cube *cube, mf_cut cut, const mf_indicator *row)
{
    split h = split_of(cube, cut);

    (void) row;
    return is_whole(cut) ? h.given_both / h.outcome : (double) NAN;
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

/* Persons served after exactly so many steps, in one queue or in all of a procedure. */
static double served_after(const mf_cube *cube, mf_cut cut, int queue, int procedure, int steps)
{
    range years = taken(cut.year, cube->n_years), queues = taken(queue, cube->n_queues);
    range cohorts = taken(cut.cohort, cube->n_cohorts);
    double persons = 0.0;

    for (int y = years.begin; y < years.end; y++)
        for (int q = queues.begin; q < queues.end; q++)
            for (int k = cohorts.begin; k < cohorts.end; k++)
                if (queue != MF_ALL || mf_procedure_of(cube->scenario, q) == procedure)
                    persons += mf_scenario_weight(cube->scenario, k) *
                               mf_cube_waits(cube, y, q, k)[steps];
    return persons;
}

static double quantile(const mf_cube *cube, mf_cut cut, int queue, int procedure, double share)
{
    double all = 0.0, upto = 0.0;
    int steps = 0;

    for (int w = 0; w < cube->n_waits; w++)
        all += served_after(cube, cut, queue, procedure, w);
    if (all <= 0.0)
        return (double) NAN;
    for (; steps < cube->n_waits; steps++) {
        upto += served_after(cube, cut, queue, procedure, steps);
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
