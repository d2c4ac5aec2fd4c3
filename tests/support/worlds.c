#include "support/worlds.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "io/config.h"
#include "sim/phases.h"

static const scene plain = {
    .calendar = "start = \"2016-01-01\"; end = \"2018-01-01\"; step = 7;",
    .countries = "{ id = \"HERE\"; }, { id = \"THERE\"; }",
    .places = "{ id = \"A\"; country = \"HERE\"; role = [\"origin\"]; }, "
              "{ id = \"B\"; country = \"THERE\"; role = [\"destination\"]; }",
    .links = "{ id = \"AB\"; from = \"A\"; to = \"B\"; days = 7.0; }",
    .cohorts = "{ id = \"K\"; origin = \"A\"; "
               "start = ( { place = \"A\"; status = \"home\"; persons = 10000.0; } ); "
               "abroad = ( { country = \"THERE\"; } ); }",
    .statuses = "{ id = \"home\"; traits = [\"home\"]; work = \"home\"; options = [\"stay\"]; }, "
                "{ id = \"dead\"; traits = [\"terminal\"]; }",
    .transitions = "{ from = \"*\"; event = \"dies\"; to = \"dead\"; }",
    .queues = "",
    .interventions = "",
    .more = "decision = { rate = 0.0; trigger_violence = 0.0; trigger_news = 0.0; }; "
            "needs = { mortality = 0.0; }; switches = { feedback = false; };",
};

static mf_scenario *complain(const mf_diags *diags, const mf_error *err, mf_scenario *scenario)
{
    for (size_t i = 0; i < diags->n; i++)
        if (diags->at[i].severity == MF_MISTAKE)
            print_error("%s:%d: %s: %s\n", diags->at[i].file == NULL ? "" : diags->at[i].file,
                        diags->at[i].line, diags->at[i].setting, diags->at[i].text);
    if (scenario == NULL)
        fail_msg("the scenario cannot be read: %s", err->text);
    return scenario;
}

static int count_of(const char *const *sets)
{
    int n = 0;

    while (sets != NULL && sets[n] != NULL)
        n++;
    return n;
}

/* The text of a section, or the plain one. */
#define SECTION(name) self->name == NULL ? plain.name : self->name

mf_scenario *scene_read(const scene *self, const char *const *sets)
{
    enum { ROOM = 1 << 16 };
    mf_config_options options = { .sets = sets, .n_sets = count_of(sets) };
    char *text = malloc(ROOM);
    mf_scenario *scenario = NULL;
    mf_diags diags = { 0 };
    mf_error err = { 0 };
    int n;

    assert_non_null(text);
    n = snprintf(text, ROOM,
                 "title = \"a scene\"; seed = 2385L; scale = 1.0;\ncalendar = { %s };\n"
                 "countries = ( %s );\nplaces = ( %s );\nlinks = ( %s );\ncohorts = ( %s );\n"
                 "legal = { statuses = ( %s );\ntransitions = ( %s );\nqueues = ( %s ); };\n"
                 "interventions = ( %s );\n%s\n",
                 SECTION(calendar), SECTION(countries), SECTION(places), SECTION(links),
                 SECTION(cohorts), SECTION(statuses), SECTION(transitions), SECTION(queues),
                 SECTION(interventions), SECTION(more));
    assert_in_range(n, 1, ROOM - 1);
    (void) mf_config_read_text(text, "scene", &options, &scenario, &diags, &err);
    free(text);
    complain(&diags, &err, scenario);
    mf_diags_free(&diags);
    return scenario;
}

mf_scenario *small_read_as(double people, int steps, const char *const *sets)
{
    const char *source = getenv("MIXFLOW_SOURCE");
    mf_config_options options = { .sets = sets, .n_sets = count_of(sets), .people = people };
    mf_scenario *scenario = NULL;
    mf_diags diags = { 0 };
    mf_error err = { 0 };
    char path[4096];

    assert_non_null(source);
    (void) snprintf(path, sizeof path, "%s/tests/scenarios/small.cfg", source);
    (void) mf_config_read(path, &options, &scenario, &diags, &err);
    complain(&diags, &err, scenario);
    mf_diags_free(&diags);
    if (steps > 0)
        scenario->calendar.end = scenario->calendar.start + steps * scenario->calendar.step;
    return scenario;
}

mf_scenario *small_read(const char *const *sets)
{
    return small_read_as(0.0, 0, sets);
}

mf_world *world_of(const mf_scenario *scenario, int workers, bool dense)
{
    mf_world_options options = { .workers = workers, .dense = dense, .paranoid = true };
    mf_world *world = malloc(sizeof *world);
    mf_error err = { 0 };

    assert_non_null(world);
    if (mf_world_init(world, scenario, &options, &err) != MF_OK)
        fail_msg("%s", err.text);
    return world;
}

void world_end(mf_world *self)
{
    mf_world_free(self);
    free(self);
}

void world_close(mf_world *self)
{
    mf_scenario *scenario;

    memcpy(&scenario, &self->scenario, sizeof scenario); /* const to the world, not to the test */
    world_end(self);
    mf_scenario_free(scenario);
}

mf_world *small_world(mf_scenario **scenario, double people, int steps, const char *const *sets)
{
    mf_world *world;

    *scenario = small_read_as(people, 104, sets);
    world = world_of(*scenario, 1, false);
    world_run(world, steps, NULL);
    return world;
}

static void add_events(history *past, const mf_world *world)
{
    const mf_scenario *s = world->scenario;

    for (int e = 0; e < MF_N_EVENTS; e++)
        for (int c = -1; c < s->countries.n; c++)
            for (int k = 0; k < s->cohorts.n; k++)
                for (int need = 0; need < 2; need++)
                    past->event[e][need] += *mf_tally_event(&world->tally, e, c, k, need);
}

static void add_flows(history *past, const mf_world *world)
{
    for (int k = 0; k < world->scenario->cohorts.n; k++) {
        for (int l = 0; l < world->scenario->links.n && l < MOST_LINKS; l++)
            for (int f = 0; f < MF_N_FATES; f++)
                past->flow[l][f] += *mf_tally_flow(&world->tally, l, f, k);
        for (int m = 0; m < MF_N_LEDGER; m++)
            past->money[m] += *mf_tally_money(&world->tally, m, k);
    }
}

static void add_departures(history *past, const mf_world *world)
{
    if (world->step >= MOST_STEPS)
        return;
    for (uint32_t id = 0; id < world->people.n; id++)
        past->first_departures[world->step] +=
            world_has(world, id) && world->people.person[id].departed == world->step &&
            (world->people.person[id].flags & MF_FLAG_ON_LINK) != 0;
}

static void add_digest(history *past, const mf_world *world)
{
    const mf_scenario *s = world->scenario;
    const mf_people *people = &world->people;
    const mf_tally *t = &world->tally;
    size_t cohorts = (size_t) s->cohorts.n;

    mf_digest_add(&past->digest, people->cell, people->n * sizeof *people->cell);
    mf_digest_add(&past->digest, people->due, people->n * sizeof *people->due);
    mf_digest_add(&past->digest, people->person, people->n * sizeof *people->person);
    mf_digest_add(&past->digest, t->stock, cohorts * (size_t) t->n_cells * sizeof *t->stock);
    mf_digest_add(&past->digest, t->money, MF_N_LEDGER * cohorts * sizeof *t->money);
    mf_digest_add(&past->digest, t->flow,
                  (size_t) t->n_links * MF_N_FATES * cohorts * sizeof *t->flow);
    mf_digest_add(&past->digest, t->event, (size_t) MF_N_EVENTS * ((size_t) t->n_countries + 1) *
                                               cohorts * 2 * sizeof *t->event);
    for (int q = 0; q < world->lines.n; q++)
        mf_digest_add(&past->digest, &world->lines.state[q].credit, sizeof(double));
    for (int l = 0; l < s->links.n; l++)
        mf_digest_add(&past->digest, &world->published.link[l].price, sizeof(double));
}

static mf_err watch(void *self, const mf_world *world, mf_error *err)
{
    history *past = self;

    (void) err;
    past->steps++;
    add_events(past, world);
    add_flows(past, world);
    add_departures(past, world);
    if (past->digest.state != NULL)
        add_digest(past, world);
    return MF_OK;
}

void world_run(mf_world *self, int steps, history *past)
{
    mf_observer observer = { past, watch };
    int end = steps == 0 ? self->n_steps : self->step + steps;
    mf_error err = { 0 };

    assert_true(end <= self->n_steps);
    while (self->step < end)
        if (mf_world_step(self, past == NULL ? NULL : &observer, &err) != MF_OK)
            fail_msg("step %d: %s", self->step, err.text);
}

void world_run_until(mf_world *self, int steps, const char *phase)
{
    world_run(self, steps, NULL);
    self->view.step = self->step;
    self->view.day = mf_scenario_day(self->scenario, self->step);
    self->view.month = mf_months_of(self->view.day);
    for (int p = 0; strcmp(mf_phases[p].name, phase) != 0; p++)
        mf_phases[p].run(self);
}

void choose_alone(mf_turn *turn)
{
    mf_crowd alone = { 0 };
    mf_chosen chosen;

    mf_crowd_open(&alone, turn->view, turn->cohort, turn->place, turn->status);
    mf_turn_join(turn, &alone);
    mf_choose(turn->view, &alone, &chosen);
    mf_turn_carry_out(turn, &chosen.taken[0], mf_some_has(chosen.immobile, 0));
}

int64_t happened(const history *past, int event)
{
    return past->event[event][0] + past->event[event][1];
}

void digest_of_run(const mf_scenario *scenario, int workers, bool dense,
                   char text[MF_DIGEST_TEXT])
{
    history *past = calloc(1, sizeof *past);
    mf_world *world = world_of(scenario, workers, dense);

    assert_non_null(past);
    assert_true(mf_digest_start(&past->digest));
    world_run(world, 0, past);
    mf_digest_end(&past->digest, text);
    assert_true(past->steps > 0);
    world_end(world);
    free(past);
}

bool world_has(const mf_world *self, uint32_t id)
{
    return self->people.cell[id] != mf_cell_unborn(self->rules.cells);
}

#define FINDER(name, type, list, count)                                        \
    int name##_of(const mf_scenario *scenario, const char *id)                 \
    {                                                                          \
        const type *all = list;                                                \
                                                                               \
        for (int i = 0; i < count; i++)                                        \
            if (strcmp(all[i].id, id) == 0)                                    \
                return i;                                                      \
        fail_msg("no " #name " is named %s", id);                              \
        return -1;                                                             \
    }

FINDER(status, mf_status, mf_statuses(scenario), scenario->legal.statuses.n)
FINDER(place, mf_place, mf_places(scenario), scenario->places.n)
FINDER(link, mf_link, mf_links(scenario), scenario->links.n)
FINDER(queue, mf_queue, mf_queues(scenario), scenario->legal.queues.n)
FINDER(cohort, mf_cohort, mf_cohorts(scenario), scenario->cohorts.n)
FINDER(country, mf_country, mf_countries(scenario), scenario->countries.n)

int64_t persons_in(const mf_world *self, const char *status)
{
    int s = status_of(self->scenario, status);
    int64_t n = 0;

    for (int k = 0; k < self->scenario->cohorts.n; k++)
        for (int p = 0; p <= self->rules.cells.n_places; p++)
            n += mf_world_stock(self, k, mf_cell(self->rules.cells, p, s));
    return n;
}

mf_person somebody(const mf_world *world)
{
    return (mf_person){
        .departed = MF_NEVER,
        .link = MF_NEVER,
        .queue = MF_NEVER,
        .host = MF_NOWHERE,
        .kin = MF_NOWHERE,
        .born = 80 * 12,
        .since = (uint16_t) (world->view.step + MF_BEFORE),
        .seen = (uint16_t) world->view.step,
    };
}

void turn_of(mf_turn *turn, mf_world *world, int cohort, int place, int status,
             const mf_person *person)
{
    mf_turn_open(turn, &world->view, &world->worker[0].tally, 0, cohort,
                 (uint16_t) mf_cell(world->rules.cells, place, status), MF_NEVER, person);
}
