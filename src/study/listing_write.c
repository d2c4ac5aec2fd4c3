/* Listings as CSV, JSON and HDF5. */
#include "study/listing.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/rows.h"
#include "study/book.h"

static const char *text_of(const mf_listing_cell *cell)
{
    return cell->text == NULL ? "" : cell->text;
}

/* ---------------------------------------------------------------- CSV */

static void csv_text(mf_buffer *out, const char *text)
{
    if (strpbrk(text, ",\"\r\n") == NULL) {
        mf_buffer_add(out, "%s", text);
        return;
    }
    mf_buffer_add(out, "\"");
    for (; *text != '\0'; text++)
        mf_buffer_add(out, *text == '"' ? "\"\"" : "%c", *text);
    mf_buffer_add(out, "\"");
}

void mf_listing_csv(const mf_listing *self, mf_buffer *out)
{
    for (size_t c = 0; c < self->n_columns; c++)
        mf_buffer_add(out, "%s%s", c > 0 ? "," : "", self->column[c].name);
    mf_buffer_add(out, "\n");
    for (size_t i = 0; i < self->n; i++) {
        size_t c = i % self->n_columns;

        mf_buffer_add(out, "%s", c > 0 ? "," : "");
        if (self->column[c].kind == MF_COLUMN_TEXT)
            csv_text(out, text_of(&self->cell[i]));
        else if (!isnan(self->cell[i].real))
            mf_buffer_add(out, "%.10g", self->cell[i].real);
        if (c + 1 == self->n_columns)
            mf_buffer_add(out, "\n");
    }
}

/* ---------------------------------------------------------------- JSON */

static void json_text(mf_buffer *out, const char *text)
{
    mf_buffer_add(out, "\"");
    for (; *text != '\0'; text++)
        if (*text == '"' || *text == '\\')
            mf_buffer_add(out, "\\%c", *text);
        else if ((unsigned char) *text < ' ')
            mf_buffer_add(out, "\\u%04x", (unsigned) *text);
        else
            mf_buffer_add_bytes(out, text, 1);
    mf_buffer_add(out, "\"");
}

static void json_pair(mf_buffer *out, const char *before, const char *name, const char *text)
{
    mf_buffer_add(out, "%s\"%s\": ", before, name);
    json_text(out, text);
}

static void json_cell(mf_buffer *out, const mf_listing *of, size_t row, size_t column)
{
    const mf_listing_cell *cell = mf_listing_at(of, row, column);

    mf_buffer_add(out, "%s\"%s\": ", column > 0 ? ", " : "", of->column[column].name);
    if (of->column[column].kind == MF_COLUMN_TEXT)
        json_text(out, text_of(cell));
    else if (isfinite(cell->real))
        mf_buffer_add(out, "%.10g", cell->real);
    else
        mf_buffer_add(out, "null");
}

static void json_listing(mf_buffer *out, const mf_listing *of)
{
    mf_buffer_add(out, "    \"%s\": {\n", of->name);
    json_pair(out, "      ", "doc", of->doc);
    mf_buffer_add(out, ",\n      \"columns\": [");
    for (size_t c = 0; c < of->n_columns; c++) {
        json_pair(out, c > 0 ? ",\n        {" : "\n        {", "name", of->column[c].name);
        json_pair(out, ", ", "unit", of->column[c].unit);
        json_pair(out, ", ", "doc", of->column[c].doc);
        mf_buffer_add(out, "}");
    }
    mf_buffer_add(out, "],\n      \"rows\": [");
    for (size_t r = 0; r < mf_listing_rows(of); r++) {
        mf_buffer_add(out, "%s\n        {", r > 0 ? "," : "");
        for (size_t c = 0; c < of->n_columns; c++)
            json_cell(out, of, r, c);
        mf_buffer_add(out, "}");
    }
    mf_buffer_add(out, "]\n    }");
}

static void json_notes(mf_buffer *out, const char *notes)
{
    bool first = true;

    mf_buffer_add(out, ",\n  \"notes\": [");
    while (notes != NULL && *notes != '\0') {
        size_t n = strcspn(notes, "\n");
        mf_buffer line = { 0 };

        mf_buffer_add_bytes(&line, notes, n);
        mf_buffer_add(out, "%s\n    ", first ? "" : ",");
        json_text(out, line.text == NULL ? "" : line.text);
        mf_buffer_free(&line);
        first = false;
        notes += n + (notes[n] == '\n');
    }
    mf_buffer_add(out, "]");
}

void mf_listings_json(const mf_listings *self, mf_buffer *out)
{
    mf_buffer_add(out, "{\n");
    json_pair(out, "  ", "kind", self->kind);
    json_pair(out, ",\n  ", "title", self->title);
    json_pair(out, ",\n  ", "question", self->question);
    json_notes(out, self->notes.text);
    mf_buffer_add(out, ",\n  \"listings\": {\n");
    for (int i = 0; i < self->n; i++) {
        json_listing(out, &self->at[i]);
        mf_buffer_add(out, i + 1 < self->n ? ",\n" : "\n");
    }
    mf_buffer_add(out, "  }\n}\n");
}

static mf_err write_json(const mf_listings *self, const char *path, bool force, mf_error *err)
{
    mf_buffer text = { 0 };
    mf_err code;

    mf_listings_json(self, &text);
    code = mf_text_write(path, force, &text, err);
    mf_buffer_free(&text);
    return code;
}

/* ---------------------------------------------------------------- HDF5 */

/* The axis of a listing: numbers of its rows.  Its name is not that of the group, which is one of the
 * root, too. */
static const char *add_scale(mf_book *self, const mf_listing *of)
{
    size_t n = mf_listing_rows(of), room = strlen(of->name) + sizeof "_row";
    int32_t *row = mf_book_own(self, n, sizeof *row);
    char *name = mf_book_own(self, room, 1);
    mf_sheet sheet = { .group = "", .name = name, .type = MF_TYPE_I32, .unit = "1", .doc = of->doc,
                       .values = row, .axis = { name, NULL }, .length = { n } };

    if (row == NULL || name == NULL)
        return "";
    (void) snprintf(name, room, "%s_row", of->name);
    for (size_t r = 0; r < n; r++)
        row[r] = (int32_t) r;
    mf_book_add(self, &sheet);
    return name;
}

static void add_column(mf_book *self, const mf_listing *of, size_t column, const char *axis)
{
    const mf_column *c = &of->column[column];
    bool is_text = c->kind == MF_COLUMN_TEXT;
    size_t n = mf_listing_rows(of);
    const char **text = is_text ? mf_book_own(self, n, sizeof *text) : NULL;
    double *real = is_text ? NULL : mf_book_own(self, n, sizeof *real);
    const mf_sheet sheet = { .group = of->name, .name = c->name,
                             .type = is_text ? MF_TYPE_TEXT : MF_TYPE_F64, .unit = c->unit,
                             .doc = c->doc, .values = is_text ? (void *) text : (void *) real,
                             .axis = { axis, NULL }, .length = { n } };

    for (size_t r = 0; r < n; r++) {
        if (text != NULL)
            text[r] = text_of(mf_listing_at(of, r, column));
        if (real != NULL)
            real[r] = mf_listing_at(of, r, column)->real;
    }
    mf_book_add(self, &sheet);
}

/* Notes are a listing of their own, of one column. */
static void add_notes(mf_book *self, const mf_listings *of, char *notes)
{
    const char **line = mf_book_own(self, of->notes.n, sizeof *line);
    mf_sheet sheet = { .group = "", .name = "note", .type = MF_TYPE_TEXT, .unit = "",
                       .doc = "what one should know", .values = line, .axis = { "note", NULL } };

    for (char *at = strtok(notes, "\n"); line != NULL && at != NULL; at = strtok(NULL, "\n"))
        line[sheet.length[0]++] = at;
    mf_book_add(self, &sheet);
}

static mf_err write_h5(const mf_listings *self, const char *path, bool force, mf_error *err)
{
    mf_book *all = mf_book_new();
    char *notes = calloc(self->notes.n + 1, 1);
    const char *axis[MF_LISTINGS_MOST];
    mf_err code;

    if (all != NULL && notes != NULL) {
        memcpy(notes, self->notes.n > 0 ? self->notes.text : "", self->notes.n);
        for (int i = 0; i < self->n; i++)
            axis[i] = mf_listing_rows(&self->at[i]) > 0 ? add_scale(all, &self->at[i]) : NULL;
        if (self->notes.n > 0)
            add_notes(all, self, notes);
        for (int i = 0; i < self->n; i++)
            for (size_t c = 0; axis[i] != NULL && c < self->at[i].n_columns; c++)
                add_column(all, &self->at[i], c, axis[i]);
    }
    code = notes == NULL ? mf_fail(err, MF_E_NOMEM, "no room for notes")
                         : mf_book_write(all, path, force, self->kind, self->title, err);
    mf_book_free(all);
    free(notes);
    return code;
}

mf_err mf_listings_write(const mf_listings *self, const char *path, bool force, mf_error *err)
{
    size_t n = strlen(path);
    bool json = n > 5 && strcmp(path + n - 5, ".json") == 0;

    return json ? write_json(self, path, force, err) : write_h5(self, path, force, err);
}
