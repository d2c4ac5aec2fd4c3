/* The legal system as a picture: statuses are nodes, transitions are edges. */
#include <string.h>

#include "io/dump.h"
#include "model/scenario_check.h"

/* The first trait that a status has decides on how it looks. */
static const struct look {
    enum mf_trait trait;
    const char *shape, *colour;
} looks[] = {
    { MF_TRAIT_TERMINAL, "doublecircle", "#d9d9d9" },
    { MF_TRAIT_DETAINED, "octagon", "#f4a582" },
    { MF_TRAIT_PROTECTED, "box", "#a6d96a" },
    { MF_TRAIT_CLAIMANT, "box", "#fee08b" },
    { MF_TRAIT_RETURNABLE, "box", "#fdae61" },
    { MF_TRAIT_PENDING, "parallelogram", "#e6f5d0" },
    { MF_TRAIT_REGULAR, "box", "#66c2a5" },
    { MF_TRAIT_NEARBY, "box", "#abdda4" },
    { MF_TRAIT_EN_ROUTE, "ellipse", "#fddbc7" },
    { MF_TRAIT_IRREGULAR, "ellipse", "#f4a582" },
    { MF_TRAIT_RETURNED, "house", "#c6dbef" },
    { MF_TRAIT_DISPLACED, "house", "#9ecae1" },
    { MF_TRAIT_HOME, "house", "#deebf7" },
};

static const struct look plain = { MF_N_TRAITS, "ellipse", "#ffffff" };

/* A transition from more statuses than this is drawn once, from "any of". */
enum { DRAWN_SINGLY = 15 };

static const struct look *look_of(const mf_status *status)
{
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++)
        if ((status->traits & MF_BIT(looks[i].trait)) != 0)
            return &looks[i];
    return &plain;
}

/* Text inside a label: Graphviz knows \" and \\. */
static void put_escaped(mf_buffer *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\')
            mf_buffer_add(out, "\\");
        mf_buffer_add_bytes(out, *text == '\n' ? " " : text, 1);
    }
}

static void put_words(mf_buffer *out, const char *before, uint64_t bits, const char *const *words)
{
    for (int i = 0; words[i] != NULL; i++) {
        if ((bits & MF_BIT(i)) == 0)
            continue;
        mf_buffer_add(out, "%s%s", before, words[i]);
        before = ", ";
    }
}

static void put_status(mf_buffer *out, const mf_status *status)
{
    const struct look *look = look_of(status);

    mf_buffer_add(out, "  \"%s\" [label=\"%s", status->id, status->id);
    if (status->name[0] != '\0') {
        mf_buffer_add(out, "\\n");
        put_escaped(out, status->name);
    }
    put_words(out, "\\n", status->traits, mf_trait_words);
    put_words(out, "\\nrights: ", status->rights, mf_right_words);
    mf_buffer_add(out, "\\nwork: %s\", shape=%s, fillcolor=\"%s\"];\n", mf_work_words[status->work],
                  look->shape, look->colour);
}

static void put_countries(mf_buffer *out, const mf_scenario *scenario, const mf_refs *countries)
{
    if (countries->n == scenario->countries.n)
        return;
    for (int i = 0; i < countries->n; i++)
        mf_buffer_add(out, "%s%s", i == 0 ? "\\nin " : ", ",
                      mf_countries(scenario)[countries->at[i]].id);
}

static void put_rate(mf_buffer *out, const mf_series *rate)
{
    double most = mf_series_most(rate);

    if (most > 0.0)
        mf_buffer_add(out, "\\n%s%g a year", rate->n > 1 ? "up to " : "", most);
}

static void put_move(mf_buffer *out, const mf_scenario *scenario, const mf_transition *transition)
{
    if (transition->move == MF_MOVE_PLACE && transition->place >= 0)
        mf_buffer_add(out, "\\nto %s", mf_places(scenario)[transition->place].id);
    else if (transition->move != MF_MOVE_NONE)
        mf_buffer_add(out, "\\nto %s", mf_move_words[transition->move]);
}

/* The queue that brings this transition about for a status, or NULL. */
static const mf_queue *queue_behind(const mf_scenario *scenario, const mf_transition *transition,
                                    int status)
{
    for (int i = 0; i < scenario->legal.queues.n; i++) {
        const mf_queue *queue = &mf_queues(scenario)[i];

        if (queue->status == status && mf_queue_makes(queue, transition->event))
            return queue;
    }
    return NULL;
}

static void put_label(mf_buffer *out, const mf_scenario *scenario, const mf_transition *transition,
                      const mf_queue *queue)
{
    mf_buffer_add(out, "label=\"%s", mf_event_words[transition->event]);
    put_rate(out, &transition->rate);
    if (transition->chance < 1.0)
        mf_buffer_add(out, "\\n%.4g %%", 100.0 * transition->chance);
    put_words(out, "\\nif ", transition->needs, mf_predicate_words);
    put_words(out, "\\nunless ", transition->unless, mf_predicate_words);
    put_countries(out, scenario, &transition->countries);
    put_move(out, scenario, transition);
    if (queue != NULL) {
        mf_buffer_add(out, "\\nqueue: ");
        put_escaped(out, queue->name[0] != '\0' ? queue->name : queue->id);
    }
    mf_buffer_add(out, "\"");
    if (queue != NULL)
        mf_buffer_add(out, ", style=dashed");
    if (mf_series_most(&transition->rate) > 0.0)
        mf_buffer_add(out, ", color=\"#2166ac\"");
}

static void put_transition(mf_buffer *out, const mf_scenario *scenario, int index)
{
    const mf_transition *transition = &mf_transitions(scenario)[index];
    const mf_status *statuses = mf_statuses(scenario);
    const char *to = statuses[transition->to].id;

    if (transition->from.n > DRAWN_SINGLY || transition->from.n == scenario->legal.statuses.n) {
        mf_buffer_add(out, "  any_%d [label=\"any of %d statuses\", shape=plaintext, style=\"\"];\n",
                      index, transition->from.n);
        mf_buffer_add(out, "  any_%d -> \"%s\" [", index, to);
        put_label(out, scenario, transition, NULL);
        mf_buffer_add(out, "];\n");
        return;
    }
    for (int i = 0; i < transition->from.n; i++) {
        int from = transition->from.at[i];

        mf_buffer_add(out, "  \"%s\" -> \"%s\" [", statuses[from].id, to);
        put_label(out, scenario, transition, queue_behind(scenario, transition, from));
        mf_buffer_add(out, "];\n");
    }
}

void mf_dump_legal(const mf_scenario *scenario, mf_buffer *out)
{
    mf_buffer_add(out, "digraph legal {\n  label=\"");
    put_escaped(out, scenario->title);
    mf_buffer_add(out, "\\ndashed: the way out of a queue; blue: happens by itself\";\n"
                       "  node [style=filled, fontname=\"sans-serif\", fontsize=10];\n"
                       "  edge [fontname=\"sans-serif\", fontsize=8];\n");
    for (int i = 0; i < scenario->legal.statuses.n; i++)
        put_status(out, &mf_statuses(scenario)[i]);
    for (int i = 0; i < scenario->legal.transitions.n; i++)
        put_transition(out, scenario, i);
    mf_buffer_add(out, "}\n");
}
