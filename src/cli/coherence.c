/* mixflow coherence: do those who act help or hinder one another? */
#include "cli/study.h"

#include <math.h>
#include <string.h>

static double real_at(const mf_listing *of, size_t row, const char *column)
{
    return mf_listing_at(of, row, cli_listing_column(of, column))->real;
}

static const char *text_at(const mf_listing *of, size_t row, const char *column)
{
    return mf_listing_at(of, row, cli_listing_column(of, column))->text;
}

/* For all goals together; of pairs, those that are more than consistent. */
static bool is_for_all(const mf_listing *of, size_t row)
{
    return strcmp(text_at(of, row, "goal"), "all") == 0 &&
           (strcmp(of->name, "together") != 0 || fabs(real_at(of, row, "step")) > 0.0);
}

/* Packages on the front in most replicates, and those that are best or least regretted in any. */
static bool is_choice(const mf_listing *of, size_t row)
{
    return real_at(of, row, "front_share") > 0.5 || real_at(of, row, "best_share") > 0.0 ||
           real_at(of, row, "least_regret_share") > 0.0;
}

/* The scale on which effects are meant, for counts and rates. */
static bool is_log(const mf_listing *of, size_t row)
{
    return strcmp(text_at(of, row, "scale"), "log") == 0;
}

static const struct {
    const char *name;
    cli_listing_filter told;
    bool always; /* not only with --all */
} order[] = {
    { "instruments", NULL, true },        { "goals", NULL, true },     { "matrix", NULL, true },
    { "summary", NULL, true },            { "silo", NULL, true },      { "by_instrument", is_for_all, true },
    { "together", is_for_all, true },     { "packages", is_choice, true }, { "states", NULL, true },
    { "effects", is_log, true },          { "pairs", NULL, false },
};

static void print(const mf_listings *of, bool all)
{
    cli_listing_head(of);
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        const mf_listing *listing = mf_listings_find(of, order[i].name);

        if (listing == NULL || (!all && !order[i].always))
            continue;
        if (strcmp(order[i].name, "matrix") == 0 && !all)
            cli_listing_matrix(listing);
        else
            cli_listing_print(of, listing, all ? NULL : order[i].told);
    }
    cli_listing_notes(of);
}

static int run(int argc, char **argv);

const cli_verb cli_coherence = {
    .name = "coherence",
    .summary = "say whether those who act help or hinder one another, and what could be chosen",
    .arguments = "PLAN.cfg | BATCH",
    .examples = { "mixflow coherence policies.cfg               # runs the plan, then tells",
                  "mixflow coherence policies --listing packages # a merged batch: its folder, or its file",
                  "mixflow coherence batch.h5 -o coherence.json --quiet", NULL },
    .least = 1,
    .most = 1,
    .options = cli_study_options,
    .run = run,
};

static int run(int argc, char **argv)
{
    static const cli_study study = { &cli_coherence, mf_tell_coherence_ahead, mf_tell_coherence, print, "matrix" };

    return cli_study_run(&study, argc, argv);
}
