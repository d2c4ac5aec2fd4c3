/* explain.h — topics of `mixflow explain` that need a scenario. */
#ifndef MF_CLI_EXPLAIN_H
#define MF_CLI_EXPLAIN_H

#include <stdbool.h>

int explain_statuses(const char *file, bool markdown);
int explain_packages(const char *file, bool markdown);

#endif
