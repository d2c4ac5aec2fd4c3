/* mixflow explore: a scenario as one page that runs it. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

#include "cli/progress.h"
#include "cli/scenario.h"
#include "cli/web.h"
#include "io/part.h"
#include "study/bundle.h"

typedef struct wishes {
    const char *out, *packages;
    bool force, quiet, bundle;
    int64_t replicates, full, threads;
    double people;
    cli_texts sets;
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

static bool stopped(void *self)
{
    (void) self;
    return cli_interrupted();
}

/* Without these no page can be written. */
static int refuse_missing(const wishes *values)
{
    if (!values->bundle && (web_file_find("engine", 6) == NULL || web_file_find("explorer.html", 13) == NULL)) {
        cli_say("explore: this mixflow was built without WebAssembly. Install the Debian packages clang, lld, "
                "wasi-libc, libclang-rt-dev-wasm32 and node-d3, and build again");
        return mf_err_status(MF_E_USAGE);
    }
    return CLI_GO;
}

/* Is there room for the page under its name?  Asked before the work, and again at its end. */
static mf_err look_ahead(const wishes *values, mf_error *err)
{
    mf_part part = { 0 };
    mf_err code = values->bundle ? MF_OK : mf_part_init(&part, values->out, values->force, err);

    mf_part_free(&part);
    return code;
}

static mf_err put_page(const wishes *values, const mf_buffer *bundle, mf_error *err)
{
    mf_buffer page = { 0 };
    mf_err code;

    if (values->bundle)
        return fwrite(bundle->text, 1, bundle->n, stdout) == bundle->n && puts("") >= 0
                   ? MF_OK
                   : mf_fail(err, MF_E_FILE, "the data could not be printed");
    code = web_page("explorer.html", bundle, &page, err);
    if (code == MF_OK)
        code = web_write(values->out, values->force, &page, err);
    if (code == MF_OK && !values->quiet)
        cli_say("wrote %s (%.0f kB)", values->out, (double) page.n / 1e3);
    mf_buffer_free(&page);
    return code;
}

static int explore(const mf_scenario *scenario, wishes *values)
{
    mf_bundle_options how = { .people = values->people, .replicates = (int) values->replicates,
                              .full = (int) values->full, .workers = (int) values->threads,
                              .packages = values->packages };
    mf_bundle_watch watch = { values, tell, stopped };
    mf_buffer bundle = { 0 };
    mf_error err = { 0 };
    mf_err code;

    cli_interrupt_watch();
    code = look_ahead(values, &err);
    if (code == MF_OK)
        code = mf_bundle(scenario, &how, &watch, &bundle, &err);
    if (code == MF_OK)
        code = put_page(values, &bundle, &err);
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

    if (status != CLI_GO || (status = refuse_missing(&values)) != CLI_GO)
        return status;
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
    .examples = { "mixflow explore corridor.cfg", "mixflow explore corridor.cfg -o room.html --replicates 40",
                  "mixflow explore corridor.cfg --bundle > data.json", NULL },
    .least = 1,
    .most = 1,
    .options = options,
    .run = run,
};
