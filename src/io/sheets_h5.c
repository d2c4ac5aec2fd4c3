/* Small tables written as a file of their own: all at once, each with its scales. */
#include "io/result_h5.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <hdf5_hl.h>

#include <mixflow/version.h>

#include "io/part.h"
#include "io/text_h5.h"

static herr_t make_group(hid_t file, const char *name)
{
    hid_t group;

    if (name[0] == '\0' || H5Lexists(file, name, H5P_DEFAULT) > 0)
        return 0;
    group = H5Gcreate2(file, name, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    return group < 0 ? -1 : H5Gclose(group);
}

static herr_t attach(hid_t file, hid_t dataset, const mf_sheet *sheet, unsigned axis)
{
    const char *name = sheet->axis[axis];
    hid_t scale = H5Dopen2(file, name, H5P_DEFAULT);
    char here[128];
    herr_t done = scale < 0 ? -1 : H5DSattach_scale(dataset, scale, axis);

    (void) snprintf(here, sizeof here, "/%s/%s", sheet->group, name);
    if (done >= 0 && sheet->group[0] != '\0' && H5Lexists(file, here, H5P_DEFAULT) <= 0)
        done = H5Lcreate_hard(file, name, file, here, H5P_DEFAULT, H5P_DEFAULT);
    return scale >= 0 && H5Dclose(scale) < 0 ? -1 : done;
}

static int n_axes(const mf_sheet *sheet)
{
    int n = 0;

    while (sheet->axis[n] != NULL)
        n++;
    return n;
}

static herr_t describe(hid_t file, hid_t dataset, const mf_sheet *sheet)
{
    bool is_scale = sheet->group[0] == '\0' && sheet->axis[1] == NULL &&
                    strcmp(sheet->axis[0], sheet->name) == 0;
    const double nan64 = (double) NAN;
    herr_t done = mf_h5_put_text(dataset, "long_name", sheet->doc);

    if (sheet->unit[0] != '\0')
        done |= mf_h5_put_text(dataset, "units", sheet->unit);
    if (sheet->type == MF_TYPE_F64)
        done |= mf_h5_put_array(dataset, "_FillValue", H5T_NATIVE_DOUBLE, 1, &nan64);
    if (is_scale)
        return done | H5DSset_scale(dataset, sheet->name);
    for (unsigned a = 0; sheet->axis[a] != NULL; a++)
        done |= attach(file, dataset, sheet, a);
    return done;
}

static herr_t write_sheet(hid_t file, hid_t text, const mf_sheet *sheet)
{
    hsize_t length[MF_MOST_AXES];
    hid_t type = mf_h5_type(sheet->type, text), space, layout, dataset = -1;
    char path[128];
    herr_t done = make_group(file, sheet->group);

    for (int a = 0; a < n_axes(sheet); a++)
        length[a] = sheet->length[a];
    (void) snprintf(path, sizeof path, "/%s%s%s", sheet->group, sheet->group[0] == '\0' ? "" : "/",
                    sheet->name);
    space = H5Screate_simple(n_axes(sheet), length, NULL);
    layout = H5Pcreate(H5P_DATASET_CREATE);
    if (done >= 0 && space >= 0 && layout >= 0 && H5Pset_obj_track_times(layout, 0) >= 0)
        dataset = H5Dcreate2(file, path, type, space, H5P_DEFAULT, layout, H5P_DEFAULT);
    done = dataset < 0 ? -1 : H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, sheet->values);
    if (done >= 0)
        done = describe(file, dataset, sheet);
    if (dataset >= 0 && H5Dclose(dataset) < 0)
        done = -1;
    if (layout >= 0)
        (void) H5Pclose(layout);
    if (space >= 0)
        (void) H5Sclose(space);
    return done;
}

static herr_t write_all(const char *path, const char *title, const mf_sheet *sheets, size_t n)
{
    hid_t access = H5Pcreate(H5P_FILE_ACCESS), text = mf_h5_text_type(), file = -1;
    herr_t done = -1;

    if (access >= 0 && text >= 0 &&
        H5Pset_libver_bounds(access, H5F_LIBVER_V18, H5F_LIBVER_V110) >= 0)
        file = H5Fcreate(path, H5F_ACC_EXCL, H5P_DEFAULT, access);
    if (file >= 0) {
        done = mf_h5_put_text(file, "Conventions", "CF-1.10") |
               mf_h5_put_text(file, "title", title) |
               mf_h5_put_text(file, "mixflow_version", MIXFLOW_VERSION);
        for (size_t i = 0; i < n && done >= 0; i++)
            done = write_sheet(file, text, &sheets[i]);
        if (done >= 0)
            done = mf_h5_put_int(file, "complete", 1);
        if (H5Fclose(file) < 0)
            done = -1;
    }
    if (text >= 0)
        (void) H5Tclose(text);
    if (access >= 0)
        (void) H5Pclose(access);
    return done;
}

mf_err mf_sheets_write(const char *path, bool force, const char *title, const mf_sheet *sheets,
                       size_t n, mf_error *err)
{
    mf_quiet quiet = mf_h5_quiet();
    mf_part part;
    mf_err code = mf_part_init(&part, path, force, err);

    if (code == MF_OK && write_all(part.path, title, sheets, n) < 0)
        code = mf_fail_at(err, MF_E_FILE, path, 0, "cannot be written");
    if (code == MF_OK)
        code = mf_part_sync(&part, err);
    if (code == MF_OK)
        code = mf_part_place(&part, err);
    mf_part_free(&part);
    mf_h5_restore(quiet);
    return code;
}
