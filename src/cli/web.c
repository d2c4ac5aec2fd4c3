#include "cli/web.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "io/gzip.h"
#include "io/part.h"
#include "io/rows.h"

static const char sign[] = "@@";
static const char asks[] = "@@insert ", packs[] = "packed ";
enum { DEEPEST = 8 };

/* What a page is made of, by how much room it takes. */
#define PARTS(X)                                                               \
    X(DATA, "data")                                                            \
    X(ENGINE, "engine")                                                        \
    X(CHARTS, "library of charts")                                             \
    X(REST, "scripts, styles, land")

#define X(id, word) id,
enum part { PARTS(X) N_PARTS };
#undef X

typedef struct page {
    const mf_buffer *bundle;
    mf_buffer *out;
    size_t size[N_PARTS]; /* byte */
    int depth;
    mf_error *err;
} page;

static const web_file *find(const char *name, size_t n)
{
    for (const web_file *file = web_files; file->name != NULL; file++)
        if (strlen(file->name) == n && memcmp(file->name, name, n) == 0)
            return file;
    return NULL;
}

const web_file *web_file_find(const char *name)
{
    return find(name, strlen(name));
}

int web_refuse_missing(const char *verb)
{
    cli_say("%s: this mixflow was built without its pages. Install the Debian packages clang, lld, wasi-libc, "
            "libclang-rt-dev-wasm32 and node-d3, then configure and build again", verb);
    return mf_err_status(MF_E_USAGE);
}

mf_err web_look_ahead(const char *path, bool force, mf_error *err)
{
    mf_part part = { 0 };
    mf_err code = mf_part_init(&part, path, force, err);

    mf_part_free(&part);
    return code;
}

static mf_err put_text(page *self, const char *text, size_t n);

static mf_err put_packed(page *self, enum part part, const void *bytes, size_t n)
{
    size_t before = self->out->n;

    MF_TRY(mf_gzip_base64(bytes, n, self->out, self->err));
    self->size[part] += self->out->n - before;
    return MF_OK;
}

/* What `name` stands for. */
static mf_err put_named(page *self, const char *name, size_t n)
{
    bool packed = n >= sizeof packs && memcmp(name, packs, sizeof packs - 1) == 0;
    size_t skip = packed ? sizeof packs - 1 : 0;
    const web_file *file = find(name + skip, n - skip);
    bool engine = n == 6 && memcmp(name, "engine", n) == 0;
    size_t size = file == NULL ? 0 : (size_t) (file->end - file->begin);

    if (n == 6 && memcmp(name, "bundle", n) == 0)
        return put_packed(self, DATA, self->bundle->text, self->bundle->n);
    if (file == NULL)
        return engine ? MF_OK
                      : mf_fail(self->err, MF_E_INTERNAL,
                                "the page asks for \"%.*s\", which is not in the program", (int) n, name);
    if (engine || packed)
        return put_packed(self, engine ? ENGINE : CHARTS, file->begin, size);
    return put_text(self, (const char *) file->begin, size);
}

/* The next place where something is asked for, or NULL. */
static const char *find_asking(const char *text, size_t n)
{
    const char *last = text + n;

    for (const char *at = text; at != NULL && at + sizeof asks - 1 <= last; at++) {
        at = memchr(at, sign[0], (size_t) (last - at) - (sizeof asks - 2));
        if (at == NULL || memcmp(at, asks, sizeof asks - 1) == 0)
            return at;
    }
    return NULL;
}

static mf_err put_text(page *self, const char *text, size_t n)
{
    const char *last = text + n, *at = find_asking(text, n);

    if (++self->depth > DEEPEST)
        return mf_fail(self->err, MF_E_INTERNAL, "files of the page insert each other in a circle");
    while (at != NULL) {
        const char *name = at + sizeof asks - 1, *end = name;

        while (end + 1 < last && memcmp(end, sign, 2) != 0)
            end++;
        mf_buffer_add_bytes(self->out, text, (size_t) (at - text));
        MF_TRY(put_named(self, name, (size_t) (end - name)));
        text = end + 2 <= last ? end + 2 : last;
        at = find_asking(text, (size_t) (last - text));
    }
    mf_buffer_add_bytes(self->out, text, (size_t) (last - text));
    self->depth--;
    return self->out->failed ? mf_fail(self->err, MF_E_NOMEM, "no room for a page") : MF_OK;
}

/* A page that travels by mail and on sticks should stay small. */
static void warn_of_size(const page *self)
{
#define X(id, word) word,
    static const char *const word[N_PARTS] = { PARTS(X) };
#undef X
    enum { LARGE = 1000000, LONGEST = 160 };
    char list[LONGEST] = "";

    if (self->out->n <= LARGE)
        return;
    for (int part = 0, n = 0; part < N_PARTS; part++)
        n += snprintf(list + n, sizeof list - (size_t) n, "%s%s %.0f kB", part == 0 ? "" : ", ",
                      word[part], (double) self->size[part] / 1e3);
    cli_say("the page is larger than a megabyte: %s. The data shrink with fewer stored packages "
            "(--package), or without a study", list);
}

mf_err web_page(const char *name, const mf_buffer *bundle, mf_buffer *out, mf_error *err)
{
    page self = { .bundle = bundle, .out = out, .err = err };
    size_t before = out->n;
    mf_err code = put_named(&self, name, strlen(name));

    self.size[REST] = out->n - before - self.size[DATA] - self.size[ENGINE] - self.size[CHARTS];
    if (code == MF_OK && strcmp(name, "explorer.html") == 0)
        warn_of_size(&self);
    return code;
}

mf_err web_put(const char *name, const mf_buffer *bundle, const char *path, bool force, bool quiet,
               mf_error *err)
{
    mf_buffer text = { 0 };
    mf_err code = web_page(name, bundle, &text, err);

    if (code == MF_OK)
        code = mf_text_write(path, force, &text, err);
    if (code == MF_OK && !quiet)
        cli_say("wrote %s (%.0f kB)", path, (double) text.n / 1e3);
    mf_buffer_free(&text);
    return code;
}

mf_err web_print(const mf_buffer *bundle, mf_error *err)
{
    bool good = fwrite(bundle->text, 1, bundle->n, stdout) == bundle->n && puts("") >= 0 &&
                fflush(stdout) == 0;

    return good ? MF_OK : mf_fail(err, MF_E_FILE, "the data could not be printed: %s", strerror(errno));
}
