#include "study/trace.h"

#include <stdlib.h>
#include <string.h>

#include "study/events.h"

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
        { "/place", &self->place },
    };
    size_t n;

    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        MF_TRY(mf_result_texts(run, lists[i].table, lists[i].words, &n, err));
    return MF_OK;
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

static mf_err add_event(mf_life *self, const mf_result *run, const mf_events *of, size_t step,
                        size_t row, mf_error *err)
{
    mf_moment *m = add(self);
    int32_t kind, where, status;

    if (m == NULL)
        return mf_fail(err, MF_E_NOMEM, "no room for a life");
    MF_TRY(mf_result_rows(run, "/events/event_kind", MF_TYPE_I32, row, 1, &kind, err));
    MF_TRY(mf_result_rows(run, "/events/event_where", MF_TYPE_I32, row, 1, &where, err));
    MF_TRY(mf_result_rows(run, "/events/event_status", MF_TYPE_I32, row, 1, &status, err));
    m->step = (int) step;
    m->day = mf_events_day(of, m->step);
    m->kind = kind;
    m->where = where;
    m->status = status;
    return MF_OK;
}

/* Rows of the person's block in a step. */
static mf_err read_step(mf_life *self, const mf_result *run, const mf_events *of, size_t step,
                        mf_error *err)
{
    size_t block = mf_events_block(of, self->person), first;
    size_t n = mf_events_rows(of, step, block, block + 1, &first);
    int32_t *person = malloc((n + 1) * sizeof *person);
    mf_err code = person == NULL ? mf_fail(err, MF_E_NOMEM, "no room for events") : MF_OK;

    if (code == MF_OK)
        code = mf_result_rows(run, "/events/event_person", MF_TYPE_I32, first, n, person, err);
    for (size_t i = 0; code == MF_OK && i < n; i++)
        if (person[i] == self->person)
            code = add_event(self, run, of, step, first + i, err);
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
    int32_t step, kind, need, claim, place;

    MF_TRY(mf_result_rows(run, "/trajectories/moment_step", MF_TYPE_I32, row, 1, &step, err));
    MF_TRY(mf_result_rows(run, "/trajectories/moment_kind", MF_TYPE_I32, row, 1, &kind, err));
    MF_TRY(mf_result_rows(run, "/trajectories/moment_need", MF_TYPE_I32, row, 1, &need, err));
    MF_TRY(mf_result_rows(run, "/trajectories/moment_claim", MF_TYPE_I32, row, 1, &claim, err));
    MF_TRY(mf_result_rows(run, "/trajectories/moment_place", MF_TYPE_I32, row, 1, &place, err));
    for (int i = 0; i < 6; i++)
        MF_TRY(mf_result_rows(run, tables[i], MF_TYPE_F64, row, 1, &value[i], err));
    for (int i = 0; i < self->n; i++) {
        mf_moment *m = &self->at[i];

        if (m->step != step || m->kind != kind || m->has_mind)
            continue;
        m->has_mind = true;
        m->need = need;
        m->claim = claim;
        m->place = place;
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
        code = mf_result_exactly(run, "/trajectories/moment_replicate", n, &replicate, err);
    for (size_t i = 0; code == MF_OK && i < n; i++)
        if ((int32_t) person[i] == self->person && (int) replicate[i] == self->replicate)
            code = put_mind(self, run, i, err);
    free(person);
    free(replicate);
    return code;
}

mf_err mf_life_read(mf_life *self, const mf_result *run, mf_events *of, int replicate,
                    int32_t person, mf_error *err)
{
    mf_err code;

    *self = (mf_life){ .person = person, .replicate = replicate,
                       .cohort = mf_events_cohort(of, person) };
    if (self->cohort < 0)
        return mf_fail_at(err, MF_E_USAGE, mf_result_path(run), 0, "nobody has the number %d",
                          (int) person);
    code = mf_events_turn(of, replicate, err);
    if (code == MF_OK)
        code = read_words(self, run, err);
    if (code == MF_OK)
        code = find_fate(self, run, err);
    for (size_t s = 0; code == MF_OK && s < of->n_steps; s++)
        code = read_step(self, run, of, s, err);
    if (code == MF_OK)
        code = read_minds(self, run, err);
    if (code != MF_OK)
        mf_life_free(self);
    return code;
}

mf_err mf_life_open(mf_life *self, const char *path, int replicate, int32_t person, mf_error *err)
{
    mf_result *run;
    mf_events of;
    mf_err code;

    *self = (mf_life){ .person = person };
    MF_TRY(mf_result_open(&run, path, err));
    code = mf_events_init(&of, run, err);
    if (code == MF_OK) {
        code = mf_life_read(self, run, &of, replicate, person, err);
        mf_events_free(&of);
    }
    mf_result_close(run);
    return code;
}

void mf_life_free(mf_life *self)
{
    char **lists[] = { self->kind, self->kind_name, self->where, self->status,
                       self->status_name, self->cohorts, self->need, self->motive, self->place };

    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        mf_result_texts_free(lists[i]);
    free(self->at);
    *self = (mf_life){ .n = 0 };
}
