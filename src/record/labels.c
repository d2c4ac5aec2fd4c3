#include "record/labels.h"

#include <math.h>

#include "record/fates.h"
#include "record/indicators.h"
#include "record/outcomes.h"

_Static_assert(MF_N_TRAITS < 16 && MF_N_ROLES < 16, "they are written as bits of 16");

static const char *const in_need_words[] = { "no", "yes", NULL };
static const char *const sex_words[] = { "male", "female", NULL };
static const char *const skill_words[] = { "none", "vocational", "tertiary", NULL };
static const char on_the_way[] = "on_the_way";

static const char *const *words_of(mf_code code)
{
    switch (code) {
    case MF_CODE_KIND:
        return mf_event_words;
    case MF_CODE_NEED:
        return mf_need_words;
    case MF_CODE_CLAIM:
        return mf_claim_words;
    case MF_CODE_PATH:
        return mf_path_words;
    case MF_CODE_ROLE:
        return mf_role_words;
    case MF_CODE_TRAIT:
        return mf_trait_words;
    case MF_CODE_SEX:
        return sex_words;
    case MF_CODE_SKILL:
        return skill_words;
    case MF_CODE_END:
        return mf_end_words;
    default:
        return NULL;
    }
}

const char *mf_code_word(const mf_scenario *scenario, mf_code code, int i)
{
    return code == MF_CODE_STATUS ? mf_statuses(scenario)[i].id : words_of(code)[i];
}

int mf_code_n(const mf_scenario *scenario, mf_code code)
{
    const char *const *words = words_of(code);
    int n = 0;

    if (code == MF_CODE_STATUS)
        return scenario->legal.statuses.n;
    while (words != NULL && words[n] != NULL)
        n++;
    return n;
}

/* A text that is never NULL, for an empty string is not a missing one. */
static const char *text(const char *given)
{
    return given == NULL ? "" : given;
}

static void put_text(mf_tables *tables, int table, size_t i, const char *given)
{
    const char **at = tables->data[table];

    if (at != NULL)
        at[i] = text(given);
}

static void put_words(mf_tables *tables, int table, const char *const *words)
{
    for (size_t i = 0; words[i] != NULL; i++)
        put_text(tables, table, i, words[i]);
}

static void put_real(mf_tables *tables, int table, size_t i, double value)
{
    double *at = tables->data[table];

    if (at != NULL)
        at[i] = value;
}

static void put_int(mf_tables *tables, int table, size_t i, int value)
{
    int32_t *at = tables->data[table];

    if (at != NULL)
        at[i] = value;
}

static void put_bits(mf_tables *tables, int table, size_t i, uint64_t bits)
{
    int16_t *at = tables->data[table];

    if (at != NULL)
        at[i] = (int16_t) bits;
}

static void fill_places(mf_tables *tables)
{
    const mf_scenario *s = tables->scenario;
    size_t n = (size_t) s->places.n;

    for (size_t p = 0; p < n; p++) {
        const mf_place *place = &mf_places(s)[p];

        put_text(tables, MF_TABLE_PLACE, p, place->id);
        put_text(tables, MF_TABLE_PLACE_NAME, p, place->name);
        put_text(tables, MF_TABLE_PLACE_COUNTRY, p, mf_countries(s)[place->country].id);
        put_bits(tables, MF_TABLE_PLACE_ROLE, p, place->role);
        put_real(tables, MF_TABLE_LON, p, place->lon);
        put_real(tables, MF_TABLE_LAT, p, place->lat);
        put_text(tables, MF_TABLE_WHERE, p, place->id);
    }
    put_text(tables, MF_TABLE_PLACE, n, on_the_way);
    put_text(tables, MF_TABLE_PLACE_NAME, n, "on the way between two places");
    put_text(tables, MF_TABLE_PLACE_COUNTRY, n, "");
    put_real(tables, MF_TABLE_LON, n, (double) NAN);
    put_real(tables, MF_TABLE_LAT, n, (double) NAN);
    put_text(tables, MF_TABLE_WHERE, n, on_the_way);
    for (size_t c = 0; c < (size_t) s->countries.n; c++)
        put_text(tables, MF_TABLE_COUNTRY, c, mf_countries(s)[c].id);
    put_text(tables, MF_TABLE_COUNTRY, (size_t) s->countries.n, on_the_way);
}

static void fill_links(mf_tables *tables)
{
    const mf_scenario *s = tables->scenario;

    for (size_t l = 0; l < (size_t) s->links.n; l++) {
        const mf_link *link = &mf_links(s)[l];

        put_text(tables, MF_TABLE_LINK, l, link->id);
        put_text(tables, MF_TABLE_LINK_FROM, l, mf_places(s)[link->from].id);
        put_text(tables, MF_TABLE_LINK_TO, l, mf_places(s)[link->to].id);
        put_text(tables, MF_TABLE_LINK_MODE, l, mf_mode_words[link->mode]);
        put_text(tables, MF_TABLE_WHERE, (size_t) s->places.n + 1 + l, link->id);
    }
}

static void fill_people(mf_tables *tables)
{
    const mf_scenario *s = tables->scenario;

    for (size_t k = 0; k < (size_t) s->cohorts.n; k++) {
        const mf_cohort *cohort = &mf_cohorts(s)[k];

        put_text(tables, MF_TABLE_COHORT, k, cohort->id);
        put_text(tables, MF_TABLE_COHORT_NAME, k, cohort->name);
        put_text(tables, MF_TABLE_COHORT_ORIGIN, k, mf_places(s)[cohort->origin].id);
        put_real(tables, MF_TABLE_WEIGHT, k, mf_scenario_weight(s, (int) k));
    }
    for (size_t i = 0; i < (size_t) s->legal.statuses.n; i++) {
        put_text(tables, MF_TABLE_STATUS, i, mf_statuses(s)[i].id);
        put_text(tables, MF_TABLE_STATUS_NAME, i, mf_statuses(s)[i].name);
        put_bits(tables, MF_TABLE_STATUS_TRAIT, i, mf_statuses(s)[i].traits);
    }
    for (size_t q = 0; q < (size_t) s->legal.queues.n; q++) {
        put_text(tables, MF_TABLE_QUEUE, q, mf_queues(s)[q].id);
        put_text(tables, MF_TABLE_QUEUE_STATUS, q, mf_statuses(s)[mf_queues(s)[q].status].id);
    }
}

static void fill_interventions(mf_tables *tables)
{
    const mf_scenario *s = tables->scenario;

    for (size_t i = 0; i < (size_t) s->interventions.n; i++) {
        const mf_intervention *each = &mf_interventions(s)[i];

        put_text(tables, MF_TABLE_INTERVENTION, i, each->id);
        put_text(tables, MF_TABLE_INTERVENTION_KIND, i, each->kind);
        put_text(tables, MF_TABLE_INTERVENTION_OWNER, i, mf_owner_words[each->is->owner]);
    }
    put_words(tables, MF_TABLE_PART, mf_cost_words);
}

static void fill_numbers(mf_tables *tables, const mf_population *people)
{
    for (size_t k = 0; k < (size_t) people->n_cohorts; k++) {
        put_int(tables, MF_TABLE_FIRST_PERSON, k, (int) people->first[k]);
        put_int(tables, MF_TABLE_N_PEOPLE, k, (int) people->count[k]);
    }
    for (size_t id = 0; id < tables->length[MF_AXIS_PERSON]; id++)
        put_int(tables, MF_TABLE_PERSON, id, (int) id);
    for (size_t b = 0; b < people->n_chunks; b++) {
        put_int(tables, MF_TABLE_BLOCK, b, (int) b);
        put_int(tables, MF_TABLE_BLOCK_FIRST, b, (int) people->chunk[b].begin);
        ((int16_t *) tables->data[MF_TABLE_BLOCK_COHORT])[b] = (int16_t) people->chunk[b].cohort;
    }
}

static void fill_indicators(mf_tables *tables)
{
    for (size_t i = 0; mf_indicators[i].name != NULL; i++) {
        put_text(tables, MF_TABLE_INDICATOR, i, mf_indicators[i].name);
        put_text(tables, MF_TABLE_INDICATOR_NAME, i, mf_indicators[i].doc);
        put_text(tables, MF_TABLE_INDICATOR_UNIT, i, mf_indicators[i].unit);
        put_text(tables, MF_TABLE_INDICATOR_FORMULA, i, mf_indicators[i].formula);
        put_text(tables, MF_TABLE_INDICATOR_GOALS, i, mf_indicators[i].goals);
    }
}

static void fill_words(mf_tables *tables)
{
    put_words(tables, MF_TABLE_FATE, mf_fate_words);
    put_words(tables, MF_TABLE_KIND, mf_event_words);
    put_words(tables, MF_TABLE_KIND_NAME, mf_event_docs);
    put_words(tables, MF_TABLE_NEED, mf_need_words);
    put_words(tables, MF_TABLE_IN_NEED, in_need_words);
    put_words(tables, MF_TABLE_LEDGER, mf_ledger_words);
    put_words(tables, MF_TABLE_MOTIVE, mf_motive_words);
    put_words(tables, MF_TABLE_TOPIC, mf_topic_words);
    put_words(tables, MF_TABLE_TOPIC_NAME, mf_topic_docs);
    put_words(tables, MF_TABLE_OUTCOME, mf_outcome_words);
    put_words(tables, MF_TABLE_OUTCOME_NAME, mf_outcome_docs);
    put_words(tables, MF_TABLE_OUTCOME_UNIT, mf_outcome_units);
}

/* Days since the start after so many steps, of rows that are `every` steps apart. */
static double day_of_row(const mf_scenario *s, size_t row, int every)
{
    int step = (int) row * every, steps = mf_scenario_steps(s);

    return (double) (step < steps ? step : steps) * s->calendar.step;
}

static void fill_times(mf_tables *tables)
{
    const mf_scenario *s = tables->scenario;
    mf_outcomes years;

    for (size_t i = 0; i < tables->length[MF_AXIS_TIME]; i++) {
        double day = day_of_row(s, i, s->outputs.stocks_every);

        put_real(tables, MF_TABLE_TIME, i, day);
        put_real(tables, MF_TABLE_TIME_BOUNDS, 2 * i,
                 i == 0 ? 0.0 : day_of_row(s, i - 1, s->outputs.stocks_every));
        put_real(tables, MF_TABLE_TIME_BOUNDS, 2 * i + 1, day);
    }
    for (size_t i = 0; i < tables->length[MF_AXIS_MOTIVE_TIME]; i++)
        put_real(tables, MF_TABLE_MOTIVE_TIME, i, day_of_row(s, i, s->outputs.motives_every));
    for (size_t i = 0; i < tables->length[MF_AXIS_STEP]; i++) {
        put_int(tables, MF_TABLE_STEP, i, (int) i);
        put_real(tables, MF_TABLE_STEP_TIME, i, (double) i * s->calendar.step);
    }
    mf_outcomes_calendar(&years, s);
    for (size_t i = 0; i < tables->length[MF_AXIS_YEAR]; i++)
        put_int(tables, MF_TABLE_YEAR, i, years.first_year + (int) i);
    for (size_t i = 0; i < tables->length[MF_AXIS_REPLICATE]; i++)
        put_int(tables, MF_TABLE_REPLICATE, i, (int) i);
    put_int(tables, MF_TABLE_BOUND, 1, 1);
}

void mf_labels_fill(mf_tables *tables, const mf_population *people)
{
    fill_places(tables);
    fill_links(tables);
    fill_people(tables);
    fill_interventions(tables);
    fill_words(tables);
    fill_indicators(tables);
    fill_numbers(tables, people);
    fill_times(tables);
}
