/* Single values, by type. */
#include "io/reader.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/calendar.h"
#include "base/text.h"

enum { ID_MOST = 64 };

#define MISTAKE(self, node, ...) mf_reader_complain(self, MF_MISTAKE, node, __VA_ARGS__)

/* Complains that a value is not of the kind that is `wanted`. */
static void not_a(mf_reader *self, const mf_node *node, const char *wanted)
{
    char shown[96];

    if (node->kind == MF_NODE_BAD)
        return;
    mf_node_show(node, shown, sizeof shown);
    MISTAKE(self, node, "should be %s, not %s", wanted, shown);
}

static bool is_within(mf_reader *self, const mf_param *row, const mf_node *node, double value)
{
    if (!isfinite(value)) {
        MISTAKE(self, node, "%g is not a finite number", value);
        return false;
    }
    if (row->min >= row->max || (value >= row->min && value <= row->max))
        return true;
    if (row->unit == NULL || row->unit[0] == '\0' || strcmp(row->unit, "1") == 0)
        MISTAKE(self, node, "%.10g is outside [%.10g, %.10g]", value, row->min, row->max);
    else
        MISTAKE(self, node, "%.10g is outside [%.10g, %.10g] (%s)", value, row->min, row->max,
                row->unit);
    return false;
}

bool mf_read_real(mf_reader *self, const mf_param *row, const mf_node *node, double *value)
{
    double found;

    if (node->kind != MF_NODE_REAL && node->kind != MF_NODE_INT) {
        not_a(self, node, "a number");
        return false;
    }
    found = node->kind == MF_NODE_INT ? (double) node->integer : node->real;
    if (!is_within(self, row, node, found))
        return false;
    *value = found == 0.0 ? 0.0 : found; /* no -0 */
    return true;
}

bool mf_read_day(mf_reader *self, const mf_node *node, int *day)
{
    if (node->kind != MF_NODE_TEXT) {
        not_a(self, node, "a date \"YYYY-MM-DD\"");
        return false;
    }
    if (!mf_day_parse(node->text, day)) {
        MISTAKE(self, node, "\"%.40s\" is not a date; write \"YYYY-MM-DD\"", node->text);
        return false;
    }
    return true;
}

static bool read_count(mf_reader *self, const mf_param *row, const mf_node *node, int64_t *value)
{
    if (node->kind != MF_NODE_INT) {
        not_a(self, node, "a whole number");
        return false;
    }
    if (!is_within(self, row, node, (double) node->integer))
        return false;
    *value = node->integer;
    return true;
}

static void read_int(mf_reader *self, const mf_param *row, const mf_node *node, int *field)
{
    int64_t value;

    if (read_count(self, row, node, &value)) /* ranges of INT are within those of int */
        *field = (int) value;
}

static void read_bool(mf_reader *self, const mf_node *node, bool *field)
{
    if (node->kind != MF_NODE_BOOL)
        not_a(self, node, "true or false");
    else
        *field = node->integer != 0;
}

static void read_text(mf_reader *self, const mf_node *node, const char **field)
{
    if (node->kind != MF_NODE_TEXT) {
        not_a(self, node, "a text \"...\"");
        *field = "";
        return;
    }
    *field = mf_arena_text(self->arena, node->text);
    self->starved = self->starved || *field == NULL;
}

/* Ids appear in paths, in columns of results and on command lines. */
static bool is_id(const char *text)
{
    size_t n = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    return n > 0 && n <= ID_MOST && text[n] == '\0' && strspn(text, "0123456789-") == 0;
}

static void read_id(mf_reader *self, const mf_node *node, const char **field)
{
    read_text(self, node, field);
    if (node->kind == MF_NODE_TEXT && !is_id(node->text))
        MISTAKE(self, node, "\"%.80s\" cannot name anything: letters, digits, _ and -, a letter first, "
                            "at most %d bytes", node->text, ID_MOST);
}

/* "; one of: linear, logistic", for a word that is near to none of them. */
static const char *one_of(mf_reader *self, const char *const *words)
{
    static const char before[] = "; one of: ", between[] = ", ";
    size_t room = sizeof before;
    char *text;

    for (int i = 0; words[i] != NULL; i++)
        room += strlen(words[i]) + sizeof between;
    text = mf_arena_take(self->scratch, room, 1);
    if (text == NULL)
        return "";
    strcpy(text, before);
    for (int i = 0; words[i] != NULL; i++)
        strcat(strcat(text, i == 0 ? "" : between), words[i]);
    return text;
}

/* The index of a word, or -1 and a complaint. */
static int word_index(mf_reader *self, const mf_node *node, const char *const *words)
{
    const char *hint;

    if (node->kind != MF_NODE_TEXT) {
        not_a(self, node, "a word in quotation marks");
        return -1;
    }
    for (int i = 0; words[i] != NULL; i++)
        if (strcmp(words[i], node->text) == 0)
            return i;
    hint = mf_reader_hint(self, node->text, words);
    MISTAKE(self, node, "\"%.60s\" is not a word that is known here%s", node->text,
            hint[0] != '\0' ? hint : one_of(self, words));
    return -1;
}

static void read_choice(mf_reader *self, const mf_param *row, const mf_node *node, int *field)
{
    int index = word_index(self, node, row->words);

    *field = index < 0 ? 0 : index;
}

static void read_names(mf_reader *self, const mf_param *row, const mf_node *node, uint64_t *field)
{
    const mf_node *word = node->kind == MF_NODE_LIST ? node->first : node;

    for (; word != NULL; word = word->next) {
        int index = word->kind == MF_NODE_BAD ? -1 : word_index(self, word, row->words);

        if (index >= 0 && (*field & MF_BIT(index)) != 0)
            mf_reader_complain(self, MF_WARNING, word, "\"%s\" is named twice", word->text);
        if (index >= 0)
            *field |= MF_BIT(index);
        if (node->kind != MF_NODE_LIST)
            break;
    }
}

/* --- references --- */

static const char *const list_nouns[MF_N_LISTS] = {
    [MF_LIST_COUNTRY] = "country", [MF_LIST_PLACE] = "place", [MF_LIST_LINK] = "link",
    [MF_LIST_STATUS] = "status", [MF_LIST_QUEUE] = "queue", [MF_LIST_COHORT] = "cohort",
    [MF_LIST_INTERVENTION] = "intervention",
};

static int ref_index(mf_reader *self, int list, const mf_node *node)
{
    char wanted[64];

    if (node->kind != MF_NODE_TEXT) {
        (void) snprintf(wanted, sizeof wanted, "the id of a %s in quotation marks", list_nouns[list]);
        not_a(self, node, wanted);
        return -1;
    }
    for (int i = 0; i < self->n_names[list]; i++)
        if (node->text[0] != '\0' && strcmp(self->names[list][i], node->text) == 0)
            return i;
    MISTAKE(self, node, "there is no %s \"%.60s\"%s", list_nouns[list], node->text,
            mf_reader_hint(self, node->text, self->names[list]));
    return -1;
}

static void read_ref(mf_reader *self, const mf_param *row, const mf_node *node, int *field)
{
    *field = -1;
    if (node->kind == MF_NODE_TEXT && node->text[0] == '\0') {
        if (row->fallback == NULL)
            MISTAKE(self, node, "is required: %s", row->doc);
        return;
    }
    *field = ref_index(self, row->n, node);
}

/* Keeps indices rising, so that the order in which they are written means nothing. */
static bool insert(mf_refs *refs, int index)
{
    int i = refs->n;

    for (; i > 0 && refs->at[i - 1] >= index; i--)
        if (refs->at[i - 1] == index)
            return false;
    for (int j = refs->n++; j > i; j--)
        refs->at[j] = refs->at[j - 1];
    refs->at[i] = index;
    return true;
}

static void read_ref_elements(mf_reader *self, const mf_param *row, const mf_node *node,
                              mf_refs *field)
{
    const mf_node *element = node->kind == MF_NODE_LIST ? node->first : node;

    for (; element != NULL; element = element->next) {
        int index = element->kind == MF_NODE_BAD ? -1 : ref_index(self, row->n, element);

        if (index >= 0 && !insert(field, index))
            mf_reader_complain(self, MF_WARNING, element, "\"%s\" is named twice", element->text);
        if (node->kind != MF_NODE_LIST)
            break;
    }
}

static bool means_all(const mf_node *node)
{
    return (node->kind == MF_NODE_TEXT && strcmp(node->text, "*") == 0)
           || (node->kind == MF_NODE_LIST && node->n == 1 && node->first->kind == MF_NODE_TEXT
               && strcmp(node->first->text, "*") == 0);
}

static bool means_none(const mf_node *node)
{
    return (node->kind == MF_NODE_TEXT && node->text[0] == '\0')
           || (node->kind == MF_NODE_LIST && node->n == 0);
}

static void read_refs(mf_reader *self, const mf_param *row, const mf_node *node, mf_refs *field)
{
    int n = self->n_names[row->n];
    bool all = means_all(node);

    if (means_none(node)) {
        if (row->fallback == NULL || row->fallback[0] != '(')
            MISTAKE(self, node, "names nothing: %s", row->doc);
        return;
    }
    field->at = mf_reader_take(self, (size_t) n, sizeof *field->at);
    if (field->at == NULL)
        return;
    for (int i = 0; all && i < n; i++)
        field->at[field->n++] = i;
    if (!all)
        read_ref_elements(self, row, node, field);
}

/* --- several reals --- */

static void read_reals_keyed(mf_reader *self, const mf_param *row, const mf_node *node,
                             double *field)
{
    const char *const *words = row->words;
    const mf_node *fallback = mf_reader_fallback(self, row);

    if (fallback != NULL && fallback->kind != MF_NODE_GROUP)
        mf_read_value(self, row, fallback, field);
    for (int i = 0; i < row->n; i++) {
        const mf_node *child = mf_node_child(node, words[i]);
        size_t mark = mf_reader_enter(self, words[i]);

        if (child != NULL && child->kind != MF_NODE_BAD)
            (void) mf_read_real(self, row, child, &field[i]);
        else if (child == NULL && fallback == NULL)
            MISTAKE(self, node, "is required");
        mf_reader_leave(self, mark);
    }
    mf_read_unknown(self, node, words);
}

static void read_reals(mf_reader *self, const mf_param *row, const mf_node *node, double *field)
{
    int i = 0;

    if (node->kind == MF_NODE_GROUP && row->words != NULL) {
        read_reals_keyed(self, row, node, field);
    } else if (node->kind != MF_NODE_LIST) {
        if (mf_read_real(self, row, node, &field[0]))
            for (i = 1; i < row->n; i++)
                field[i] = field[0];
    } else if (node->n != row->n) {
        MISTAKE(self, node, "has %d values; %d are needed%s", node->n, row->n,
                row->words == NULL ? "" : ", or a group { name = value; }");
    } else {
        for (const mf_node *child = node->first; child != NULL; child = child->next, i++) {
            size_t mark = mf_reader_enter_index(self, i);

            if (child->kind != MF_NODE_BAD)
                (void) mf_read_real(self, row, child, &field[i]);
            mf_reader_leave(self, mark);
        }
    }
}

/* --- values of any kind --- */

/* A value as it would be written behind "--set x="; false for groups. */
static bool add_value(mf_buffer *text, const mf_node *node, bool within)
{
    char number[40];

    switch (node->kind) {
    case MF_NODE_INT: mf_buffer_add(text, "%" PRId64, node->integer); return true;
    case MF_NODE_BOOL: mf_buffer_add(text, node->integer != 0 ? "true" : "false"); return true;
    case MF_NODE_TEXT: mf_buffer_add(text, within ? "\"%s\"" : "%s", node->text); return true;
    case MF_NODE_REAL:
        mf_real_print(node->real, number, sizeof number);
        mf_buffer_add(text, "%s", number);
        return true;
    case MF_NODE_LIST:
        mf_buffer_add(text, "[");
        for (const mf_node *child = node->first; child != NULL; child = child->next) {
            mf_buffer_add(text, child == node->first ? "" : ", ");
            if (!add_value(text, child, true))
                return false;
        }
        mf_buffer_add(text, "]");
        return true;
    default: return false;
    }
}

static const char *text_of_value(mf_reader *self, const mf_node *node)
{
    mf_buffer text = { 0 };
    const char *copy = "";

    mf_buffer_add(&text, "%s", "");
    if (node->kind == MF_NODE_BAD) { /* complained of already */
    } else if (!add_value(&text, node, false)) {
        MISTAKE(self, node, "should be a single value, or a list of them");
    } else {
        copy = mf_arena_text(self->arena, text.text);
        self->starved = self->starved || text.failed || copy == NULL;
    }
    mf_buffer_free(&text);
    return copy;
}

static void read_texts(mf_reader *self, const mf_node *node, mf_texts *field)
{
    const mf_node *element = node->kind == MF_NODE_LIST ? node->first : node;
    size_t n = node->kind == MF_NODE_LIST ? (size_t) node->n : 1;

    field->at = mf_reader_take(self, n + 1, sizeof *field->at);
    while (field->at != NULL && (size_t) field->n < n) {
        field->at[field->n++] = text_of_value(self, element);
        element = element->next;
    }
}

void mf_read_value(mf_reader *self, const mf_param *row, const mf_node *node, void *field)
{
    switch (row->type) {
    case MF_PARAM_REAL: (void) mf_read_real(self, row, node, field); break;
    case MF_PARAM_INT: read_int(self, row, node, field); break;
    case MF_PARAM_COUNT: (void) read_count(self, row, node, field); break;
    case MF_PARAM_BOOL: read_bool(self, node, field); break;
    case MF_PARAM_TEXT: read_text(self, node, field); break;
    case MF_PARAM_ID: read_id(self, node, field); break;
    case MF_PARAM_DATE: (void) mf_read_day(self, node, field); break;
    case MF_PARAM_SERIES: mf_read_series(self, row, node, field); break;
    case MF_PARAM_REALS: read_reals(self, row, node, field); break;
    case MF_PARAM_CHOICE: read_choice(self, row, node, field); break;
    case MF_PARAM_NAMES: read_names(self, row, node, field); break;
    case MF_PARAM_REF: read_ref(self, row, node, field); break;
    case MF_PARAM_REFS: read_refs(self, row, node, field); break;
    case MF_PARAM_TEXTS: read_texts(self, node, field); break;
    case MF_PARAM_GROUP: case MF_PARAM_LIST: break; /* reader.c */
    }
}
