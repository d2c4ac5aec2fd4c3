#define _POSIX_C_SOURCE 200809L /* S_ISDIR */

#include "cli/scenario.h"

#include <string.h>
#include <sys/stat.h>

#include "cli/cli.h"
#include "io/store_h5.h"
#include "study/plan.h"

mf_err cli_start_store(mf_error *err)
{
    static bool started; /* once in a process */
    mf_err code = started ? MF_OK : mf_store_start(err);

    started = started || code == MF_OK;
    return code;
}

bool cli_is_result(const char *file)
{
    size_t n = strlen(file);

    return n > 3 && strcmp(file + n - 3, ".h5") == 0;
}

bool cli_is_folder(const char *path)
{
    struct stat found;

    return stat(path, &found) == 0 && S_ISDIR(found.st_mode);
}

static mf_err read_result(const char *file, const mf_config_options *options,
                          mf_scenario **scenario, mf_diags *diags, mf_error *err)
{
    mf_buffer text = { 0 };
    mf_err code = cli_start_store(err);

    if (code == MF_OK)
        code = mf_scenario_h5(file, &text, err);
    if (code == MF_OK)
        code = text.failed ? MF_E_NOMEM
                           : mf_config_read_text(text.text, file, options, scenario, diags, err);
    mf_buffer_free(&text);
    return code;
}

/* A plan in the place of a scenario: one word on that instead of all that it lacks. */
static mf_err read_file(const char *file, const mf_config_options *options, mf_scenario **scenario,
                        mf_diags *diags, mf_error *err)
{
    mf_err code = mf_config_read(file, options, scenario, diags, err);

    if (code != MF_E_SCENARIO || !mf_plan_is(file))
        return code;
    mf_diags_free(diags);
    return mf_fail(err, MF_E_USAGE, "%s: is a plan of a batch, no scenario: mixflow batch %s", file, file);
}

mf_err cli_config_read(const char *file, const mf_config_options *options, mf_scenario **scenario,
                       mf_diags *diags, mf_error *err)
{
    *scenario = NULL;
    return cli_is_result(file) ? read_result(file, options, scenario, diags, err)
                               : read_file(file, options, scenario, diags, err);
}

int cli_read_scenario(const char *file, const mf_config_options *options, mf_scenario **scenario)
{
    static const mf_config_options none = { 0 };
    mf_diags diags = { 0 };
    mf_error err = { 0 };
    mf_err code = cli_config_read(file, options == NULL ? &none : options, scenario, &diags, &err);

    return cli_complain(code, &diags, &err);
}
