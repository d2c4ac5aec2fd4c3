/* done.h — what a call has led to, kept until all of a chunk have had their part: then events and
 * those whose queue changes are listed in the order of their ids. */
#ifndef MF_SIM_DONE_H
#define MF_SIM_DONE_H

#include "model/agents.h"

typedef struct mf_done {
    uint32_t first; /* of its events, and how many */
    uint8_t n;
    bool moved; /* out of the queue, or towards that of the new place and status */
} mf_done;

/* What somebody has heard in a talk: not to be read by others in the same step. */
typedef struct mf_heard {
    mf_person person;
    uint32_t id;
} mf_heard;

#endif
