/* inspect_parts_h5.h — what the parts of a check need of one another. */
#ifndef MF_IO_INSPECT_PARTS_H5_H
#define MF_IO_INSPECT_PARTS_H5_H

#include "base/diags.h"
#include "io/read_h5.h"

typedef struct mf_inspection {
    const char *path; /* of the file */
    hid_t file;
    mf_diags *diags;
    mf_findings all;
    bool is_run, is_part; /* is_part: it was asked to hold some tables only */
    mf_severity drift; /* of tables that are missing and of words that were changed: a warning
                          if another revision of mixflow wrote the file */
    int at[MF_N_TABLES]; /* where a table of the layout is in `all`; -1: not there, or not sound */
} mf_inspection;

/* Complains of a table ("" for the file). */
void mf_inspect_say(const mf_inspection *self, mf_severity severity, const char *table,
                  const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Type, axes, scales and attributes of a table; `table`: of the layout, or -1.  True if its
 * values can be read as what they should be. */
bool mf_inspect_form(const mf_inspection *self, mf_found *found, int table);

/* Reads all values once: digest, order, ranges. */
void mf_inspect_values(const mf_inspection *self, mf_found *found, int table);

/* The index of events, and counts against events. */
void mf_inspect_events(const mf_inspection *self);

#endif
