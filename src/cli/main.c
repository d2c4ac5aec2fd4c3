/* The program: a table of verbs. */
#define _POSIX_C_SOURCE 200809L /* setenv, readlink, execv */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_errno.h>
#include <unistd.h>

#include <mixflow/version.h>

const cli_verb *const cli_verbs[] = { &cli_run, &cli_batch, &cli_check, &cli_init, &cli_legal, &cli_explain,
                                      &cli_info, &cli_compare, &cli_trace, &cli_sensitivity,
                                      &cli_coherence, &cli_export, &cli_explore, &cli_report,
                                      &cli_completion, NULL };

static int print_version(int argc, char **argv)
{
    bool verbose = argc > 2 && strcmp(argv[2], "--verbose") == 0;

    if (argc > (verbose ? 3 : 2)) {
        cli_say("not expected: %s", argv[verbose ? 3 : 2]);
        return mf_err_status(MF_E_USAGE);
    }
    printf("mixflow %s\n", MIXFLOW_VERSION);
    if (verbose)
        printf("revision:  %s\ncompiler:  %s\nflags:     %s\nlibraries: %s\n"
               "licence:   GPL-3.0-or-later; there is no warranty\n",
               MIXFLOW_REVISION, MIXFLOW_COMPILER, MIXFLOW_FLAGS, MIXFLOW_LIBRARIES);
    return 0;
}

static int run_verb(int argc, char **argv)
{
    enum { VERBS_MOST = 32 };
    const char *names[VERBS_MOST] = { NULL };

    for (int i = 0; i < VERBS_MOST - 1 && cli_verbs[i] != NULL; i++) {
        if (strcmp(cli_verbs[i]->name, argv[1]) == 0)
            return cli_verbs[i]->run(argc - 1, argv + 1);
        names[i] = cli_verbs[i]->name;
    }
    return cli_unknown("verb", argv[1], names);
}

static bool is(const char *word, const char *name, const char *letter)
{
    return strcmp(word, name) == 0 || strcmp(word, letter) == 0;
}

/* Threads that wait for others sleep.  Spinning, as OpenMP has it if nobody says how, a run takes ten
 * times as long where something else needs a processor, too.  OpenMP reads this when it is loaded, hence
 * the second start; whoever preloads something (a profiler) is left alone, and any failure does no harm. */
static void wait_asleep(char **argv)
{
    char path[4096];
    ssize_t n;

    if (getenv("OMP_WAIT_POLICY") != NULL || getenv("LD_PRELOAD") != NULL)
        return;
    n = readlink("/proc/self/exe", path, sizeof path - 1);
    if (n > 0 && n < (ssize_t) sizeof path - 1 && setenv("OMP_WAIT_POLICY", "passive", 0) == 0) {
        path[n] = '\0';
        (void) execv(path, argv);
    }
}

int main(int argc, char **argv)
{
    int status = 0;

    wait_asleep(argv);
    (void) gsl_set_error_handler_off();
    if (argc < 2) {
        cli_help_all();
        status = mf_err_status(MF_E_USAGE);
    } else if (is(argv[1], "--help", "-h") || strcmp(argv[1], "help") == 0) {
        cli_help_all();
    } else if (is(argv[1], "--version", "-V")) {
        status = print_version(argc, argv);
    } else {
        status = run_verb(argc, argv);
    }
    if ((fflush(stdout) != 0 || ferror(stdout)) && status == 0) {
        cli_say("what was asked for could not be written in full");
        status = mf_err_status(MF_E_FILE);
    }
    return status;
}
