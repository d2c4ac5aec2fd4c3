/* trace.h — one synthetic life, told from a result's stream of events. */
#ifndef MF_STUDY_TRACE_H
#define MF_STUDY_TRACE_H

#include <stdbool.h>
#include <stdint.h>

#include "study/events.h"

/* Something that happened.  The mind is known only of people whose trajectory is kept. */
typedef struct mf_moment {
    int step, day;  /* day since 1970-01-01 */
    int kind, where, status;
    bool has_mind;
    int need, claim, place;
    double share[4], savings, debt; /* motives; EUR */
} mf_moment;

typedef struct mf_life {
    int32_t person;
    int replicate, cohort, fate; /* fate -1: not told */
    int n, room;
    mf_moment *at;
    char **kind, **kind_name, **where, **status, **status_name, **cohorts, **need, **motive, **place;
} mf_life;

/* Reads a life from an open result; refuses with MF_E_USAGE a person or replicate that is not
 * in it. */
mf_err mf_life_read(mf_life *self, const mf_result *run, mf_events *of, int replicate,
                    int32_t person, mf_error *err);

/* The same from a file. */
mf_err mf_life_open(mf_life *self, const char *path, int replicate, int32_t person, mf_error *err);
void mf_life_free(mf_life *self);

#endif
