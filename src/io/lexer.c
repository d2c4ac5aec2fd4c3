#include "io/lexer.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "io/number.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_name_byte(char c)
{
    return is_letter(c) || is_digit(c) || c == '_' || c == '-' || c == '*';
}

static char peek(const mf_lexer *self, size_t ahead)
{
    return self->at + ahead < self->file->n ? self->file->text[self->at + ahead] : '\0';
}

#define COMPLAIN(self, line, ...)                                              \
    mf_diags_add((self)->diags, MF_MISTAKE, (self)->file->shown, line, NULL, __VA_ARGS__)
#define WARN(self, line, ...)                                                  \
    mf_diags_add((self)->diags, MF_WARNING, (self)->file->shown, line, NULL, __VA_ARGS__)

/* Complains of the first line with bytes that are no text. */
static bool bytes_are_text(const mf_file *file, mf_diags *diags)
{
    size_t at = 0;

    for (int line = 1; at < file->n; line++) {
        const char *begin = file->text + at;
        const char *end = memchr(begin, '\n', file->n - at);
        size_t n = end == NULL ? file->n - at : (size_t) (end - begin) + 1;

        if (memchr(begin, '\0', n) != NULL) {
            mf_diags_add(diags, MF_MISTAKE, file->shown, line, NULL,
                         "there is a NUL byte: this is not a text file");
            return false;
        }
        if (!mf_text_is_utf8(begin, n)) {
            mf_diags_add(diags, MF_MISTAKE, file->shown, line, NULL,
                         "this is not UTF-8; save the file with the encoding UTF-8");
            return false;
        }
        at += n;
    }
    return true;
}

bool mf_lexer_start(mf_lexer *self, const mf_file *file, mf_arena *arena, mf_diags *diags)
{
    bool of_command = strncmp(file->shown, "--", 2) == 0; /* which has no lines */

    *self = (mf_lexer){ file, 0, of_command ? 0 : 1, true, false, arena, diags };
    if (file->n > MF_FILE_MOST) {
        COMPLAIN(self, 0, "is larger than %d MiB", MF_FILE_MOST >> 20);
        return false;
    }
    if (file->n >= 3 && memcmp(file->text, "\xEF\xBB\xBF", 3) == 0) {
        COMPLAIN(self, 1, "the file begins with a byte order mark; save it as UTF-8 without one");
        self->at = 3;
    } else if (file->n >= 2 && (memcmp(file->text, "\xFF\xFE", 2) == 0
                                || memcmp(file->text, "\xFE\xFF", 2) == 0)) {
        COMPLAIN(self, 1, "the file is UTF-16; save it as UTF-8");
        return false;
    }
    return bytes_are_text(file, diags);
}

static void skip_line(mf_lexer *self)
{
    while (self->at < self->file->n && peek(self, 0) != '\n')
        self->at++;
}

/* False at the end of the file. */
static bool skip_comment(mf_lexer *self)
{
    int opened = self->line;

    for (self->at += 2; self->at < self->file->n; self->at++) {
        if (peek(self, 0) == '\n')
            self->line++;
        if (peek(self, 0) == '*' && peek(self, 1) == '/') {
            self->at += 2;
            return true;
        }
    }
    COMPLAIN(self, opened, "this comment is never closed; end it with */");
    return false;
}

/* Goes to the next byte that means something; false at the end. */
static bool skip_to_token(mf_lexer *self)
{
    while (self->at < self->file->n) {
        char c = peek(self, 0);

        if (c == '\n') {
            self->line++;
            self->line_begins = true;
            self->at++;
        } else if (is_blank(c))
            self->at++;
        else if (c == '#' || (c == '/' && peek(self, 1) == '/'))
            skip_line(self);
        else if (c == '/' && peek(self, 1) == '*') {
            if (!skip_comment(self))
                return false;
            self->line_begins = false; /* as libconfig sees it */
        } else
            return true;
    }
    return false;
}

static mf_token token_of(const mf_lexer *self, mf_token_kind kind, size_t n)
{
    return (mf_token){ .kind = kind, .line = self->line, .file = self->file->shown,
                       .text = self->file->text + self->at, .n = n };
}

/* Are the n bytes of a name that word of small letters, in whatever case? */
static bool is_word(const char *text, size_t n, const char *word)
{
    if (n != strlen(word))
        return false;
    for (size_t i = 0; i < n; i++)
        if ((text[i] | ('a' ^ 'A')) != word[i])
            return false;
    return true;
}

static mf_token read_word(mf_lexer *self)
{
    mf_token token = token_of(self, MF_TOKEN_NAME, 1);

    while (is_name_byte(peek(self, token.n)))
        token.n++;
    if (is_word(token.text, token.n, "true") || is_word(token.text, token.n, "false"))
        token.kind = MF_TOKEN_BOOL;
    self->at += token.n;
    return token;
}

static bool is_number_byte(char c)
{
    return is_letter(c) || is_digit(c) || c == '_' || c == '.' || c == '+' || c == '-';
}

static mf_token read_number(mf_lexer *self)
{
    mf_token token = token_of(self, MF_TOKEN_NUMBER, 1);
    char complaint[160];

    while (is_number_byte(peek(self, token.n)))
        token.n++;
    self->at += token.n;
    if (!mf_number_judge(token.text, token.n, &token.real, complaint, sizeof complaint))
        mf_token_spoil(&token, self->arena, "%s", complaint);
    return token;
}

static int hex_value(char c)
{
    if (is_digit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Reads what follows a backslash into *byte; how many bytes that takes, 0 if it is none. */
static size_t read_escape(const mf_lexer *self, char *byte)
{
    static const char letters[] = "nrtf\\\"", bytes[] = "\n\r\t\f\\\"";
    char c = peek(self, 1);
    const char *known = c == '\0' ? NULL : strchr(letters, c);
    int high, low;

    if (known != NULL) {
        *byte = bytes[known - letters];
        return 2;
    }
    high = hex_value(peek(self, 2));
    low = high < 0 ? -1 : hex_value(peek(self, 3));
    if ((c != 'x' && c != 'X') || low < 0)
        return 0;
    *byte = (char) (16 * high + low);
    return 4;
}

static bool is_control(char c)
{
    return (unsigned char) c < 0x20 && c != '\n' && c != '\t' && c != '\r' && c != '\f';
}

/* Takes one byte of a text; false if the text ends here, closed or not. */
static bool read_text_byte(mf_lexer *self, char *byte)
{
    size_t n = 1;

    if (self->at >= self->file->n || peek(self, 0) == '"')
        return false;
    *byte = peek(self, 0);
    if (*byte == '\n')
        self->line++;
    if (*byte == '\\') {
        n = read_escape(self, byte);
        if (n == 0)
            WARN(self, self->line, "\\%c means nothing; write \\\\ for a backslash",
                 peek(self, 1) < ' ' ? ' ' : peek(self, 1));
        n = n == 0 ? 1 : n;
    }
    self->at += n;
    return true;
}

static mf_token read_text(mf_lexer *self)
{
    char text[MF_LEX_TEXT_MOST + 1];
    mf_token token = token_of(self, MF_TOKEN_TEXT, 0);
    size_t n = 0;
    bool control = false;
    char byte = '\0';

    for (self->at++; read_text_byte(self, &byte); n++) {
        control = control || is_control(byte);
        if (n < MF_LEX_TEXT_MOST)
            text[n] = byte;
    }
    if (self->at >= self->file->n) {
        COMPLAIN(self, token.line, "this text is never closed; end it with \"");
        return token_of(self, MF_TOKEN_END, 0);
    }
    self->at++;
    if (n > MF_LEX_TEXT_MOST)
        mf_token_spoil(&token, self->arena, "this text has more than %d bytes", MF_LEX_TEXT_MOST);
    else if (control || !mf_text_is_utf8(text, n))
        mf_token_spoil(&token, self->arena, "this text holds bytes that are not text");
    else {
        text[n] = '\0';
        token.text = mf_arena_text(self->arena, text);
        token.n = n;
        self->starved = self->starved || token.text == NULL;
    }
    return token;
}

static mf_token read_include(mf_lexer *self)
{
    mf_token token = token_of(self, MF_TOKEN_INCLUDE, 0);
    mf_token word, name;

    self->at++;
    word = token_of(self, MF_TOKEN_NAME, 0);
    while (is_name_byte(peek(self, word.n)))
        word.n++;
    self->at += word.n;
    while (is_blank(peek(self, 0)))
        self->at++;
    if (!is_word(word.text, word.n, "include") || peek(self, 0) != '"') {
        COMPLAIN(self, token.line, "after @ only include \"file\" can follow");
        skip_line(self);
        token.kind = MF_TOKEN_NONE;
        return token;
    }
    if (!self->line_begins)
        COMPLAIN(self, token.line, "an @include needs a line of its own");
    name = read_text(self);
    if (name.complaint != NULL)
        COMPLAIN(self, name.line, "%s", name.complaint);
    if (name.kind != MF_TOKEN_TEXT)
        token.kind = name.kind == MF_TOKEN_END ? MF_TOKEN_END : MF_TOKEN_NONE;
    token.text = name.text;
    token.n = name.n;
    return token;
}

static mf_token read_mark(mf_lexer *self)
{
    char c = peek(self, 0);
    mf_token token = token_of(self, MF_TOKEN_NONE, 1);

    switch (c) {
    case '=': case ':': token.kind = MF_TOKEN_ASSIGN; break;
    case '{': case '(': case '[': token.kind = MF_TOKEN_OPEN; break;
    case '}': case ')': case ']': token.kind = MF_TOKEN_CLOSE; break;
    case ',': token.kind = MF_TOKEN_COMMA; break;
    case ';': token.kind = MF_TOKEN_SEMICOLON; break;
    default: break;
    }
    self->at++;
    if (token.kind != MF_TOKEN_NONE)
        return token;
    while (((unsigned char) peek(self, 0) & 0xC0) == 0x80)
        self->at++; /* the rest of a UTF-8 character */
    token.n = (size_t) (self->file->text + self->at - token.text);
    if ((unsigned char) c < ' ')
        COMPLAIN(self, token.line, "byte %d has no meaning here", c);
    else
        COMPLAIN(self, token.line, "%.*s has no meaning here%s", (int) token.n, token.text,
                 c == '\'' ? "; texts stand in double quotation marks" : "");
    return token;
}

/* A token, or MF_TOKEN_NONE for what was complained of and left out. */
static mf_token read_token(mf_lexer *self)
{
    char c = peek(self, 0);

    if (c == '@')
        return read_include(self);
    if (is_letter(c) || c == '*')
        return read_word(self);
    if (is_digit(c) || c == '+' || c == '-' || c == '.')
        return read_number(self);
    if (c == '"')
        return read_text(self);
    return read_mark(self);
}

mf_token mf_lexer_next(mf_lexer *self)
{
    while (skip_to_token(self)) {
        mf_token token = read_token(self);

        self->line_begins = false;
        if (token.kind != MF_TOKEN_NONE)
            return token;
    }
    self->at = self->file->n;
    return token_of(self, MF_TOKEN_END, 0);
}
