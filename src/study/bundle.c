#include "study/bundle.h"

#include <string.h>

#include <mixflow/version.h>

#include "base/parallel.h"
#include "study/bundle_parts.h"

enum { REPLICATES = 20 };

typedef struct bundle {
    const mf_scenario *scenario;
    mf_bundle_options options;
    const mf_bundle_watch *watch;
    mf_variant base;
    mf_json *out;
    int done, all; /* variants */
} bundle;

static mf_err tell(bundle *self, const char *name, mf_error *err)
{
    const mf_bundle_watch *watch = self->watch;

    if (watch != NULL && watch->progress != NULL)
        watch->progress(watch->self, self->done, self->all, name);
    self->done++;
    if (watch != NULL && watch->stopped != NULL && watch->stopped(watch->self))
        return mf_fail(err, MF_E_STOPPED, "stopped on request; nothing was written");
    return MF_OK;
}

static mf_err run(bundle *self, mf_variant *variant, double people, mf_error *err)
{
    MF_TRY(tell(self, variant->name[0] == '\0' ? variant->id : variant->name, err));
    MF_TRY(mf_variant_open(variant, self->scenario->canonical, people, err));
    return mf_variant_run(variant, self->options.workers, err);
}

/* ------------------------------------------------------------- parts */

static void put_program(mf_json *out)
{
    mf_json_open(out, "program", '{');
    mf_json_text(out, "name", "mixflow");
    mf_json_text(out, "version", MIXFLOW_VERSION);
    mf_json_text(out, "revision", MIXFLOW_REVISION);
    mf_json_text(out, "licence", "GPL-3.0-or-later");
    mf_json_close(out, '}');
}

static void put_preview(const mf_variant *base, double asked, mf_json *out)
{
    const mf_scenario *s = base->scenario;
    double persons = 0.0, people = 0.0;

    for (int k = 0; k < s->cohorts.n; k++) {
        double n = (double) base->first.world.population.count[k];

        people += n;
        persons += n * mf_scenario_weight(s, k);
    }
    mf_json_open(out, "preview", '{');
    mf_json_real(out, "people", asked > 0.0 ? asked : people);
    mf_json_real(out, "persons_each", people > 0.0 ? persons / people : 0.0);
    mf_json_int(out, "replicates", base->replicates);
    mf_json_close(out, '}');
}

void mf_bundle_head(const mf_variant *base, const char *text, double people, mf_json *out)
{
    mf_json_int(out, "format", 1);
    put_program(out);
    mf_brief_scenario(&base->first.record.tables, text, out);
    mf_brief_frame(&base->first.brief, out);
    put_preview(base, people, out);
}

/* Is an intervention of this name on?  One that a scenario lacks is not. */
static bool is_on(const mf_scenario *s, const char *id)
{
    for (int i = 0; i < s->interventions.n; i++)
        if (strcmp(mf_interventions(s)[i].id, id) == 0)
            return mf_interventions(s)[i].on;
    return false;
}

/* Names of interventions that are on in one scenario and not in the other, however they were switched. */
static void put_beyond(const char *name, const mf_scenario *one, const mf_scenario *other, mf_json *out)
{
    mf_json_open(out, name, '[');
    for (int i = 0; i < one->interventions.n; i++)
        if (mf_interventions(one)[i].on && !is_on(other, mf_interventions(one)[i].id))
            mf_json_text(out, NULL, mf_interventions(one)[i].id);
    mf_json_close(out, ']');
}

void mf_bundle_run(const mf_variant *self, const mf_variant *base, bool whole, mf_json *out)
{
    bool other = self != base && self->full == base->full;

    mf_json_open(out, NULL, '{');
    mf_json_text(out, "id", self->id);
    mf_json_text(out, "name", self->name);
    mf_json_open(out, "packages", '[');
    if (self->package != NULL)
        mf_json_text(out, NULL, self->package);
    mf_json_close(out, ']');
    put_beyond("on", self->scenario, base->scenario, out);
    put_beyond("off", base->scenario, self->scenario, out);
    mf_json_text(out, "scale", self->full ? "full" : "preview");
    mf_json_int(out, "people", mf_variant_people(self));
    mf_json_int(out, "replicates", self->replicates);
    mf_json_open(out, "digests", '[');
    for (int r = 0; r < (whole ? self->replicates : 1); r++)
        mf_json_text(out, NULL, self->digest[r]);
    mf_json_close(out, ']');
    mf_spread_blocks(self, whole, out);
    if (other) {
        mf_spread_differences(self, base, whole, out);
        mf_spread_fates(self, base, out);
    }
    mf_json_close(out, '}');
}

/* ------------------------------------------------------------- no runs */

static void put_empty(mf_json *out, const char *const *names)
{
    for (int i = 0; names[i] != NULL; i++) {
        mf_json_open(out, names[i], '[');
        mf_json_close(out, ']');
    }
}

mf_err mf_bundle_studies(const mf_bundle_alone *of, mf_buffer *out, mf_error *err)
{
    static const char *const lists[] = { "countries", "places", "links", "cohorts", "statuses", "queues",
                                         "packages", "interventions", NULL };
    static const char *const axes[] = { "place", "cohort", NULL };
    static const char *const runs[] = { "runs", NULL };
    mf_json json = { .out = out };

    mf_json_open(&json, NULL, '{');
    mf_json_int(&json, "format", 1);
    put_program(&json);
    mf_json_open(&json, "left_out", '{');
    mf_json_text(&json, "why", of->why);
    mf_json_text(&json, "planner", of->planner);
    mf_json_close(&json, '}');
    mf_json_open(&json, "scenario", '{');
    mf_json_text(&json, "title", of->title);
    mf_json_text(&json, "question", of->question);
    put_empty(&json, lists);
    mf_json_close(&json, '}');
    mf_json_open(&json, "frame", '{');
    mf_json_open(&json, "axes", '{');
    put_empty(&json, axes);
    mf_json_close(&json, '}');
    mf_json_close(&json, '}');
    put_empty(&json, runs);
    mf_json_close(&json, '}');
    return out->failed ? mf_fail(err, MF_E_NOMEM, "no room for the data of a page") : MF_OK;
}

/* ------------------------------------------------------------- packages */

/* Is a name in a list "one,other"?  A missing list holds all. */
static bool lists(const char *list, const char *name)
{
    size_t n = strlen(name);

    if (list == NULL)
        return true;
    for (const char *at = list; *at != '\0'; at += strcspn(at, ","), at += *at == ',')
        if (strcspn(at, ",") == n && memcmp(at, name, n) == 0)
            return true;
    return false;
}

static mf_err count_packages(bundle *self, mf_error *err)
{
    const char *list = self->options.packages;
    int asked = 0;

    for (int i = 0; i < self->scenario->packages.n; i++)
        self->all += lists(list, mf_packages(self->scenario)[i].id);
    for (const char *at = list == NULL ? "" : list; *at != '\0'; at += strcspn(at, ","), at += *at == ',')
        asked += *at != ',';
    if (list != NULL && asked != self->all)
        return mf_fail(err, MF_E_USAGE, "not all of the packages %s are in the scenario", list);
    self->all += 1 + (self->options.full > 0);
    return MF_OK;
}

static mf_err put_packages(bundle *self, mf_error *err)
{
    for (int i = 0; i < self->scenario->packages.n; i++) {
        const mf_package *package = &mf_packages(self->scenario)[i];
        mf_variant variant = { .id = package->id, .name = package->name, .package = package->id,
                               .replicates = self->options.replicates };
        mf_err code;

        if (!lists(self->options.packages, package->id))
            continue;
        code = run(self, &variant, self->options.people, err);
        if (code == MF_OK)
            mf_bundle_run(&variant, &self->base, false, self->out);
        mf_variant_free(&variant);
        MF_TRY(code);
    }
    return MF_OK;
}

/* The baseline as the scenario has it, after all others; and whether it says the same. */
static mf_err put_full(bundle *self, mf_error *err)
{
    mf_variant full = { .id = "baseline", .name = "baseline at full scale", .full = true,
                        .replicates = self->options.full };
    mf_err code = MF_OK;

    if (full.replicates > 0) {
        code = run(self, &full, 0.0, err);
        if (code == MF_OK)
            mf_bundle_run(&full, &self->base, false, self->out);
    }
    mf_json_close(self->out, ']'); /* of runs */
    if (code == MF_OK && full.replicates > 0)
        mf_spread_agreement(&self->base, &full, self->out);
    mf_variant_free(&full);
    return code;
}

static mf_err put_all(bundle *self, mf_buffer *text, mf_error *err)
{
    mf_json exact = { .out = text };
    mf_json rough = { .out = text, .digits = MF_BUNDLE_DIGITS, .follows = true };

    mf_json_open(&exact, NULL, '{');
    mf_bundle_head(&self->base, self->scenario->canonical, self->options.people, &exact);
    self->out = &rough;
    mf_json_open(&rough, "runs", '[');
    mf_bundle_run(&self->base, &self->base, true, &rough);
    MF_TRY(put_packages(self, err));
    MF_TRY(put_full(self, err));
    MF_TRY(mf_bundle_lives(self->scenario->canonical, self->options.people, &rough, err));
    mf_json_close(&rough, '}');
    return text->failed ? mf_fail(err, MF_E_NOMEM, "no room for the data of a page") : MF_OK;
}

mf_err mf_bundle(const mf_scenario *scenario, const mf_bundle_options *options,
                 const mf_bundle_watch *watch, mf_buffer *out, mf_error *err)
{
    bundle self = { .scenario = scenario, .options = *options, .watch = watch,
                    .base = { .id = "baseline", .name = "" } };
    mf_err code = MF_OK;

    self.options.replicates = options->replicates > 0 ? options->replicates : REPLICATES;
    self.options.workers = options->workers > 0 ? options->workers : mf_parallel_workers();
    self.base.replicates = self.options.replicates;
    code = count_packages(&self, err);
    if (code == MF_OK && self.options.people <= 0.0)
        code = mf_variant_preview(scenario->canonical, &self.options.people, err);
    if (code == MF_OK)
        code = run(&self, &self.base, self.options.people, err);
    if (code == MF_OK)
        code = put_all(&self, out, err);
    mf_variant_free(&self.base);
    return code;
}
