/* The auditor: what is kept twice must agree, and nobody may be lost. */
#include "sim/world.h"

#include <stdlib.h>

static mf_err check_stocks(const mf_world *self, mf_error *err)
{
    size_t cells = (size_t) mf_cell_count(self->rules.cells);
    size_t classes = cells * (size_t) self->scenario->cohorts.n;
    int64_t *counted = calloc(classes + 1, sizeof *counted);
    mf_err code = counted == NULL ? MF_E_NOMEM : MF_OK;

    for (size_t c = 0; code == MF_OK && c < self->population.n_chunks; c++) {
        mf_chunk chunk = self->population.chunk[c];
        size_t end = self->population.first[chunk.cohort] + self->population.count[chunk.cohort];

        for (uint32_t id = chunk.begin; id < chunk.end && id < end; id++)
            counted[(size_t) chunk.cohort * cells + self->people.cell[id]]++;
    }
    code = mf_comm_agree(self->options.comm, code, err);
    if (code == MF_OK)
        mf_comm_sum(self->options.comm, counted, classes);
    for (size_t i = 0; code == MF_OK && i < classes; i++)
        if (counted[i] != self->stock[i] || (counted[i] != 0) != (mf_world_next(self, i, i + 1) == i))
            code = mf_fail(err, MF_E_INTERNAL, "step %d: class %zu holds %lld people, counted as %lld%s",
                           self->step, i, (long long) counted[i], (long long) self->stock[i],
                           counted[i] != self->stock[i] ? "" : ", but marked otherwise");
    free(counted);
    return code;
}

static mf_err check_lines(const mf_world *self, mf_error *err)
{
    for (int q = 0; q < self->lines.n; q++) {
        const mf_queue_state *state = &self->lines.state[q];
        int64_t standing = 0, waiting = 0;

        for (int k = 0; k < self->scenario->cohorts.n; k++)
            waiting += state->here[k];
        for (int c = 0; c < MF_N_CLASSES; c++)
            for (uint32_t id = state->line[c].head; id != MF_NOBODY; id = self->people.next[id]) {
                standing++;
                if (self->people.person[id].queue != q ||
                    self->rules.queue_at[self->people.cell[id]] != q)
                    return mf_fail(err, MF_E_INTERNAL, "step %d: person %u stands in the wrong queue",
                                   self->step, id);
            }
        if (standing != waiting)
            return mf_fail(err, MF_E_INTERNAL, "step %d: queue %d holds %lld, counted as %lld",
                           self->step, q, (long long) standing, (long long) waiting);
    }
    return MF_OK;
}

mf_err mf_world_sane(const mf_world *self, mf_error *err)
{
    MF_TRY(check_stocks(self, err));
    return check_lines(self, err);
}
