/* reading.h — what tests of the scenario reader share. */
#ifndef MF_TESTS_READING_H
#define MF_TESTS_READING_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "io/config.h"

#define SMALL "tests/scenarios/small.cfg"

/* Goes to the top of the tree, so that paths in messages are relative to it. */
static inline bool go_to_top(void)
{
    const char *top = getenv("MIXFLOW_SOURCE");

    return top == NULL || chdir(top) == 0;
}

/* The text of a file, to be freed; NULL if it cannot be read. */
static inline char *text_of_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    mf_buffer text = { 0 };
    char bytes[4096];
    size_t n;

    if (file == NULL)
        return NULL;
    while ((n = fread(bytes, 1, sizeof bytes, file)) > 0)
        mf_buffer_add_bytes(&text, bytes, n);
    (void) fclose(file);
    return text.text;
}

static inline int line_of(const char *text, const char *at)
{
    int line = 1;

    for (; text < at; text++)
        line += *text == '\n' ? 1 : 0;
    return line;
}

/* `text` with the first `find` replaced, to be freed; NULL if it is not there. */
static inline char *text_with(const char *text, const char *find, const char *put, int *line)
{
    const char *at = strstr(text, find);
    mf_buffer out = { 0 };

    if (at == NULL)
        return NULL;
    *line = line_of(text, at);
    mf_buffer_add_bytes(&out, text, (size_t) (at - text));
    mf_buffer_add(&out, "%s%s", put, at + strlen(find));
    return out.text;
}

static inline bool has_complaint(const mf_diags *diags, mf_severity severity, int line,
                                 const char *setting, const char *part)
{
    for (size_t i = 0; i < diags->n; i++)
        if (diags->at[i].severity == severity && (line < 0 || diags->at[i].line == line)
            && (setting == NULL || strcmp(diags->at[i].setting, setting) == 0)
            && strstr(diags->at[i].text, part) != NULL)
            return true;
    return false;
}

static inline void print_complaints(const mf_diags *diags, mf_buffer *out)
{
    for (size_t i = 0; i < diags->n; i++) {
        const mf_diag *diag = &diags->at[i];

        mf_buffer_add(out, "%s:%d: %s%s%s%s\n", diag->file, diag->line,
                      diag->severity == MF_WARNING ? "warning: " : "", diag->setting,
                      diag->setting[0] == '\0' ? "" : ": ", diag->text);
    }
}

#endif
