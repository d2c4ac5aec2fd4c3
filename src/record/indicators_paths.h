/* indicators_paths.h — where regular paths to work end: whose places can be filled or stay empty. */
#ifndef MF_RECORD_INDICATORS_PATHS_H
#define MF_RECORD_INDICATORS_PATHS_H

#include "model/scenario.h"

/* Is this queue the last stage of a path that an application for labour or training begins?
 * Statuses of the path: those that such an application leads to, and those that its queues pass
 * on to; the last stage is a queue of them that grants. */
bool mf_path_ends_in(const mf_scenario *scenario, int queue);

#endif
