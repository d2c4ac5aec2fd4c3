/* indicators_events.h — how one event, and one person's new state, are counted. */
#ifndef MF_RECORD_INDICATORS_EVENTS_H
#define MF_RECORD_INDICATORS_EVENTS_H

#include "record/indicators_watch.h"

/* What is the same for all that is counted of a person in a step. */
typedef struct mf_scene {
    const mf_world *world;
    const mf_eye *eye;       /* of the worker who counts */
    const bool *destination; /* [country] */
    const mf_person *person;
    mf_note *note;
    uint32_t id;
    int year, cohort;
    int mixed; /* class of mixedness; -1: nobody has asked */
} mf_scene;

mf_scene mf_sight_scene(const mf_sight *self, const mf_world *world, int worker, int year,
                        uint32_t id);

/* Counts an event of the year, before the person's note is brought up to date. */
void mf_sight_event(mf_scene *scene, const mf_happening *h);

/* Brings the person's note up to date, and what follows from the change. */
void mf_sight_settle(const mf_scene *scene);

/* The state a person is in, as bits; 0 for the dead and those who have not entered. */
unsigned mf_sight_states(const mf_world *world, uint32_t id, int cohort);

/* Index of the country of a place; "on the way" is the last. */
int mf_sight_country(const mf_world *world, int place);

/* Steps that so many months take, rounded up. */
int mf_sight_steps(const mf_scenario *scenario, double months);

#endif
