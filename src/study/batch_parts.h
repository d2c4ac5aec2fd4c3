/* batch_parts.h — what the files of a batch's folder share: who plans it (batch_plan.c), who opens it
 * (batch_open.c). */
#ifndef MF_STUDY_BATCH_PARTS_H
#define MF_STUDY_BATCH_PARTS_H

#include "io/rows.h"
#include "study/batch.h"

/* Columns of points.csv before those of the factors; after them comes `options`. */
enum {
    MF_BATCH_POINT,
    MF_BATCH_REPLICATE,
    MF_BATCH_ID,
    MF_BATCH_SEED,
    MF_BATCH_SCENARIO,
    MF_BATCH_PACKAGE,
    MF_BATCH_COLUMNS
};

/* The first line of points.csv. */
void mf_batch_add_names(mf_buffer *out, const char *const *factor, int n);

void mf_batch_path_in(const char *folder, const char *name, mf_buffer *path);
mf_err mf_batch_write_in(const char *folder, const char *name, const mf_buffer *text,
                         mf_error *err);
mf_err mf_batch_read_in(const char *folder, const char *name, mf_buffer *text, mf_error *err);

/* batch.txt has a word and what it says on each line: the value behind a word; its length in *n,
 * 0 if it is not there. */
const char *mf_batch_said(const char *head, const char *word, size_t *n);

/* Complains if two heads say different things of a word. */
void mf_batch_compare(const char *old, const char *new, const char *word, const char *file,
                      const char *doc, mf_diags *diags);

#endif
