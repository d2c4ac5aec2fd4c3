/* compare.h — how a comparison is told: on a terminal, as CSV, as JSON. */
#ifndef MF_CLI_COMPARE_H
#define MF_CLI_COMPARE_H

#include "study/compare.h"

/* What of it is told. */
typedef struct cli_telling {
    int by;        /* enum mf_cut_kind, or MF_N_CUT_KINDS for fates */
    bool all;      /* every measure, also those that say the same about a part of people */
    bool ascii;    /* no other characters */
    int examples;  /* people whose fate differs */
} cli_telling;

void cli_compare_table(const mf_comparison *of, const cli_telling *how);
void cli_compare_csv(const mf_comparison *of, const cli_telling *how);
void cli_compare_json(const mf_comparison *of, const cli_telling *how);

#endif
