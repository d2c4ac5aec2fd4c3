#include "io/names.h"

#include <stdlib.h>
#include <string.h>

enum { SHOWN = 60 }; /* bytes of a name in a message */

void mf_names_free(mf_names *self)
{
    free(self->at);
    *self = (mf_names){ 0 };
}

bool mf_names_note(mf_names *self, const mf_token *token, size_t at)
{
    if (self->n == self->room) {
        size_t room = self->room == 0 ? 64 : 2 * self->room;
        mf_named *names = realloc(self->at, room * sizeof *names);

        if (names == NULL)
            return false;
        self->at = names;
        self->room = room;
    }
    self->at[self->n++] = (mf_named){ token, at, at };
    return true;
}

static int fold(char c)
{
    return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : (unsigned char) c;
}

int mf_token_compare(const mf_token *a, const mf_token *b)
{
    for (size_t i = 0; i < a->n && i < b->n; i++)
        if (fold(a->text[i]) != fold(b->text[i]))
            return fold(a->text[i]) < fold(b->text[i]) ? -1 : 1;
    return a->n < b->n ? -1 : a->n > b->n ? 1 : 0;
}

static int compare(const void *one, const void *other)
{
    const mf_named *a = one, *b = other;
    int order = mf_token_compare(a->token, b->token);

    if (order != 0)
        return order;
    return a->begin < b->begin ? -1 : a->begin > b->begin ? 1 : 0;
}

/* A setting that is given twice counts as first given. */
static void judge_twin(const mf_named *first, const mf_named *twin, mf_tokens *tokens,
                       mf_diags *diags)
{
    const mf_token *a = first->token, *b = twin->token;
    int shown = b->n > SHOWN ? SHOWN : (int) b->n;

    if (memcmp(a->text, b->text, b->n) != 0) {
        mf_diags_add(diags, MF_WARNING, b->file, b->line, NULL,
                     "%.*s and %.*s (%s:%d) differ in capitals only", shown, b->text, shown,
                     a->text, a->file, a->line);
        return;
    }
    mf_diags_add(diags, MF_MISTAKE, b->file, b->line, NULL, "%.*s is given twice; first in %s:%d",
                 shown, b->text, a->file, a->line);
    for (size_t i = twin->begin; i < twin->end; i++)
        tokens->at[i].skipped = true;
}

void mf_names_close(mf_names *self, size_t first, size_t end, mf_tokens *tokens,
                    mf_diags *diags)
{
    size_t n = self->n - first, same = 0;
    mf_named *names = self->at + first;

    if (n == 0)
        return;
    for (size_t i = 0; i < n; i++)
        names[i].end = i + 1 < n ? names[i + 1].begin : end;
    qsort(names, n, sizeof *names, compare);
    for (size_t i = 1; i < n; i++) {
        if (mf_token_compare(names[same].token, names[i].token) == 0)
            judge_twin(&names[same], &names[i], tokens, diags);
        else
            same = i;
    }
    self->n = first;
}
