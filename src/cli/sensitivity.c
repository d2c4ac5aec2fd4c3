/* mixflow sensitivity: which settings matter, and how sure one can be of it. */
#include "cli/study.h"

#include <string.h>

/* Of interactions, those that can be told from chance. */
static bool is_told(const mf_listing *of, size_t row)
{
    const char *reads = mf_listing_at(of, row, of->n_columns - 1)->text;

    return strcmp(of->name, "pairs") != 0 || strcmp(reads, "not told from chance") != 0;
}

static void print(const mf_listings *of, bool all)
{
    cli_listing_head(of);
    for (int i = 0; i < of->n; i++)
        if (strcmp(of->at[i].name, "measures") != 0)
            cli_listing_print(of, &of->at[i], all ? NULL : is_told);
    cli_listing_notes(of);
}

static int run(int argc, char **argv);

const cli_verb cli_sensitivity = {
    .name = "sensitivity",
    .summary = "say which settings matter: Morris, Sobol, Shapley values, one at a time",
    .arguments = "PLAN.cfg | BATCH",
    .examples = { "mixflow sensitivity screening.cfg            # runs the plan, then tells",
                  "mixflow sensitivity screening --indicator deaths --indicator protection_gap  # a merged batch: its folder, or its file",
                  "mixflow sensitivity batch.h5 --format csv > effects.csv", NULL },
    .least = 1,
    .most = 1,
    .options = cli_study_options,
    .run = run,
};

static int run(int argc, char **argv)
{
    static const cli_study study = { &cli_sensitivity, NULL, mf_tell_sensitivity, print, "effects" };

    return cli_study_run(&study, argc, argv);
}
