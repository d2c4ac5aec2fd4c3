/* How people were sorted: disentanglement, both errors, and what explains a decision. */
#include "record/indicators_measure.h"

#include <math.h>
#include <string.h>

#include "base/real.h"
#include "record/indicators_cut.h"

/* Modelled people, counted once each, and in persons with their squares: what variance is made of. */
typedef struct pile {
    double people, persons, squares;
} pile;

static void heap(pile *to, double part, const pile *from)
{
    to->people += part * from->people;
    to->persons += part * from->persons;
    to->squares += part * from->squares;
}

/* People by way and need. */
typedef struct joint {
    pile at[MF_N_WAYS][2], all;
} joint;

/* The same by class of mixedness. */
typedef struct crowd {
    joint class[MF_N_MIXED];
} crowd;

/* Modelled people of a cohort by way, need and mixedness. */
static void add_cohort(const mf_cube *cube, mf_cut cut, int cohort, int sorting,
                       int64_t n[MF_N_SORTED])
{
    mf_range years = mf_taken(cut.year, cube->n_years);
    mf_range countries = mf_taken(cut.country, cube->n_countries);

    for (int y = years.begin; y < years.end; y++)
        for (int c = countries.begin; c < countries.end; c++) {
            const int32_t *here = mf_cube_sorted(cube, mf_cube_cell(cube, y, c, cohort), sorting);

            for (int i = 0; here != NULL && i < MF_N_SORTED; i++)
                n[i] += here[i];
        }
}

static void crowd_of(const mf_cube *cube, mf_cut cut, int sorting, crowd *of)
{
    mf_range cohorts = mf_taken(cut.cohort, cube->n_cohorts);

    memset(of, 0, sizeof *of);
    for (int k = cohorts.begin; k < cohorts.end; k++) {
        int64_t n[MF_N_SORTED] = { 0 };
        double weight = mf_scenario_weight(cube->scenario, k);

        add_cohort(cube, cut, k, sorting, n);
        for (int i = 0; i < MF_N_SORTED; i++) {
            joint *class = &of->class[i % MF_N_MIXED];
            double people = (double) n[i];
            pile one = { people, weight * people, weight * weight * people };

            if (n[i] == 0)
                continue;
            heap(&class->at[i / MF_N_MIXED / 2][i / MF_N_MIXED % 2], 1.0, &one);
            heap(&class->all, 1.0, &one);
        }
    }
}

/* Adds a part of a class. */
static void take(joint *to, double part, const joint *class)
{
    for (int way = 0; way < MF_N_WAYS; way++)
        for (int need = 0; need < 2; need++)
            heap(&to->at[way][need], part, &class->at[way][need]);
    heap(&to->all, part, &class->all);
}

/* All, or the most mixed third: whole classes from above, and of the last the share that fills
 * the third. */
static joint joint_of(const mf_cube *cube, mf_cut cut, const mf_indicator *row)
{
    joint all = { .all = { 0.0, 0.0, 0.0 } }, third = all;
    double wanted;
    crowd of;

    crowd_of(cube, cut, row->which, &of);
    for (int m = 0; m < MF_N_MIXED; m++)
        if (of.class[m].all.people > 0.0)
            take(&all, 1.0, &of.class[m]);
    if (!row->mixed)
        return all;
    wanted = all.all.persons / 3.0;
    for (int m = MF_N_MIXED - 1; m >= 0 && third.all.persons < wanted; m--)
        if (of.class[m].all.persons > 0.0)
            take(&third, mf_clamp((wanted - third.all.persons) / of.class[m].all.persons, 0.0, 1.0),
                 &of.class[m]);
    return third;
}

double mf_measure_sorted_people(const mf_cube *cube, mf_cut cut, const mf_indicator *row)
{
    joint of = joint_of(cube, cut, row);
    double in[2] = { 0.0, 0.0 };

    for (int way = 0; way < MF_N_WAYS; way++)
        for (int need = 0; need < 2; need++)
            in[need] += of.at[way][need].people;
    return row->of == mf_measure_false_negatives   ? in[1]
           : row->of == mf_measure_false_positives ? in[0] : in[0] + in[1];
}

/* How many modelled people of one weight would say as much. */
static double worth(const pile *all)
{
    return all->persons * all->persons / all->squares;
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

/* In nats. */
static double plain(const entropy *self)
{
    return mf_log(self->sum) - self->x_log_x / self->sum;
}

/* With the correction of Miller and Madow for n people. */
static double corrected(const entropy *self, double n)
{
    return plain(self) + (self->cells - 1) / (2.0 * n);
}

/* The entropies of need and way, alone and together. */
typedef struct sorted {
    entropy need, way, both;
    double in_need[2], by_way[MF_N_WAYS], n;
} sorted;

static sorted sorted_of(const joint *of)
{
    sorted s = { .n = worth(&of->all) };

    for (int way = 0; way < MF_N_WAYS; way++) {
        for (int need = 0; need < 2; need++) {
            s.in_need[need] += of->at[way][need].persons;
            s.by_way[way] += of->at[way][need].persons;
            add(&s.both, of->at[way][need].persons);
        }
        add(&s.way, s.by_way[way]);
    }
    add(&s.need, s.in_need[0]);
    add(&s.need, s.in_need[1]);
    return s;
}

double mf_measure_sorting(const mf_cube *cube, mf_cut cut, const mf_indicator *row)
{
    joint of = joint_of(cube, cut, row);
    sorted s = sorted_of(&of);

    if (s.need.cells < 2)
        return (double) NAN; /* nothing to sort */
    return (corrected(&s.need, s.n) + corrected(&s.way, s.n) - corrected(&s.both, s.n)) /
           corrected(&s.need, s.n);
}

/* DI is a smooth function of the shares p of ways and needs, so that
 * var DI = sum of p psi^2 / n with psi = (ln(p / (p_way p_need)) - I - DI (-ln p_need - H)) / H,
 * and where need and way are independent, where psi vanishes, 2 n I is chi-squared with
 * (ways - 1) degrees of freedom, whose variance is added.  An interval of two errors holds the
 * truth as often as it should where people are sorted, and more often where they are not. */
double mf_measure_sorting_error(const mf_cube *cube, mf_cut cut, const mf_indicator *row)
{
    joint of = joint_of(cube, cut, row);
    sorted s = sorted_of(&of);
    double all = of.all.persons, h, i, variance = 0.0;

    if (s.need.cells < 2)
        return (double) NAN;
    h = plain(&s.need);
    i = h + plain(&s.way) - plain(&s.both);
    for (int way = 0; way < MF_N_WAYS; way++)
        for (int need = 0; need < 2; need++) {
            const pile *here = &of.at[way][need];
            double psi;

            if (here->persons <= 0.0)
                continue;
            psi = mf_log(here->persons * all / (s.by_way[way] * s.in_need[need])) - i -
                  i / h * (mf_log(all / s.in_need[need]) - h);
            variance += here->squares * psi * psi / (all * all);
        }
    variance += (s.way.cells - 1) / (2.0 * s.n * s.n);
    return sqrt(variance) / h;
}

#define X(id, name, protective, doc) protective,
static const uint8_t protective[] = { MF_SORTINGS(X) };
#undef X

/* A share among people of one need, and its sampling error. */
typedef struct share {
    double value, error;
} share;

/* Of people of one need, those who went ways of one kind. */
static share share_of_ways(const mf_cube *cube, mf_cut cut, const mf_indicator *row, int need,
                           bool protecting)
{
    joint of = joint_of(cube, cut, row);
    pile part[2] = { { 0.0, 0.0, 0.0 }, { 0.0, 0.0, 0.0 } };
    double whole, p;

    for (int w = 0; w < MF_N_WAYS; w++) {
        bool protects = (protective[row->which] >> w & 1) != 0;

        heap(&part[protects == protecting], 1.0, &of.at[w][need]);
    }
    whole = part[0].persons + part[1].persons;
    p = mf_divide(part[1].persons, whole);
    return (share){ p, mf_divide(sqrt(part[1].squares * (1.0 - p) * (1.0 - p) +
                                      part[0].squares * p * p), whole) };
}

double mf_measure_false_negatives(const mf_cube *cube, mf_cut cut, const mf_indicator *row)
{
    return share_of_ways(cube, cut, row, 1, false).value;
}

double mf_measure_false_negatives_error(const mf_cube *cube, mf_cut cut, const mf_indicator *row)
{
    return share_of_ways(cube, cut, row, 1, false).error;
}

double mf_measure_false_positives(const mf_cube *cube, mf_cut cut, const mf_indicator *row)
{
    return share_of_ways(cube, cut, row, 0, true).value;
}

double mf_measure_false_positives_error(const mf_cube *cube, mf_cut cut, const mf_indicator *row)
{
    return share_of_ways(cube, cut, row, 0, true).error;
}

/* ------------------------------------------------------------- what explains a decision */

typedef struct split {
    double outcome, given_origin, given_both; /* entropies of the decision */
} split;

static void add_decisions(const mf_cube *cube, mf_cut cut, int cohort, double n[2], pile *all)
{
    int64_t people[MF_N_SORTED] = { 0 };
    double weight = mf_scenario_weight(cube->scenario, cohort);

    add_cohort(cube, cut, cohort, MF_SORTING_DECISION, people);
    for (int i = 0; i < 2 * 2 * MF_N_MIXED; i++) {
        double x = (double) people[i];

        n[i / MF_N_MIXED / 2] += weight * x;
        heap(all, 1.0, &(pile){ x, weight * x, weight * weight * x });
    }
}

/* Persons by first decision (protection, refusal) of people from one country; `country` decides. */
static void decisions(const mf_cube *cube, mf_cut cut, int origin, int country, double n[2],
                      pile *all)
{
    mf_cut here = { cut.year, MF_ALL, country };
    const mf_scenario *s = cube->scenario;

    for (int k = 0; k < cube->n_cohorts; k++)
        if (mf_places(s)[mf_cohorts(s)[k].origin].country == origin)
            add_decisions(cube, here, k, n, all);
}

/* The split is between origins and between countries: it makes no sense within one. */
static bool is_whole(mf_cut cut)
{
    return cut.cohort == MF_ALL && cut.country == MF_ALL;
}

static split split_of(const mf_cube *cube, mf_cut cut)
{
    const split none = { (double) NAN, (double) NAN, (double) NAN };
    entropy s = { 0 }, o = { 0 }, so = { 0 }, od = { 0 }, sod = { 0 };
    double all[2] = { 0.0, 0.0 }, n;
    pile size = { 0.0, 0.0, 0.0 };

    if (!is_whole(cut))
        return none;
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
        return none;
    n = worth(&size);
    return (split){ corrected(&s, n), corrected(&so, n) - corrected(&o, n),
                    corrected(&sod, n) - corrected(&od, n) };
}

double mf_measure_by_origin(const mf_cube *cube, mf_cut cut, const mf_indicator *row)
{
    split h = split_of(cube, cut);

    (void) row;
    return (h.outcome - h.given_origin) / h.outcome;
}

double mf_measure_by_country(const mf_cube *cube, mf_cut cut, const mf_indicator *row)
{
    split h = split_of(cube, cut);

    (void) row;
    return (h.given_origin - h.given_both) / h.outcome;
}

double mf_measure_by_neither(const mf_cube *cube, mf_cut cut, const mf_indicator *row)
{
    split h = split_of(cube, cut);

    (void) row;
    return h.given_both / h.outcome;
}
