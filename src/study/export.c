#include "study/export.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "study/export_parts.h"

/* ------------------------------------------------------------- the catalogue */

static const char *name_of(const char *path)
{
    return strrchr(path, '/') + 1;
}

static void group_of(const char *path, char group[64])
{
    int n = (int) (name_of(path) - path) - 2;

    (void) snprintf(group, 64, "%.*s", n < 0 ? 0 : n, path + 1);
}

/* Tables along these have a row for whatever happened: no labels, but columns. */
static bool grows(const char *axis)
{
    static const char *const axes[] = { "event", "moment", "sampled" };

    for (size_t i = 0; i < sizeof axes / sizeof *axes; i++)
        if (strcmp(axes[i], axis) == 0)
            return true;
    return false;
}

static bool is_same_frame(const mf_entry *a, const mf_entry *b)
{
    bool same = a->n_axes == b->n_axes;

    for (int i = 0; same && i < a->n_axes; i++)
        same = strcmp(a->axis[i], b->axis[i]) == 0;
    return same;
}

static bool is_same_group(const char *a, const char *b)
{
    size_t n = (size_t) (name_of(a) - a);

    return n == (size_t) (name_of(b) - b) && strncmp(a, b, n) == 0;
}

static mf_err read_entry(mf_entry *self, const mf_result *from, const char *path, mf_error *err)
{
    size_t length[MF_MOST_AXES];

    *self = (mf_entry){ .n = 1, .path = { path } };
    (void) snprintf(self->name, sizeof self->name, "%s", path + 1);
    MF_TRY(mf_result_shape(from, path, length, &self->n_axes, err));
    mf_result_axes(from, path, self->axis);
    return MF_OK;
}

/* Adds a table to the entry of its group that has the same axes, or begins one. */
static mf_err enter(mf_catalogue *self, const mf_result *from, const char *path, mf_error *err)
{
    mf_entry entry;

    MF_TRY(read_entry(&entry, from, path, err));
    for (size_t i = 0; i < self->n; i++) {
        mf_entry *old = &self->at[i];

        if (!is_same_group(old->path[0], path) || !is_same_frame(old, &entry))
            continue;
        if (old->n == MF_COLUMNS_MOST)
            return mf_fail_at(err, MF_E_FORMAT, mf_result_path(from), 0,
                              "has more than %d tables of the same axes in a group", MF_COLUMNS_MOST);
        old->path[old->n++] = path;
        return MF_OK;
    }
    self->at[self->n++] = entry;
    return MF_OK;
}

/* Names: of the axis in the root; of the group if it has but these axes; else of its first table. */
static void name_entry(mf_catalogue *self, mf_entry *entry)
{
    bool is_root = name_of(entry->path[0]) == entry->path[0] + 1, alone = true;
    char group[64];

    group_of(entry->path[0], group);
    for (size_t i = 0; i < self->n; i++)
        alone = alone && (&self->at[i] == entry || !is_same_group(self->at[i].path[0], entry->path[0]));
    if (entry->n_axes == 1 && grows(entry->axis[0]))
        (void) snprintf(entry->name, sizeof entry->name, "%s",
                        strcmp(entry->axis[0], "event") == 0    ? "events"
                        : strcmp(entry->axis[0], "moment") == 0 ? "trajectories"
                                                                : entry->axis[0]);
    else if (is_root && entry->n_axes == 1)
        (void) snprintf(entry->name, sizeof entry->name, "%s", entry->axis[0]);
    else if (!is_root && alone)
        (void) snprintf(entry->name, sizeof entry->name, "%s", group);
}

mf_err mf_catalogue_read(mf_catalogue *self, const mf_result *from, mf_error *err)
{
    mf_err code;

    *self = (mf_catalogue){ .path = NULL };
    MF_TRY(mf_result_paths(from, &self->path, &self->n_paths, err));
    self->at = calloc(self->n_paths + 1, sizeof *self->at);
    code = self->at == NULL ? mf_fail(err, MF_E_NOMEM, "no room for a list of tables") : MF_OK;
    for (size_t i = 0; code == MF_OK && i < self->n_paths; i++)
        code = enter(self, from, self->path[i], err);
    for (size_t i = 0; code == MF_OK && i < self->n; i++)
        name_entry(self, &self->at[i]);
    if (code != MF_OK)
        mf_catalogue_free(self);
    return code;
}

void mf_catalogue_free(mf_catalogue *self)
{
    mf_result_texts_free(self->path);
    free(self->at);
    *self = (mf_catalogue){ .path = NULL };
}

static mf_err refuse(const mf_catalogue *self, const mf_result *from, const char *name,
                     mf_error *err)
{
    const char **names = calloc(self->n + self->n_paths + 1, sizeof *names), *near = NULL;
    mf_err code;

    for (size_t i = 0; names != NULL && i < self->n; i++)
        names[i] = self->at[i].name;
    for (size_t i = 0; names != NULL && i < self->n_paths; i++)
        names[self->n + i] = name_of(self->path[i]);
    near = names == NULL ? NULL : mf_text_nearest(name, names);
    for (size_t i = self->n; i-- > 0;) /* of a group that is asked for, its first table */
        if (strncmp(self->at[i].name, name, strlen(name)) == 0 && self->at[i].name[strlen(name)] == '/')
            near = self->at[i].name;
    code = mf_fail_at(err, MF_E_USAGE, mf_result_path(from), 0,
                      "has no table %s%s%s%s (mixflow export --list tells which it has)", name,
                      near == NULL ? "" : "; did you mean ", near == NULL ? "" : near,
                      near == NULL ? "" : "?");
    free(names);
    return code;
}

mf_err mf_catalogue_find(const mf_catalogue *self, const mf_result *from, const char *name,
                         mf_entry *entry, mf_error *err)
{
    const char *found = NULL;

    name += name[0] == '/';
    for (size_t i = 0; i < self->n; i++)
        if (strcmp(self->at[i].name, name) == 0) {
            *entry = self->at[i];
            return MF_OK;
        }
    for (size_t i = 0; i < self->n_paths && found == NULL; i++)
        if (strcmp(self->path[i] + 1, name) == 0)
            found = self->path[i];
    for (size_t i = 0; i < self->n_paths && found == NULL; i++)
        if (strcmp(name_of(self->path[i]), name) == 0)
            found = self->path[i];
    return found == NULL ? refuse(self, from, name, err) : read_entry(entry, from, found, err);
}

/* ------------------------------------------------------------- small things */

bool mf_export_start(const mf_result *from, const char *table, int *day)
{
    static const char before[] = "days since ";
    char *unit = mf_result_attribute(from, table, "units"), date[MF_DATE_TEXT] = "";
    bool dated;

    if (unit != NULL && strncmp(unit, before, strlen(before)) == 0)
        strncat(date, unit + strlen(before), 10);
    free(unit);
    dated = date[0] != '\0' && mf_day_parse(date, day);
    return dated;
}

/* Cuts "a b c" into words, with a NULL after the last. */
static char **split(const char *text, size_t *n)
{
    char **words = calloc(strlen(text) + 2, sizeof *words);

    *n = 0;
    while (words != NULL && *text != '\0') {
        size_t length = strcspn(text, " ");

        if (length > 0 && (words[*n] = calloc(length + 1, 1)) != NULL)
            memcpy(words[(*n)++], text, length);
        text += length + strspn(text + length, " ");
    }
    return words;
}

mf_err mf_export_words(const mf_result *from, const char *table, char ***words, size_t *n,
                       bool *sets, mf_error *err)
{
    char *text = mf_result_words(from, table, sets);

    *words = NULL;
    *n = 0;
    if (text == NULL)
        return MF_OK;
    *words = split(text, n);
    free(text);
    return *words == NULL ? mf_fail(err, MF_E_NOMEM, "no room for words") : MF_OK;
}

void mf_export_word(mf_csv *csv, char *const *words, size_t n, double number)
{
    if (number >= 0.0 && number < (double) n)
        mf_csv_text(csv, words[(size_t) number]);
    else
        mf_csv_nothing(csv);
}

void mf_export_set(mf_csv *csv, char *const *words, size_t n, unsigned bits)
{
    mf_buffer text = { 0 };

    mf_buffer_add(&text, "%s", "");
    for (size_t i = 0; i < n; i++)
        if ((bits >> i & 1u) != 0)
            mf_buffer_add(&text, "%s%s", text.n == 0 ? "" : " ", words[i]);
    csv->failed = csv->failed || text.failed;
    mf_csv_text(csv, text.failed ? "" : text.text);
    mf_buffer_free(&text);
}

void mf_export_date(mf_csv *csv, int day)
{
    char date[MF_DATE_TEXT];

    mf_day_print(day, date);
    mf_csv_text(csv, date);
}

mf_err mf_export_cohort(const mf_result *from, const mf_export_options *options, int *cohort,
                        mf_error *err)
{
    char **names;
    size_t n;

    *cohort = -1;
    if (options->cohort == NULL)
        return MF_OK;
    MF_TRY(mf_result_texts(from, "/cohort", &names, &n, err));
    for (size_t k = 0; k < n; k++)
        if (strcmp(names[k], options->cohort) == 0)
            *cohort = (int) k;
    if (*cohort < 0) {
        const char *near = mf_text_nearest(options->cohort, (const char *const *) names);

        (void) mf_fail_at(err, MF_E_USAGE, mf_result_path(from), 0, "has no cohort %s%s%s%s",
                          options->cohort, near == NULL ? "" : "; did you mean ",
                          near == NULL ? "" : near, near == NULL ? "" : "?");
    }
    mf_result_texts_free(names);
    return *cohort < 0 ? MF_E_USAGE : MF_OK;
}

/* ------------------------------------------------------------- the doors */

static mf_err export_table(const mf_result *from, const mf_export_options *options, mf_csv *csv,
                           mf_error *err)
{
    mf_catalogue all;
    mf_entry entry;
    mf_err code;

    if (options->table == NULL)
        return options->person >= 0 ? mf_export_person(from, options, csv, err)
                                    : mf_export_sample(from, options, csv, err);
    if (strcmp(options->table, "events") == 0)
        return mf_export_events(from, options, csv, err);
    if (strcmp(options->table, "trajectories") == 0)
        return mf_export_sample(from, options, csv, err);
    MF_TRY(mf_catalogue_read(&all, from, err));
    code = mf_catalogue_find(&all, from, options->table, &entry, err);
    if (code == MF_OK)
        code = mf_export_grid(from, &entry, options, csv, err);
    mf_catalogue_free(&all);
    return code;
}

mf_err mf_export(const char *path, const mf_export_options *options, mf_csv_put put, void *to,
                 mf_error *err)
{
    mf_result *from;
    mf_csv csv;
    mf_err code, ended;

    MF_TRY(mf_result_open(&from, path, err));
    code = mf_csv_init(&csv, put, to);
    if (code == MF_OK) {
        code = export_table(from, options, &csv, err);
        ended = mf_csv_end(&csv, code == MF_OK ? err : NULL);
        code = code == MF_OK ? ended : code;
    }
    mf_result_close(from);
    return code;
}

static void list_names(const char *const *names, mf_buffer *out)
{
    for (int i = 0; names[i] != NULL; i++)
        mf_buffer_add(out, "%s%s", i == 0 ? "" : ", ", names[i]);
}

/* The columns of an entry, or what its only one is. */
static void list_columns(const mf_result *from, const mf_entry *entry, mf_buffer *out)
{
    char *doc = mf_result_attribute(from, entry->path[0], "long_name");

    if (strcmp(entry->name, "events") == 0)
        list_names(mf_export_event_heads, out);
    else if (strcmp(entry->name, "trajectories") == 0)
        list_names(mf_export_moment_heads, out);
    else if (entry->n == 1)
        mf_buffer_add(out, "%s", doc == NULL ? "" : doc);
    else
        for (int i = 0; i < entry->n; i++)
            mf_buffer_add(out, "%s%s", i == 0 ? "" : ", ", name_of(entry->path[i]));
    free(doc);
}

static void list_entry(const mf_result *from, const mf_entry *entry, mf_buffer *out)
{
    char axes[128] = "";
    size_t used = 0;

    for (int a = 0; a < entry->n_axes && used < sizeof axes; a++)
        used += (size_t) snprintf(axes + used, sizeof axes - used, "%s%s", a == 0 ? "" : ", ",
                                  entry->axis[a]);
    mf_buffer_add(out, "%-36s  %-51s  ", entry->name, axes);
    list_columns(from, entry, out);
    mf_buffer_add(out, "\n");
}

mf_err mf_export_list(const char *path, mf_buffer *out, mf_error *err)
{
    mf_catalogue all;
    mf_result *from;
    mf_err code;

    MF_TRY(mf_result_open(&from, path, err));
    code = mf_catalogue_read(&all, from, err);
    if (code == MF_OK) {
        mf_buffer_add(out, "%-36s  %-51s  %s\n", "table", "axes", "columns, or what it is");
        for (size_t i = 0; i < all.n; i++)
            list_entry(from, &all.at[i], out);
        mf_catalogue_free(&all);
    }
    mf_result_close(from);
    return code;
}
