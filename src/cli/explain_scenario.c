/* What a scenario itself declares: its statuses and its packages. */
#include "cli/explain.h"

#include "cli/cli.h"
#include "cli/scenario.h"

/* The words of a set of bits, separated by commas. */
static void print_names(uint64_t bits, const char *const *words)
{
    const char *between = "";

    for (int i = 0; words[i] != NULL; i++)
        if ((bits & MF_BIT(i)) != 0) {
            printf("%s%s", between, words[i]);
            between = ", ";
        }
    if (between[0] == '\0')
        printf("none");
}

static bool lists(const mf_refs *refs, int index)
{
    for (int i = 0; i < refs->n; i++)
        if (refs->at[i] == index)
            return true;
    return false;
}

static void print_ways_out(const mf_scenario *scenario, int status)
{
    const mf_status *statuses = mf_statuses(scenario);

    for (int i = 0; i < scenario->legal.transitions.n; i++) {
        const mf_transition *each = &mf_transitions(scenario)[i];

        if (lists(&each->from, status))
            printf("    %s -> %s%s\n", mf_event_words[each->event], statuses[each->to].id,
                   mf_series_most(&each->rate) > 0.0 ? " (by itself)" : "");
    }
}

static void print_status(const mf_scenario *scenario, int i)
{
    const mf_status *status = &mf_statuses(scenario)[i];

    printf("%s%s%s\n    rights: ", status->id, status->name[0] == '\0' ? "" : ": ", status->name);
    print_names(status->rights, mf_right_words);
    printf("; traits: ");
    print_names(status->traits, mf_trait_words);
    printf("; work: %s; security: %g\n    options: ", mf_work_words[status->work], status->security);
    print_names(status->options, mf_option_words);
    printf("\n");
    print_ways_out(scenario, i);
    printf("\n");
}

static void print_status_row(const mf_status *status)
{
    printf("| `%s` | %s | ", status->id, status->name);
    print_names(status->rights, mf_right_words);
    printf(" | ");
    print_names(status->traits, mf_trait_words);
    printf(" | %s | %g | ", mf_work_words[status->work], status->security);
    print_names(status->options, mf_option_words);
    printf(" |\n");
}

int explain_statuses(const char *file, bool markdown)
{
    mf_scenario *scenario;
    int status = cli_read_scenario(file, NULL, &scenario);

    if (status != 0)
        return status;
    if (markdown)
        printf("| status | name | rights | traits | work | security | options |\n"
               "|---|---|---|---|---|---|---|\n");
    for (int i = 0; i < scenario->legal.statuses.n; i++) {
        if (markdown)
            print_status_row(&mf_statuses(scenario)[i]);
        else
            print_status(scenario, i);
    }
    mf_scenario_free(scenario);
    return 0;
}

/* One line: the name first, then what it is and what it is made of. */
static void print_package(const mf_scenario *scenario, const mf_package *package, bool markdown)
{
    const mf_intervention *all = mf_interventions(scenario);

    printf(markdown ? "- `%s`: %s (" : "%-20s %s (", package->id, package->name);
    for (int i = 0; i < package->of.n; i++)
        printf("%s%s", i == 0 ? "" : ", ", all[package->of.at[i]].id);
    printf(")\n");
}

int explain_packages(const char *file, bool markdown)
{
    mf_scenario *scenario;
    int status = cli_read_scenario(file, NULL, &scenario);

    if (status != 0)
        return status;
    for (int i = 0; i < scenario->packages.n; i++)
        print_package(scenario, &mf_packages(scenario)[i], markdown);
    if (scenario->packages.n == 0)
        printf("%s has no packages\n", file);
    mf_scenario_free(scenario);
    return 0;
}
