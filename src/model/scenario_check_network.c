/* Places and links: who can get where. */
#include <stdlib.h>

#include "model/choice.h"
#include "model/scenario_check.h"

static void check_link(mf_check *self, int index)
{
    const mf_link *links = mf_links(self->scenario);
    const mf_link *link = &links[index];
    double season = 0.0;

    mf_check_at(self, "links.%s.to", link->id);
    if (link->from == link->to)
        mf_check_say(self, MF_MISTAKE, "the link leads from \"%s\" to itself",
                     mf_places(self->scenario)[link->from].id);
    mf_check_at(self, "links.%s", link->id);
    for (int i = 0; i < index; i++)
        if (links[i].from == link->from && links[i].to == link->to && links[i].mode == link->mode)
            mf_check_say(self, MF_MISTAKE, "the link \"%s\" leads the same way by the same means",
                         links[i].id);
    for (int i = 0; i < 12; i++)
        season += link->season[i];
    mf_check_at(self, "links.%s.season", link->id);
    if (season <= 0.0)
        mf_check_say(self, MF_WARNING, "no one can leave in any month");
}

/* Follows links from the places marked in `reached`, and legal steps that move people. */
static void spread(const mf_scenario *scenario, bool *reached)
{
    bool more = true;

    while (more) {
        more = false;
        for (int i = 0; i < scenario->links.n; i++) {
            const mf_link *link = &mf_links(scenario)[i];

            if (!reached[link->from])
                continue;
            more = more || !reached[link->to];
            reached[link->to] = true;
            if (link->return_to >= 0) {
                more = more || !reached[link->return_to];
                reached[link->return_to] = true;
            }
        }
    }
}

static void mark_starts(const mf_scenario *scenario, bool *reached)
{
    for (int i = 0; i < scenario->cohorts.n; i++) {
        const mf_cohort *cohort = &mf_cohorts(scenario)[i];
        const mf_start *start = cohort->start.at;

        reached[cohort->origin] = true;
        for (int j = 0; j < cohort->start.n; j++)
            reached[start[j].place] = true;
    }
    for (int i = 0; i < scenario->legal.transitions.n; i++) {
        const mf_transition *transition = &mf_transitions(scenario)[i];

        if (transition->move == MF_MOVE_PLACE && transition->place >= 0)
            reached[transition->place] = true;
    }
}

/* Moves inside a country lead to its other places. */
static void mark_inside(const mf_scenario *scenario, bool *reached)
{
    for (int i = 0; i < scenario->places.n; i++)
        for (int j = 0; j < scenario->places.n && !reached[i]; j++)
            reached[i] = reached[j]
                         && mf_places(scenario)[i].country == mf_places(scenario)[j].country;
}

static bool allows(const mf_scenario *scenario, enum mf_option option)
{
    for (int i = 0; i < scenario->legal.statuses.n; i++)
        if ((mf_statuses(scenario)[i].options & MF_BIT(option)) != 0)
            return true;
    return false;
}

static void check_reached(mf_check *self, bool *reached)
{
    const mf_scenario *scenario = self->scenario;

    mark_starts(scenario, reached);
    spread(scenario, reached);
    if (allows(scenario, MF_OPTION_INTERNAL)) {
        mark_inside(scenario, reached);
        spread(scenario, reached);
    }
    for (int i = 0; i < scenario->places.n; i++) {
        mf_check_at(self, "places.%s", mf_places(scenario)[i].id);
        if (!reached[i])
            mf_check_say(self, MF_WARNING, "no one is here at the start, and no one can get here");
    }
}

static void check_origin(mf_check *self, const mf_cohort *cohort, bool *reached)
{
    const mf_scenario *scenario = self->scenario;

    for (int i = 0; i < scenario->places.n; i++)
        reached[i] = i == cohort->origin;
    spread(scenario, reached);
    for (int i = 0; i < scenario->places.n; i++)
        if (reached[i] && (mf_places(scenario)[i].role & MF_BIT(MF_ROLE_DESTINATION)) != 0)
            return;
    mf_check_at(self, "cohorts.%s.origin", cohort->id);
    mf_check_say(self, MF_WARNING, "no links lead from \"%s\" to a place with the role \"destination\"",
                 mf_places(scenario)[cohort->origin].id);
}

/* By itself, not as one of all `n`. */
static bool is_named(const mf_refs *refs, int n, int index)
{
    for (int i = 0; refs->n < n && i < refs->n; i++)
        if (refs->at[i] == index)
            return true;
    return false;
}

static bool is_in_law(const mf_scenario *scenario, int country)
{
    for (int i = 0; i < scenario->legal.queues.n; i++)
        if (is_named(&mf_queues(scenario)[i].countries, scenario->countries.n, country))
            return true;
    for (int i = 0; i < scenario->legal.transitions.n; i++)
        if (is_named(&mf_transitions(scenario)[i].countries, scenario->countries.n, country))
            return true;
    return false;
}

/* A law that many scenarios share may speak of a country that one of them leaves out. */
static void check_country(mf_check *self, int country)
{
    const mf_scenario *scenario = self->scenario;

    if (is_in_law(scenario, country))
        return;
    for (int i = 0; i < scenario->places.n; i++)
        if (mf_places(scenario)[i].country == country)
            return;
    mf_check_at(self, "countries.%s", mf_countries(scenario)[country].id);
    mf_check_say(self, MF_WARNING, "has no place");
}

/* Moves inside the country are options side by side. */
static void check_inside(mf_check *self, int place)
{
    const mf_scenario *scenario = self->scenario;
    const mf_place *places = mf_places(scenario);
    int inside = 0;

    for (int i = 0; i < scenario->links.n; i++) {
        const mf_link *link = &mf_links(scenario)[i];

        inside += link->from == place && places[link->to].country == places[place].country;
    }
    mf_check_at(self, "places.%s", places[place].id);
    if (inside > MF_MOST_INSIDE)
        mf_check_say(self, MF_MISTAKE, "%d links lead from here to places in the same country; at most %d "
                     "can be chosen from", inside, MF_MOST_INSIDE);
}

static bool imagined_by_any(const mf_scenario *scenario, int country)
{
    for (int k = 0; k < scenario->cohorts.n; k++) {
        const mf_abroad *abroad = mf_cohorts(scenario)[k].abroad.at;

        for (int i = 0; i < mf_cohorts(scenario)[k].abroad.n; i++)
            if (abroad[i].country == country && abroad[i].imagined)
                return true;
    }
    return false;
}

/* Destinations are options, too. */
static void check_targets(mf_check *self)
{
    const mf_scenario *scenario = self->scenario;
    int targets = 0;

    for (int c = 0; c < scenario->countries.n; c++)
        targets += imagined_by_any(scenario, c);
    mf_check_at(self, "cohorts");
    if (targets > MF_MOST_TARGETS)
        mf_check_say(self, MF_MISTAKE, "%d countries are imagined (`abroad`), at most %d can be; let one stand "
                     "for several", targets, MF_MOST_TARGETS);
}

void mf_check_network(mf_check *self)
{
    const mf_scenario *scenario = self->scenario;
    bool *reached = calloc((size_t) scenario->places.n + 1, sizeof *reached);

    if (reached == NULL) {
        self->diags->starved = true;
        return;
    }
    for (int i = 0; i < scenario->countries.n; i++)
        check_country(self, i);
    for (int i = 0; i < scenario->links.n; i++)
        check_link(self, i);
    for (int i = 0; i < scenario->places.n; i++)
        check_inside(self, i);
    check_targets(self);
    check_reached(self, reached);
    for (int i = 0; i < scenario->cohorts.n; i++)
        check_origin(self, &mf_cohorts(scenario)[i], reached);
    free(reached);
}
