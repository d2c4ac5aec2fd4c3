/* indicators_events.h — how one event is counted. */
#ifndef MF_RECORD_INDICATORS_EVENTS_H
#define MF_RECORD_INDICATORS_EVENTS_H

#include "record/indicators_states.h"

/* Counts an event of the year, before the person's note is brought up to date. */
void mf_sight_event(mf_scene *scene, const mf_happening *h);

#endif
