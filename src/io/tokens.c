/* Tokens of a scenario and of the files that it includes. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/lexer.h"

typedef struct reading {
    mf_tokens *tokens;
    const mf_fence *fence;
    mf_arena *arena;
    mf_diags *diags;
    const char *open[MF_LEX_INCLUDES_MOST + 1]; /* the files one is in */
    int depth;
    size_t bytes;
} reading;

void mf_tokens_free(mf_tokens *self)
{
    free(self->at);
    *self = (mf_tokens){ 0 };
}

void mf_token_spoil(mf_token *self, mf_arena *arena, const char *format, ...)
{
    char text[256];
    va_list list;

    va_start(list, format);
    (void) vsnprintf(text, sizeof text, format, list);
    va_end(list);
    self->kind = MF_TOKEN_BAD;
    self->complaint = mf_arena_text(arena, text);
    if (self->complaint == NULL)
        self->complaint = "has a mistake, and there is no memory to say which";
}

void mf_tokens_complain(mf_tokens *self, mf_diags *diags)
{
    for (size_t i = 0; i < self->n; i++) {
        mf_token *token = &self->at[i];

        if (token->complaint != NULL)
            mf_diags_add(diags, MF_MISTAKE, token->file, token->line, NULL, "%s", token->complaint);
        token->complaint = NULL;
    }
}

static bool append(mf_tokens *self, mf_token token)
{
    if (self->n == self->room) {
        size_t room = self->room == 0 ? 1024 : 2 * self->room;
        mf_token *at = realloc(self->at, room * sizeof *at);

        if (at == NULL) {
            self->starved = true;
            return false;
        }
        self->at = at;
        self->room = room;
    }
    self->at[self->n++] = token;
    return true;
}

static bool read_one(reading *self, const mf_file *file);

/* What forbids to read `file` inside those that are open, or NULL. */
static const char *include_fault(const reading *self, const mf_file *file)
{
    for (int i = 0; i < self->depth; i++)
        if (self->open[i] != NULL && file->real != NULL && strcmp(self->open[i], file->real) == 0)
            return "is being read already: files include each other in a circle";
    if (self->depth > MF_LEX_INCLUDES_MOST)
        return "is included too deep: more than 10 files within files";
    if (self->bytes + file->n > MF_LEX_BYTES_MOST)
        return "is too much: all files together have more than 16 MiB";
    return NULL;
}

static bool include(reading *self, const mf_token *where)
{
    mf_file *file = mf_arena_take(self->arena, 1, sizeof *file);
    mf_error err = { 0 };
    const char *fault;

    if (file == NULL) {
        self->tokens->starved = true;
        return false;
    }
    if (mf_file_load_fenced(file, self->fence, where->file, where->text, self->arena, &err)
        != MF_OK) {
        mf_diags_add(self->diags, MF_MISTAKE, where->file, where->line, NULL,
                     "the included file \"%s\" %s", where->text, err.text);
        return true;
    }
    fault = include_fault(self, file);
    if (fault != NULL) {
        mf_diags_add(self->diags, MF_MISTAKE, where->file, where->line, NULL,
                     "the included file \"%s\" %s", where->text, fault);
        return true;
    }
    return read_one(self, file);
}

/* False only if memory ran out. */
static bool read_one(reading *self, const mf_file *file)
{
    mf_lexer lexer;
    bool well = true;

    self->bytes += file->n;
    self->open[self->depth++] = file->real;
    if (mf_lexer_start(&lexer, file, self->arena, self->diags)) {
        mf_token token = mf_lexer_next(&lexer);

        while (well && token.kind != MF_TOKEN_END) {
            well = token.kind == MF_TOKEN_INCLUDE ? include(self, &token)
                                                  : append(self->tokens, token);
            token = mf_lexer_next(&lexer);
        }
        self->tokens->starved = self->tokens->starved || lexer.starved;
    }
    self->depth--;
    return well && !self->tokens->starved;
}

bool mf_tokens_read(mf_tokens *self, const mf_file *file, const mf_fence *fence,
                    mf_arena *arena, mf_diags *diags)
{
    reading all = { .tokens = self, .fence = fence, .arena = arena, .diags = diags };
    mf_token end = { .kind = MF_TOKEN_END, .file = file->shown, .text = "" };

    *self = (mf_tokens){ 0 };
    if (!read_one(&all, file))
        return false;
    if (self->n > 0)
        end.line = self->at[self->n - 1].line;
    return append(self, end) && mf_tokens_judge(self, arena, diags);
}

static void print_text(const mf_token *token, mf_buffer *out)
{
    mf_buffer_add_bytes(out, "\"", 1);
    for (const char *at = token->text; at < token->text + token->n; at++) {
        if (*at == '"' || *at == '\\')
            mf_buffer_add_bytes(out, "\\", 1);
        if (*at == '\n' || *at == '\r')
            mf_buffer_add(out, "\\%c", *at == '\n' ? 'n' : 'r'); /* one token, one line */
        else
            mf_buffer_add_bytes(out, at, 1);
    }
    mf_buffer_add_bytes(out, "\"", 1);
}

static void print_token(const mf_token *token, mf_buffer *out)
{
    if (token->lacks_comma)
        mf_buffer_add(out, ",");
    if (token->kind == MF_TOKEN_BAD)
        mf_buffer_add(out, "\"%s\"", MF_BAD_VALUE);
    else if (token->kind == MF_TOKEN_TEXT)
        print_text(token, out);
    else if (token->kind == MF_TOKEN_OPEN && token->text[0] == '[')
        mf_buffer_add(out, "("); /* its values were judged to be alike, or complained of */
    else if (token->kind == MF_TOKEN_CLOSE && token->text[0] == ']')
        mf_buffer_add(out, ")");
    else
        mf_buffer_add_bytes(out, token->text, token->n);
    if (token->lacks_value)
        mf_buffer_add(out, "\"%s\"", MF_BAD_VALUE);
}

void mf_tokens_print(const mf_tokens *self, mf_buffer *out)
{
    for (size_t i = 0; i + 1 < self->n; i++) {
        if (!self->at[i].skipped)
            print_token(&self->at[i], out);
        mf_buffer_add_bytes(out, "\n", 1);
    }
}
