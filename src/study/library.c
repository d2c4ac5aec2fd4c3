/* What is promised in <mixflow/mixflow.h>, by what is inside. */
#include <mixflow/mixflow.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/config.h"
#include "io/store_h5.h"
#include "record/record.h"
#include "study/run.h"

/* Says why and returns the status of a code. */
static int refuse(mf_err code, const mf_error *err, char *why)
{
    if (code != MF_OK && why != NULL)
        (void) snprintf(why, MF_WHY, "%s%s%s", err->file, err->file[0] == '\0' ? "" : ": ",
                        err->text[0] == '\0' ? mf_err_text(code) : err->text);
    return mf_err_status(code);
}

int mf_library_start(char *why)
{
    mf_error err = { 0 };

    return refuse(mf_store_start(&err), &err, why);
}

/* All complaints, as far as there is room. */
static void list_complaints(const mf_diags *diags, char *why)
{
    size_t used = 0;

    for (size_t i = 0; why != NULL && i < diags->n && used < MF_WHY; i++) {
        const mf_diag *diag = &diags->at[i];
        int n = diag->severity != MF_MISTAKE
                    ? 0
                    : snprintf(why + used, MF_WHY - used, "%s:%d: %s: %s\n",
                               diag->file == NULL ? "" : diag->file, diag->line,
                               diag->setting == NULL ? "" : diag->setting, diag->text);

        used += n > 0 ? (size_t) n : 0;
    }
}

int mf_scenario_open(const char *file, const char *const *sets, mf_scenario **scenario, char *why)
{
    mf_config_options options = { .sets = sets };
    mf_diags diags = { 0 };
    mf_error err = { 0 };
    mf_err code;
    int status;

    while (sets != NULL && sets[options.n_sets] != NULL)
        options.n_sets++;
    *scenario = NULL;
    code = mf_config_read(file, &options, scenario, &diags, &err);
    status = refuse(code, &err, why);
    if (code == MF_E_SCENARIO)
        list_complaints(&diags, why);
    mf_diags_free(&diags);
    return status;
}

/* Progress and the wish to stop go through one function of the caller's. */
typedef struct asked {
    const mf_how *how;
    bool stop;
} asked;

static void ask(void *self, int run, int runs, int step, int steps, int day)
{
    asked *a = self;

    (void) day;
    if (a->how->stop != NULL && a->how->stop(a->how->self, run, runs, step, steps) != 0)
        a->stop = true;
}

static bool answer(void *self)
{
    const asked *a = self;

    return a->stop;
}

int mf_scenario_run(const mf_scenario *scenario, const char *out, const mf_how *how, char *hash,
                    char *why)
{
    const mf_how plain = { 0 };
    asked a = { how == NULL ? &plain : how, false };
    mf_run_options options = { .out = out, .force = a.how->force != 0, .workers = a.how->threads,
                               .replicates = a.how->replicates };
    mf_run_watch watch = { &a, ask, answer };
    mf_run_summary summary;
    mf_error err = { 0 };
    mf_err code = mf_run(scenario, &options, &watch, &summary, &err);

    if (hash != NULL)
        (void) snprintf(hash, MF_HASH, "%s", summary.digest);
    mf_run_summary_free(&summary);
    return refuse(code, &err, why);
}

struct mf_simulation {
    mf_world world;
    mf_lives lives;       /* only to see who leaves for the first time */
    mf_tables nothing;    /* keeps no tables */
    mf_outcomes outcomes;
};

int mf_simulation_open(const mf_scenario *scenario, int threads, mf_simulation **simulation,
                       char *why)
{
    mf_world_options options = { .workers = threads };
    mf_simulation *self = calloc(1, sizeof *self);
    mf_error err = { 0 };
    mf_err code = self == NULL ? MF_E_NOMEM : mf_world_init(&self->world, scenario, &options, &err);

    if (code == MF_OK)
        code = mf_outcomes_init(&self->outcomes, scenario, 1);
    if (code == MF_OK)
        code = mf_lives_init(&self->lives, &self->world);
    if (code == MF_OK) {
        mf_outcomes_next(&self->outcomes);
        code = mf_lives_begin(&self->lives, &self->world, 0, &self->nothing);
    }
    if (code != MF_OK) {
        mf_simulation_free(self);
        self = NULL;
    }
    *simulation = self;
    return refuse(code, &err, why);
}

void mf_simulation_free(mf_simulation *simulation)
{
    if (simulation == NULL)
        return;
    mf_lives_free(&simulation->lives);
    mf_outcomes_free(&simulation->outcomes);
    mf_world_free(&simulation->world);
    free(simulation);
}

static mf_err watch(void *self, const mf_world *world, mf_error *err)
{
    mf_simulation *simulation = self;

    (void) err;
    MF_TRY(mf_lives_step(&simulation->lives, world, 0, &simulation->nothing));
    mf_outcomes_step(&simulation->outcomes, world, simulation->lives.departed);
    return MF_OK;
}

int mf_simulation_step(mf_simulation *simulation, char *why)
{
    mf_observer observer = { simulation, watch };
    mf_error err = { 0 };

    if (simulation->world.step >= simulation->world.n_steps)
        return refuse(mf_fail(&err, MF_E_USAGE, "the last step has been done"), &err, why);
    return refuse(mf_world_step(&simulation->world, &observer, &err), &err, why);
}

int mf_simulation_done(const mf_simulation *simulation)
{
    return simulation->world.step;
}

int mf_simulation_steps(const mf_simulation *simulation)
{
    return simulation->world.n_steps;
}

int mf_simulation_day(const mf_simulation *simulation)
{
    return mf_scenario_day(simulation->world.scenario, simulation->world.step);
}

enum { ANY = -1, NONE = -2 };

static int place_of(const mf_scenario *scenario, const char *name)
{
    int p = 0;

    if (name == NULL)
        return ANY;
    while (p < scenario->places.n && strcmp(mf_places(scenario)[p].id, name) != 0)
        p++;
    return p < scenario->places.n || strcmp(name, "on_the_way") == 0 ? p : NONE;
}

static int status_of(const mf_scenario *scenario, const char *name)
{
    int s = 0;

    if (name == NULL)
        return ANY;
    while (s < scenario->legal.statuses.n && strcmp(mf_statuses(scenario)[s].id, name) != 0)
        s++;
    return s < scenario->legal.statuses.n ? s : NONE;
}

static int cohort_of(const mf_scenario *scenario, const char *name)
{
    int k = 0;

    if (name == NULL)
        return ANY;
    while (k < scenario->cohorts.n && strcmp(mf_cohorts(scenario)[k].id, name) != 0)
        k++;
    return k < scenario->cohorts.n ? k : NONE;
}

double mf_simulation_persons(const mf_simulation *simulation, const char *place,
                             const char *status, const char *cohort)
{
    const mf_world *world = &simulation->world;
    const mf_cells cells = world->rules.cells;
    int p = place_of(world->scenario, place), s = status_of(world->scenario, status);
    int k = cohort_of(world->scenario, cohort);
    double persons = 0.0;

    if (p == NONE || s == NONE || k == NONE)
        return -1.0;
    for (int c = 0; c < world->scenario->cohorts.n; c++)
        for (int cell = 0; cell < mf_cell_unborn(cells); cell++)
            if ((k == ANY || k == c) && (p == ANY || p == mf_cell_place(cells, cell)) &&
                (s == ANY || s == mf_cell_status(cells, cell)))
                persons += mf_scenario_weight(world->scenario, c) *
                           (double) mf_world_stock(world, c, cell);
    return persons;
}

double mf_simulation_outcome(const mf_simulation *simulation, const char *word, double *error)
{
    for (int i = 0; i < MF_N_OUTCOMES; i++)
        if (strcmp(mf_outcome_words[i], word) == 0)
            return mf_outcomes_mean(&simulation->outcomes, MF_ALL_YEARS, i, error);
    return -1.0;
}
