/* legal.h — the legal system as data: statuses, transitions, queues.
 *
 * C knows no status by name.  A transition says: in this status, when this
 * event happens (in these countries, under these conditions), the next status
 * is that.  With a `rate` the event happens by itself; without one it follows
 * from a choice, a passage, a decision or a queue.  The first transition that
 * fits is taken.  An option is open to a person if its status lists it and its
 * event has a transition (or needs none).
 *
 * A queue serves the people of one status in some countries or places: first
 * come, first served, with priority classes, a capacity in persons per month,
 * a least time of service, and beds. */
#ifndef MF_MODEL_LEGAL_H
#define MF_MODEL_LEGAL_H

#include "model/param.h"
#include "model/vocabulary.h"

extern const char *const mf_right_words[], *const mf_move_words[], *const mf_decides_words[];

enum mf_right { MF_RIGHT_STAY, MF_RIGHT_FAMILY, MF_RIGHT_SUPPORT, MF_N_RIGHTS };
enum mf_move {
    MF_MOVE_NONE,   /* stays where one is */
    MF_MOVE_HOME,   /* to the cohort's place of origin */
    MF_MOVE_FIRST,  /* to the first place of the country of first registration */
    MF_MOVE_PLACE,  /* to the transition's place */
    MF_MOVE_KIN,    /* to the first place of the country where kin lives */
    MF_N_MOVES
};
enum mf_decides {
    MF_DECIDES_EVENT,    /* `event` with probability `chance`, else `otherwise` */
    MF_DECIDES_ASYLUM,   /* first decision on a claim, by the country's regime */
    MF_DECIDES_APPEAL,   /* decision on an appeal, by the country's regime */
    MF_DECIDES_EXTERNAL, /* decision outside the deciding country, by the queue's own discernment */
    MF_N_DECIDES
};

/* clang-format off */
#define MF_STATUS_PARAMS(X) \
  X(ID,    id,        0, NULL, "",   0, 0,  NULL,   "-", "", "short name") \
  X(TEXT,  name,      0, NULL, "",   0, 0,  "\"\"", "-", "", "name in full") \
  X(NAMES, rights, MF_N_RIGHTS, mf_right_words, "", 0, 0, "[]", "-", "", "stay, family (reunification), support") \
  X(NAMES, traits, MF_N_TRAITS, mf_trait_words, "", 0, 0, "[]", "-", "", "what kind of status it is") \
  X(CHOICE, work,  MF_N_WORK,   mf_work_words,  "", 0, 0, "\"none\"", "-", "", "access to work") \
  X(REAL,  security,  0, NULL, "1",  0, 1,  "0.0",  "A", "", "legal security, 0 none to 1 as a citizen") \
  X(NAMES, options, MF_N_OPTIONS, mf_option_words, "", 0, 0, "[]", "-", "", "what one may choose in it") \
  X(REAL,  reconsiders, 0, NULL, "1", 0, 10, "1.0", "A", "", "rate of reconsidering, as a multiple of the general one") \
  X(REAL,  duration,  0, NULL, "day", 0, 36500, "0.0", "A", "", "days after which it expires; 0 never")

#define MF_TRANSITION_PARAMS(X) \
  X(REFS,  from, MF_LIST_STATUS, NULL, "", 0, 0, NULL, "-", "", "in any of these statuses") \
  X(CHOICE, event, MF_N_EVENTS, mf_event_words, "", 0, 0, NULL, "-", "", "when this happens") \
  X(REF,   to,  MF_LIST_STATUS, NULL, "",  0, 0,   NULL,    "-", "", "this is the next status") \
  X(REFS,  countries, MF_LIST_COUNTRY, NULL, "", 0, 0, "\"*\"", "-", "", "where it holds") \
  X(NAMES, needs,  MF_N_PREDICATES, mf_predicate_words, "", 0, 0, "[]", "-", "", "all of these must hold") \
  X(NAMES, unless, MF_N_PREDICATES, mf_predicate_words, "", 0, 0, "[]", "-", "", "none of these may hold") \
  X(SERIES, rate, 0, NULL, "1/year",       0, 100, "0.0",   "A", "", "rate at which it happens by itself; 0 not by itself") \
  X(REAL,  chance, 0, NULL, "1",           0, 1,   "1.0",   "A", "", "probability that it succeeds when it is tried") \
  X(CHOICE, move, MF_N_MOVES, mf_move_words, "", 0, 0, "\"none\"", "-", "", "where it leads") \
  X(REF,   place, MF_LIST_PLACE, NULL, "", 0, 0,   "\"\"",  "-", "", "the place, for move = \"place\"")

#define MF_QUEUE_PARAMS(X) \
  X(ID,    id,       0, NULL, "",          0, 0,   NULL,    "-", "", "short name") \
  X(TEXT,  name,     0, NULL, "",          0, 0,   "\"\"",  "-", "", "name in full") \
  X(REF,   status, MF_LIST_STATUS, NULL, "", 0, 0, NULL,    "-", "", "the status of those who wait") \
  X(REFS,  countries, MF_LIST_COUNTRY, NULL, "", 0, 0, "( )", "-", "", "countries it serves") \
  X(REFS,  places, MF_LIST_PLACE, NULL, "", 0, 0,  "( )",   "-", "", "places it serves, beside whole countries") \
  X(SERIES, capacity, 0, NULL, "persons/month", 0, 1e8, "0.0", "A", "", "persons served per month") \
  X(REAL,  service,  0, NULL, "day",       0, 3650, "0.0",  "A", "", "least time between joining and being served") \
  X(REAL,  beds,     0, NULL, "persons",   0, 1e8, "0.0",   "A", "", "most persons at a time in the status `occupies`; 0 no limit") \
  X(REF,   occupies, MF_LIST_STATUS, NULL, "", 0, 0, "\"\"", "-", "", "the status whose people take up beds") \
  X(NAMES, first,  MF_N_PREDICATES, mf_predicate_words, "", 0, 0, "[]", "-", "", "who is served before all others") \
  X(NAMES, second, MF_N_PREDICATES, mf_predicate_words, "", 0, 0, "[]", "-", "", "who is served next") \
  X(CHOICE, decides, MF_N_DECIDES, mf_decides_words, "", 0, 0, "\"event\"", "-", "", "what being served means") \
  X(CHOICE, event,  MF_N_EVENTS, mf_event_words, "", 0, 0, "\"nothing\"", "-", "", "what happens to the served") \
  X(REAL,  chance,   0, NULL, "1",         0, 1,   "1.0",   "A", "", "probability of `event`") \
  X(CHOICE, otherwise, MF_N_EVENTS, mf_event_words, "", 0, 0, "\"nothing\"", "-", "", "what happens to the others who are served") \
  X(REAL,  sensitivity, 0, NULL, "1",      0, 1,   "0.85",  "A", "", "for decides = \"external\": share of those in need who are admitted") \
  X(REAL,  specificity, 0, NULL, "1",      0, 1,   "0.90",  "A", "", "for decides = \"external\": share of those not in need who are refused")
/* clang-format on */

typedef struct mf_status { MF_STATUS_PARAMS(MF_FIELD) } mf_status;
typedef struct mf_transition { MF_TRANSITION_PARAMS(MF_FIELD) } mf_transition;
typedef struct mf_queue { MF_QUEUE_PARAMS(MF_FIELD) } mf_queue;

typedef struct mf_legal {
    mf_list_of statuses, transitions, queues; /* of the types above */
} mf_legal;

extern const mf_group mf_status_group, mf_transition_group, mf_queue_group, mf_legal_group;

#endif
