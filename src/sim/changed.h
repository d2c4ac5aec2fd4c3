/* changed.h — a record that waits to be written back, so that all of a piece
 * of work reads the state at the start of the step. */
#ifndef MF_SIM_CHANGED_H
#define MF_SIM_CHANGED_H

#include "model/agents.h"

typedef struct mf_changed {
    mf_person person;
    uint32_t id;
    uint16_t cell, due;
} mf_changed;

#endif
