#include "model/scenario_check.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/calendar.h"

enum {
    STEPS_MOST = 60000,     /* a step fits into 16 bits */
    CELLS_MOST = 65000,     /* and so does a pair of place and status */
    STATUSES_MOST = 64,     /* a set of statuses fits into 64 bits */
    COUNTRIES_MOST = 250,   /* a country fits into 8 bits */
    COHORTS_MOST = 1000
};

static const double people_most = 2147483648.0; /* an id fits into 31 bits */
static const double events_most = 5.0; /* expected in a step: more than one cannot happen */

void mf_check_at(mf_check *self, const char *format, ...)
{
    va_list list;

    va_start(list, format);
    (void) vsnprintf(self->path, sizeof self->path, format, list);
    va_end(list);
}

void mf_check_say(mf_check *self, mf_severity severity, const char *format, ...)
{
    const char *file = self->scenario->file;
    char text[512];
    va_list list;
    int line = 0;

    va_start(list, format);
    (void) vsnprintf(text, sizeof text, format, list);
    va_end(list);
    if (self->where != NULL && self->where->find != NULL)
        (void) self->where->find(self->where->self, self->path, &file, &line);
    mf_diags_add(self->diags, severity, file, line, self->path, "%s", text);
}

bool mf_refs_hold(const mf_refs *refs, int index)
{
    for (int i = 0; i < refs->n; i++)
        if (refs->at[i] == index)
            return true;
    return false;
}

double mf_scenario_people(const mf_scenario *self)
{
    int days = mf_scenario_steps(self) * self->calendar.step;
    int from = self->calendar.start;
    double people = 0.0;

    for (int i = 0; i < self->cohorts.n; i++) {
        const mf_cohort *cohort = &mf_cohorts(self)[i];
        const mf_start *start = cohort->start.at;
        double persons = 0.0;

        for (int j = 0; j < cohort->start.n; j++)
            persons += start[j].persons;
        persons += mf_series_mean(&cohort->entrants, from, from + days) * days / MF_DAYS_PER_YEAR;
        people += persons / mf_scenario_weight(self, i);
    }
    return people;
}

static void check_window(mf_check *self, const mf_intervention *intervention)
{
    const mf_calendar *calendar = &self->scenario->calendar;

    mf_check_at(self, "interventions.%s.end", intervention->id);
    if (intervention->end < intervention->start)
        mf_check_say(self, MF_MISTAKE, "the window ends before it starts");
    else if (intervention->end == intervention->start)
        mf_check_say(self, MF_WARNING, "the window is empty: it does nothing");
    else if (intervention->end <= calendar->start || intervention->start >= calendar->end)
        mf_check_say(self, MF_WARNING, "the window lies outside the calendar: it does nothing");
}

static void check_rules(mf_check *self, const mf_intervention *intervention)
{
#define X(name, word, of, doc) of,
    static const char *const of[MF_N_WATCHES] = { MF_WATCHES(X) };
#undef X
    const mf_when *when = intervention->when.at;

    for (int i = 0; i < intervention->when.n; i++) {
        int named = when[i].watch == MF_WATCH_WAITING   ? when[i].queue
                    : when[i].watch == MF_WATCH_PRESENT ? when[i].country
                    : when[i].watch == MF_WATCH_PRICE   ? when[i].link
                                                        : 0;

        mf_check_at(self, "interventions.%s.when[%d]", intervention->id, i);
        if (named < 0)
            mf_check_say(self, MF_MISTAKE, "watch = \"%s\" needs the setting `%s`",
                         mf_watch_words[when[i].watch], of[when[i].watch]);
        if (when[i].above >= 1e15 && when[i].below < 0.0)
            mf_check_say(self, MF_MISTAKE, "a rule needs `above` or `below`");
    }
}

void mf_check_calendar(mf_check *self)
{
    const mf_scenario *scenario = self->scenario;
    int steps = mf_scenario_steps(scenario);

    mf_check_at(self, "calendar.end");
    if (scenario->calendar.end <= scenario->calendar.start)
        mf_check_say(self, MF_MISTAKE, "the end does not come after the start");
    else if (steps < 1)
        mf_check_say(self, MF_MISTAKE, "there is less than one step of %d days between start and end",
                     scenario->calendar.step);
    else if (steps > STEPS_MOST)
        mf_check_say(self, MF_MISTAKE, "%d steps are more than %d; make the step longer", steps,
                     STEPS_MOST);
    for (int i = 0; i < scenario->interventions.n; i++) {
        check_window(self, &mf_interventions(scenario)[i]);
        check_rules(self, &mf_interventions(scenario)[i]);
    }
}

static void check_count(mf_check *self, const char *path, int n, int most)
{
    mf_check_at(self, "%s", path);
    if (n == 0)
        mf_check_say(self, MF_MISTAKE, "is empty; at least one is needed");
    else if (n > most)
        mf_check_say(self, MF_MISTAKE, "has %d elements; %d is the most", n, most);
}

void mf_check_counts(mf_check *self)
{
    const mf_scenario *scenario = self->scenario;
    int places = scenario->places.n, statuses = scenario->legal.statuses.n;
    double people = mf_scenario_people(scenario);

    check_count(self, "countries", scenario->countries.n, COUNTRIES_MOST);
    check_count(self, "places", places, CELLS_MOST);
    check_count(self, "cohorts", scenario->cohorts.n, COHORTS_MOST);
    check_count(self, "legal.statuses", statuses, STATUSES_MOST);
    mf_check_at(self, "places");
    if (places * statuses > CELLS_MOST)
        mf_check_say(self, MF_MISTAKE, "%d places times %d statuses are more than %d", places, statuses,
                     CELLS_MOST);
    mf_check_at(self, "cohorts");
    if (scenario->cohorts.n > 0 && !(people >= 1.0))
        mf_check_say(self, MF_MISTAKE, "%.3g modelled people are too few: no one at the start, no one enters, "
                     "or `scale` is too large", people);
    else if (people > people_most)
        mf_check_say(self, MF_MISTAKE, "%.4g modelled people are more than 2^31; raise `scale`", people);
}

/* --- rates: in every group of settings, whatever it is --- */

static void check_group_rates(mf_check *self, const mf_group *group, const char *base);

static void check_rate(mf_check *self, double rate)
{
    int step = self->scenario->calendar.step;
    double events = rate * step / MF_DAYS_PER_YEAR;

    if (events > events_most)
        mf_check_say(self, MF_WARNING, "%g a year are %.1f in a step of %d days, of which at most one can "
                     "happen; make the step shorter", rate, events, step);
}

static void check_list_rates(mf_check *self, const mf_group *group, const mf_list_of *list)
{
    bool named = group->params[0].type == MF_PARAM_ID;
    size_t mark = strlen(self->path);

    for (int i = 0; i < list->n; i++) {
        const char *base = (const char *) list->at + (size_t) i * group->size;
        const void *id = base + group->params[0].offset;

        if (named)
            (void) snprintf(self->path + mark, sizeof self->path - mark, ".%s",
                            *(const char *const *) id);
        else
            (void) snprintf(self->path + mark, sizeof self->path - mark, "[%d]", i);
        check_group_rates(self, group, base);
        self->path[mark] = '\0';
    }
}

static bool is_rate(const mf_param *row)
{
    return (row->type == MF_PARAM_REAL || row->type == MF_PARAM_SERIES) && strcmp(row->unit, "1/year") == 0;
}

static void check_group_rates(mf_check *self, const mf_group *group, const char *base)
{
    size_t mark = strlen(self->path);

    for (const mf_param *row = group->params; row->name != NULL; row++) {
        const void *field = base + row->offset;

        if (row->type != MF_PARAM_GROUP && row->type != MF_PARAM_LIST && !is_rate(row))
            continue; /* most: no path is spelled for them */
        (void) snprintf(self->path + mark, sizeof self->path - mark, "%s%s", mark == 0 ? "" : ".",
                        row->name);
        if (row->type == MF_PARAM_GROUP)
            check_group_rates(self, row->words, field);
        else if (row->type == MF_PARAM_LIST)
            check_list_rates(self, row->words, field);
        else
            check_rate(self, row->type == MF_PARAM_REAL ? *(const double *) field : mf_series_most(field));
        self->path[mark] = '\0';
    }
}

void mf_check_rates(mf_check *self)
{
    mf_check_at(self, "%s", "");
    check_group_rates(self, &mf_scenario_group, (const char *) self->scenario);
}

void mf_scenario_check(const mf_scenario *self, const mf_where *where, mf_diags *diags)
{
    mf_check check = { .scenario = self, .where = where, .diags = diags };

    mf_check_calendar(&check);
    mf_check_counts(&check);
    mf_check_rates(&check);
    mf_check_cohorts(&check);
    mf_check_network(&check);
    mf_check_legal(&check);
    mf_check_queues(&check);
}
