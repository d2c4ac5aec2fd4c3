#include "io/dump.h"

#include <inttypes.h>
#include <string.h>

#include "base/calendar.h"

typedef struct dump {
    const mf_scenario *scenario;
    mf_buffer *out;
    int depth;
} dump;

static void put_group(dump *self, const mf_group *group, const char *base);

static void put_indent(const dump *self)
{
    for (int i = 0; i < self->depth; i++)
        mf_buffer_add_bytes(self->out, "  ", 2);
}

static void put_real(mf_buffer *out, double value)
{
    char text[64];

    mf_real_print(value, text, sizeof text);
    mf_buffer_add_text(out, text);
}

/* What needs no escape. */
static void put_word(mf_buffer *out, const char *word)
{
    mf_buffer_add_text(out, "\"");
    mf_buffer_add_text(out, word);
    mf_buffer_add_text(out, "\"");
}

static void put_day(mf_buffer *out, int day)
{
    char text[MF_DATE_TEXT];

    mf_day_print(day, text);
    put_word(out, text);
}

static void put_text(mf_buffer *out, const char *text)
{
    static const char special[] = "\"\\\n\r\t\f", letters[] = "\"\\nrtf";

    mf_buffer_add_text(out, "\"");
    while (*text != '\0') {
        size_t n = strcspn(text, special);

        mf_buffer_add_bytes(out, text, n);
        text += n;
        if (*text != '\0')
            mf_buffer_add(out, "\\%c", letters[strchr(special, *text++) - special]);
    }
    mf_buffer_add_text(out, "\"");
}

void mf_dump_count(int64_t value, mf_buffer *out)
{
    bool wide = value > INT32_MAX || value < INT32_MIN;

    mf_buffer_add(out, "%" PRId64 "%s", value, wide ? "L" : "");
}

static void put_reals(mf_buffer *out, const double *value, int n)
{
    mf_buffer_add_text(out, "[");
    for (int i = 0; i < n; i++) {
        mf_buffer_add_text(out, i == 0 ? "" : ", ");
        put_real(out, value[i]);
    }
    mf_buffer_add_text(out, "]");
}

static void put_series(mf_buffer *out, const mf_series *series)
{
    if (series->n <= 1) {
        put_real(out, mf_series_at(series, 0));
        return;
    }
    mf_buffer_add_text(out, "{ dates = [");
    for (int i = 0; i < series->n; i++) {
        mf_buffer_add_text(out, i == 0 ? "" : ", ");
        put_day(out, series->day[i]);
    }
    mf_buffer_add_text(out, "]; values = ");
    put_reals(out, series->value, series->n);
    mf_buffer_add(out, "; rule = \"%s\"; }", series->rule == MF_SERIES_LINEAR ? "linear" : "step");
}

static void put_names(mf_buffer *out, uint64_t bits, const char *const *words)
{
    const char *between = "";

    mf_buffer_add_text(out, "[");
    for (int i = 0; words[i] != NULL; i++) {
        if ((bits & MF_BIT(i)) == 0)
            continue;
        mf_buffer_add_text(out, between);
        put_word(out, words[i]);
        between = ", ";
    }
    mf_buffer_add_text(out, "]");
}

static int list_length(const mf_scenario *scenario, int list)
{
    switch (list) {
    case MF_LIST_COUNTRY: return scenario->countries.n;
    case MF_LIST_PLACE: return scenario->places.n;
    case MF_LIST_LINK: return scenario->links.n;
    case MF_LIST_STATUS: return scenario->legal.statuses.n;
    case MF_LIST_QUEUE: return scenario->legal.queues.n;
    case MF_LIST_COHORT: return scenario->cohorts.n;
    case MF_LIST_INTERVENTION: return scenario->interventions.n;
    default: return 0;
    }
}

static const char *id_at(const mf_scenario *scenario, int list, int index)
{
    if (index < 0 || index >= list_length(scenario, list))
        return "";
    switch (list) {
    case MF_LIST_COUNTRY: return mf_countries(scenario)[index].id;
    case MF_LIST_PLACE: return mf_places(scenario)[index].id;
    case MF_LIST_LINK: return mf_links(scenario)[index].id;
    case MF_LIST_STATUS: return mf_statuses(scenario)[index].id;
    case MF_LIST_QUEUE: return mf_queues(scenario)[index].id;
    case MF_LIST_COHORT: return mf_cohorts(scenario)[index].id;
    default: return mf_interventions(scenario)[index].id;
    }
}

static void put_refs(const dump *self, const mf_refs *refs, int list)
{
    if (refs->n > 0 && refs->n == list_length(self->scenario, list)) {
        mf_buffer_add_text(self->out, "\"*\"");
        return;
    }
    mf_buffer_add_text(self->out, refs->n == 0 ? "( )" : "[");
    for (int i = 0; i < refs->n; i++) {
        mf_buffer_add_text(self->out, i == 0 ? "" : ", ");
        put_word(self->out, id_at(self->scenario, list, refs->at[i]));
    }
    mf_buffer_add_text(self->out, refs->n == 0 ? "" : "]");
}

static void put_value(dump *self, const mf_param *row, const void *field)
{
    mf_buffer *out = self->out;

    switch (row->type) {
    case MF_PARAM_REAL: put_real(out, *(const double *) field); break;
    case MF_PARAM_INT: mf_buffer_add(out, "%d", *(const int *) field); break;
    case MF_PARAM_COUNT: mf_dump_count(*(const int64_t *) field, out); break;
    case MF_PARAM_BOOL: mf_buffer_add_text(out, *(const bool *) field ? "true" : "false"); break;
    case MF_PARAM_TEXT: case MF_PARAM_ID: put_text(out, *(const char *const *) field); break;
    case MF_PARAM_DATE: put_day(out, *(const int *) field); break;
    case MF_PARAM_SERIES: put_series(out, field); break;
    case MF_PARAM_REALS: put_reals(out, field, row->n); break;
    case MF_PARAM_CHOICE:
        put_text(out, ((const char *const *) row->words)[*(const int *) field]);
        break;
    case MF_PARAM_NAMES: put_names(out, *(const uint64_t *) field, row->words); break;
    case MF_PARAM_REF: put_text(out, id_at(self->scenario, row->n, *(const int *) field)); break;
    case MF_PARAM_REFS: put_refs(self, field, row->n); break;
    case MF_PARAM_TEXTS: case MF_PARAM_GROUP: case MF_PARAM_LIST: break; /* no scenario has texts */
    }
}

static void put_list(dump *self, const mf_group *group, const mf_list_of *list)
{
    const char *base = list->at;

    mf_buffer_add_text(self->out, list->n == 0 ? "( )" : "(\n");
    self->depth++;
    for (int i = 0; i < list->n; i++) {
        put_indent(self);
        put_group(self, group, base + (size_t) i * group->size);
        mf_buffer_add_text(self->out, i + 1 < list->n ? ",\n" : "\n");
    }
    self->depth--;
    if (list->n > 0) {
        put_indent(self);
        mf_buffer_add_text(self->out, ")");
    }
}

static void put_rows(dump *self, const mf_group *group, const char *base)
{
    for (const mf_param *row = group->params; row->name != NULL; row++) {
        const void *field = base + row->offset;

        put_indent(self);
        mf_buffer_add_text(self->out, row->name);
        mf_buffer_add_text(self->out, " = ");
        if (row->type == MF_PARAM_GROUP)
            put_group(self, row->words, field);
        else if (row->type == MF_PARAM_LIST)
            put_list(self, row->words, field);
        else
            put_value(self, row, field);
        mf_buffer_add_text(self->out, ";\n");
    }
}

static void put_group(dump *self, const mf_group *group, const char *base)
{
    mf_buffer_add_text(self->out, "{\n");
    self->depth++;
    put_rows(self, group, base);
    if (group == &mf_intervention_group) {
        const mf_intervention *intervention = (const void *) base;

        put_rows(self, intervention->is->params, intervention->params);
    }
    self->depth--;
    put_indent(self);
    mf_buffer_add_text(self->out, "}");
}

void mf_dump_scenario(const mf_scenario *scenario, mf_buffer *out)
{
    dump self = { .scenario = scenario, .out = out };

    put_rows(&self, &mf_scenario_group, (const char *) scenario);
}
