/* export.h — tables of a result or of a comparison as rows with words in them.
 *
 * What has axes becomes long: a row an element, its labels first.  Tables of a
 * group that have the same axes become columns of one; so do all tables that tell
 * of the elements of one axis.  Events come with their dates and cohorts, read by
 * the index so that one cohort or person costs what it holds.  Nothing is held in
 * memory beyond a block of rows and the labels. */
#ifndef MF_STUDY_EXPORT_H
#define MF_STUDY_EXPORT_H

#include <stdint.h>

#include "base/text.h"
#include "io/csv_write.h"

typedef struct mf_export_options {
    const char *table;  /* one of mf_export_list's names, or the path of a table; NULL: trajectories */
    int64_t person;     /* whose trajectory; -1: of the whole sample */
    int replicate;      /* -1: all */
    const char *cohort; /* NULL: all */
    bool anonymous;     /* names of files without their folders */
} mf_export_options;

/* Writes a table; refuses with MF_E_USAGE what is not there. */
mf_err mf_export(const char *path, const mf_export_options *options, mf_csv_put put, void *to,
                 mf_error *err);

/* What can be exported: a line each with name, axes and meaning. */
mf_err mf_export_list(const char *path, mf_buffer *out, mf_error *err);

#endif
