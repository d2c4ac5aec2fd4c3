#include "record/indicators_events.h"

#include <string.h>

#include "base/real.h"
#include "record/glance.h"

/* ------------------------------------------------------------- sorting */

/* The class of a person's mixedness: entropy of motive shares, / log of their number.  Somebody
 * to whom much happens in a step is asked once. */
static int mixedness(mf_scene *s)
{
    double entropy = 0.0;
    mf_glance glance;

    if (s->mixed >= 0)
        return s->mixed;
    glance = mf_glance_at(s->world, s->id, s->cohort);
    for (int m = 0; m < MF_N_MOTIVES; m++)
        entropy -= glance.share[m] > 0.0 ? glance.share[m] * mf_log(glance.share[m]) : 0.0;
    s->mixed = (int) (entropy / mf_log(MF_N_MOTIVES) * MF_N_MIXED);
    s->mixed = s->mixed < 0 ? 0 : s->mixed < MF_N_MIXED ? s->mixed : MF_N_MIXED - 1;
    return s->mixed;
}

/* Counts somebody in, or out again. */
static void sort(const mf_scene *s, mf_sorted_as as, int sorting, int change)
{
    const mf_cube *cube = &s->eye->cube;

    mf_cube_sort(cube, mf_cube_cell(cube, as.year, as.country, s->cohort), sorting,
                 as.code & 3, as.code >> 2 & 1, as.code >> 3 & 15, change);
}

static mf_sorted_as sorted_as(mf_scene *s, int country, int way)
{
    unsigned code = (unsigned) way | (mf_person_in_need(s->person) ? 4u : 0u) |
                    (unsigned) mixedness(s) << 3 | 128u;

    return (mf_sorted_as){ (uint16_t) country, (uint8_t) s->year, (uint8_t) code };
}

static void sort_act(mf_scene *s, int sorting, int country, int way)
{
    sort(s, sorted_as(s, country, way), sorting, 1);
}

/* An act outside of destination countries: before departure, in first asylum, or in transit. */
static void sort_on_way(mf_scene *s, int place, int before, int later)
{
    int country = mf_sight_country(s->world, place);
    uint64_t role = mf_places(s->world->scenario)[place].role;

    if (country == mf_sight_origin(s->world, s->cohort)) {
        if (before >= 0)
            sort_act(s, MF_SORTING_BEFORE, country, before);
    } else if (!s->destination[country] && later >= 0) {
        sort_act(s, (role & MF_BIT(MF_ROLE_FIRST_ASYLUM)) != 0 ? MF_SORTING_ASYLUM
                                                              : MF_SORTING_TRANSIT,
                 country, later);
    }
}

/* Counts a person once, under the last decision. */
static void decide(mf_scene *s, int country, bool protects)
{
    mf_note *note = s->note;

    if (note->final.code != 0)
        sort(s, note->final, MF_SORTING_FINAL, -1);
    note->final = sorted_as(s, country, protects ? 0 : 1);
    sort(s, note->final, MF_SORTING_FINAL, 1);
}

/* Counts a person once, in the year and country of leaving, under the last channel. */
static void leave_by(mf_scene *s, int country, int way)
{
    mf_note *note = s->note;

    if (note->channel.code != 0) {
        sort(s, note->channel, MF_SORTING_CHANNEL, -1);
        note->channel.code = (uint8_t) ((note->channel.code & ~3u) | (unsigned) way);
    } else {
        note->channel = sorted_as(s, country, way);
    }
    sort(s, note->channel, MF_SORTING_CHANNEL, 1);
}

/* ------------------------------------------------------------- events */

static void count(const mf_scene *s, int country, int what)
{
    mf_sight_count(s, s->year, country, what);
}

/* Country in which a person was before the step. */
static int country_before(const mf_scene *s)
{
    const mf_note *note = s->note;

    return note->states == 0 ? mf_sight_origin(s->world, s->cohort)
                             : mf_sight_country(s->world, mf_cell_place(s->world->rules.cells,
                                                                        note->cell));
}

static int country_now(const mf_scene *s)
{
    return mf_sight_country(s->world, mf_cell_place(s->world->rules.cells,
                                                    s->world->people.cell[s->id]));
}

/* Does a link lead into a destination country from any other? */
static bool is_crossing(const mf_scene *s, const mf_link *link)
{
    return s->destination[mf_sight_country(s->world, link->to)] &&
           !s->destination[mf_sight_country(s->world, link->from)];
}

static void depart(mf_scene *s, const mf_link *link)
{
    int country = mf_sight_country(s->world, link->from);
    mf_note *note = s->note;

    count(s, country, MF_COUNT_PASSAGES);
    if (is_crossing(s, link))
        count(s, mf_sight_country(s->world, link->to), MF_COUNT_CROSSINGS);
    if (s->person->departed == s->world->step) {
        count(s, country, MF_COUNT_LEFT_IRREGULAR);
        memcpy(note->drive, s->person->drive, sizeof note->drive);
        if (note->channel.code == 0)
            leave_by(s, country, 3);
    }
    sort_on_way(s, link->from, 2, 2);
}

static void land(mf_scene *s, const mf_link *link)
{
    int country = mf_sight_country(s->world, link->to);

    if (!is_crossing(s, link))
        return;
    count(s, country, MF_COUNT_LANDED);
    sort_act(s, MF_SORTING_ARRIVAL, country, 2);
    s->note->past |= MF_PAST_LANDED;
}

static void die(const mf_scene *s)
{
    const mf_link *link = &mf_links(s->world->scenario)[s->person->link];

    if (mf_cell_place(s->world->rules.cells, s->world->people.cell[s->id]) !=
        s->world->rules.cells.n_places)
        return; /* not on a link */
    count(s, mf_sight_country(s->world, link->from), MF_COUNT_DIED);
    if (is_crossing(s, link))
        count(s, mf_sight_country(s->world, link->to), MF_COUNT_DIED_CROSSING);
}

static void come_regularly(mf_scene *s, bool protected)
{
    int from = country_before(s), to = country_now(s);

    count(s, from, protected ? MF_COUNT_LEFT_PROTECTED : MF_COUNT_LEFT_REGULAR);
    count(s, to, protected ? MF_COUNT_ENTERED_PROTECTED : MF_COUNT_ENTERED_REGULAR);
    sort_act(s, MF_SORTING_ARRIVAL, to, protected ? 1 : 0);
    leave_by(s, from, protected ? 1 : 0);
    if (protected)
        decide(s, to, true);
}

static void be_denied(mf_scene *s)
{
    int queue = s->world->rules.queue_at[s->note->cell];

    if (queue >= 0 && mf_procedure_of(s->world->scenario, queue) == MF_PROCEDURE_EXTERNAL)
        decide(s, country_before(s), false);
}

static void lodge(mf_scene *s)
{
    mf_note *note = s->note;

    note->past |= MF_PAST_CLAIMED;
    if (note->channel.code != 0 && (note->channel.code & 3) == 3)
        leave_by(s, note->channel.country, 2);
}

static void come_back(mf_scene *s, bool chosen)
{
    mf_note *note = s->note;
    int from = country_before(s), steps = mf_sight_steps(s->world->scenario, 24.0);

    if (mf_sight_is(note->states, MF_STATE_HOME) || country_now(s) != mf_sight_origin(s->world, s->cohort))
        return; /* not from abroad */
    note->past |= MF_PAST_RETURNED;
    if (mf_sight_is(note->states, MF_STATE_RETURNABLE))
        count(s, from, MF_COUNT_RETURNED_ORDERED);
    if (chosen && from < s->world->rules.n_countries)
        sort_on_way(s, mf_cell_place(s->world->rules.cells, note->cell), -1, 3);
    if (s->world->step + steps > s->world->n_steps)
        return;
    count(s, from, MF_COUNT_RETURN_DUE);
    note->returned = (uint16_t) (s->world->step + 1);
    note->from = (uint16_t) from;
}

static void decide_first(mf_scene *s, bool protects)
{
    int country = country_before(s);

    sort_act(s, MF_SORTING_DECISION, country, protects ? 0 : 1);
    decide(s, country, protects);
}

static void count_place(mf_scene *s, const mf_happening *h)
{
    int country = mf_sight_country(s->world, h->what);

    switch (h->event) {
    case MF_EVENT_ABUSED:
        count(s, country, MF_COUNT_ABUSED);
        break;
    case MF_EVENT_DETAINED:
        count(s, country, MF_COUNT_DETAINED);
        break;
    case MF_EVENT_REGISTERS:
        sort_on_way(s, h->what, 3, 0);
        break;
    case MF_EVENT_APPLIES_EXTERNAL:
        sort_on_way(s, h->what, 1, 1);
        break;
    case MF_EVENT_APPLIES_LABOUR:
    case MF_EVENT_APPLIES_TRAINING:
    case MF_EVENT_APPLIES_FAMILY:
    case MF_EVENT_APPLIES_STUDY:
        sort_on_way(s, h->what, 0, -1);
        break;
    case MF_EVENT_LODGES:
        lodge(s);
        break;
    default:
        break;
    }
}

static void count_decision(mf_scene *s, int event)
{
    switch (event) {
    case MF_EVENT_RECOGNISED:
    case MF_EVENT_SUBSIDIARY:
    case MF_EVENT_HUMANITARIAN:
        decide_first(s, true);
        break;
    case MF_EVENT_REFUSED:
    case MF_EVENT_APPEALS:
        decide_first(s, false);
        break;
    case MF_EVENT_APPEAL_WON:
        decide(s, country_before(s), true);
        break;
    case MF_EVENT_APPEAL_LOST:
    case MF_EVENT_CEASES:
        decide(s, country_before(s), false);
        break;
    case MF_EVENT_DENIED:
        be_denied(s);
        break;
    default:
        break;
    }
}

void mf_sight_event(mf_scene *s, const mf_happening *h)
{
    const mf_scenario *scenario = s->world->scenario;

    switch (h->event) {
    case MF_EVENT_DEPARTS:
        depart(s, &mf_links(scenario)[h->what]);
        break;
    case MF_EVENT_ARRIVES:
        land(s, &mf_links(scenario)[h->what]);
        break;
    case MF_EVENT_DIES:
        die(s);
        break;
    case MF_EVENT_GRANTED:
    case MF_EVENT_ADMITTED:
        come_regularly(s, h->event == MF_EVENT_ADMITTED);
        break;
    case MF_EVENT_RETURNS:
    case MF_EVENT_REMOVED:
        come_back(s, h->event == MF_EVENT_RETURNS);
        break;
    case MF_EVENT_INTERCEPTED:
    case MF_EVENT_PUSHED_BACK:
        break; /* what: link */
    default:
        count_place(s, h);
        count_decision(s, h->event);
    }
}
