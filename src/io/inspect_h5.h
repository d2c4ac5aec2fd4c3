/* inspect_h5.h — does a file keep to the layout (record/table.h, io/layout.h)?
 *
 * Everything is looked at and everything wrong is told: notes that are missing,
 * tables that are missing or not of the layout, types, scales on every axis,
 * lengths, codes and their words, units; then, in one pass over the values,
 * digests, order, ranges, and whether the index of events and what was counted
 * agree with the events. */
#ifndef MF_IO_INSPECT_H5_H
#define MF_IO_INSPECT_H5_H

#include "base/diags.h"

/* Complaints go to `diags`, each with the table as its setting; *is_run: not a comparison.  An
 * error: the file cannot be read, or is not a complete result. */
mf_err mf_inspect_h5(const char *path, bool *is_run, mf_diags *diags, mf_error *err);

#endif
