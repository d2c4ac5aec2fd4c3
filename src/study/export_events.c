/* The stream of events, and what moments of lives are kept of a sample of people. */
#include <stdlib.h>
#include <string.h>

#include "study/events.h"
#include "study/export_parts.h"
#include "study/trace.h"

enum { ROWS_AT_ONCE = 1 << 16 };

/* ------------------------------------------------------------- words */

typedef struct words {
    char **cohort, **kind, **where, **place, **status, **need, **claim, **path;
    size_t n_cohort, n_kind, n_where, n_place, n_status, n_need, n_claim, n_path;
} words;

static mf_err read_words(words *self, const mf_result *from, mf_error *err)
{
    bool sets;

    *self = (words){ .cohort = NULL };
    MF_TRY(mf_result_texts(from, "/cohort", &self->cohort, &self->n_cohort, err));
    MF_TRY(mf_result_texts(from, "/kind", &self->kind, &self->n_kind, err));
    MF_TRY(mf_result_texts(from, "/where", &self->where, &self->n_where, err));
    MF_TRY(mf_result_texts(from, "/place", &self->place, &self->n_place, err));
    MF_TRY(mf_result_texts(from, "/status", &self->status, &self->n_status, err));
    MF_TRY(mf_result_texts(from, "/need", &self->need, &self->n_need, err));
    if (!mf_result_has(from, "/trajectories/moment_claim"))
        return MF_OK;
    MF_TRY(mf_export_words(from, "/trajectories/moment_claim", &self->claim, &self->n_claim, &sets, err));
    return mf_export_words(from, "/trajectories/moment_known", &self->path, &self->n_path, &sets, err);
}

static void free_words(words *self)
{
    char **lists[] = { self->cohort, self->kind, self->where, self->place, self->status,
                       self->need, self->claim, self->path };

    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        mf_result_texts_free(lists[i]);
}

static void put_head(const char *const *names, mf_csv *csv)
{
    for (int i = 0; names[i] != NULL; i++)
        mf_csv_text(csv, names[i]);
    mf_csv_end_row(csv);
}

/* ------------------------------------------------------------- events */

const char *const mf_export_event_heads[] = { "replicate", "person", "cohort", "step", "date",
                                              "event", "where", "status", NULL };

/* Rows of the stream at hand. */
typedef struct rows {
    size_t first, end;
    int32_t *person;
    int8_t *kind, *status;
    int16_t *where;
} rows;

typedef struct stream {
    const mf_result *from;
    mf_csv *csv;
    mf_events index;
    words words;
    rows at;
    int cohort;        /* asked for; -1: all */
    size_t block, end; /* its blocks: [block, end) */
} stream;

static mf_err make_room(rows *self, mf_error *err)
{
    self->person = malloc(ROWS_AT_ONCE * sizeof *self->person);
    self->kind = malloc(ROWS_AT_ONCE * sizeof *self->kind);
    self->status = malloc(ROWS_AT_ONCE * sizeof *self->status);
    self->where = malloc(ROWS_AT_ONCE * sizeof *self->where);
    return self->person == NULL || self->kind == NULL || self->status == NULL || self->where == NULL
               ? mf_fail(err, MF_E_NOMEM, "no room for events") : MF_OK;
}

static void free_rows(rows *self)
{
    free(self->person);
    free(self->kind);
    free(self->status);
    free(self->where);
}

/* Brings rows from `first` on to hand, up to `end` or as many as there is room for. */
static mf_err reach(stream *self, size_t first, size_t end, mf_error *err)
{
    size_t n = end - first < ROWS_AT_ONCE ? end - first : ROWS_AT_ONCE;

    self->at.first = first;
    self->at.end = first + n;
    MF_TRY(mf_result_rows(self->from, "/events/event_person", MF_TYPE_I32, first, n, self->at.person, err));
    MF_TRY(mf_result_rows(self->from, "/events/event_where", MF_TYPE_I16, first, n, self->at.where, err));
    MF_TRY(mf_result_rows(self->from, "/events/event_kind", MF_TYPE_I8, first, n, self->at.kind, err));
    return mf_result_rows(self->from, "/events/event_status", MF_TYPE_I8, first, n, self->at.status, err);
}

static void put_event(stream *self, size_t step, size_t block, size_t i)
{
    const words *w = &self->words;
    mf_csv *csv = self->csv;

    mf_csv_int(csv, self->index.replicate);
    mf_csv_int(csv, self->at.person[i]);
    mf_export_word(csv, w->cohort, w->n_cohort, self->index.block_cohort[block]);
    mf_csv_int(csv, (long long) step);
    mf_export_date(csv, mf_events_day(&self->index, (int) step));
    mf_export_word(csv, w->kind, w->n_kind, self->at.kind[i]);
    mf_export_word(csv, w->where, w->n_where, self->at.where[i]);
    mf_export_word(csv, w->status, w->n_status, self->at.status[i]);
    mf_csv_end_row(csv);
}

/* Rows [row, row + n) are those of a block in a step; what is read goes up to `end`. */
static mf_err put_block(stream *self, size_t step, size_t block, size_t row, size_t n, size_t end,
                        mf_error *err)
{
    for (size_t i = row; i < row + n; i++) {
        if (i < self->at.first || i >= self->at.end)
            MF_TRY(reach(self, i, end, err));
        put_event(self, step, block, i - self->at.first);
    }
    return self->csv->failed ? MF_E_FILE : MF_OK;
}

/* Rows of the blocks that are asked for in one step; of all, reading goes on beyond the step. */
static mf_err put_step(stream *self, size_t step, size_t last_row, mf_error *err)
{
    size_t row, n = mf_events_rows(&self->index, step, self->block, self->end, &row);
    size_t end = self->cohort < 0 ? last_row : row + n;

    for (size_t b = self->block; b < self->end; b++) {
        size_t of_block = (size_t) self->index.count[step * self->index.n_blocks + b];

        MF_TRY(put_block(self, step, b, row, of_block, end, err));
        row += of_block;
    }
    return MF_OK;
}

static mf_err put_replicate(stream *self, int replicate, mf_error *err)
{
    size_t steps = self->index.n_steps, last = 0, n;

    MF_TRY(mf_events_turn(&self->index, replicate, err));
    n = steps == 0 ? 0 : mf_events_rows(&self->index, steps - 1, 0, self->index.n_blocks, &last);
    for (size_t s = 0; s < steps; s++)
        MF_TRY(put_step(self, s, last + n, err));
    return MF_OK;
}

/* The blocks of the cohort that is asked for: they follow one another. */
static mf_err choose_blocks(stream *self, const mf_export_options *options, mf_error *err)
{
    MF_TRY(mf_export_cohort(self->from, options, &self->cohort, err));
    self->end = self->index.n_blocks;
    if (self->cohort < 0)
        return MF_OK;
    while (self->block < self->end && (int) self->index.block_cohort[self->block] != self->cohort)
        self->block++;
    while (self->end > self->block && (int) self->index.block_cohort[self->end - 1] != self->cohort)
        self->end--;
    return MF_OK;
}

mf_err mf_export_events(const mf_result *from, const mf_export_options *options, mf_csv *csv,
                        mf_error *err)
{
    stream self = { .from = from, .csv = csv };
    int first = options->replicate < 0 ? 0 : options->replicate;
    mf_err code = mf_events_init(&self.index, from, err);

    if (code == MF_OK)
        code = choose_blocks(&self, options, err);
    if (code == MF_OK)
        code = read_words(&self.words, from, err);
    if (code == MF_OK)
        code = make_room(&self.at, err);
    if (code == MF_OK && options->replicate >= 0)
        code = mf_events_turn(&self.index, options->replicate, err); /* is it there? */
    if (code == MF_OK)
        put_head(mf_export_event_heads, csv);
    for (int r = first; code == MF_OK && r < self.index.n_replicates && (options->replicate < 0 || r == first); r++)
        code = put_replicate(&self, r, err);
    free_rows(&self.at);
    free_words(&self.words);
    mf_events_free(&self.index);
    return code;
}

/* ------------------------------------------------------------- moments */

/* Columns of /trajectories/moment_* in the order in which they are written, and what they are. */
enum { REPLICATE, PERSON, STEP, KIND, WHERE, PLACE, STATUS, NEED, CLAIM, PROTECTION, LIVELIHOOD,
       FAMILY, EDUCATION, SAVINGS, DEBT, KNOWN, HARM, N_COLUMNS };
static const char *const columns[N_COLUMNS] = {
    "replicate", "person", "step", "kind", "where", "place", "status", "need", "claim",
    "protection", "livelihood", "family", "education", "savings", "debt", "known", "harm",
};
const char *const mf_export_moment_heads[] = {
    "replicate", "person", "cohort", "step", "date", "event", "where", "place", "status", "need",
    "claim", "protection", "livelihood", "family", "education", "savings", "debt", "known", "harm", NULL
};

typedef struct moments {
    const mf_result *from;
    mf_csv *csv;
    mf_events index;
    words words;
    int cohort, replicate; /* asked for; -1: all */
    int64_t person;        /* asked for; -1: all */
    double *at[N_COLUMNS];
} moments;

static void put_mind(const words *w, mf_csv *csv, const double at[N_COLUMNS])
{
    mf_export_word(csv, w->need, w->n_need, at[NEED]);
    mf_export_word(csv, w->claim, w->n_claim, at[CLAIM]);
    for (int c = PROTECTION; c <= DEBT; c++)
        mf_csv_float(csv, (float) at[c]);
    mf_export_set(csv, w->path, w->n_path, (unsigned) at[KNOWN]);
    mf_csv_int(csv, (long long) at[HARM]);
}

/* One moment; without a mind if it is told by the stream alone. */
static void put_moment(const moments *self, const double at[N_COLUMNS], bool has_mind)
{
    const words *w = &self->words;
    mf_csv *csv = self->csv;

    mf_csv_int(csv, (long long) at[REPLICATE]);
    mf_csv_int(csv, (long long) at[PERSON]);
    mf_export_word(csv, w->cohort, w->n_cohort, mf_events_cohort(&self->index, (int32_t) at[PERSON]));
    mf_csv_int(csv, (long long) at[STEP]);
    mf_export_date(csv, mf_events_day(&self->index, (int) at[STEP]));
    mf_export_word(csv, w->kind, w->n_kind, at[KIND]);
    mf_export_word(csv, w->where, w->n_where, at[WHERE]);
    mf_export_word(csv, w->place, w->n_place, has_mind ? at[PLACE] : -1.0);
    mf_export_word(csv, w->status, w->n_status, at[STATUS]);
    if (has_mind)
        put_mind(w, csv, at);
    for (int c = NEED; c < N_COLUMNS && !has_mind; c++)
        mf_csv_nothing(csv);
    mf_csv_end_row(csv);
}

static bool is_asked_for(const moments *self, size_t i)
{
    int32_t person = (int32_t) self->at[PERSON][i];

    return (self->replicate < 0 || (int) self->at[REPLICATE][i] == self->replicate) &&
           (self->person < 0 || person == self->person) &&
           (self->cohort < 0 || mf_events_cohort(&self->index, person) == self->cohort);
}

static mf_err read_column(const moments *self, int column, size_t first, size_t n, mf_error *err)
{
    char path[64] = "/trajectories/moment_";

    strncat(path, columns[column], sizeof path - strlen(path) - 1);
    return mf_result_rows(self->from, path, MF_TYPE_F64, first, n, self->at[column], err);
}

/* Rows of a block that were asked for: who they are of is read first, the rest if there are any. */
static mf_err put_some(const moments *self, size_t first, size_t n, size_t *put, mf_error *err)
{
    double row[N_COLUMNS];
    bool any = false;

    MF_TRY(read_column(self, REPLICATE, first, n, err));
    MF_TRY(read_column(self, PERSON, first, n, err));
    for (size_t i = 0; i < n && !any; i++)
        any = is_asked_for(self, i);
    for (int c = STEP; c < N_COLUMNS && any; c++)
        MF_TRY(read_column(self, c, first, n, err));
    for (size_t i = 0; i < n && any; i++) {
        if (!is_asked_for(self, i))
            continue;
        for (int c = 0; c < N_COLUMNS; c++)
            row[c] = self->at[c][i];
        put_moment(self, row, true);
        (*put)++;
    }
    return self->csv->failed ? MF_E_FILE : MF_OK;
}

static mf_err put_moments(const moments *self, size_t *put, mf_error *err)
{
    size_t length[MF_MOST_AXES];
    int n_axes;

    MF_TRY(mf_result_shape(self->from, "/trajectories/moment_person", length, &n_axes, err));
    for (size_t at = 0; at < length[0]; at += ROWS_AT_ONCE)
        MF_TRY(put_some(self, at, length[0] - at < ROWS_AT_ONCE ? length[0] - at : ROWS_AT_ONCE, put, err));
    return MF_OK;
}

static mf_err begin(moments *self, const mf_result *from, const mf_export_options *options,
                    mf_csv *csv, mf_error *err)
{
    *self = (moments){ .from = from, .csv = csv, .replicate = options->replicate,
                       .person = options->person };
    MF_TRY(mf_events_init(&self->index, from, err));
    MF_TRY(mf_export_cohort(from, options, &self->cohort, err));
    if (options->replicate >= 0) /* is it there? */
        MF_TRY(mf_events_turn(&self->index, options->replicate, err));
    for (int c = 0; c < N_COLUMNS; c++)
        if ((self->at[c] = malloc(ROWS_AT_ONCE * sizeof(double))) == NULL)
            return mf_fail(err, MF_E_NOMEM, "no room for moments");
    return read_words(&self->words, from, err);
}

static void end(moments *self)
{
    for (int c = 0; c < N_COLUMNS; c++)
        free(self->at[c]);
    free_words(&self->words);
    mf_events_free(&self->index);
}

mf_err mf_export_sample(const mf_result *from, const mf_export_options *options, mf_csv *csv,
                        mf_error *err)
{
    moments self;
    size_t put = 0;
    mf_err code;

    if (!mf_result_has(from, "/trajectories/moment_person"))
        return mf_fail_at(err, MF_E_USAGE, mf_result_path(from), 0,
                          "keeps no trajectories: run it with --sample SHARE");
    code = begin(&self, from, options, csv, err);
    if (code == MF_OK) {
        put_head(mf_export_moment_heads, csv);
        code = put_moments(&self, &put, err);
    }
    end(&self);
    return code;
}

/* ------------------------------------------------------------- one person */

static mf_err put_life(moments *self, int replicate, mf_error *err)
{
    mf_life life;
    mf_err code = mf_life_read(&life, self->from, &self->index, replicate, (int32_t) self->person, err);

    for (int i = 0; code == MF_OK && i < life.n; i++) {
        const mf_moment *m = &life.at[i];
        const double row[N_COLUMNS] = { [REPLICATE] = replicate, [PERSON] = (double) self->person,
                                        [STEP] = m->step, [KIND] = m->kind, [WHERE] = m->where,
                                        [STATUS] = m->status };

        put_moment(self, row, false);
    }
    mf_life_free(&life);
    return code;
}

/* Somebody of the sample is told with mind and money; of others the stream tells what happened. */
static mf_err put_person(moments *self, mf_error *err)
{
    int first = self->replicate < 0 ? 0 : self->replicate;
    int end_of = self->replicate < 0 ? self->index.n_replicates : first + 1;
    bool sampled = mf_result_has(self->from, "/trajectories/moment_person");

    for (int r = first; r < end_of; r++) {
        size_t put = 0;

        self->replicate = r;
        if (sampled)
            MF_TRY(put_moments(self, &put, err));
        if (put == 0)
            MF_TRY(put_life(self, r, err));
    }
    return MF_OK;
}

mf_err mf_export_person(const mf_result *from, const mf_export_options *options, mf_csv *csv,
                        mf_error *err)
{
    moments self;
    mf_err code = begin(&self, from, options, csv, err);

    if (code == MF_OK && mf_events_cohort(&self.index, (int32_t) options->person) < 0)
        code = mf_fail_at(err, MF_E_USAGE, mf_result_path(from), 0, "nobody has the number %d",
                          (int) options->person);
    if (code == MF_OK) {
        put_head(mf_export_moment_heads, csv);
        code = put_person(&self, err);
    }
    end(&self);
    return code;
}
