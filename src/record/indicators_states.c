#include "record/indicators_states.h"

#include <math.h>

#include "base/calendar.h"

int mf_sight_country(const mf_world *world, int place)
{
    int country = world->rules.country_of[place];

    return country < 0 ? world->rules.n_countries : country;
}

int mf_sight_steps(const mf_scenario *scenario, double months)
{
    return (int) ceil(months * MF_DAYS_PER_MONTH / scenario->calendar.step);
}

int mf_sight_origin(const mf_world *world, int cohort)
{
    return world->rules.country_of[mf_cohorts(world->scenario)[cohort].origin];
}

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
    home = mf_sight_country(world, mf_cell_place(cells, cell)) == mf_sight_origin(world, cohort);
    states = states_of_status(traits, home);
    if (!mf_person_in_need(&world->people.person[id]))
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

/* Adds a person to, or takes it from, those who live in its states. */
static void live(const mf_scene *s, unsigned states, int country, int change)
{
    const mf_cube *cube = &s->eye->cube;
    size_t cells = (size_t) cube->n_countries * (size_t) cube->n_cohorts;
    size_t cell = mf_cube_cell(cube, 0, country, s->cohort);

    for (unsigned state = 0; state < MF_N_TIMED; state++)
        if (mf_sight_is(states, (enum mf_state) state))
            s->eye->living[state * cells + cell] += change;
}

void mf_sight_count(const mf_scene *s, int year, int country, int what)
{
    ++*mf_cube_count(&s->eye->cube, mf_cube_cell(&s->eye->cube, year, country, s->cohort), what);
}

/* Does a return come undone? */
static void watch_return(const mf_scene *s, unsigned states)
{
    int since = (int) s->note->returned - 1;

    if (s->note->returned == 0 || states == 0 || mf_sight_is(states, MF_STATE_HOME))
        return;
    s->note->returned = 0;
    if (s->world->step - since < mf_sight_steps(s->world->scenario, 24.0))
        mf_sight_count(s, mf_scenario_year(s->world->scenario, since), s->note->from,
                       MF_COUNT_RETURN_UNDONE);
}

/* What follows from states that begin. */
static void begin_states(const mf_scene *s, unsigned begun, int country)
{
    if (mf_sight_is(begun, MF_STATE_LIMBO))
        s->note->limbo = (uint16_t) (s->world->step + MF_BEFORE);
    if (mf_sight_is(begun, MF_STATE_SAFE))
        s->note->safe = (uint16_t) (s->world->step + MF_BEFORE);
    if (mf_sight_is(begun, MF_STATE_RETURNABLE))
        mf_sight_count(s, s->year, country, MF_COUNT_ORDERED);
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
