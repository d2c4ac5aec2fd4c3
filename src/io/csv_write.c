#include "io/csv_write.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { ROOM = 1 << 16 };

mf_err mf_csv_init(mf_csv *self, mf_csv_put put, void *to)
{
    *self = (mf_csv){ .put = put, .to = to, .text = malloc(ROOM) };
    return self->text == NULL ? MF_E_NOMEM : MF_OK;
}

static void flush(mf_csv *self)
{
    if (self->n > 0 && !self->failed)
        self->failed = !self->put(self->to, self->text, self->n);
    self->n = 0;
}

static void add(mf_csv *self, const char *bytes, size_t n)
{
    if (self->n + n > ROOM)
        flush(self);
    if (n > ROOM) {
        self->failed = self->failed || !self->put(self->to, bytes, n);
        return;
    }
    memcpy(self->text + self->n, bytes, n);
    self->n += n;
}

static void begin_cell(mf_csv *self)
{
    if (self->in_row)
        add(self, ",", 1);
    self->in_row = true;
}

void mf_csv_text(mf_csv *self, const char *text)
{
    size_t n = strlen(text);

    begin_cell(self);
    if (strcspn(text, ",\"\r\n") == n) {
        add(self, text, n);
        return;
    }
    add(self, "\"", 1);
    for (const char *c = text; *c != '\0'; c++)
        add(self, *c == '"' ? "\"\"" : c, *c == '"' ? 2 : 1);
    add(self, "\"", 1);
}

void mf_csv_int(mf_csv *self, long long value)
{
    char digits[24], *at = digits + sizeof digits;
    unsigned long long left = value < 0 ? 0ULL - (unsigned long long) value : (unsigned long long) value;

    begin_cell(self);
    do
        *--at = (char) ('0' + left % 10);
    while ((left /= 10) > 0);
    if (value < 0)
        *--at = '-';
    add(self, at, (size_t) (digits + sizeof digits - at));
}

/* Is it a whole number that is written best without a point? */
static bool is_whole(double value)
{
    return value == floor(value) && fabs(value) < 1e15 && !(value == 0.0 && signbit(value));
}

static void put_number(mf_csv *self, const char *text)
{
    begin_cell(self);
    add(self, text, strlen(text));
}

void mf_csv_real(mf_csv *self, double value)
{
    char text[64];

    if (is_whole(value)) {
        mf_csv_int(self, (long long) value);
        return;
    }
    if (isnan(value))
        (void) strcpy(text, "NaN");
    else if (isinf(value))
        (void) strcpy(text, value > 0 ? "Inf" : "-Inf");
    else
        mf_real_print(value, text, sizeof text);
    put_number(self, text);
}

void mf_csv_float(mf_csv *self, float value)
{
    char text[64];

    if (isnan(value) || isinf(value) || is_whole((double) value)) {
        mf_csv_real(self, (double) value);
        return;
    }
    mf_float_print(value, text, sizeof text);
    put_number(self, text);
}

void mf_csv_nothing(mf_csv *self)
{
    begin_cell(self);
}

void mf_csv_end_row(mf_csv *self)
{
    add(self, "\n", 1);
    self->in_row = false;
}

mf_err mf_csv_end(mf_csv *self, mf_error *err)
{
    bool failed;

    flush(self);
    failed = self->failed;
    free(self->text);
    *self = (mf_csv){ .put = NULL };
    return failed ? mf_fail(err, MF_E_FILE, "what was asked for could not be written in full") : MF_OK;
}
