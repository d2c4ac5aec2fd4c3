/* briefing.h — one replicate after the other, from its first step to its brief.
 *
 * The caller owns the loop, so that a page can tell how far it is, or give up.
 * Somebody can be followed: then the life is told, too.  Events are needed, so
 * a scenario for briefings is opened with MF_BRIEFING_SETS. */
#ifndef MF_RECORD_BRIEFING_H
#define MF_RECORD_BRIEFING_H

#include "record/brief.h"
#include "record/record.h"

/* Overrides that a briefing asks for: ways are told from events; trajectories and the census of
 * motives are not needed. */
#define MF_BRIEFING_SETS "outputs.events=true", "outputs.sample=0.0", "outputs.motives_every=10000"

enum { MF_FOLLOW_NOBODY = -1 };

typedef struct mf_briefing {
    const mf_scenario *scenario;
    mf_record record;
    mf_world world;
    mf_ways ways;
    mf_profiles profiles;
    mf_brief brief;
    int64_t followed; /* number of a person; MF_FOLLOW_NOBODY */
    mf_buffer life;   /* its moments so far, as JSON without the brackets around them */
} mf_briefing;

/* Draws the people of a replicate.  Room that another replicate of the same scenario left behind
 * is used again; so a briefing is freed before its scenario. */
mf_err mf_briefing_begin(mf_briefing *self, const mf_scenario *scenario, int replicate,
                         int64_t followed, mf_error *err);

/* One step; false in *more once there is none left. */
mf_err mf_briefing_step(mf_briefing *self, bool *more, mf_error *err);

/* Completes the replicate: the brief is filled. */
mf_err mf_briefing_end(mf_briefing *self, mf_error *err);

/* All three. */
mf_err mf_briefing_run(mf_briefing *self, const mf_scenario *scenario, int replicate, mf_error *err);

/* The end of each modelled person, [length of MF_AXIS_PERSON]. */
const int8_t *mf_briefing_fates(const mf_briefing *self);

/* The life of who was followed, as JSON (life.c); "null" if there is none. */
void mf_briefing_life(const mf_briefing *self, mf_json *out);

/* Used between the two files: what happens to the followed in a step, and how it began. */
void mf_life_begin(mf_briefing *self);
void mf_life_step(mf_briefing *self);

void mf_briefing_free(mf_briefing *self);

#endif
