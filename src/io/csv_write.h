/* csv_write.h — tables as comma-separated values, of any length in the same memory.
 *
 * Cells are quoted as RFC 4180 has it, where they need it; rows end with a line feed.
 * Numbers are the shortest that read back as the same bits; what is missing is NaN
 * among numbers and nothing among words. */
#ifndef MF_IO_CSV_WRITE_H
#define MF_IO_CSV_WRITE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* Where the text goes; false if it cannot. */
typedef bool (*mf_csv_put)(void *to, const char *bytes, size_t n);

typedef struct mf_csv {
    mf_csv_put put;
    void *to;
    char *text; /* not yet put */
    size_t n;
    bool in_row; /* a cell stands before */
    bool failed; /* sticks */
} mf_csv;

mf_err mf_csv_init(mf_csv *self, mf_csv_put put, void *to);

/* Cells of the row under way. */
void mf_csv_text(mf_csv *self, const char *text);
void mf_csv_int(mf_csv *self, long long value);
void mf_csv_real(mf_csv *self, double value);
void mf_csv_float(mf_csv *self, float value);
void mf_csv_nothing(mf_csv *self);

void mf_csv_end_row(mf_csv *self);

/* Puts what is left and frees; MF_E_FILE if anything could not be put. */
mf_err mf_csv_end(mf_csv *self, mf_error *err);

#endif
