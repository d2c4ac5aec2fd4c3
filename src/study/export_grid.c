/* Any table by its axes: a row an element, the labels of its axes first.
 *
 * Columns that belong to one axis (labels, and what else the root tells of its
 * elements) are held in memory; those of all axes are read block by block. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/layout.h"
#include "study/export_parts.h"

enum { ROWS_AT_ONCE = 1 << 16, MOST = MF_COLUMNS_MOST + 2 * MF_MOST_AXES };

typedef enum cell { NUMBER, TEXT, NUMBERED, CODE, SET, DATE, ROW } cell;

typedef struct column {
    const char *path;
    char name[64];
    int axis;       /* in memory, by the index along this axis; -1: read block by block */
    cell is;
    mf_type type;
    int start;      /* of DATE: day that is counted from */
    char **words;   /* of TEXT, NUMBERED, CODE and SET */
    size_t n_words;
    double *values; /* whole, or of the block at hand */
} column;

typedef struct grid {
    const mf_result *from;
    bool anonymous;
    int n_axes, n;
    size_t length[MF_MOST_AXES], first[MF_MOST_AXES], end[MF_MOST_AXES];
    column at[MOST];
} grid;

/* ------------------------------------------------------------- columns */

/* The table of the layout that a path is, or -1. */
static int table_of(const char *path)
{
    char known[64];

    for (int i = 0; i < MF_N_TABLES; i++) {
        (void) snprintf(known, sizeof known, "%s%s/%s", mf_table_list[i].group[0] == '\0' ? "" : "/",
                        mf_table_list[i].group, mf_table_list[i].name);
        if (strcmp(known, path) == 0)
            return i;
    }
    return -1;
}

/* The words of the table that a column numbers, if they are words. */
static mf_err read_numbered(column *self, const mf_result *from, mf_error *err)
{
    int least, table = table_of(self->path), of = table < 0 ? -1 : mf_table_numbers(table, &least);
    char path[64];

    if (of < 0 || mf_table_list[of].type != MF_TYPE_TEXT)
        return MF_OK;
    (void) snprintf(path, sizeof path, "/%s", mf_table_list[of].name);
    self->is = NUMBERED;
    return mf_result_texts(from, path, &self->words, &self->n_words, err);
}

/* What the cells of a column are, and the words that they need. */
static mf_err read_meaning(column *self, const mf_result *from, mf_error *err)
{
    bool sets;

    self->type = mf_result_type(from, self->path);
    if (self->type == MF_TYPE_TEXT) {
        self->is = TEXT;
        return mf_result_texts(from, self->path, &self->words, &self->n_words, err);
    }
    if (mf_export_start(from, self->path, &self->start)) {
        self->is = DATE;
        return MF_OK;
    }
    MF_TRY(mf_export_words(from, self->path, &self->words, &self->n_words, &sets, err));
    if (self->words == NULL)
        return read_numbered(self, from, err);
    self->is = sets ? SET : CODE;
    return MF_OK;
}

/* moment_kind is "kind" in the table of moments. */
static void name_column(column *self, const char *prefix)
{
    const char *name = strrchr(self->path, '/') + 1;
    size_t n = strlen(prefix);

    if (n > 0 && strncmp(name, prefix, n) == 0 && name[n] == '_')
        name += n + 1;
    (void) snprintf(self->name, sizeof self->name, "%s", name);
}

static mf_err add(grid *self, const char *path, int axis, const char *prefix, mf_error *err)
{
    column *c = &self->at[self->n];
    size_t n;

    if (self->n == MOST)
        return mf_fail(err, MF_E_FORMAT, "more than %d columns", MOST);
    *c = (column){ .path = path, .axis = axis };
    self->n++;
    name_column(c, prefix);
    MF_TRY(read_meaning(c, self->from, err));
    if (axis >= 0 && c->is != TEXT)
        return mf_result_reals(self->from, path, &c->values, &n, err);
    return MF_OK;
}

static bool has_one_axis(const mf_result *from, const char *path)
{
    size_t length[MF_MOST_AXES];
    int n;

    return mf_result_has(from, path) && mf_result_shape(from, path, length, &n, NULL) == MF_OK && n == 1;
}

/* The label of an axis: its scale.  Rows that only number themselves are not held in memory. */
static mf_err add_label(grid *self, const mf_catalogue *names, const mf_entry *entry, int axis, mf_error *err)
{
    static const char *const numbers[] = { "person", "event", "moment", "sampled" };
    char path[64];

    (void) snprintf(path, sizeof path, "/%s", entry->axis[axis]);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (strcmp(entry->axis[axis], numbers[i]) == 0) {
            column *c = &self->at[self->n++];

            *c = (column){ .path = "", .axis = axis, .is = ROW };
            (void) snprintf(c->name, sizeof c->name, "%s", numbers[i]);
            return MF_OK;
        }
    for (size_t i = 0; i < names->n_paths; i++)
        if (strcmp(names->path[i], path) == 0 && has_one_axis(self->from, path))
            return add(self, names->path[i], axis, "", err);
    return MF_OK;
}

/* "mixed: see outcome_unit": then that is a column, too. */
static mf_err add_unit(grid *self, const mf_catalogue *names, const mf_entry *entry, const char *of,
                       mf_error *err)
{
    static const char mixed[] = "mixed: see ";
    char *unit = mf_result_attribute(self->from, of, "units");
    mf_axis_name axis[MF_MOST_AXES];
    mf_err code = MF_OK;

    for (size_t i = 0; unit != NULL && strncmp(unit, mixed, strlen(mixed)) == 0 && i < names->n_paths; i++) {
        if (strcmp(names->path[i] + 1, unit + strlen(mixed)) != 0)
            continue;
        mf_result_axes(self->from, names->path[i], axis);
        for (int a = 0; a < entry->n_axes && code == MF_OK; a++)
            if (strcmp(entry->axis[a], axis[0]) == 0)
                code = add(self, names->path[i], a, "", err);
        break;
    }
    free(unit);
    return code;
}

static mf_err add_columns(grid *self, const mf_catalogue *names, const mf_entry *entry, mf_error *err)
{
    const char *only = entry->axis[0];
    bool is_list = entry->n_axes == 1 && strchr(entry->path[0] + 1, '/') == NULL;

    for (int a = 0; a < entry->n_axes && !is_list; a++)
        MF_TRY(add_label(self, names, entry, a, err));
    if (!is_list)
        MF_TRY(add_unit(self, names, entry, entry->path[0], err));
    if (is_list && strcmp(only, "person") == 0)
        return add_label(self, names, entry, 0, err);
    for (int i = 0; i < entry->n; i++) {
        const char *name = strrchr(entry->path[i], '/') + 1;

        if (!is_list && entry->n_axes == 1 && strcmp(name, only) == 0)
            continue; /* the row's own number */
        MF_TRY(add(self, entry->path[i], is_list ? 0 : -1, is_list ? "" : entry->n_axes == 1 ? only : "", err));
    }
    return MF_OK;
}

/* ------------------------------------------------------------- cells */

static void put_cell(const grid *of, const column *self, size_t i, mf_csv *csv)
{
    switch (self->is) {
    case ROW:
        mf_csv_int(csv, (long long) i);
        return;
    case TEXT:
        mf_csv_text(csv, of->anonymous && strcmp(self->path, "/run") == 0 ? mf_base_name(self->words[i])
                                                                           : self->words[i]);
        return;
    case NUMBERED:
    case CODE:
        mf_export_word(csv, self->words, self->n_words, self->values[i]);
        return;
    case SET:
        mf_export_set(csv, self->words, self->n_words, (unsigned) self->values[i]);
        return;
    case DATE:
        mf_export_date(csv, self->start + (int) self->values[i]);
        return;
    default:
        if (self->type == MF_TYPE_F32)
            mf_csv_float(csv, (float) self->values[i]);
        else
            mf_csv_real(csv, self->values[i]);
    }
}

static void put_head(const grid *self, mf_csv *csv)
{
    for (int c = 0; c < self->n; c++)
        mf_csv_text(csv, self->at[c].name);
    mf_csv_end_row(csv);
}

/* ------------------------------------------------------------- blocks */

/* One block: a part of the table, `n` elements along each axis from `first` on. */
static mf_err put_block(grid *self, const size_t first[MF_MOST_AXES], const size_t n[MF_MOST_AXES],
                        mf_csv *csv, mf_error *err)
{
    size_t at[MF_MOST_AXES], rows = 1;

    for (int a = 0; a < self->n_axes; a++) {
        at[a] = first[a];
        rows *= n[a];
    }
    for (int c = 0; c < self->n; c++)
        if (self->at[c].axis < 0)
            MF_TRY(mf_result_part(self->from, self->at[c].path, MF_TYPE_F64, first, n,
                                  self->at[c].values, err));
    for (size_t row = 0; row < rows && !csv->failed; row++) {
        for (int c = 0; c < self->n; c++)
            put_cell(self, &self->at[c], self->at[c].axis < 0 ? row : at[self->at[c].axis], csv);
        mf_csv_end_row(csv);
        for (int a = self->n_axes - 1; a >= 0 && ++at[a] == first[a] + n[a]; a--)
            at[a] = first[a];
    }
    return csv->failed ? MF_E_FILE : MF_OK;
}

/* The first axis along which blocks are cut: what comes after it fits into one. */
static int cut_of(const grid *self)
{
    size_t rows = 1;
    int cut = self->n_axes - 1;

    for (; cut > 0 && rows * (self->end[cut] - self->first[cut]) <= ROWS_AT_ONCE; cut--)
        rows *= self->end[cut] - self->first[cut];
    return cut;
}

static mf_err put_all(grid *self, mf_csv *csv, mf_error *err)
{
    size_t first[MF_MOST_AXES], n[MF_MOST_AXES], inner = 1;
    int cut = cut_of(self), a = 0;

    for (int i = 0; i < self->n_axes; i++) {
        first[i] = self->first[i];
        n[i] = i < cut ? 1 : self->end[i] - self->first[i];
        inner *= i > cut ? n[i] : 1;
        if (self->first[i] == self->end[i])
            return MF_OK;
    }
    for (;;) { /* an odometer: the digit at `cut` turns by blocks, those before by ones */
        size_t left = self->end[cut] - first[cut], most = ROWS_AT_ONCE / inner;

        most = most < 1 ? 1 : most;
        n[cut] = left < most ? left : most;
        MF_TRY(put_block(self, first, n, csv, err));
        first[cut] += n[cut];
        for (a = cut; a >= 0 && first[a] >= self->end[a]; a--) {
            first[a] = self->first[a];
            if (a > 0)
                first[a - 1]++;
        }
        if (a < 0)
            return MF_OK;
    }
}

static mf_err make_room(grid *self, mf_error *err)
{
    size_t inner = 1;

    for (int a = cut_of(self) + 1; a < self->n_axes; a++)
        inner *= self->end[a] - self->first[a];
    for (int c = 0; c < self->n; c++)
        if (self->at[c].axis < 0) {
            self->at[c].values = calloc(inner > ROWS_AT_ONCE ? inner : ROWS_AT_ONCE, sizeof(double));
            if (self->at[c].values == NULL)
                return mf_fail(err, MF_E_NOMEM, "no room for rows");
        }
    return MF_OK;
}

/* Rows of one replicate or cohort only, where there are such axes. */
static mf_err narrow(grid *self, const mf_entry *entry, const mf_export_options *options, mf_error *err)
{
    int cohort;

    MF_TRY(mf_export_cohort(self->from, options, &cohort, err));
    for (int a = 0; a < self->n_axes; a++) {
        int only = strcmp(entry->axis[a], "replicate") == 0 ? options->replicate
                   : strcmp(entry->axis[a], "cohort") == 0  ? cohort
                                                            : -1;

        self->first[a] = only < 0 ? 0 : (size_t) only;
        self->end[a] = only < 0 ? self->length[a] : (size_t) only + 1;
        if (self->end[a] > self->length[a])
            return mf_fail_at(err, MF_E_USAGE, mf_result_path(self->from), 0, "has no %s %d: the last is %zu",
                              entry->axis[a], only, self->length[a] - 1);
    }
    return MF_OK;
}

static void free_grid(grid *self)
{
    for (int c = 0; c < self->n; c++) {
        mf_result_texts_free(self->at[c].words);
        free(self->at[c].values);
    }
    free(self);
}

mf_err mf_export_grid(const mf_result *from, const mf_entry *entry,
                      const mf_export_options *options, mf_csv *csv, mf_error *err)
{
    grid *self = calloc(1, sizeof *self);
    mf_catalogue names = { .path = NULL };
    mf_err code;

    if (self == NULL)
        return mf_fail(err, MF_E_NOMEM, "no room for a table");
    *self = (grid){ .from = from, .anonymous = options->anonymous };
    code = mf_result_shape(from, entry->path[0], self->length, &self->n_axes, err);
    if (code == MF_OK)
        code = mf_result_paths(from, &names.path, &names.n_paths, err);
    if (code == MF_OK)
        code = narrow(self, entry, options, err);
    if (code == MF_OK)
        code = add_columns(self, &names, entry, err);
    if (code == MF_OK)
        code = make_room(self, err);
    if (code == MF_OK) {
        put_head(self, csv);
        code = put_all(self, csv, err);
    }
    free_grid(self);
    mf_catalogue_free(&names);
    return code;
}
