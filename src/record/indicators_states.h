/* indicators_states.h — how a person stands, and what follows when that changes.
 *
 * States are bits (enum mf_state).  The note of a person says which held after the last
 * event; settling compares them with those of now. */
#ifndef MF_RECORD_INDICATORS_STATES_H
#define MF_RECORD_INDICATORS_STATES_H

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

/* The state a person is in, as bits; 0 for the dead and those who have not entered. */
unsigned mf_sight_states(const mf_world *world, uint32_t id, int cohort);

static inline bool mf_sight_is(unsigned states, enum mf_state state)
{
    return (states >> state & 1) != 0;
}

/* Brings the person's note up to date, and what follows from the change. */
void mf_sight_settle(const mf_scene *scene);

/* Counts one more of the person's cohort, in a year and a country. */
void mf_sight_count(const mf_scene *scene, int year, int country, int what);

/* Index of the country of a place; "on the way" is the last. */
int mf_sight_country(const mf_world *world, int place);

/* Index of the country that a cohort is from. */
int mf_sight_origin(const mf_world *world, int cohort);

/* Steps that so many months take, rounded up. */
int mf_sight_steps(const mf_scenario *scenario, double months);

#endif
