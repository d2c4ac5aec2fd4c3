/* listing.h — what a study says, as rows and columns.
 *
 * A study fills listings; printing, CSV, JSON and HDF5 follow from them, so that
 * a number is told the same everywhere.  The JSON that the report and the
 * facilitator's page embed is
 *
 *     { "kind": "coherence", "title": "...", "question": "...", "notes": ["...", ...],
 *       "listings": {
 *         "matrix": { "doc": "...",
 *                     "columns": [ {"name": "acts", "unit": "", "doc": "..."}, ... ],
 *                     "rows": [ {"acts": "interior", "mean": 0.31, "low": null, ...}, ... ] }, ... } }
 *
 * with null for what has no value.  In HDF5 each listing is a group with a
 * table for each column, along the axis NAME_row. */
#ifndef MF_STUDY_LISTING_H
#define MF_STUDY_LISTING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/text.h"

typedef enum mf_column_kind { MF_COLUMN_TEXT, MF_COLUMN_REAL } mf_column_kind;

typedef struct mf_column {
    const char *name; /* NULL ends a table */
    mf_column_kind kind;
    const char *unit, *doc;
} mf_column;

typedef union mf_listing_cell {
    double real;
    char *text;
} mf_listing_cell;

typedef struct mf_listing {
    const char *name, *doc;
    const mf_column *column;
    size_t n_columns, n, room; /* n: cells that are filled, row by row */
    mf_listing_cell *cell;
} mf_listing;

enum { MF_LISTINGS_MOST = 16 };

typedef struct mf_listings {
    const char *kind;        /* of study */
    char *title, *question;  /* or NULL */
    mf_listing at[MF_LISTINGS_MOST];
    int n;
    mf_buffer notes;         /* what one should know, a line each */
    bool failed;             /* memory ran out; sticks */
} mf_listings;

mf_err mf_listings_init(mf_listings *self, const char *kind, const char *title, const char *question,
                        mf_error *err);
void mf_listings_free(mf_listings *self);

/* A new listing; its columns end with a NULL name.  Never NULL: beyond the most, the last. */
mf_listing *mf_listings_open(mf_listings *self, const char *name, const char *doc,
                             const mf_column *columns);

/* The next cell of the listing that was opened last, row by row. */
void mf_listings_text(mf_listings *self, const char *text);
void mf_listings_real(mf_listings *self, double value);

/* The listing of that name, or NULL. */
const mf_listing *mf_listings_find(const mf_listings *self, const char *name);

static inline size_t mf_listing_rows(const mf_listing *self)
{
    return self->n / self->n_columns;
}

static inline const mf_listing_cell *mf_listing_at(const mf_listing *self, size_t row, size_t column)
{
    return &self->cell[row * self->n_columns + column];
}

/* As text: fields of RFC 4180 with a line of names; one object of JSON, a line feed after it. */
void mf_listing_csv(const mf_listing *self, mf_buffer *out);
void mf_listings_json(const mf_listings *self, mf_buffer *out);

/* As a file that appears whole or not at all: HDF5, or JSON if the path ends with .json. */
mf_err mf_listings_write(const mf_listings *self, const char *path, bool force, mf_error *err);

#endif
