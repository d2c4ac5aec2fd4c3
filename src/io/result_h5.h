/* result_h5.h — a result read table by table, and small tables of one's own written.
 *
 * Tables are named by their path, such as "/indicators/all_years".  Values are
 * read row by row along the first axis and converted to what is asked for. */
#ifndef MF_IO_RESULT_H5_H
#define MF_IO_RESULT_H5_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/table.h"

typedef struct mf_result mf_result;

/* Opens a complete result for reading. */
mf_err mf_result_open(mf_result **self, const char *path, mf_error *err);
void mf_result_close(mf_result *self);

const char *mf_result_path(const mf_result *self);
bool mf_result_has(const mf_result *self, const char *table);

/* Lengths of the axes of a table; MF_E_FORMAT if it is not there. */
mf_err mf_result_shape(const mf_result *self, const char *table, size_t length[MF_MOST_AXES],
                       int *n_axes, mf_error *err);

/* Rows [first, first + rows) of the first axis, as MF_TYPE_F64 (double), I32 or I8. */
mf_err mf_result_rows(const mf_result *self, const char *table, mf_type type, size_t first,
                      size_t rows, void *values, mf_error *err);

/* A whole table as doubles, to be freed by the caller; *n: how many. */
mf_err mf_result_reals(const mf_result *self, const char *table, double **values, size_t *n,
                       mf_error *err);

/* The same for a table that must hold n of them, as its axes or the tables beside it say;
 * MF_E_FORMAT if it does not. */
mf_err mf_result_exactly(const mf_result *self, const char *table, size_t n, double **values,
                         mf_error *err);

/* A table of texts, with a NULL after the last; to be freed by mf_result_texts_free. */
mf_err mf_result_texts(const mf_result *self, const char *table, char ***texts, size_t *n,
                       mf_error *err);
void mf_result_texts_free(char **texts);

/* A part of a table: from `first` on, `n` along each axis. */
mf_err mf_result_part(const mf_result *self, const char *table, mf_type type,
                      const size_t first[MF_MOST_AXES], const size_t n[MF_MOST_AXES], void *values,
                      mf_error *err);

/* The type of a table's values. */
mf_type mf_result_type(const mf_result *self, const char *table);

/* Names of the axes of a table: of their scales, "" where there is none. */
typedef char mf_axis_name[32];
void mf_result_axes(const mf_result *self, const char *table, mf_axis_name names[MF_MOST_AXES]);

/* Paths of all tables in order, with a NULL after the last; to be freed by mf_result_texts_free. */
mf_err mf_result_paths(const mf_result *self, char ***paths, size_t *n, mf_error *err);

/* The words of a table's codes, separated by blanks, to be freed; NULL if it has none.  *sets:
 * each stands for a bit. */
char *mf_result_words(const mf_result *self, const char *table, bool *sets);

/* A text attribute of a table ("/" for the file); to be freed; NULL if there is none. */
char *mf_result_attribute(const mf_result *self, const char *table, const char *name);

/* ------------------------------------------------------------ writing */

/* A table to be written.  A scale has one axis, its own name. */
typedef struct mf_sheet {
    const char *group, *name; /* group "" is the root; groups need no making */
    mf_type type;
    const char *unit, *doc;
    const void *values;
    const char *axis[MF_MOST_AXES + 1]; /* names of scales of the root; ends with NULL */
    size_t length[MF_MOST_AXES];
} mf_sheet;

/* Writes sheets, scales first, as a file that appears whole or not at all; kind: what it holds. */
mf_err mf_sheets_write(const char *path, bool force, const char *kind, const char *title,
                       const mf_sheet *sheets, size_t n, mf_error *err);

#endif
