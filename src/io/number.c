#define _XOPEN_SOURCE 700 /* uselocale */

#include "io/number.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>


/* Reals beyond 10^300 or below 10^-300 mean nothing in a scenario, and close to
 * there they become infinity or 0 without a word. */
enum { EXPONENT_MOST = 300, NUMBER_MOST = 80 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The parts of a number, as in [sign]whole[.fraction][e exponent][L]. */
typedef struct parts {
    const char *whole, *fraction;
    size_t n_whole, n_fraction;
    bool negative, point, exponent_given, wide;
    long exponent;
} parts;

static size_t digits_at(const char *text, const char *end)
{
    size_t n = 0;

    while (text + n < end && is_digit(text[n]))
        n++;
    return n;
}

static const char *split_exponent(parts *self, const char *at, const char *end)
{
    bool negative;
    size_t n;

    if (at >= end || (*at != 'e' && *at != 'E'))
        return at;
    self->exponent_given = true;
    at++;
    negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+'))
        at++;
    n = digits_at(at, end);
    if (n == 0)
        return NULL;
    for (size_t i = 0; i < n && self->exponent < 100000; i++)
        self->exponent = 10 * self->exponent + (at[i] - '0');
    if (negative)
        self->exponent = -self->exponent;
    return at + n;
}

/* False if it has not the form of a number. */
static bool split(parts *self, const char *text, size_t n)
{
    const char *at = text, *end = text + n;

    *self = (parts){ 0 };
    self->negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+'))
        at++;
    self->whole = at;
    self->n_whole = digits_at(at, end);
    at += self->n_whole;
    if (at < end && *at == '.') {
        self->point = true;
        self->fraction = ++at;
        self->n_fraction = digits_at(at, end);
        at += self->n_fraction;
    }
    if (self->n_whole + self->n_fraction == 0)
        return false;
    at = split_exponent(self, at, end);
    if (at != NULL && at < end && *at == 'L' && !self->point && !self->exponent_given) {
        self->wide = true;
        at++;
        if (at < end && *at == 'L')
            at++;
    }
    return at == end;
}

/* The power of ten of the first digit that is not 0; false for zero. */
static bool magnitude(const parts *self, long *power)
{
    for (size_t i = 0; i < self->n_whole; i++)
        if (self->whole[i] != '0') {
            *power = self->exponent + (long) (self->n_whole - i) - 1;
            return true;
        }
    for (size_t i = 0; i < self->n_fraction; i++)
        if (self->fraction[i] != '0') {
            *power = self->exponent - (long) i - 1;
            return true;
        }
    return false;
}

/* Is a whole number beyond `most` (digits without leading zeros)? */
static bool is_beyond(const parts *self, const char *most)
{
    size_t n = strlen(most);

    if (self->n_whole != n)
        return self->n_whole > n;
    return strncmp(self->whole, most, n) > 0;
}

/* What a real complains of, or NULL. */
static const char *real_fault(const parts *self)
{
    long power = 0;

    if (!magnitude(self, &power))
        return NULL;
    if (power > EXPONENT_MOST)
        return "is too large";
    return power < -EXPONENT_MOST ? "is too small to tell from 0; write 0.0" : NULL;
}

static bool starts_with(const char *text, size_t n, const char *word)
{
    size_t length = strlen(word);

    if (n > 0 && (*text == '+' || *text == '-')) {
        text++;
        n--;
    }
    if (n < length)
        return false;
    for (size_t i = 0; i < length; i++)
        if ((text[i] | 0x20) != word[i])
            return false;
    return true;
}

/* What to say of something that begins like a number and is none. */
static void say_malformed(const char *text, size_t n, char *complaint, size_t room)
{
    int shown = n > 40 ? 40 : (int) n;
    int day_length = 10; /* of YYYY-MM-DD */

    if (starts_with(text, n, "inf") || starts_with(text, n, "nan"))
        (void) snprintf(complaint, room, "%.*s is not a number that a setting can have", shown, text);
    else if (starts_with(text, n, "0x"))
        (void) snprintf(complaint, room, "%.*s: write numbers in decimal", shown, text);
    else if (memchr(text, '_', n) != NULL)
        (void) snprintf(complaint, room, "%.*s: write digits without _ between them", shown, text);
    else if (shown == day_length && text[4] == '-' && text[7] == '-')
        (void) snprintf(complaint, room, "a date stands in quotation marks: \"%.*s\"", shown, text);
    else
        (void) snprintf(complaint, room, "%.*s is not a number", shown, text);
}

bool mf_number_judge(const char *text, size_t n, bool *real, char *complaint, size_t room)
{
    int shown = n > 40 ? 40 : (int) n;
    const char *most32, *most64, *fault;
    parts number;

    *real = false;
    if (!split(&number, text, n)) {
        say_malformed(text, n, complaint, room);
        return false;
    }
    if (number.n_whole > 1 && number.whole[0] == '0') {
        (void) snprintf(complaint, room, "%.*s: write it without leading zeros", shown, text);
        return false;
    }
    *real = number.point || number.exponent_given;
    fault = *real ? real_fault(&number) : NULL;
    most32 = number.negative ? "2147483648" : "2147483647";
    most64 = number.negative ? "9223372036854775808" : "9223372036854775807";
    if (fault != NULL)
        (void) snprintf(complaint, room, "%.*s %s", shown, text, fault);
    else if (!*real && is_beyond(&number, most64))
        (void) snprintf(complaint, room, "%.*s is too large for a whole number", shown, text);
    else if (!*real && !number.wide && is_beyond(&number, most32))
        (void) snprintf(complaint, room, "%.*s needs more than 32 bits: write %.*sL", shown, text,
                        shown, text);
    else
        return true;
    return false;
}

bool mf_number_read(const char *text, size_t n, double *value)
{
    char copy[NUMBER_MOST];
    locale_t plain, usual;
    parts number;

    if (n >= sizeof copy || !split(&number, text, n) || number.wide
        || real_fault(&number) != NULL)
        return false;
    memcpy(copy, text, n);
    copy[n] = '\0';
    plain = newlocale(LC_ALL_MASK, "C", (locale_t) 0);
    if (plain == (locale_t) 0)
        return false;
    usual = uselocale(plain); /* of this thread only */
    *value = strtod(copy, NULL);
    (void) uselocale(usual);
    freelocale(plain);
    return true;
}
