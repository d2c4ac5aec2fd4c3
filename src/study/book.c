#include "study/book.h"

#include <stdlib.h>

mf_book *mf_book_new(void)
{
    return calloc(1, sizeof(mf_book));
}

void mf_book_free(mf_book *self)
{
    for (size_t i = 0; self != NULL && i < self->n_owned; i++)
        free(self->owned[i]);
    free(self);
}

void *mf_book_own(mf_book *self, size_t n, size_t size)
{
    void *memory = calloc(n + 1, size);

    self->failed = self->failed || memory == NULL || self->n_owned == MF_SHEETS_MOST;
    if (self->failed) {
        free(memory);
        return NULL;
    }
    self->owned[self->n_owned++] = memory;
    return memory;
}

void mf_book_add(mf_book *self, const mf_sheet *sheet)
{
    self->failed = self->failed || self->n == MF_SHEETS_MOST;
    if (!self->failed)
        self->sheet[self->n++] = *sheet;
}

mf_err mf_book_write(const mf_book *self, const char *path, bool force, const char *kind,
                     const char *title, mf_error *err)
{
    if (self == NULL || self->failed)
        return mf_fail(err, MF_E_NOMEM, "no room for the tables of %s", path);
    return mf_sheets_write(path, force, kind, title, self->sheet, self->n, err);
}
