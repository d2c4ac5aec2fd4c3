#define _POSIX_C_SOURCE 200809L /* strdup */

#include "io/result_h5.h"

#include <stdlib.h>
#include <string.h>

#include "io/read_h5.h"

struct mf_result {
    hid_t file;
    char *path;
};

mf_err mf_result_open(mf_result **result, const char *path, mf_error *err)
{
    mf_quiet quiet = mf_h5_quiet();
    mf_result *self = calloc(1, sizeof *self);
    mf_err code;

    *result = NULL;
    if (self == NULL || (self->path = strdup(path)) == NULL) {
        free(self);
        mf_h5_restore(quiet);
        return mf_fail(err, MF_E_NOMEM, "no room for a result");
    }
    code = mf_h5_open(path, &self->file, err);
    mf_h5_restore(quiet);
    if (code != MF_OK)
        mf_result_close(self);
    else
        *result = self;
    return code;
}

void mf_result_close(mf_result *self)
{
    mf_quiet quiet = mf_h5_quiet();

    if (self != NULL) {
        if (self->file >= 0)
            (void) H5Fclose(self->file);
        free(self->path);
        free(self);
    }
    mf_h5_restore(quiet);
}

const char *mf_result_path(const mf_result *self)
{
    return self->path;
}

static hid_t open_table(const mf_result *self, const char *table)
{
    mf_quiet quiet = mf_h5_quiet();
    hid_t dataset = H5Dopen2(self->file, table, H5P_DEFAULT);

    mf_h5_restore(quiet);
    return dataset;
}

bool mf_result_has(const mf_result *self, const char *table)
{
    hid_t dataset = open_table(self, table);

    if (dataset >= 0)
        (void) H5Dclose(dataset);
    return dataset >= 0;
}

static mf_err refuse(const mf_result *self, const char *table, mf_error *err)
{
    return mf_fail_at(err, MF_E_FORMAT, self->path, 0,
                      "has no table %s that can be read: made by another version of mixflow, or "
                      "without it", table);
}

mf_err mf_result_shape(const mf_result *self, const char *table, size_t length[MF_MOST_AXES],
                       int *n_axes, mf_error *err)
{
    hid_t dataset = open_table(self, table), space = dataset < 0 ? -1 : H5Dget_space(dataset);
    hsize_t long_length[H5S_MAX_RANK] = { 0 };

    *n_axes = space < 0 ? -1 : H5Sget_simple_extent_dims(space, long_length, NULL);
    for (int a = 0; a < MF_MOST_AXES; a++)
        length[a] = (size_t) long_length[a];
    if (space >= 0)
        (void) H5Sclose(space);
    if (dataset >= 0)
        (void) H5Dclose(dataset);
    return *n_axes < 1 || *n_axes > MF_MOST_AXES ? refuse(self, table, err) : MF_OK;
}

/* Reads a part of as many axes as the table has. */
static mf_err read_part(const mf_result *self, const char *table, hid_t type, int n_axes,
                        const hsize_t *first, const hsize_t *count, void *values, mf_error *err)
{
    mf_quiet quiet = mf_h5_quiet();
    hid_t dataset = open_table(self, table), space = H5Dget_space(dataset);
    hid_t memory = H5Screate_simple(n_axes, count, NULL);
    bool good = space >= 0 && memory >= 0 && H5Sget_simple_extent_ndims(space) == n_axes &&
                H5Sselect_hyperslab(space, H5S_SELECT_SET, first, NULL, count, NULL) >= 0 &&
                H5Dread(dataset, type, memory, space, H5P_DEFAULT, values) >= 0;

    (void) H5Sclose(memory);
    (void) H5Sclose(space);
    (void) H5Dclose(dataset);
    mf_h5_restore(quiet);
    return good ? MF_OK : refuse(self, table, err);
}

/* Reads rows as HDF5's `type`. */
static mf_err read_rows(const mf_result *self, const char *table, hid_t type, size_t first,
                        size_t rows, void *values, mf_error *err)
{
    size_t length[MF_MOST_AXES];
    hsize_t offset[MF_MOST_AXES] = { first }, count[MF_MOST_AXES];
    int n;

    MF_TRY(mf_result_shape(self, table, length, &n, err));
    if (rows == 0)
        return MF_OK;
    for (int a = 0; a < n; a++)
        count[a] = a == 0 ? rows : length[a];
    return read_part(self, table, type, n, offset, count, values, err);
}

mf_err mf_result_part(const mf_result *self, const char *table, mf_type type,
                      const size_t first[MF_MOST_AXES], const size_t n[MF_MOST_AXES], void *values,
                      mf_error *err)
{
    size_t length[MF_MOST_AXES], all = 1;
    hsize_t offset[MF_MOST_AXES], count[MF_MOST_AXES];
    int n_axes;

    MF_TRY(mf_result_shape(self, table, length, &n_axes, err));
    for (int a = 0; a < n_axes; a++) {
        offset[a] = first[a];
        count[a] = n[a];
        all *= n[a];
    }
    return all == 0 ? MF_OK : read_part(self, table, mf_h5_type(type, -1), n_axes, offset, count, values, err);
}

mf_type mf_result_type(const mf_result *self, const char *table)
{
    hid_t dataset = open_table(self, table);
    mf_found found = { .listed = { .type = MF_TYPE_TEXT } };

    if (dataset >= 0) {
        (void) mf_h5_measure(dataset, &found);
        (void) H5Dclose(dataset);
    }
    return found.listed.type;
}

void mf_result_axes(const mf_result *self, const char *table, mf_axis_name names[MF_MOST_AXES])
{
    mf_quiet quiet = mf_h5_quiet();
    hid_t dataset = H5Dopen2(self->file, table, H5P_DEFAULT);

    memset(names, 0, MF_MOST_AXES * sizeof *names);
    if (dataset >= 0) {
        mf_h5_axes(dataset, names);
        (void) H5Dclose(dataset);
    }
    mf_h5_restore(quiet);
}

mf_err mf_result_paths(const mf_result *self, char ***paths, size_t *n, mf_error *err)
{
    mf_quiet quiet = mf_h5_quiet();
    mf_findings all;
    mf_err code = mf_h5_list(self->file, &all, err);

    *paths = calloc(all.n + 1, sizeof **paths);
    *n = all.n;
    if (code == MF_OK && *paths == NULL)
        code = mf_fail(err, MF_E_NOMEM, "no room for a list of tables");
    for (size_t i = 0; code == MF_OK && i < all.n; i++)
        if (((*paths)[i] = strdup(all.at[i].listed.path)) == NULL)
            code = mf_fail(err, MF_E_NOMEM, "no room for a list of tables");
    mf_h5_findings_free(&all);
    mf_h5_restore(quiet);
    return code;
}

char *mf_result_words(const mf_result *self, const char *table, bool *sets)
{
    mf_quiet quiet = mf_h5_quiet();
    hid_t dataset = H5Dopen2(self->file, table, H5P_DEFAULT);
    char *words = dataset < 0 ? NULL : mf_h5_get_text(dataset, "flag_meanings");

    *sets = dataset >= 0 && H5Aexists(dataset, "flag_masks") > 0;
    if (dataset >= 0)
        (void) H5Dclose(dataset);
    mf_h5_restore(quiet);
    return words;
}

mf_err mf_result_rows(const mf_result *self, const char *table, mf_type type, size_t first,
                      size_t rows, void *values, mf_error *err)
{
    return read_rows(self, table, mf_h5_type(type, -1), first, rows, values, err);
}

mf_err mf_result_reals(const mf_result *self, const char *table, double **values, size_t *n,
                       mf_error *err)
{
    size_t length[MF_MOST_AXES];
    mf_err code;
    int n_axes;

    *values = NULL;
    *n = 1;
    MF_TRY(mf_result_shape(self, table, length, &n_axes, err));
    for (int a = 0; a < n_axes; a++)
        *n *= length[a];
    *values = calloc(*n + 1, sizeof **values);
    if (*values == NULL)
        return mf_fail(err, MF_E_NOMEM, "no room for table %s", table);
    code = mf_result_rows(self, table, MF_TYPE_F64, 0, length[0], *values, err);
    if (code != MF_OK) {
        free(*values);
        *values = NULL;
    }
    return code;
}

mf_err mf_result_exactly(const mf_result *self, const char *table, size_t n, double **values,
                         mf_error *err)
{
    size_t found;

    MF_TRY(mf_result_reals(self, table, values, &found, err));
    if (found == n)
        return MF_OK;
    free(*values);
    *values = NULL;
    return mf_fail_at(err, MF_E_FORMAT, self->path, 0,
                      "table %s has %zu values where the others say %zu", table, found, n);
}

mf_err mf_result_texts(const mf_result *self, const char *table, char ***texts, size_t *n,
                       mf_error *err)
{
    size_t length[MF_MOST_AXES];
    hid_t type;
    char **read;
    mf_err code;
    int n_axes;

    *texts = NULL;
    MF_TRY(mf_result_shape(self, table, length, &n_axes, err));
    *n = length[0];
    *texts = calloc(*n + 1, sizeof **texts);
    read = calloc(*n + 1, sizeof *read);
    type = mf_h5_text_type();
    code = *texts == NULL || read == NULL || type < 0
               ? mf_fail(err, MF_E_NOMEM, "no room for table %s", table)
               : read_rows(self, table, type, 0, *n, read, err);
    for (size_t i = 0; code == MF_OK && i < *n; i++) {
        (*texts)[i] = strdup(read[i] == NULL ? "" : read[i]);
        if ((*texts)[i] == NULL)
            code = mf_fail(err, MF_E_NOMEM, "no room for table %s", table);
    }
    for (size_t i = 0; read != NULL && i < *n; i++)
        (void) H5free_memory(read[i]);
    free(read);
    if (type >= 0)
        (void) H5Tclose(type);
    if (code != MF_OK) {
        mf_result_texts_free(*texts);
        *texts = NULL;
    }
    return code;
}

void mf_result_texts_free(char **texts)
{
    for (size_t i = 0; texts != NULL && texts[i] != NULL; i++)
        free(texts[i]);
    free(texts);
}

char *mf_result_attribute(const mf_result *self, const char *table, const char *name)
{
    mf_quiet quiet = mf_h5_quiet();
    hid_t object = H5Oopen(self->file, table, H5P_DEFAULT);
    char *text = object < 0 ? NULL : mf_h5_get_text(object, name);

    if (object >= 0)
        (void) H5Oclose(object);
    mf_h5_restore(quiet);
    return text;
}
