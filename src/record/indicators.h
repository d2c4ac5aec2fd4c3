/* indicators.h — what a policy is judged by: one table, each row exactly defined.
 *
 * While a world runs, mf_sight (indicators_watch.h) counts modelled people into
 * a cube of year, country and cohort: events of a year, time lived in a state,
 * people on the last day of a year, and how people were sorted.  All counts are
 * integers.  An indicator is a number computed from a cut through the cube
 * (all of it, one year, one cohort or one country), where counts are weighted
 * by the persons that one modelled person stands for.  What has no denominator
 * is NaN. */
#ifndef MF_RECORD_INDICATORS_H
#define MF_RECORD_INDICATORS_H

#include "model/scenario.h"
#include "par/comm.h"

/* What is counted.  id, kind, doc.
 * FLOW: events of a year.  TIME: person-steps lived in a year.  STOCK: people on
 * the last day of a year; of all years: at the end. */
#define MF_COUNTS(X)                                                                               \
    X(LEFT_IRREGULAR, FLOW, "first departures on an irregular leg, by country left")               \
    X(LEFT_REGULAR, FLOW, "regular paths granted, by country left")                                \
    X(LEFT_PROTECTED, FLOW, "admissions from outside, by country left")                            \
    X(ENTERED_REGULAR, FLOW, "regular paths granted, by country entered")                          \
    X(ENTERED_PROTECTED, FLOW, "admissions from outside, by country entered")                      \
    X(PASSAGES, FLOW, "passages begun, by country left")                                           \
    X(CROSSINGS, FLOW, "passages begun into a destination country from any other, by country aimed at") \
    X(LANDED, FLOW, "arrivals in a destination country from any other, irregularly")               \
    X(DIED, FLOW, "deaths on links, by country left")                                              \
    X(DIED_CROSSING, FLOW, "deaths on links into a destination country, by country aimed at")      \
    X(ABUSED, FLOW, "events of abuse or robbery")                                                  \
    X(DETAINED, FLOW, "events of detention or kidnapping")                                         \
    X(ORDERED, FLOW, "orders to leave: people who become returnable")                              \
    X(RETURNED_ORDERED, FLOW, "returns and removals of people who were ordered to leave")          \
    X(RETURN_DUE, FLOW, "returns from abroad of which 24 months lie within the run")               \
    X(RETURN_UNDONE, FLOW, "those of them who left again within 24 months")                        \
    X(SMUGGLERS, FLOW, "cents paid to smugglers")                                                  \
    X(REMITTED, FLOW, "cents sent home")                                                           \
    X(JOURNEYS, FLOW, "cents paid for journeys and ransoms")                                       \
    X(INDEBTED, FLOW, "cents by which debts grew")                                                 \
    X(HOME, TIME, "in the country of origin")                                                      \
    X(NEED, TIME, "in need of protection from persecution or war, wherever they are")              \
    X(GAP, TIME, "in need without effective protection")                                           \
    X(GAP_STRICT, TIME, "in need without protection or a regular stay; registration nearby does not count") \
    X(LIMBO, TIME, "with an open claim or in another status of limbo")                             \
    X(CAPTIVE, TIME, "in detention or captivity")                                                  \
    X(LEGAL, TIME, "with a right to stay in a destination country")                                \
    X(WORK, TIME, "thousandths: expected to be in work with a right to it in a destination country") \
    X(LONG_LIMBO, STOCK, "in limbo for more than 18 months without a break")                       \
    X(HOMEBODIES, STOCK, "adults in their country of origin")                                      \
    X(HOME_SKILLED, STOCK, "those of them with a vocational or higher skill")                      \
    X(HOME_STUCK, STOCK, "those of them whose best option was out of reach when last weighed")     \
    X(HOME_NEED, STOCK, "those of them in need of protection")                                     \
    X(HOME_NEED_STUCK, STOCK, "those of them in need and stuck")                                   \
    X(REGISTERED, STOCK, "people outside their country of origin who were once registered in a first country") \
    X(MOVED_ON, STOCK, "those of them who are in another country than that")                       \
    X(TRAVELLERS, STOCK, "people alive whose first irregular departure lies within the run")                      \
    X(CHANGED_MOTIVE, STOCK, "those of them whose main motive is not the one they left with")      \
    X(DIVERGENCE, STOCK, "sum of their KL divergences, in millionths of a nat: of their motives now from those they left with") \
    X(LEFT_WITHOUT_NEED, STOCK, "those of them who had no need when they left")                    \
    X(NEED_ON_WAY, STOCK, "those of these who are in need now because of harm on the way")         \
    X(SAFE_YEAR, STOCK, "people in need who have been effectively protected for 12 months or more") \
    X(BACKLOG_ASYLUM, STOCK, "people who wait for a first decision")                               \
    X(BACKLOG_APPEAL, STOCK, "people who wait for a decision on an appeal")                        \
    X(BACKLOG_EXTERNAL, STOCK, "people who wait for a decision from outside")                      \
    X(BACKLOG_PATH, STOCK, "people who wait for a regular path")

#define X(id, kind, doc) MF_COUNT_##id,
enum mf_count { MF_COUNTS(X) MF_N_COUNTS };
#undef X
_Static_assert(MF_N_COUNTS <= 64, "sets of counts are bits");

/* Points of a journey at which people are sorted, and into what (at most MF_N_WAYS).
 * id, name, ways that protect as bits, doc */
#define MF_SORTINGS(X)                                                                             \
    X(BEFORE, "before_departure", 0xA,                                                             \
      "acts in the country of origin: regular application, application from outside, irregular departure, registration nearby") \
    X(ASYLUM, "first_asylum", 0x3,                                                                 \
      "acts in places of first asylum: registration, application from outside, departure, return") \
    X(TRANSIT, "transit", 0x3,                                                                     \
      "acts in other places on the way: registration, application from outside, departure, return") \
    X(ARRIVAL, "arrival", 0x2,                                                                     \
      "entries into destination countries: by a regular path, admitted from outside, irregularly") \
    X(DECISION, "decision", 0x1, "first decisions on substance: protection, refusal")              \
    X(CHANNEL, "channel", 0x6,                                                                     \
      "people who left, once, by the channel in the end: regular, admitted from outside, irregular with a claim, irregular") \
    X(FINAL, "final", 0x1, "people decided on, once, by the last decision: protection, none")

#define X(id, name, protective, doc) MF_SORTING_##id,
enum mf_sorting { MF_SORTINGS(X) MF_N_SORTINGS };
#undef X

enum { MF_N_OWNERS = MF_OWNER_UN + 1 };
enum { MF_N_WAYS = 4, MF_N_MIXED = 16 }; /* classes of mixedness: entropy of motives / log 4 */

/* Procedures whose waits are told: queues by what being served means. */
enum mf_procedure { MF_PROCEDURE_ASYLUM, MF_PROCEDURE_APPEAL, MF_PROCEDURE_EXTERNAL,
                    MF_PROCEDURE_PATH, MF_N_PROCEDURES };

typedef struct mf_cube {
    const mf_scenario *scenario;
    int n_years, n_countries, n_cohorts, n_queues; /* n_countries: with "on the way", the last */
    int n_waits;     /* steps that one can wait, and one more */
    int64_t *count;  /* [year][country][cohort][count] */
    int32_t *sorted; /* [year][country][cohort][sorting][way][in need][mixed] */
    bool *any;       /* [year][country][cohort][sorting] was anybody sorted there? */
    int64_t *cost;   /* [year][owner] cents that policies cost */
    int64_t *places; /* [year][2] thousandths of persons: places on paths to work, those filled */
    int32_t *waits;  /* [year][queue][cohort][steps] people served after so many steps */
    int32_t *served; /* [year][queue][cohort] people served: the sum of those */
} mf_cube;

mf_err mf_cube_init(mf_cube *self, const mf_scenario *scenario);
void mf_cube_free(mf_cube *self);
void mf_cube_clear(mf_cube *self);

/* For one of several who count events: of the same shape, with counts and sortings alone.  It is
 * freed like any other. */
mf_err mf_cube_init_events(mf_cube *self, const mf_cube *shape);

/* Adds what such a one has counted. */
void mf_cube_take_events(mf_cube *self, const mf_cube *other);

/* Adds up over the ranks what each has counted of its own people. */
void mf_cube_sum(mf_cube *self, const mf_comm *comm);

static inline size_t mf_cube_cell(const mf_cube *self, int year, int country, int cohort)
{
    return ((size_t) year * (size_t) self->n_countries + (size_t) country) *
               (size_t) self->n_cohorts + (size_t) cohort;
}

static inline int64_t *mf_cube_count(const mf_cube *self, size_t cell, int count)
{
    return &self->count[cell * MF_N_COUNTS + (size_t) count];
}

/* Numbers of people sorted at a point of the journey in a cell, [way][in need][mixed]. */
enum { MF_N_SORTED = MF_N_WAYS * 2 * MF_N_MIXED };

/* NULL where nobody was: most of the cube is empty. */
static inline const int32_t *mf_cube_sorted(const mf_cube *self, size_t cell, int sorting)
{
    size_t row = cell * MF_N_SORTINGS + (size_t) sorting;

    return self->any[row] ? &self->sorted[row * MF_N_SORTED] : NULL;
}

/* Counts `n` more people as sorted. */
static inline void mf_cube_sort(const mf_cube *self, size_t cell, int sorting, int way, int in_need,
                                int mixed, int32_t n)
{
    size_t row = cell * MF_N_SORTINGS + (size_t) sorting;
    int at = (way * 2 + in_need) * MF_N_MIXED + mixed;

    self->any[row] = true;
    self->sorted[row * MF_N_SORTED + (size_t) at] += n;
}

/* Where a queue and a cohort stand in a year, among all. */
static inline size_t mf_cube_line(const mf_cube *self, int year, int queue, int cohort)
{
    return ((size_t) year * (size_t) self->n_queues + (size_t) queue) * (size_t) self->n_cohorts +
           (size_t) cohort;
}

static inline int32_t *mf_cube_waits(const mf_cube *self, int year, int queue, int cohort)
{
    return &self->waits[mf_cube_line(self, year, queue, cohort) * (size_t) self->n_waits];
}

/* A cut through the cube; MF_ALL takes the whole axis. */
enum { MF_ALL = -1 };
typedef struct mf_cut {
    int year, cohort, country;
} mf_cut;

typedef struct mf_indicator {
    const char *name;    /* NULL ends the table */
    const char *unit;
    const char *doc;     /* what it says */
    const char *formula; /* numerator / denominator in the words of MF_COUNTS */
    const char *goals;   /* Sustainable Development Goal 10.7, Global Compact objectives */
    bool by_country;     /* can be told country by country */
    double (*of)(const mf_cube *cube, mf_cut cut, const struct mf_indicator *self);
    /* Its sampling error within one run; NULL: unknown. */
    double (*error)(const mf_cube *cube, mf_cut cut, const struct mf_indicator *self);
    /* Modelled people that its denominator is made of; NULL: none. */
    double (*people)(const mf_cube *cube, mf_cut cut, const struct mf_indicator *self);
    uint64_t num, den;   /* counts that are added up; den 0: no denominator */
    double factor;
    int which, mixed;    /* sorting, procedure or owner; of the most mixed third only */
} mf_indicator;

extern const mf_indicator mf_indicators[];
extern const char *const mf_count_words[], *const mf_count_docs[];
extern const char *const mf_sorting_words[], *const mf_sorting_docs[];

/* How many there are. */
int mf_indicators_n(void);

double mf_indicator_value(const mf_cube *cube, mf_cut cut, int indicator);

/* One standard deviation by which chance moves it within one run; NaN where that is not known. */
double mf_indicator_error(const mf_cube *cube, mf_cut cut, int indicator);

/* The same as its value, but NaN where the denominator is made of fewer than MF_CELL_LEAST
 * modelled people: chance would say more than the model. */
enum { MF_CELL_LEAST = 20 };
double mf_indicator_of_cell(const mf_cube *cube, mf_cut cut, int indicator);

/* Which procedure a queue belongs to; -1 to none. */
int mf_procedure_of(const mf_scenario *scenario, int queue);

/* Months after which a share of those served in the year (MF_ALL: in all) had been served;
 * NaN if nobody was. */
double mf_queue_quantile(const mf_cube *cube, int year, int queue, double share);

#endif
