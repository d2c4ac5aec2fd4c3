/* ways.h — by which places people have come: first and last hub, told from the stream of events.
 *
 * A hub is a place outside the country of origin in which something happened to
 * a person who has set off.  The stream is the same while a world runs and in a stored result. */
#ifndef MF_RECORD_WAYS_H
#define MF_RECORD_WAYS_H

#include "record/table.h"

enum { MF_NO_HUB = -1 };

typedef struct mf_trail {
    int16_t first, last; /* places; MF_NO_HUB */
    bool gone;           /* has set off */
} mf_trail;

typedef struct mf_ways {
    const mf_scenario *scenario;
    size_t n;
    mf_trail *at;        /* [id] */
    int16_t *home;     /* [cohort] country of origin */
    uint16_t *cohort;  /* [id / MF_BLOCK] */
} mf_ways;

/* Needs tables with their labels. */
mf_err mf_ways_init(mf_ways *self, const mf_tables *tables);
void mf_ways_free(mf_ways *self);

/* Forgets everybody's way: a replicate begins. */
void mf_ways_clear(mf_ways *self);

/* Follows `n` events in order. */
void mf_ways_follow(mf_ways *self, size_t n, const int32_t *person, const int16_t *where,
                    const int8_t *kind);

#endif
