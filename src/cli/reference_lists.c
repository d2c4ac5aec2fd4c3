/* The closed lists of words that the model, the record and chance keep. */
#include "cli/reference.h"

#include <ctype.h>
#include <stdio.h>

#include "base/rng.h"
#include "model/agents.h"
#include "model/scenario.h"
#include "record/fates.h"
#include "record/outcomes.h"
#include "record/table.h"
#include "sim/tally.h"
#include "study/design.h"

/* Lists that the model keeps as X-macros alone, as words. */
#define S(type, field, unit, doc) #field,
#define A(type, field, n, unit, doc) #field,
static const char *const state_words[] = { MF_PERSON_FIELDS(S, A) NULL };
#undef S
#undef A
#define S(type, field, unit, doc) doc,
#define A(type, field, n, unit, doc) doc,
static const char *const state_docs[] = { MF_PERSON_FIELDS(S, A) NULL };
#undef S
#undef A
#define S(type, field, unit, doc) { 1, #type ", " unit },
#define A(type, field, n, unit, doc) { n, #type ", " unit },
static const struct {
    int n;
    const char *type;
} state_types[] = { MF_PERSON_FIELDS(S, A) };
#undef S
#undef A

#define X(name, doc) #name,
static const char *const draw_words[] = { MF_DRAWS(X) NULL };
#undef X
#define X(name, doc) doc,
static const char *const draw_docs[] = { MF_DRAWS(X) NULL };
#undef X

#define LINKS(name, neutral, doc) "link." #name,
#define PLACES(name, neutral, doc) "place." #name,
#define QUEUES(name, neutral, doc) "queue." #name,
#define COUNTRIES(name, neutral, doc) "country." #name,
#define TREATMENTS(name, neutral, doc) "treatment." #name,
#define COHORTS(name, neutral, doc) "cohort." #name,
#define TRANSITIONS(name, neutral, doc) "transition." #name,
#define OVERLAY(X)                                                             \
    MF_LINK_EFFECTS(X) MF_PLACE_EFFECTS(X) MF_QUEUE_EFFECTS(X) MF_COUNTRY_EFFECTS(X) \
    MF_TREATMENT_EFFECTS(X) MF_COHORT_EFFECTS(X) MF_TRANSITION_EFFECTS(X)
static const char *const overlay_words[] = {
    MF_LINK_EFFECTS(LINKS) MF_PLACE_EFFECTS(PLACES) MF_QUEUE_EFFECTS(QUEUES)
    MF_COUNTRY_EFFECTS(COUNTRIES) MF_TREATMENT_EFFECTS(TREATMENTS) MF_COHORT_EFFECTS(COHORTS)
    MF_TRANSITION_EFFECTS(TRANSITIONS) NULL
};
#define X(name, neutral, doc) doc,
static const char *const overlay_docs[] = { OVERLAY(X) NULL };
#undef X
#define X(name, neutral, doc) #neutral,
static const char *const overlay_neutral[] = { OVERLAY(X) NULL };
#undef X

#define X(id, group, name, ...) group "/" #name,
static const char *const table_words[] = { MF_TABLES(X) NULL };
#undef X
#define X(id, group, name, type, unit, doc, ...) doc,
static const char *const table_docs[] = { MF_TABLES(X) NULL };
#undef X

static void print_outcome(int i)
{
    printf("%s", mf_outcome_units[i]);
}

static void print_table(int i)
{
    const mf_table *table = &mf_table_list[i];

    printf("%s;", table->unit[0] == '\0' ? "text" : table->unit);
    for (int axis = 0; table->axis[axis] != MF_AXIS_END; axis++)
        printf("%s %s", axis == 0 ? "" : " x",
               mf_table_list[mf_axis_table(table->axis[axis])].name);
}

static void print_state(int i)
{
    if (state_types[i].n > 1)
        printf("%d x ", state_types[i].n);
    printf("%s", state_types[i].type);
}

static void print_neutral(int i)
{
    printf("%s", overlay_neutral[i]);
}

static void print_option(int i)
{
    for (const char *c = mf_nest_words[mf_option_nest[i]]; *c != '\0'; c++)
        putchar(tolower((unsigned char) *c));
    printf(", %s", mf_event_words[mf_option_event[i]]);
}

static void print_kept(int i)
{
    printf("%s", mf_event_kept[i] ? "yes" : "no");
}

static void print_booked(int i)
{
    printf("%+d, %+d", mf_ledger_in_savings[i], mf_ledger_in_debt[i]);
}

#define LIST(name, doc) MORE(name, doc, NULL, NULL)
#define MORE(name, doc, more, print) { #name "s", doc, mf_##name##_words, mf_##name##_docs, more, print }

const reference_words reference_lists[] = {
    LIST(need, "whether protection is really needed; changes by events, never by choice"),
    LIST(motive, "what drives a choice: a point on the simplex of four drives"),
    LIST(claim, "what is told to a state"),
    MORE(option, "what one can choose", "nest, event it causes", print_option),
    MORE(event, "what can happen to a person", "kept in the stream of events", print_kept),
    LIST(trait, "what kind of status a status is"),
    LIST(predicate, "conditions that transitions and queues may ask for"),
    { "work", "how a status gives access to work", mf_work_words, mf_work_docs, NULL,
      NULL },
    LIST(topic, "what a person holds to be true, with value and trust"),
    LIST(path, "pathways one may or may not have heard of"),
    LIST(fate, "what becomes of a passage"),
    { "ledger", "sources and sinks of money", mf_ledger_words, mf_ledger_docs,
      "in savings, in debt", print_booked },
    { "state", "state variables of a person, beside the cell (place and status) and the step at "
      "which something is due", state_words, state_docs, "type, unit", print_state },
    { "overlay", "what policies can change in a step", overlay_words, overlay_docs, "neutral",
      print_neutral },
    { "chance", "the purposes of chance: each draw is addressed by one of them, a person and a step",
      draw_words, draw_docs, NULL, NULL },
    { "outcomes", "main outcomes, told by calendar year at the end of a run", mf_outcome_words,
      mf_outcome_docs, "unit", print_outcome },
    { "counts", "what indicators are computed from", mf_count_words, mf_count_docs, NULL, NULL },
    { "sortings", "points of a journey at which people are sorted, and into what",
      mf_sorting_words, mf_sorting_docs, NULL, NULL },
    { "ends", "what has become of a person at the end: the first that fits", mf_end_words,
      mf_end_docs, NULL, NULL },
    { "tables", "what is in a result", table_words, table_docs, "unit; axes", print_table },
    { "designs", "how a plan of a batch chooses its points", mf_design_words, mf_design_docs, NULL, NULL },
    { .name = NULL },
};
