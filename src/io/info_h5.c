/* What a result says of itself, and whether it is still what was written. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/layout.h"
#include "io/read_h5.h"
#include "io/store_h5.h"

static void add_text(hid_t object, const char *name, const char *shown, mf_buffer *out)
{
    char *text = mf_h5_get_text(object, name);

    if (text != NULL && text[0] != '\0')
        mf_buffer_add(out, "%-12s%s\n", shown, text);
    free(text);
}

/* What is shown of the notes, and how it is called there. */
static void add_notes(hid_t file, mf_buffer *out)
{
    static const struct {
        int note;
        const char *shown;
    } list[] = {
        { MF_NOTICE_TITLE, "title" },         { MF_NOTICE_QUESTION, "question" },
        { MF_NOTICE_KIND, "kind" },           { MF_NOTICE_FORMAT, "layout" },
        { MF_NOTICE_VERSION, "mixflow" },     { MF_NOTICE_REVISION, "revision" },
        { MF_NOTICE_SEED, "seed" },           { MF_NOTICE_DIGEST, "digest" },
        { MF_NOTICE_SCENARIO_FILE, "scenario" }, { MF_NOTICE_COMMAND, "command" },
        { MF_NOTICE_STARTED, "started" },     { MF_NOTICE_PEOPLE, "people" },
        { MF_NOTICE_HOST, "host" },           { MF_NOTICE_COMPILER, "compiler" },
        { MF_NOTICE_FLAGS, "flags" },         { MF_NOTICE_LIBRARIES, "libraries" },
    };
    hid_t group = H5Gopen2(file, "provenance", H5P_DEFAULT);

    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        const mf_notice *note = &mf_notice_list[list[i].note];
        hid_t object = note->group[0] == '\0' ? file : group;

        if (object >= 0)
            add_text(object, note->name, list[i].shown, out);
    }
    if (group >= 0)
        (void) H5Gclose(group);
}

static bool has_table(const mf_findings *findings, const char *path)
{
    for (size_t i = 0; i < findings->n; i++)
        if (strcmp(findings->at[i].listed.path, path) == 0)
            return true;
    return false;
}

/* Length of an axis as a table of the root tells it; 0 if there is none. */
static long long length_of(const mf_findings *findings, const char *path)
{
    for (size_t i = 0; i < findings->n; i++)
        if (strcmp(findings->at[i].listed.path, path) == 0)
            return (long long) findings->at[i].listed.length[0];
    return 0;
}

/* 69552 as "69.6 kB". */
static void print_bytes(long long bytes, char text[16])
{
    static const char *const units[] = { "B", "kB", "MB", "GB", "TB" };
    double value = (double) bytes;
    int unit = 0;

    for (; value >= 999.5 && unit < 4; unit++)
        value /= 1000.0;
    (void) snprintf(text, 16, unit == 0 || value >= 99.95 ? "%.0f %s" : "%.1f %s", value, units[unit]);
}

static void add_sizes(const mf_findings *findings, long long bytes, mf_buffer *out)
{
    static const char *const counts[][2] = {
        { "/replicate", "replicates" }, { "/step", "steps" }, { "/events/event", "events" },
    };
    char size[16];

    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        if (has_table(findings, counts[i][0]))
            mf_buffer_add(out, "%-12s%lld\n", counts[i][1], length_of(findings, counts[i][0]));
    print_bytes(bytes, size);
    mf_buffer_add(out, "%-12s%s\n", "size", size);
}

/* Axes with their lengths: "replicate 2, time 27". */
static void print_axes(const mf_found *f, char *text, size_t room)
{
    size_t used = 0;

    text[0] = '\0';
    for (int a = 0; a < f->listed.n_axes && used < room; a++)
        used += (size_t) snprintf(text + used, room - used, "%s%s%s%llu", a == 0 ? "" : ", ", f->axis[a],
                                  f->axis[a][0] == '\0' ? "" : " ",
                                  (unsigned long long) f->listed.length[a]);
}

static const char *name_of(const mf_found *f)
{
    return strrchr(f->listed.path, '/') + 1;
}

static bool is_same_group(const mf_found *a, const mf_found *b)
{
    size_t n = (size_t) (name_of(a) - a->listed.path);

    return n == (size_t) (name_of(b) - b->listed.path) && strncmp(a->listed.path, b->listed.path, n) == 0;
}

static void add_heading(const mf_found *f, mf_buffer *out)
{
    char group[64];
    int n = (int) (name_of(f) - f->listed.path) - 1;

    (void) snprintf(group, sizeof group, "%.*s", n > 0 ? n - 1 : 0, f->listed.path + 1);
    mf_buffer_add(out, "\n/%s  %s\n", group, mf_group_doc(group));
}

static void add_row(const mf_found *f, int name_width, int axes_width, mf_buffer *out)
{
    static const char *const types[] = { "i8", "i16", "i32", "f32", "f64", "text" };
    char axes[256], bytes[16], packed[16];

    print_axes(f, axes, sizeof axes);
    print_bytes(f->bytes, bytes);
    print_bytes(f->packed, packed);
    mf_buffer_add(out, "  %-*s  %-4s  %-*s  %8s  %8s  %s", name_width, name_of(f), types[f->listed.type],
                  axes_width, axes, bytes, packed, f->doc == NULL ? "" : f->doc);
    if (f->unit != NULL && strcmp(f->unit, "1") != 0)
        mf_buffer_add(out, " (%s)", f->unit);
    mf_buffer_add(out, "\n");
}

/* Tables by their group, in columns as wide as what stands in them. */
static void add_tables(const mf_findings *findings, mf_buffer *out)
{
    int name_width = 0, axes_width = 0;
    char axes[256];

    for (size_t i = 0; i < findings->n; i++) {
        int name = (int) strlen(name_of(&findings->at[i])), length;

        print_axes(&findings->at[i], axes, sizeof axes);
        length = (int) strlen(axes);
        name_width = name > name_width ? name : name_width;
        axes_width = length > axes_width ? length : axes_width;
    }
    mf_buffer_add(out, "\n  %-*s  %-4s  %-*s  %8s  %8s  %s\n", name_width, "table", "type", axes_width,
                  "axes", "size", "packed", "what (unit)");
    for (size_t i = 0; i < findings->n; i++) {
        if (i == 0 || !is_same_group(&findings->at[i - 1], &findings->at[i]))
            add_heading(&findings->at[i], out);
        add_row(&findings->at[i], name_width, axes_width, out);
    }
}

/* The root first, then groups and their tables by name. */
static int by_path(const void *a, const void *b)
{
    const mf_found *one = a, *other = b;
    bool deep = strchr(one->listed.path + 1, '/') != NULL;
    bool other_deep = strchr(other->listed.path + 1, '/') != NULL;

    return deep != other_deep ? (int) deep - (int) other_deep : strcmp(one->listed.path, other->listed.path);
}

/* Opens a result and lists its tables; digests of those up to `most` bytes. */
static mf_err find(const char *path, long long most, hid_t *file, mf_findings *findings,
                   mf_error *err)
{
    mf_err code = mf_h5_open(path, file, err);

    *findings = (mf_findings){ 0 };
    if (code == MF_OK)
        code = mf_h5_find(*file, most, most < 0, findings, err);
    if (code == MF_OK)
        qsort(findings->at, findings->n, sizeof *findings->at, by_path);
    return code;
}

mf_err mf_info_h5(const char *path, mf_buffer *out, mf_error *err)
{
    mf_quiet quiet = mf_h5_quiet();
    mf_findings findings;
    hsize_t size = 0;
    hid_t file;
    mf_err code = find(path, -1, &file, &findings, err);

    if (code == MF_OK) {
        (void) H5Fget_filesize(file, &size);
        add_notes(file, out);
        add_sizes(&findings, (long long) size, out);
        add_tables(&findings, out);
    }
    mf_h5_findings_free(&findings);
    if (file >= 0)
        (void) H5Fclose(file);
    mf_h5_restore(quiet);
    return code == MF_OK && out->failed ? mf_fail(err, MF_E_NOMEM, "no room for the text") : code;
}

mf_err mf_verify_h5(const char *path, mf_error *err)
{
    mf_quiet quiet = mf_h5_quiet();
    mf_err code = mf_h5_read_back(path, LLONG_MAX, NULL, err);

    mf_h5_restore(quiet);
    return code;
}

mf_err mf_digest_h5(const char *path, char digest[MF_DIGEST_TEXT], mf_error *err)
{
    mf_quiet quiet = mf_h5_quiet();
    mf_findings findings;
    mf_listed *list;
    char *stored;
    hid_t file;
    mf_err code = find(path, LLONG_MAX, &file, &findings, err);

    if (code == MF_OK) {
        list = calloc(findings.n + 1, sizeof *list);
        for (size_t i = 0; list != NULL && i < findings.n; i++)
            list[i] = findings.at[i].listed;
        stored = mf_h5_get_text(file, "mixflow_digest");
        if (list == NULL)
            code = mf_fail(err, MF_E_NOMEM, "no room for a list of tables");
        else
            mf_h5_digest_all(list, findings.n, digest);
        if (code == MF_OK && (stored == NULL || strcmp(stored, digest) != 0))
            code = mf_fail_at(err, MF_E_FORMAT, path, 0,
                              "its results have the digest %s, but %s is written in it", digest,
                              stored == NULL ? "none" : stored);
        free(stored);
        free(list);
    }
    mf_h5_findings_free(&findings);
    if (file >= 0)
        (void) H5Fclose(file);
    mf_h5_restore(quiet);
    return code;
}

/* A dataset of one text; `without` says what is missing if it is not there. */
static mf_err read_long_text(const char *path, const char *name, const char *without, mf_buffer *out,
                             mf_error *err)
{
    mf_quiet quiet = mf_h5_quiet();
    hid_t file, dataset = -1, type = -1;
    mf_err code = mf_h5_open(path, &file, err);
    char *text = NULL;

    if (code == MF_OK) {
        dataset = H5Dopen2(file, name, H5P_DEFAULT);
        type = mf_h5_text_type();
        if (dataset < 0 || type < 0 ||
            H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, &text) < 0 || text == NULL)
            code = mf_fail_at(err, MF_E_FORMAT, path, 0, "holds no %s", without);
        else
            mf_buffer_add_bytes(out, text, strlen(text));
        (void) H5free_memory(text);
    }
    if (type >= 0)
        (void) H5Tclose(type);
    if (dataset >= 0)
        (void) H5Dclose(dataset);
    if (file >= 0)
        (void) H5Fclose(file);
    mf_h5_restore(quiet);
    return code;
}

mf_err mf_scenario_h5(const char *path, mf_buffer *out, mf_error *err)
{
    return read_long_text(path, "/provenance/scenario", "scenario", out, err);
}

mf_err mf_plan_h5(const char *path, mf_buffer *out, mf_error *err)
{
    return read_long_text(path, "/provenance/plan", "plan", out, err);
}
