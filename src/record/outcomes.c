#include "record/outcomes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"

#define X(name, word, unit, doc) word,
const char *const mf_outcome_words[] = { MF_OUTCOMES(X) NULL };
#undef X
#define X(name, word, unit, doc) unit,
const char *const mf_outcome_units[] = { MF_OUTCOMES(X) NULL };
#undef X
#define X(name, word, unit, doc) doc,
const char *const mf_outcome_docs[] = { MF_OUTCOMES(X) NULL };
#undef X

/* Outcomes that are counts of events. */
static const struct {
    int outcome, event;
} counted[] = {
    { MF_OUTCOME_CLAIMS, MF_EVENT_LODGES },
    { MF_OUTCOME_RECOGNISED, MF_EVENT_RECOGNISED },
    { MF_OUTCOME_SUBSIDIARY, MF_EVENT_SUBSIDIARY },
    { MF_OUTCOME_HUMANITARIAN, MF_EVENT_HUMANITARIAN },
    { MF_OUTCOME_REFUSED, MF_EVENT_REFUSED },
    { MF_OUTCOME_REFUSED, MF_EVENT_APPEALS },
    { MF_OUTCOME_APPEALS_WON, MF_EVENT_APPEAL_WON },
    { MF_OUTCOME_TRANSFERS, MF_EVENT_TRANSFERRED },
    { MF_OUTCOME_RETURNS, MF_EVENT_RETURNS },
    { MF_OUTCOME_REMOVALS, MF_EVENT_REMOVED },
    { MF_OUTCOME_ADMITTED, MF_EVENT_ADMITTED },
    { MF_OUTCOME_GRANTED, MF_EVENT_GRANTED },
};

void mf_outcomes_calendar(mf_outcomes *self, const mf_scenario *scenario)
{
    int steps = mf_scenario_steps(scenario);

    self->first_year = mf_date_of(scenario->calendar.start).year;
    self->n_years = steps < 1 ? 1 : mf_scenario_year(scenario, steps - 1) + 1;
}

static size_t n_cells(const mf_outcomes *self)
{
    return (size_t) self->n_runs * (size_t) self->n_years * (size_t) self->n_cohorts;
}

mf_err mf_outcomes_init(mf_outcomes *self, const mf_scenario *scenario, int n_runs)
{
    *self = (mf_outcomes){ .scenario = scenario, .n_runs = n_runs, .run = -1,
                           .n_cohorts = scenario->cohorts.n };
    mf_outcomes_calendar(self, scenario);
    self->count = calloc(n_cells(self) * MF_N_OUTCOMES + 1, sizeof *self->count);
    self->payers = calloc(n_cells(self) + 1, sizeof *self->payers);
    if (self->count == NULL || self->payers == NULL) {
        mf_outcomes_free(self);
        return MF_E_NOMEM;
    }
    return MF_OK;
}

void mf_outcomes_free(mf_outcomes *self)
{
    free(self->count);
    free(self->payers);
    *self = (mf_outcomes){ 0 };
}

void mf_outcomes_rewind(mf_outcomes *self)
{
    size_t cells = n_cells(self);

    memset(self->count, 0, cells * MF_N_OUTCOMES * sizeof *self->count);
    memset(self->payers, 0, cells * sizeof *self->payers);
    self->run = -1;
}

void mf_outcomes_next(mf_outcomes *self)
{
    self->run++;
}

static int64_t *count_at(const mf_outcomes *self, int run, int year, int outcome, int cohort)
{
    size_t row = (size_t) run * (size_t) self->n_years + (size_t) year;

    return &self->count[(row * MF_N_OUTCOMES + (size_t) outcome) * (size_t) self->n_cohorts +
                        (size_t) cohort];
}

static int64_t *payers_at(const mf_outcomes *self, int run, int year, int cohort)
{
    size_t row = (size_t) run * (size_t) self->n_years + (size_t) year;

    return &self->payers[row * (size_t) self->n_cohorts + (size_t) cohort];
}

/* Adds counts of all cohorts, which lie side by side, `apart` values from one to the next. */
static void add_cohorts(const mf_outcomes *self, int year, int outcome, const int32_t *from,
                        size_t apart)
{
    int64_t *to = count_at(self, self->run, year, outcome, 0);

    for (size_t k = 0; k < (size_t) self->n_cohorts; k++)
        to[k] += from[k * apart];
}

static void count_flows(const mf_outcomes *self, const mf_tally *tally, int year)
{
    for (int l = 0; l < self->scenario->links.n; l++) {
        const mf_link *link = &mf_links(self->scenario)[l];
        const int32_t *begun = mf_tally_flow(tally, l, MF_FATE_BEGUN, 0);
        const int32_t *died = mf_tally_flow(tally, l, MF_FATE_DIED, 0);
        int64_t *payers = payers_at(self, self->run, year, 0);

        if (!mf_tally_any(tally, begun, MF_N_FATES * (size_t) self->n_cohorts))
            continue;
        add_cohorts(self, year, MF_OUTCOME_DEATHS, died, 1);
        add_cohorts(self, year, MF_OUTCOME_INTERCEPTIONS,
                    mf_tally_flow(tally, l, MF_FATE_INTERCEPTED, 0), 1);
        add_cohorts(self, year, MF_OUTCOME_PUSH_BACKS,
                    mf_tally_flow(tally, l, MF_FATE_PUSHED_BACK, 0), 1);
        for (int k = 0; link->smuggled && k < self->n_cohorts; k++)
            payers[k] += begun[k];
        if (link->mode != MF_MODE_SEA)
            continue;
        add_cohorts(self, year, MF_OUTCOME_SEA_DEATHS, died, 1);
        add_cohorts(self, year, MF_OUTCOME_SEA_ARRIVALS,
                    mf_tally_flow(tally, l, MF_FATE_ARRIVED, 0), 1);
    }
}

static void count_events(const mf_outcomes *self, const mf_tally *tally, int year)
{
    for (size_t i = 0; i < sizeof counted / sizeof *counted; i++)
        for (int country = -1; country < self->scenario->countries.n; country++) {
            const int32_t *happened = mf_tally_event(tally, counted[i].event, country, 0, 0);

            if (!mf_tally_any(tally, happened, 2 * (size_t) self->n_cohorts))
                continue;
            add_cohorts(self, year, counted[i].outcome, happened, 2);
            add_cohorts(self, year, counted[i].outcome, happened + 1, 2);
        }
}

static void count_money(const mf_outcomes *self, const mf_tally *tally, int year)
{
    for (int k = 0; k < self->n_cohorts; k++)
        *count_at(self, self->run, year, MF_OUTCOME_SMUGGLERS, k) +=
            *mf_tally_money(tally, MF_LEDGER_SMUGGLERS, k);
}

void mf_outcomes_step(mf_outcomes *self, const mf_world *world, const int64_t *departed)
{
    int year = mf_scenario_year(self->scenario, world->step);

    count_flows(self, &world->tally, year);
    count_events(self, &world->tally, year);
    count_money(self, &world->tally, year);
    for (int k = 0; k < self->n_cohorts; k++)
        *count_at(self, self->run, year, MF_OUTCOME_DEPARTURES, k) += departed[k];
}

double mf_outcomes_count(const mf_outcomes *self, int run, int year, int outcome, int cohort)
{
    int begin = year == MF_ALL_YEARS ? 0 : year, end = year == MF_ALL_YEARS ? self->n_years : year + 1;
    int64_t sum = 0;

    for (int y = begin; y < end; y++)
        sum += *count_at(self, run, y, outcome, cohort);
    return outcome == MF_OUTCOME_SMUGGLERS ? (double) sum / 100.0 : (double) sum;
}

/* Modelled people among whom the amount is spread: what its chance comes from. */
static double spread_over(const mf_outcomes *self, int run, int year, int cohort)
{
    int begin = year == MF_ALL_YEARS ? 0 : year, end = year == MF_ALL_YEARS ? self->n_years : year + 1;
    int64_t sum = 0;

    for (int y = begin; y < end; y++)
        sum += *payers_at(self, run, y, cohort);
    return (double) sum;
}

double mf_outcomes_of_run(const mf_outcomes *self, int run, int year, int outcome, double *error)
{
    double persons = 0.0, variance = 0.0;

    for (int k = 0; k < self->n_cohorts; k++) {
        double weight = mf_scenario_weight(self->scenario, k);
        double n = mf_outcomes_count(self, run, year, outcome, k);

        persons += weight * n;
        if (outcome == MF_OUTCOME_SMUGGLERS) { /* as if everybody paid the same */
            double payers = spread_over(self, run, year, k);

            variance += payers > 0.0 ? weight * n * (weight * n) / payers : 0.0;
        } else {
            variance += weight * weight * n;
        }
    }
    if (error != NULL)
        *error = sqrt(variance);
    return persons;
}

double mf_outcomes_mean(const mf_outcomes *self, int year, int outcome, double *error)
{
    int runs = self->run + 1 < self->n_runs ? self->run + 1 : self->n_runs;
    double sum = 0.0, squares = 0.0, mean;

    if (runs == 1)
        return mf_outcomes_of_run(self, 0, year, outcome, error);
    for (int r = 0; r < runs; r++)
        sum += mf_outcomes_of_run(self, r, year, outcome, NULL);
    mean = runs > 0 ? sum / runs : 0.0;
    for (int r = 0; r < runs; r++) {
        double apart = mf_outcomes_of_run(self, r, year, outcome, NULL) - mean;

        squares += apart * apart;
    }
    if (error != NULL)
        *error = runs > 1 ? sqrt(squares / ((double) (runs - 1) * runs)) : 0.0;
    return mean;
}
