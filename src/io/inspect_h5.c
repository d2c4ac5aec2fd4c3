#include "io/inspect_h5.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <mixflow/version.h>

#include "io/inspect_parts_h5.h"
#include "io/layout.h"

void mf_inspect_say(const mf_inspection *self, mf_severity severity, const char *table,
                  const char *format, ...)
{
    char text[512];
    va_list list;

    va_start(list, format);
    (void) vsnprintf(text, sizeof text, format, list);
    va_end(list);
    mf_diags_add(self->diags, severity, self->path, 0, table, "%s", text);
}

/* ------------------------------------------------------------ notes */

static bool has_long_text(hid_t group, const char *name)
{
    hid_t dataset = H5Lexists(group, name, H5P_DEFAULT) > 0 ? H5Dopen2(group, name, H5P_DEFAULT) : -1;
    hid_t type = dataset < 0 ? -1 : H5Dget_type(dataset);
    bool good = type >= 0 && H5Tis_variable_str(type) > 0;

    if (type >= 0)
        (void) H5Tclose(type);
    if (dataset >= 0)
        (void) H5Dclose(dataset);
    return good;
}

static bool has_number(hid_t object, const char *name, H5T_class_t class)
{
    hid_t attribute = H5Aexists(object, name) > 0 ? H5Aopen(object, name, H5P_DEFAULT) : -1;
    hid_t type = attribute < 0 ? -1 : H5Aget_type(attribute);
    bool good = type >= 0 && H5Tget_class(type) == class;

    if (type >= 0)
        (void) H5Tclose(type);
    if (attribute >= 0)
        (void) H5Aclose(attribute);
    return good;
}

static bool has_note(hid_t object, const mf_notice *note)
{
    char *text;

    switch (note->kind) {
    case MF_NOTICE_LONG:
        return has_long_text(object, note->name);
    case MF_NOTICE_INT:
        return has_number(object, note->name, H5T_INTEGER);
    case MF_NOTICE_REAL:
        return has_number(object, note->name, H5T_FLOAT);
    default:
        text = mf_h5_get_text(object, note->name);
        free(text);
        return text != NULL;
    }
}

static void check_notes(const mf_inspection *self)
{
    static const char *const kinds[] = { "a text", "an integer", "a real", "a dataset of one text" };

    for (int i = 0; i < MF_N_NOTICES; i++) {
        const mf_notice *note = &mf_notice_list[i];
        hid_t object = note->group[0] == '\0' ? self->file : -1;
        bool good;

        if (note->of == MF_NOTICE_OF_NAMED || (note->of == MF_NOTICE_OF_RUN && !self->is_run))
            continue;
        if (note->group[0] != '\0' && H5Lexists(self->file, note->group, H5P_DEFAULT) > 0)
            object = H5Gopen2(self->file, note->group, H5P_DEFAULT);
        good = object >= 0 && has_note(object, note);
        if (object >= 0 && object != self->file)
            (void) H5Gclose(object);
        if (!good)
            mf_inspect_say(self, MF_MISTAKE, "", "the note /%s%s%s (%s) is missing or not %s",
                         note->group, note->group[0] == '\0' ? "" : "/", note->name, note->doc,
                         kinds[note->kind]);
    }
}

/* Did this revision of mixflow write it? */
static bool is_ours(hid_t file)
{
    char *revision = mf_h5_get_text(file, mf_notice_list[MF_NOTICE_REVISION].name);
    bool ours = revision != NULL && strcmp(revision, MIXFLOW_REVISION) == 0;

    free(revision);
    return ours;
}

/* Was it asked to hold some tables only? */
static bool is_part(hid_t file)
{
    hid_t group = H5Lexists(file, "provenance", H5P_DEFAULT) > 0 ? H5Gopen2(file, "provenance", H5P_DEFAULT) : -1;
    char *keep = group < 0 ? NULL : mf_h5_get_text(group, mf_notice_list[MF_NOTICE_KEEP].name);
    bool part = keep != NULL && keep[0] != '\0';

    free(keep);
    if (group >= 0)
        (void) H5Gclose(group);
    return part;
}

static bool is_known_kind(const char *kind)
{
    static const char *const kinds[] = { MF_KIND_RUN, MF_KIND_COMPARISON, MF_KIND_BATCH, MF_KIND_COHERENCE,
                                         MF_KIND_SENSITIVITY };

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i], kind) == 0)
            return true;
    return false;
}

/* Of which kind and layout is it?  Says no if another version of mixflow must look at it. */
static mf_err tell_kind(mf_inspection *self, mf_error *err)
{
    char *kind = mf_h5_get_text(self->file, mf_notice_list[MF_NOTICE_KIND].name);
    char *format = mf_h5_get_text(self->file, mf_notice_list[MF_NOTICE_FORMAT].name);
    mf_err code = MF_OK;

    self->is_run = kind == NULL || strcmp(kind, MF_KIND_RUN) == 0;
    self->is_part = is_part(self->file);
    self->drift = is_ours(self->file) ? MF_MISTAKE : MF_WARNING;
    if (kind != NULL && !is_known_kind(kind))
        mf_inspect_say(self, MF_MISTAKE, "", "mixflow_kind is \"%s\", neither run, comparison, batch, coherence nor sensitivity", kind);
    if (format != NULL && strcmp(format, MF_FORMAT) != 0)
        code = mf_fail_at(err, MF_E_FORMAT, self->path, 0,
                          "has layout %s; this mixflow writes and checks layout %s", format, MF_FORMAT);
    free(kind);
    free(format);
    return code;
}

/* ------------------------------------------------------------ tables */

static int table_of(const char *path)
{
    char known[64];

    for (int i = 0; i < MF_N_TABLES; i++) {
        mf_table_path(&mf_table_list[i], known);
        if (strcmp(known, path) == 0)
            return i;
    }
    return -1;
}

static void say_unknown(const mf_inspection *self, const char *path, hid_t dataset)
{
    char *doc = mf_h5_get_text(dataset, "long_name"), *unit = mf_h5_get_text(dataset, "units");
    char known[MF_N_TABLES][64];
    const char *names[MF_N_TABLES + 1] = { NULL }, *near;

    for (int i = 0; i < MF_N_TABLES; i++) {
        mf_table_path(&mf_table_list[i], known[i]);
        names[i] = known[i];
    }
    near = mf_text_nearest(path, names);
    if (doc != NULL && unit != NULL)
        mf_inspect_say(self, MF_WARNING, path, "not of this layout, but says what it is (%s)", doc);
    else if (near != NULL)
        mf_inspect_say(self, MF_MISTAKE, path, "not of this layout; is it %s?", near);
    else
        mf_inspect_say(self, MF_MISTAKE, path, "not of this layout, and without long_name and units");
    free(doc);
    free(unit);
}

/* Looks at one dataset; true if its values take part in the digest of all. */
static bool check_table(mf_inspection *self, size_t i)
{
    mf_found *found = &self->all.at[i];
    int table = self->is_run ? table_of(found->listed.path) : -1;
    hid_t dataset = H5Dopen2(self->file, found->listed.path, H5P_DEFAULT);
    bool known = table >= 0 || !self->is_run, sound;
    char *said;

    if (dataset < 0) {
        mf_inspect_say(self, MF_MISTAKE, found->listed.path, "cannot be opened");
        return known;
    }
    said = mf_h5_get_text(dataset, "digest");
    (void) strncpy(found->said, said == NULL ? "" : said, sizeof found->said - 1);
    free(said);
    if (!known)
        say_unknown(self, found->listed.path, dataset);
    (void) H5Dclose(dataset);
    sound = mf_inspect_form(self, found, table);
    if (sound && known)
        mf_inspect_values(self, found, table);
    if (sound && table >= 0)
        self->at[table] = (int) i;
    return known;
}

/* Was only a part of the tables written? */
static bool is_partial(const mf_inspection *self)
{
    hid_t group = H5Lexists(self->file, "provenance", H5P_DEFAULT) > 0
                      ? H5Gopen2(self->file, "provenance", H5P_DEFAULT) : -1;
    char *keep = group < 0 ? NULL : mf_h5_get_text(group, mf_notice_list[MF_NOTICE_KEEP].name);
    bool partial = keep != NULL && keep[0] != '\0';

    free(keep);
    if (group >= 0)
        (void) H5Gclose(group);
    return partial;
}

/* Is a table to be there?  If its axes are, and, in a group that can be left out, its group. */
static bool is_expected(const mf_inspection *self, int table)
{
    const mf_table *t = &mf_table_list[table];
    bool optional = strcmp(t->group, "events") == 0 || strcmp(t->group, "trajectories") == 0;

    if (optional && H5Lexists(self->file, t->group, H5P_DEFAULT) <= 0)
        return false;
    for (int a = 0; t->axis[a] != MF_AXIS_END; a++) {
        int scale = mf_axis_table(t->axis[a]);
        char path[64];

        mf_table_path(&mf_table_list[scale], path);
        if (scale != table && !mf_axis_grows(t->axis[a]) &&
            H5Lexists(self->file, path, H5P_DEFAULT) <= 0)
            return false;
    }
    return true;
}

/* Axes that a world may be without. */
static bool may_be_empty(int table)
{
    return table == MF_TABLE_QUEUE || table == MF_TABLE_INTERVENTION || table == MF_TABLE_LINK;
}

static void check_missing(const mf_inspection *self)
{
    for (int i = 0; i < MF_N_TABLES; i++) {
        char path[64];

        mf_table_path(&mf_table_list[i], path);
        if (is_expected(self, i) && !may_be_empty(i) &&
            (H5Lexists(self->file, mf_table_list[i].group[0] == '\0' ? path : mf_table_list[i].group,
                       H5P_DEFAULT) <= 0 ||
             H5Lexists(self->file, path, H5P_DEFAULT) <= 0))
            mf_inspect_say(self, self->drift, path, "missing (%s)", mf_table_list[i].doc);
    }
}

static void check_digest_of_all(const mf_inspection *self, mf_listed *list, size_t n)
{
    char *stored = mf_h5_get_text(self->file, mf_notice_list[MF_NOTICE_DIGEST].name);
    char all[MF_DIGEST_TEXT];

    mf_h5_digest_all(list, n, all);
    if (stored != NULL && strcmp(stored, all) != 0)
        mf_inspect_say(self, MF_MISTAKE, "", "the digest of all tables is %s, not %s", all, stored);
    free(stored);
}

static mf_err check_tables(mf_inspection *self, mf_error *err)
{
    mf_listed *list = calloc(self->all.n + 1, sizeof *list);
    size_t n = 0;

    if (list == NULL)
        return mf_fail(err, MF_E_NOMEM, "no room for a list of tables");
    for (size_t i = 0; i < self->all.n; i++)
        if (check_table(self, i))
            list[n++] = self->all.at[i].listed;
    if (self->is_run) {
        if (!is_partial(self))
            check_missing(self);
        mf_inspect_events(self);
    }
    check_digest_of_all(self, list, n);
    free(list);
    return self->diags->starved ? mf_fail(err, MF_E_NOMEM, "no room for complaints") : MF_OK;
}

mf_err mf_inspect_h5(const char *path, bool *is_run, mf_diags *diags, mf_error *err)
{
    mf_quiet quiet = mf_h5_quiet();
    mf_inspection self = { .path = path, .file = -1, .diags = diags };
    mf_err code = mf_h5_open(path, &self.file, err);

    for (int i = 0; i < MF_N_TABLES; i++)
        self.at[i] = -1;
    if (code == MF_OK)
        code = tell_kind(&self, err);
    if (code == MF_OK)
        code = mf_h5_list(self.file, &self.all, err);
    if (code == MF_OK) {
        check_notes(&self);
        code = check_tables(&self, err);
    }
    *is_run = self.is_run;
    mf_h5_findings_free(&self.all);
    if (self.file >= 0)
        (void) H5Fclose(self.file);
    mf_h5_restore(quiet);
    return code;
}
