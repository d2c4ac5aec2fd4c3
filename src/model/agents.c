#include "model/agents.h"

#include <stdlib.h>
#include <string.h>

#include "base/column.h"
#include "base/pages.h"

#define SHIFT(move, column) (self->column = move(self->column, self->first, sizeof *self->column))

mf_err mf_people_init(mf_people *self, size_t first, size_t n)
{
    size_t room = n + MF_BLOCK;

    *self = (mf_people){ .n = n };
    self->cell = mf_pages_take(room * sizeof *self->cell);
    self->due = mf_pages_take(room * sizeof *self->due);
    self->person = mf_pages_take(room * sizeof *self->person);
    self->next = mf_pages_take(room * sizeof *self->next);
    self->prev = mf_pages_take(room * sizeof *self->prev);
    if (self->cell == NULL || self->due == NULL || self->person == NULL ||
        self->next == NULL || self->prev == NULL) {
        mf_people_free(self);
        return MF_E_NOMEM;
    }
    memset(self->cell, 0, room * sizeof *self->cell);
    memset(self->due, 0xFF, room * sizeof *self->due);
    memset(self->person, 0, room * sizeof *self->person);
    self->first = first;
    SHIFT(mf_column_from, cell);
    SHIFT(mf_column_from, due);
    SHIFT(mf_column_from, person);
    SHIFT(mf_column_from, next);
    SHIFT(mf_column_from, prev);
    return MF_OK;
}

void mf_people_free(mf_people *self)
{
    free(SHIFT(mf_column_memory, cell));
    free(SHIFT(mf_column_memory, due));
    free(SHIFT(mf_column_memory, person));
    free(SHIFT(mf_column_memory, next));
    free(SHIFT(mf_column_memory, prev));
    *self = (mf_people){ 0 };
}

size_t mf_people_bytes(void)
{
    return 2 * sizeof(uint16_t) + sizeof(mf_person) + 2 * sizeof(uint32_t);
}
