/* mixflow batch: many runs as a folder; the verbs within, and all of them at once. */
#include "cli/batch.h"

#include <string.h>

#include "base/text.h"
#include "cli/progress.h"
#include "cli/scenario.h"

static const cli_verb *const verbs[] = { &cli_batch_plan, &cli_batch_run, &cli_batch_status,
                                         &cli_batch_retry, &cli_batch_merge, &cli_batch_slurm,
                                         &cli_batch_worker, NULL };
const cli_family cli_batch_family = { &cli_batch, verbs };

#define AT(field) offsetof(cli_batch_wishes, field)
static const cli_option options[] = {
    { "output", 'o', CLI_FILE, AT(out), "DIR", "the folder of the batch (here, with the plan's name, if not given)",
      0, 0, NULL },
    { "jobs", 'j', CLI_COUNT, AT(jobs), "N", "runs at once; chosen for throughput if not given", 1,
      1024, NULL },
    { "force", 'f', CLI_FLAG, AT(force), NULL, "replace an older DIR/batch.h5", 0, 0, NULL },
    { "progress", 0, CLI_CHOICE, AT(progress), "HOW", "how the way is told on stderr", 0, 0,
      cli_progress_words },
    { "quiet", 'q', CLI_FLAG, AT(quiet), NULL, "say nothing but what goes wrong", 0, 0, NULL },
    { .name = NULL },
};
#undef AT

/* corridor for some/where/corridor.cfg. */
static void name_folder(const char *file, char out[MF_NAME_MOST + 1])
{
    const char *slash = strrchr(file, '/');
    const char *name = slash == NULL ? file : slash + 1;
    const char *dot = strrchr(name, '.');
    size_t n = dot == NULL || dot == name ? strlen(name) : (size_t) (dot - name);

    (void) snprintf(out, MF_NAME_MOST + 1, "%.*s%s", (int) (n < 240 ? n : 240), name,
                    dot == NULL || dot == name ? ".batch" : "");
}

static int merge(mf_batch *batch, const cli_batch_wishes *wishes, mf_buffer *merged)
{
    mf_batch_merge_how how = { .force = true };
    mf_buffer path = { 0 };
    mf_error err = { 0 };
    mf_err code;

    mf_batch_path(batch, "", "batch", ".h5", &path);
    code = path.failed ? MF_E_NOMEM : mf_batch_merge(batch, path.text, &how, &err);
    if (code == MF_OK && !wishes->quiet)
        cli_say("%s holds all runs", path.text);
    if (code == MF_OK && merged != NULL)
        mf_buffer_add(merged, "%s", path.text);
    mf_buffer_free(&path);
    return code == MF_OK ? 0 : cli_refuse(code, &err);
}

int cli_batch_do(const char *file, const cli_batch_wishes *wishes, mf_buffer *merged)
{
    char name[MF_NAME_MOST + 1];
    const char *folder = wishes->out;
    mf_batch batch = { 0 };
    mf_plan *plan = NULL;
    int status = cli_batch_read_plan(file, &plan);

    if (folder == NULL) {
        name_folder(file, name);
        folder = name;
    }
    if (status == 0)
        status = cli_batch_make(plan, folder, wishes->quiet);
    mf_plan_free(plan);
    if (status == 0)
        status = cli_batch_open(&batch, folder, true, true);
    if (status == 0)
        status = cli_batch_work(&batch, wishes, false);
    if (status == 0)
        status = merge(&batch, wishes, merged);
    mf_batch_free(&batch);
    return status;
}

static int run(int argc, char **argv)
{
    cli_batch_wishes wishes = { .out = NULL };
    cli_texts files = { 0 };
    const char *names[8] = { NULL };
    int status;

    for (int i = 0; argc > 1 && verbs[i] != NULL; i++) {
        names[i] = strchr(verbs[i]->name, ' ') + 1;
        if (strcmp(argv[1], names[i]) == 0)
            return verbs[i]->run(argc - 1, argv + 1);
    }
    status = cli_parse(&cli_batch, argc, argv, &wishes, &files);
    if (status != CLI_GO)
        return status;
    if (strchr(files.at[0], '.') == NULL && strchr(files.at[0], '/') == NULL &&
        mf_text_nearest(files.at[0], names) != NULL)
        return cli_unknown("verb of batch", files.at[0], names);
    return cli_batch_do(files.at[0], &wishes, NULL);
}

const cli_verb cli_batch = {
    .name = "batch",
    .summary = "run many points of a plan: plan, run, status, retry, merge, slurm, or all at once",
    .arguments = "PLAN.cfg [-o DIR]",
    .examples = { "mixflow batch policies.cfg -o policies   # plan, run and merge into policies/batch.h5",
                  "mixflow batch plan policies.cfg -o policies --dry-run",
                  "mixflow batch run policies              # what is missing, and nothing else", NULL },
    .least = 1,
    .most = 1,
    .options = options,
    .run = run,
};

/* ------------------------------------------------------------- opening */

int cli_batch_open(mf_batch *batch, const char *folder, bool look, bool verify)
{
    mf_diags diags = { 0 };
    mf_error err = { 0 };
    mf_err code = cli_start_store(&err);

    if (code == MF_OK)
        code = mf_batch_open(batch, folder, &diags, &err);
    if (diags.mistakes > 0)
        cli_print_diags(stderr, &diags, NULL);
    if (code == MF_OK && look)
        mf_batch_look(batch, verify);
    mf_diags_free(&diags);
    return code == MF_OK ? 0 : cli_refuse(code, &err);
}
