/* scenario.h — reading scenarios and results for the verbs that need them. */
#ifndef MF_CLI_SCENARIO_H
#define MF_CLI_SCENARIO_H

#include <stdbool.h>

#include "io/config.h"

/* Readies HDF5; may be called again. */
mf_err cli_start_store(mf_error *err);

/* Is it named like a result? */
bool cli_is_result(const char *file);

/* Is there a folder, such as that of a batch? */
bool cli_is_folder(const char *path);

/* The scenario of a file, or the one that a result (FILE.h5) was made from. */
mf_err cli_config_read(const char *file, const mf_config_options *options, mf_scenario **scenario,
                       mf_diags *diags, mf_error *err);

/* Reads and checks; complaints go to stderr.  0, or the exit status with
 * *scenario NULL.  `options` may be NULL. */
int cli_read_scenario(const char *file, const mf_config_options *options, mf_scenario **scenario);

#endif
