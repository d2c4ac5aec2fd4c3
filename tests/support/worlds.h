/* worlds.h — small worlds for tests: made from text, run, watched, compared.
 *
 * Whatever cannot be done fails the test that asked for it. */
#ifndef SUPPORT_WORLDS_H
#define SUPPORT_WORLDS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/digest.h"
#include "sim/world.h"

/* Sections of a scenario as text; NULL takes the plain one, in which nothing moves:
 * one country HERE with the place A and one country THERE with the place B, a link AB,
 * one cohort K of persons at A in the status "home", and no rates of any kind. */
typedef struct scene {
    const char *calendar, *countries, *places, *links, *cohorts;
    const char *statuses, *transitions, *queues, *interventions;
    const char *more; /* whole groups, such as "decision = { rate = 0.0; };" */
} scene;

/* Settings "path=value" that change what is read. */
#define SETS(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define AS_WRITTEN ((const char *const[]){ NULL })

mf_scenario *scene_read(const scene *self, const char *const *sets);

/* tests/scenarios/small.cfg. */
mf_scenario *small_read(const char *const *sets);

/* The same as about so many modelled people, over so many steps from its first day
 * (0: all of them). */
mf_scenario *small_read_as(double people, int steps, const char *const *sets);

/* Worlds that audit themselves after every step. */
mf_world *world_of(const mf_scenario *scenario, int workers, bool dense);
void world_end(mf_world *self);

/* Ends a world and its scenario, which no other needs. */
void world_close(mf_world *self);

/* That of small.cfg as about so many modelled people, after some of 104 steps. */
mf_world *small_world(mf_scenario **scenario, double people, int steps, const char *const *sets);

enum { MOST_LINKS = 24, MOST_STEPS = 256 };

/* What happened in a run, over all cohorts and countries, in modelled people. */
typedef struct history {
    int steps;
    int64_t event[MF_N_EVENTS][2]; /* [event][in need] */
    int64_t flow[MOST_LINKS][MF_N_FATES];
    int64_t money[MF_N_LEDGER];
    int64_t first_departures[MOST_STEPS];
    mf_digest digest; /* of people, stocks, counts and queues after each step */
} history;

/* Runs so many steps (0: to the end) and adds them up in `past` (NULL: nobody watches). */
void world_run(mf_world *self, int steps, history *past);

/* Runs so many steps, and of the next one the phases before the one of this name. */
void world_run_until(mf_world *self, int steps, const char *phase);

int64_t happened(const history *past, int event);

/* Runs a fresh world to its end and writes its digest. */
void digest_of_run(const mf_scenario *scenario, int workers, bool dense,
                   char text[MF_DIGEST_TEXT]);

/* Everybody who has entered, as one walks over the ids. */
bool world_has(const mf_world *self, uint32_t id);

int64_t persons_in(const mf_world *self, const char *status);
int status_of(const mf_scenario *scenario, const char *id);
int place_of(const mf_scenario *scenario, const char *id);
int link_of(const mf_scenario *scenario, const char *id);
int queue_of(const mf_scenario *scenario, const char *id);
int cohort_of(const mf_scenario *scenario, const char *id);
int country_of(const mf_scenario *scenario, const char *id);

/* Opens a turn of a person that is nobody's neighbour, as it stands in a world.
 * Its counts go to the world's first worker. */
void turn_of(mf_turn *turn, mf_world *world, int cohort, int place, int status,
             const mf_person *person);

/* A turn that is to choose does so by itself. */
void choose_alone(mf_turn *turn);

/* Somebody without ties, memories, money or kin, born in 1980, who last changed in this step. */
mf_person somebody(const mf_world *world);

#endif
