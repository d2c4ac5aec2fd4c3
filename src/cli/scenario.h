/* scenario.h — reading a scenario for a verb that needs one. */
#ifndef MF_CLI_SCENARIO_H
#define MF_CLI_SCENARIO_H

#include "io/config.h"

/* Reads and checks; complaints go to stderr.  0, or the exit status with
 * *scenario NULL.  `options` may be NULL. */
int cli_read_scenario(const char *file, const mf_config_options *options, mf_scenario **scenario);

#endif
