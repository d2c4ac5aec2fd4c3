/* output.c — how fast events are written, and how fast HDF5's own filters would write them.
 *
 *     mixflow_output RUN.h5 EVENTS LEVEL OUT.h5
 *
 * takes the events of a run, over and over until there are EVENTS, and prints
 * events per second of processor time: through the store, and through HDF5's
 * shuffle and deflate of the same level with the same chunks (plain, at level 0). */
#define _XOPEN_SOURCE 700 /* clock_gettime */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "io/config.h"
#include "io/result_h5.h"
#include "io/store_h5.h"
#include "io/text_h5.h"

enum { COLUMNS = 4, CHUNK = 1 << 12, PIECE = 1 << 16 };
static const int columns[COLUMNS] = { MF_TABLE_EVENT_PERSON, MF_TABLE_EVENT_WHERE,
                                      MF_TABLE_EVENT_KIND, MF_TABLE_EVENT_STATUS };

typedef struct sample {
    size_t n;
    void *column[COLUMNS];
} sample;

static double cpu(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double) now.tv_sec + 1e-9 * (double) now.tv_nsec;
}

static mf_err read_sample(sample *self, const char *path, mf_error *err)
{
    size_t length[MF_MOST_AXES];
    mf_result *run;
    int n_axes;

    MF_TRY(mf_result_open(&run, path, err));
    MF_TRY(mf_result_shape(run, "/events/event_person", length, &n_axes, err));
    self->n = length[0];
    for (int c = 0; c < COLUMNS; c++) {
        const mf_table *t = &mf_table_list[columns[c]];
        char name[64];

        (void) snprintf(name, sizeof name, "/%s/%s", t->group, t->name);
        self->column[c] = malloc(self->n * mf_type_size(t->type));
        if (self->column[c] == NULL)
            return MF_E_NOMEM;
        MF_TRY(mf_result_rows(run, name, t->type, 0, self->n, self->column[c], err));
    }
    mf_result_close(run);
    return MF_OK;
}

static mf_err read_scenario(const char *path, mf_scenario **scenario, mf_error *err)
{
    const mf_config_options options = { 0 };
    mf_buffer text = { 0 };
    mf_diags diags = { 0 };
    mf_err code = mf_scenario_h5(path, &text, err);

    if (code == MF_OK)
        code = mf_config_read_text(text.text, path, &options, scenario, &diags, err);
    mf_diags_free(&diags);
    mf_buffer_free(&text);
    return code;
}

/* Hands rows [at, at + n) of the sample to the tables. */
static mf_err put_rows(const sample *from, size_t at, size_t n, mf_tables *to)
{
    size_t row = to->rows[MF_AXIS_EVENT];

    MF_TRY(mf_tables_grow(to, MF_AXIS_EVENT, n));
    for (int c = 0; c < COLUMNS; c++) {
        size_t size = mf_type_size(mf_table_list[columns[c]].type);

        memcpy((char *) to->data[columns[c]] + row * size, (char *) from->column[c] + at * size, n * size);
    }
    for (size_t i = 0; i < n; i++)
        ((int32_t *) to->data[MF_TABLE_EVENT])[row + i] = (int32_t) (to->first[MF_AXIS_EVENT] + row + i);
    to->rows[MF_AXIS_EVENT] += n;
    return MF_OK;
}

/* Seconds that the store takes for so many events; negative on failure. */
static double through_store(const sample *from, size_t events, mf_scenario *scenario, int level,
                            const char *out, mf_error *err)
{
    mf_tables tables;
    mf_store *store = NULL;
    double spent = 0.0, start;
    mf_err code;

    scenario->outputs.compression = level;
    code = mf_tables_init(&tables, scenario, 1);
    if (code == MF_OK)
        code = mf_store_open(&store, out, true, &tables, 1, err);
    for (size_t done = 0; code == MF_OK && done < events; done += PIECE) {
        code = put_rows(from, done % (from->n - PIECE), PIECE, &tables);
        start = cpu();
        if (code == MF_OK)
            code = mf_store_rows(store, err);
        spent += cpu() - start;
    }
    mf_store_free(store); /* what was not committed disappears */
    mf_tables_free(&tables);
    return code == MF_OK ? spent : -1.0;
}

static hid_t create(hid_t file, int column, int level)
{
    const hsize_t none = 0, most = H5S_UNLIMITED, chunk = CHUNK;
    hid_t space = H5Screate_simple(1, &none, &most), how = H5Pcreate(H5P_DATASET_CREATE), dataset;

    (void) H5Pset_chunk(how, 1, &chunk);
    if (level > 0) {
        (void) H5Pset_shuffle(how);
        (void) H5Pset_deflate(how, (unsigned) level);
    }
    dataset = H5Dcreate2(file, mf_table_list[columns[column]].name,
                         mf_h5_type(mf_table_list[columns[column]].type, -1), space, H5P_DEFAULT, how,
                         H5P_DEFAULT);
    (void) H5Pclose(how);
    (void) H5Sclose(space);
    return dataset;
}

static int append(hid_t dataset, mf_type type, hsize_t at, hsize_t n, const void *values)
{
    const hsize_t length = at + n;
    hid_t memory = H5Screate_simple(1, &n, NULL), space;
    herr_t done = H5Dset_extent(dataset, &length);

    space = H5Dget_space(dataset);
    done |= H5Sselect_hyperslab(space, H5S_SELECT_SET, &at, NULL, &n, NULL) |
            H5Dwrite(dataset, mf_h5_type(type, -1), memory, space, H5P_DEFAULT, values);
    (void) H5Sclose(space);
    (void) H5Sclose(memory);
    return done >= 0;
}

/* Seconds that HDF5 takes by itself. */
static double through_hdf5(const sample *from, size_t events, int level, const char *out)
{
    hid_t file = H5Fcreate(out, H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT), dataset[COLUMNS];
    double start;
    int good = file >= 0;

    for (int c = 0; c < COLUMNS && good; c++)
        dataset[c] = create(file, c, level);
    start = cpu();
    for (size_t done = 0; good && done < events; done += PIECE)
        for (int c = 0; c < COLUMNS && good; c++) {
            mf_type type = mf_table_list[columns[c]].type;
            size_t at = done % (from->n - PIECE);

            good = append(dataset[c], type, done, PIECE, (char *) from->column[c] + at * mf_type_size(type));
        }
    for (int c = 0; c < COLUMNS && good; c++)
        (void) H5Dclose(dataset[c]);
    if (file >= 0)
        (void) H5Fclose(file);
    (void) remove(out);
    return good ? cpu() - start : -1.0;
}

int main(int argc, char **argv)
{
    sample from = { 0 };
    mf_scenario *scenario = NULL;
    mf_error err = { 0 };
    size_t events;
    double ours, theirs;

    if (argc != 5)
        return fprintf(stderr, "usage: mixflow_output RUN.h5 EVENTS LEVEL OUT.h5\n"), 2;
    events = (size_t) atof(argv[2]);
    if (mf_store_start(&err) != MF_OK || read_sample(&from, argv[1], &err) != MF_OK ||
        read_scenario(argv[1], &scenario, &err) != MF_OK)
        return fprintf(stderr, "%s\n", err.text), 1;
    if (from.n <= PIECE)
        return fprintf(stderr, "%s: more than %d events are needed\n", argv[1], PIECE), 2;
    ours = through_store(&from, events, scenario, atoi(argv[3]), argv[4], &err);
    theirs = through_hdf5(&from, events, atoi(argv[3]), argv[4]);
    if (ours <= 0.0 || theirs <= 0.0)
        return fprintf(stderr, "cannot write: %s\n", err.text), 1;
    printf("events_per_cpu_second\t%.4g\n", (double) events / ours);
    printf("hdf5_events_per_cpu_second\t%.4g\n", (double) events / theirs);
    for (int c = 0; c < COLUMNS; c++)
        free(from.column[c]);
    mf_scenario_free(scenario);
    return 0;
}
