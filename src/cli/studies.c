/* Studies of many runs, told in a page: the JSON that coherence and sensitivity write. */
#include "cli/web.h"

#include <string.h>

#include "base/json.h"
#include "io/rows.h"

enum { MOST = 8 << 20 }; /* bytes of a study */

/* Ours begin so: listing.h. */
static bool is_study(const mf_buffer *text)
{
    return text->n > 0 && text->n < MOST && mf_json_valid(text->text, text->n) &&
           strstr(text->text, "\"kind\"") != NULL && strstr(text->text, "\"listings\"") != NULL;
}

static mf_err add(mf_buffer *bundle, const char *path, bool first, mf_error *err)
{
    mf_buffer text = { 0 };
    mf_err code = mf_text_read(path, &text, err);

    if (code == MF_OK && !is_study(&text))
        code = mf_fail_at(err, MF_E_USAGE, path, 0,
                          "is no study: mixflow coherence PLAN.cfg -o NAME.json writes one");
    if (code == MF_OK) {
        mf_buffer_add(bundle, "%s", first ? "" : ",");
        mf_buffer_add_bytes(bundle, text.text, text.n);
    }
    mf_buffer_free(&text);
    return code;
}

mf_err web_add_studies(mf_buffer *bundle, const char *const *paths, int n, mf_error *err)
{
    if (n == 0)
        return MF_OK;
    bundle->n--; /* the bracket that closes it */
    mf_buffer_add(bundle, ",\"studies\":[");
    for (int i = 0; i < n; i++)
        MF_TRY(add(bundle, paths[i], i == 0, err));
    mf_buffer_add(bundle, "]}");
    return bundle->failed ? mf_fail(err, MF_E_NOMEM, "no room for the data of a page") : MF_OK;
}
