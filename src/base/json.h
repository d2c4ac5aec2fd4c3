/* json.h — JSON, written one value after the other.
 *
 * Keys are given in objects and NULL in lists.  What is not a finite number
 * becomes null.  Numbers are rounded to `digits` significant digits (0: exactly). */
#ifndef MF_BASE_JSON_H
#define MF_BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

typedef struct mf_json {
    mf_buffer *out;
    int digits;
    bool follows; /* a value of the same list or object stands before */
} mf_json;

/* Opens '{' or '['; closes '}' or ']'. */
void mf_json_open(mf_json *self, const char *key, char bracket);
void mf_json_close(mf_json *self, char bracket);

void mf_json_text(mf_json *self, const char *key, const char *text);
void mf_json_int(mf_json *self, const char *key, int64_t value);
void mf_json_real(mf_json *self, const char *key, double value);
void mf_json_bool(mf_json *self, const char *key, bool value);
void mf_json_reals(mf_json *self, const char *key, const double *value, size_t n);

/* Text that is JSON already. */
void mf_json_raw(mf_json *self, const char *key, const char *json);

/* Is it one value of JSON and nothing else?  (json_check.c) */
bool mf_json_valid(const char *json, size_t n);

#endif
