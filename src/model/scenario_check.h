/* scenario_check.h — the parts of mf_scenario_check, and what they share. */
#ifndef MF_MODEL_SCENARIO_CHECK_H
#define MF_MODEL_SCENARIO_CHECK_H

#include "model/scenario.h"

typedef struct mf_check {
    const mf_scenario *scenario;
    const mf_where *where; /* may be NULL */
    mf_diags *diags;
    char path[256]; /* of the setting that is being judged */
} mf_check;

/* Goes to a setting, as in mf_check_at(check, "places.%s.abuse", id). */
void mf_check_at(mf_check *self, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A complaint about the setting one is at. */
void mf_check_say(mf_check *self, mf_severity severity, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* What does not fit, by noun. */
void mf_check_calendar(mf_check *self);
void mf_check_counts(mf_check *self);
void mf_check_rates(mf_check *self);
void mf_check_cohorts(mf_check *self);
void mf_check_network(mf_check *self);
void mf_check_legal(mf_check *self);
void mf_check_queues(mf_check *self);

/* Modelled people: starts and entrants over the horizon, each by its cohort's weight. */
double mf_scenario_people(const mf_scenario *self);

/* Is an index among them? */
bool mf_refs_hold(const mf_refs *refs, int index);

/* Does a queue serve a place? */
bool mf_queue_serves(const mf_scenario *scenario, const mf_queue *queue, int place);

/* Can being served by a queue make this happen? */
bool mf_queue_makes(const mf_queue *queue, int event);

#endif
