#include "io/merge_h5.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/merge_parts_h5.h"
#include "io/part.h"
#include "io/read_h5.h"

enum { BLOCK_BYTES = 1 << 24, POINTS_MOST = 256 }; /* of all tables together, at once */

/* ------------------------------------------------------------- looking */

static bool grows_by_rows(const char *group)
{
    for (int i = 0; i < MF_N_TABLES; i++)
        if (strcmp(mf_table_list[i].group, group) == 0 && mf_axis_grows(mf_table_list[i].axis[0]))
            return true;
    return false;
}

/* Tables that are not looked at: of rows, the replicate itself, means over replicates of one. */
static bool is_left_out(int table)
{
    const mf_table *t = &mf_table_list[table];

    return grows_by_rows(t->group) || table == mf_axis_table(MF_AXIS_REPLICATE) ||
           (t->group[0] != '\0' && !mf_table_is_per_replicate(t));
}

static const mf_found *find(const mf_findings *found, int table)
{
    char path[64];

    mf_table_path(&mf_table_list[table], path);
    for (size_t i = 0; i < found->n; i++)
        if (strcmp(found->at[i].listed.path, path) == 0)
            return &found->at[i];
    return NULL;
}

static void take_first(mf_merge_table *self, int table, const mf_found *found)
{
    self->has_replicate = mf_table_is_per_replicate(&mf_table_list[table]);
    self->way = self->has_replicate ? MF_MERGE_BESIDE : MF_MERGE_ONCE;
    self->n_axes = found->listed.n_axes - self->has_replicate;
    self->values = 1;
    for (int a = 0; a < self->n_axes; a++) {
        self->length[a] = found->listed.length[a + self->has_replicate];
        self->values *= (size_t) self->length[a];
    }
    memcpy(self->said, found->said, sizeof self->said);
}

static bool same_shape(const mf_merge_table *self, const mf_found *found)
{
    if (found->listed.n_axes != self->n_axes + self->has_replicate ||
        (self->has_replicate && found->listed.length[0] != 1))
        return false;
    for (int a = 0; a < self->n_axes; a++)
        if (found->listed.length[a + self->has_replicate] != self->length[a])
            return false;
    return true;
}

static mf_err compare_table(mf_merging *self, int table, const mf_found *found, const char *path,
                            mf_error *err)
{
    mf_merge_table *t = &self->table[table];
    char name[64];

    mf_table_path(&mf_table_list[table], name);
    if ((found == NULL) != (t->way == MF_MERGE_NOT))
        return mf_fail_at(err, MF_E_FORMAT, path, 0, "%s table %s, which %s %s", found == NULL
                          ? "lacks" : "has", name, self->first, found == NULL ? "has" : "lacks");
    if (found == NULL)
        return MF_OK;
    if (!same_shape(t, found) || (mf_table_is_scale(&mf_table_list[table]) && strcmp(t->said, found->said) != 0))
        return mf_fail_at(err, MF_E_FORMAT, path, 0, "table %s is not as long as, or names others than, "
                          "in %s: runs with different axes cannot stand side by side (leave such "
                          "tables out with `keep`)", name, self->first);
    if (!t->has_replicate && strcmp(t->said, found->said) != 0)
        t->way = MF_MERGE_BESIDE;
    return MF_OK;
}

static mf_err look_at(mf_merging *self, const char *path, mf_buffer *notes, mf_error *err)
{
    mf_findings found = { 0 };
    bool is_first = self->first == NULL, rows = false;
    hid_t file;
    mf_err code = mf_h5_open(path, &file, err);

    if (code != MF_OK)
        return code;
    code = mf_h5_find(file, -1, false, &found, err);
    for (int i = 0; code == MF_OK && i < MF_N_TABLES; i++) {
        const mf_found *table = find(&found, i);

        rows = rows || (table != NULL && grows_by_rows(mf_table_list[i].group));
        if (is_left_out(i))
            continue;
        if (is_first && table != NULL)
            take_first(&self->table[i], i, table);
        else if (!is_first)
            code = compare_table(self, i, table, path, err);
    }
    if (is_first && rows && notes != NULL)
        mf_buffer_add(notes, "events and trajectories stay in the files of the runs\n");
    self->first = is_first ? path : self->first;
    mf_h5_findings_free(&found);
    (void) H5Fclose(file);
    return code;
}

static mf_err look_at_all(mf_merging *self, mf_buffer *notes, mf_error *err)
{
    int n = self->job->n_points * self->job->n_replicates;

    for (int i = 0; i < n; i++)
        if (self->job->path[i] != NULL)
            MF_TRY(look_at(self, self->job->path[i], notes, err));
    return self->first == NULL ? mf_fail(err, MF_E_USAGE, "there is no run to merge") : MF_OK;
}

/* ------------------------------------------------------------- copying */

/* Reads a table of a run, and compares it with its digest. */
static bool read_table(hid_t file, hid_t text, int table, const mf_merge_table *t, void *values)
{
    mf_type type = mf_table_list[table].type;
    char path[64], now[MF_DIGEST_TEXT];
    mf_digest digest;
    hid_t dataset;
    char *said = NULL;
    bool good;

    mf_table_path(&mf_table_list[table], path);
    dataset = H5Dopen2(file, path, H5P_DEFAULT);
    good = dataset >= 0 && mf_h5_read(dataset, type, text, t->values, H5S_ALL, H5S_ALL, values) >= 0 &&
           mf_digest_start(&digest);
    if (good) {
        mf_h5_digest_add(&digest, type, values, t->values);
        mf_digest_end(&digest, now);
        said = mf_h5_get_text(dataset, "digest");
        good = said != NULL && strcmp(said, now) == 0;
    }
    free(said);
    if (dataset >= 0)
        (void) H5Dclose(dataset);
    return good;
}

/* Values of a run that is not there: not a number where there is such a thing. */
static void fill_missing(mf_type type, size_t n, char *values)
{
    for (size_t i = 0; i < n; i++)
        switch (type) {
        case MF_TYPE_F64: ((double *) (void *) values)[i] = (double) NAN; break;
        case MF_TYPE_F32: ((float *) (void *) values)[i] = NAN; break;
        case MF_TYPE_TEXT: ((const char **) (void *) values)[i] = NULL; break;
        default: values[i] = 0; break;
        }
    if (type < MF_TYPE_F32)
        memset(values, 0xff, n * mf_type_size(type)); /* -1 */
}

/* Copies one run into the buffers, as number `at` of the block. */
static mf_err copy_run(mf_merging *self, const char *path, size_t at, mf_error *err)
{
    hid_t file = -1;
    mf_err code = path == NULL ? MF_OK : mf_h5_open(path, &file, err);

    for (int i = 0; code == MF_OK && i < MF_N_TABLES; i++) {
        const mf_merge_table *t = &self->table[i];
        size_t size = mf_type_size(mf_table_list[i].type) * t->values;
        char name[64];

        if (t->way != MF_MERGE_BESIDE)
            continue;
        if (path == NULL) {
            fill_missing(mf_table_list[i].type, t->values, t->buffer + at * size);
        } else if (!read_table(file, self->text, i, t, t->buffer + at * size)) {
            mf_table_path(&mf_table_list[i], name);
            code = mf_fail_at(err, MF_E_FORMAT, path, 0, "table %s differs from its digest", name);
        }
    }
    if (file >= 0)
        (void) H5Fclose(file);
    return code;
}

/* Texts that HDF5 has read are its own. */
static void let_texts_go(mf_merging *self, size_t runs)
{
    for (int i = 0; i < MF_N_TABLES; i++) {
        const mf_merge_table *t = &self->table[i];

        for (size_t v = 0; mf_table_list[i].type == MF_TYPE_TEXT && t->buffer != NULL &&
                           v < runs * t->values; v++) {
            (void) H5free_memory(((char **) (void *) t->buffer)[v]);
            ((char **) (void *) t->buffer)[v] = NULL;
        }
    }
}

static mf_err copy_block(mf_merging *self, int point, int replicate, int points, int replicates,
                         mf_error *err)
{
    const mf_merge_job *job = self->job;
    mf_err code = MF_OK;
    size_t at = 0;

    for (int p = point; p < point + points && code == MF_OK; p++)
        for (int r = replicate; r < replicate + replicates && code == MF_OK; r++)
            code = copy_run(self, job->path[(size_t) r * (size_t) job->n_points + (size_t) p], at++,
                            err);
    if (code == MF_OK && mf_merge_put(self, point, replicate, points, replicates) < 0)
        code = mf_fail(err, MF_E_FILE, "a table cannot be written: the disk may be full");
    let_texts_go(self, at);
    return code;
}

static mf_err copy_all(mf_merging *self, mf_error *err)
{
    const mf_merge_job *job = self->job;

    for (int p = 0; p < job->n_points; p += self->points_at_once)
        for (int r = 0; r < job->n_replicates; r += self->replicates_at_once) {
            int points = job->n_points - p, replicates = job->n_replicates - r;

            MF_TRY(copy_block(self, p, r,
                              points < self->points_at_once ? points : self->points_at_once,
                              replicates < self->replicates_at_once ? replicates
                                                                    : self->replicates_at_once, err));
        }
    return MF_OK;
}

/* Blocks of whole points, or of some replicates of one: as much as is held at once. */
static mf_err make_room(mf_merging *self, mf_error *err)
{
    size_t run = 1, points;

    for (int i = 0; i < MF_N_TABLES; i++)
        if (self->table[i].way == MF_MERGE_BESIDE)
            run += self->table[i].values * mf_type_size(mf_table_list[i].type);
    points = BLOCK_BYTES / (run * (size_t) self->job->n_replicates);
    points = points > POINTS_MOST ? POINTS_MOST : points;
    self->points_at_once = points < 1 ? 1 : (int) points;
    self->replicates_at_once = self->job->n_replicates;
    if (points < 1)
        self->replicates_at_once = BLOCK_BYTES / run < 1 ? 1 : (int) (BLOCK_BYTES / run);
    if (self->points_at_once > self->job->n_points)
        self->points_at_once = self->job->n_points;
    for (int i = 0; i < MF_N_TABLES; i++) {
        mf_merge_table *t = &self->table[i];
        size_t n = (size_t) self->points_at_once * (size_t) self->replicates_at_once;

        if (t->way != MF_MERGE_BESIDE)
            continue;
        t->buffer = calloc(n * t->values + 1, mf_type_size(mf_table_list[i].type));
        if (t->buffer == NULL)
            return mf_fail(err, MF_E_NOMEM, "no room for a block of runs");
    }
    return MF_OK;
}

/* ------------------------------------------------------------- all of it */

static void free_all(mf_merging *self)
{
    char unused[MF_DIGEST_TEXT];

    for (int i = 0; i < MF_N_TABLES; i++) {
        if (self->table[i].dataset >= 0)
            (void) H5Dclose(self->table[i].dataset);
        if (self->table[i].digesting)
            mf_digest_end(&self->table[i].digest, unused);
        free(self->table[i].buffer);
    }
    if (self->file >= 0)
        (void) H5Fclose(self->file);
    if (self->text >= 0)
        (void) H5Tclose(self->text);
    free(self->listed);
}

static mf_err write_file(mf_merging *self, const char *path, char digest[MF_DIGEST_TEXT],
                         mf_error *err)
{
    hid_t file;
    mf_err code;

    self->text = mf_h5_text_type();
    self->file = self->text < 0 ? -1 : mf_h5_create(path);
    if (self->file < 0 || mf_merge_begin(self) < 0)
        return mf_fail(err, MF_E_FILE, "it cannot be begun: the disk may be full");
    code = copy_all(self, err);
    if (code != MF_OK)
        return code;
    if (mf_merge_end(self, digest) < 0)
        return mf_fail(err, MF_E_FILE, "it cannot be ended: the disk may be full");
    file = self->file;
    self->file = -1;
    return H5Fclose(file) < 0 ? mf_fail(err, MF_E_FILE, "it cannot be closed") : MF_OK;
}

mf_err mf_merge_h5(const mf_merge_job *job, const char *out, bool force, mf_buffer *notes,
                   mf_error *err)
{
    mf_quiet quiet = mf_h5_quiet();
    mf_merging *self = calloc(1, sizeof *self);
    char digest[MF_DIGEST_TEXT];
    mf_part part = { 0 };
    mf_err code = self == NULL ? mf_fail(err, MF_E_NOMEM, "no room to merge") : MF_OK;

    if (code == MF_OK) {
        *self = (mf_merging){ .job = job, .file = -1, .text = -1 };
        for (int i = 0; i < MF_N_TABLES; i++)
            self->table[i].dataset = -1;
        code = mf_part_init(&part, out, force, err);
    }
    if (code == MF_OK)
        code = look_at_all(self, notes, err);
    if (code == MF_OK)
        code = make_room(self, err);
    if (code == MF_OK) {
        code = write_file(self, part.path, digest, err);
        if (code == MF_E_FILE)
            code = mf_fail_at(err, code, out, 0, "%s", err == NULL ? "" : err->text);
    }
    if (code == MF_OK)
        code = mf_part_sync(&part, err);
    if (code == MF_OK)
        code = mf_h5_read_back(part.path, LLONG_MAX, digest, err);
    if (code == MF_OK)
        code = mf_part_place(&part, err);
    mf_part_free(&part);
    if (self != NULL)
        free_all(self);
    free(self);
    mf_h5_restore(quiet);
    return code;
}
