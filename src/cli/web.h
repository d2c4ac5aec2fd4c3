/* web.h — the files of the page that the program carries (src/web, D3, the engine), and how a page
 * is put together from them. */
#ifndef MF_CLI_WEB_H
#define MF_CLI_WEB_H

#include "base/error.h"
#include "base/text.h"

typedef struct web_file {
    const char *name; /* NULL ends the list */
    const unsigned char *begin, *end;
} web_file;

/* Made by the build. */
extern const web_file web_files[];

/* The file of that name, or NULL. */
const web_file *web_file_find(const char *name, size_t n);

/* The page `name` with everything inserted that it asks for; `bundle` is JSON. */
mf_err web_page(const char *name, const mf_buffer *bundle, mf_buffer *out, mf_error *err);

/* Writes a text as a file that appears whole or not at all. */
mf_err web_write(const char *path, bool force, const mf_buffer *text, mf_error *err);

#endif
