#include "study/events.h"

#include <stdlib.h>
#include <string.h>

#include "study/export_parts.h"

static mf_err read_lists(mf_events *self, mf_error *err)
{
    MF_TRY(mf_result_reals(self->from, "/step_time", &self->time, &self->n_steps, err));
    MF_TRY(mf_result_reals(self->from, "/block_first_person", &self->first_person, &self->n_blocks, err));
    MF_TRY(mf_result_exactly(self->from, "/block_cohort", self->n_blocks, &self->block_cohort, err));
    MF_TRY(mf_result_reals(self->from, "/cohort_first_person", &self->cohort_first, &self->n_cohorts, err));
    MF_TRY(mf_result_exactly(self->from, "/cohort_people", self->n_cohorts, &self->cohort_people, err));
    if (!mf_export_start(self->from, "/step_time", &self->start))
        return mf_fail_at(err, MF_E_FORMAT, mf_result_path(self->from), 0, "does not tell its first day");
    self->offset = calloc(self->n_steps + 1, sizeof *self->offset);
    self->count = calloc(self->n_steps * self->n_blocks + 1, sizeof *self->count);
    return self->offset == NULL || self->count == NULL
               ? mf_fail(err, MF_E_NOMEM, "no room for the index of events") : MF_OK;
}

mf_err mf_events_init(mf_events *self, const mf_result *from, mf_error *err)
{
    size_t length[MF_MOST_AXES];
    int n_axes;
    mf_err code;

    *self = (mf_events){ .from = from, .replicate = -1 };
    if (!mf_result_has(from, "/events/event_person"))
        return mf_fail_at(err, MF_E_USAGE, mf_result_path(from), 0,
                          "keeps no events: run it with outputs.events = true");
    MF_TRY(mf_result_shape(from, "/events/block_count", length, &n_axes, err));
    self->n_replicates = (int) length[0];
    code = read_lists(self, err);
    if (code == MF_OK && (length[1] != self->n_steps || length[2] != self->n_blocks))
        code = mf_fail_at(err, MF_E_FORMAT, mf_result_path(from), 0,
                          "has an index of events that is not of its steps and blocks");
    if (code != MF_OK)
        mf_events_free(self);
    return code;
}

void mf_events_free(mf_events *self)
{
    double *lists[] = { self->offset, self->first_person, self->block_cohort, self->time,
                        self->cohort_first, self->cohort_people };

    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        free(lists[i]);
    free(self->count);
    *self = (mf_events){ .replicate = -1 };
}

mf_err mf_events_turn(mf_events *self, int replicate, mf_error *err)
{
    if (replicate < 0 || replicate >= self->n_replicates)
        return mf_fail_at(err, MF_E_USAGE, mf_result_path(self->from), 0,
                          "has no replicate %d: the last is %d", replicate, self->n_replicates - 1);
    MF_TRY(mf_result_rows(self->from, "/events/step_offset", MF_TYPE_F64, (size_t) replicate, 1,
                          self->offset, err));
    MF_TRY(mf_result_rows(self->from, "/events/block_count", MF_TYPE_I32, (size_t) replicate, 1,
                          self->count, err));
    self->replicate = replicate;
    return MF_OK;
}

int mf_events_cohort(const mf_events *self, int32_t person)
{
    for (size_t k = 0; k < self->n_cohorts; k++)
        if (person >= self->cohort_first[k] && person < self->cohort_first[k] + self->cohort_people[k])
            return (int) k;
    return -1;
}

size_t mf_events_block(const mf_events *self, int32_t person)
{
    size_t low = 0, high = self->n_blocks;

    while (high - low > 1) { /* the last block that begins at or before the person */
        size_t middle = (low + high) / 2;

        if (self->first_person[middle] <= person)
            low = middle;
        else
            high = middle;
    }
    return low;
}

size_t mf_events_rows(const mf_events *self, size_t step, size_t block, size_t end, size_t *first)
{
    const int32_t *count = &self->count[step * self->n_blocks];
    size_t n = 0;

    *first = (size_t) self->offset[step];
    for (size_t b = 0; b < block; b++)
        *first += (size_t) count[b];
    for (size_t b = block; b < end; b++)
        n += (size_t) count[b];
    return n;
}

int mf_events_day(const mf_events *self, int step)
{
    return self->start + (step < 0 ? 0 : (int) self->time[step]);
}
