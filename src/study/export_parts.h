/* export_parts.h — what the parts of an export need of one another. */
#ifndef MF_STUDY_EXPORT_PARTS_H
#define MF_STUDY_EXPORT_PARTS_H

#include "io/result_h5.h"
#include "study/export.h"

/* An element of the list: tables that become columns of one. */
enum { MF_COLUMNS_MOST = 48 };
typedef struct mf_entry {
    char name[64];
    int n;
    const char *path[MF_COLUMNS_MOST]; /* of the tables; they live in the catalogue */
    int n_axes;
    mf_axis_name axis[MF_MOST_AXES];
} mf_entry;

typedef struct mf_catalogue {
    char **path; /* of all tables */
    size_t n_paths, n;
    mf_entry *at;
} mf_catalogue;

mf_err mf_catalogue_read(mf_catalogue *self, const mf_result *from, mf_error *err);
void mf_catalogue_free(mf_catalogue *self);

/* The entry of a name: listed, or made of the one table that is meant. */
mf_err mf_catalogue_find(const mf_catalogue *self, const mf_result *from, const char *name,
                         mf_entry *entry, mf_error *err);

/* Any table by its axes. */
mf_err mf_export_grid(const mf_result *from, const mf_entry *entry,
                      const mf_export_options *options, mf_csv *csv, mf_error *err);

/* Names of the columns of events and of trajectories, ending with NULL. */
extern const char *const mf_export_event_heads[], *const mf_export_moment_heads[];

/* The stream of events; trajectories of the sample, or of one person. */
mf_err mf_export_events(const mf_result *from, const mf_export_options *options, mf_csv *csv,
                        mf_error *err);
mf_err mf_export_sample(const mf_result *from, const mf_export_options *options, mf_csv *csv,
                        mf_error *err);
mf_err mf_export_person(const mf_result *from, const mf_export_options *options, mf_csv *csv,
                        mf_error *err);

/* The day, since 1970-01-01, that a table's units count from; false if they do not. */
bool mf_export_start(const mf_result *from, const char *table, int *day);

/* The words of a table's codes, NULL if it has none; to be freed by mf_result_texts_free. */
mf_err mf_export_words(const mf_result *from, const char *table, char ***words, size_t *n,
                       bool *sets, mf_error *err);

/* Cells: a word by its number (nothing, if it has none), words by their bits, a date. */
void mf_export_word(mf_csv *csv, char *const *words, size_t n, double number);
void mf_export_set(mf_csv *csv, char *const *words, size_t n, unsigned bits);
void mf_export_date(mf_csv *csv, int day);

/* The number of the cohort asked for; -1: all.  Refuses one that is not there. */
mf_err mf_export_cohort(const mf_result *from, const mf_export_options *options, int *cohort,
                        mf_error *err);

#endif
