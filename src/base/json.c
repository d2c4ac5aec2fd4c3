#include "base/json.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

static void put(mf_json *self, const char *text)
{
    mf_buffer_add_bytes(self->out, text, strlen(text));
}

static void put_quoted(mf_json *self, const char *text)
{
    put(self, "\"");
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '"' || *at == '\\')
            put(self, "\\");
        if ((unsigned char) *at < 0x20)
            mf_buffer_add(self->out, "\\u%04x", (unsigned) *at);
        else
            mf_buffer_add_bytes(self->out, at, 1);
    }
    put(self, "\"");
}

/* What stands before a value. */
static void lead(mf_json *self, const char *key)
{
    if (self->follows)
        put(self, ",");
    self->follows = true;
    if (key == NULL)
        return;
    put_quoted(self, key);
    put(self, ":");
}

void mf_json_open(mf_json *self, const char *key, char bracket)
{
    lead(self, key);
    mf_buffer_add_bytes(self->out, &bracket, 1);
    self->follows = false;
}

void mf_json_close(mf_json *self, char bracket)
{
    mf_buffer_add_bytes(self->out, &bracket, 1);
    self->follows = true;
}

void mf_json_text(mf_json *self, const char *key, const char *text)
{
    lead(self, key);
    put_quoted(self, text == NULL ? "" : text);
}

void mf_json_int(mf_json *self, const char *key, int64_t value)
{
    lead(self, key);
    mf_buffer_add(self->out, "%" PRId64, value);
}

void mf_json_real(mf_json *self, const char *key, double value)
{
    char exact[40];

    lead(self, key);
    if (!isfinite(value))
        put(self, "null");
    else if (value == 0.0)
        put(self, "0");
    else if (self->digits > 0)
        mf_buffer_add(self->out, "%.*g", self->digits, value);
    else {
        mf_real_print(value, exact, sizeof exact);
        put(self, exact);
    }
}

void mf_json_bool(mf_json *self, const char *key, bool value)
{
    lead(self, key);
    put(self, value ? "true" : "false");
}

void mf_json_reals(mf_json *self, const char *key, const double *value, size_t n)
{
    mf_json_open(self, key, '[');
    for (size_t i = 0; i < n; i++)
        mf_json_real(self, NULL, value[i]);
    mf_json_close(self, ']');
}

void mf_json_raw(mf_json *self, const char *key, const char *json)
{
    lead(self, key);
    put(self, json);
}
