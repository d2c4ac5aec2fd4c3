#include "study/variant.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"
#include "io/config.h"

static const char *const sets[] = { MF_BRIEFING_SETS };
enum { N_SETS = sizeof sets / sizeof *sets };

mf_err mf_variant_open(mf_variant *self, const char *text, double people, mf_error *err)
{
    mf_config_options options = { .sets = sets, .n_sets = N_SETS, .packages = self->package,
                                  .people = people };
    mf_diags diags = { 0 };
    mf_err code = mf_config_read_text(text, "scenario", &options, &self->scenario, &diags, err);

    if (code == MF_E_SCENARIO && diags.n > 0)
        code = mf_fail(err, code, "%s: %s: %s", self->id, diags.at[0].setting, diags.at[0].text);
    mf_diags_free(&diags);
    return code;
}

/* ------------------------------------------------------------- running */

typedef struct running {
    mf_variant *variant;
    mf_err *code;    /* [replicate] */
    mf_error *err;   /* [replicate] */
} running;

mf_err mf_variant_make_room(mf_variant *self, int replicates, mf_error *err)
{
    size_t n = (size_t) replicates;

    self->replicates = replicates;
    self->value = calloc(n, sizeof *self->value);
    self->fate = calloc(n, sizeof *self->fate);
    self->digest = calloc(n, sizeof *self->digest);
    return self->value == NULL || self->fate == NULL || self->digest == NULL
               ? mf_fail(err, MF_E_NOMEM, "no room for %d replicates", replicates)
               : MF_OK;
}

mf_err mf_variant_keep(mf_variant *self, const mf_briefing *from, int replicate, mf_error *err)
{
    size_t n = from->brief.at[MF_N_BLOCKS], people = from->profiles.n;

    self->value[replicate] = malloc((n + 1) * sizeof **self->value);
    self->fate[replicate] = malloc(people + 1);
    if (self->value[replicate] == NULL || self->fate[replicate] == NULL)
        return mf_fail(err, MF_E_NOMEM, "no room for a replicate");
    memcpy(self->value[replicate], from->brief.value, n * sizeof **self->value);
    memcpy(self->fate[replicate], mf_briefing_fates(from), people);
    mf_brief_digest(&from->brief, self->digest[replicate]);
    return MF_OK;
}

static void run_replicate(void *context, size_t replicate, int worker)
{
    running *all = context;
    mf_variant *self = all->variant;
    mf_briefing own = { 0 }, *briefing = replicate == 0 ? &self->first : &own;
    mf_err code = mf_briefing_run(briefing, self->scenario, (int) replicate, &all->err[replicate]);

    (void) worker;
    if (code == MF_OK)
        code = mf_variant_keep(self, briefing, (int) replicate, &all->err[replicate]);
    all->code[replicate] = code;
    mf_briefing_free(&own);
}

mf_err mf_variant_run(mf_variant *self, int workers, mf_error *err)
{
    size_t n = (size_t) self->replicates;
    running all = { self, calloc(n, sizeof *all.code), calloc(n, sizeof *all.err) };
    mf_err code = mf_variant_make_room(self, self->replicates, err);

    if (code == MF_OK && (all.code == NULL || all.err == NULL))
        code = mf_fail(err, MF_E_NOMEM, "no room for %d replicates", self->replicates);
    if (code == MF_OK)
        mf_parallel_for(n, workers, run_replicate, &all);
    for (size_t r = 0; code == MF_OK && r < n; r++)
        if ((code = all.code[r]) != MF_OK)
            (void) mf_fail(err, code, "%s: %s", self->id,
                           all.err[r].text[0] != '\0' ? all.err[r].text : mf_err_text(code));
    free(all.code);
    free(all.err);
    return code;
}

void mf_variant_free(mf_variant *self)
{
    for (int r = 0; r < self->replicates; r++) {
        if (self->value != NULL)
            free(self->value[r]);
        if (self->fate != NULL)
            free(self->fate[r]);
    }
    free(self->value);
    free(self->fate);
    free(self->digest);
    mf_briefing_free(&self->first);
    mf_scenario_free(self->scenario);
    *self = (mf_variant){ 0 };
}

int64_t mf_variant_people(const mf_variant *self)
{
    return (int64_t) self->first.world.population.n_people;
}

/* ------------------------------------------------------------- the scale of the preview */

/* What a person costs in a page, measured once in WebAssembly: for being there in a step, for
 * waking, for each event; and how much one replicate may cost.  Seconds. */
static const double per_step = 2.5e-9, per_woken = 0.25e-6, per_fired = 0.5e-6, budget = 0.06;
enum { PILOT = 1000, FEWEST = 500, MOST = 20000 };

mf_err mf_variant_preview(const char *text, double *people, mf_error *err)
{
    mf_variant pilot = { .id = "pilot", .replicates = 1 };
    mf_err code = mf_variant_open(&pilot, text, PILOT, err);

    if (code == MF_OK)
        code = mf_variant_run(&pilot, 1, err);
    if (code == MF_OK) {
        const mf_world *world = &pilot.first.world;
        double n = (double) world->population.n_people;
        double each = per_step * world->n_steps + per_woken * (double) world->woken / n +
                      per_fired * (double) world->fired / n;

        *people = 100.0 * floor(fmin(fmax(budget / each, FEWEST), MOST) / 100.0);
    }
    mf_variant_free(&pilot);
    return code;
}
