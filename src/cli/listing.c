#include "cli/listing.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { CELL = 32, WIDE_MOST = 60, LINE = 96 };

size_t cli_listing_column(const mf_listing *of, const char *name)
{
    size_t c = 0;

    while (c < of->n_columns && strcmp(of->column[c].name, name) != 0)
        c++;
    return c;
}

/* Three to four digits that say something. */
static void format_real(double value, char text[CELL])
{
    double size = fabs(value);

    if (isnan(value))
        (void) snprintf(text, CELL, "-");
    else if (size < 1000.0 && fabs(value - rint(value)) < 1e-12)
        (void) snprintf(text, CELL, "%.0f", rint(value) + 0.0);
    else if (size >= 1e9)
        (void) snprintf(text, CELL, "%.3g billion", value / 1e9);
    else if (size >= 1e7)
        (void) snprintf(text, CELL, "%.3g million", value / 1e6);
    else
        (void) snprintf(text, CELL, size >= 1000.0 ? "%.0f" : size >= 20.0 ? "%.1f" : size >= 2.0 ? "%.2f"
                                    : size >= 0.001 ? "%.3f" : "%.2g", value);
}

static bool ends_with(const char *name, const char *end)
{
    size_t n = strlen(name), m = strlen(end);

    return n > m && strcmp(name + n - m, end) == 0;
}

/* Of an estimate the standard error is not printed: the interval says it. */
static bool is_printed(const mf_listing *of, size_t column, bool grouped)
{
    bool empty = true; /* a column without values is not printed either */

    for (size_t r = 0; r < mf_listing_rows(of) && empty; r++) {
        const mf_listing_cell *cell = mf_listing_at(of, r, column);

        empty = of->column[column].kind == MF_COLUMN_TEXT ? cell->text == NULL || cell->text[0] == '\0'
                                                          : isnan(cell->real);
    }
    return !empty && !ends_with(of->column[column].name, "_error") && !(grouped && column == 0);
}

static const char *head_of(const mf_column *column)
{
    return ends_with(column->name, "_low")    ? "from"
           : ends_with(column->name, "_high") ? "to"
                                              : column->name;
}

static const char *cell_text(const mf_listing *of, size_t row, size_t column, char room[CELL])
{
    const mf_listing_cell *cell = mf_listing_at(of, row, column);

    if (of->column[column].kind == MF_COLUMN_TEXT)
        return cell->text == NULL ? "" : cell->text;
    format_real(cell->real, room);
    return room;
}

static int width_of(const mf_listing *of, size_t column, cli_listing_filter told)
{
    size_t width = strlen(head_of(&of->column[column]));
    char room[CELL];

    for (size_t r = 0; r < mf_listing_rows(of); r++)
        if (told == NULL || told(of, r)) {
            size_t n = strlen(cell_text(of, r, column, room));

            width = n > width ? n : width;
        }
    return (int) (width < WIDE_MOST ? width : WIDE_MOST);
}

/* The last column needs no blanks behind it. */
static void print_cell(const char *text, bool is_text, int width, bool last)
{
    if (is_text && last)
        printf("  %s", text);
    else
        printf(is_text ? "  %-*s" : "  %*s", width, text);
}

static void print_row(const mf_listing *of, const int *width, bool grouped, size_t row, bool head)
{
    size_t last = of->n_columns - 1;

    for (size_t c = 0; c < of->n_columns; c++) {
        char room[CELL];

        if (is_printed(of, c, grouped))
            print_cell(head ? head_of(&of->column[c]) : cell_text(of, row, c, room),
                       of->column[c].kind == MF_COLUMN_TEXT, width[c], c == last);
    }
    printf("\n");
}

/* "deaths: deaths on links (persons)" */
static void print_measure(const mf_listings *all, const char *measure)
{
    const mf_listing *of = mf_listings_find(all, "measures");

    for (size_t r = 0; of != NULL && r < mf_listing_rows(of); r++)
        if (strcmp(mf_listing_at(of, r, 0)->text, measure) == 0) {
            printf("\n%s: %s (%s)\n", measure, mf_listing_at(of, r, 2)->text, mf_listing_at(of, r, 1)->text);
            return;
        }
    printf("\n%s\n", measure);
}

static bool has_rows(const mf_listing *of, cli_listing_filter told)
{
    for (size_t r = 0; r < mf_listing_rows(of); r++)
        if (told == NULL || told(of, r))
            return true;
    return false;
}

void cli_listing_print(const mf_listings *all, const mf_listing *of, cli_listing_filter told)
{
    enum { COLUMNS_MOST = 32 };
    bool grouped = strcmp(of->column[0].name, "measure") == 0 && strcmp(of->name, "measures") != 0;
    int width[COLUMNS_MOST];
    const char *before = NULL;

    if (!has_rows(of, told)) {
        printf("\n%s\n  none%s\n", of->doc, mf_listing_rows(of) > 0 ? " that chance could not have made (--all: every row)" : "");
        return;
    }
    for (size_t c = 0; c < of->n_columns && c < COLUMNS_MOST; c++)
        width[c] = width_of(of, c, told);
    printf("\n%s\n", of->doc);
    if (!grouped)
        print_row(of, width, grouped, 0, true);
    for (size_t r = 0; r < mf_listing_rows(of); r++) {
        if (told != NULL && !told(of, r))
            continue;
        if (grouped && (before == NULL || strcmp(before, mf_listing_at(of, r, 0)->text) != 0)) {
            before = mf_listing_at(of, r, 0)->text;
            print_measure(all, before);
            print_row(of, width, grouped, r, true);
        }
        print_row(of, width, grouped, r, false);
    }
}

/* ---------------------------------------------------------------- the matrix */

enum { GOAL = 1, VALUE = 2, STEP = 6, READS = 7, ACTS_WIDTH = 14, GOAL_WIDTH = 16 };

static void print_owner_row(const mf_listing *of, size_t first, size_t n, int what)
{
    for (size_t r = first; r < first + n; r++) {
        int step = (int) mf_listing_at(of, r, STEP)->real;
        char text[CELL];

        if (what == VALUE)
            (void) snprintf(text, CELL, step == 0 ? "%+.2f (%d)" : "%+.2f (%+d)",
                            mf_listing_at(of, r, VALUE)->real, step);
        else
            (void) snprintf(text, CELL, "%s", mf_listing_at(of, r, (size_t) what)->text);
        printf("%*s", GOAL_WIDTH, text);
    }
    printf("\n");
}

void cli_listing_matrix(const mf_listing *of)
{
    size_t rows = mf_listing_rows(of), n = 0;

    while (n < rows && strcmp(mf_listing_at(of, n, 0)->text, mf_listing_at(of, 0, 0)->text) == 0)
        n++;
    printf("\n%s: J (step on the scale of seven points)\n%*s", of->doc, ACTS_WIDTH, "acts \\ goal of");
    if (rows > 0)
        print_owner_row(of, 0, n, GOAL);
    for (size_t first = 0; first < rows; first += n) {
        printf("%-*s", ACTS_WIDTH, mf_listing_at(of, first, 0)->text);
        print_owner_row(of, first, n, VALUE);
        printf("%-*s", ACTS_WIDTH, "");
        print_owner_row(of, first, n, READS);
    }
}

/* ---------------------------------------------------------------- around them */

void cli_listing_head(const mf_listings *of)
{
    if (of->title[0] != '\0')
        printf("%s\n", of->title);
    if (of->question[0] != '\0')
        printf("%s\n", of->question);
}

/* Breaks a note at blanks. */
static void print_note(const char *note, size_t n)
{
    const char *margin = "- ";

    while (n > 0) {
        size_t take = n;

        if (n > LINE)
            for (take = LINE; take > 0 && note[take] != ' '; take--)
                continue;
        take = take == 0 ? n : take;
        printf("%s%.*s\n", margin, (int) take, note);
        margin = "  ";
        note += take;
        n -= take;
        for (; n > 0 && *note == ' '; n--)
            note++;
    }
}

void cli_listing_notes(const mf_listings *of)
{
    const char *note = of->notes.n > 0 ? of->notes.text : "";

    if (of->notes.n > 0)
        printf("\n");
    while (*note != '\0') {
        size_t n = strcspn(note, "\n");

        print_note(note, n);
        note += n + (note[n] == '\n');
    }
}
