/* The files of a batch's folder, for those who plan it and those who open it. */
#include "study/batch_parts.h"

#include <string.h>

const char *const mf_run_status_words[] = { "missing", "done", "failed", NULL };

static const char *const columns[] = { "point", "replicate", "id", "seed", "scenario", "package" };

void mf_batch_path(const mf_batch *self, const char *folder, const char *name, const char *end,
                   mf_buffer *path)
{
    mf_buffer_add(path, "%s/%s%s%s%s", self->folder, folder, folder[0] == '\0' ? "" : "/", name, end);
}

void mf_batch_path_in(const char *folder, const char *name, mf_buffer *path)
{
    mf_buffer_add(path, "%s/%s", folder, name);
}

mf_err mf_batch_write_in(const char *folder, const char *name, const mf_buffer *text, mf_error *err)
{
    mf_buffer path = { 0 };
    mf_err code;

    mf_batch_path_in(folder, name, &path);
    code = path.failed ? mf_fail(err, MF_E_NOMEM, "no room for %s", name)
                       : mf_text_write(path.text, true, text, err);
    mf_buffer_free(&path);
    return code;
}

mf_err mf_batch_read_in(const char *folder, const char *name, mf_buffer *text, mf_error *err)
{
    mf_buffer path = { 0 };
    mf_err code;

    mf_batch_path_in(folder, name, &path);
    code = path.failed ? mf_fail(err, MF_E_NOMEM, "no room for %s", name)
                       : mf_text_read(path.text, text, err);
    mf_buffer_free(&path);
    return code;
}

void mf_batch_add_names(mf_buffer *out, const char *const *factor, int n)
{
    for (int c = 0; c < MF_BATCH_COLUMNS; c++)
        mf_rows_add(out, c == 0, columns[c]);
    for (int f = 0; f < n; f++)
        mf_rows_add(out, false, factor[f]);
    mf_buffer_add(out, ",options\n");
}

/* The value behind a word at the beginning of a line; its length in *n, 0 if it is not there. */
const char *mf_batch_said(const char *head, const char *word, size_t *n)
{
    size_t length = strlen(word);

    for (const char *line = head; *line != '\0'; line += strcspn(line, "\n") + 1) {
        if (strncmp(line, word, length) == 0 && line[length] == ' ') {
            *n = strcspn(line + length + 1, "\n");
            return line + length + 1;
        }
        if (line[strcspn(line, "\n")] == '\0')
            break;
    }
    *n = 0;
    return "";
}

void mf_batch_compare(const char *old, const char *new, const char *word, const char *file,
                         const char *doc, mf_diags *diags)
{
    size_t n, m;
    const char *a = mf_batch_said(old, word, &n), *b = mf_batch_said(new, word, &m);

    if (n != m || strncmp(a, b, n) != 0)
        mf_diags_add(diags, MF_MISTAKE, file, 0, word, "%s: %.*s, not %.*s", doc, (int) n, a, (int) m,
                     b);
}
