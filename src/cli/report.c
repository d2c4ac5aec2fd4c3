/* mixflow report: stored runs as one page to read, print and hand out. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

#include "cli/report_batch.h"
#include "cli/scenario.h"
#include "cli/web.h"
#include "study/bundle.h"

typedef struct wishes {
    const char *out;
    bool force, quiet, bundle, handouts;
    cli_texts studies;
} wishes;

#define AT(field) offsetof(wishes, field)
static const cli_option options[] = {
    { "output", 'o', CLI_FILE, AT(out), "OUT.html", "the page (report.html or handouts.html, if not given)", 0, 0,
      NULL },
    { "force", 'f', CLI_FLAG, AT(force), NULL, "replace an older page, once the new one is complete", 0, 0,
      NULL },
    { "handouts", 0, CLI_FLAG, AT(handouts), NULL,
      "sheets for a session instead: guide, roles, levers, personas, ballot, outcomes", 0, 0, NULL },
    { "study", 0, CLI_TEXTS, AT(studies), "FILE.json", "tell this study in it, too; may be repeated", 0, 0, NULL },
    { "bundle", 0, CLI_FLAG, AT(bundle), NULL, "print the data of the page as JSON instead", 0, 0, NULL },
    { "quiet", 'q', CLI_FLAG, AT(quiet), NULL, "say nothing but what goes wrong", 0, 0, NULL },
    { .name = NULL },
};
#undef AT

/* `alone`: data of a page without runs; else it is made of the files. */
static mf_err report(const cli_texts *files, const mf_buffer *alone, const wishes *values, mf_error *err)
{
    const char *page = values->handouts ? "handouts.html" : "report.html";
    const char *out = values->out != NULL ? values->out : page;
    mf_buffer bundle = { 0 };
    mf_err code = values->bundle ? MF_OK : web_look_ahead(out, values->force, err);

    if (code == MF_OK && alone != NULL)
        mf_buffer_add_text(&bundle, alone->text);
    else if (code == MF_OK)
        code = mf_bundle_stored(files->at, files->n, &bundle, err);
    if (code == MF_OK)
        code = web_add_studies(&bundle, values->studies.at, values->studies.n, err);
    if (code == MF_OK)
        code = values->bundle ? web_print(&bundle, err)
                              : web_put(page, &bundle, out, values->force, values->quiet, err);
    mf_buffer_free(&bundle);
    return code;
}

/* The same with a batch among the files: what it gives stands in its place. */
static mf_err report_with(const cli_texts *files, int at, const wishes *values, mf_error *err)
{
    char folder[CLI_SCRATCH];
    report_batch batch = { .folder = folder };
    wishes more = *values;
    cli_texts runs = { 0 };
    mf_err code = MF_OK;

    if (cli_scratch_make(folder) != 0)
        return mf_fail(err, MF_E_FILE, "nothing is written");
    code = report_batch_take(&batch, files->at[at], files->n == 1, err);
    for (int i = 0; i < batch.n_runs; i++)
        runs.at[runs.n++] = batch.run[i];
    for (int i = 0; i < files->n; i++)
        if (i != at)
            runs.at[runs.n++] = files->at[i];
    for (int i = 0; i < batch.n_studies && more.studies.n < CLI_TEXTS_MOST; i++)
        more.studies.at[more.studies.n++] = batch.study[i];
    if (code == MF_OK && batch.alone.n > 0 && values->handouts)
        code = mf_fail(err, MF_E_USAGE, "%s: sheets show runs, and there are none: give them (mixflow report BASE.h5 "
                       "OTHER.h5 --handouts), or plan and run the batch anew", files->at[at]);
    if (code == MF_OK)
        code = report(&runs, batch.alone.n > 0 ? &batch.alone : NULL, &more, err);
    report_batch_free(&batch);
    cli_scratch_remove(folder);
    return code;
}

static mf_err report_all(const cli_texts *files, const wishes *values, mf_error *err)
{
    int at = -1;

    for (int i = 0; i < files->n; i++)
        MF_TRY(report_judge(files->at[i], err));
    for (int i = 0; i < files->n; i++)
        if (report_is_batch(files->at[i])) {
            if (at >= 0)
                return mf_fail(err, MF_E_USAGE, "%s and %s: one batch a report", files->at[at], files->at[i]);
            at = i;
        }
    return at < 0 ? report(files, NULL, values, err) : report_with(files, at, values, err);
}

static int run(int argc, char **argv)
{
    wishes values = { .out = NULL };
    cli_texts files = { 0 };
    mf_error err = { 0 };
    mf_err code;
    int status = cli_parse(&cli_report, argc, argv, &values, &files);

    if (status != CLI_GO)
        return status;
    if (!values.bundle && web_file_find(values.handouts ? "handouts.html" : "report.html") == NULL)
        return web_refuse_missing("report");
    code = cli_start_store(&err);
    if (code == MF_OK)
        code = report_all(&files, &values, &err);
    return code == MF_OK ? 0 : cli_refuse(code, &err);
}

const cli_verb cli_report = {
    .name = "report",
    .summary = "write stored runs, or a batch, as one page: a baseline and what differs from it",
    .arguments = "BASE.h5 [OTHER.h5...] | BATCH [-o OUT.html]",
    .examples = { "mixflow report base.h5 open.h5 fence.h5", "mixflow report base.h5 open.h5 --handouts",
                  "mixflow report policies                     # a merged batch: its folder, or its file", NULL },
    .least = 1,
    .most = 64,
    .options = options,
    .run = run,
};
