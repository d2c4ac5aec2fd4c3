/* One function a block: from the tables of a replicate to numbers, summed in the order of the tables. */
#include "record/brief.h"

#include <math.h>
#include <string.h>

#include "record/fates.h"
#include "record/indicators.h"
#include "record/indicators_measure.h"

typedef struct block {
    const mf_brief *brief;
    const mf_brief_source *from;
    size_t n; /* numbers of the block */
    double *out;
} block;

static const void *table(const block *self, int id)
{
    return self->from->tables->data[id];
}

static size_t length(const block *self, mf_axis axis)
{
    return self->from->tables->length[axis];
}

static void copy_reals(const block *self, int id)
{
    memcpy(self->out, table(self, id), self->n * sizeof *self->out);
}

static void copy_floats(const block *self, int id)
{
    const float *from = table(self, id);

    for (size_t i = 0; from != NULL && i < self->n; i++)
        self->out[i] = (double) from[i];
}

/* Sums over the last axis, the cohorts. */
static void sum_cohorts(const block *self, int id)
{
    const float *from = table(self, id);
    size_t cohorts = length(self, MF_AXIS_COHORT);

    for (size_t i = 0; from != NULL && i < self->n; i++)
        for (size_t k = 0; k < cohorts; k++)
            self->out[i] += (double) from[i * cohorts + k];
}

static void fill_outcomes(const block *self) { copy_reals(self, MF_TABLE_TOTAL); }
static void fill_outcomes_year(const block *self) { copy_reals(self, MF_TABLE_VALUE); }
static void fill_indicators(const block *self) { copy_reals(self, MF_TABLE_ALL_YEARS); }
static void fill_indicators_year(const block *self) { copy_reals(self, MF_TABLE_BY_YEAR); }
static void fill_indicators_cohort(const block *self) { copy_reals(self, MF_TABLE_BY_COHORT); }
static void fill_waiting(const block *self) { sum_cohorts(self, MF_TABLE_WAITING); }
static void fill_served(const block *self) { sum_cohorts(self, MF_TABLE_SERVED); }
static void fill_expected(const block *self) { copy_floats(self, MF_TABLE_EXPECTED_WAIT); }
static void fill_strengths(const block *self) { copy_floats(self, MF_TABLE_STRENGTH); }

void mf_brief_sum_stocks(const mf_brief *self, const mf_brief_source *from)
{
    const size_t *n = from->tables->length;
    const float *stock = from->tables->data[MF_TABLE_STOCK];
    size_t rows = n[MF_AXIS_TIME] * n[MF_AXIS_PLACE] * n[MF_AXIS_STATUS];

    for (size_t row = 0; row < rows; row++, stock += n[MF_AXIS_COHORT]) {
        double persons = 0.0;

        for (size_t k = 0; k < n[MF_AXIS_COHORT]; k++)
            persons += (double) stock[k];
        self->persons[row] = persons;
    }
}

/* Stocks by time: added up by how people stand, or by place without the dead. */
static void add_stocks(const block *self, bool by_place)
{
    const mf_scenario *scenario = self->from->tables->scenario;
    size_t times = length(self, MF_AXIS_TIME), places = length(self, MF_AXIS_PLACE);
    size_t statuses = length(self, MF_AXIS_STATUS);
    const double *persons = self->brief->persons;

    for (size_t row = 0; row < times * places; row++, persons += statuses)
        for (size_t s = 0; s < statuses; s++) {
            int standing;

            if (persons[s] <= 0.0)
                continue;
            standing = mf_standing_of(scenario, (int) s);
            if (!by_place)
                self->out[row / places * MF_N_STANDINGS + (size_t) standing] += persons[s];
            else if (standing != MF_STANDING_DEAD)
                self->out[row] += persons[s];
        }
}

static void fill_groups(const block *self) { add_stocks(self, false); }
static void fill_present(const block *self) { add_stocks(self, true); }

/* Flows [time][link][fate][cohort], added up; strides of the sum by time, link and fate. */
static void add_flows(const block *self, size_t by_time, size_t by_link, size_t by_fate,
                      size_t fates)
{
    const float *flow = table(self, MF_TABLE_FLOW);
    size_t times = length(self, MF_AXIS_TIME), links = length(self, MF_AXIS_LINK);
    size_t cohorts = length(self, MF_AXIS_COHORT);

    for (size_t t = 0; flow != NULL && t < times; t++)
        for (size_t l = 0; l < links; l++)
            for (size_t f = 0; f < MF_N_FATES; f++, flow += cohorts)
                for (size_t k = 0; f < fates && k < cohorts; k++)
                    self->out[t * by_time + l * by_link + f * by_fate] += (double) flow[k];
}

static void fill_passages(const block *self) { add_flows(self, MF_N_FATES, 0, 1, MF_N_FATES); }
static void fill_legs(const block *self) { add_flows(self, 0, MF_N_FATES, 1, MF_N_FATES); }

static void fill_legs_time(const block *self)
{
    add_flows(self, length(self, MF_AXIS_LINK), 1, 0, MF_FATE_BEGUN + 1);
}

/* The indicators of cost say it by year. */
static void fill_costs(const block *self)
{
    const double *by_year = table(self, MF_TABLE_BY_YEAR);
    size_t years = length(self, MF_AXIS_YEAR), n = length(self, MF_AXIS_INDICATOR);

    for (size_t i = 0; i < n; i++) {
        const mf_indicator *row = &mf_indicators[i];

        if (row->of != mf_measure_cost || row->which == MF_ALL || row->den != 0)
            continue;
        for (size_t y = 0; y < years; y++)
            self->out[y * MF_N_OWNERS + (size_t) row->which] = by_year[y * n + i];
    }
}

/* ------------------------------------------------------------ person by person */

/* Who is looked at. */
typedef struct one {
    size_t id, cohort;
    double weight;
    int end;
} one;

static void for_everybody(const block *self, void (*add)(const block *self, const one *who))
{
    const int8_t *end = table(self, MF_TABLE_FINAL_FATE);
    const int32_t *first = table(self, MF_TABLE_FIRST_PERSON), *n = table(self, MF_TABLE_N_PEOPLE);

    for (size_t k = 0; k < length(self, MF_AXIS_COHORT); k++) {
        one who = { .cohort = k, .weight = mf_scenario_weight(self->from->tables->scenario, (int) k) };

        for (who.id = (size_t) first[k]; who.id < (size_t) first[k] + (size_t) n[k]; who.id++) {
            who.end = end[who.id];
            add(self, &who);
        }
    }
}

static void add_fate(const block *self, const one *who)
{
    self->out[who->cohort * MF_N_ENDS + (size_t) who->end] += who->weight;
}

static void add_profile(const block *self, const one *who)
{
    for (size_t p = 0; p < MF_N_PROFILES; p++)
        if ((self->from->profiles->set[who->id] >> p & 1) != 0 && who->end != MF_END_NOT_ENTERED)
            self->out[p * MF_N_ENDS + (size_t) who->end] += who->weight;
}

static void add_profile_people(const block *self, const one *who)
{
    for (size_t p = 0; p < MF_N_PROFILES; p++)
        if ((self->from->profiles->set[who->id] >> p & 1) != 0 && who->end != MF_END_NOT_ENTERED)
            self->out[p] += 1.0;
}

/* The place "on the way", the last of its axis, stands for no hub. */
static size_t hub(const block *self, int place)
{
    return place == MF_NO_HUB ? length(self, MF_AXIS_PLACE) - 1 : (size_t) place;
}

static void add_way_first(const block *self, const one *who)
{
    const mf_trail *trail = &self->from->ways->at[who->id];

    if (trail->gone)
        self->out[who->cohort * length(self, MF_AXIS_PLACE) + hub(self, trail->first)] += who->weight;
}

static void add_way_last(const block *self, const one *who)
{
    const mf_trail *trail = &self->from->ways->at[who->id];

    if (trail->gone)
        self->out[hub(self, trail->first) * length(self, MF_AXIS_PLACE) + hub(self, trail->last)] +=
            who->weight;
}

static void add_way_end(const block *self, const one *who)
{
    const mf_trail *trail = &self->from->ways->at[who->id];

    if (trail->gone)
        self->out[hub(self, trail->last) * MF_N_ENDS + (size_t) who->end] += who->weight;
}

static void fill_fates(const block *self) { for_everybody(self, add_fate); }
static void fill_profiles(const block *self) { for_everybody(self, add_profile); }
static void fill_profile_people(const block *self) { for_everybody(self, add_profile_people); }

/* Without events nobody knows by which way people came. */
static void fill_ways(const block *self, void (*add)(const block *self, const one *who))
{
    if (self->from->ways != NULL)
        for_everybody(self, add);
    else
        for (size_t i = 0; i < self->n; i++)
            self->out[i] = (double) NAN;
}

static void fill_ways_first(const block *self) { fill_ways(self, add_way_first); }
static void fill_ways_last(const block *self) { fill_ways(self, add_way_last); }
static void fill_ways_end(const block *self) { fill_ways(self, add_way_end); }

void mf_brief_block_fill(const mf_brief *self, int id, const mf_brief_source *from, double *out)
{
    static void (*const fill[MF_N_BLOCKS])(const block *) = {
        [MF_BLOCK_OUTCOMES] = fill_outcomes,
        [MF_BLOCK_OUTCOMES_YEAR] = fill_outcomes_year,
        [MF_BLOCK_INDICATORS] = fill_indicators,
        [MF_BLOCK_INDICATORS_YEAR] = fill_indicators_year,
        [MF_BLOCK_INDICATORS_COHORT] = fill_indicators_cohort,
        [MF_BLOCK_GROUPS] = fill_groups,
        [MF_BLOCK_PRESENT] = fill_present,
        [MF_BLOCK_PASSAGES] = fill_passages,
        [MF_BLOCK_LEGS] = fill_legs,
        [MF_BLOCK_LEGS_TIME] = fill_legs_time,
        [MF_BLOCK_WAITING] = fill_waiting,
        [MF_BLOCK_SERVED] = fill_served,
        [MF_BLOCK_EXPECTED] = fill_expected,
        [MF_BLOCK_COSTS] = fill_costs,
        [MF_BLOCK_STRENGTHS] = fill_strengths,
        [MF_BLOCK_FATES] = fill_fates,
        [MF_BLOCK_PROFILES] = fill_profiles,
        [MF_BLOCK_PROFILE_PEOPLE] = fill_profile_people,
        [MF_BLOCK_WAYS_FIRST] = fill_ways_first,
        [MF_BLOCK_WAYS_LAST] = fill_ways_last,
        [MF_BLOCK_WAYS_END] = fill_ways_end,
    };

    fill[id](&(block){ self, from, self->at[id + 1] - self->at[id], out });
}
