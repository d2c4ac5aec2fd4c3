/* reader.h — from a tree to a scenario, by the tables of settings.
 *
 * One row, one reading: a value has the type, the range and the unit that its
 * row says; a setting that is not given takes the row's fallback, read in the
 * same way; what no row asks for is a mistake.  Names are resolved at once,
 * because the ids of all lists are gathered first. */
#ifndef MF_IO_READER_H
#define MF_IO_READER_H

#include "io/tree.h"
#include "model/scenario.h"

enum {
    MF_READER_PATH = 512,
    MF_READER_LIST_MOST = 5000, /* elements of a list of groups */
    MF_READER_FALLBACKS = 512   /* distinct fallbacks kept */
};

/* A fallback that was parsed. */
typedef struct mf_fallback {
    const char *text;
    mf_node *node;
} mf_fallback;

typedef struct mf_reader {
    const mf_fence *fence;
    mf_arena *arena;   /* of the scenario */
    mf_arena *scratch; /* for the time of reading */
    mf_diags *diags;
    char path[MF_READER_PATH]; /* of the setting that is being read */
    size_t n_path;
    const char **names[MF_N_LISTS]; /* ids by index, "" where there is none; end with NULL */
    int n_names[MF_N_LISTS];
    mf_fallback fallbacks[MF_READER_FALLBACKS];
    int n_fallbacks;
    struct mf_csv *csvs; /* files that were read */
    bool starved;        /* memory ran out */
} mf_reader;

mf_err mf_reader_read(const mf_node *root, const mf_fence *fence, mf_arena *scratch,
                      mf_scenario *scenario, mf_diags *diags);

/* Reads anything else that is told by tables into `base`, zeroed memory of the group's size; what
 * it points to lives in `arena`.  Nothing in it may refer to lists of a scenario. */
mf_err mf_reader_read_group(const mf_node *root, const mf_group *group, const mf_fence *fence,
                            mf_arena *arena, mf_arena *scratch, void *base, mf_diags *diags);

/* Tables that depend on the setting: the rows of an intervention's kind. */
const mf_group *mf_reader_kind_of(const mf_node *intervention);

/* The path grows by ".name" or "[index]"; returns what mf_reader_leave takes back. */
size_t mf_reader_enter(mf_reader *self, const char *name);
size_t mf_reader_enter_index(mf_reader *self, int index);
void mf_reader_leave(mf_reader *self, size_t mark);

/* A complaint about the setting of the path, where `node` stands. */
void mf_reader_complain(mf_reader *self, mf_severity severity, const mf_node *node,
                        const char *format, ...) __attribute__((format(printf, 4, 5)));

/* "did you mean" for a name, or "" without one near enough.  Lives in `scratch`. */
const char *mf_reader_hint(mf_reader *self, const char *wrong, const char *const *names);

/* A row's fallback as a node; NULL if the setting is required. */
const mf_node *mf_reader_fallback(mf_reader *self, const mf_param *row);

/* Memory from the scenario's arena; NULL (and starved) without. */
void *mf_reader_take(mf_reader *self, size_t n, size_t size);

/* Values; each complains of what it cannot read and leaves the field at zero. */
bool mf_read_real(mf_reader *self, const mf_param *row, const mf_node *node, double *value);
bool mf_read_day(mf_reader *self, const mf_node *node, int *day);
void mf_read_value(mf_reader *self, const mf_param *row, const mf_node *node, void *field);
void mf_read_series(mf_reader *self, const mf_param *row, const mf_node *node, mf_series *field);

/* Complains of the children of a group that `names` does not list. */
void mf_read_unknown(mf_reader *self, const mf_node *group, const char *const *names);

#endif
