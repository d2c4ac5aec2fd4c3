#include "base/text.h"

#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int fold(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t most(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* One row of the table of optimal string alignment (Damerau 1964). */
static void next_row(const char *a, size_t i, const char *b, size_t n_b,
                     const size_t *before, const size_t *above, size_t *row)
{
    row[0] = i;
    for (size_t j = 1; j <= n_b; j++) {
        bool same = fold(a[i - 1]) == fold(b[j - 1]);
        size_t way = least(least(above[j], row[j - 1]) + 1, above[j - 1] + (same ? 0 : 1));

        if (i > 1 && j > 1 && fold(a[i - 1]) == fold(b[j - 2])
            && fold(a[i - 2]) == fold(b[j - 1]))
            way = least(way, before[j - 2] + 1);
        row[j] = way;
    }
}

static bool is_same(const char *a, const char *b)
{
    for (; *a != '\0' && fold(*a) == fold(*b); a++)
        b++;
    return fold(*a) == fold(*b);
}

size_t mf_text_distance(const char *a, const char *b)
{
    size_t rows[3][MF_NAME_MOST + 1];
    size_t n_a = strlen(a), n_b = strlen(b);

    if (n_a > MF_NAME_MOST || n_b > MF_NAME_MOST)
        return is_same(a, b) ? 0 : most(n_a, n_b);
    for (size_t j = 0; j <= n_b; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= n_a; i++)
        next_row(a, i, b, n_b, rows[(i + 1) % 3], rows[(i - 1) % 3], rows[i % 3]);
    return rows[n_a % 3][n_b];
}

const char *mf_text_nearest(const char *wrong, const char *const *names)
{
    const char *nearest = NULL;
    size_t n = strlen(wrong);
    size_t best = most(2, n / 3) + 1;

    for (; *names != NULL; names++) {
        size_t distance = mf_text_distance(wrong, *names);
        bool shares = distance < least(n, strlen(*names)) || distance == 0;

        if (distance < best && shares) {
            best = distance;
            nearest = *names;
        }
    }
    return nearest;
}

/* The length of the well-formed character at `at` (Unicode 15, table 3-7), or 0. */
static size_t character_length(const unsigned char *at, size_t left)
{
    unsigned char first = at[0];
    unsigned char low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    unsigned char high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    size_t n = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;

    if (first == 0 || (first >= 0x80 && first < 0xC2) || first > 0xF4 || n > left)
        return 0;
    if (n > 1 && (at[1] < low || at[1] > high))
        return 0;
    for (size_t i = 2; i < n; i++) {
        if (at[i] < 0x80 || at[i] > 0xBF)
            return 0;
    }
    return n;
}

bool mf_text_is_utf8(const char *bytes, size_t n)
{
    const unsigned char *at = (const unsigned char *) bytes;

    for (size_t i = 0; i < n;) {
        size_t length = character_length(at + i, n - i);

        if (length == 0)
            return false;
        i += length;
    }
    return true;
}

void mf_buffer_free(mf_buffer *self)
{
    free(self->text);
    *self = (mf_buffer){ 0 };
}

/* Room for `more` bytes and the NUL. */
static bool make_room(mf_buffer *self, size_t more)
{
    size_t need, room;
    char *text;

    if (self->failed || more > SIZE_MAX / 2 - 1 - self->n) {
        self->failed = true;
        return false;
    }
    need = self->n + more + 1;
    if (need <= self->room)
        return true;
    room = most(most(need, 2 * self->room), 256);
    text = realloc(self->text, room);
    if (text == NULL) {
        self->failed = true;
        return false;
    }
    self->text = text;
    self->room = room;
    return true;
}

void mf_buffer_add(mf_buffer *self, const char *format, ...)
{
    va_list list, again;
    int n;

    va_start(list, format);
    va_copy(again, list);
    n = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (n < 0)
        self->failed = true;
    else if (make_room(self, (size_t) n)) {
        (void) vsnprintf(self->text + self->n, (size_t) n + 1, format, list);
        self->n += (size_t) n;
    }
    va_end(list);
}

void mf_buffer_add_bytes(mf_buffer *self, const char *bytes, size_t n)
{
    if (!make_room(self, n))
        return;
    if (n > 0)
        memcpy(self->text + self->n, bytes, n);
    self->n += n;
    self->text[self->n] = '\0';
}

void mf_buffer_add_text(mf_buffer *self, const char *text)
{
    mf_buffer_add_bytes(self, text, strlen(text));
}

static bool is_plain(char letter)
{
    return (letter >= '0' && letter <= '9') || letter == '-' || letter == '+' || letter == 'e';
}

/* What is neither digit, sign nor `e` is the locale's point, in one byte or more. */
static void plain_copy(const char *from, char *to)
{
    bool marked = false;

    for (; *from != '\0'; from++) {
        if (is_plain(*from)) {
            marked = marked || *from == 'e';
            *to++ = *from;
        } else if (!marked) {
            marked = true;
            *to++ = '.';
        }
    }
    (void) strcpy(to, marked ? "" : ".0");
}

/* The last digits of m, at least so many, put before `end`; where they begin. */
static char *digits_before(char *end, int64_t m, int few)
{
    for (; few > 0 || m > 0; few--, m /= 10)
        *--end = (char) ('0' + m % 10);
    return end;
}

/* Most numbers are whole, or have a few decimals: m / 10^k with m below 2^53 is divided as exactly
 * as it would be read, and what has so few digits has no shorter name.  False for others. */
static bool print_short(double x, char *text, size_t room)
{
    enum { DECIMALS = 6 };
    double size = fabs(x), power = 1.0;
    char digits[32], *end = digits + sizeof digits, *at = end;

    if (!(size < 1e9) || (size < 1e-4 && size > 0.0))
        return false;
    for (int k = 1; k <= DECIMALS; k++) {
        int64_t m;

        power *= 10.0;
        m = (int64_t) (size * power + 0.5);
        if ((double) m / power < size || (double) m / power > size)
            continue;
        *--at = '\0';
        at = digits_before(at, m % (int64_t) power, k);
        *--at = '.';
        at = digits_before(at, m / (int64_t) power, 1);
        if (signbit(x))
            *--at = '-';
        (void) memcpy(text, at, least((size_t) (end - at), room));
        text[room - 1] = '\0';
        return true;
    }
    return false;
}

void mf_real_print(double x, char *text, size_t room)
{
    char local[64], plain[64];

    if (room == 0 || print_short(x, text, room))
        return;
    if (!isfinite(x)) {
        (void) snprintf(text, room, "%s", isnan(x) ? "nan" : x > 0 ? "inf" : "-inf");
        return;
    }
    for (int digits = 15; digits <= 17; digits++) {
        double back;

        (void) snprintf(local, sizeof local, "%.*g", digits, x);
        back = strtod(local, NULL); /* of the same locale */
        if (memcmp(&back, &x, sizeof x) == 0)
            break;
    }
    plain_copy(local, plain);
    (void) snprintf(text, room, "%s", plain);
}

void mf_float_print(float x, char *text, size_t room)
{
    char local[64], plain[64];

    if (!isfinite(x)) {
        mf_real_print((double) x, text, room);
        return;
    }
    for (int digits = 6; digits <= 9; digits++) {
        float back;

        (void) snprintf(local, sizeof local, "%.*g", digits, (double) x);
        back = strtof(local, NULL); /* of the same locale */
        if (memcmp(&back, &x, sizeof x) == 0)
            break;
    }
    plain_copy(local, plain);
    (void) snprintf(text, room, "%s", plain);
}
