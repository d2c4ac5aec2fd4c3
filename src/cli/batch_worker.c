/* mixflow batch worker: what `batch run` starts, to be told what to run. */
#define _POSIX_C_SOURCE 200809L /* getline */

#include "cli/batch.h"

#include <stdlib.h>
#include <string.h>

#include "cli/progress.h"
#include "cli/scenario.h"
#include "study/process.h"
#include "study/errands.h"

/* One run; what goes wrong is said as `mixflow run` says it. */
static int obey(mf_errands *errands, const char *order)
{
    mf_run_watch watch = { NULL, NULL, cli_is_stopped };
    mf_run_summary summary = { 0 };
    mf_diags diags = { 0 };
    mf_error err = { 0 };
    mf_err code = mf_errands_do(errands, order, &watch, &summary, &diags, &err);

    if (diags.mistakes > 0)
        cli_print_diags(stderr, &diags, NULL);
    mf_run_summary_free(&summary);
    mf_diags_free(&diags);
    return code == MF_OK ? 0 : cli_refuse(code, &err);
}

/* A run that fails is the last of its process: what it may have left there ends with it. */
static int obey_all(void)
{
    mf_errands errands = { NULL, NULL };
    char *order = NULL;
    size_t room = 0;
    int status = 0;
    ssize_t n;

    while (status == 0 && (n = getline(&order, &room, stdin)) > 0) {
        order[strcspn(order, "\n")] = '\0';
        status = obey(&errands, order);
        if (status == 0) {
            (void) putchar(MF_PROCESS_DONE);
            (void) fflush(stdout);
        }
    }
    mf_errands_free(&errands);
    free(order);
    return status;
}

static int run(int argc, char **argv)
{
    cli_texts none = { 0 };
    mf_error err = { 0 };
    int status = cli_parse(&cli_batch_worker, argc, argv, NULL, &none);
    mf_err code;

    if (status != CLI_GO)
        return status;
    code = cli_start_store(&err);
    if (code != MF_OK)
        return cli_refuse(code, &err);
    cli_interrupt_watch();
    return obey_all();
}

static const cli_option options[] = { { .name = NULL } };

const cli_verb cli_batch_worker = {
    .name = "batch worker",
    .summary = "what `batch run` starts: does the runs whose commands it reads, line by line",
    .arguments = "",
    .examples = { "mixflow batch worker <commands       # lines such as: mixflow run sea.cfg --seed 7 -o 7.h5",
                  NULL },
    .least = 0,
    .most = 0,
    .options = options,
    .run = run,
};
