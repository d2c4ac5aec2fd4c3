#include "cli/scenario.h"

#include "cli/cli.h"

int cli_read_scenario(const char *file, const mf_config_options *options, mf_scenario **scenario)
{
    static const mf_config_options none = { 0 };
    mf_diags diags = { 0 };
    mf_error err = { 0 };
    mf_err code;

    *scenario = NULL;
    code = mf_config_read(file, options == NULL ? &none : options, scenario, &diags, &err);
    if (diags.mistakes + diags.warnings > 0)
        cli_print_diags(stderr, &diags, NULL);
    mf_diags_free(&diags);
    if (code == MF_OK)
        return 0;
    return code == MF_E_SCENARIO ? mf_err_status(code) : cli_refuse(code, &err);
}
