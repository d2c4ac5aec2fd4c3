#include "io/csv.h"

#include <stdio.h>
#include <string.h>

#include "base/calendar.h"
#include "base/text.h"
#include "io/number.h"

enum { COLUMNS_MOST = 1000 };

typedef struct csv_field {
    const char *text;
    size_t n;
} csv_field;

typedef struct csv_line {
    const char *text;
    size_t n;
    int number;
} csv_line;

#define COMPLAIN(reader, csv, number, ...)                                     \
    mf_diags_add((reader)->diags, MF_MISTAKE, (csv)->file.shown, number, (reader)->path, __VA_ARGS__)

static bool load(mf_reader *reader, mf_csv *csv, const mf_node *node)
{
    mf_error err = { 0 };
    mf_err code = mf_file_load_fenced(&csv->file, reader->fence, csv->from, csv->name,
                                      reader->scratch, &err);

    reader->starved = reader->starved || code == MF_E_NOMEM;
    if (code != MF_OK) {
        mf_reader_complain(reader, MF_MISTAKE, node, "\"%s\" %s", csv->name, err.text);
        return false;
    }
    if (!mf_text_is_utf8(csv->file.text, csv->file.n)) {
        COMPLAIN(reader, csv, 0, "this is not UTF-8 text");
        return false;
    }
    return true;
}

const mf_csv *mf_csv_open(mf_reader *reader, const mf_node *node)
{
    mf_csv *csv = reader->csvs;

    while (csv != NULL && (strcmp(csv->from, node->file) != 0 || strcmp(csv->name, node->text) != 0))
        csv = csv->next;
    if (csv == NULL) {
        csv = mf_arena_take(reader->scratch, 1, sizeof *csv);
        if (csv == NULL) {
            reader->starved = true;
            return NULL;
        }
        csv->from = node->file;
        csv->name = node->text;
        csv->next = reader->csvs;
        reader->csvs = csv;
        csv->refused = !load(reader, csv, node);
    }
    return csv->refused ? NULL : csv;
}

/* The next line that holds something; false at the end. */
static bool next_line(const mf_file *file, csv_line *at)
{
    const char *end = file->text + file->n;
    const char *begin = at->text == NULL ? file->text : at->text + at->n;

    while (begin < end) {
        const char *stop = memchr(begin, '\n', (size_t) (end - begin));

        at->text = begin;
        at->n = stop == NULL ? (size_t) (end - begin) : (size_t) (stop - begin) + 1;
        at->number++;
        if (*begin != '#' && strspn(begin, " \t\r") < at->n - (stop != NULL ? 1 : 0))
            return true;
        begin += at->n;
    }
    return false;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Without blanks around it and without quotation marks. */
static csv_field trimmed(const char *text, size_t n)
{
    while (n > 0 && is_blank(text[n - 1]))
        n--;
    for (; n > 0 && is_blank(*text); n--)
        text++;
    if (n >= 2 && text[0] == '"' && text[n - 1] == '"') {
        text++;
        n -= 2;
    }
    return (csv_field){ text, n };
}

/* The field at `index`; false if the line has fewer.  Commas in quotation marks separate nothing. */
static bool field_at(const csv_line *line, int index, csv_field *found)
{
    const char *begin = line->text, *end = line->text + line->n;
    bool quoted = false;

    for (const char *at = begin;; at++) {
        if (at < end && *at == '"')
            quoted = !quoted;
        if (at < end && (*at != ',' || quoted))
            continue;
        if (index-- == 0) {
            *found = trimmed(begin, (size_t) (at - begin));
            return true;
        }
        if (at == end)
            return false;
        begin = at + 1;
    }
}

static int count_fields(const csv_line *line)
{
    csv_field unused;
    int n = 0;

    while (n < COLUMNS_MOST && field_at(line, n, &unused))
        n++;
    return n;
}

static bool is_field(const csv_field *field, const char *text)
{
    return field->n == strlen(text) && memcmp(field->text, text, field->n) == 0;
}

static int find_column(const csv_line *header, const char *name)
{
    csv_field found;

    for (int i = 0; i < COLUMNS_MOST && field_at(header, i, &found); i++)
        if (is_field(&found, name))
            return i;
    return -1;
}

/* The column nearest to `wrong`, as the end of a message. */
static const char *column_hint(mf_reader *reader, const csv_line *header, const char *wrong)
{
    const char **names = mf_arena_take(reader->scratch, COLUMNS_MOST + 1, sizeof *names);
    csv_field found;

    for (int i = 0; names != NULL && i < COLUMNS_MOST && field_at(header, i, &found); i++) {
        char *name = mf_arena_take(reader->scratch, found.n + 1, 1);

        if (name == NULL)
            break;
        names[i] = memcpy(name, found.text, found.n);
    }
    return names == NULL ? "" : mf_reader_hint(reader, wrong, names);
}

typedef struct csv_columns {
    int date, value, n;
} csv_columns;

static bool find_columns(mf_reader *reader, const mf_csv *csv, const csv_line *header,
                         const mf_node *column, csv_columns *found)
{
    found->date = find_column(header, "date");
    found->value = find_column(header, column->text);
    found->n = count_fields(header);
    if (found->date < 0)
        COMPLAIN(reader, csv, header->number, "the first line names no column \"date\"");
    if (found->value < 0)
        mf_reader_complain(reader, MF_MISTAKE, column, "%s has no column \"%.60s\"%s",
                           csv->file.shown, column->text,
                           column_hint(reader, header, column->text));
    return found->date >= 0 && found->value >= 0;
}

static bool read_date(const csv_field *field, int *day)
{
    char text[MF_DATE_TEXT];

    if (field->n >= sizeof text)
        return false;
    memcpy(text, field->text, field->n);
    text[field->n] = '\0';
    return mf_day_parse(text, day);
}

/* One line as a point; false after a complaint. */
static bool read_point(mf_reader *reader, const mf_csv *csv, const csv_line *line,
                       const csv_columns *columns, const mf_param *row, int *day, double *value)
{
    mf_node node = { .kind = MF_NODE_REAL, .file = csv->file.shown, .line = line->number };
    csv_field date = { "", 0 }, number = { "", 0 };
    int n = count_fields(line);

    if (n != columns->n) {
        COMPLAIN(reader, csv, line->number, "this line has %d fields, the first has %d", n, columns->n);
        return false;
    }
    (void) field_at(line, columns->date, &date);
    (void) field_at(line, columns->value, &number);
    if (!read_date(&date, day)) {
        COMPLAIN(reader, csv, line->number, "\"%.*s\" is not a date; write YYYY-MM-DD",
                 date.n > 40 ? 40 : (int) date.n, date.text);
        return false;
    }
    if (!mf_number_read(number.text, number.n, &node.real)) {
        COMPLAIN(reader, csv, line->number, "\"%.*s\" is not a number",
                 number.n > 40 ? 40 : (int) number.n, number.text);
        return false;
    }
    return mf_read_real(reader, row, &node, value);
}

static int count_lines(const mf_csv *csv)
{
    csv_line at = { NULL, 0, 0 };
    int n = 0;

    while (next_line(&csv->file, &at))
        n++;
    return n;
}

/* Lines after the first as points; stops at the first mistake. */
static bool read_points(mf_reader *reader, const mf_csv *csv, csv_line *at, const csv_columns *columns,
                        const mf_param *row, mf_series *series)
{
    int n = 0;

    while (next_line(&csv->file, at)) {
        if (!read_point(reader, csv, at, columns, row, &series->day[n], &series->value[n]))
            return false;
        if (n > 0 && series->day[n] <= series->day[n - 1]) {
            COMPLAIN(reader, csv, at->number, "dates must rise from line to line");
            return false;
        }
        n++;
    }
    series->n = n;
    return true;
}

bool mf_csv_read(mf_reader *reader, const mf_csv *csv, const mf_param *row,
                 const mf_node *column, mf_series *series)
{
    csv_line at = { NULL, 0, 0 };
    int n = count_lines(csv) - 1;
    csv_columns columns;

    if (n < 1) {
        COMPLAIN(reader, csv, 0, "a line with names and at least one line with values are needed");
        return false;
    }
    (void) next_line(&csv->file, &at);
    if (!find_columns(reader, csv, &at, column, &columns))
        return false;
    series->day = mf_reader_take(reader, (size_t) n, sizeof *series->day);
    series->value = mf_reader_take(reader, (size_t) n, sizeof *series->value);
    return series->day != NULL && series->value != NULL
           && read_points(reader, csv, &at, &columns, row, series);
}
