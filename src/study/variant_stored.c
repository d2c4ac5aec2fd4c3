/* A variant from a stored result. */
#include "study/variant.h"

#include <stdlib.h>
#include <string.h>

#include "io/briefing_h5.h"
#include "io/config.h"
#include "io/store_h5.h"

static mf_err read_scenario(mf_variant *self, const char *path, mf_error *err)
{
    mf_buffer text = { 0 };
    mf_diags diags = { 0 };
    mf_err code = mf_scenario_h5(path, &text, err);

    if (code == MF_OK)
        code = text.failed ? mf_fail(err, MF_E_NOMEM, "no room for a scenario")
                           : mf_config_read_text(text.text, path, NULL, &self->scenario, &diags, err);
    mf_diags_free(&diags);
    mf_buffer_free(&text);
    return code;
}

static mf_err read_replicates(mf_variant *self, const mf_result *from, mf_error *err)
{
    for (int r = self->replicates - 1; r >= 0; r--) { /* the first is the last, and stays */
        MF_TRY(mf_briefing_begin(&self->first, self->scenario, r, MF_FOLLOW_NOBODY, err));
        MF_TRY(mf_briefing_read(&self->first, from, r, err));
        MF_TRY(mf_variant_keep(self, &self->first, r, err));
    }
    return MF_OK;
}

mf_err mf_variant_stored(mf_variant *self, const char *path, mf_error *err)
{
    size_t length[MF_MOST_AXES];
    mf_result *from;
    mf_err code;
    int n_axes;

    MF_TRY(read_scenario(self, path, err));
    MF_TRY(mf_result_open(&from, path, err));
    code = mf_result_shape(from, "/replicate", length, &n_axes, err);
    if (code == MF_OK)
        code = mf_variant_make_room(self, (int) length[0], err);
    if (code == MF_OK)
        code = read_replicates(self, from, err);
    mf_result_close(from);
    return code;
}
