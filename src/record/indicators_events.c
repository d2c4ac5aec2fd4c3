#include "record/indicators_events.h"

#include <math.h>
#include <string.h>

#include "base/calendar.h"
#include "base/real.h"
#include "record/glance.h"

int mf_sight_country(const mf_world *world, int place)
{
    int country = world->rules.country_of[place];

    return country < 0 ? world->rules.n_countries : country;
}

int mf_sight_steps(const mf_scenario *scenario, double months)
{
    return (int) ceil(months * MF_DAYS_PER_MONTH / scenario->calendar.step);
}

static int origin_of(const mf_world *world, int cohort)
{
    return world->rules.country_of[mf_cohorts(world->scenario)[cohort].origin];
}

static bool in_need(const mf_person *person)
{
    return person->need == MF_NEED_CONVENTION || person->need == MF_NEED_WAR;
}

/* ------------------------------------------------------------- states */

static unsigned states_of_status(uint64_t traits, bool home)
{
    bool lasting = (traits & MF_BIT(MF_TRAIT_PROTECTED)) != 0 ||
                   ((traits & MF_BIT(MF_TRAIT_REGULAR)) != 0 && !home);
    bool nearby = (traits & MF_BIT(MF_TRAIT_NEARBY)) != 0;
    unsigned states = 1u << MF_STATE_PRESENT;

    states |= lasting || nearby ? 1u << MF_STATE_SAFE : 0;
    states |= lasting ? 0 : 1u << MF_STATE_GAP_STRICT;
    states |= lasting || nearby ? 0 : 1u << MF_STATE_GAP;
    if ((traits & (MF_BIT(MF_TRAIT_LIMBO) | MF_BIT(MF_TRAIT_CLAIMANT))) != 0)
        states |= 1u << MF_STATE_LIMBO;
    if ((traits & MF_BIT(MF_TRAIT_DETAINED)) != 0)
        states |= 1u << MF_STATE_CAPTIVE;
    if ((traits & MF_BIT(MF_TRAIT_RETURNABLE)) != 0)
        states |= 1u << MF_STATE_RETURNABLE;
    return states | (home ? 1u << MF_STATE_HOME : 0);
}

unsigned mf_sight_states(const mf_world *world, uint32_t id, int cohort)
{
    const mf_cells cells = world->rules.cells;
    int cell = world->people.cell[id];
    uint64_t traits;
    unsigned states;
    bool home;

    if (cell == mf_cell_unborn(cells))
        return 0;
    traits = mf_statuses(world->scenario)[mf_cell_status(cells, cell)].traits;
    if ((traits & MF_BIT(MF_TRAIT_TERMINAL)) != 0)
        return 0;
    home = mf_sight_country(world, mf_cell_place(cells, cell)) == origin_of(world, cohort);
    states = states_of_status(traits, home);
    if (!in_need(&world->people.person[id]))
        return states & ~(1u << MF_STATE_GAP | 1u << MF_STATE_GAP_STRICT);
    return states | 1u << MF_STATE_NEED;
}

mf_scene mf_sight_scene(const mf_sight *self, const mf_world *world, int worker, int year,
                        uint32_t id)
{
    return (mf_scene){ .world = world,
                       .eye = &self->eye[worker],
                       .destination = self->destination,
                       .person = &world->people.person[id],
                       .note = &self->note[id],
                       .id = id,
                       .year = year,
                       .cohort = mf_population_cohort(&world->population, id),
                       .mixed = -1 };
}

static bool is(unsigned states, enum mf_state state)
{
    return (states >> state & 1) != 0;
}

/* Adds a person to, or takes it from, those who live in its states. */
static void live(const mf_scene *s, unsigned states, int country, int change)
{
    const mf_cube *cube = &s->eye->cube;
    size_t cells = (size_t) cube->n_countries * (size_t) cube->n_cohorts;
    size_t cell = mf_cube_cell(cube, 0, country, s->cohort);

    for (unsigned state = 0; state < MF_N_TIMED; state++)
        if (is(states, (enum mf_state) state))
            s->eye->living[state * cells + cell] += change;
}

static void count_in(const mf_scene *s, int year, int country, int what)
{
    ++*mf_cube_count(&s->eye->cube, mf_cube_cell(&s->eye->cube, year, country, s->cohort), what);
}

static void count(const mf_scene *s, int country, int what)
{
    count_in(s, s->year, country, what);
}

static int year_of_step(const mf_world *world, int step)
{
    const mf_scenario *s = world->scenario;

    return mf_date_of(mf_scenario_day(s, step)).year - mf_date_of(mf_scenario_day(s, 0)).year;
}

/* Does a return come undone? */
static void watch_return(const mf_scene *s, unsigned states)
{
    int since = (int) s->note->returned - 1;

    if (s->note->returned == 0 || states == 0 || is(states, MF_STATE_HOME))
        return;
    s->note->returned = 0;
    if (s->world->step - since < mf_sight_steps(s->world->scenario, 24.0))
        count_in(s, year_of_step(s->world, since), s->note->from, MF_COUNT_RETURN_UNDONE);
}

/* What follows from states that begin. */
static void begin_states(const mf_scene *s, unsigned begun, int country)
{
    if (is(begun, MF_STATE_LIMBO))
        s->note->limbo = (uint16_t) (s->world->step + MF_BEFORE);
    if (is(begun, MF_STATE_SAFE))
        s->note->safe = (uint16_t) (s->world->step + MF_BEFORE);
    if (is(begun, MF_STATE_RETURNABLE))
        count(s, country, MF_COUNT_ORDERED);
}

void mf_sight_settle(const mf_scene *s)
{
    const mf_cells cells = s->world->rules.cells;
    mf_note *note = s->note;
    unsigned old = note->states, new = mf_sight_states(s->world, s->id, s->cohort);
    uint16_t cell = s->world->people.cell[s->id];
    int was, is_in;

    if (new == old && cell == note->cell)
        return;
    was = old == 0 ? 0 : mf_sight_country(s->world, mf_cell_place(cells, note->cell));
    is_in = new == 0 ? 0 : mf_sight_country(s->world, mf_cell_place(cells, cell));
    if (new != old || is_in != was) {
        live(s, old, was, -1);
        live(s, new, is_in, +1);
    }
    begin_states(s, new & ~old, is_in);
    if (new != 0 &&
        mf_status_is(s->world->scenario, mf_cell_status(cells, cell), MF_TRAIT_PROTECTED))
        note->past |= MF_PAST_PROTECTED;
    watch_return(s, new);
    note->states = (uint16_t) new;
    note->cell = cell;
}

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
    unsigned code = (unsigned) way | (in_need(s->person) ? 4u : 0u) |
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

    if (country == origin_of(s->world, s->cohort)) {
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

/* Country in which a person was before the step. */
static int country_before(const mf_scene *s)
{
    const mf_note *note = s->note;

    return note->states == 0 ? origin_of(s->world, s->cohort)
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

    if (is(note->states, MF_STATE_HOME) || country_now(s) != origin_of(s->world, s->cohort))
        return; /* not from abroad */
    note->past |= MF_PAST_RETURNED;
    if (is(note->states, MF_STATE_RETURNABLE))
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
