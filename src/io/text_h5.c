#define _POSIX_C_SOURCE 200809L /* strdup */

#include "io/text_h5.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

mf_quiet mf_h5_quiet(void)
{
    mf_quiet before = { NULL, NULL };

    (void) H5Eget_auto2(H5E_DEFAULT, &before.print, &before.to);
    (void) H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
    return before;
}

void mf_h5_restore(mf_quiet before)
{
    (void) H5Eset_auto2(H5E_DEFAULT, before.print, before.to);
}

static herr_t find_errno(unsigned n, const H5E_error2_t *frame, void *found)
{
    const char *at = frame->desc == NULL ? NULL : strstr(frame->desc, "errno = ");
    int *number = found;

    (void) n;
    if (at != NULL && *number == 0)
        *number = (int) strtol(at + strlen("errno = "), NULL, 10);
    return 0;
}

int mf_h5_errno(void)
{
    int found = 0;

    (void) H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, find_errno, &found);
    return found;
}

enum { IN_ORDER = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED };

hid_t mf_h5_create(const char *path)
{
    hid_t create = H5Pcreate(H5P_FILE_CREATE), access = H5Pcreate(H5P_FILE_ACCESS), file = -1;

    if (create >= 0 && access >= 0 && H5Pset_obj_track_times(create, 0) >= 0 &&
        H5Pset_link_creation_order(create, IN_ORDER) >= 0 &&
        H5Pset_attr_creation_order(create, IN_ORDER) >= 0 &&
        H5Pset_libver_bounds(access, H5F_LIBVER_V18, H5F_LIBVER_V110) >= 0 &&
        H5Pset_fclose_degree(access, H5F_CLOSE_STRONG) >= 0)
        file = H5Fcreate(path, H5F_ACC_EXCL, create, access);
    if (create >= 0)
        (void) H5Pclose(create);
    if (access >= 0)
        (void) H5Pclose(access);
    return file;
}

herr_t mf_h5_make_group(hid_t file, const char *name)
{
    hid_t order, group = -1;
    herr_t done = -1;

    if (name[0] == '\0' || H5Lexists(file, name, H5P_DEFAULT) > 0)
        return 0;
    order = H5Pcreate(H5P_GROUP_CREATE);
    if (order >= 0 && H5Pset_obj_track_times(order, 0) >= 0 &&
        H5Pset_attr_creation_order(order, IN_ORDER) >= 0 &&
        H5Pset_link_creation_order(order, IN_ORDER) >= 0)
        group = H5Gcreate2(file, name, H5P_DEFAULT, order, H5P_DEFAULT);
    if (group >= 0)
        done = H5Gclose(group);
    if (order >= 0)
        (void) H5Pclose(order);
    return done;
}

hid_t mf_h5_layout(void)
{
    hid_t layout = H5Pcreate(H5P_DATASET_CREATE);

    if (layout >= 0 && H5Pset_obj_track_times(layout, 0) >= 0 &&
        H5Pset_attr_creation_order(layout, IN_ORDER) >= 0)
        return layout;
    if (layout >= 0)
        (void) H5Pclose(layout);
    return -1;
}

hid_t mf_h5_text_type(void)
{
    hid_t type = H5Tcopy(H5T_C_S1);

    if (type >= 0 && (H5Tset_size(type, H5T_VARIABLE) < 0 || H5Tset_cset(type, H5T_CSET_UTF8) < 0)) {
        (void) H5Tclose(type);
        return -1;
    }
    return type;
}

hid_t mf_h5_type(mf_type type, hid_t text)
{
    switch (type) {
    case MF_TYPE_I8:
        return H5T_NATIVE_INT8;
    case MF_TYPE_I16:
        return H5T_NATIVE_INT16;
    case MF_TYPE_I32:
        return H5T_NATIVE_INT32;
    case MF_TYPE_F32:
        return H5T_NATIVE_FLOAT;
    case MF_TYPE_F64:
        return H5T_NATIVE_DOUBLE;
    default:
        return text;
    }
}

/* A list of properties with a buffer for so many texts, or the default one. */
static hid_t transfer_of(mf_type type, size_t n)
{
    enum { REFERENCE = 32, MOST = 1 << 20 }; /* bytes of a text's place in a file, at the most */
    hid_t list;

    if (type != MF_TYPE_TEXT || n == 0 || n * REFERENCE > MOST)
        return H5P_DEFAULT;
    list = H5Pcreate(H5P_DATASET_XFER);
    if (list >= 0)
        (void) H5Pset_buffer(list, n * REFERENCE, NULL, NULL);
    return list;
}

static void end_transfer(hid_t list)
{
    if (list > 0 && list != H5P_DEFAULT)
        (void) H5Pclose(list);
}

herr_t mf_h5_write(hid_t dataset, mf_type type, hid_t text, size_t n, hid_t memory, hid_t space,
                   const void *values)
{
    hid_t list = transfer_of(type, n);
    herr_t done = list < 0 ? -1
                : H5Dwrite(dataset, mf_h5_type(type, text), memory, space, list, values);

    end_transfer(list);
    return done;
}

herr_t mf_h5_read(hid_t dataset, mf_type type, hid_t text, size_t n, hid_t memory, hid_t space,
                  void *values)
{
    hid_t list = transfer_of(type, n);
    herr_t done = list < 0 ? -1
                : H5Dread(dataset, mf_h5_type(type, text), memory, space, list, values);

    end_transfer(list);
    return done;
}

herr_t mf_h5_link(hid_t file, const char *name, const char *group)
{
    char to[128];

    (void) snprintf(to, sizeof to, "/%s/%s", group, name);
    return group[0] == '\0' || H5Lexists(file, to, H5P_DEFAULT) > 0
               ? 0 : H5Lcreate_hard(file, name, file, to, H5P_DEFAULT, H5P_DEFAULT);
}

static herr_t put(hid_t object, const char *name, hid_t type, hid_t space, const void *value)
{
    hid_t attribute = space < 0 ? -1 : H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT);
    herr_t done = attribute < 0 ? -1 : H5Awrite(attribute, type, value);

    if (attribute >= 0 && H5Aclose(attribute) < 0)
        done = -1;
    if (space >= 0 && H5Sclose(space) < 0)
        done = -1;
    return done;
}

herr_t mf_h5_put_text(hid_t object, const char *name, const char *text)
{
    hid_t type = mf_h5_text_type();
    const char *given = text == NULL ? "" : text;
    herr_t done = type < 0 ? -1 : put(object, name, type, H5Screate(H5S_SCALAR), &given);

    if (type >= 0 && H5Tclose(type) < 0)
        done = -1;
    return done;
}

herr_t mf_h5_put_array(hid_t object, const char *name, hid_t type, size_t n, const void *values)
{
    hsize_t length = n;

    return put(object, name, type, H5Screate_simple(1, &length, NULL), values);
}

herr_t mf_h5_put_int(hid_t object, const char *name, int value)
{
    return put(object, name, H5T_NATIVE_INT32, H5Screate(H5S_SCALAR), &value);
}

herr_t mf_h5_put_real(hid_t object, const char *name, double value)
{
    return put(object, name, H5T_NATIVE_DOUBLE, H5Screate(H5S_SCALAR), &value);
}

herr_t mf_h5_put_long_text(hid_t group, const char *name, const char *text)
{
    hid_t type = mf_h5_text_type(), space = H5Screate(H5S_SCALAR);
    hid_t layout = mf_h5_layout(), dataset = -1;
    const char *given = text == NULL ? "" : text;
    herr_t done = -1;

    if (type >= 0 && space >= 0 && layout >= 0)
        dataset = H5Dcreate2(group, name, type, space, H5P_DEFAULT, layout, H5P_DEFAULT);
    if (dataset >= 0)
        done = H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, &given) |
               H5Dclose(dataset);
    if (layout >= 0)
        (void) H5Pclose(layout);
    if (space >= 0)
        (void) H5Sclose(space);
    if (type >= 0)
        (void) H5Tclose(type);
    return done;
}

/* Only a single text of variable length is taken for one. */
char *mf_h5_get_text(hid_t object, const char *name)
{
    hid_t attribute = H5Aexists(object, name) > 0 ? H5Aopen(object, name, H5P_DEFAULT) : -1;
    hid_t found = attribute < 0 ? -1 : H5Aget_type(attribute);
    hid_t space = attribute < 0 ? -1 : H5Aget_space(attribute);
    hid_t type = mf_h5_text_type();
    char *text = NULL, *copy = NULL;

    if (found >= 0 && space >= 0 && type >= 0 && H5Tis_variable_str(found) > 0 &&
        H5Sget_simple_extent_npoints(space) == 1 && H5Aread(attribute, type, &text) >= 0) {
        copy = strdup(text == NULL ? "" : text);
        (void) H5free_memory(text);
    }
    if (type >= 0)
        (void) H5Tclose(type);
    if (space >= 0)
        (void) H5Sclose(space);
    if (found >= 0)
        (void) H5Tclose(found);
    if (attribute >= 0)
        (void) H5Aclose(attribute);
    return copy;
}

void mf_h5_digest_add(mf_digest *digest, mf_type type, const void *values, size_t n)
{
    const char *const *texts = values;

    if (type != MF_TYPE_TEXT) {
        mf_digest_add(digest, values, n * mf_type_size(type));
        return;
    }
    for (size_t i = 0; i < n; i++)
        mf_digest_add(digest, texts[i] == NULL ? "" : texts[i],
                      texts[i] == NULL ? 1 : strlen(texts[i]) + 1);
}

static int by_path(const void *a, const void *b)
{
    const mf_listed *one = a, *other = b;

    return strcmp(one->path, other->path);
}

/* What each intervention was set to do, and its part of the costs. */
static bool is_of_interventions(const char *path)
{
    return strncmp(path, "/costs/", 7) == 0 || strncmp(path, "/intervention", 13) == 0;
}

void mf_h5_digest_all(mf_listed *list, size_t n, char digest[MF_DIGEST_TEXT])
{
    mf_digest all;
    char line[256];

    qsort(list, n, sizeof *list, by_path);
    (void) mf_digest_start(&all);
    for (size_t i = 0; i < n; i++) {
        int used;

        if (is_of_interventions(list[i].path))
            continue;
        used = snprintf(line, sizeof line, "%s %d", list[i].path, (int) list[i].type);

        for (int a = 0; a < list[i].n_axes; a++)
            used += snprintf(line + used, sizeof line - (size_t) used, " %llu",
                             (unsigned long long) list[i].length[a]);
        used += snprintf(line + used, sizeof line - (size_t) used, " %s\n", list[i].digest);
        mf_digest_add(&all, line, (size_t) used);
    }
    mf_digest_end(&all, digest);
}
