/* Queues: whom they serve, and what being served leads to. */
#include "model/scenario_check.h"

bool mf_queue_serves(const mf_scenario *scenario, const mf_queue *queue, int place)
{
    return mf_refs_hold(&queue->places, place)
           || mf_refs_hold(&queue->countries, mf_places(scenario)[place].country);
}

bool mf_queue_makes(const mf_queue *queue, int event)
{
    switch (queue->decides) {
    case MF_DECIDES_ASYLUM:
        return event == MF_EVENT_RECOGNISED || event == MF_EVENT_SUBSIDIARY
               || event == MF_EVENT_HUMANITARIAN || event == MF_EVENT_REFUSED
               || event == MF_EVENT_APPEALS || event == MF_EVENT_CLOSED;
    case MF_DECIDES_APPEAL:
        return event == MF_EVENT_APPEAL_WON || event == MF_EVENT_APPEAL_LOST;
    case MF_DECIDES_EXTERNAL:
        return event == MF_EVENT_ADMITTED || event == MF_EVENT_DENIED;
    default:
        return (event == queue->event && queue->chance > 0.0)
               || (event == queue->otherwise && queue->chance < 1.0);
    }
}

/* Does an event lead on from a status in a country? */
static bool leads_on(const mf_scenario *scenario, int status, int event, int country)
{
    for (int i = 0; i < scenario->legal.transitions.n; i++) {
        const mf_transition *transition = &mf_transitions(scenario)[i];

        if (transition->event == event && mf_refs_hold(&transition->from, status)
            && mf_refs_hold(&transition->countries, country))
            return true;
    }
    return false;
}

/* An event that no decision of this country makes. */
static bool is_rare(const mf_country *country, int event)
{
    return (event == MF_EVENT_APPEALS && country->appeal <= 0.0)
           || (event == MF_EVENT_REFUSED && country->appeal >= 1.0)
           || (event == MF_EVENT_CLOSED && country->closed <= 0.0)
           || (event == MF_EVENT_HUMANITARIAN && country->humanitarian <= 0.0);
}

/* Wherever it serves, what it makes happen has to lead on. */
static void check_outcome(mf_check *self, const mf_queue *queue, int event)
{
    const mf_scenario *scenario = self->scenario;

    for (int i = 0; i < scenario->places.n; i++) {
        int country = mf_places(scenario)[i].country;

        if (!mf_queue_serves(scenario, queue, i) || is_rare(&mf_countries(scenario)[country], event)
            || leads_on(scenario, queue->status, event, country))
            continue;
        mf_check_at(self, "legal.queues.%s", queue->id);
        mf_check_say(self, MF_MISTAKE, "people in \"%s\" can be served with \"%s\", but no transition in "
                     "%s says what that leads to", mf_statuses(scenario)[queue->status].id,
                     mf_event_words[event], mf_countries(scenario)[country].id);
        return;
    }
}

static void check_outcomes(mf_check *self, const mf_queue *queue)
{
    mf_check_at(self, "legal.queues.%s.event", queue->id);
    if (queue->decides == MF_DECIDES_EVENT && queue->event == MF_EVENT_NOTHING)
        mf_check_say(self, MF_MISTAKE, "decides = \"event\" needs an event; \"nothing\" serves no one");
    mf_check_at(self, "legal.queues.%s.otherwise", queue->id);
    if (queue->decides == MF_DECIDES_EVENT && queue->otherwise == MF_EVENT_NOTHING
        && queue->chance < 1.0)
        mf_check_say(self, MF_WARNING, "\"nothing\" happens to %.4g %% of those who are served: they wait "
                     "on", 100.0 * (1.0 - queue->chance));
    for (int event = MF_EVENT_NOTHING + 1; event < MF_N_EVENTS; event++)
        if (mf_queue_makes(queue, event))
            check_outcome(self, queue, event);
}

static bool is_entered(const mf_scenario *scenario, int status)
{
    for (int i = 0; i < scenario->legal.transitions.n; i++)
        if (mf_transitions(scenario)[i].to == status)
            return true;
    for (int i = 0; i < scenario->cohorts.n; i++) {
        const mf_start *start = mf_cohorts(scenario)[i].start.at;

        for (int j = 0; j < mf_cohorts(scenario)[i].start.n; j++)
            if (start[j].status == status)
                return true;
    }
    return false;
}

/* The first place that both queues serve, or -1. */
static int common_place(const mf_scenario *scenario, const mf_queue *a, const mf_queue *b)
{
    for (int i = 0; i < scenario->places.n; i++)
        if (a->status == b->status && mf_queue_serves(scenario, a, i)
            && mf_queue_serves(scenario, b, i))
            return i;
    return -1;
}

static void check_area(mf_check *self, int index)
{
    const mf_scenario *scenario = self->scenario;
    const mf_queue *queues = mf_queues(scenario), *own = &queues[index];

    mf_check_at(self, "legal.queues.%s", own->id);
    if (own->countries.n == 0 && own->places.n == 0)
        mf_check_say(self, MF_MISTAKE, "serves nowhere: name countries or places");
    if (!is_entered(scenario, own->status))
        mf_check_say(self, MF_WARNING, "no one can wait here: nothing leads to the status \"%s\"",
                     mf_statuses(scenario)[own->status].id);
    for (int i = 0; i < index; i++) {
        int place = common_place(scenario, &queues[i], own);

        if (place >= 0)
            mf_check_say(self, MF_MISTAKE, "serves people in \"%s\" in \"%s\" as the queue \"%s\" does "
                         "already", mf_statuses(scenario)[own->status].id,
                         mf_places(scenario)[place].id, queues[i].id);
    }
}

static bool names_queue(const mf_intervention *intervention, int queue)
{
    const char *base = intervention->params;

    for (const mf_param *row = intervention->is->params->params; row->name != NULL; row++) {
        const void *field = base + row->offset;

        if (row->n == MF_LIST_QUEUE
            && ((row->type == MF_PARAM_REF && *(const int *) field == queue)
                || (row->type == MF_PARAM_REFS && mf_refs_hold(field, queue))))
            return true;
    }
    return false;
}

static bool is_spoken_of(const mf_scenario *scenario, int queue)
{
    for (int i = 0; i < scenario->interventions.n; i++)
        if (names_queue(&mf_interventions(scenario)[i], queue))
            return true;
    return false;
}

static void check_capacity(mf_check *self, int index)
{
    const mf_queue *queue = &mf_queues(self->scenario)[index];

    mf_check_at(self, "legal.queues.%s.capacity", queue->id);
    if (mf_series_most(&queue->capacity) <= 0.0 && !is_spoken_of(self->scenario, index))
        mf_check_say(self, MF_WARNING, "no one is ever served: the capacity is 0");
    mf_check_at(self, "legal.queues.%s.beds", queue->id);
    if (queue->beds > 0.0 && queue->occupies < 0)
        mf_check_say(self, MF_MISTAKE, "beds need `occupies`: the status whose people take them up");
    mf_check_at(self, "legal.queues.%s.second", queue->id);
    if (queue->first != 0 && queue->first == queue->second)
        mf_check_say(self, MF_WARNING, "those served next are the same as those served first");
}

void mf_check_queues(mf_check *self)
{
    for (int i = 0; i < self->scenario->legal.queues.n; i++) {
        check_area(self, i);
        check_capacity(self, i);
        check_outcomes(self, &mf_queues(self->scenario)[i]);
    }
}
