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
const web_file *web_file_find(const char *name);

/* Says which packages a build with pages needs; the exit status. */
int web_refuse_missing(const char *verb);

/* May a page be put there?  Asked before the work is done. */
mf_err web_look_ahead(const char *path, bool force, mf_error *err);

/* The page `name` with everything inserted that it asks for; `bundle` is JSON. */
mf_err web_page(const char *name, const mf_buffer *bundle, mf_buffer *out, mf_error *err);

/* Makes that page and writes it as a file that appears whole or not at all; says so, unless `quiet`. */
mf_err web_put(const char *name, const mf_buffer *bundle, const char *path, bool force, bool quiet,
               mf_error *err);

/* Prints JSON. */
mf_err web_print(const mf_buffer *bundle, mf_error *err);

/* Adds what `mixflow coherence` and `mixflow sensitivity` wrote as JSON to the data of a page, as
 * "studies" (studies.c). */
mf_err web_add_studies(mf_buffer *bundle, const char *const *paths, int n, mf_error *err);

#endif
