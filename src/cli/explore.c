/* mixflow explore: a scenario as one page that runs it. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

#include "cli/progress.h"
#include "cli/scenario.h"
#include "cli/web.h"
#include "study/bundle.h"

typedef struct wishes {
    const char *out, *packages;
    bool force, quiet, bundle;
    int64_t replicates, full, threads;
    double people;
    cli_texts sets, studies;
} wishes;

#define AT(field) offsetof(wishes, field)
static const cli_option options[] = {
    { "output", 'o', CLI_FILE, AT(out), "OUT.html", "the page (explorer.html, if not given)", 0, 0, NULL },
    { "force", 'f', CLI_FLAG, AT(force), NULL, "replace an older page, once the new one is complete", 0, 0,
      NULL },
    { "set", 's', CLI_TEXTS, AT(sets), "PATH=VALUE", "put a value over the file's; may be repeated", 0, 0,
      NULL },
    { "package", 'p', CLI_TEXT, AT(packages), "A,B", "store runs of these packages only (if not given, of all)",
      0, 0, NULL },
    { "people", 'n', CLI_REAL, AT(people), "N",
      "modelled people of the page's runs (if not given, as many as a laptop runs in a moment)", 1, 1e6, NULL },
    { "replicates", 'r', CLI_COUNT, AT(replicates), "N", "stored runs of the baseline and of each package", 2,
      1000, NULL },
    { "full", 0, CLI_COUNT, AT(full), "N",
      "stored runs of the baseline with all the people of the scenario; 0 leaves them out", 0, 1000, NULL },
    { "threads", 'j', CLI_COUNT, AT(threads), "N", "threads; the page is the same for any number", 1, 4096,
      NULL },
    { "study", 0, CLI_TEXTS, AT(studies), "FILE.json", "tell this study in it, too; may be repeated", 0, 0, NULL },
    { "bundle", 0, CLI_FLAG, AT(bundle), NULL, "print the data of the page as JSON instead", 0, 0, NULL },
    { "quiet", 'q', CLI_FLAG, AT(quiet), NULL, "say nothing but what goes wrong", 0, 0, NULL },
    { .name = NULL },
};
#undef AT

static void tell(void *self, int done, int all, const char *name)
{
    const wishes *values = self;

    if (!values->quiet)
        cli_say("explore: %d of %d: %s", done + 1, all, name);
}

static int explore(const mf_scenario *scenario, wishes *values)
{
    mf_bundle_options how = { .people = values->people, .replicates = (int) values->replicates,
                              .full = (int) values->full, .workers = (int) values->threads,
                              .packages = values->packages };
    mf_bundle_watch watch = { values, tell, cli_is_stopped };
    mf_buffer bundle = { 0 };
    mf_error err = { 0 };
    mf_err code;

    cli_interrupt_watch();
    code = values->bundle ? MF_OK : web_look_ahead(values->out, values->force, &err);
    if (code == MF_OK)
        code = mf_bundle(scenario, &how, &watch, &bundle, &err);
    if (code == MF_OK)
        code = web_add_studies(&bundle, values->studies.at, values->studies.n, &err);
    if (code == MF_OK)
        code = values->bundle ? web_print(&bundle, &err)
                              : web_put("explorer.html", &bundle, values->out, values->force, values->quiet, &err);
    mf_buffer_free(&bundle);
    return code == MF_OK ? 0 : cli_refuse(code, &err);
}

static int run(int argc, char **argv)
{
    wishes values = { .out = "explorer.html", .full = 4 };
    cli_texts files = { 0 };
    mf_config_options given = { 0 };
    mf_scenario *scenario;
    int status = cli_parse(&cli_explore, argc, argv, &values, &files);

    if (status != CLI_GO)
        return status;
    if (!values.bundle && (web_file_find("engine") == NULL || web_file_find("explorer.html") == NULL))
        return web_refuse_missing("explore");
    given.sets = values.sets.at;
    given.n_sets = values.sets.n;
    status = cli_read_scenario(files.at[0], &given, &scenario);
    if (status == 0)
        status = explore(scenario, &values);
    mf_scenario_free(scenario);
    return status;
}

const cli_verb cli_explore = {
    .name = "explore",
    .summary = "write a page that runs a scenario: one file, no installation, no network",
    .arguments = "SCENARIO.cfg [-o OUT.html]",
    .examples = { "mixflow explore corridor.cfg", "mixflow explore corridor.cfg -o room.html --study coherence.json",
                  "mixflow explore corridor.cfg --bundle > data.json", NULL },
    .least = 1,
    .most = 1,
    .options = options,
    .run = run,
};
