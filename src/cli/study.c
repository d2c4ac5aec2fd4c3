/* What the verbs share that say what many runs say together. */
#define _POSIX_C_SOURCE 200809L /* access */

#include "cli/study.h"

#include <string.h>
#include <unistd.h>

#include "cli/batch.h"
#include "cli/scenario.h"

static const char *const formats[] = { "table", "csv", "json", NULL };
enum { TABLE, CSV, JSON };

#define AT(field) offsetof(cli_study_wishes, field)
const cli_option cli_study_options[] = {
    { "indicator", 'i', CLI_TEXTS, AT(indicators), "NAME",
      "tell of this outcome or indicator; may be given many times; all: of every one", 0, 0, NULL },
    { "format", 0, CLI_CHOICE, AT(format), "FORMAT", "how it is printed", 0, 0, formats },
    { "listing", 'l', CLI_TEXT, AT(listing), "NAME",
      "print this listing alone (csv: effects or matrix, if not given)", 0, 0, NULL },
    { "all", 'a', CLI_FLAG, AT(all), NULL, "print every row, also what cannot be told from chance", 0, 0, NULL },
    { "output", 'o', CLI_FILE, AT(out), "FILE", "write all listings to a file: .h5, or .json", 0, 0, NULL },
    { "force", 'f', CLI_FLAG, AT(force), NULL, "replace an older file", 0, 0, NULL },
    { "seed", 0, CLI_COUNT, AT(seed), "N", "seed of the bootstraps", 0, 9.2e18, NULL },
    { "folder", 0, CLI_FILE, AT(folder), "DIR", "of a plan: the folder of its batch", 0, 0, NULL },
    { "jobs", 'j', CLI_COUNT, AT(jobs), "N", "of a plan: runs at once; chosen if not given", 1, 1024, NULL },
    { "quiet", 'q', CLI_FLAG, AT(quiet), NULL, "say nothing but what goes wrong; with -o, not what is written either", 0, 0, NULL },
    { .name = NULL },
};
#undef AT

/* ---------------------------------------------------------------- printing */

static int unknown_listing(const mf_listings *of, const char *name)
{
    const char *names[MF_LISTINGS_MOST + 1] = { NULL };

    for (int i = 0; i < of->n; i++)
        names[i] = of->at[i].name;
    return cli_unknown("listing", name, names);
}

static int print_text(mf_buffer *text)
{
    mf_error err = { 0 };
    int status = 0;

    if (text->failed)
        status = cli_refuse(mf_fail(&err, MF_E_NOMEM, "no memory to print"), &err);
    else if (text->n > 0)
        (void) fwrite(text->text, 1, text->n, stdout);
    mf_buffer_free(text);
    return status;
}

static int print(const cli_study *study, const mf_listings *of, const cli_study_wishes *wishes)
{
    const mf_listing *one = wishes->listing != NULL ? mf_listings_find(of, wishes->listing)
                            : wishes->format == CSV ? mf_listings_find(of, study->main)
                                                    : NULL;
    mf_buffer text = { 0 };

    if (wishes->listing != NULL && one == NULL)
        return unknown_listing(of, wishes->listing);
    if (wishes->format == JSON)
        mf_listings_json(of, &text);
    else if (wishes->format == CSV)
        mf_listing_csv(one, &text);
    else if (one != NULL)
        cli_listing_print(of, one, NULL);
    else
        study->print(of, wishes->all);
    return print_text(&text);
}

/* ---------------------------------------------------------------- telling */

static int tell(const cli_study *study, const char *file, const cli_study_wishes *wishes)
{
    const mf_tell_how how = { wishes->indicators.at, wishes->indicators.n,
                              wishes->seed == 0 ? 1 : (uint64_t) wishes->seed };
    mf_harvest harvest = { 0 };
    mf_listings listings = { 0 };
    mf_error err = { 0 };
    mf_err code = cli_start_store(&err);
    int status;

    if (code == MF_OK)
        code = mf_harvest_read(&harvest, file, &err);
    if (code == MF_OK)
        code = study->tell(&listings, &harvest, &how, &err);
    if (code == MF_OK && wishes->out != NULL)
        code = mf_listings_write(&listings, wishes->out, wishes->force, &err);
    if (code != MF_OK)
        status = cli_refuse(code, &err);
    else /* a file instead of words */
        status = wishes->quiet && wishes->out != NULL ? 0 : print(study, &listings, wishes);
    mf_listings_free(&listings);
    mf_harvest_free(&harvest);
    return status;
}

/* What a plan lacks is said before its runs, not after them. */
static int look_ahead(const cli_study *study, const char *file)
{
    mf_plan *plan = NULL;
    mf_error err = { 0 };
    mf_err code = MF_OK;
    int status = study->ahead == NULL ? 0 : cli_batch_read_plan(file, &plan);

    if (plan != NULL)
        code = study->ahead(plan, &err);
    mf_plan_free(plan);
    return code == MF_OK ? status : cli_refuse(code, &err);
}

/* Plans, runs and merges, or finds that this was done. */
static int run_plan(const cli_study *study, const char *file, const cli_study_wishes *wishes, mf_buffer *merged)
{
    const cli_batch_wishes how = { .out = wishes->folder, .jobs = wishes->jobs, .quiet = wishes->quiet };
    mf_error err = { 0 };
    int status = look_ahead(study, file);

    if (status == 0)
        status = cli_batch_do(file, &how, merged);
    if (status == 0 && merged->failed)
        status = cli_refuse(mf_fail(&err, MF_E_NOMEM, "no memory for a path"), &err);
    return status;
}

/* The file of a batch that was planned, run and merged step by step. */
static int find_merged(const char *folder, mf_buffer *merged)
{
    mf_error err = { 0 };

    mf_buffer_add(merged, "%s/batch.h5", folder);
    if (merged->failed)
        return cli_refuse(mf_fail(&err, MF_E_NOMEM, "no memory for a path"), &err);
    if (access(merged->text, F_OK) == 0)
        return 0;
    return cli_refuse(mf_fail(&err, MF_E_FILE, "%s: has not been merged: mixflow batch merge %s", folder, folder),
                      &err);
}

int cli_study_run(const cli_study *study, int argc, char **argv)
{
    cli_study_wishes wishes = { .out = NULL };
    cli_texts files = { 0 };
    mf_buffer merged = { 0 };
    int status = cli_parse(study->verb, argc, argv, &wishes, &files);

    if (status != CLI_GO)
        return status;
    if (cli_is_result(files.at[0]))
        return tell(study, files.at[0], &wishes);
    status = cli_is_folder(files.at[0]) ? find_merged(files.at[0], &merged)
                                        : run_plan(study, files.at[0], &wishes, &merged);
    if (status == 0)
        status = tell(study, merged.text, &wishes);
    mf_buffer_free(&merged);
    return status;
}
