/* mixflow export: a table of a result as rows with words in them. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

#include "cli/scenario.h"
#include "io/part.h"
#include "study/export.h"

enum { NOT_GIVEN = -1 };

static const char *const formats[] = { "csv", NULL };

typedef struct wishes {
    const char *table, *cohort, *out;
    bool list, sample, force, anonymous;
    int64_t person, replicate;
    int format;
} wishes;

#define AT(field) offsetof(wishes, field)
static const cli_option options[] = {
    { "table", 't', CLI_TEXT, AT(table), "NAME", "which: a name that --list prints, or any table's", 0, 0, NULL },
    { "list", 'l', CLI_FLAG, AT(list), NULL, "print what can be exported", 0, 0, NULL },
    { "person", 'p', CLI_COUNT, AT(person), "ID", "the trajectory of one person, from the events", 0,
      2147483647.0, NULL },
    { "sample", 0, CLI_FLAG, AT(sample), NULL, "the trajectories of the sample, with minds and money", 0, 0,
      NULL },
    { "replicate", 'r', CLI_COUNT, AT(replicate), "N", "of one replicate only", 0, 9999, NULL },
    { "cohort", 'c', CLI_TEXT, AT(cohort), "ID", "of one cohort only", 0, 0, NULL },
    { "format", 0, CLI_CHOICE, AT(format), "FORMAT", "how it is written", 0, 0, formats },
    { "output", 'o', CLI_FILE, AT(out), "FILE", "write it there (to the standard output, if not given)", 0, 0,
      NULL },
    { "force", 'f', CLI_FLAG, AT(force), NULL, "replace an older file", 0, 0, NULL },
    { "anonymous", 0, CLI_FLAG, AT(anonymous), NULL, "name files without their folders", 0, 0, NULL },
    { .name = NULL },
};
#undef AT

static bool put(void *to, const char *bytes, size_t n)
{
    return fwrite(bytes, 1, n, to) == n;
}

static mf_err list(const char *file, mf_error *err)
{
    mf_buffer text = { 0 };
    mf_err code = mf_export_list(file, &text, err);

    if (code == MF_OK && text.failed)
        code = MF_E_NOMEM;
    if (code == MF_OK)
        fputs(text.text, stdout);
    mf_buffer_free(&text);
    return code;
}

/* Into a file that appears whole or not at all. */
static mf_err export_to(const char *file, const mf_export_options *how, const char *out, bool force,
                        mf_error *err)
{
    mf_part part;
    mf_err code = mf_part_init(&part, out, force, err);
    FILE *to = code == MF_OK ? fopen(part.path, "wb") : NULL;

    if (code == MF_OK && to == NULL)
        code = mf_fail_at(err, MF_E_FILE, out, 0, "cannot be written");
    if (code == MF_OK)
        code = mf_export(file, how, put, to, err);
    if (to != NULL && fclose(to) != 0 && code == MF_OK)
        code = mf_fail_at(err, MF_E_FILE, out, 0, "could not be written in full");
    return mf_part_end(&part, code, err);
}

/* Says every way in which the wishes contradict one another. */
static int refuse_wishes(const wishes *values)
{
    int asked = (values->table != NULL) + values->list + values->sample + (values->person != NOT_GIVEN);
    int wrong = 0;

    if (asked != 1) {
        cli_say("export: %s: one of --table NAME, --person ID, --sample, --list",
                asked == 0 ? "what?" : "only one at a time");
        wrong++;
    }
    if (values->person != NOT_GIVEN && values->cohort != NULL) {
        cli_say("export: --person is of one cohort anyway: --cohort is not expected");
        wrong++;
    }
    if (values->list && (values->out != NULL || values->cohort != NULL || values->replicate != NOT_GIVEN)) {
        cli_say("export: --list takes neither --output, --cohort nor --replicate");
        wrong++;
    }
    return wrong > 0 ? mf_err_status(MF_E_USAGE) : 0;
}

static int run(int argc, char **argv)
{
    wishes values = { .person = NOT_GIVEN, .replicate = NOT_GIVEN };
    cli_texts files = { 0 };
    mf_export_options how;
    mf_error err = { 0 };
    mf_err code;
    int status = cli_parse(&cli_export, argc, argv, &values, &files);

    if (status != CLI_GO)
        return status;
    if ((status = refuse_wishes(&values)) != 0)
        return status;
    how = (mf_export_options){ .table = values.table, .person = values.person,
                               .replicate = (int) values.replicate, .cohort = values.cohort,
                               .anonymous = values.anonymous };
    code = cli_start_store(&err);
    if (code == MF_OK)
        code = values.list          ? list(files.at[0], &err)
               : values.out != NULL ? export_to(files.at[0], &how, values.out, values.force, &err)
                                    : mf_export(files.at[0], &how, put, stdout, &err);
    return code == MF_OK ? 0 : cli_refuse(code, &err);
}

const cli_verb cli_export = {
    .name = "export",
    .summary = "write a table of a result as comma-separated values",
    .arguments = "FILE.h5",
    .examples = { "mixflow export corridor.h5 --list",
                  "mixflow export corridor.h5 --table events --cohort young -o events.csv",
                  "mixflow export corridor.h5 --person 2385", NULL },
    .least = 1,
    .most = 1,
    .options = options,
    .run = run,
};
