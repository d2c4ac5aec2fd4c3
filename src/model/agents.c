#include "model/agents.h"

#include <stdlib.h>
#include <string.h>

enum { CACHE_LINE = 64 };

mf_err mf_people_init(mf_people *self, size_t n)
{
    size_t room = n + MF_BLOCK;

    *self = (mf_people){ .n = n };
    self->cell = calloc(room, sizeof *self->cell);
    self->due = malloc(room * sizeof *self->due);
    self->person = aligned_alloc(CACHE_LINE, room * sizeof *self->person);
    self->next = malloc(room * sizeof *self->next);
    self->prev = malloc(room * sizeof *self->prev);
    if (self->cell == NULL || self->due == NULL || self->person == NULL ||
        self->next == NULL || self->prev == NULL) {
        mf_people_free(self);
        return MF_E_NOMEM;
    }
    memset(self->due, 0xFF, room * sizeof *self->due);
    memset(self->person, 0, room * sizeof *self->person);
    return MF_OK;
}

void mf_people_free(mf_people *self)
{
    free(self->cell);
    free(self->due);
    free(self->person);
    free(self->next);
    free(self->prev);
    *self = (mf_people){ 0 };
}

size_t mf_people_bytes(void)
{
    return 2 * sizeof(uint16_t) + sizeof(mf_person) + 2 * sizeof(uint32_t);
}
