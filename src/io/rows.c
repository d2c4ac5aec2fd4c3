#include "io/rows.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "io/part.h"

/* ------------------------------------------------------------- files */

mf_err mf_text_read(const char *path, mf_buffer *text, mf_error *err)
{
    FILE *file = fopen(path, "rb");
    char piece[1 << 14];
    size_t n;
    bool good;

    if (file == NULL)
        return mf_fail_at(err, MF_E_FILE, path, 0, "cannot be opened: %s", strerror(errno));
    mf_buffer_add(text, "%s", "");
    while ((n = fread(piece, 1, sizeof piece, file)) > 0)
        mf_buffer_add_bytes(text, piece, n);
    good = ferror(file) == 0;
    (void) fclose(file);
    if (text->failed)
        return mf_fail(err, MF_E_NOMEM, "no room for %s", path);
    return good ? MF_OK : mf_fail_at(err, MF_E_FILE, path, 0, "cannot be read");
}

static bool write_part(const char *path, const mf_buffer *text)
{
    FILE *file = fopen(path, "wb");
    bool good;

    if (file == NULL)
        return false;
    good = text->n == 0 || fwrite(text->text, 1, text->n, file) == text->n;
    return fclose(file) == 0 && good;
}

mf_err mf_text_write(const char *path, bool force, const mf_buffer *text, mf_error *err)
{
    mf_part part;
    mf_err code;

    if (text->failed)
        return mf_fail(err, MF_E_NOMEM, "no room for %s", path);
    code = mf_part_init(&part, path, force, err);
    if (code == MF_OK && !write_part(part.path, text))
        code = mf_fail_at(err, MF_E_FILE, path, 0, "cannot be written: %s", strerror(errno));
    return mf_part_end(&part, code, err);
}

/* ------------------------------------------------------------- tables */

void mf_rows_add(mf_buffer *out, bool first, const char *field)
{
    mf_buffer_add(out, first ? "" : ",");
    if (strpbrk(field, ",\"\r\n") == NULL) {
        mf_buffer_add(out, "%s", field);
        return;
    }
    mf_buffer_add(out, "\"");
    for (const char *c = field; *c != '\0'; c++)
        mf_buffer_add(out, *c == '"' ? "\"\"" : "%c", *c);
    mf_buffer_add(out, "\"");
}

typedef struct reading {
    char *at; /* in the text, which is cut into fields in place */
    int line;
} reading;

/* One field, its end marked; *last: it ends its line. */
static const char *take_field(reading *self, bool *last)
{
    char *from = self->at, *to = self->at;
    const char *field = self->at;
    bool quoted = *from == '"';

    from += quoted ? 1 : 0;
    while (*from != '\0' && (quoted || (*from != ',' && *from != '\n'))) {
        if (quoted && *from == '"' && from[1] != '"') {
            quoted = false;
            from++;
            continue;
        }
        from += quoted && *from == '"' ? 1 : 0;
        self->line += *from == '\n' ? 1 : 0;
        *to++ = *from++;
    }
    *last = *from != ',';
    self->line += *from == '\n' ? 1 : 0;
    self->at = *from == '\0' ? from : from + 1;
    if (to > field && to[-1] == '\r')
        to--;
    *to = '\0';
    return field;
}

static int count(const char *text, char wanted)
{
    int n = 0;

    for (; *text != '\0'; text++)
        n += *text == wanted ? 1 : 0;
    return n;
}

static mf_err read_names(mf_rows *self, reading *in, mf_arena *arena)
{
    size_t n = strcspn(in->at, "\n");
    bool last = false;
    int most = 1;

    for (size_t i = 0; i < n; i++)
        most += in->at[i] == ',' ? 1 : 0;
    self->name = mf_arena_take(arena, (size_t) most + 1, sizeof *self->name);
    if (self->name == NULL)
        return MF_E_NOMEM;
    while (!last)
        self->name[self->n_columns++] = take_field(in, &last);
    return MF_OK;
}

static mf_err read_row(mf_rows *self, reading *in, int *line, const char *path, mf_error *err)
{
    int n = 0, here = in->line;
    bool last = false;

    while (!last) {
        const char *field = take_field(in, &last);

        if (n < self->n_columns)
            self->at[(size_t) self->n * (size_t) self->n_columns + (size_t) n] = field;
        n++;
    }
    if (n != self->n_columns)
        return mf_fail_at(err, MF_E_FORMAT, path, here, "has %d fields; %d are named in the first line",
                          n, self->n_columns);
    line[self->n++] = here;
    return MF_OK;
}

mf_err mf_rows_read(mf_rows *self, const char *path, mf_arena *arena, mf_error *err)
{
    mf_buffer text = { 0 };
    reading in = { NULL, 1 };
    mf_err code = mf_text_read(path, &text, err);
    size_t most;
    int *line;

    *self = (mf_rows){ 0 };
    if (code == MF_OK)
        in.at = mf_arena_text(arena, text.text);
    mf_buffer_free(&text);
    if (code != MF_OK)
        return code;
    if (in.at == NULL)
        return mf_fail(err, MF_E_NOMEM, "no room for %s", path);
    most = (size_t) count(in.at, '\n') + 1;
    MF_TRY(read_names(self, &in, arena));
    self->at = mf_arena_take(arena, most * (size_t) self->n_columns, sizeof *self->at);
    self->line = line = mf_arena_take(arena, most, sizeof *line);
    if (self->at == NULL || line == NULL)
        return mf_fail(err, MF_E_NOMEM, "no room for %s", path);
    while (*in.at != '\0') {
        size_t blank = strspn(in.at, " \r");

        if (in.at[blank] == '\n' || in.at[blank] == '#') { /* empty, or a remark */
            in.at += strcspn(in.at, "\n");
            in.at += *in.at == '\n' ? 1 : 0;
            in.line++;
            continue;
        }
        MF_TRY(read_row(self, &in, line, path, err));
    }
    return MF_OK;
}

int mf_rows_column(const mf_rows *self, const char *name)
{
    for (int c = 0; c < self->n_columns; c++)
        if (strcmp(self->name[c], name) == 0)
            return c;
    return -1;
}
