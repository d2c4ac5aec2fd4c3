/* Small tables written as a file of their own: all at once, each with its scales. */
#include "io/result_h5.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <hdf5_hl.h>

#include <mixflow/version.h>

#include "io/layout.h"
#include "io/part.h"
#include "io/text_h5.h"

static int n_axes(const mf_sheet *sheet)
{
    int n = 0;

    while (sheet->axis[n] != NULL)
        n++;
    return n;
}

static size_t n_values(const mf_sheet *sheet)
{
    size_t n = 1;

    for (int a = 0; a < n_axes(sheet); a++)
        n *= sheet->length[a];
    return n;
}

static herr_t attach(hid_t file, hid_t dataset, const mf_sheet *sheet, unsigned axis)
{
    const char *name = sheet->axis[axis];
    hid_t scale = H5Dopen2(file, name, H5P_DEFAULT);
    herr_t done = scale < 0 ? -1 : H5DSattach_scale(dataset, scale, axis);

    if (done >= 0)
        done = mf_h5_link(file, name, sheet->group);
    return scale >= 0 && H5Dclose(scale) < 0 ? -1 : done;
}

/* Notes the digest of what was written, with the dataset and in the list of all. */
static herr_t put_digest(hid_t dataset, const mf_sheet *sheet, mf_listed *listed)
{
    mf_digest digest;

    *listed = (mf_listed){ .type = sheet->type, .n_axes = n_axes(sheet) };
    (void) snprintf(listed->path, sizeof listed->path, "%s%s/%s",
                    sheet->group[0] == '\0' ? "" : "/", sheet->group, sheet->name);
    for (int a = 0; a < listed->n_axes; a++)
        listed->length[a] = sheet->length[a];
    if (!mf_digest_start(&digest))
        return -1;
    mf_h5_digest_add(&digest, sheet->type, sheet->values, n_values(sheet));
    mf_digest_end(&digest, listed->digest);
    return mf_h5_put_text(dataset, "digest", listed->digest);
}

/* Names of the axes, for readers without a word for scales. */
static herr_t put_axes(hid_t dataset, const mf_sheet *sheet)
{
    char names[256] = "";
    int used = 0;

    for (int a = 0; sheet->axis[a] != NULL; a++)
        used += snprintf(names + used, sizeof names - (size_t) used, "%s%s", a == 0 ? "" : " ",
                         sheet->axis[a]);
    return mf_h5_put_text(dataset, "axes", names);
}

static herr_t describe(hid_t file, hid_t dataset, const mf_sheet *sheet)
{
    bool is_scale = sheet->group[0] == '\0' && sheet->axis[1] == NULL &&
                    strcmp(sheet->axis[0], sheet->name) == 0;
    const double nan64 = (double) NAN;
    herr_t done = mf_h5_put_text(dataset, "long_name", sheet->doc) | put_axes(dataset, sheet);

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

static herr_t write_sheet(hid_t file, hid_t text, const mf_sheet *sheet, mf_listed *listed)
{
    hsize_t length[MF_MOST_AXES];
    hid_t type = mf_h5_type(sheet->type, text), space, layout, dataset = -1;
    char path[128];
    herr_t done = mf_h5_make_group(file, sheet->group);

    for (int a = 0; a < n_axes(sheet); a++)
        length[a] = sheet->length[a];
    (void) snprintf(path, sizeof path, "/%s%s%s", sheet->group, sheet->group[0] == '\0' ? "" : "/",
                    sheet->name);
    space = H5Screate_simple(n_axes(sheet), length, NULL);
    layout = mf_h5_layout();
    if (done >= 0 && space >= 0 && layout >= 0)
        dataset = H5Dcreate2(file, path, type, space, H5P_DEFAULT, layout, H5P_DEFAULT);
    done = dataset < 0 ? -1 : mf_h5_write(dataset, sheet->type, text, n_values(sheet), H5S_ALL, H5S_ALL, sheet->values);
    if (done >= 0)
        done = describe(file, dataset, sheet) | put_digest(dataset, sheet, listed);
    if (dataset >= 0 && H5Dclose(dataset) < 0)
        done = -1;
    if (layout >= 0)
        (void) H5Pclose(layout);
    if (space >= 0)
        (void) H5Sclose(space);
    return done;
}

/* What CF's `source` says of a kind of file: how its values came to be. */
static const struct {
    const char *kind, *source;
} sources[] = {
    { MF_KIND_COMPARISON, "mixflow " MIXFLOW_VERSION ", comparison of simulations" },
    { MF_KIND_COHERENCE, "mixflow " MIXFLOW_VERSION ", coherence of policies in a batch of simulations" },
    { MF_KIND_SENSITIVITY, "mixflow " MIXFLOW_VERSION ", sensitivity analysis of a batch of simulations" },
};

static const char *source_of(const char *kind)
{
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
        if (strcmp(sources[i].kind, kind) == 0)
            return sources[i].source;
    return "mixflow " MIXFLOW_VERSION;
}

static herr_t put_notes(hid_t file, const char *kind, const char *title, mf_listed *list,
                        size_t n)
{
    const char *const said[MF_N_NOTICES] = {
        [MF_NOTICE_CONVENTIONS] = "CF-1.10",
        [MF_NOTICE_TITLE] = title,
        [MF_NOTICE_SOURCE] = source_of(kind),
        [MF_NOTICE_KIND] = kind,
        [MF_NOTICE_FORMAT] = MF_FORMAT,
        [MF_NOTICE_VERSION] = MIXFLOW_VERSION,
    };
    char digest[MF_DIGEST_TEXT];
    herr_t done = 0;

    for (int i = 0; i < MF_N_NOTICES; i++)
        if (said[i] != NULL)
            done |= mf_h5_put_text(file, mf_notice_list[i].name, said[i]);
    mf_h5_digest_all(list, n, digest);
    return done | mf_h5_put_text(file, mf_notice_list[MF_NOTICE_DIGEST].name, digest) |
           mf_h5_put_int(file, mf_notice_list[MF_NOTICE_COMPLETE].name, 1);
}

static herr_t write_all(const char *path, const char *kind, const char *title,
                        const mf_sheet *sheets, size_t n)
{
    mf_listed *list = calloc(n + 1, sizeof *list);
    hid_t text = mf_h5_text_type(), file = text < 0 || list == NULL ? -1 : mf_h5_create(path);
    herr_t done = file < 0 ? -1 : 0;

    for (size_t i = 0; i < n && done >= 0; i++)
        done = write_sheet(file, text, &sheets[i], &list[i]);
    if (done >= 0)
        done = put_notes(file, kind, title, list, n);
    if (file >= 0 && H5Fclose(file) < 0)
        done = -1;
    if (text >= 0)
        (void) H5Tclose(text);
    free(list);
    return done;
}

mf_err mf_sheets_write(const char *path, bool force, const char *kind, const char *title,
                       const mf_sheet *sheets, size_t n, mf_error *err)
{
    mf_quiet quiet = mf_h5_quiet();
    mf_part part;
    mf_err code = mf_part_init(&part, path, force, err);

    if (code == MF_OK && write_all(part.path, kind, title, sheets, n) < 0)
        code = mf_fail_at(err, MF_E_FILE, path, 0, "cannot be written");
    code = mf_part_end(&part, code, err);
    mf_h5_restore(quiet);
    return code;
}
