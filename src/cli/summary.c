#include "cli/summary.h"

#include <inttypes.h>
#include <string.h>

enum { YEARS_MOST = 8 }; /* columns that fit a screen */

/* EUR in millions, people one by one. */
static double scaled(const char *unit, double value)
{
    return strcmp(unit, "EUR") == 0 ? value / 1e6 : value;
}

static void print_head(FILE *to, const mf_outcomes *outcomes, int years)
{
    fprintf(to, "%-24s", "persons");
    for (int year = 0; year < years; year++)
        fprintf(to, " %9d", outcomes->first_year + year);
    fprintf(to, " %11s %9s\n", "all years", "+-");
}

static void print_outcome(FILE *to, const mf_outcomes *outcomes, int years, int outcome)
{
    const char *unit = mf_outcome_units[outcome];
    const char *word = mf_outcome_words[outcome];
    bool people = strcmp(unit, "EUR") != 0;
    int digits = people ? 0 : 1;
    double error = 0.0, all;
    char name[48];

    (void) snprintf(name, sizeof name, "%s%s", word, people ? "" : " (million EUR)");
    fprintf(to, "%-24s", name);
    for (int year = 0; year < years; year++)
        fprintf(to, " %9.*f", digits, scaled(unit, mf_outcomes_mean(outcomes, year, outcome, NULL)));
    all = mf_outcomes_mean(outcomes, MF_ALL_YEARS, outcome, &error);
    fprintf(to, " %11.*f %9.*f\n", digits, scaled(unit, all), digits, scaled(unit, error));
}

void cli_print_outcomes(FILE *to, const mf_outcomes *outcomes)
{
    int years = outcomes->n_years <= YEARS_MOST ? outcomes->n_years : 0;

    print_head(to, outcomes, years);
    for (int outcome = 0; outcome < MF_N_OUTCOMES; outcome++)
        print_outcome(to, outcomes, years, outcome);
    fprintf(to, "+- is one standard deviation of chance alone, not of what we do not know.\n");
}

void cli_print_summary(FILE *to, const mf_run_summary *summary, const char *out)
{
    double steps = (double) summary->people * summary->steps * summary->runs;

    char ranks[32] = "";

    if (summary->ranks > 1)
        (void) snprintf(ranks, sizeof ranks, "%d ranks of ", summary->ranks);
    fprintf(to, "%" PRId64 " modelled people, %d steps, %d run%s in %.2f s on %s%d thread%s (%.1f million "
            "person-steps a second, %.0f bytes a person, %" PRId64 " events)\n",
            summary->people, summary->steps, summary->runs, summary->runs == 1 ? "" : "s",
            summary->seconds, ranks, summary->workers, summary->workers == 1 ? "" : "s",
            summary->seconds > 0.0 ? steps / summary->seconds / 1e6 : 0.0,
            summary->bytes_per_person, summary->events);
    if (out != NULL)
        fprintf(to, "wrote %s (%.1f MB, digest %s)\n", out, (double) summary->file_bytes / 1e6,
                summary->digest);
}
