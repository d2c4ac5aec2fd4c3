/* Quantities that change with the date. */
#include <string.h>

#include "io/csv.h"

#define MISTAKE(self, node, ...) mf_reader_complain(self, MF_MISTAKE, node, __VA_ARGS__)

static const char *const rule_words[] = { "step", "linear", NULL };
static const char *const series_words[] = { "dates", "values", "csv", "column", "rule", NULL };

static bool make_constant(mf_reader *self, double value, mf_series *field)
{
    field->day = mf_reader_take(self, 1, sizeof *field->day);
    field->value = mf_reader_take(self, 1, sizeof *field->value);
    if (field->day == NULL || field->value == NULL)
        return false;
    field->value[0] = value;
    field->n = 1;
    return true;
}

static void read_rule(mf_reader *self, const mf_node *node, mf_series *field)
{
    static const mf_param row = { .name = "rule", .type = MF_PARAM_CHOICE, .words = rule_words };
    const mf_node *rule = mf_node_child(node, "rule");
    int index = MF_SERIES_STEP;
    size_t mark = mf_reader_enter(self, "rule");

    if (rule != NULL && rule->kind != MF_NODE_BAD)
        mf_read_value(self, &row, rule, &index);
    field->rule = index == MF_SERIES_LINEAR ? MF_SERIES_LINEAR : MF_SERIES_STEP;
    mf_reader_leave(self, mark);
}

/* The child list of `node`; NULL after a complaint. */
static const mf_node *list_of(mf_reader *self, const mf_node *node, const char *name)
{
    const mf_node *list = mf_node_child(node, name);
    size_t mark = mf_reader_enter(self, name);

    if (list == NULL)
        MISTAKE(self, node, "is required: a series has dates and values, or csv and column");
    else if (list->kind != MF_NODE_LIST && list->kind != MF_NODE_BAD)
        MISTAKE(self, list, "should be a list [a, b, ...]");
    mf_reader_leave(self, mark);
    return list != NULL && list->kind == MF_NODE_LIST ? list : NULL;
}

static bool read_days(mf_reader *self, const mf_node *list, int *day)
{
    size_t mark = mf_reader_enter(self, "dates");
    bool well = true;
    int i = 0;

    for (const mf_node *child = list->first; child != NULL; child = child->next, i++) {
        size_t inner = mf_reader_enter_index(self, i);

        if (child->kind == MF_NODE_BAD || !mf_read_day(self, child, &day[i]))
            well = false;
        else if (well && i > 0 && day[i] <= day[i - 1]) {
            MISTAKE(self, child, "\"%s\" does not come after the date before it", child->text);
            well = false;
        }
        mf_reader_leave(self, inner);
    }
    mf_reader_leave(self, mark);
    return well;
}

static bool read_numbers(mf_reader *self, const mf_param *row, const mf_node *list, double *value)
{
    size_t mark = mf_reader_enter(self, "values");
    bool well = true;
    int i = 0;

    for (const mf_node *child = list->first; child != NULL; child = child->next, i++) {
        size_t inner = mf_reader_enter_index(self, i);

        if (child->kind == MF_NODE_BAD || !mf_read_real(self, row, child, &value[i]))
            well = false;
        mf_reader_leave(self, inner);
    }
    mf_reader_leave(self, mark);
    return well;
}

static bool read_inline(mf_reader *self, const mf_param *row, const mf_node *node,
                        mf_series *field)
{
    const mf_node *dates = list_of(self, node, "dates");
    const mf_node *values = list_of(self, node, "values");
    bool well;

    if (dates == NULL || values == NULL)
        return false;
    if (dates->n != values->n || dates->n == 0) {
        MISTAKE(self, node, "has %d dates and %d values; as many of each are needed, at least one",
                dates->n, values->n);
        return false;
    }
    field->day = mf_reader_take(self, (size_t) dates->n, sizeof *field->day);
    field->value = mf_reader_take(self, (size_t) dates->n, sizeof *field->value);
    if (field->day == NULL || field->value == NULL)
        return false;
    well = read_days(self, dates, field->day);
    well = read_numbers(self, row, values, field->value) && well;
    field->n = well ? dates->n : 0;
    return well;
}

/* The text of the child `name`; NULL after a complaint. */
static const mf_node *text_of(mf_reader *self, const mf_node *node, const char *name)
{
    const mf_node *child = mf_node_child(node, name);

    if (child == NULL)
        MISTAKE(self, node, "lacks %s: a series from a file has csv and column", name);
    else if (child->kind != MF_NODE_TEXT && child->kind != MF_NODE_BAD)
        MISTAKE(self, child, "%s should be a text in quotation marks", name);
    return child != NULL && child->kind == MF_NODE_TEXT ? child : NULL;
}

static bool read_file(mf_reader *self, const mf_param *row, const mf_node *node, mf_series *field)
{
    const mf_node *name = text_of(self, node, "csv");
    const mf_node *column = text_of(self, node, "column");
    const mf_csv *csv;

    if (mf_node_child(node, "dates") != NULL || mf_node_child(node, "values") != NULL)
        MISTAKE(self, node, "takes either dates and values or csv and column, not both");
    if (name == NULL || column == NULL)
        return false;
    csv = mf_csv_open(self, name);
    if (csv == NULL || !mf_csv_read(self, csv, row, column, field))
        return false;
    field->csv = mf_arena_text(self->arena, name->text);
    field->column = mf_arena_text(self->arena, column->text);
    self->starved = self->starved || field->csv == NULL || field->column == NULL;
    return true;
}

void mf_read_series(mf_reader *self, const mf_param *row, const mf_node *node, mf_series *field)
{
    double constant = 0.0;
    bool well;

    if (node->kind == MF_NODE_GROUP) {
        read_rule(self, node, field);
        mf_read_unknown(self, node, series_words);
        if (mf_node_child(node, "csv") != NULL || mf_node_child(node, "column") != NULL)
            well = read_file(self, row, node, field);
        else
            well = read_inline(self, row, node, field);
        if (well)
            return;
    } else if (node->kind == MF_NODE_LIST)
        MISTAKE(self, node, "should be a number or { dates = [...]; values = [...]; }, not a list");
    else
        (void) mf_read_real(self, row, node, &constant);
    (void) make_constant(self, constant, field); /* never empty, even after a mistake */
}
