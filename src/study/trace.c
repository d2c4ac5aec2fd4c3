#include "study/trace.h"

#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"

enum { AT_ONCE = 1 << 20 }; /* rows of the stream read together */

typedef struct steps {
    double *offset, *count, *time; /* of one replicate */
    size_t n;
    int start; /* day of the first step */
} steps;

static void free_steps(steps *self)
{
    free(self->offset);
    free(self->count);
    free(self->time);
}

/* ------------------------------------------------------------- lists */

static mf_err read_words(mf_life *self, const mf_result *run, mf_error *err)
{
    const struct {
        const char *table;
        char ***words;
    } lists[] = {
        { "/kind", &self->kind },     { "/kind_name", &self->kind_name },
        { "/where", &self->where },   { "/status", &self->status },
        { "/status_name", &self->status_name }, { "/cohort", &self->cohorts },
        { "/need", &self->need },     { "/motive", &self->motive },
    };
    size_t n;

    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        MF_TRY(mf_result_texts(run, lists[i].table, lists[i].words, &n, err));
    return MF_OK;
}

/* The cohort whose numbers hold this one's. */
static mf_err find_cohort(mf_life *self, const mf_result *run, mf_error *err)
{
    double *first = NULL, *count = NULL;
    size_t n = 0;
    mf_err code = mf_result_reals(run, "/cohort_first_person", &first, &n, err);

    if (code == MF_OK)
        code = mf_result_reals(run, "/cohort_people", &count, &n, err);
    self->cohort = -1;
    for (size_t k = 0; code == MF_OK && k < n; k++)
        if (self->person >= first[k] && self->person < first[k] + count[k])
            self->cohort = (int) k;
    free(first);
    free(count);
    if (code == MF_OK && self->cohort < 0)
        return mf_fail_at(err, MF_E_USAGE, mf_result_path(run), 0, "nobody has the number %d",
                          (int) self->person);
    return code;
}

static mf_err find_fate(mf_life *self, const mf_result *run, mf_error *err)
{
    size_t length[MF_MOST_AXES];
    int8_t *fate;
    mf_err code;
    int n;

    self->fate = -1;
    if (!mf_result_has(run, "/fates/final_fate"))
        return MF_OK;
    MF_TRY(mf_result_shape(run, "/fates/final_fate", length, &n, err));
    fate = calloc(length[1] + 1, sizeof *fate);
    if (fate == NULL)
        return mf_fail(err, MF_E_NOMEM, "no room for fates");
    code = mf_result_rows(run, "/fates/final_fate", MF_TYPE_I8, (size_t) self->replicate, 1, fate, err);
    if (code == MF_OK && (size_t) self->person < length[1])
        self->fate = fate[self->person];
    free(fate);
    return code;
}

/* ------------------------------------------------------------- the stream */

static mf_err read_row(const mf_result *run, const char *table, size_t first, double **values,
                       size_t n, mf_error *err)
{
    *values = calloc(n + 1, sizeof **values);
    return *values == NULL ? mf_fail(err, MF_E_NOMEM, "no room for table %s", table)
                           : mf_result_rows(run, table, MF_TYPE_F64, first, 1, *values, err);
}

static mf_err read_steps(steps *self, const mf_result *run, int replicate, mf_error *err)
{
    char *unit = mf_result_attribute(run, "/step_time", "units"), date[MF_DATE_TEXT] = "";
    size_t length[MF_MOST_AXES];
    int n_axes;
    bool dated;

    if (unit != NULL && strlen(unit) > 21)
        strncat(date, unit + strlen("days since "), 10);
    free(unit);
    dated = mf_day_parse(date, &self->start);
    if (!dated)
        return mf_fail_at(err, MF_E_FORMAT, mf_result_path(run), 0, "does not tell its first day");
    MF_TRY(mf_result_reals(run, "/step_time", &self->time, &self->n, err));
    MF_TRY(mf_result_shape(run, "/events/step_offset", length, &n_axes, err));
    if (replicate < 0 || (size_t) replicate >= length[0])
        return mf_fail_at(err, MF_E_USAGE, mf_result_path(run), 0,
                          "has no replicate %d: the last is %zu", replicate, length[0] - 1);
    MF_TRY(read_row(run, "/events/step_offset", (size_t) replicate, &self->offset, self->n, err));
    return read_row(run, "/events/step_count", (size_t) replicate, &self->count, self->n, err);
}

static mf_moment *add(mf_life *self)
{
    if (self->n == self->room) {
        int room = self->room == 0 ? 64 : 2 * self->room;
        mf_moment *more = realloc(self->at, (size_t) room * sizeof *more);

        if (more == NULL)
            return NULL;
        self->at = more;
        self->room = room;
    }
    self->at[self->n] = (mf_moment){ .step = -1 };
    return &self->at[self->n++];
}

static int step_of(const steps *of, size_t row)
{
    size_t low = 0, high = of->n;

    while (high - low > 1) { /* the last step that begins at or before the row */
        size_t middle = (low + high) / 2;

        if (of->offset[middle] <= (double) row)
            low = middle;
        else
            high = middle;
    }
    return (int) low;
}

static mf_err add_event(mf_life *self, const mf_result *run, const steps *of, size_t row,
                        mf_error *err)
{
    mf_moment *m = add(self);
    int32_t kind, where, status;

    if (m == NULL)
        return mf_fail(err, MF_E_NOMEM, "no room for a life");
    MF_TRY(mf_result_rows(run, "/events/event_kind", MF_TYPE_I32, row, 1, &kind, err));
    MF_TRY(mf_result_rows(run, "/events/event_where", MF_TYPE_I32, row, 1, &where, err));
    MF_TRY(mf_result_rows(run, "/events/event_status", MF_TYPE_I32, row, 1, &status, err));
    m->step = step_of(of, row);
    m->day = of->start + (int) of->time[m->step];
    m->kind = kind;
    m->where = where;
    m->status = status;
    return MF_OK;
}

static mf_err read_stream(mf_life *self, const mf_result *run, const steps *of, mf_error *err)
{
    size_t first = of->n == 0 ? 0 : (size_t) of->offset[0];
    size_t end = of->n == 0 ? 0 : (size_t) (of->offset[of->n - 1] + of->count[of->n - 1]);
    int32_t *person = malloc(AT_ONCE * sizeof *person);
    mf_err code = person == NULL ? mf_fail(err, MF_E_NOMEM, "no room for events") : MF_OK;

    for (size_t at = first; code == MF_OK && at < end; at += AT_ONCE) {
        size_t n = end - at < AT_ONCE ? end - at : AT_ONCE;

        code = mf_result_rows(run, "/events/event_person", MF_TYPE_I32, at, n, person, err);
        for (size_t i = 0; code == MF_OK && i < n; i++)
            if (person[i] == self->person)
                code = add_event(self, run, of, at + i, err);
    }
    free(person);
    return code;
}

/* ------------------------------------------------------------- the mind */

/* Puts what a kept moment says beside the event that it belongs to. */
static mf_err put_mind(mf_life *self, const mf_result *run, size_t row, mf_error *err)
{
    static const char *const tables[] = {
        "/trajectories/moment_protection", "/trajectories/moment_livelihood",
        "/trajectories/moment_family",     "/trajectories/moment_education",
        "/trajectories/moment_savings",    "/trajectories/moment_debt",
    };
    double value[6];
    int32_t step, kind, need;

    MF_TRY(mf_result_rows(run, "/trajectories/moment_step", MF_TYPE_I32, row, 1, &step, err));
    MF_TRY(mf_result_rows(run, "/trajectories/moment_kind", MF_TYPE_I32, row, 1, &kind, err));
    MF_TRY(mf_result_rows(run, "/trajectories/moment_need", MF_TYPE_I32, row, 1, &need, err));
    for (int i = 0; i < 6; i++)
        MF_TRY(mf_result_rows(run, tables[i], MF_TYPE_F64, row, 1, &value[i], err));
    for (int i = 0; i < self->n; i++) {
        mf_moment *m = &self->at[i];

        if (m->step != step || m->kind != kind || m->has_mind)
            continue;
        m->has_mind = true;
        m->need = need;
        memcpy(m->share, value, sizeof m->share);
        m->savings = value[4];
        m->debt = value[5];
        break;
    }
    return MF_OK;
}

static mf_err read_minds(mf_life *self, const mf_result *run, mf_error *err)
{
    double *person = NULL, *replicate = NULL;
    size_t n = 0;
    mf_err code;

    if (!mf_result_has(run, "/trajectories/moment_person"))
        return MF_OK;
    code = mf_result_reals(run, "/trajectories/moment_person", &person, &n, err);
    if (code == MF_OK)
        code = mf_result_reals(run, "/trajectories/moment_replicate", &replicate, &n, err);
    for (size_t i = 0; code == MF_OK && i < n; i++)
        if ((int32_t) person[i] == self->person && (int) replicate[i] == self->replicate)
            code = put_mind(self, run, i, err);
    free(person);
    free(replicate);
    return code;
}

static mf_err read_life(mf_life *self, const mf_result *run, steps *of, mf_error *err)
{
    if (!mf_result_has(run, "/events/event_person"))
        return mf_fail_at(err, MF_E_USAGE, mf_result_path(run), 0,
                          "keeps no events: run it with outputs.events = true");
    MF_TRY(find_cohort(self, run, err));
    MF_TRY(read_words(self, run, err));
    MF_TRY(read_steps(of, run, self->replicate, err));
    MF_TRY(find_fate(self, run, err));
    MF_TRY(read_stream(self, run, of, err));
    return read_minds(self, run, err);
}

mf_err mf_life_read(mf_life *self, const char *path, int replicate, int32_t person, mf_error *err)
{
    mf_result *run;
    steps of = { .n = 0 };
    mf_err code;

    *self = (mf_life){ .person = person, .replicate = replicate };
    MF_TRY(mf_result_open(&run, path, err));
    code = read_life(self, run, &of, err);
    free_steps(&of);
    mf_result_close(run);
    if (code != MF_OK)
        mf_life_free(self);
    return code;
}

void mf_life_free(mf_life *self)
{
    char **lists[] = { self->kind, self->kind_name, self->where, self->status,
                       self->status_name, self->cohorts, self->need, self->motive };

    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        mf_result_texts_free(lists[i]);
    free(self->at);
    *self = (mf_life){ .n = 0 };
}
