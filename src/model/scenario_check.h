/* scenario_check.h — the parts of mf_scenario_check, and what they share. */
#ifndef MF_MODEL_SCENARIO_CHECK_H
#define MF_MODEL_SCENARIO_CHECK_H

#include "model/scenario.h"

/* Modelled people: starts and entrants over the horizon, each by its cohort's weight. */
double mf_scenario_people(const mf_scenario *self);

#endif
