/* explain.h — topics of `mixflow explain` that have a file of their own. */
#ifndef MF_CLI_EXPLAIN_H
#define MF_CLI_EXPLAIN_H

#include <stdbool.h>

int explain_statuses(const char *file, bool markdown);
int explain_packages(const char *file, bool markdown);

/* Objectives that indicators speak to, and prices of what is compared. */
int explain_objectives(const char *file, bool markdown);
int explain_ratios(const char *file, bool markdown);

/* The layout of results: tables of a run, what a result says of itself, tables of a comparison. */
int explain_layout(const char *file, bool markdown);
int explain_notes(const char *file, bool markdown);
int explain_comparisons(const char *file, bool markdown);

#endif
