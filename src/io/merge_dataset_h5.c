/* A dataset of a merged file: itself, what it says of itself, where else it is found. */
#include "io/merge_parts_h5.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <hdf5_hl.h>

enum { LEVEL = 4 };

/* ------------------------------------------------------------- the list of what was written */

herr_t mf_merge_list(mf_merging *self, const char *path, mf_type type, int n_axes,
                     const hsize_t *length, const char *digest)
{
    mf_listed *to;

    if (self->n_listed == self->room) {
        size_t room = self->room == 0 ? 64 : 2 * self->room;
        mf_listed *more = realloc(self->listed, room * sizeof *more);

        if (more == NULL)
            return -1;
        self->listed = more;
        self->room = room;
    }
    to = &self->listed[self->n_listed++];
    *to = (mf_listed){ .type = type, .n_axes = n_axes };
    (void) snprintf(to->path, sizeof to->path, "%s", path);
    for (int a = 0; a < n_axes; a++)
        to->length[a] = length[a];
    memcpy(to->digest, digest, sizeof to->digest);
    return 0;
}

herr_t mf_merge_digest(mf_merging *self, hid_t dataset, const char *path, mf_type type, int n_axes,
                       const hsize_t *length, const void *values)
{
    char text[MF_DIGEST_TEXT];
    mf_digest digest;
    size_t n = 1;

    for (int a = 0; a < n_axes; a++)
        n *= (size_t) length[a];
    if (!mf_digest_start(&digest))
        return -1;
    mf_h5_digest_add(&digest, type, values, n);
    mf_digest_end(&digest, text);
    return mf_h5_put_text(dataset, "digest", text) |
           mf_merge_list(self, path, type, n_axes, length, text);
}

/* ------------------------------------------------------------- attributes */

/* What a dataset of the file has of its own. */
static bool is_own(const char *name)
{
    static const char *const own[] = { "DIMENSION_LIST", "REFERENCE_LIST", "CLASS", "NAME", "digest",
                                       "coordinates", "axes", "DIMENSION_LABELS" };

    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (strcmp(own[i], name) == 0)
            return true;
    return false;
}

static herr_t copy_attribute(hid_t from, const char *name, const H5A_info_t *info, void *context)
{
    hid_t to = *(hid_t *) context, attribute, type, space, copy = -1;
    void *values;
    herr_t done = -1;

    (void) info;
    if (is_own(name))
        return 0;
    attribute = H5Aopen(from, name, H5P_DEFAULT);
    type = attribute < 0 ? -1 : H5Aget_type(attribute);
    space = attribute < 0 ? -1 : H5Aget_space(attribute);
    values = type < 0 || space < 0
                 ? NULL : calloc((size_t) H5Sget_simple_extent_npoints(space) + 1, H5Tget_size(type));
    if (values != NULL && H5Aread(attribute, type, values) >= 0 &&
        (copy = H5Acreate2(to, name, type, space, H5P_DEFAULT, H5P_DEFAULT)) >= 0)
        done = H5Awrite(copy, type, values);
    if (values != NULL && H5Tis_variable_str(type) > 0)
        (void) H5Dvlen_reclaim(type, space, H5P_DEFAULT, values);
    free(values);
    if (copy >= 0)
        (void) H5Aclose(copy);
    if (space >= 0)
        (void) H5Sclose(space);
    if (type >= 0)
        (void) H5Tclose(type);
    if (attribute >= 0)
        (void) H5Aclose(attribute);
    return done;
}

herr_t mf_merge_copy_attributes(hid_t from, hid_t to)
{
    hsize_t at = 0;

    return H5Aiterate2(from, H5_INDEX_CRT_ORDER, H5_ITER_INC, &at, copy_attribute, &to);
}

herr_t mf_merge_coordinates(const mf_merging *self, hid_t dataset, hid_t from, bool present)
{
    char *before = from >= 0 && H5Aexists(from, "coordinates") > 0
                       ? mf_h5_get_text(from, "coordinates") : NULL;
    mf_buffer names = { 0 };
    herr_t done = 0;

    if (before != NULL)
        mf_buffer_add(&names, "%s", before);
    for (int c = 0; c < self->job->n_along; c++)
        mf_buffer_add(&names, "%s%s", names.n > 0 ? " " : "", self->job->along[c].name);
    if (present)
        mf_buffer_add(&names, "%spresent", names.n > 0 ? " " : "");
    if (names.n > 0 || names.failed)
        done = names.failed ? -1 : mf_h5_put_text(dataset, "coordinates", names.text);
    mf_buffer_free(&names);
    free(before);
    return done;
}

herr_t mf_merge_axes(const mf_merging *self, hid_t dataset, int table)
{
    const mf_table *t = &mf_table_list[table];
    bool beside = self->table[table].way == MF_MERGE_BESIDE;
    char names[256] = "";
    size_t used = (size_t) snprintf(names, sizeof names, beside ? "design replicate" : "");

    for (int a = self->table[table].has_replicate; t->axis[a] != MF_AXIS_END; a++)
        used += (size_t) snprintf(names + used, sizeof names - used, "%s%s", used > 0 ? " " : "",
                                  mf_table_list[mf_axis_table(t->axis[a])].name);
    return mf_h5_put_text(dataset, "axes", names);
}

/* ------------------------------------------------------------- datasets */

herr_t mf_merge_attach(hid_t file, hid_t dataset, const char *scale, unsigned axis, const char *group)
{
    hid_t at = H5Dopen2(file, scale, H5P_DEFAULT);
    herr_t done = at < 0 ? -1 : H5DSattach_scale(dataset, at, axis);

    if (at >= 0)
        (void) H5Dclose(at);
    return done | mf_h5_link(file, scale, group);
}

herr_t mf_merge_link_columns(const mf_merging *self, const char *group)
{
    herr_t done = 0;

    for (int c = 0; c < self->job->n_along && done >= 0; c++)
        done = mf_h5_link(self->file, self->job->along[c].name, group);
    if (done >= 0 && H5Lexists(self->file, "present", H5P_DEFAULT) > 0)
        done = mf_h5_link(self->file, "present", group);
    return done;
}

hid_t mf_merge_create(const mf_merging *self, const char *path, mf_type type, int n_axes,
                      const hsize_t *length, const hsize_t *chunk)
{
    hid_t space = H5Screate_simple(n_axes, length, NULL), layout = mf_h5_layout(), dataset = -1;
    herr_t done = space < 0 || layout < 0 ? -1 : 0;

    if (done >= 0 && chunk != NULL) {
        done |= H5Pset_chunk(layout, n_axes, chunk);
        if (type != MF_TYPE_TEXT) {
            done |= mf_type_size(type) > 1 ? H5Pset_shuffle(layout) : 0;
            done |= H5Pset_deflate(layout, LEVEL);
        }
    }
    if (done >= 0)
        dataset = H5Dcreate2(self->file, path, mf_h5_type(type, self->text), space, H5P_DEFAULT, layout,
                             H5P_DEFAULT);
    if (layout >= 0)
        (void) H5Pclose(layout);
    if (space >= 0)
        (void) H5Sclose(space);
    return dataset;
}
