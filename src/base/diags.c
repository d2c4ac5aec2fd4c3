#include "base/diags.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void diag_free(mf_diag *diag)
{
    free(diag->file);
    free(diag->setting);
    free(diag->text);
}

void mf_diags_free(mf_diags *self)
{
    for (size_t i = 0; i < self->n; i++)
        diag_free(&self->at[i]);
    free(self->at);
    *self = (mf_diags){ 0 };
}

static char *copy_of(const char *text)
{
    const char *from = text == NULL ? "" : text;
    size_t n = strlen(from) + 1;
    char *copy = malloc(n);

    return copy == NULL ? NULL : memcpy(copy, from, n);
}

static char *printed(const char *format, va_list list)
{
    va_list again;
    char *text = NULL;
    int n;

    va_copy(again, list);
    n = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (n >= 0)
        text = malloc((size_t) n + 1);
    if (text != NULL)
        (void) vsnprintf(text, (size_t) n + 1, format, list);
    return text;
}

static bool make_room(mf_diags *self)
{
    size_t room = self->room == 0 ? 16 : 2 * self->room;
    mf_diag *at;

    if (self->n < self->room)
        return true;
    at = realloc(self->at, room * sizeof *at);
    if (at == NULL)
        return false;
    self->at = at;
    self->room = room;
    return true;
}

void mf_diags_add(mf_diags *self, mf_severity severity, const char *file,
                  int line, const char *setting, const char *format, ...)
{
    mf_diag diag = { .severity = severity, .line = line };
    va_list list;

    if (severity == MF_MISTAKE)
        self->mistakes++;
    else
        self->warnings++;
    if (self->n >= MF_DIAGS_MOST)
        return;
    diag.file = copy_of(file);
    diag.setting = copy_of(setting);
    va_start(list, format);
    diag.text = printed(format, list);
    va_end(list);
    if (diag.file == NULL || diag.setting == NULL || diag.text == NULL || !make_room(self)) {
        diag_free(&diag);
        self->starved = true;
        return;
    }
    self->at[self->n++] = diag;
}

static bool comes_before(const mf_diag *a, const mf_diag *b)
{
    int order = strcmp(a->file, b->file);

    return order != 0 ? order < 0 : a->line < b->line;
}

/* By insertion: stable, and there are at most MF_DIAGS_MOST. */
void mf_diags_sort(mf_diags *self)
{
    for (size_t i = 1; i < self->n; i++) {
        mf_diag moving = self->at[i];
        size_t j = i;

        for (; j > 0 && comes_before(&moving, &self->at[j - 1]); j--)
            self->at[j] = self->at[j - 1];
        self->at[j] = moving;
    }
}
