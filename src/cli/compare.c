/* mixflow compare: what differs between a baseline and other runs of the same people. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

#include "cli/compare.h"
#include "cli/scenario.h"

static const char *const formats[] = { "table", "csv", "json", NULL };
enum { TABLE, CSV, JSON };
static const char *const cuts[] = { "all", "year", "cohort", "country", "year_cohort", "year_country",
                                   "fates", NULL };

typedef struct wishes {
    const char *out;
    bool force, unpaired, all, ascii, anonymous;
    int format, by;
    int64_t examples;
} wishes;

#define AT(field) offsetof(wishes, field)
static const cli_option options[] = {
    { "output", 'o', CLI_FILE, AT(out), "OUT.h5", "write the whole comparison to a file", 0, 0, NULL },
    { "force", 'f', CLI_FLAG, AT(force), NULL, "replace an older file", 0, 0, NULL },
    { "format", 0, CLI_CHOICE, AT(format), "FORMAT", "how it is printed", 0, 0, formats },
    { "by", 'b', CLI_CHOICE, AT(by), "WHAT", "what is printed: differences of all years, or cut", 0, 0,
      cuts },
    { "all", 'a', CLI_FLAG, AT(all), NULL, "print every measure, also of parts and without values", 0,
      0, NULL },
    { "examples", 'e', CLI_COUNT, AT(examples), "N", "print numbers of N people whose fates differ", 0,
      256, NULL },
    { "ascii", 0, CLI_FLAG, AT(ascii), NULL, "draw with plain characters", 0, 0, NULL },
    { "unpaired", 0, CLI_FLAG, AT(unpaired), NULL,
      "compare runs that are not a pair, as independent ones", 0, 0, NULL },
    { "anonymous", 0, CLI_FLAG, AT(anonymous), NULL, "name runs without their folders", 0, 0, NULL },
    { .name = NULL },
};
#undef AT

/* Does the locale of the terminal speak UTF-8? */
static bool speaks_utf8(void)
{
    static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *locale = getenv(names[i]);

        if (locale != NULL && locale[0] != '\0')
            return strstr(locale, "UTF-8") != NULL || strstr(locale, "utf8") != NULL ||
                   strstr(locale, "UTF8") != NULL || strstr(locale, "utf-8") != NULL;
    }
    return false;
}

static void print(const mf_comparison *of, const wishes *values)
{
    cli_telling how = { .by = values->by, .all = values->all, .examples = (int) values->examples,
                        .ascii = values->ascii || !speaks_utf8() };

    if (values->format == CSV)
        cli_compare_csv(of, &how);
    else if (values->format == JSON)
        cli_compare_json(of, &how);
    else
        cli_compare_table(of, &how);
}

static int run(int argc, char **argv)
{
    wishes values = { .out = NULL };
    cli_texts files = { 0 };
    mf_comparison of = { 0 };
    mf_compare_options how;
    mf_error err = { 0 };
    mf_err code;
    int status = cli_parse(&cli_compare, argc, argv, &values, &files);

    if (status != CLI_GO)
        return status;
    how.unpaired = values.unpaired;
    code = cli_start_store(&err);
    if (code == MF_OK)
        code = mf_compare(&of, files.at, files.n, &how, &err);
    if (code == MF_OK && values.anonymous)
        mf_comparison_forget(&of);
    if (code == MF_OK && values.out != NULL)
        code = mf_comparison_write(&of, values.out, values.force, &err);
    if (code == MF_OK)
        print(&of, &values);
    mf_comparison_free(&of);
    return code == MF_OK ? 0 : cli_refuse(code, &err);
}

const cli_verb cli_compare = {
    .name = "compare",
    .summary = "compare runs of the same people with a baseline, replicate by replicate",
    .arguments = "BASE.h5 OTHER.h5...",
    .examples = { "mixflow compare base.h5 open.h5 fence.h5",
                  "mixflow compare base.h5 open.h5 --by year --format csv > years.csv",
                  "mixflow compare base.h5 open.h5 --by fates --examples 5", NULL },
    .least = 2,
    .most = 64,
    .options = options,
    .run = run,
};
