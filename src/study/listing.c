#include "study/listing.h"

#include <stdlib.h>
#include <string.h>

static char *copy(mf_listings *self, const char *text)
{
    size_t n = strlen(text) + 1;
    char *to = malloc(n);

    self->failed = self->failed || to == NULL;
    return to == NULL ? NULL : memcpy(to, text, n);
}

mf_err mf_listings_init(mf_listings *self, const char *kind, const char *title, const char *question,
                        mf_error *err)
{
    *self = (mf_listings){ .kind = kind };
    self->title = copy(self, title == NULL ? "" : title);
    self->question = copy(self, question == NULL ? "" : question);
    return self->failed ? mf_fail(err, MF_E_NOMEM, "no memory for what a study says") : MF_OK;
}

static void listing_free(mf_listing *self)
{
    for (size_t i = 0; i < self->n; i++)
        if (self->column[i % self->n_columns].kind == MF_COLUMN_TEXT)
            free(self->cell[i].text);
    free(self->cell);
}

void mf_listings_free(mf_listings *self)
{
    for (int i = 0; i < self->n; i++)
        listing_free(&self->at[i]);
    free(self->title);
    free(self->question);
    mf_buffer_free(&self->notes);
    *self = (mf_listings){ .n = 0 };
}

mf_listing *mf_listings_open(mf_listings *self, const char *name, const char *doc,
                             const mf_column *columns)
{
    mf_listing *listing = &self->at[self->n < MF_LISTINGS_MOST ? self->n++ : MF_LISTINGS_MOST - 1];

    *listing = (mf_listing){ .name = name, .doc = doc, .column = columns };
    while (columns[listing->n_columns].name != NULL)
        listing->n_columns++;
    return listing;
}

/* Room for one more cell of the last listing, or NULL. */
static mf_listing_cell *next(mf_listings *self)
{
    mf_listing *listing = &self->at[self->n - 1];

    if (listing->n == listing->room) {
        size_t room = listing->room == 0 ? 64 : 2 * listing->room;
        mf_listing_cell *more = realloc(listing->cell, room * sizeof *more);

        if (more == NULL) {
            self->failed = true;
            return NULL;
        }
        listing->cell = more;
        listing->room = room;
    }
    return &listing->cell[listing->n++];
}

void mf_listings_text(mf_listings *self, const char *text)
{
    mf_listing_cell *cell = next(self);

    if (cell != NULL)
        cell->text = copy(self, text == NULL ? "" : text);
}

void mf_listings_real(mf_listings *self, double value)
{
    mf_listing_cell *cell = next(self);

    if (cell != NULL)
        cell->real = value;
}

const mf_listing *mf_listings_find(const mf_listings *self, const char *name)
{
    for (int i = 0; i < self->n; i++)
        if (strcmp(self->at[i].name, name) == 0)
            return &self->at[i];
    return NULL;
}
