/* The stream of events against its index, and against what was counted on another way. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "io/inspect_parts_h5.h"

enum { ROWS_AT_ONCE = 1 << 18 };

/* What of a file is needed here, whole or a replicate at a time. */
typedef struct events {
    const mf_inspection *check;
    size_t replicates, steps, blocks, cohorts, kinds, people, rows;
    int32_t *first;   /* [block + 1] number of the first person */
    int16_t *cohort;  /* [block] */
    double *weight;   /* [cohort] */
    double *offset;   /* [step] of a replicate */
    int32_t *count;   /* [step] */
    int32_t *of_block; /* [step][block] */
    double *told;     /* [cohort][kind] events */
    int32_t *person;  /* rows at hand */
    int8_t *kind;
    size_t from, until; /* rows at hand: [from, until) */
    size_t strangers;
    bool failed;
} events;

static const mf_found *found_of(const mf_inspection *self, int table)
{
    return &self->all.at[self->at[table]];
}

static size_t length_of(const mf_inspection *self, int table)
{
    return (size_t) found_of(self, table)->listed.length[0];
}

static bool read_part(const mf_inspection *self, int table, size_t first, size_t rows, void *values)
{
    const mf_found *found = found_of(self, table);
    hid_t dataset = H5Dopen2(self->file, found->listed.path, H5P_DEFAULT);
    mf_digest unused = { NULL };
    bool good = dataset >= 0 && mf_h5_read_rows(dataset, &found->listed, first, rows, values, &unused);

    if (dataset >= 0)
        (void) H5Dclose(dataset);
    return good;
}

/* A table of the file, whole (`first` 0, all `rows`) or some rows of it; NULL on failure. */
static void *take(events *self, int table, size_t first, size_t rows)
{
    const mf_found *found = found_of(self->check, table);
    size_t n = rows * mf_h5_row_values(&found->listed);
    void *values = calloc(n + 1, mf_type_size(found->listed.type));

    if (values == NULL || (rows > 0 && !read_part(self->check, table, first, rows, values)))
        self->failed = true;
    return values;
}

static bool begin(events *self, const mf_inspection *check)
{
    *self = (events){ .check = check,
                      .replicates = length_of(check, MF_TABLE_REPLICATE),
                      .steps = length_of(check, MF_TABLE_STEP),
                      .blocks = length_of(check, MF_TABLE_BLOCK_COHORT),
                      .cohorts = length_of(check, MF_TABLE_WEIGHT),
                      .kinds = length_of(check, MF_TABLE_KIND),
                      .people = length_of(check, MF_TABLE_PERSON),
                      .rows = length_of(check, MF_TABLE_EVENT) };
    self->first = take(self, MF_TABLE_BLOCK_FIRST, 0, self->blocks);
    self->cohort = take(self, MF_TABLE_BLOCK_COHORT, 0, self->blocks);
    self->weight = take(self, MF_TABLE_WEIGHT, 0, self->cohorts);
    self->told = calloc(self->cohorts * self->kinds + 1, sizeof *self->told);
    self->person = malloc(ROWS_AT_ONCE * sizeof *self->person);
    self->kind = malloc(ROWS_AT_ONCE * sizeof *self->kind);
    if (self->told == NULL || self->person == NULL || self->kind == NULL)
        self->failed = true;
    if (!self->failed) /* there is one more than there are blocks: calloc(n + 1) */
        self->first[self->blocks] = (int32_t) self->people;
    return !self->failed;
}

static void end_replicate(events *self)
{
    free(self->offset);
    free(self->count);
    free(self->of_block);
    self->offset = NULL;
    self->count = NULL;
    self->of_block = NULL;
}

static void end(events *self)
{
    end_replicate(self);
    free(self->first);
    free(self->cohort);
    free(self->weight);
    free(self->told);
    free(self->person);
    free(self->kind);
}

/* Brings a row to hand; rows are asked for in order. */
static bool reach(events *self, size_t row)
{
    size_t n = self->rows - row < ROWS_AT_ONCE ? self->rows - row : ROWS_AT_ONCE;

    if (row < self->until)
        return true;
    self->from = row;
    self->until = row + n;
    if (n == 0 || !read_part(self->check, MF_TABLE_EVENT_PERSON, row, n, self->person) ||
        !read_part(self->check, MF_TABLE_EVENT_KIND, row, n, self->kind))
        self->failed = true;
    return !self->failed;
}

/* Walks over the rows of a block in a step. */
static void see_block(events *self, size_t block, size_t row, size_t n)
{
    for (size_t i = row; i < row + n && reach(self, i); i++) {
        int32_t person = self->person[i - self->from];
        int kind = self->kind[i - self->from];
        size_t cohort = (size_t) self->cohort[block];

        self->strangers += person < self->first[block] || person >= self->first[block + 1];
        if (kind >= 0 && (size_t) kind < self->kinds && cohort < self->cohorts)
            self->told[cohort * self->kinds + (size_t) kind]++;
    }
}

/* One step: the row at which it begins is `row`; returns where the next begins. */
static size_t see_step(events *self, size_t replicate, size_t step, size_t row, size_t *wrong)
{
    size_t all = 0;

    for (size_t b = 0; b < self->blocks && !self->failed; b++) {
        int32_t n = self->of_block[step * self->blocks + b];

        if (n < 0 || row + all + (size_t) n > self->rows) {
            mf_inspect_say(self->check, MF_MISTAKE, "/events/block_count",
                         "replicate %zu, step %zu, block %zu: %d events, but the stream has %zu rows",
                         replicate, step, b, n, self->rows);
            self->failed = true;
            return row;
        }
        see_block(self, b, row + all, (size_t) n);
        all += (size_t) n;
    }
    if (self->offset[step] != (double) row || (size_t) self->count[step] != all)
        if ((*wrong)++ == 0)
            mf_inspect_say(self->check, MF_MISTAKE, "/events/step_offset",
                         "replicate %zu, step %zu: row %.0f and %d events, but block_count says %zu and %zu",
                         replicate, step, self->offset[step], self->count[step], row, all);
    return row + all;
}

/* Counted in the stream, and counted as persons by the record: in each cohort and kind. */
static void compare_counts(events *self, size_t replicate)
{
    const mf_found *found = found_of(self->check, MF_TABLE_HAPPENED);
    const hsize_t *n = found->listed.length; /* replicate, time, kind, country, cohort, in need */
    float *happened = take(self, MF_TABLE_HAPPENED, replicate, 1);
    double *sum = calloc(self->cohorts * self->kinds + 1, sizeof *sum);
    size_t all = (size_t) (n[1] * n[2] * n[3] * n[4] * n[5]), wrong = 0;

    if (sum == NULL || n[2] != self->kinds || n[4] != self->cohorts)
        self->failed = true;
    for (size_t i = 0; i < all && !self->failed; i++) {
        size_t kind = i / (size_t) (n[3] * n[4] * n[5]) % self->kinds;
        size_t cohort = i / (size_t) n[5] % self->cohorts;

        sum[cohort * self->kinds + kind] += (double) happened[i];
    }
    for (size_t i = 0; i < self->cohorts * self->kinds && !self->failed; i++) {
        double persons = self->told[i] * self->weight[i / self->kinds];

        if (self->told[i] > 0.0 && fabs(sum[i] - persons) > 1e-4 * (persons + self->weight[i / self->kinds]))
            if (wrong++ == 0)
                mf_inspect_say(self->check, MF_MISTAKE, "/happened/happened",
                             "replicate %zu, cohort %zu, kind %zu: %g persons, but the stream has %g",
                             replicate, i / self->kinds, i % self->kinds, sum[i], persons);
    }
    free(sum);
    free(happened);
}

static size_t see_replicate(events *self, size_t replicate, size_t row)
{
    size_t wrong = 0;

    memset(self->told, 0, self->cohorts * self->kinds * sizeof *self->told);
    self->offset = take(self, MF_TABLE_STEP_OFFSET, replicate, 1);
    self->count = take(self, MF_TABLE_STEP_COUNT, replicate, 1);
    self->of_block = take(self, MF_TABLE_BLOCK_COUNT, replicate, 1);
    for (size_t s = 0; s < self->steps && !self->failed; s++)
        row = see_step(self, replicate, s, row, &wrong);
    if (!self->failed && self->check->at[MF_TABLE_HAPPENED] >= 0)
        compare_counts(self, replicate);
    end_replicate(self);
    return row;
}

void mf_inspect_events(const mf_inspection *check)
{
    static const int needed[] = {
        MF_TABLE_REPLICATE, MF_TABLE_STEP, MF_TABLE_BLOCK_COHORT, MF_TABLE_BLOCK_FIRST,
        MF_TABLE_WEIGHT, MF_TABLE_KIND, MF_TABLE_PERSON, MF_TABLE_EVENT, MF_TABLE_EVENT_PERSON,
        MF_TABLE_EVENT_KIND, MF_TABLE_STEP_OFFSET, MF_TABLE_STEP_COUNT, MF_TABLE_BLOCK_COUNT,
    };
    events self;
    size_t row = 0;

    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (check->at[needed[i]] < 0) /* left out, or complained of already */
            return;
    if (begin(&self, check)) {
        for (size_t r = 0; r < self.replicates && !self.failed; r++)
            row = see_replicate(&self, r, row);
        if (!self.failed && row != self.rows)
            mf_inspect_say(check, MF_MISTAKE, "/events/block_count",
                         "it counts %zu events, but the stream has %zu rows", row, self.rows);
        if (self.strangers > 0)
            mf_inspect_say(check, MF_MISTAKE, "/events/event_person",
                         "%zu events stand in a block that their people are not of", self.strangers);
    }
    end(&self);
}
