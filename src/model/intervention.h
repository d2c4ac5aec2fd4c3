/* intervention.h — policies as timed edits, one kind a file.
 *
 * A kind is a table of parameters and at most three functions.  `shape` writes
 * the step's overlay (effects.h): factors multiply, additions add, caps take
 * the minimum, so the order of policies never matters.  `order` asks the engine
 * to choose people; a policy never touches a person or a parameter.  `use` says
 * how many places it keeps and whom it served, for its cost.
 *
 * The strength of an intervention rises from 0 to 1 over `ramp` days from
 * `start` and is 0 outside [start, end).  With rules (`when`) it stands only
 * after one that says "start" has come true, until one that says "stop" has;
 * the ramp then counts from the day it started. */
#ifndef MF_MODEL_INTERVENTION_H
#define MF_MODEL_INTERVENTION_H

#include "model/effects.h"
#include "model/param.h"
#include "model/vocabulary.h"

struct mf_scenario;

extern const char *const mf_owner_words[], *const mf_level_words[], *const mf_stage_words[];
extern const char *const mf_watch_words[], *const mf_then_words[];

enum mf_owner { MF_OWNER_FOREIGN, MF_OWNER_INTERIOR, MF_OWNER_LABOUR, MF_OWNER_DEVELOPMENT,
                MF_OWNER_EU, MF_OWNER_PARTNER, MF_OWNER_UN };
enum mf_level { MF_LEVEL_NATIONAL, MF_LEVEL_EU, MF_LEVEL_PARTNER };
enum mf_stage { MF_STAGE_ORIGIN, MF_STAGE_FIRST_ASYLUM, MF_STAGE_TRANSIT, MF_STAGE_BORDER,
                MF_STAGE_DESTINATION, MF_STAGE_RETURN };

/* At most so many of these people undergo this event.  Whom it names by nobody, it means all;
 * `statuses` are named.  The law says where the event leads. */
typedef struct mf_order {
    double most;                /* persons/year; what a step leaves over counts towards the next */
    const mf_refs *cohorts, *places, *statuses;
    uint64_t needs, unless;     /* predicates: all of these, none of those */
    uint64_t first;             /* those with any of these are chosen before others */
    int event;                  /* enum mf_event */
    int skill;                  /* above 0: they reach this skill, and no law is needed */
    double beds;                /* no more than so many persons in the status `occupies`; 0: no limit */
    int occupies;
} mf_order;

enum { MF_MOST_ORDERS = 2 };

/* What one policy asks for in a step. */
typedef struct mf_orders {
    mf_order at[MF_MOST_ORDERS];
    int n;
} mf_orders;

/* What has come of a step, in persons, as a policy may ask for it. */
typedef struct mf_turnout {
    const void *world;
    double years;   /* length of the step */
    double ordered; /* persons chosen by the policy's own orders */
    /* Those served by a queue, as the share of its capacity that `places` (persons/month) are. */
    double (*served)(const void *world, int queue, double places);
    /* Those in some places now, by access to work (enum mf_work) or trait; -1: whatever. */
    double (*present)(const void *world, const mf_refs *places, int work, int trait);
    /* Those to whom something happened in some countries; NULL: anywhere. */
    double (*happened)(const void *world, int event, const mf_refs *countries);
    /* Departures on some links. */
    double (*begun)(const void *world, const mf_refs *links);
} mf_turnout;

/* What a cost is charged for. */
typedef struct mf_use {
    double places;  /* places, beds or cases a year that are kept ready */
    double persons; /* served in the step */
} mf_use;

/* Costs, the same three rows in each kind: their defaults, what `cost_person` counts,
 * evidence and source. */
/* clang-format off */
#define MF_COSTS(X, fixed, place, person, per, evidence, source) \
  X(REAL, cost_fixed,  0, NULL, "EUR/year", 0, 1e11, fixed,  evidence, source, "cost of keeping it in force") \
  X(REAL, cost_place,  0, NULL, "EUR/year", 0, 1e7,  place,  evidence, source, "cost of each place, bed or case a year that is provided") \
  X(REAL, cost_person, 0, NULL, per,        0, 1e7,  person, evidence, source, "cost of each person served")
/* clang-format on */

/* What costs are made of. */
#define MF_COST_PARTS(X)                                                       \
    X(FIXED, "fixed", "for being in force")                                    \
    X(PLACES, "places", "for places, beds and cases provided")                 \
    X(PERSONS, "persons", "for the persons served")

#define X(name, word, doc) MF_COST_##name,
enum mf_cost { MF_COST_PARTS(X) MF_N_COSTS };
#undef X
extern const char *const mf_cost_words[], *const mf_cost_docs[];

typedef struct mf_intervention_kind {
    const char *name, *doc;
    enum mf_owner owner;
    enum mf_level level;
    enum mf_stage stage;
    const char *evidence, *source, *side_effect;
    const mf_group *params;
    /* Writes the overlay of one step at `strength` in (0, 1]; may be NULL, as the next two. */
    void (*shape)(const void *params, double strength, const struct mf_scenario *scenario,
                  mf_effects *effects);
    /* Asks for people. */
    void (*order)(const void *params, double strength, const struct mf_scenario *scenario,
                  mf_orders *orders);
    /* Tells what the step used. */
    mf_use (*use)(const void *params, double strength, const mf_turnout *turnout);
} mf_intervention_kind;

/* What can be watched.  word, what it is of, doc */
#define MF_WATCHES(X)                                                          \
    X(WAITING, "waiting", "queue", "persons waiting in a queue")               \
    X(PRESENT, "present", "country", "persons of all cohorts in a country")    \
    X(SEA_ARRIVALS, "sea_arrivals", "", "persons who arrived over the sea, per week") \
    X(DEATHS, "deaths", "", "persons who died, per week")                      \
    X(PRICE, "price", "link", "price of a link, EUR")

#define X(name, ...) MF_WATCH_##name,
enum mf_watch { MF_WATCHES(X) MF_N_WATCHES };
#undef X
enum mf_then { MF_THEN_START, MF_THEN_STOP, MF_N_THEN };

/* A rule by which an intervention starts or stops within its window. */
/* clang-format off */
#define MF_WHEN_PARAMS(X) \
  X(CHOICE, watch, MF_N_WATCHES, mf_watch_words, "", 0, 0, NULL, "-", "", "what is watched: waiting (of a queue), present (in a country), sea_arrivals, deaths (per week), price (of a link)") \
  X(CHOICE, then, MF_N_THEN, mf_then_words, "", 0, 0, "\"start\"", "-", "", "what happens then: start, stop") \
  X(REF,  queue,   MF_LIST_QUEUE,   NULL, "", 0, 0, "\"\"", "-", "", "the queue, for watch = \"waiting\"") \
  X(REF,  country, MF_LIST_COUNTRY, NULL, "", 0, 0, "\"\"", "-", "", "the country, for watch = \"present\"") \
  X(REF,  link,    MF_LIST_LINK,    NULL, "", 0, 0, "\"\"", "-", "", "the link, for watch = \"price\"") \
  X(REAL, above, 0, NULL, "mixed", -1, 1e15, "1e15", "-", "", "comes true when more than this is seen at the start of a step") \
  X(REAL, below, 0, NULL, "mixed", -1, 1e15, "-1.0", "-", "", "comes true when less than this is seen at the start of a step")

/* What every intervention declares, whatever its kind. */
#define MF_INTERVENTION_PARAMS(X) \
  X(ID,   id,    0, NULL, "",     0, 0,     NULL,    "-", "", "name of this intervention") \
  X(TEXT, kind,  0, NULL, "",     0, 0,     NULL,    "-", "", "its kind (mixflow explain interventions)") \
  X(BOOL, on,    0, NULL, "",     0, 1,     "true",  "-", "", "part of the baseline; others are added by packages") \
  X(DATE, start, 0, NULL, "date", 0, 0,     "\"1900-01-01\"", "-", "", "first day of its window") \
  X(DATE, end,   0, NULL, "date", 0, 0,     "\"2200-01-01\"", "-", "", "day after the last of its window") \
  X(REAL, ramp,  0, NULL, "day",  0, 36500, "0.0",   "-", "", "days until it works in full") \
  X(LIST, when,  0, &mf_when_group, "", 0, 0, "( )", "-", "", "rules by which it starts and stops within its window; without any it stands throughout")
/* clang-format on */

typedef struct mf_when { MF_WHEN_PARAMS(MF_FIELD) } mf_when;

extern const mf_group mf_when_group;

typedef struct mf_intervention {
    MF_INTERVENTION_PARAMS(MF_FIELD)
    const mf_intervention_kind *is; /* the kind that `kind` names */
    void *params;                   /* of size is->params->size */
} mf_intervention;

extern const mf_group mf_intervention_group;

/* All kinds; ends with NULL.  A new kind is one file and one word in the list. */
extern const mf_intervention_kind *const mf_intervention_kinds[];

/* The kind named `name`, or NULL. */
const mf_intervention_kind *mf_intervention_kind_find(const char *name);

/* Strength of an intervention on a day: 0 outside its window or when off. */
double mf_intervention_strength(const mf_intervention *self, int day);

/* The same for one that has stood since a day. */
double mf_intervention_strength_since(const mf_intervention *self, int since, int day);

/* Does it wait for a rule before it stands? */
bool mf_intervention_waits(const mf_intervention *self);

/* Has a rule come true, now that so much is seen of what it watches? */
static inline bool mf_when_holds(const mf_when *self, double seen)
{
    return seen > self->above || seen < self->below;
}

/* One of the three rows of MF_COSTS; 0 for a kind without. */
double mf_intervention_cost(const mf_intervention *self, enum mf_cost part);

#endif
