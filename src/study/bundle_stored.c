/* A bundle of stored results: the first is the baseline, the others are paired with it. */
#include "study/bundle.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "study/bundle_parts.h"
#include "study/compare_parts.h"

enum { NAME = 256 };

typedef struct stored {
    int n;
    mf_variant *variant;  /* [n] */
    char (*id)[NAME];     /* [n] */
    char (*name)[NAME];   /* [n] */
} stored;

/* What is on in a run and not in the baseline. */
static bool is_added(const mf_scenario *base, const mf_scenario *s, int i)
{
    return mf_interventions(s)[i].on && (i >= base->interventions.n || !mf_interventions(base)[i].on);
}

static bool holds(const mf_package *package, int intervention)
{
    for (int i = 0; i < package->of.n; i++)
        if (package->of.at[i] == intervention)
            return true;
    return false;
}

/* The package that turns on exactly what a run has on beside the baseline; NULL if there is none. */
static const mf_package *package_of(const mf_scenario *base, const mf_scenario *s)
{
    for (int p = 0; p < s->packages.n; p++) {
        const mf_package *package = &mf_packages(s)[p];
        bool same = true;

        for (int i = 0; same && i < s->interventions.n; i++)
            same = is_added(base, s, i) == (holds(package, i) &&
                                            (i >= base->interventions.n || !mf_interventions(base)[i].on));
        if (same)
            return package;
    }
    return NULL;
}

/* A run is called by its package, or by what it has on, or by its number. */
static void call(stored *self, int r)
{
    const mf_scenario *base = self->variant[0].scenario, *s = self->variant[r].scenario;
    const mf_package *package = r == 0 ? NULL : package_of(base, s);
    mf_variant *variant = &self->variant[r];
    size_t n = 0;

    if (package != NULL) {
        (void) snprintf(self->id[r], NAME, "%s", package->id);
        (void) snprintf(self->name[r], NAME, "%s", package->name[0] == '\0' ? package->id : package->name);
        variant->package = package->id;
    } else if (r == 0) {
        (void) snprintf(self->id[r], NAME, "baseline");
    } else {
        (void) snprintf(self->id[r], NAME, "run_%d", r + 1);
        for (int i = 0; i < s->interventions.n && n < NAME; i++)
            if (is_added(base, s, i))
                n += (size_t) snprintf(self->name[r] + n, NAME - n, "%s%s", n == 0 ? "" : ", ",
                                       mf_interventions(s)[i].id);
        if (n == 0)
            (void) snprintf(self->name[r], NAME, "run %d", r + 1);
    }
    variant->id = self->id[r];
    variant->name = self->name[r];
    variant->full = true;
}

static mf_err check_pair(const char *base, const char *other, mf_error *err)
{
    mf_comparison notes = { 0 };
    mf_result *a = NULL, *b = NULL;
    mf_err code = mf_result_open(&a, base, err);

    if (code == MF_OK)
        code = mf_result_open(&b, other, err);
    if (code == MF_OK)
        code = mf_pair_check(&notes, a, b, err);
    if (a != NULL)
        mf_result_close(a);
    if (b != NULL)
        mf_result_close(b);
    mf_buffer_free(&notes.notes);
    if (code == MF_E_USAGE)
        err->text[strcspn(err->text, "(")] = '\0'; /* what `compare` could do, a report cannot */
    return code;
}

static mf_err read_all(stored *self, const char *const *paths, mf_error *err)
{
    for (int r = 0; r < self->n; r++) {
        self->variant[r].id = paths[r];
        if (r > 0)
            MF_TRY(check_pair(paths[0], paths[r], err));
        MF_TRY(mf_variant_stored(&self->variant[r], paths[r], err));
        call(self, r);
    }
    return MF_OK;
}

static mf_err put_all(const stored *self, mf_buffer *text, mf_error *err)
{
    mf_json exact = { .out = text };
    mf_json rough = { .out = text, .digits = MF_BUNDLE_DIGITS, .follows = true };
    const char *scenario = self->variant[0].scenario->canonical;
    double people = 0.0;

    mf_json_open(&exact, NULL, '{');
    mf_bundle_head(&self->variant[0], scenario, 0.0, &exact);
    mf_json_open(&rough, "runs", '[');
    for (int r = 0; r < self->n; r++)
        mf_bundle_run(&self->variant[r], &self->variant[0], true, &rough);
    mf_json_close(&rough, ']');
    MF_TRY(mf_variant_preview(scenario, &people, err));
    MF_TRY(mf_bundle_lives(scenario, people, &rough, err));
    mf_json_close(&rough, '}');
    return text->failed ? mf_fail(err, MF_E_NOMEM, "no room for the data of a report") : MF_OK;
}

mf_err mf_bundle_stored(const char *const *paths, int n, mf_buffer *out, mf_error *err)
{
    size_t runs = (size_t) n;
    stored self = { n, calloc(runs, sizeof *self.variant), calloc(runs, sizeof *self.id),
                    calloc(runs, sizeof *self.name) };
    mf_err code = self.variant == NULL || self.id == NULL || self.name == NULL
                      ? mf_fail(err, MF_E_NOMEM, "no room for %d runs", n)
                      : MF_OK;

    if (code == MF_OK)
        code = read_all(&self, paths, err);
    if (code == MF_OK)
        code = put_all(&self, out, err);
    for (int r = 0; self.variant != NULL && r < n; r++)
        mf_variant_free(&self.variant[r]);
    free(self.variant);
    free(self.id);
    free(self.name);
    return code;
}
