/* mixflow check: every complaint about a scenario, a plan or a result, at once. */
#include "cli/cli.h"

#include "cli/scenario.h"
#include "cli/scratch.h"
#include "io/inspect_h5.h"
#include "study/batch.h"

typedef struct wishes {
    cli_texts sets;
    const char *packages;
} wishes;

static const cli_option options[] = {
    { "set", 's', CLI_TEXTS, offsetof(wishes, sets), "PATH=VALUE", "put a value over the file's; may be repeated",
      0, 0, NULL },
    { "package", 'p', CLI_TEXT, offsetof(wishes, packages), "A,B", "add these packages of policies",
      0, 0, NULL },
    { .name = NULL },
};

/* A result keeps to the layout, and the scenario in it is one. */
static mf_err check_result(const char *file, const mf_config_options *given, mf_diags *diags,
                           mf_error *err)
{
    mf_scenario *scenario = NULL;
    mf_err code = cli_start_store(err);
    bool is_run = false;

    if (code == MF_OK)
        code = mf_inspect_h5(file, &is_run, diags, err);
    if (code == MF_OK && is_run)
        code = cli_config_read(file, given, &scenario, diags, err);
    mf_scenario_free(scenario);
    return code == MF_OK && diags->mistakes > 0 ? MF_E_SCENARIO : code;
}

static mf_err check_scenario(const char *file, const mf_config_options *given, mf_diags *diags,
                             mf_error *err)
{
    mf_scenario *scenario = NULL;
    mf_err code = cli_config_read(file, given, &scenario, diags, err);

    mf_scenario_free(scenario);
    return code;
}

/* A plan, and the scenario of each of its points: planned into a folder that nobody keeps. */
static mf_err check_plan(const char *file, mf_diags *diags, mf_error *err)
{
    char folder[CLI_SCRATCH];
    mf_batch_planned planned;
    mf_plan *plan = NULL;
    mf_err code = mf_plan_read(file, &plan, diags, err);

    if (code == MF_OK && cli_scratch_make(folder) != 0)
        code = mf_fail(err, MF_E_FILE, "%s: its points are not checked", file);
    else if (code == MF_OK) {
        code = mf_batch_plan(plan, folder, &planned, diags, err);
        cli_scratch_remove(folder);
    }
    mf_plan_free(plan);
    return code;
}

static mf_err check_any(const char *file, const mf_config_options *given, mf_diags *diags, mf_error *err)
{
    if (cli_is_result(file))
        return check_result(file, given, diags, err);
    if (!mf_plan_is(file))
        return check_scenario(file, given, diags, err);
    if (given->n_sets > 0 || given->packages != NULL)
        return mf_fail(err, MF_E_USAGE, "%s: is a plan: what it sets and adds stands in it", file);
    return check_plan(file, diags, err);
}

static int check(const char *file, const wishes *values, bool one_of_many)
{
    mf_config_options given = { .sets = values->sets.at, .n_sets = values->sets.n, .packages = values->packages };
    mf_diags diags = { 0 };
    mf_error err = { 0 };
    mf_err code = check_any(file, &given, &diags, &err);
    int status = mf_err_status(code);

    if (code == MF_OK || code == MF_E_SCENARIO || diags.mistakes > 0)
        cli_print_diags(stdout, &diags, one_of_many ? file : NULL);
    if (code != MF_OK && code != MF_E_SCENARIO)
        status = cli_refuse(code, &err);
    mf_diags_free(&diags);
    return status;
}

static int run(int argc, char **argv)
{
    wishes values = { .packages = NULL };
    cli_texts files = { 0 };
    int worst = 0, status = cli_parse(&cli_check, argc, argv, &values, &files);

    if (status != CLI_GO)
        return status;
    for (int i = 0; i < files.n; i++) {
        status = check(files.at[i], &values, files.n > 1);
        worst = status > worst ? status : worst;
    }
    return worst;
}

const cli_verb cli_check = {
    .name = "check",
    .summary = "print all mistakes in scenarios and plans, each with file, line and setting, or in results",
    .arguments = "FILE...",
    .examples = { "mixflow check corridor.cfg", "mixflow check corridor.h5",
                  "mixflow check corridor.cfg --set switches.feedback=false", NULL },
    .least = 1,
    .most = CLI_TEXTS_MOST,
    .options = options,
    .run = run,
};
