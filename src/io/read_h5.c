#define _POSIX_C_SOURCE 200809L /* strdup */

#include "io/read_h5.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <hdf5_hl.h>

#include "io/store_h5.h"

enum { ROWS_AT_ONCE = 1 << 18 };

static mf_type type_of(hid_t type)
{
    size_t size = H5Tget_size(type);

    switch (H5Tget_class(type)) {
    case H5T_INTEGER:
        return size == 1 ? MF_TYPE_I8 : size == 2 ? MF_TYPE_I16 : MF_TYPE_I32;
    case H5T_FLOAT:
        return size == 4 ? MF_TYPE_F32 : MF_TYPE_F64;
    default:
        return MF_TYPE_TEXT;
    }
}

size_t mf_h5_row_values(const mf_listed *listed)
{
    size_t n = 1;

    for (int a = 1; a < listed->n_axes; a++)
        n *= (size_t) listed->length[a];
    return n;
}

bool mf_h5_read_rows(hid_t dataset, const mf_listed *listed, hsize_t first, hsize_t rows,
                     void *values, mf_digest *digest)
{
    hid_t text = mf_h5_text_type(), space = H5Dget_space(dataset), memory = -1;
    hsize_t offset[MF_MOST_AXES] = { first }, length[MF_MOST_AXES];
    size_t n = (size_t) rows * mf_h5_row_values(listed);
    bool good = false;

    memcpy(length, listed->length, sizeof length);
    length[0] = rows;
    memory = H5Screate_simple(listed->n_axes, length, NULL);
    if (text >= 0 && space >= 0 && memory >= 0 &&
        H5Sselect_hyperslab(space, H5S_SELECT_SET, offset, NULL, length, NULL) >= 0 &&
        mf_h5_read(dataset, listed->type, text, n, memory, space, values) >= 0) {
        mf_h5_digest_add(digest, listed->type, values, n);
        good = listed->type != MF_TYPE_TEXT ||
               H5Dvlen_reclaim(text, memory, H5P_DEFAULT, values) >= 0;
    }
    if (memory >= 0)
        (void) H5Sclose(memory);
    if (space >= 0)
        (void) H5Sclose(space);
    if (text >= 0)
        (void) H5Tclose(text);
    return good;
}

/* Computes a table's digest from what the file holds. */
static bool digest_dataset(hid_t dataset, mf_listed *listed)
{
    size_t row = mf_h5_row_values(listed) * mf_type_size(listed->type);
    hsize_t all = listed->length[0], step = row > ROWS_AT_ONCE ? 1 : ROWS_AT_ONCE / (row < 1 ? 1 : row);
    void *values;
    mf_digest digest;
    bool good = true;

    step = step < all ? step : all;
    if (step < 1)
        step = 1;
    values = calloc((size_t) step, row < 1 ? 1 : row);
    if (!mf_digest_start(&digest) || values == NULL)
        good = false;
    for (hsize_t first = 0; good && first < all; first += step)
        good = mf_h5_read_rows(dataset, listed, first, all - first < step ? all - first : step, values,
                         &digest);
    free(values);
    mf_digest_end(&digest, listed->digest);
    return good;
}

bool mf_h5_measure(hid_t dataset, mf_found *found)
{
    hid_t type = H5Dget_type(dataset), space = H5Dget_space(dataset);
    hsize_t length[H5S_MAX_RANK] = { 0 };
    int n = space < 0 ? -1 : H5Sget_simple_extent_ndims(space);
    bool good = type >= 0 && n >= 1 && n <= MF_MOST_AXES &&
                H5Sget_simple_extent_dims(space, length, NULL) >= 0;

    if (good) {
        found->listed.type = type_of(type);
        found->listed.n_axes = n;
        memcpy(found->listed.length, length, sizeof found->listed.length);
        found->bytes = (long long) (length[0] * mf_h5_row_values(&found->listed) *
                                    mf_type_size(found->listed.type));
        found->packed = (long long) H5Dget_storage_size(dataset);
    }
    if (space >= 0)
        (void) H5Sclose(space);
    if (type >= 0)
        (void) H5Tclose(type);
    return good;
}

typedef struct search {
    mf_findings *findings;
    bool failed;
} search;

/* The shorter name of two, the earlier of two that are as long: the place where a table lives. */
static bool is_better(const char *name, const char *old)
{
    size_t a = strlen(name), b = strlen(old);

    return a != b ? a < b : strcmp(name, old) < 0;
}

static herr_t see_link(hid_t file, const char *name, const H5L_info_t *info, void *context)
{
    search *s = context;
    mf_findings *f = s->findings;
    H5O_info_t object;
    char path[64];

    if (strncmp(name, "provenance", 10) == 0 || info->type != H5L_TYPE_HARD ||
        H5Oget_info_by_name2(file, name, &object, H5O_INFO_BASIC, H5P_DEFAULT) < 0 ||
        object.type != H5O_TYPE_DATASET)
        return 0;
    if (strlen(name) + 2 > sizeof path) /* not one of ours */
        return 0;
    path[0] = '/';
    (void) strcpy(path + 1, name);
    for (size_t i = 0; i < f->n; i++)
        if (f->at[i].address == object.addr) {
            if (is_better(path, f->at[i].listed.path))
                (void) strcpy(f->at[i].listed.path, path);
            return 0;
        }
    if (f->n == f->room) {
        size_t room = f->room == 0 ? 64 : 2 * f->room;
        mf_found *more = realloc(f->at, room * sizeof *more);

        if (more == NULL) {
            s->failed = true;
            return -1;
        }
        f->at = more;
        f->room = room;
    }
    f->at[f->n] = (mf_found){ .address = object.addr };
    (void) strcpy(f->at[f->n].listed.path, path);
    f->n++;
    return 0;
}

static herr_t see_scale(hid_t dataset, unsigned axis, hid_t scale, void *name)
{
    (void) dataset;
    (void) axis;
    return H5DSget_scale_name(scale, name, sizeof(mf_axis_name)) < 0 ? -1 : 1;
}

void mf_h5_axes(hid_t dataset, mf_axis_name names[MF_MOST_AXES])
{
    hid_t space = H5Dget_space(dataset);
    int n = space < 0 ? 0 : H5Sget_simple_extent_ndims(space);

    if (H5DSis_scale(dataset) > 0)
        (void) H5DSget_scale_name(dataset, names[0], sizeof names[0]);
    for (int a = 0; a < n && a < MF_MOST_AXES && H5DSis_scale(dataset) == 0; a++)
        (void) H5DSiterate_scales(dataset, (unsigned) a, NULL, see_scale, names[a]);
    if (space >= 0)
        (void) H5Sclose(space);
}

static void describe(hid_t dataset, mf_found *found)
{
    found->unit = mf_h5_get_text(dataset, "units");
    found->doc = mf_h5_get_text(dataset, "long_name");
    mf_h5_axes(dataset, found->axis);
}

static bool look_at(hid_t file, mf_found *found, long long most, bool described)
{
    hid_t dataset = H5Dopen2(file, found->listed.path, H5P_DEFAULT);
    char *said;
    bool good = dataset >= 0 && mf_h5_measure(dataset, found);

    if (good) {
        said = mf_h5_get_text(dataset, "digest");
        (void) strncpy(found->said, said == NULL ? "" : said, sizeof found->said - 1);
        free(said);
        if (described)
            describe(dataset, found);
        if (found->bytes <= most)
            good = digest_dataset(dataset, &found->listed);
    }
    if (dataset >= 0)
        (void) H5Dclose(dataset);
    return good;
}

mf_err mf_h5_list(hid_t file, mf_findings *findings, mf_error *err)
{
    search s = { findings, false }; /* links of files from elsewhere may have no order but by name */

    *findings = (mf_findings){ 0 };
    if (H5Lvisit(file, H5_INDEX_CRT_ORDER, H5_ITER_INC, see_link, &s) < 0 && !s.failed &&
        H5Lvisit(file, H5_INDEX_NAME, H5_ITER_INC, see_link, &s) < 0)
        return mf_fail(err, MF_E_FORMAT, "its tables cannot be listed");
    return s.failed ? mf_fail(err, MF_E_NOMEM, "no room for a list of tables") : MF_OK;
}

mf_err mf_h5_find(hid_t file, long long most, bool described, mf_findings *findings,
                  mf_error *err)
{
    MF_TRY(mf_h5_list(file, findings, err));
    for (size_t i = 0; i < findings->n; i++)
        if (!look_at(file, &findings->at[i], most, described))
            return mf_fail(err, MF_E_FORMAT, "table %s cannot be read", findings->at[i].listed.path);
    return MF_OK;
}

void mf_h5_findings_free(mf_findings *findings)
{
    for (size_t i = 0; i < findings->n; i++) {
        free(findings->at[i].unit);
        free(findings->at[i].doc);
    }
    free(findings->at);
    *findings = (mf_findings){ 0 };
}

/* Is the mark of completeness there? */
static bool is_complete(hid_t file)
{
    hid_t mark = H5Aexists(file, "complete") > 0 ? H5Aopen(file, "complete", H5P_DEFAULT) : -1;
    int value = 0;
    bool complete = mark >= 0 && H5Aread(mark, H5T_NATIVE_INT, &value) >= 0 && value == 1;

    if (mark >= 0)
        (void) H5Aclose(mark);
    return complete;
}

mf_err mf_h5_open(const char *path, hid_t *file, mf_error *err)
{
    FILE *plain = fopen(path, "rb");

    *file = -1;
    if (plain == NULL)
        return mf_fail_at(err, MF_E_FILE, path, 0, "cannot be read: %s", strerror(errno));
    (void) fclose(plain);
    if (H5Fis_hdf5(path) <= 0 || (*file = H5Fopen(path, H5F_ACC_RDONLY, H5P_DEFAULT)) < 0)
        return mf_fail_at(err, MF_E_FORMAT, path, 0, "not an HDF5 file, or damaged");
    if (!is_complete(*file)) {
        (void) H5Fclose(*file);
        *file = -1;
        return mf_fail_at(err, MF_E_FORMAT, path, 0,
                          "not a complete result of mixflow: the mark of completeness is missing");
    }
    return MF_OK;
}

/* Compares what was read with what is stored beside it, and all of it with `meant`. */
static void compare(const mf_findings *findings, const char *meant, mf_buffer *wrong)
{
    mf_listed *list = calloc(findings->n + 1, sizeof *list);
    char all[MF_DIGEST_TEXT];

    for (size_t i = 0; i < findings->n; i++) {
        const mf_found *found = &findings->at[i];
        bool was_read = found->listed.digest[0] != '\0';

        if (was_read && strcmp(found->listed.digest, found->said) != 0)
            mf_buffer_add(wrong, "%stable %s differs from its digest", wrong->n > 0 ? "; " : "",
                          found->listed.path);
        if (list == NULL)
            continue;
        list[i] = found->listed;
        if (!was_read)
            memcpy(list[i].digest, found->said, sizeof list[i].digest);
    }
    if (list == NULL) {
        mf_buffer_add(wrong, "no room to compare");
        return;
    }
    mf_h5_digest_all(list, findings->n, all);
    if (strcmp(all, meant) != 0)
        mf_buffer_add(wrong, "%sthe digest of all results is %s, not %s", wrong->n > 0 ? "; " : "",
                      all, meant);
    free(list);
}

mf_err mf_h5_read_back(const char *path, long long most, const char *meant, mf_error *err)
{
    mf_findings findings = { 0 };
    mf_buffer wrong = { 0 };
    char *stored = NULL;
    hid_t file;
    mf_err code = mf_h5_open(path, &file, err);

    if (code != MF_OK)
        return code;
    code = mf_h5_find(file, most, false, &findings, err);
    if (code == MF_OK) {
        stored = mf_h5_get_text(file, "mixflow_digest");
        compare(&findings, meant == NULL ? stored == NULL ? "" : stored : meant, &wrong);
        if (stored == NULL || (meant != NULL && strcmp(stored, meant) != 0))
            mf_buffer_add(&wrong, "%sthe stored digest of all results is %s", wrong.n > 0 ? "; " : "",
                          stored == NULL ? "missing" : "another");
        if (wrong.n > 0 || wrong.failed)
            code = mf_fail_at(err, MF_E_FORMAT, path, 0, "%s",
                              wrong.failed ? "no room to say what differs" : wrong.text);
    }
    mf_buffer_free(&wrong);
    free(stored);
    mf_h5_findings_free(&findings);
    if (H5Fclose(file) < 0 && code == MF_OK)
        code = mf_fail_at(err, MF_E_FORMAT, path, 0, "cannot be closed");
    return code;
}
