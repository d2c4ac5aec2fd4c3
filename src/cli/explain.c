/* mixflow explain: what the tables of the model say. */
#include "cli/cli.h"

#include <string.h>

#include "base/text.h"
#include "cli/explain.h"
#include "cli/reference.h"
#include "model/scenario.h"
#include "record/indicators.h"
#include "sim/phases.h"
#include "study/plan.h"

static const char *const formats[] = { "text", "markdown", NULL };
enum { TEXT, MARKDOWN };

typedef struct wishes {
    int format;
} wishes;

static const cli_option options[] = {
    { "format", 'f', CLI_CHOICE, offsetof(wishes, format), "FORMAT", "how it is written", 0, 0,
      formats },
    { .name = NULL },
};

/* ------------------------------------------------------------------ topics */

typedef struct topic {
    const char *name, *doc;
    bool needs_file; /* a scenario */
    int (*explain)(const char *file, bool markdown);
} topic;

static void print_phase(int number, const mf_phase *phase, bool markdown)
{
    printf(markdown ? "%d. **%s**: %s.\n" : "%d  %-11s %s\n", number, phase->name, phase->doc);
}

static int explain_phases(const char *file, bool markdown)
{
    (void) file;
    for (int i = 0; mf_phases[i].name != NULL; i++)
        print_phase(i + 1, &mf_phases[i], markdown);
    return 0;
}

static int explain_parameters(const char *file, bool markdown)
{
    (void) file;
    reference_print_groups(&mf_scenario_group, "", markdown);
    return 0;
}

static int explain_plan(const char *file, bool markdown)
{
    (void) file;
    reference_print_groups(&mf_plan_group, "", markdown);
    return 0;
}

static int explain_interventions(const char *file, bool markdown)
{
    (void) file;
    for (const mf_intervention_kind *const *each = mf_intervention_kinds; *each != NULL; each++)
        reference_print_kind(*each, markdown);
    return 0;
}

static void print_indicator(const mf_indicator *row, bool markdown)
{
    if (markdown)
        printf("| `%s` | %s | %s | %s | %s |\n", row->name, row->doc, row->formula, row->unit,
               row->goals);
    else
        printf("%-26s %s (%s)\n%-26s = %s; %s\n", row->name, row->doc, row->unit, "",
               row->formula, row->goals);
}

static int explain_indicators(const char *file, bool markdown)
{
    (void) file;
    printf(markdown ? "| name | meaning | formula | unit | goals |\n| --- | --- | --- | --- | --- |\n" : "");
    for (const mf_indicator *row = mf_indicators; row->name != NULL; row++)
        print_indicator(row, markdown);
    return 0;
}

static const topic topics[] = {
    { "phases", "what happens in a step, in order", false, explain_phases },
    { "parameters", "every setting of a scenario", false, explain_parameters },
    { "plan", "every setting of a plan of a batch", false, explain_plan },
    { "interventions", "the kinds of policy and their parameters", false, explain_interventions },
    { "indicators", "what a run is judged by", false, explain_indicators },
    { "objectives", "what the 2030 Agenda and the Global Compact ask for, and who speaks to it", false,
      explain_objectives },
    { "ratios", "what is paid for what changes", false, explain_ratios },
    { "layout", "the tables of a result, by group", false, explain_layout },
    { "notes", "what a result says of itself: attributes and provenance", false, explain_notes },
    { "comparisons", "the tables of what mixflow compare -o writes", false, explain_comparisons },
    { "statuses", "the legal statuses of a scenario, and what leads out of them", true,
      explain_statuses },
    { "packages", "the packages of policies of a scenario", true, explain_packages },
    { .name = NULL },
};

static int print_topics(void)
{
    for (const topic *each = topics; each->name != NULL; each++)
        printf("mixflow explain %s%-*s %s\n", each->name, 18 - (int) strlen(each->name),
               each->needs_file ? " FILE" : "", each->doc);
    for (const reference_words *each = reference_lists; each->name != NULL; each++)
        printf("mixflow explain %-18s %s\n", each->name, each->doc);
    printf("mixflow explain %-18s %s\n", "NAME",
           "any setting (abuse, or places.*.abuse), also of plans, group, word or kind of policy");
    return 0;
}

/* ------------------------------------------------------------------ names */

enum { NAMES_MOST = 1000 };

typedef struct search {
    const char *wanted;
    bool markdown;
    int found;
    const char *names[NAMES_MOST + 1]; /* all there are, for the nearest */
    int n;
} search;

static bool is_wanted(search *self, const char *name)
{
    if (self->n < NAMES_MOST)
        self->names[self->n++] = name;
    return strcmp(self->wanted, name) == 0;
}

/* places.LY_TIP.abuse and places.*.abuse are the same setting: any element will do. */
static bool same_path(const char *wanted, const char *path)
{
    while (*path != '\0' && *wanted != '\0') {
        size_t n = strcspn(path, "."), m = strcspn(wanted, ".");
        bool any = n == 1 && path[0] == '*';

        if (!any && (n != m || strncmp(path, wanted, n) != 0))
            return false;
        path += n + (path[n] == '.');
        wanted += m + (wanted[m] == '.');
    }
    return *path == '\0' && *wanted == '\0';
}

static void see_setting(void *context, const char *path, const mf_param *row)
{
    search *self = context;
    char of_list[REFERENCE_PATH];

    if (!is_wanted(self, row->name) && !same_path(self->wanted, path))
        return;
    self->found++;
    if (row->type != MF_PARAM_GROUP && row->type != MF_PARAM_LIST) {
        reference_print_param(path, row);
        return;
    }
    (void) snprintf(of_list, sizeof of_list, "%s%s", path, row->type == MF_PARAM_LIST ? ".*" : "");
    reference_print_groups(row->words, of_list, self->markdown);
}

static void search_words(search *self)
{
    for (const reference_words *list = reference_lists; list->name != NULL; list++) {
        if (is_wanted(self, list->name)) {
            reference_print_words(list, self->markdown);
            self->found++;
        }
        for (int i = 0; list->words[i] != NULL; i++)
            if (is_wanted(self, list->words[i])) {
                printf("(%s) ", list->name);
                reference_print_word(list, i);
                self->found++;
            }
    }
}

static void search_phases(search *self)
{
    for (int i = 0; mf_phases[i].name != NULL; i++)
        if (is_wanted(self, mf_phases[i].name)) {
            printf("(phase of a step) ");
            print_phase(i + 1, &mf_phases[i], self->markdown);
            self->found++;
        }
}

static void search_indicators(search *self)
{
    for (const mf_indicator *row = mf_indicators; row->name != NULL; row++)
        if (is_wanted(self, row->name)) {
            printf("(indicator) ");
            print_indicator(row, false);
            self->found++;
        }
}

static void search_kinds(search *self)
{
    for (const mf_intervention_kind *const *each = mf_intervention_kinds; *each != NULL; each++) {
        if (is_wanted(self, (*each)->name)) {
            reference_print_kind(*each, self->markdown);
            self->found++;
        }
        reference_visit((*each)->params, (*each)->name, see_setting, self);
    }
}

static int explain_topic(const topic *self, const char *file, bool markdown)
{
    if (self->needs_file == (file != NULL))
        return self->explain(file, markdown);
    cli_say(file == NULL ? "explain %s: the file of a scenario is missing"
                         : "explain %s: no file is needed", self->name);
    return mf_err_status(MF_E_USAGE);
}

static int unknown_topic(const char *wrong)
{
    const char *names[sizeof topics / sizeof topics[0]];

    for (size_t i = 0; i < sizeof topics / sizeof topics[0]; i++)
        names[i] = topics[i].name;
    return cli_unknown("topic", wrong, names);
}

/* A document that asks for a list wants the list alone. */
static bool printed_list(const char *name)
{
    for (const reference_words *list = reference_lists; list->name != NULL; list++)
        if (strcmp(list->name, name) == 0) {
            reference_print_words(list, true);
            return true;
        }
    return false;
}

/* Of a path its last word, unless that one is right. */
static int unknown_name(const search *self)
{
    const char *dot = strrchr(self->wanted, '.'), *last = dot == NULL ? self->wanted : dot + 1;
    const char *near = mf_text_nearest(last, self->names);

    return cli_unknown("name", near != NULL && strcmp(near, last) == 0 ? self->wanted : last, self->names);
}

static int explain_name(const char *name, bool markdown)
{
    search self = { .wanted = name, .markdown = markdown };

    if (markdown && printed_list(name))
        return 0;
    for (const topic *each = topics; each->name != NULL; each++)
        (void) is_wanted(&self, each->name);
    search_phases(&self);
    search_words(&self);
    search_indicators(&self);
    search_kinds(&self);
    reference_visit(&mf_scenario_group, "", see_setting, &self);
    if (self.found == 0) /* what scenarios and plans both have, such as a title, is told of scenarios */
        reference_visit(&mf_plan_group, "", see_setting, &self);
    return self.found > 0 ? 0 : unknown_name(&self);
}

static int run(int argc, char **argv)
{
    wishes values = { TEXT };
    cli_texts arguments = { 0 };
    int status = cli_parse(&cli_explain, argc, argv, &values, &arguments);
    const char *file = arguments.n > 1 ? arguments.at[1] : NULL;

    if (status != CLI_GO)
        return status;
    if (arguments.n == 0)
        return print_topics();
    for (const topic *each = topics; each->name != NULL; each++)
        if (strcmp(each->name, arguments.at[0]) == 0)
            return explain_topic(each, file, values.format == MARKDOWN);
    if (file != NULL)
        return unknown_topic(arguments.at[0]);
    return explain_name(arguments.at[0], values.format == MARKDOWN);
}

const cli_verb cli_explain = {
    .name = "explain",
    .summary = "say what the model does and what a name means",
    .arguments = "[TOPIC | NAME] [FILE]",
    .examples = { "mixflow explain phases                 # what happens in a step",
                  "mixflow explain places.LY_TIP.abuse    # one setting: unit, range, source",
                  "mixflow explain statuses corridor.cfg  # the legal system of a scenario", NULL },
    .most = 2,
    .options = options,
    .run = run,
};
