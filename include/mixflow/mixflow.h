/* mixflow.h — mixflow as a library: read a scenario, run it to a file, or step it by hand.
 *
 *     mf_scenario *scenario;
 *     char why[MF_WHY];
 *
 *     if (mf_library_start(why) != 0 ||
 *         mf_scenario_open("corridor.cfg", NULL, &scenario, why) != 0 ||
 *         mf_scenario_run(scenario, "corridor.h5", NULL, NULL, why) != 0)
 *         fprintf(stderr, "%s\n", why);
 *     mf_scenario_free(scenario);
 *
 * Functions that can fail return 0, or what the program gives as its exit
 * status: 1 no memory, or an internal promise was broken; 2 the scenario or a
 * name has mistakes; 3 a file could not be read or written; 130 stopped.  Then
 * `why` (MF_WHY bytes; may be NULL) says why, one complaint a line.
 *
 * Nothing is shared between scenarios or between simulations: several can be
 * stepped at once, one by each thread.  Files are written by one thread at a
 * time.  Nothing here prints or exits. */
#ifndef MIXFLOW_MIXFLOW_H
#define MIXFLOW_MIXFLOW_H

#include <mixflow/version.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { MF_WHY = 4096, MF_HASH = 33 };

typedef struct mf_scenario mf_scenario;
typedef struct mf_simulation mf_simulation;

/* Once, before any result is written and before HDF5 is used by others in the process. */
int mf_library_start(char *why);

/* Reads and checks a scenario file.  `sets` (may be NULL): texts "path=value" that put a value
 * over the file's, ended by NULL.  On failure *scenario is NULL. */
int mf_scenario_open(const char *file, const char *const *sets, mf_scenario **scenario, char *why);

/* May be NULL. */
void mf_scenario_free(mf_scenario *scenario);

/* How a scenario is run; a zeroed struct is a good one. */
typedef struct mf_how {
    int force;      /* nonzero: replace an older result, once the new one is complete */
    int replicates; /* runs with seeds n, n + 1, ...; 0 counts as 1 */
    int threads;    /* 0: as many as the machine offers; the result is the same for any number */
    /* Asked after every step: nonzero stops the run, and the older result stays; may be NULL. */
    int (*stop)(void *self, int run, int runs, int step, int steps);
    void *self; /* handed to `stop` */
} mf_how;

/* Runs a scenario to its end and writes the result, an HDF5 file that stands under its name
 * complete or not at all.  `how` and `hash` may be NULL; hash (MF_HASH bytes): one hash of all
 * results, the same on every machine. */
int mf_scenario_run(const mf_scenario *scenario, const char *out, const mf_how *how, char *hash,
                    char *why);

/* A simulation that its owner steps.  The scenario must outlive it.  threads as above. */
int mf_simulation_open(const mf_scenario *scenario, int threads, mf_simulation **simulation,
                       char *why);
void mf_simulation_free(mf_simulation *simulation);

/* Carries out one step. */
int mf_simulation_step(mf_simulation *simulation, char *why);

/* Steps that have been done, and steps that there are. */
int mf_simulation_done(const mf_simulation *simulation);
int mf_simulation_steps(const mf_simulation *simulation);

/* The first day of the next step, in days since 1970-01-01. */
int mf_simulation_day(const mf_simulation *simulation);

/* Persons now, the dead included.  Any name may be NULL: all of them.  "on_the_way" is a place, too.
 * Negative if a name is unknown. */
double mf_simulation_persons(const mf_simulation *simulation, const char *place,
                             const char *status, const char *cohort);

/* A main outcome of all steps so far, by its word (`mixflow explain outcomes`), in persons (money:
 * EUR); *error (may be NULL): one standard deviation of its sampling error.  Negative if the
 * word is unknown. */
double mf_simulation_outcome(const mf_simulation *simulation, const char *word, double *error);

#ifdef __cplusplus
}
#endif

#endif
