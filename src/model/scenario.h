/* scenario.h — everything a run is given, const once it is read. */
#ifndef MF_MODEL_SCENARIO_H
#define MF_MODEL_SCENARIO_H

#include "base/arena.h"
#include "base/diags.h"
#include "model/cohorts.h"
#include "model/decision.h"
#include "model/intervention.h"
#include "model/legal.h"
#include "model/network.h"

/* A named set of interventions that a run can add to the baseline. */
/* clang-format off */
#define MF_PACKAGE_PARAMS(X) \
  X(ID,   id,   0, NULL, "", 0, 0, NULL,   "-", "", "name of the package") \
  X(TEXT, name, 0, NULL, "", 0, 0, "\"\"", "-", "", "name in full") \
  X(REFS, of, MF_LIST_INTERVENTION, NULL, "", 0, 0, NULL, "-", "", "the interventions it is made of")

/* A figure that was counted, to stand beside the model's in a report. */
#define MF_COUNTED_PARAMS(X) \
  X(CHOICE, outcome, MF_N_COUNTED, mf_counted_words, "", 0, 0, NULL, "-", "", "main outcome of a year that was counted") \
  X(COUNT,  year,    0, NULL, "year",    1900, 2200, NULL,    "-", "", "calendar year") \
  X(REAL,   value,   0, NULL, "persons", 0, 1e12,    NULL,    "-", "", "what was counted") \
  X(BOOL,   fitted,  0, NULL, "",        0, 1,       "false", "-", "", "the model was fitted to it, so that it tests nothing") \
  X(TEXT,   source,  0, NULL, "",        0, 0,       NULL,    "-", "", "who counted")

#define MF_SCENARIO_PARAMS(X) \
  X(TEXT,  title,    0, NULL, "",        0, 0,   NULL,   "-", "", "title") \
  X(TEXT,  question, 0, NULL, "",        0, 0,   "\"\"", "-", "", "the question that it is made for") \
  X(COUNT, seed,     0, NULL, "",        0, 9.2e18, "1", "-", "", "seed of all chance") \
  X(REAL,  scale,    0, NULL, "persons", 1e-3, 1e6, "50.0", "-", "", "persons that one modelled person stands for, where a cohort does not say")
/* clang-format on */

typedef struct mf_package { MF_PACKAGE_PARAMS(MF_FIELD) } mf_package;

enum { MF_N_COUNTED = 14 };
extern const char *const mf_counted_words[];
typedef struct mf_counted { MF_COUNTED_PARAMS(MF_FIELD) } mf_counted;

typedef struct mf_scenario {
    MF_SCENARIO_PARAMS(MF_FIELD)
    mf_calendar calendar;
    mf_list_of countries, places, links, cohorts; /* mf_country, mf_place, mf_link, mf_cohort */
    mf_legal legal;
    mf_decision decision;
    mf_motives motives;
    mf_needs needs;
    mf_beliefs beliefs;
    mf_money money;
    mf_market market;
    mf_switches switches;
    mf_list_of interventions; /* mf_intervention */
    mf_list_of packages;      /* mf_package */
    mf_list_of counted;       /* mf_counted */
    mf_outputs outputs;

    mf_arena arena;
    const char *file;      /* as the user named it */
    const char *canonical; /* its text with defaults filled in: what counts for the digest */
    const char *original;  /* its text as it was found, includes not resolved */
    const char *overrides; /* "--set" and the like, one a line, or "" */
} mf_scenario;

extern const mf_group mf_scenario_group, mf_package_group, mf_counted_group;

/* Typed views of the lists. */
static inline const mf_country *mf_countries(const mf_scenario *s) { return s->countries.at; }
static inline const mf_place *mf_places(const mf_scenario *s) { return s->places.at; }
static inline const mf_link *mf_links(const mf_scenario *s) { return s->links.at; }
static inline const mf_cohort *mf_cohorts(const mf_scenario *s) { return s->cohorts.at; }
static inline const mf_status *mf_statuses(const mf_scenario *s) { return s->legal.statuses.at; }
static inline const mf_transition *mf_transitions(const mf_scenario *s) { return s->legal.transitions.at; }
static inline const mf_queue *mf_queues(const mf_scenario *s) { return s->legal.queues.at; }
static inline const mf_intervention *mf_interventions(const mf_scenario *s) { return s->interventions.at; }
static inline const mf_package *mf_packages(const mf_scenario *s) { return s->packages.at; }
static inline const mf_counted *mf_counted_of(const mf_scenario *s) { return s->counted.at; }

/* Steps of the calendar (the last may be cut short: it is left out). */
int mf_scenario_steps(const mf_scenario *self);

/* First day of a step. */
int mf_scenario_day(const mf_scenario *self, int step);

/* Calendar year of that day, counted from the year of the first. */
int mf_scenario_year(const mf_scenario *self, int step);

/* Persons that one modelled person of a cohort stands for. */
double mf_scenario_weight(const mf_scenario *self, int cohort);

/* Cross-rules that no single setting can break: sums of shares, reachability,
 * dead ends, dates in order, capacities.  Adds to `diags`; needs every
 * reference resolved.  `where` finds the line of a setting, for messages. */
typedef struct mf_where {
    void *self;
    /* File and line of a setting such as "places.LY_TIP.abuse"; false if not in any file. */
    bool (*find)(void *self, const char *setting, const char **file, int *line);
} mf_where;
void mf_scenario_check(const mf_scenario *self, const mf_where *where, mf_diags *diags);

/* Frees the scenario and all it holds. */
void mf_scenario_free(mf_scenario *self);

#endif
