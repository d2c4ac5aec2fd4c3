/* Statuses and transitions: what can be entered, left, taken. */
#include "model/hazards.h"
#include "model/scenario_check.h"

/* Statuses as bits: there are at most 64 (mf_check_counts). */
static uint64_t starting_statuses(const mf_scenario *scenario)
{
    uint64_t found = 0;

    for (int i = 0; i < scenario->cohorts.n; i++) {
        const mf_start *start = mf_cohorts(scenario)[i].start.at;

        for (int j = 0; j < mf_cohorts(scenario)[i].start.n; j++)
            found |= MF_BIT(start[j].status);
    }
    for (int i = 0; i < scenario->legal.statuses.n; i++)
        if ((mf_statuses(scenario)[i].traits & MF_BIT(MF_TRAIT_HOME)) != 0)
            return found | MF_BIT(i); /* those who enter */
    return found;
}

static uint64_t reachable_statuses(const mf_scenario *scenario)
{
    uint64_t found = starting_statuses(scenario), before = 0;

    while (found != before) {
        before = found;
        for (int i = 0; i < scenario->legal.transitions.n; i++) {
            const mf_transition *transition = &mf_transitions(scenario)[i];

            for (int j = 0; j < transition->from.n; j++)
                if ((found & MF_BIT(transition->from.at[j])) != 0)
                    found |= MF_BIT(transition->to);
        }
    }
    return found;
}

/* Is there a transition on `event` (-1: on any but death) out of a status? */
static bool leads_on(const mf_scenario *scenario, int status, int event)
{
    for (int i = 0; i < scenario->legal.transitions.n; i++) {
        const mf_transition *transition = &mf_transitions(scenario)[i];
        bool wanted = event < 0 ? transition->event != MF_EVENT_DIES : transition->event == event;

        if (wanted && mf_refs_hold(&transition->from, status))
            return true;
    }
    return false;
}

static bool has_queue(const mf_scenario *scenario, int status)
{
    for (int i = 0; i < scenario->legal.queues.n; i++)
        if (mf_queues(scenario)[i].status == status)
            return true;
    return false;
}

/* Options whose event means nothing to the law, or is seen to by the way itself. */
static bool needs_no_transition(int option)
{
    int event = mf_option_event[option];

    return event == MF_EVENT_NOTHING || event == MF_EVENT_MOVES_INSIDE
           || option == MF_OPTION_PROTECT_NEAR;
}

static void check_options(mf_check *self, int index)
{
    const mf_status *status = &mf_statuses(self->scenario)[index];

    mf_check_at(self, "legal.statuses.%s.options", status->id);
    for (int i = 0; i < MF_N_OPTIONS; i++) {
        if ((status->options & MF_BIT(i)) == 0 || needs_no_transition(i))
            continue;
        if (!leads_on(self->scenario, index, mf_option_event[i]))
            mf_check_say(self, MF_WARNING, "\"%s\" cannot be chosen: no transition leads on from here "
                         "when someone \"%s\"", mf_option_words[i],
                         mf_event_words[mf_option_event[i]]);
    }
}

static void check_terminal(mf_check *self, int index)
{
    const mf_status *status = &mf_statuses(self->scenario)[index];

    mf_check_at(self, "legal.statuses.%s", status->id);
    if (status->options != 0)
        mf_check_say(self, MF_WARNING, "is terminal, so its options mean nothing");
}

static bool is_among(const mf_refs *refs, int index)
{
    for (int i = 0; i < refs->n; i++)
        if (refs->at[i] == index)
            return true;
    return false;
}

/* A class of people has room for so many rates; none may be dropped in silence. */
static void check_rates_of(mf_check *self, int index)
{
    const mf_scenario *scenario = self->scenario;

    for (int country = 0; country < scenario->countries.n; country++) {
        int n = 0;

        for (int t = 0; t < scenario->legal.transitions.n; t++) {
            const mf_transition *transition = &mf_transitions(scenario)[t];

            n += is_among(&transition->from, index) && is_among(&transition->countries, country) &&
                 mf_series_most(&transition->rate) > 0.0;
        }
        if (n <= MF_MOST_LAW_RATES)
            continue;
        mf_check_say(self, MF_MISTAKE, "%d transitions with a rate lead out of it in %s; there is room for %d",
                     n, mf_countries(scenario)[country].id, MF_MOST_LAW_RATES);
        return;
    }
}

static void check_living(mf_check *self, int index)
{
    const mf_scenario *scenario = self->scenario;
    const mf_status *status = &mf_statuses(scenario)[index];
    bool expires = leads_on(scenario, index, MF_EVENT_EXPIRES);

    mf_check_at(self, "legal.statuses.%s", status->id);
    if (!leads_on(scenario, index, -1) && status->options == 0 && !has_queue(scenario, index))
        mf_check_say(self, MF_MISTAKE, "is a dead end: no transition, no option, no queue leads out "
                     "of it; give it a way out or the trait \"terminal\"");
    if (!leads_on(scenario, index, MF_EVENT_DIES))
        mf_check_say(self, MF_MISTAKE, "no transition says what \"dies\" leads to from here");
    check_rates_of(self, index);
    mf_check_at(self, "legal.statuses.%s.duration", status->id);
    if (status->duration > 0.0 && !expires)
        mf_check_say(self, MF_MISTAKE, "it expires, but no transition on \"expires\" leads out of it");
    else if (status->duration <= 0.0 && expires)
        mf_check_say(self, MF_WARNING, "a transition on \"expires\" leads out of it, but it never does");
    check_options(self, index);
}

static void check_statuses(mf_check *self)
{
    const mf_scenario *scenario = self->scenario;
    uint64_t reachable = reachable_statuses(scenario);

    for (int i = 0; i < scenario->legal.statuses.n; i++) {
        const mf_status *status = &mf_statuses(scenario)[i];

        if ((reachable & MF_BIT(i)) == 0) {
            mf_check_at(self, "legal.statuses.%s", status->id);
            mf_check_say(self, MF_WARNING, "no one can ever have it: no one starts in it, and no "
                         "transition leads to it from where people are");
        } else if ((status->traits & MF_BIT(MF_TRAIT_TERMINAL)) != 0)
            check_terminal(self, i);
        else
            check_living(self, i);
    }
}

/* --- transitions --- */

/* Does `earlier` fit whenever `later` does, for this status and country? */
static bool covers(const mf_transition *earlier, const mf_transition *later, int status, int country)
{
    return earlier->event == later->event && mf_refs_hold(&earlier->from, status)
           && mf_refs_hold(&earlier->countries, country) && (earlier->needs & ~later->needs) == 0
           && (earlier->unless & ~later->unless) == 0;
}

/* The transition that always comes before transition `index`, or -1. */
static int covered_by(const mf_scenario *scenario, int index)
{
    const mf_transition *all = mf_transitions(scenario), *own = &all[index];
    int found = -1;

    for (int i = 0; i < own->from.n; i++)
        for (int j = 0; j < own->countries.n; j++) {
            int k = 0;

            while (k < index && !covers(&all[k], own, own->from.at[i], own->countries.at[j]))
                k++;
            if (k == index)
                return -1;
            found = k;
        }
    return found;
}

static void check_conditions(mf_check *self, const mf_transition *own, int index)
{
    mf_check_at(self, "legal.transitions[%d].needs", index);
    if ((own->needs & own->unless) != 0)
        mf_check_say(self, MF_MISTAKE, "asks for the same condition as `unless`: it never fits");
    if (own->event == MF_EVENT_DIES && own->needs != 0)
        mf_check_say(self, MF_MISTAKE, "death asks for no conditions");
    mf_check_at(self, "legal.transitions[%d].place", index);
    if (own->move == MF_MOVE_PLACE && own->place < 0)
        mf_check_say(self, MF_MISTAKE, "move = \"place\" needs a place");
    if (own->move != MF_MOVE_PLACE && own->place >= 0)
        mf_check_say(self, MF_WARNING, "means nothing without move = \"place\"");
    mf_check_at(self, "legal.transitions[%d].event", index);
    if (own->event == MF_EVENT_NOTHING)
        mf_check_say(self, MF_MISTAKE, "\"nothing\" leads nowhere");
}

static void check_transition(mf_check *self, int index)
{
    const mf_transition *own = &mf_transitions(self->scenario)[index];
    bool timed = mf_series_most(&own->rate) > 0.0; /* then its own hazard, whatever comes first */
    int first;

    check_conditions(self, own, index);
    mf_check_at(self, "legal.transitions[%d]", index);
    first = timed ? -1 : covered_by(self->scenario, index);
    if (first >= 0)
        mf_check_say(self, MF_MISTAKE, "is never taken: wherever it fits, an earlier one, as "
                     "transitions[%d], fits on \"%s\"", first, mf_event_words[own->event]);
    for (int i = 0; i < own->from.n; i++) {
        const mf_status *status = &mf_statuses(self->scenario)[own->from.at[i]];

        if ((status->traits & MF_BIT(MF_TRAIT_TERMINAL)) != 0
            && own->from.n < self->scenario->legal.statuses.n)
            mf_check_say(self, MF_WARNING, "leads out of \"%s\", which is terminal", status->id);
    }
}

void mf_check_legal(mf_check *self)
{
    const mf_scenario *scenario = self->scenario;

    if (scenario->legal.statuses.n > 64)
        return; /* there is a complaint */
    check_statuses(self);
    for (int i = 0; i < scenario->legal.transitions.n; i++)
        check_transition(self, i);
}
