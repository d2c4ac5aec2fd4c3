/* Is a text JSON (RFC 8259)?  Nothing is kept of it. */
#include "base/json.h"

#include <ctype.h>
#include <string.h>

enum { DEEPEST = 64 };

typedef struct text {
    const char *at, *end;
    int depth;
} text;

static void skip_space(text *self)
{
    while (self->at < self->end && strchr(" \t\r\n", *self->at) != NULL && *self->at != '\0')
        self->at++;
}

static bool take(text *self, char wanted)
{
    skip_space(self);
    if (self->at == self->end || *self->at != wanted)
        return false;
    self->at++;
    return true;
}

static bool take_word(text *self, const char *word)
{
    size_t n = strlen(word);

    if ((size_t) (self->end - self->at) < n || memcmp(self->at, word, n) != 0)
        return false;
    self->at += n;
    return true;
}

/* From the backslash on. */
static bool take_escape(text *self)
{
    int digits = 0;

    self->at++;
    if (self->at == self->end || *self->at == '\0' || strchr("\"\\/bfnrtu", *self->at) == NULL)
        return false;
    if (*self->at++ != 'u')
        return true;
    for (; digits < 4 && self->at < self->end && isxdigit((unsigned char) *self->at); digits++)
        self->at++;
    return digits == 4;
}

static bool take_string(text *self)
{
    if (!take(self, '"'))
        return false;
    while (self->at < self->end && *self->at != '"') {
        if ((unsigned char) *self->at < 0x20)
            return false;
        if (*self->at != '\\')
            self->at++;
        else if (!take_escape(self))
            return false;
    }
    return self->at < self->end && *self->at++ == '"';
}

static bool take_digits(text *self)
{
    const char *first = self->at;

    while (self->at < self->end && *self->at >= '0' && *self->at <= '9')
        self->at++;
    return self->at > first;
}

static bool take_number(text *self)
{
    (void) take_word(self, "-");
    if (!take_word(self, "0") && !take_digits(self)) /* nothing follows a leading zero */
        return false;
    if (take_word(self, ".") && !take_digits(self))
        return false;
    if (!take_word(self, "e") && !take_word(self, "E"))
        return true;
    if (!take_word(self, "-"))
        (void) take_word(self, "+");
    return take_digits(self);
}

static bool take_value(text *self);

/* What stands between brackets: values, or names with values. */
static bool take_members(text *self, char close, bool named)
{
    if (take(self, close))
        return true;
    do {
        if (named && (!take_string(self) || !take(self, ':')))
            return false;
        if (!take_value(self))
            return false;
    } while (take(self, ','));
    return take(self, close);
}

static bool take_value(text *self)
{
    bool good;

    skip_space(self);
    if (self->at == self->end || ++self->depth > DEEPEST)
        return false;
    if (take(self, '{'))
        good = take_members(self, '}', true);
    else if (take(self, '['))
        good = take_members(self, ']', false);
    else if (*self->at == '"')
        good = take_string(self);
    else
        good = take_word(self, "true") || take_word(self, "false") || take_word(self, "null") ||
               take_number(self);
    self->depth--;
    return good;
}

bool mf_json_valid(const char *json, size_t n)
{
    text self = { json, json + n, 0 };

    if (!take_value(&self))
        return false;
    skip_space(&self);
    return self.at == self.end;
}
