#include "io/tables_h5.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <hdf5_hl.h>

#include "base/calendar.h"
#include "base/text.h"

enum {
    ROWS_AT_ONCE = 1 << 18,  /* of tables that grow, before they are written */
    ROWS_LONG = 1 << 16,     /* of a chunk of row numbers, which nobody reads, and of plain events */
    ROWS_SHORT = 1 << 12,    /* of other columns: who looks for a person need not unpack all */
    CHUNK_BYTES = 1 << 19,   /* of other tables, about */
    WHOLE_BYTES = 1 << 15    /* what is smaller is not cut */
};


static bool grows(const mf_table *t)
{
    return mf_axis_grows(t->axis[0]);
}

/* Length of the first axis that is not the replicate. */
static size_t rows_of(const mf_tables *tables, const mf_table *t)
{
    return tables->length[t->axis[mf_table_is_per_replicate(t) ? 1 : 0]];
}

/* Values in one such row. */
static size_t row_values(const mf_tables *tables, int table)
{
    const mf_table *t = &mf_table_list[table];

    return grows(t) ? 1 : mf_tables_count(tables, table) / rows_of(tables, t);
}

long long mf_h5_tables_bytes(const mf_tables *tables)
{
    long long bytes = 0;

    for (int i = 0; i < MF_N_TABLES; i++) {
        const mf_table *t = &mf_table_list[i];
        size_t n = mf_tables_count(tables, i) * mf_type_size(t->type);

        if (mf_tables_writes(tables, i) && !grows(t))
            bytes += (long long) n * (mf_table_is_per_replicate(t) ? tables->n_replicates : 1);
    }
    return bytes;
}

static size_t chunk_rows(const mf_h5_tables *self, int table)
{
    const mf_table *t = &mf_table_list[table];
    size_t row = row_values(self->tables, table) * mf_type_size(t->type);
    size_t rows = rows_of(self->tables, t), fit;

    if (grows(t))
        return table == MF_TABLE_EVENT || (self->level == 0 && t->axis[0] == MF_AXIS_EVENT)
                   ? ROWS_LONG : ROWS_SHORT;
    if (t->type == MF_TYPE_TEXT || rows * row <= WHOLE_BYTES)
        return 0;
    fit = CHUNK_BYTES / row < 1 ? 1 : CHUNK_BYTES / row;
    return fit < rows ? fit : rows;
}

/* Shape of a table in the file, before its first row; returns the number of axes. */
static int shape_of(const mf_tables *tables, const mf_table *t, hsize_t *length, hsize_t *most)
{
    int n = mf_table_n_axes(t);

    for (int a = 0; a < n; a++) {
        length[a] = mf_axis_grows(t->axis[a]) ? 0 : tables->length[t->axis[a]];
        most[a] = mf_axis_grows(t->axis[a]) ? H5S_UNLIMITED : length[a];
    }
    return n;
}

/* How a dataset is laid out. */
static hid_t layout_of(const mf_h5_tables *self, int table, int n_axes, const hsize_t *length)
{
    const mf_table *t = &mf_table_list[table];
    hid_t layout = mf_h5_layout();
    herr_t done = layout < 0 ? -1 : 0;
    hsize_t chunk[MF_MOST_AXES];

    for (int a = 0; a < n_axes; a++)
        chunk[a] = a == 0 && mf_table_is_per_replicate(t) ? 1 : length[a];
    chunk[mf_table_is_per_replicate(t) ? 1 : 0] = self->chunk[table];
    if (t->type != MF_TYPE_TEXT)
        done |= H5Pset_fill_time(layout, H5D_FILL_TIME_NEVER); /* all is written */
    if (self->chunk[table] > 0) {
        done |= H5Pset_chunk(layout, n_axes, chunk);
        if (self->level > 0 && mf_type_size(t->type) > 1)
            done |= H5Pset_shuffle(layout);
        if (self->level > 0) /* packed here, unpacked by anybody; the zlib stream has a checksum */
            done |= H5Pset_deflate(layout, (unsigned) self->level);
        else
            done |= H5Pset_fletcher32(layout);
    }
    if (done < 0 && layout >= 0)
        (void) H5Pclose(layout);
    return done < 0 ? -1 : layout;
}

static herr_t put_since(hid_t dataset, const mf_scenario *scenario)
{
    char date[MF_DATE_TEXT], unit[64];

    mf_day_print(scenario->calendar.start, date);
    (void) snprintf(unit, sizeof unit, "days since %s 00:00:00", date);
    return mf_h5_put_text(dataset, "units", unit) |
           mf_h5_put_text(dataset, "calendar", "proleptic_gregorian");
}

/* The words that codes stand for, as CF has them. */
static herr_t put_flags(hid_t dataset, const mf_scenario *scenario, const mf_table *t)
{
    bool bits = mf_code_is_set(t->code);
    int n = mf_code_n(scenario, t->code);
    int8_t narrow[128];
    int16_t wide[128];
    mf_buffer words = { 0 };
    herr_t done;

    for (int i = 0; i < n && i < 128; i++) {
        narrow[i] = (int8_t) i;
        wide[i] = (int16_t) (bits ? 1 << i : i);
        mf_buffer_add(&words, "%s%s", i > 0 ? " " : "", mf_code_word(scenario, t->code, i));
    }
    done = words.failed ? -1 : mf_h5_put_text(dataset, "flag_meanings", words.text);
    mf_buffer_free(&words);
    if (t->type == MF_TYPE_I8)
        return done | mf_h5_put_array(dataset, "flag_values", H5T_NATIVE_INT8, (size_t) n, narrow);
    return done | mf_h5_put_array(dataset, bits ? "flag_masks" : "flag_values", H5T_NATIVE_INT16,
                                  (size_t) n, wide);
}

static bool has_axis(const mf_table *t, mf_axis axis)
{
    for (int a = 0; t->axis[a] != MF_AXIS_END; a++)
        if (t->axis[a] == axis)
            return true;
    return false;
}

/* Names of the axes, for readers without a word for scales. */
static herr_t put_axes(hid_t dataset, const mf_table *t)
{
    char names[256] = "";
    int used = 0;

    for (int a = 0; t->axis[a] != MF_AXIS_END; a++)
        used += snprintf(names + used, sizeof names - (size_t) used, "%s%s", a == 0 ? "" : " ",
                         mf_table_list[mf_axis_table(t->axis[a])].name);
    return mf_h5_put_text(dataset, "axes", names);
}

static herr_t put_attributes(const mf_h5_tables *self, int table)
{
    const mf_table *t = &mf_table_list[table];
    hid_t dataset = self->dataset[table];
    const float nan32 = NAN;
    const double nan64 = (double) NAN;
    herr_t done = mf_h5_put_text(dataset, "long_name", t->doc) | put_axes(dataset, t);

    if (strcmp(t->unit, MF_UNIT_SINCE) == 0)
        done |= put_since(dataset, self->tables->scenario);
    else if (t->unit[0] != '\0')
        done |= mf_h5_put_text(dataset, "units", t->unit);
    if (t->method[0] != '\0')
        done |= mf_h5_put_text(dataset, "cell_methods", t->method);
    if (t->code != MF_CODE_NULL)
        done |= put_flags(dataset, self->tables->scenario, t);
    if (table == MF_TABLE_TIME)
        done |= mf_h5_put_text(dataset, "bounds", "time_bounds");
    if (t->group[0] != '\0' && has_axis(t, MF_AXIS_PLACE))
        done |= mf_h5_put_text(dataset, "coordinates", "lon lat");
    if (t->type == MF_TYPE_F32)
        done |= mf_h5_put_array(dataset, "_FillValue", H5T_NATIVE_FLOAT, 1, &nan32);
    if (t->type == MF_TYPE_F64 && t->group[0] != '\0')
        done |= mf_h5_put_array(dataset, "_FillValue", H5T_NATIVE_DOUBLE, 1, &nan64);
    return done;
}

static herr_t create(mf_h5_tables *self, int table)
{
    const mf_table *t = &mf_table_list[table];
    hsize_t length[MF_MOST_AXES], most[MF_MOST_AXES];
    int n_axes = shape_of(self->tables, t, length, most);
    hid_t space, layout;
    herr_t done;

    self->chunk[table] = chunk_rows(self, table);
    mf_table_path(t, self->listed[table].path);
    self->what = self->listed[table].path;
    space = H5Screate_simple(n_axes, length, most);
    layout = layout_of(self, table, n_axes, length);
    if (space >= 0 && layout >= 0)
        self->dataset[table] = H5Dcreate2(self->file, self->what, mf_h5_type(t->type, self->text),
                                          space, H5P_DEFAULT, layout, H5P_DEFAULT);
    done = self->dataset[table] < 0 ? -1 : put_attributes(self, table);
    if (done >= 0 && mf_table_is_scale(t))
        done = H5DSset_scale(self->dataset[table], t->name);
    if (!mf_digest_start(&self->digest[table]))
        done = -1;
    if (layout >= 0)
        (void) H5Pclose(layout);
    if (space >= 0)
        (void) H5Sclose(space);
    return done;
}

static herr_t attach_scales(const mf_h5_tables *self, int table)
{
    const mf_table *t = &mf_table_list[table];
    herr_t done = 0;

    for (unsigned a = 0; t->axis[a] != MF_AXIS_END && !mf_table_is_scale(t); a++)
        done |= H5DSattach_scale(self->dataset[table],
                                 self->dataset[mf_axis_table(t->axis[a])], a);
    return done;
}

static herr_t link_scales(const mf_h5_tables *self, int table)
{
    const mf_table *t = &mf_table_list[table];
    herr_t done = 0;

    if (t->group[0] == '\0')
        return 0;
    for (int a = 0; t->axis[a] != MF_AXIS_END; a++)
        if (!mf_axis_grows(t->axis[a]))
            done |= mf_h5_link(self->file, mf_table_list[mf_axis_table(t->axis[a])].name, t->group);
    if (has_axis(t, MF_AXIS_PLACE))
        done |= mf_h5_link(self->file, "lon", t->group) | mf_h5_link(self->file, "lat", t->group);
    return done;
}

herr_t mf_h5_tables_init(mf_h5_tables *self, hid_t file, mf_tables *tables, int workers)
{
    herr_t done = 0;

    *self = (mf_h5_tables){ .tables = tables, .file = file, .what = "",
                            .level = tables->scenario->outputs.compression };
    for (int i = 0; i < MF_N_TABLES; i++)
        self->dataset[i] = -1;
    if ((self->text = mf_h5_text_type()) < 0 ||
        mf_deflate_init(&self->deflate, self->level > 0 ? self->level : 1, workers) != MF_OK)
        return -1;
    for (int i = 0; i < MF_N_TABLES && done >= 0; i++)
        if (mf_tables_writes(tables, i)) {
            done |= mf_h5_make_group(file, mf_table_list[i].group);
            done |= create(self, i);
        }
    for (int i = 0; i < MF_N_TABLES && done >= 0; i++)
        if (mf_tables_writes(tables, i)) {
            self->what = self->listed[i].path;
            done |= attach_scales(self, i);
            done |= link_scales(self, i);
        }
    return done;
}

static herr_t write_waiting(mf_h5_tables *self)
{
    if (self->waiting > 0 && mf_deflate_pack(&self->deflate, self->block, self->waiting) != MF_OK)
        return -1;
    for (size_t b = 0; b < self->waiting; b++) {
        int table = self->at[b].table;

        self->what = self->listed[table].path;
        if (H5Dwrite_chunk(self->dataset[table], H5P_DEFAULT, 0, self->at[b].offset,
                           self->block[b].bytes, self->block[b].packed) < 0)
            return -1;
    }
    self->waiting = 0;
    return 0;
}

static herr_t put_chunk(mf_h5_tables *self, int table, const hsize_t *offset, mf_block block)
{
    if (self->waiting == MF_BLOCKS_MOST && write_waiting(self) < 0)
        return -1;
    self->block[self->waiting] = block;
    self->at[self->waiting].table = table;
    memcpy(self->at[self->waiting].offset, offset, sizeof self->at[0].offset);
    self->waiting++;
    return 0;
}

/* Writes a part of a dataset as it stands in memory. */
static herr_t write_slab(const mf_h5_tables *self, int table, int n_axes, const hsize_t *offset,
                         const hsize_t *length, const void *data)
{
    hid_t memory = H5Screate_simple(n_axes, length, NULL);
    hid_t space = H5Dget_space(self->dataset[table]);
    herr_t done = -1;
    size_t n = 1;

    for (int a = 0; a < n_axes; a++)
        n *= (size_t) length[a];
    if (memory >= 0 && space >= 0 &&
        H5Sselect_hyperslab(space, H5S_SELECT_SET, offset, NULL, length, NULL) >= 0)
        done = mf_h5_write(self->dataset[table], mf_table_list[table].type, self->text, n, memory,
                           space, data);
    if (space >= 0)
        (void) H5Sclose(space);
    if (memory >= 0)
        (void) H5Sclose(memory);
    return done;
}

/* `rows` rows from `first` on, along the axis after the replicate. */
static herr_t write_rows(mf_h5_tables *self, int table, int replicate, size_t first, size_t rows)
{
    const mf_table *t = &mf_table_list[table];
    size_t row = row_values(self->tables, table), size = mf_type_size(t->type);
    hsize_t offset[MF_MOST_AXES] = { 0 }, length[MF_MOST_AXES], most[MF_MOST_AXES];
    int n_axes = shape_of(self->tables, t, length, most), axis = mf_table_is_per_replicate(t) ? 1 : 0;
    const char *data = self->tables->data[table];
    herr_t done = 0;

    self->what = self->listed[table].path;
    mf_h5_digest_add(&self->digest[table], t->type, data, rows * row);
    self->raw += (long long) (rows * row * size);
    if (axis == 1)
        offset[0] = (hsize_t) replicate;
    length[0] = axis == 1 ? 1 : length[0];
    if (self->chunk[table] == 0 || self->level == 0) {
        offset[axis] = first;
        length[axis] = rows;
        return rows == 0 ? 0 : write_slab(self, table, n_axes, offset, length, data);
    }
    for (size_t r = 0; r < rows && done >= 0; r += self->chunk[table]) {
        size_t n = rows - r < self->chunk[table] ? rows - r : self->chunk[table];
        mf_block block = { data + r * row * size, n * row, self->chunk[table] * row, size, NULL, 0 };

        offset[axis] = first + r;
        done = put_chunk(self, table, offset, block);
    }
    return done;
}

herr_t mf_h5_tables_replicate(mf_h5_tables *self, int replicate)
{
    herr_t done = 0;

    for (int i = 0; i < MF_N_TABLES && done >= 0; i++)
        if (self->dataset[i] >= 0 && mf_table_is_per_replicate(&mf_table_list[i]))
            done = write_rows(self, i, replicate, 0, rows_of(self->tables, &mf_table_list[i]));
    return done < 0 ? -1 : write_waiting(self);
}

static herr_t write_axis(mf_h5_tables *self, mf_axis axis, size_t rows)
{
    size_t first = self->tables->first[axis];
    hsize_t length = first + rows;

    for (int i = 0; i < MF_N_TABLES; i++) {
        if (self->dataset[i] < 0 || mf_table_list[i].axis[0] != axis)
            continue;
        self->what = self->listed[i].path;
        if (H5Dset_extent(self->dataset[i], &length) < 0 || write_rows(self, i, 0, first, rows) < 0)
            return -1;
    }
    if (write_waiting(self) < 0) /* packs from the rows at hand, so before they go */
        return -1;
    mf_tables_drop(self->tables, axis, rows);
    return 0;
}

herr_t mf_h5_tables_rows(mf_h5_tables *self, bool all)
{
    for (mf_axis axis = MF_BEFORE_ROW_AXES + 1; axis < MF_N_AXES; axis++) {
        size_t rows = self->tables->rows[axis];

        if (!all)
            rows = rows < ROWS_AT_ONCE ? 0 : rows - rows % ROWS_LONG;
        if (rows > 0 && write_axis(self, axis, rows) < 0)
            return -1;
    }
    return 0;
}

herr_t mf_h5_tables_rest(mf_h5_tables *self)
{
    for (int i = 0; i < MF_N_TABLES; i++) {
        const mf_table *t = &mf_table_list[i];

        if (self->dataset[i] >= 0 && !grows(t) && !mf_table_is_per_replicate(t) &&
            write_rows(self, i, 0, 0, rows_of(self->tables, t)) < 0)
            return -1;
    }
    return write_waiting(self);
}

herr_t mf_h5_tables_end(mf_h5_tables *self)
{
    herr_t done = 0;

    for (int i = 0; i < MF_N_TABLES; i++) {
        const mf_table *t = &mf_table_list[i];
        mf_listed *listed = &self->listed[i];
        hsize_t most[MF_MOST_AXES];

        if (self->dataset[i] < 0)
            continue;
        self->what = listed->path;
        listed->type = t->type;
        listed->n_axes = shape_of(self->tables, t, listed->length, most);
        if (grows(t))
            listed->length[0] = self->tables->first[t->axis[0]];
        mf_digest_end(&self->digest[i], listed->digest);
        done |= mf_h5_put_text(self->dataset[i], "digest", listed->digest);
        done |= H5Dclose(self->dataset[i]);
        self->dataset[i] = -1;
    }
    return done;
}

void mf_h5_tables_free(mf_h5_tables *self)
{
    char unused[MF_DIGEST_TEXT];

    for (int i = 0; i < MF_N_TABLES; i++) {
        if (self->dataset[i] > 0)
            (void) H5Dclose(self->dataset[i]);
        if (self->digest[i].state != NULL)
            mf_digest_end(&self->digest[i], unused);
    }
    if (self->text > 0)
        (void) H5Tclose(self->text);
    mf_deflate_free(&self->deflate);
}
