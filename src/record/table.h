/* table.h — what a result holds: one list of tables.
 *
 * A table has a group, a name, axes, a type and a unit.  The store writes from
 * this list, readers are described by it.  Each axis has a table of the same
 * name that gives its values (a "scale").  Tables come in four kinds, told by
 * their axes: those that never change, one block a replicate (their first axis is
 * the replicate), those that grow by rows (their axis is one of MF_ROW_AXES), and
 * those that are known only at the end.
 *
 * Within a group no table bears the name of an axis of the root, for some
 * readers then find neither. */
#ifndef MF_RECORD_TABLE_H
#define MF_RECORD_TABLE_H

#include "model/scenario.h"

typedef enum mf_type {
    MF_TYPE_I8,
    MF_TYPE_I16,
    MF_TYPE_I32,
    MF_TYPE_F32,
    MF_TYPE_F64,
    MF_TYPE_TEXT /* const char *, UTF-8 */
} mf_type;

/* Axes of the root, and those along which tables grow (in the group named). */
#define MF_ROOT_AXES(X)                                                        \
    X(REPLICATE) X(TIME) X(BOUND) X(MOTIVE_TIME) X(STEP) X(YEAR) X(PLACE)      \
    X(STATUS) X(COHORT) X(LINK) X(FATE) X(KIND) X(COUNTRY) X(NEED) X(IN_NEED)  \
    X(QUEUE) X(INTERVENTION) X(PART) X(LEDGER) X(MOTIVE) X(TOPIC) X(OUTCOME) X(INDICATOR) X(PERSON)    \
    X(WHERE) X(BLOCK)
#define MF_ROW_AXES(X) X(EVENT) X(MOMENT) X(SAMPLED)

#define X(name) MF_AXIS_##name,
typedef enum mf_axis {
    MF_AXIS_END, /* no more axes */
    MF_ROOT_AXES(X)
    MF_N_ROOT_AXES,
    MF_BEFORE_ROW_AXES = MF_N_ROOT_AXES - 1,
    MF_ROW_AXES(X)
    MF_N_AXES
} mf_axis;
#undef X

/* Units that depend on the calendar. */
#define MF_UNIT_SINCE "days since the start"

/* id, group, name, type, unit, meaning, cell method, words of a code, axes */
#define MF_TABLES(X)                                                                               \
    X(REPLICATE, "", replicate, I32, "1", "replicate: its seed is mixflow_seed plus this number",  \
      "", NULL, REPLICATE)                                                                         \
    X(TIME, "", time, F64, MF_UNIT_SINCE, "end of an interval of records", "", NULL, TIME)         \
    X(BOUND, "", bound, I32, "1", "begin and end of an interval", "", NULL, BOUND)                 \
    X(TIME_BOUNDS, "", time_bounds, F64, MF_UNIT_SINCE, "interval that sums go over", "", NULL,    \
      TIME, BOUND)                                                                                 \
    X(MOTIVE_TIME, "", motive_time, F64, MF_UNIT_SINCE, "time of a census of motives", "", NULL,   \
      MOTIVE_TIME)                                                                                 \
    X(STEP, "", step, I32, "1", "step of the calendar", "", NULL, STEP)                            \
    X(STEP_TIME, "", step_time, F64, MF_UNIT_SINCE, "first day of a step", "", NULL, STEP)         \
    X(YEAR, "", year, I32, "year", "calendar year", "", NULL, YEAR)                                \
    X(PLACE, "", place, TEXT, "", "place, and those on the way between two", "", NULL, PLACE)      \
    X(PLACE_NAME, "", place_name, TEXT, "", "name of the place in full", "", NULL, PLACE)          \
    X(PLACE_COUNTRY, "", place_country, TEXT, "", "country whose rules hold there", "", NULL,      \
      PLACE)                                                                                       \
    X(PLACE_ROLE, "", place_role, I16, "1", "what a place is on journeys, as bits", "", ROLE, PLACE) \
    X(LON, "", lon, F64, "degrees_east", "longitude", "", NULL, PLACE)                             \
    X(LAT, "", lat, F64, "degrees_north", "latitude", "", NULL, PLACE)                             \
    X(STATUS, "", status, TEXT, "", "legal status", "", NULL, STATUS)                              \
    X(STATUS_NAME, "", status_name, TEXT, "", "name of the status in full", "", NULL, STATUS)      \
    X(STATUS_TRAIT, "", status_trait, I16, "1", "what kind of status it is, as bits", "", TRAIT,   \
      STATUS)                                                                                      \
    X(COHORT, "", cohort, TEXT, "", "cohort", "", NULL, COHORT)                                    \
    X(COHORT_NAME, "", cohort_name, TEXT, "", "name of the cohort in full", "", NULL, COHORT)      \
    X(COHORT_ORIGIN, "", cohort_origin, TEXT, "", "place of origin", "", NULL, COHORT)             \
    X(WEIGHT, "", weight, F64, "persons", "persons that one modelled person stands for", "", NULL, \
      COHORT)                                                                                      \
    X(LINK, "", link, TEXT, "", "link", "", NULL, LINK)                                            \
    X(LINK_FROM, "", link_from, TEXT, "", "place where the link begins", "", NULL, LINK)           \
    X(LINK_TO, "", link_to, TEXT, "", "place where the link ends", "", NULL, LINK)                 \
    X(LINK_MODE, "", link_mode, TEXT, "", "how one moves", "", NULL, LINK)                         \
    X(FATE, "", fate, TEXT, "", "what becomes of a passage", "", NULL, FATE)                       \
    X(KIND, "", kind, TEXT, "", "kind of event", "", NULL, KIND)                                   \
    X(KIND_NAME, "", kind_name, TEXT, "", "what the event means", "", NULL, KIND)                  \
    X(COUNTRY, "", country, TEXT, "", "country, and on the way", "", NULL, COUNTRY)                \
    X(NEED, "", need, TEXT, "", "need of protection", "", NULL, NEED)                              \
    X(IN_NEED, "", in_need, TEXT, "", "in need of protection from persecution or war", "", NULL,   \
      IN_NEED)                                                                                     \
    X(QUEUE, "", queue, TEXT, "", "queue", "", NULL, QUEUE)                                        \
    X(QUEUE_STATUS, "", queue_status, TEXT, "", "status of those who wait in it", "", NULL, QUEUE) \
    X(INTERVENTION, "", intervention, TEXT, "", "intervention", "", NULL, INTERVENTION)            \
    X(INTERVENTION_KIND, "", intervention_kind, TEXT, "", "its kind", "", NULL, INTERVENTION)      \
    X(INTERVENTION_OWNER, "", intervention_owner, TEXT, "", "who is responsible and pays", "",     \
      NULL, INTERVENTION)                                                                          \
    X(PART, "", part, TEXT, "", "what a cost is for", "", NULL, PART)                              \
    X(LEDGER, "", ledger, TEXT, "", "source or sink of money", "", NULL, LEDGER)                   \
    X(MOTIVE, "", motive, TEXT, "", "motive", "", NULL, MOTIVE)                                    \
    X(TOPIC, "", topic, TEXT, "", "topic of a belief", "", NULL, TOPIC)                            \
    X(TOPIC_NAME, "", topic_name, TEXT, "", "what the belief says, with its unit", "", NULL,       \
      TOPIC)                                                                                       \
    X(OUTCOME, "", outcome, TEXT, "", "main outcome", "", NULL, OUTCOME)                           \
    X(OUTCOME_NAME, "", outcome_name, TEXT, "", "what the outcome counts", "", NULL, OUTCOME)      \
    X(OUTCOME_UNIT, "", outcome_unit, TEXT, "", "its unit", "", NULL, OUTCOME)                     \
    X(INDICATOR, "", indicator, TEXT, "", "indicator", "", NULL, INDICATOR)                        \
    X(INDICATOR_NAME, "", indicator_name, TEXT, "", "what the indicator says", "", NULL,           \
      INDICATOR)                                                                                   \
    X(INDICATOR_UNIT, "", indicator_unit, TEXT, "", "its unit", "", NULL, INDICATOR)               \
    X(INDICATOR_FORMULA, "", indicator_formula, TEXT, "", "numerator / denominator", "", NULL,     \
      INDICATOR)                                                                                   \
    X(INDICATOR_GOALS, "", indicator_goals, TEXT, "",                                              \
      "Sustainable Development Goal and objectives of the Global Compact", "", NULL, INDICATOR)    \
    X(PERSON, "", person, I32, "1", "modelled person, by number", "", NULL, PERSON)                \
    X(FIRST_PERSON, "", cohort_first_person, I32, "1", "number of its first modelled person", "",  \
      NULL, COHORT)                                                                                \
    X(N_PEOPLE, "", cohort_people, I32, "1",                                                       \
      "modelled people, newcomers included; their numbers follow one another",                     \
      "", NULL, COHORT)                                                                            \
    X(WHERE, "", where, TEXT, "", "place, on the way, or link", "", NULL, WHERE)                   \
    X(BLOCK, "", block, I32, "1", "block of people of one cohort whose numbers follow one another", \
      "", NULL, BLOCK)                                                                             \
    X(BLOCK_COHORT, "", block_cohort, I16, "1", "its cohort: index into `cohort`", "", NULL, BLOCK) \
    X(BLOCK_FIRST, "", block_first_person, I32, "1", "number of its first person", "", NULL, BLOCK) \
    X(STOCK, "stocks", stock, F32, "persons", "persons", "time: point", NULL, REPLICATE, TIME,     \
      PLACE, STATUS, COHORT)                                                                       \
    X(FLOW, "flows", flow, F32, "persons", "passages by their fate", "time: sum", NULL, REPLICATE, \
      TIME, LINK, FATE, COHORT)                                                                    \
    X(HAPPENED, "happened", happened, F32, "persons", "events, by need of those they happen to",   \
      "time: sum", NULL, REPLICATE, TIME, KIND, COUNTRY, COHORT, IN_NEED)                          \
    X(WAITING, "queues", waiting, F32, "persons", "persons who wait", "time: point", NULL,         \
      REPLICATE, TIME, QUEUE, COHORT)                                                              \
    X(SERVED, "queues", served, F32, "persons", "persons served", "time: sum", NULL, REPLICATE,    \
      TIME, QUEUE, COHORT)                                                                         \
    X(MEAN_WAIT, "queues", mean_wait, F32, "day", "mean wait of those served (NaN: nobody)",       \
      "time: mean", NULL, REPLICATE, TIME, QUEUE)                                                  \
    X(EXPECTED_WAIT, "queues", expected_wait, F32, "day", "wait to be expected on joining",        \
      "time: point", NULL, REPLICATE, TIME, QUEUE)                                                 \
    X(CAPACITY, "queues", capacity, F32, "persons/month",                                          \
      "persons that can be served in a month, policies included", "time: point", NULL, REPLICATE,  \
      TIME, QUEUE)                                                                                 \
    X(HEAD_AGE, "queues", head_age, F32, "day", "time that the first in line has waited (NaN: nobody)", \
      "time: point", NULL, REPLICATE, TIME, QUEUE)                                                 \
    X(MONEY, "money", money, F64, "EUR", "money that came in or went out", "time: sum", NULL,      \
      REPLICATE, TIME, LEDGER, COHORT)                                                             \
    X(COST, "costs", cost, F64, "EUR", "what interventions cost", "time: sum", NULL, REPLICATE,    \
      TIME, INTERVENTION, PART)                                                                    \
    X(STRENGTH, "costs", strength, F32, "1", "how far an intervention was in force", "time: point", \
      NULL, REPLICATE, TIME, INTERVENTION)                                                         \
    X(PRICE, "prices", price, F32, "EUR", "price asked for a passage", "time: point", NULL,        \
      REPLICATE, TIME, LINK)                                                                       \
    X(USUAL_PRICE, "prices", usual_price, F32, "EUR", "price before the market answers",           \
      "time: point", NULL, REPLICATE, TIME, LINK)                                                  \
    X(REPUTED_DEATH, "prices", reputed_death, F32, "1",                                            \
      "probability of dying per passage, as it is known", "time: point", NULL, REPLICATE, TIME,    \
      LINK)                                                                                        \
    X(REPUTED_STOP, "prices", reputed_interception, F32, "1",                                      \
      "probability of being intercepted per passage, as it is known", "time: point", NULL,         \
      REPLICATE, TIME, LINK)                                                                       \
    X(ALIVE, "people_by_place", alive, F32, "persons", "persons present and alive",                \
      "motive_time: point", NULL, REPLICATE, MOTIVE_TIME, PLACE)                                   \
    X(MOTIVE_SHARE, "people_by_place", motive_share, F32, "1", "mean share of a motive",           \
      "motive_time: point", NULL, REPLICATE, MOTIVE_TIME, PLACE, MOTIVE)                           \
    X(NEED_MOTIVE, "people_by_place", motive_share_by_need, F32, "1",                              \
      "mean share of a motive among people of one need", "motive_time: point", NULL, REPLICATE,    \
      MOTIVE_TIME, PLACE, NEED, MOTIVE)                                                            \
    X(NEED_SHARE, "people_by_place", need_share, F32, "1", "share of people of one need",          \
      "motive_time: point", NULL, REPLICATE, MOTIVE_TIME, PLACE, NEED)                             \
    X(BELIEF, "people_by_place", belief, F32, "mixed: see topic_name", "mean belief",              \
      "motive_time: point", NULL, REPLICATE, MOTIVE_TIME, PLACE, TOPIC)                            \
    X(TRUST, "people_by_place", trust, F32, "1", "mean trust in one's belief",                     \
      "motive_time: point", NULL, REPLICATE, MOTIVE_TIME, PLACE, TOPIC)                            \
    X(IMMOBILE, "people_by_place", immobile, F32, "1",                                             \
      "share whose best option was out of reach when they last weighed them",                      \
      "motive_time: point", NULL, REPLICATE, MOTIVE_TIME, PLACE)                                   \
    X(SAVINGS, "people_by_place", savings, F32, "EUR", "mean savings", "motive_time: point", NULL, \
      REPLICATE, MOTIVE_TIME, PLACE)                                                               \
    X(DEBT, "people_by_place", debt, F32, "EUR", "mean debt", "motive_time: point", NULL,          \
      REPLICATE, MOTIVE_TIME, PLACE)                                                               \
    X(STEP_OFFSET, "events", step_offset, F64, "1", "row of the first event of a step", "", NULL,  \
      REPLICATE, STEP)                                                                             \
    X(STEP_COUNT, "events", step_count, I32, "1", "events of a step", "", NULL, REPLICATE, STEP)   \
    X(BLOCK_COUNT, "events", block_count, I32, "1",                                                \
      "events of the people of a block in a step; their rows follow one another in this order",    \
      "", NULL, REPLICATE, STEP, BLOCK)                                                            \
    X(EVENT, "events", event, I32, "1", "row of an event", "", NULL, EVENT)                        \
    X(EVENT_PERSON, "events", event_person, I32, "1", "person, by number", "", NULL, EVENT)        \
    X(EVENT_WHERE, "events", event_where, I16, "1", "where: index into `where`", "", NULL, EVENT)  \
    X(EVENT_KIND, "events", event_kind, I8, "1", "kind of event", "", KIND, EVENT)                 \
    X(EVENT_STATUS, "events", event_status, I8, "1", "legal status after the event", "", STATUS,   \
      EVENT)                                                                                       \
    X(MOMENT, "trajectories", moment, I32, "1", "row of a moment", "", NULL, MOMENT)               \
    X(MOMENT_REPLICATE, "trajectories", moment_replicate, I32, "1", "replicate", "", NULL, MOMENT) \
    X(MOMENT_PERSON, "trajectories", moment_person, I32, "1", "person, by number", "", NULL,       \
      MOMENT)                                                                                      \
    X(MOMENT_STEP, "trajectories", moment_step, I32, "1", "step; -1 at the start", "", NULL,       \
      MOMENT)                                                                                      \
    X(MOMENT_KIND, "trajectories", moment_kind, I8, "1", "kind of event; nothing at the start",    \
      "", KIND, MOMENT)                                                                            \
    X(MOMENT_WHERE, "trajectories", moment_where, I16, "1", "where: index into `where`", "", NULL, \
      MOMENT)                                                                                      \
    X(MOMENT_STATUS, "trajectories", moment_status, I8, "1", "legal status after the event", "",   \
      STATUS, MOMENT)                                                                              \
    X(MOMENT_PLACE, "trajectories", moment_place, I16, "1",                                        \
      "where the person is at the end of the step: index into `place`", "", NULL, MOMENT)          \
    X(MOMENT_NEED, "trajectories", moment_need, I8, "1", "need at the end of the step", "", NEED,  \
      MOMENT)                                                                                      \
    X(MOMENT_CLAIM, "trajectories", moment_claim, I8, "1", "claim at the end of the step", "",     \
      CLAIM, MOMENT)                                                                               \
    X(MOMENT_PROTECTION, "trajectories", moment_protection, F32, "1",                              \
      "share of the motive protection", "", NULL, MOMENT)                                          \
    X(MOMENT_LIVELIHOOD, "trajectories", moment_livelihood, F32, "1",                              \
      "share of the motive livelihood", "", NULL, MOMENT)                                          \
    X(MOMENT_FAMILY, "trajectories", moment_family, F32, "1", "share of the motive family", "",    \
      NULL, MOMENT)                                                                                \
    X(MOMENT_EDUCATION, "trajectories", moment_education, F32, "1",                                \
      "share of the motive education", "", NULL, MOMENT)                                           \
    X(MOMENT_SAVINGS, "trajectories", moment_savings, F32, "EUR", "savings", "", NULL, MOMENT)     \
    X(MOMENT_DEBT, "trajectories", moment_debt, F32, "EUR", "debt", "", NULL, MOMENT)              \
    X(MOMENT_KNOWN, "trajectories", moment_known, I16, "1", "paths heard of, as bits", "", PATH,   \
      MOMENT)                                                                                      \
    X(MOMENT_HARM, "trajectories", moment_harm, I16, "1", "events of harm suffered", "", NULL,     \
      MOMENT)                                                                                      \
    X(SAMPLED, "trajectories", sampled, I32, "1", "row of a person whose trajectory is kept", "",  \
      NULL, SAMPLED)                                                                               \
    X(SAMPLED_REPLICATE, "trajectories", sampled_replicate, I32, "1", "replicate", "", NULL,       \
      SAMPLED)                                                                                     \
    X(SAMPLED_PERSON, "trajectories", sampled_person, I32, "1", "person, by number", "", NULL,     \
      SAMPLED)                                                                                     \
    X(SAMPLED_COHORT, "trajectories", sampled_cohort, I16, "1", "index into `cohort`", "", NULL,   \
      SAMPLED)                                                                                     \
    X(SAMPLED_BORN, "trajectories", sampled_born, I32, "1",                                        \
      "month of birth, counted from January 1900", "", NULL, SAMPLED)                              \
    X(SAMPLED_FEMALE, "trajectories", sampled_female, I8, "1", "sex", "", SEX, SAMPLED)            \
    X(SAMPLED_SKILL, "trajectories", sampled_skill, I8, "1", "skill", "", SKILL, SAMPLED)          \
    X(SAMPLED_KIN, "trajectories", sampled_kin, I16, "1",                                          \
      "country of close kin: index into `country`; -1 none", "", NULL, SAMPLED)                    \
    X(SAMPLED_ENTRY, "trajectories", sampled_entry, I32, "1",                                      \
      "step of entry; -1: from the start", "", NULL, SAMPLED)                                      \
    X(BY_YEAR, "indicators", by_year, F64, "mixed: see indicator_unit", "indicator in a year", "", \
      NULL, REPLICATE, YEAR, INDICATOR)                                                            \
    X(BY_COHORT, "indicators", by_cohort, F64, "mixed: see indicator_unit",                        \
      "indicator of a cohort in all years", "", NULL, REPLICATE, COHORT, INDICATOR)                \
    X(BY_COUNTRY, "indicators", by_country, F64, "mixed: see indicator_unit",                      \
      "indicator of a country in all years (NaN: cannot be told by country)", "", NULL, REPLICATE, \
      COUNTRY, INDICATOR)                                                                          \
    X(ALL_YEARS, "indicators", all_years, F64, "mixed: see indicator_unit",                        \
      "indicator of all years; what is told of the end of a period, at the end", "", NULL,         \
      REPLICATE, INDICATOR)                                                                        \
    X(ALL_YEARS_ERROR, "indicators", all_years_error, F64, "mixed: see indicator_unit",            \
      "sampling error within one replicate (one standard deviation; NaN: not known)", "", NULL,    \
      REPLICATE, INDICATOR)                                                                        \
    X(BY_YEAR_ERROR, "indicators", by_year_error, F64, "mixed: see indicator_unit",                \
      "sampling error within one replicate (one standard deviation; NaN: not known)", "", NULL,    \
      REPLICATE, YEAR, INDICATOR)                                                                  \
    X(BY_YEAR_COHORT, "indicators", by_year_cohort, F64, "mixed: see indicator_unit",              \
      "indicator of a cohort in a year (NaN also where fewer than 20 modelled people are told of)", \
      "", NULL, REPLICATE, YEAR, COHORT, INDICATOR)                                                \
    X(BY_YEAR_COUNTRY, "indicators", by_year_country, F64, "mixed: see indicator_unit",            \
      "indicator of a country in a year (NaN also where fewer than 20 modelled people are told of)", \
      "", NULL, REPLICATE, YEAR, COUNTRY, INDICATOR)                                               \
    X(QUEUE_MEDIAN, "indicators", queue_median, F32, "month",                                      \
      "median wait of those served in a year (NaN: nobody)", "", NULL, REPLICATE, YEAR, QUEUE)     \
    X(QUEUE_P90, "indicators", queue_p90, F32, "month",                                            \
      "wait that one in ten of those served in a year exceeds", "", NULL, REPLICATE, YEAR, QUEUE)  \
    X(FINAL_FATE, "fates", final_fate, I8, "1", "what has become of a person at the end", "", END, \
      REPLICATE, PERSON)                                                                           \
    X(VALUE, "outcomes", value, F64, "mixed: see outcome_unit", "outcome in a year", "year: sum",  \
      NULL, REPLICATE, YEAR, OUTCOME)                                                              \
    X(VALUE_ERROR, "outcomes", value_error, F64, "mixed: see outcome_unit",                        \
      "sampling error of one replicate (one standard deviation)", "", NULL, REPLICATE, YEAR,       \
      OUTCOME)                                                                                     \
    X(MODELLED, "outcomes", modelled, F64, "mixed: modelled people; EUR of modelled people",       \
      "what was counted", "year: sum", NULL, REPLICATE, YEAR, OUTCOME, COHORT)                     \
    X(TOTAL, "outcomes", total, F64, "mixed: see outcome_unit", "outcome of all years", "", NULL,  \
      REPLICATE, OUTCOME)                                                                          \
    X(TOTAL_ERROR, "outcomes", total_error, F64, "mixed: see outcome_unit",                        \
      "sampling error of one replicate (one standard deviation)", "", NULL, REPLICATE, OUTCOME)    \
    X(MEAN, "outcomes", mean, F64, "mixed: see outcome_unit", "mean over replicates",              \
      "replicate: mean", NULL, YEAR, OUTCOME)                                                      \
    X(MEAN_ERROR, "outcomes", mean_error, F64, "mixed: see outcome_unit",                          \
      "sampling error of the mean (one standard deviation)", "", NULL, YEAR, OUTCOME)              \
    X(TOTAL_MEAN, "outcomes", total_mean, F64, "mixed: see outcome_unit",                          \
      "mean over replicates of all years", "replicate: mean", NULL, OUTCOME)                       \
    X(TOTAL_MEAN_ERROR, "outcomes", total_mean_error, F64, "mixed: see outcome_unit",              \
      "sampling error of the mean (one standard deviation)", "", NULL, OUTCOME)

#define X(id, ...) MF_TABLE_##id,
enum mf_table_id { MF_TABLES(X) MF_N_TABLES };
#undef X

/* Lists of words that codes stand for. */
typedef enum mf_code {
    MF_CODE_NULL, /* not a code */
    MF_CODE_KIND,
    MF_CODE_STATUS,
    MF_CODE_NEED,
    MF_CODE_CLAIM,
    MF_CODE_PATH,
    MF_CODE_ROLE,
    MF_CODE_TRAIT,
    MF_CODE_SEX,
    MF_CODE_SKILL,
    MF_CODE_END
} mf_code;

enum { MF_MOST_AXES = 7 }; /* of a merged table; in a run one less */

typedef struct mf_table {
    const char *group, *name; /* group "" is the root */
    mf_type type;
    const char *unit, *doc, *method; /* method as in CF's cell_methods */
    mf_code code;
    mf_axis axis[MF_MOST_AXES + 1]; /* ends with MF_AXIS_END */
} mf_table;

extern const mf_table mf_table_list[MF_N_TABLES];

/* Bytes of a value of a type. */
size_t mf_type_size(mf_type type);

int mf_table_n_axes(const mf_table *self);

/* Does it number the elements of an axis? */
bool mf_table_is_scale(const mf_table *self);

/* Does each replicate have values of its own? */
bool mf_table_is_per_replicate(const mf_table *self);

/* Where it stands in a file, such as "/place" or "/stocks/stock". */
enum { MF_TABLE_PATH = 64 };
void mf_table_path(const mf_table *self, char path[MF_TABLE_PATH]);

/* The table that gives the values of an axis. */
int mf_axis_table(mf_axis axis);

/* The table of the root whose elements a column numbers, such as `where` for event_where; -1 if
 * it numbers none.  *least: -1 if there may be none. */
int mf_table_numbers(int table, int *least);

static inline bool mf_axis_grows(mf_axis axis)
{
    return axis > MF_BEFORE_ROW_AXES;
}

/* The tables of a run, as they are in memory: of one replicate and of the last rows. */
typedef struct mf_tables {
    const mf_scenario *scenario;
    int n_replicates;
    bool rows_only;           /* another rank keeps the tables of fixed size */
    size_t length[MF_N_AXES]; /* of the axes of the root */
    void *data[MF_N_TABLES];  /* row-major, without the axis of replicates; NULL: not kept */
    bool left_out[MF_N_TABLES]; /* not to be written (keep.h) */
    size_t rows[MF_N_AXES];   /* of axes that grow: rows at hand */
    size_t first[MF_N_AXES];  /* and the rows that have been written and let go before them */
    size_t room[MF_N_AXES];
} mf_tables;

/* Is it written? */
static inline bool mf_tables_writes(const mf_tables *self, int table)
{
    return self->data[table] != NULL && !self->left_out[table];
}

/* Fills what never changes and makes room for one replicate. */
mf_err mf_tables_init(mf_tables *self, const mf_scenario *scenario, int n_replicates);

/* The same on a rank that hands its rows on. */
mf_err mf_tables_init_rows(mf_tables *self, const mf_scenario *scenario, int n_replicates);

void mf_tables_free(mf_tables *self);

/* Values of a table in one replicate (of all of it if it does not depend on one); of tables
 * that grow, those at hand. */
size_t mf_tables_count(const mf_tables *self, int table);

/* Clears what belongs to one replicate. */
void mf_tables_clear(mf_tables *self);

/* Forgets all rows of axes that grow. */
void mf_tables_rewind(mf_tables *self);

/* Room for `more` rows along an axis that grows. */
mf_err mf_tables_grow(mf_tables *self, mf_axis axis, size_t more);

/* Lets the first `n` rows at hand go. */
void mf_tables_drop(mf_tables *self, mf_axis axis, size_t n);

/* Is a code a set of words, one bit each? */
static inline bool mf_code_is_set(mf_code code)
{
    return code == MF_CODE_PATH || code == MF_CODE_ROLE || code == MF_CODE_TRAIT;
}

/* The words of a code in order; *n: how many. */
const char *mf_code_word(const mf_scenario *scenario, mf_code code, int i);
int mf_code_n(const mf_scenario *scenario, mf_code code);

#endif
