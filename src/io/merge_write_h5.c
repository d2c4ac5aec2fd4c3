/* Writing a merged file: the new axes, tables of the runs, their values, notes. */
#include "io/merge_parts_h5.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <hdf5_hl.h>

#include <mixflow/version.h>

#include "io/layout.h"

enum { CHUNK_BYTES = 1 << 19 };

/* ------------------------------------------------------------- the new axes */

/* A column along the given axes of the root: 1 design, 2 design and replicate; 0 its own scale. */
static herr_t write_column(mf_merging *self, const char *group, const mf_merge_column *column,
                           int n_axes, const hsize_t *length, bool is_scale)
{
    static const char *const axes[] = { "design", "replicate" };
    char path[128];
    hid_t dataset;
    herr_t done = mf_h5_make_group(self->file, group);

    (void) snprintf(path, sizeof path, "%s%s/%s", group[0] == '\0' ? "" : "/", group, column->name);
    dataset = done < 0 ? -1 : mf_merge_create(self, path, column->type, n_axes, length, NULL);
    if (dataset < 0)
        return -1;
    done = mf_h5_write(dataset, column->type, self->text,
                       (size_t) (length[0] * (n_axes == 2 ? length[1] : 1)), H5S_ALL, H5S_ALL,
                       column->values);
    done |= mf_h5_put_text(dataset, "long_name", column->doc);
    if (column->unit[0] != '\0')
        done |= mf_h5_put_text(dataset, "units", column->unit);
    if (n_axes == 2)
        done |= mf_merge_coordinates(self, dataset, -1, strcmp(column->name, "present") != 0) |
                mf_merge_link_columns(self, group);
    if (column->flags != NULL) {
        const int8_t values[] = { 0, 1 };

        done |= mf_h5_put_text(dataset, "flag_meanings", column->flags) |
                mf_h5_put_array(dataset, "flag_values", H5T_NATIVE_INT8, 2, values);
    }
    done |= mf_h5_put_text(dataset, "axes", is_scale ? column->name
                                                     : n_axes == 1 ? axes[0] : "design replicate");
    if (is_scale)
        done |= H5DSset_scale(dataset, column->name);
    for (int a = 0; a < n_axes && !is_scale && done >= 0; a++)
        done = mf_merge_attach(self->file, dataset, axes[a], (unsigned) a, group);
    if (!column->aside)
        done |= mf_merge_digest(self, dataset, path, column->type, n_axes, length, column->values);
    return H5Dclose(dataset) < 0 ? -1 : done;
}

static herr_t write_numbers(mf_merging *self, const char *name, const char *doc, int n)
{
    int32_t *numbers = calloc((size_t) n + 1, sizeof *numbers);
    mf_merge_column column = { name, "1", doc, MF_TYPE_I32, numbers, NULL, false };
    hsize_t length = (hsize_t) n;
    herr_t done = -1;

    for (int i = 0; numbers != NULL && i < n; i++)
        numbers[i] = i;
    if (numbers != NULL)
        done = write_column(self, "", &column, 1, &length, true);
    free(numbers);
    return done;
}

static herr_t write_present(mf_merging *self)
{
    const mf_merge_job *job = self->job;
    hsize_t length[] = { (hsize_t) job->n_points, (hsize_t) job->n_replicates };
    int8_t *present = calloc((size_t) (length[0] * length[1]) + 1, 1);
    mf_merge_column column = { "present", "1", "is the run there? where it is not, other values are "
                               "NaN, -1 or empty", MF_TYPE_I8, present, "missing present", false };
    herr_t done = -1;

    if (present == NULL)
        return -1;
    for (int p = 0; p < job->n_points; p++)
        for (int r = 0; r < job->n_replicates; r++)
            present[p * job->n_replicates + r] = job->path[r * job->n_points + p] != NULL;
    done = write_column(self, "", &column, 2, length, false);
    free(present);
    return done;
}

static herr_t write_axes(mf_merging *self)
{
    const mf_merge_job *job = self->job;
    hsize_t length[] = { (hsize_t) job->n_points, (hsize_t) job->n_replicates };
    herr_t done = write_numbers(self, "design", "point of the design", job->n_points);

    if (done >= 0)
        done = write_numbers(self, "replicate", "replicate: at all points the same luck",
                             job->n_replicates);
    for (int c = 0; c < job->n_along && done >= 0; c++)
        done = write_column(self, "", &job->along[c], 1, length, false);
    if (done >= 0)
        done = write_present(self);
    for (int c = 0; c < job->n_of_runs && done >= 0; c++)
        done = write_column(self, job->of_runs[c].aside ? "provenance" : "manifest",
                            &job->of_runs[c], 2, length, false);
    return done;
}

/* ------------------------------------------------------------- tables of the runs */

static herr_t attach_axes(const mf_merging *self, int table, hid_t dataset, unsigned first)
{
    const mf_table *t = &mf_table_list[table];
    int skip = self->table[table].has_replicate ? 1 : 0;
    herr_t done = 0;

    for (int a = skip; t->axis[a] != MF_AXIS_END && done >= 0; a++)
        done = mf_merge_attach(self->file, dataset, mf_table_list[mf_axis_table(t->axis[a])].name,
                      first + (unsigned) (a - skip), t->group);
    return done;
}

/* What is the same in all runs, from the first. */
static herr_t write_once(mf_merging *self, hid_t first, int table)
{
    const mf_merge_table *t = &self->table[table];
    mf_type type = mf_table_list[table].type;
    void *values = calloc(t->values + 1, mf_type_size(type));
    hid_t from, dataset = -1;
    char path[MF_TABLE_PATH];
    herr_t done = -1;

    mf_table_path(&mf_table_list[table], path);
    from = H5Dopen2(first, path, H5P_DEFAULT);
    if (values != NULL && from >= 0 &&
        mf_h5_read(from, type, self->text, t->values, H5S_ALL, H5S_ALL, values) >= 0)
        dataset = mf_merge_create(self, path, type, t->n_axes, t->length, NULL);
    if (dataset >= 0) {
        done = mf_h5_write(dataset, type, self->text, t->values, H5S_ALL, H5S_ALL, values) |
               mf_merge_copy_attributes(from, dataset) | mf_merge_axes(self, dataset, table) |
               mf_merge_digest(self, dataset, path, type, t->n_axes, t->length, values);
        done |= mf_table_is_scale(&mf_table_list[table]) ? H5DSset_scale(dataset, mf_table_list[table].name)
                                   : attach_axes(self, table, dataset, 0);
        done |= H5Dclose(dataset);
    }
    for (size_t i = 0; values != NULL && type == MF_TYPE_TEXT && i < t->values; i++)
        (void) H5free_memory(((char **) values)[i]);
    free(values);
    if (from >= 0)
        (void) H5Dclose(from);
    return done;
}

/* Chunks of some points with all that belongs to them, about CHUNK_BYTES. */
static void choose_chunk(const mf_merging *self, int table, hsize_t *chunk)
{
    const mf_merge_table *t = &self->table[table];
    size_t run = t->values * mf_type_size(mf_table_list[table].type);
    size_t runs = CHUNK_BYTES / (run < 1 ? 1 : run), points;

    chunk[1] = (hsize_t) self->replicates_at_once;
    if (runs < chunk[1])
        chunk[1] = runs < 1 ? 1 : runs;
    points = runs / (size_t) chunk[1];
    chunk[0] = points < 1 ? 1 : points > (size_t) self->points_at_once
                                    ? (hsize_t) self->points_at_once : (hsize_t) points;
    for (int a = 0; a < t->n_axes; a++)
        chunk[a + 2] = t->length[a];
}

/* A name of the run's root that a table's `coordinates` speak of. */
static herr_t link_place(const mf_merging *self, int table)
{
    const mf_table *t = &mf_table_list[table];
    herr_t done = 0;

    for (int a = 0; t->axis[a] != MF_AXIS_END; a++)
        if (t->axis[a] == MF_AXIS_PLACE && self->table[MF_TABLE_LON].way == MF_MERGE_ONCE)
            done |= mf_h5_link(self->file, "lon", t->group) | mf_h5_link(self->file, "lat", t->group);
    return done;
}

static herr_t begin_beside(mf_merging *self, hid_t first, int table)
{
    const mf_merge_job *job = self->job;
    const mf_table *kind = &mf_table_list[table];
    mf_merge_table *t = &self->table[table];
    hsize_t length[MF_MOST_AXES + 2] = { (hsize_t) job->n_points, (hsize_t) job->n_replicates };
    hsize_t chunk[MF_MOST_AXES + 2];
    char path[MF_TABLE_PATH];
    hid_t from;
    herr_t done = mf_h5_make_group(self->file, kind->group);

    for (int a = 0; a < t->n_axes; a++)
        length[a + 2] = t->length[a];
    mf_table_path(&mf_table_list[table], path);
    choose_chunk(self, table, chunk);
    from = done < 0 || t->n_axes + 2 > MF_MOST_AXES ? -1 : H5Dopen2(first, path, H5P_DEFAULT);
    if (from < 0)
        return -1;
    t->dataset = mf_merge_create(self, path, kind->type, t->n_axes + 2, length, chunk);
    if (t->dataset >= 0)
        done = mf_merge_copy_attributes(from, t->dataset) | mf_merge_axes(self, t->dataset, table) |
               mf_merge_coordinates(self, t->dataset, from, true) |
               mf_merge_attach(self->file, t->dataset, "design", 0, kind->group) |
               mf_merge_attach(self->file, t->dataset, "replicate", 1, kind->group) |
               attach_axes(self, table, t->dataset, 2) | mf_merge_link_columns(self, kind->group) |
               link_place(self, table);
    t->digesting = mf_digest_start(&t->digest) != 0;
    (void) H5Dclose(from);
    return t->dataset < 0 || !t->digesting ? -1 : done;
}

herr_t mf_merge_begin(mf_merging *self)
{
    hid_t first = H5Fopen(self->first, H5F_ACC_RDONLY, H5P_DEFAULT);
    herr_t done = first < 0 ? -1 : write_axes(self);

    for (int scales = 1; scales >= 0; scales--) /* axes before what stands along them */
        for (int i = 0; i < MF_N_TABLES && done >= 0; i++)
            if (self->table[i].way == MF_MERGE_ONCE && mf_table_is_scale(&mf_table_list[i]) == (scales == 1))
                done = write_once(self, first, i);
    for (int i = 0; i < MF_N_TABLES && done >= 0; i++)
        if (self->table[i].way == MF_MERGE_BESIDE)
            done = begin_beside(self, first, i);
    if (first >= 0)
        (void) H5Fclose(first);
    return done;
}

/* ------------------------------------------------------------- values */

static herr_t put_table(mf_merging *self, int table, const hsize_t *offset, const hsize_t *count)
{
    mf_merge_table *t = &self->table[table];
    mf_type type = mf_table_list[table].type;
    size_t values = (size_t) (count[0] * count[1]) * t->values;
    hid_t memory = H5Screate_simple(t->n_axes + 2, count, NULL);
    hid_t space = H5Dget_space(t->dataset);
    herr_t done = -1;

    if (memory >= 0 && space >= 0 &&
        H5Sselect_hyperslab(space, H5S_SELECT_SET, offset, NULL, count, NULL) >= 0)
        done = mf_h5_write(t->dataset, type, self->text, values, memory, space, t->buffer);
    mf_h5_digest_add(&t->digest, type, t->buffer, values);
    if (space >= 0)
        (void) H5Sclose(space);
    if (memory >= 0)
        (void) H5Sclose(memory);
    return done;
}

herr_t mf_merge_put(mf_merging *self, int point, int replicate, int points, int replicates)
{
    herr_t done = 0;

    for (int i = 0; i < MF_N_TABLES && done >= 0; i++) {
        const mf_merge_table *t = &self->table[i];
        hsize_t offset[MF_MOST_AXES + 2] = { (hsize_t) point, (hsize_t) replicate };
        hsize_t count[MF_MOST_AXES + 2] = { (hsize_t) points, (hsize_t) replicates };

        if (t->way != MF_MERGE_BESIDE)
            continue;
        for (int a = 0; a < t->n_axes; a++)
            count[a + 2] = t->length[a];
        done = put_table(self, i, offset, count);
    }
    return done;
}

/* ------------------------------------------------------------- the end */

static herr_t end_tables(mf_merging *self)
{
    herr_t done = 0;

    for (int i = 0; i < MF_N_TABLES && done >= 0; i++) {
        mf_merge_table *t = &self->table[i];
        hsize_t length[MF_MOST_AXES + 2] = { (hsize_t) self->job->n_points,
                                             (hsize_t) self->job->n_replicates };
        char digest[MF_DIGEST_TEXT], path[64];

        if (t->way != MF_MERGE_BESIDE)
            continue;
        for (int a = 0; a < t->n_axes; a++)
            length[a + 2] = t->length[a];
        t->digesting = false;
        mf_digest_end(&t->digest, digest);
        mf_table_path(&mf_table_list[i], path);
        done = mf_h5_put_text(t->dataset, "digest", digest) |
               mf_merge_list(self, path, mf_table_list[i].type, t->n_axes + 2, length, digest) |
               H5Dclose(t->dataset);
        t->dataset = -1;
    }
    return done;
}

herr_t mf_merge_end(mf_merging *self, char digest[MF_DIGEST_TEXT])
{
    const char *const said[MF_N_NOTICES] = {
        [MF_NOTICE_CONVENTIONS] = "CF-1.10",
        [MF_NOTICE_TITLE] = self->job->title,
        [MF_NOTICE_QUESTION] = self->job->question,
        [MF_NOTICE_SOURCE] = "mixflow " MIXFLOW_VERSION ", batch of simulations",
        [MF_NOTICE_KIND] = MF_KIND_BATCH,
        [MF_NOTICE_FORMAT] = MF_FORMAT,
        [MF_NOTICE_VERSION] = MIXFLOW_VERSION,
        [MF_NOTICE_REVISION] = MIXFLOW_REVISION,
    };
    hid_t group;
    herr_t done = end_tables(self) | mf_h5_make_group(self->file, "provenance");

    group = H5Gopen2(self->file, "provenance", H5P_DEFAULT);
    done |= group < 0 ? -1 : mf_h5_put_long_text(group, "plan", self->job->plan) | H5Gclose(group);
    for (int i = 0; i < MF_N_NOTICES; i++)
        if (said[i] != NULL)
            done |= mf_h5_put_text(self->file, mf_notice_list[i].name, said[i]);
    mf_h5_digest_all(self->listed, self->n_listed, digest);
    return done | mf_h5_put_text(self->file, mf_notice_list[MF_NOTICE_DIGEST].name, digest) |
           H5Fflush(self->file, H5F_SCOPE_GLOBAL) |
           mf_h5_put_int(self->file, mf_notice_list[MF_NOTICE_COMPLETE].name, 1) |
           H5Fflush(self->file, H5F_SCOPE_GLOBAL);
}
