/* rows.h — tables of texts as CSV, and small text files that appear whole or not at all.
 *
 * A field with a comma, a quotation mark or a line break stands in quotation
 * marks; within them a quotation mark is written twice (RFC 4180). */
#ifndef MF_IO_ROWS_H
#define MF_IO_ROWS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

typedef struct mf_rows {
    int n_columns, n;        /* rows below the names */
    const char **name;       /* [column] */
    const char **at;         /* [row][column] */
    const int *line;         /* [row] where it stands in the file */
} mf_rows;

/* Reads a whole file of any size into `text`. */
mf_err mf_text_read(const char *path, mf_buffer *text, mf_error *err);

/* Writes a file, whole or not at all; an older one is replaced if `force`. */
mf_err mf_text_write(const char *path, bool force, const mf_buffer *text, mf_error *err);

/* Reads a table; strings live in `arena`.  MF_E_FORMAT names the line of a row that is too short
 * or too long. */
mf_err mf_rows_read(mf_rows *self, const char *path, mf_arena *arena, mf_error *err);

/* The column `name`, or -1. */
int mf_rows_column(const mf_rows *self, const char *name);

static inline const char *mf_rows_at(const mf_rows *self, int row, int column)
{
    return self->at[(size_t) row * (size_t) self->n_columns + (size_t) column];
}

/* Adds one field to a line; the first of a line without a comma before it. */
void mf_rows_add(mf_buffer *out, bool first, const char *field);

#endif
