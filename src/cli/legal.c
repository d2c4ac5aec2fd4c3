/* mixflow legal: the legal system of a scenario as a picture's source. */
#include "cli/cli.h"
#include "cli/scenario.h"
#include "io/dump.h"

static const cli_option options[] = { { .name = NULL } };

static int run(int argc, char **argv)
{
    cli_texts files = { 0 };
    mf_scenario *scenario;
    mf_buffer text = { 0 };
    int status = cli_parse(&cli_legal, argc, argv, NULL, &files);

    if (status != CLI_GO)
        return status;
    if ((status = cli_read_scenario(files.at[0], NULL, &scenario)) != 0)
        return status;
    mf_dump_legal(scenario, &text);
    if (text.failed)
        status = cli_refuse(MF_E_NOMEM, NULL);
    else
        fputs(text.text, stdout);
    mf_buffer_free(&text);
    mf_scenario_free(scenario);
    return status;
}

const cli_verb cli_legal = {
    .name = "legal",
    .summary = "print the legal system of a scenario for Graphviz",
    .arguments = "FILE",
    .examples = { "mixflow legal corridor.cfg | dot -Tsvg > corridor.svg", NULL },
    .least = 1,
    .most = 1,
    .options = options,
    .run = run,
};
