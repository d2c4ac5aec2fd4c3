/* What a result says of itself, and whether it is still what was written. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/read_h5.h"
#include "io/store_h5.h"

static void add_text(hid_t object, const char *name, const char *shown, mf_buffer *out)
{
    char *text = mf_h5_get_text(object, name);

    if (text != NULL && text[0] != '\0')
        mf_buffer_add(out, "%-12s%s\n", shown, text);
    free(text);
}

static void add_provenance(hid_t file, mf_buffer *out)
{
    static const char *const shown[][2] = {
        { "scenario_file", "scenario" }, { "command", "command" }, { "started", "started" },
        { "people", "people" },          { "host", "host" },       { "compiler", "compiler" },
        { "flags", "flags" },            { "libraries", "libraries" },
    };
    hid_t group = H5Gopen2(file, "provenance", H5P_DEFAULT);

    if (group < 0)
        return;
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        add_text(group, shown[i][0], shown[i][1], out);
    (void) H5Gclose(group);
}

/* Length of an axis as a table of the root tells it; 0 if there is none. */
static long long length_of(const mf_findings *findings, const char *path)
{
    for (size_t i = 0; i < findings->n; i++)
        if (strcmp(findings->at[i].listed.path, path) == 0)
            return (long long) findings->at[i].listed.length[0];
    return 0;
}

static void add_tables(const mf_findings *findings, mf_buffer *out)
{
    static const char *const types[] = { "i8", "i16", "i32", "f32", "f64", "text" };

    mf_buffer_add(out, "\n%-38s %-4s %-26s %10s %10s  %s\n", "table", "type", "shape", "bytes",
                  "packed", "what (unit)");
    for (size_t i = 0; i < findings->n; i++) {
        const mf_found *f = &findings->at[i];
        char shape[128];
        int used = 0;

        for (int a = 0; a < f->listed.n_axes; a++)
            used += snprintf(shape + used, sizeof shape - (size_t) used, "%s%llu",
                             a == 0 ? "" : " x ", (unsigned long long) f->listed.length[a]);
        mf_buffer_add(out, "%-38s %-4s %-26s %10lld %10lld  %s", f->listed.path,
                      types[f->listed.type], shape, f->bytes, f->packed,
                      f->doc == NULL ? "" : f->doc);
        if (f->unit != NULL && strcmp(f->unit, "1") != 0)
            mf_buffer_add(out, " (%s)", f->unit);
        mf_buffer_add(out, "\n");
    }
}

static int by_path(const void *a, const void *b)
{
    const mf_found *one = a, *other = b;

    return strcmp(one->listed.path, other->listed.path);
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
        add_text(file, "title", "title", out);
        add_text(file, "comment", "question", out);
        add_text(file, "mixflow_version", "mixflow", out);
        add_text(file, "mixflow_git_revision", "revision", out);
        add_text(file, "mixflow_format", "format", out);
        add_text(file, "mixflow_seed", "seed", out);
        add_text(file, "mixflow_digest", "digest", out);
        add_provenance(file, out);
        mf_buffer_add(out, "%-12s%lld\n", "replicates", length_of(&findings, "/replicate"));
        mf_buffer_add(out, "%-12s%lld\n", "steps", length_of(&findings, "/step"));
        mf_buffer_add(out, "%-12s%lld\n", "events", length_of(&findings, "/events/event"));
        mf_buffer_add(out, "%-12s%llu\n", "file bytes", (unsigned long long) size);
        add_tables(&findings, out);
    }
    mf_h5_findings_free(&findings);
    if (file >= 0)
        (void) H5Fclose(file);
    mf_h5_restore(quiet);
    return code == MF_OK && out->failed ? mf_fail(err, MF_E_NOMEM, "no room for the text") : code;
}

mf_err mf_verify_h5(const char *path, mf_buffer *out, mf_error *err)
{
    mf_quiet quiet = mf_h5_quiet();
    mf_err code = mf_h5_read_back(path, LLONG_MAX, NULL, out, err);

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

mf_err mf_scenario_h5(const char *path, mf_buffer *out, mf_error *err)
{
    mf_quiet quiet = mf_h5_quiet();
    hid_t file, dataset = -1, type = -1;
    mf_err code = mf_h5_open(path, &file, err);
    char *text = NULL;

    if (code == MF_OK) {
        dataset = H5Dopen2(file, "/provenance/scenario", H5P_DEFAULT);
        type = mf_h5_text_type();
        if (dataset < 0 || type < 0 ||
            H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, &text) < 0 || text == NULL)
            code = mf_fail_at(err, MF_E_FORMAT, path, 0, "holds no scenario");
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
