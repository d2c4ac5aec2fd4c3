#include "cli/report_batch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/progress.h"
#include "cli/scenario.h"
#include "io/layout.h"
#include "io/result_h5.h"
#include "study/batch.h"
#include "study/bundle.h"
#include "study/errands.h"
#include "study/tell.h"

bool report_is_batch(const char *path)
{
    mf_result *file = NULL;
    bool merged;

    if (cli_is_folder(path))
        return true;
    if (mf_result_open(&file, path, NULL) != MF_OK)
        return false; /* to be told by who reads it */
    merged = mf_result_has(file, "/present");
    mf_result_close(file);
    return merged;
}

mf_err report_judge(const char *path, mf_error *err)
{
    mf_result *file = NULL;
    mf_err code = MF_OK;
    char *kind;

    if (mf_result_open(&file, path, NULL) != MF_OK)
        return MF_OK; /* to be told by who reads it */
    kind = mf_result_attribute(file, "/", "mixflow_kind");
    if (kind != NULL && (strcmp(kind, MF_KIND_COHERENCE) == 0 || strcmp(kind, MF_KIND_SENSITIVITY) == 0))
        code = mf_fail(err, MF_E_USAGE,
                       "%s: is what mixflow %s has told, no run: mixflow report takes its batch, or beside runs "
                       "--study and what mixflow %s -o FILE.json writes", path, kind, kind);
    free(kind);
    mf_result_close(file);
    return code;
}

/* ------------------------------------------------------------- studies */

static const struct {
    const char *name;
    mf_err (*tell)(mf_listings *out, const mf_harvest *of, const mf_tell_how *how, mf_error *err);
} studies[] = { { "coherence", mf_tell_coherence }, { "sensitivity", mf_tell_sensitivity } };

/* What the silo says: "each for itself" and "all together", in its order. */
static void note_packages(const mf_listings *told, mf_buffer package[2])
{
    const mf_listing *silo = mf_listings_find(told, "silo");

    for (size_t r = 0; silo != NULL && r < mf_listing_rows(silo) && r < 2; r++)
        mf_buffer_add_text(&package[r], mf_listing_at(silo, r, 1)->text);
}

/* Those that the design allows; others say so with MF_E_USAGE. */
static mf_err tell_studies(report_batch *self, const mf_harvest *of, mf_buffer package[2], mf_error *err)
{
    const mf_tell_how how = { NULL, 0, 1 };

    for (size_t i = 0; i < sizeof studies / sizeof *studies; i++) {
        mf_listings told = { 0 };
        mf_error why = { 0 };
        mf_err code = studies[i].tell(&told, of, &how, &why);
        char *path = self->study[self->n_studies];

        if (code == MF_E_USAGE)
            continue;
        (void) snprintf(path, sizeof self->study[0], "%s/%s.json", self->folder, studies[i].name);
        if (code == MF_OK) {
            note_packages(&told, package);
            self->n_studies++;
            code = mf_listings_write(&told, path, true, &why);
        }
        mf_listings_free(&told);
        if (code != MF_OK) {
            *err = why;
            return code;
        }
    }
    return MF_OK;
}

/* ------------------------------------------------------------- runs */

/* Switches that are on at a point: "near_home + visas", or "none". */
static void name_point(const mf_batch *batch, int point, mf_buffer *name)
{
    for (int f = 0; f < batch->n_factors; f++)
        if (batch->factor_kind[f] == MF_FACTOR_SWITCH && strcmp(batch->run[point].value[f], "1") == 0)
            mf_buffer_add(name, "%s%s", name->n > 0 ? " + " : "", batch->factor[f]);
    if (name->n == 0)
        mf_buffer_add_text(name, "none");
}

/* The first point with those switches on; -1 if there is none. */
static int find_point(const mf_batch *batch, const char *package)
{
    int found = -1;

    for (int p = 0; p < batch->n_points && found < 0; p++) {
        mf_buffer name = { 0 };

        name_point(batch, p, &name);
        found = !name.failed && strcmp(name.text, package) == 0 ? p : -1;
        mf_buffer_free(&name);
    }
    return found;
}

/* The first replicate of a point, with all its tables. */
static mf_err run_point(report_batch *self, const mf_batch *batch, int point, mf_errands *errands,
                        mf_diags *diags, mf_error *err)
{
    mf_run_watch watch = { NULL, NULL, cli_is_stopped };
    mf_run_summary summary = { 0 };
    char *path = self->run[self->n_runs];
    mf_err code;

    (void) snprintf(path, sizeof self->run[0], "%s/point-%d.h5", self->folder, point);
    code = mf_errands_repeat(errands, batch, point, "--keep '*'", path, &watch, &summary, diags, err);
    mf_run_summary_free(&summary);
    self->n_runs += code == MF_OK ? 1 : 0;
    return code;
}

static mf_err run_points(report_batch *self, const mf_batch *batch, const mf_buffer package[2],
                         mf_diags *diags, mf_error *err)
{
    mf_errands errands = { NULL, NULL };
    mf_err code = MF_OK;
    int point[3] = { find_point(batch, "none"), -1, -1 };

    for (int i = 0; i < 2; i++)
        point[1 + i] = package[i].n > 0 ? find_point(batch, package[i].text) : -1;
    for (int i = 0; i < 3 && code == MF_OK; i++)
        if (point[i] >= 0 && (i == 0 || (point[i] != point[i - 1] && point[i] != point[0])))
            code = run_point(self, batch, point[i], &errands, diags, err);
    mf_errands_free(&errands);
    return code;
}

/* ------------------------------------------------------------- no runs */

/* The page's data without runs, and why: report.js has the words. */
static mf_err tell_alone(report_batch *self, const char *folder, const mf_harvest *of, mf_error *err)
{
    mf_buffer planner = { 0 };
    bool gone = mf_batch_planner(folder, &planner, NULL) != MF_OK || planner.failed;
    const char *then = gone ? "" : planner.text;
    const char *why = gone ? "gone" : strcmp(then, mf_batch_planner_here) != 0 ? "another" : "changed";
    mf_err code = mf_bundle_studies(&(mf_bundle_alone){ of->title, of->question, why, then }, &self->alone, err);

    mf_buffer_free(&planner);
    return code;
}

/* The same on the terminal: what differs is no mistake if all else can be told. */
static void say_alone(const char *folder, mf_diags *diags)
{
    for (size_t i = 0; i < diags->n; i++)
        diags->at[i].severity = MF_WARNING;
    diags->warnings += diags->mistakes;
    diags->mistakes = 0;
    if (diags->warnings > 0)
        cli_print_diags(stderr, diags, NULL);
    cli_say("%s: %spoints of the batch cannot be simulated once more: the report tells its studies alone, from the "
            "results that were merged. For curves, maps and cards too, use its folder as it was planned and the mixflow "
            "that planned it, or plan and run the batch anew", folder, diags->n == 0 ? "it is not the folder of a batch, so " : "");
}

/* Runs to show; of a batch that cannot be simulated once more, why there are none. */
static mf_err show_points(report_batch *self, const char *folder, const mf_harvest *of, const mf_buffer package[2],
                          mf_error *err)
{
    mf_batch batch = { 0 };
    mf_diags diags = { 0 };
    mf_err code = mf_batch_open(&batch, folder, &diags, err);

    if (code == MF_OK) {
        code = run_points(self, &batch, package, &diags, err);
    } else if (code != MF_E_NOMEM && self->n_studies > 0) {
        say_alone(folder, &diags);
        code = tell_alone(self, folder, of, err);
    }
    if (diags.mistakes > 0)
        cli_print_diags(stderr, &diags, NULL);
    mf_diags_free(&diags);
    mf_batch_free(&batch);
    return code;
}

/* ------------------------------------------------------------- all of it */

void report_batch_free(report_batch *self)
{
    mf_buffer_free(&self->alone);
}

mf_err report_batch_take(report_batch *self, const char *path, bool runs, mf_error *err)
{
    const char *slash = strrchr(path, '/');
    mf_buffer merged = { 0 }, folder = { 0 }, package[2] = { { 0 }, { 0 } };
    mf_harvest harvest = { 0 };
    mf_err code;

    if (cli_is_folder(path)) {
        mf_buffer_add_text(&folder, path);
        mf_buffer_add(&merged, "%s/batch.h5", path);
    } else {
        mf_buffer_add(&folder, "%.*s", slash == NULL ? 1 : (int) (slash - path), slash == NULL ? "." : path);
        mf_buffer_add_text(&merged, path);
    }
    code = folder.failed || merged.failed ? mf_fail(err, MF_E_NOMEM, "no room for a path")
                                          : mf_harvest_read(&harvest, merged.text, err);
    if (code == MF_E_FILE && cli_is_folder(path))
        code = mf_fail(err, code, "%s: has not been merged: mixflow batch merge %s", path, path);
    if (code == MF_OK)
        code = tell_studies(self, &harvest, package, err);
    if (code == MF_OK && runs)
        code = show_points(self, folder.text, &harvest, package, err);
    mf_harvest_free(&harvest);
    for (int i = 0; i < 2; i++)
        mf_buffer_free(&package[i]);
    mf_buffer_free(&merged);
    mf_buffer_free(&folder);
    return code;
}
