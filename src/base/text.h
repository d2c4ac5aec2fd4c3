/* text.h — names, distances between names, and lines of text that grow. */
#ifndef MF_BASE_TEXT_H
#define MF_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

enum { MF_NAME_MOST = 255 }; /* bytes of a name */

/* Edit distance (insertion, deletion, substitution, swap of neighbours), in
 * bytes, case of ASCII folded.  Texts beyond MF_NAME_MOST are either the same
 * or as far apart as the longer one is long. */
size_t mf_text_distance(const char *a, const char *b);

/* The name nearest to `wrong` among `names` (NULL-terminated) if it is near
 * enough to be meant (distance at most 2, or a third of its length, and
 * something left in common); else NULL. */
const char *mf_text_nearest(const char *wrong, const char *const *names);

/* Is it valid UTF-8 without NUL? */
bool mf_text_is_utf8(const char *bytes, size_t n);

/* Text that grows.  Start zeroed; `failed` sticks when memory ran out. */
typedef struct mf_buffer {
    char *text; /* always ends with NUL once something was added */
    size_t n, room;
    bool failed;
} mf_buffer;

void mf_buffer_free(mf_buffer *self);
void mf_buffer_add(mf_buffer *self, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void mf_buffer_add_text(mf_buffer *self, const char *text);
void mf_buffer_add_bytes(mf_buffer *self, const char *bytes, size_t n);

/* The shortest decimal that reads back as the same double; always with a point
 * or an exponent, so that libconfig takes it as a real. */
void mf_real_print(double x, char *text, size_t room);

/* The same for a float. */
void mf_float_print(float x, char *text, size_t room);

#endif
