/* A scenario as the page must know it: names, places, policies with their settings, assumptions. */
#include "record/brief.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/calendar.h"

static void put_date(mf_json *out, const char *key, int day)
{
    char text[MF_DATE_TEXT];

    mf_day_print(day, text);
    mf_json_text(out, key, text);
}

/* The words of set bits, as a list. */
static void put_bits(mf_json *out, const char *key, uint64_t bits, const char *const *words)
{
    mf_json_open(out, key, '[');
    for (int i = 0; words[i] != NULL; i++)
        if ((bits & MF_BIT(i)) != 0)
            mf_json_text(out, NULL, words[i]);
    mf_json_close(out, ']');
}

static void put_refs(mf_json *out, const char *key, const mf_refs *refs)
{
    mf_json_open(out, key, '[');
    for (int i = 0; i < refs->n; i++)
        mf_json_int(out, NULL, refs->at[i]);
    mf_json_close(out, ']');
}

static const char *name_of(const char *name, const char *id)
{
    return name == NULL || name[0] == '\0' ? id : name;
}

static void put_name(mf_json *out, const char *id, const char *name)
{
    mf_json_text(out, "id", id);
    mf_json_text(out, "name", name_of(name, id));
}

static void put_network(const mf_scenario *s, mf_json *out)
{
    mf_json_open(out, "countries", '[');
    for (int i = 0; i < s->countries.n; i++) {
        mf_json_open(out, NULL, '{');
        put_name(out, mf_countries(s)[i].id, mf_countries(s)[i].name);
        mf_json_close(out, '}');
    }
    mf_json_close(out, ']');
    mf_json_open(out, "places", '[');
    for (int i = 0; i < s->places.n; i++) {
        const mf_place *place = &mf_places(s)[i];

        mf_json_open(out, NULL, '{');
        put_name(out, place->id, place->name);
        mf_json_int(out, "country", place->country);
        put_bits(out, "roles", place->role, mf_role_words);
        mf_json_real(out, "lon", place->lon);
        mf_json_real(out, "lat", place->lat);
        mf_json_close(out, '}');
    }
    mf_json_close(out, ']');
    mf_json_open(out, "links", '[');
    for (int i = 0; i < s->links.n; i++) {
        const mf_link *link = &mf_links(s)[i];

        mf_json_open(out, NULL, '{');
        mf_json_text(out, "id", link->id);
        mf_json_int(out, "from", link->from);
        mf_json_int(out, "to", link->to);
        mf_json_text(out, "mode", mf_mode_words[link->mode]);
        mf_json_real(out, "days", link->days);
        mf_json_bool(out, "smuggled", link->smuggled);
        mf_json_close(out, '}');
    }
    mf_json_close(out, ']');
}

static void put_people(const mf_tables *tables, mf_json *out)
{
    const mf_scenario *s = tables->scenario;
    const int32_t *first = tables->data[MF_TABLE_FIRST_PERSON], *n = tables->data[MF_TABLE_N_PEOPLE];

    mf_json_open(out, "cohorts", '[');
    for (int k = 0; k < s->cohorts.n; k++) {
        const mf_cohort *cohort = &mf_cohorts(s)[k];

        mf_json_open(out, NULL, '{');
        put_name(out, cohort->id, cohort->name);
        mf_json_int(out, "origin", cohort->origin);
        mf_json_real(out, "weight", mf_scenario_weight(s, k));
        mf_json_int(out, "first", first[k]);
        mf_json_int(out, "people", n[k]);
        mf_json_close(out, '}');
    }
    mf_json_close(out, ']');
    mf_json_open(out, "statuses", '[');
    for (int i = 0; i < s->legal.statuses.n; i++) {
        const mf_status *status = &mf_statuses(s)[i];

        mf_json_open(out, NULL, '{');
        put_name(out, status->id, status->name);
        put_bits(out, "traits", status->traits, mf_trait_words);
        mf_json_int(out, "group", mf_standing_of(s, i));
        mf_json_close(out, '}');
    }
    mf_json_close(out, ']');
}

static void put_queues(const mf_tables *tables, mf_json *out)
{
    const mf_scenario *s = tables->scenario;
    const double *time = tables->data[MF_TABLE_TIME];
    mf_json rough = { .out = out->out, .digits = 5 };

    mf_json_open(out, "queues", '[');
    for (int q = 0; q < s->legal.queues.n; q++) {
        const mf_queue *queue = &mf_queues(s)[q];

        mf_json_open(out, NULL, '{');
        put_name(out, queue->id, queue->name);
        put_refs(out, "countries", &queue->countries);
        put_refs(out, "places", &queue->places);
        mf_json_open(out, "capacity", '[');
        rough.follows = false;
        for (size_t t = 0; t < tables->length[MF_AXIS_TIME]; t++)
            mf_json_real(&rough, NULL, mf_series_at(&queue->capacity, s->calendar.start + (int) time[t]));
        mf_json_close(out, ']');
        mf_json_close(out, '}');
    }
    mf_json_close(out, ']');
}

/* ------------------------------------------------------------ settings */

/* A setting that is one number; false for any other. */
static bool number_of(const mf_param *row, const void *params, double *value)
{
    const char *field = (const char *) params + row->offset;

    if (row->type == MF_PARAM_REAL)
        *value = *(const double *) (const void *) field;
    else if (row->type == MF_PARAM_INT)
        *value = *(const int *) (const void *) field;
    else if (row->type == MF_PARAM_COUNT)
        *value = (double) *(const int64_t *) (const void *) field;
    else
        return false;
    return true;
}

/* The next of 1, 2, 5, 10, ... that is not below x > 0. */
static double round_up(double x)
{
    static const double nice[] = { 1.0, 2.0, 5.0, 10.0 };
    double power = 1.0;
    int i = 0;

    while (power > x)
        power /= 10.0;
    while (10.0 * power <= x)
        power *= 10.0;
    while (i < 3 && nice[i] * power < x * (1.0 - 1e-9))
        i++;
    return nice[i] * power;
}

/* How far a slider goes: all that is allowed if that is little, else about three times the value. */
static void put_slider(const mf_param *row, double value, mf_json *out)
{
    double size = fabs(value) > 0.0 ? fabs(value) : 1.0;
    double high = row->max - row->min <= 10.0 ? row->max : fmin(row->max, round_up(3.0 * size));
    double low = row->max - row->min <= 10.0 ? row->min : fmax(row->min, value < 0.0 ? -high : 0.0);

    mf_json_real(out, "min", row->min);
    mf_json_real(out, "max", row->max);
    mf_json_real(out, "low", fmin(low, value));
    mf_json_real(out, "high", fmax(high, value));
    mf_json_real(out, "step", row->type == MF_PARAM_REAL ? round_up((high - low) / 100.0)
                                                         : fmax(1.0, round_up((high - low) / 100.0)));
}

static void put_setting(const mf_param *row, const char *owner, double value, bool slides, mf_json *out)
{
    char path[256];

    (void) snprintf(path, sizeof path, "%s.%s", owner, row->name);
    mf_json_open(out, NULL, '{');
    mf_json_text(out, "path", path);
    mf_json_text(out, "name", row->name);
    mf_json_text(out, "doc", row->doc);
    mf_json_text(out, "unit", row->unit);
    mf_json_real(out, "value", value);
    if (slides)
        put_slider(row, value, out);
    mf_json_text(out, "evidence", row->evidence);
    mf_json_text(out, "source", row->source);
    mf_json_close(out, '}');
}

static void put_settings(const char *key, const mf_group *group, const char *owner,
                         const void *params, bool slides, mf_json *out)
{
    double value = 0.0;

    if (key != NULL)
        mf_json_open(out, key, '[');
    for (const mf_param *row = group->params; row->name != NULL; row++)
        if (number_of(row, params, &value))
            put_setting(row, owner, value, slides, out);
    if (key != NULL)
        mf_json_close(out, ']');
}

static void put_intervention(const mf_intervention *each, mf_json *out)
{
    const mf_intervention_kind *kind = each->is;
    char owner[192];

    (void) snprintf(owner, sizeof owner, "interventions.%s", each->id);
    mf_json_open(out, NULL, '{');
    mf_json_text(out, "id", each->id);
    mf_json_text(out, "kind", kind->name);
    mf_json_text(out, "doc", kind->doc);
    mf_json_text(out, "owner", mf_owner_words[kind->owner]);
    mf_json_text(out, "level", mf_level_words[kind->level]);
    mf_json_text(out, "stage", mf_stage_words[kind->stage]);
    mf_json_text(out, "evidence", kind->evidence);
    mf_json_text(out, "source", kind->source);
    mf_json_text(out, "side_effect", kind->side_effect);
    mf_json_bool(out, "on", each->on);
    put_date(out, "start", each->start);
    put_date(out, "end", each->end);
    mf_json_real(out, "ramp", each->ramp);
    put_settings("settings", kind->params, owner, each->params, true, out);
    mf_json_close(out, '}');
}

static void put_policies(const mf_scenario *s, mf_json *out)
{
    mf_json_open(out, "packages", '[');
    for (int i = 0; i < s->packages.n; i++) {
        mf_json_open(out, NULL, '{');
        put_name(out, mf_packages(s)[i].id, mf_packages(s)[i].name);
        put_refs(out, "of", &mf_packages(s)[i].of);
        mf_json_close(out, '}');
    }
    mf_json_close(out, ']');
    mf_json_open(out, "interventions", '[');
    for (int i = 0; i < s->interventions.n; i++)
        put_intervention(&mf_interventions(s)[i], out);
    mf_json_close(out, ']');
}

/* What was counted, for whoever asks why to believe. */
static void put_counted(const mf_scenario *s, mf_json *out)
{
    mf_json_open(out, "counted", '[');
    for (int i = 0; i < s->counted.n; i++) {
        const mf_counted *each = &mf_counted_of(s)[i];

        mf_json_open(out, NULL, '{');
        mf_json_text(out, "outcome", mf_counted_words[each->outcome]);
        mf_json_int(out, "year", each->year);
        mf_json_real(out, "value", each->value);
        mf_json_bool(out, "fitted", each->fitted);
        mf_json_text(out, "source", each->source);
        mf_json_close(out, '}');
    }
    mf_json_close(out, ']');
}

/* The single numbers of the model's parts: most of them are assumptions, and say so. */
static void put_assumptions(const mf_scenario *s, mf_json *out)
{
    mf_json_open(out, "assumptions", '[');
    put_settings(NULL, &mf_decision_group, "decision", &s->decision, false, out);
    put_settings(NULL, &mf_motive_group, "motives", &s->motives, false, out);
    put_settings(NULL, &mf_need_group, "needs", &s->needs, false, out);
    put_settings(NULL, &mf_belief_group, "beliefs", &s->beliefs, false, out);
    put_settings(NULL, &mf_money_group, "money", &s->money, false, out);
    put_settings(NULL, &mf_market_group, "market", &s->market, false, out);
    mf_json_close(out, ']');
}

void mf_brief_scenario(const mf_tables *tables, const char *text, mf_json *out)
{
    const mf_scenario *s = tables->scenario;
    char digest[MF_DIGEST_TEXT];

    mf_json_open(out, "scenario", '{');
    mf_json_text(out, "title", s->title);
    mf_json_text(out, "question", s->question);
    put_date(out, "start", s->calendar.start);
    put_date(out, "end", s->calendar.end);
    mf_json_int(out, "step", s->calendar.step);
    mf_json_int(out, "steps", mf_scenario_steps(s));
    mf_json_int(out, "seed", s->seed);
    if (text != NULL) {
        mf_digest_of(text, strlen(text), digest);
        mf_json_text(out, "digest", digest);
        mf_json_text(out, "text", text);
    }
    put_network(s, out);
    put_people(tables, out);
    put_queues(tables, out);
    put_policies(s, out);
    put_counted(s, out);
    put_assumptions(s, out);
    mf_json_close(out, '}');
}
