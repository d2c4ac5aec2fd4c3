/* summary.h — what a run says when it is done. */
#ifndef MF_CLI_SUMMARY_H
#define MF_CLI_SUMMARY_H

#include <stdio.h>

#include "study/run.h"

/* Main outcomes by calendar year, and in all years with their sampling error. */
void cli_print_outcomes(FILE *to, const mf_outcomes *outcomes);

/* People, time, file and digest; `out` may be NULL. */
void cli_print_summary(FILE *to, const mf_run_summary *summary, const char *out);

#endif
