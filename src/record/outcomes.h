/* outcomes.h — what a run says in a table: main outcomes by calendar year, and
 * how far chance alone moves them.
 *
 * Counts are of modelled people, by cohort; persons are counts times weights.
 * A step belongs to the year of its first day.  With one replicate the
 * sampling error is that of counts, sqrt(sum of weight^2 x count) over cohorts;
 * with more it is the standard deviation of the mean over replicates. */
#ifndef MF_RECORD_OUTCOMES_H
#define MF_RECORD_OUTCOMES_H

#include "sim/world.h"

/* name, word, unit, doc */
#define MF_OUTCOMES(X)                                                                             \
    X(DEPARTURES, "departures", "persons", "first departures on an irregular leg")                 \
    X(SEA_ARRIVALS, "sea_arrivals", "persons", "arrivals over links by sea")                       \
    X(DEATHS, "deaths", "persons", "deaths on links")                                                \
    X(SEA_DEATHS, "sea_deaths", "persons", "deaths on links by sea")                               \
    X(INTERCEPTIONS, "interceptions", "persons", "interceptions on links")                         \
    X(PUSH_BACKS, "push_backs", "persons", "arrivals without access to a claim, brought back")     \
    X(CLAIMS, "claims", "persons", "claims lodged, further claims left out")                       \
    X(RECOGNISED, "recognised", "persons", "first decisions: refugee status")                      \
    X(SUBSIDIARY, "subsidiary", "persons", "first decisions: subsidiary protection")               \
    X(HUMANITARIAN, "humanitarian", "persons", "first decisions: humanitarian protection")         \
    X(REFUSED, "refused", "persons", "first decisions on substance against the claim")             \
    X(APPEALS_WON, "appeals_won", "persons", "appeals won")                                        \
    X(TRANSFERS, "transfers", "persons", "transfers to the responsible state")                     \
    X(RETURNS, "returns", "persons", "returns by choice")                                          \
    X(REMOVALS, "removals", "persons", "returns by force")                                         \
    X(ADMITTED, "admitted", "persons", "admitted from outside: resettled or by protected entry")   \
    X(GRANTED, "granted", "persons", "regular paths granted: labour, training, family, study")     \
    X(SMUGGLERS, "smugglers", "EUR", "paid to smugglers")

#define X(name, word, unit, doc) MF_OUTCOME_##name,
enum mf_outcome_kind { MF_OUTCOMES(X) MF_N_OUTCOMES };
#undef X

extern const char *const mf_outcome_words[], *const mf_outcome_units[], *const mf_outcome_docs[];

enum { MF_ALL_YEARS = -1 };

typedef struct mf_outcomes {
    const mf_scenario *scenario;
    int first_year, n_years, n_runs, n_cohorts;
    int run;         /* the replicate that is being counted; -1 before the first */
    int64_t *count;  /* [run][year][outcome][cohort] modelled people; cents for EUR */
    int64_t *payers; /* [run][year][cohort] departures on links that smugglers sell */
} mf_outcomes;

/* The calendar years of a scenario's steps; fills nothing else. */
void mf_outcomes_calendar(mf_outcomes *self, const mf_scenario *scenario);

mf_err mf_outcomes_init(mf_outcomes *self, const mf_scenario *scenario, int n_runs);
void mf_outcomes_free(mf_outcomes *self);

/* Forgets all replicates. */
void mf_outcomes_rewind(mf_outcomes *self);

/* Turns to the next replicate. */
void mf_outcomes_next(mf_outcomes *self);

/* Counts a step, whose counts are still in the world; departed: [cohort] first departures. */
void mf_outcomes_step(mf_outcomes *self, const mf_world *world, const int64_t *departed);

/* Modelled people (EUR for money) in one replicate, year (or MF_ALL_YEARS) and cohort. */
double mf_outcomes_count(const mf_outcomes *self, int run, int year, int outcome, int cohort);

/* Persons (EUR for money) in one replicate; *error: its sampling error (may be NULL). */
double mf_outcomes_of_run(const mf_outcomes *self, int run, int year, int outcome, double *error);

/* Mean over the replicates; *error: its sampling error (may be NULL). */
double mf_outcomes_mean(const mf_outcomes *self, int year, int outcome, double *error);

#endif
