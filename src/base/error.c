#include "base/error.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *sentence;
    int status;
} table[MF_N_ERRORS] = {
#define X(code, sentence, status) [code] = { sentence, status },
    MF_ERRORS(X)
#undef X
};

static bool is_known(mf_err code)
{
    return (unsigned) code < MF_N_ERRORS;
}

const char *mf_err_text(mf_err code)
{
    return is_known(code) ? table[code].sentence : "an unknown error";
}

int mf_err_status(mf_err code)
{
    return is_known(code) ? table[code].status : 1;
}

/* Copies as much of `from` as fits, never half a UTF-8 character, never a newline. */
static void copy_line(char *to, size_t room, const char *from)
{
    size_t n = strlen(from);

    if (n >= room) {
        n = room - 1;
        while (n > 0 && ((unsigned char) from[n] & 0xC0u) == 0x80u)
            n--;
    }
    for (size_t i = 0; i < n; i++)
        to[i] = from[i] == '\n' || from[i] == '\r' ? ' ' : from[i];
    to[n] = '\0';
}

static void fill(mf_error *err, mf_err code, const char *file, int line,
                 const char *format, va_list list)
{
    char text[2 * MF_ERROR_TEXT]; /* apart, for the old text may be among the arguments */
    char name[MF_ERROR_PATH];

    if (vsnprintf(text, sizeof text, format, list) < 0)
        text[0] = '\0';
    copy_line(name, sizeof name, file == NULL ? "" : file);
    err->code = code;
    err->line = line;
    memcpy(err->file, name, sizeof name);
    copy_line(err->text, sizeof err->text, text);
}

mf_err mf_fail(mf_error *err, mf_err code, const char *format, ...)
{
    va_list list;

    if (err == NULL)
        return code;
    va_start(list, format);
    fill(err, code, NULL, 0, format, list);
    va_end(list);
    return code;
}

mf_err mf_fail_at(mf_error *err, mf_err code, const char *file, int line,
                  const char *format, ...)
{
    va_list list;

    if (err == NULL)
        return code;
    va_start(list, format);
    fill(err, code, file, line, format, list);
    va_end(list);
    return code;
}
