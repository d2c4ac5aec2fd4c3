/* Help, complaints and refusals. */
#include "cli/cli.h"

#include <stdarg.h>
#include <string.h>

#include "base/text.h"
#include <mixflow/version.h>

void cli_say(const char *format, ...)
{
    va_list list;

    fputs("mixflow: ", stderr);
    va_start(list, format);
    (void) vfprintf(stderr, format, list);
    va_end(list);
    fputc('\n', stderr);
}

int cli_refuse(mf_err code, const mf_error *err)
{
    if (err == NULL || err->text[0] == '\0')
        cli_say("%s", mf_err_text(code));
    else if (err->file[0] == '\0')
        cli_say("%s", err->text);
    else if (err->line == 0)
        cli_say("%s: %s", err->file, err->text);
    else
        cli_say("%s:%d: %s", err->file, err->line, err->text);
    return mf_err_status(code);
}

int cli_unknown(const char *kind, const char *wrong, const char *const *names)
{
    const char *near = mf_text_nearest(wrong, names);

    if (near != NULL)
        cli_say("unknown %s %s; did you mean %s?", kind, wrong, near);
    else
        cli_say("unknown %s %s", kind, wrong);
    return mf_err_status(MF_E_USAGE);
}

void cli_print_diags(FILE *to, mf_diags *diags, const char *file)
{
    mf_diags_sort(diags);
    for (size_t i = 0; i < diags->n; i++) {
        const mf_diag *each = &diags->at[i];

        if (each->file[0] != '\0')
            fprintf(to, each->line > 0 ? "%s:%d: " : "%s: ", each->file, each->line);
        if (each->setting[0] != '\0')
            fprintf(to, "%s: ", each->setting);
        fprintf(to, "%s%s\n", each->severity == MF_WARNING ? "(warning) " : "", each->text);
    }
    if (diags->n < diags->mistakes + diags->warnings)
        fprintf(to, "... and %zu more\n", diags->mistakes + diags->warnings - diags->n);
    fprintf(to, "%s%s%zu mistake%s, %zu warning%s\n", file == NULL ? "" : file,
            file == NULL ? "" : ": ", diags->mistakes, diags->mistakes == 1 ? "" : "s",
            diags->warnings, diags->warnings == 1 ? "" : "s");
}

int cli_complain(mf_err code, mf_diags *diags, const mf_error *err)
{
    if (diags->mistakes + diags->warnings > 0)
        cli_print_diags(stderr, diags, NULL);
    mf_diags_free(diags);
    if (code == MF_OK)
        return 0;
    return code == MF_E_SCENARIO ? mf_err_status(code) : cli_refuse(code, err);
}

static void print_option(const cli_option *option)
{
    char left[64] = { 0 };

    (void) snprintf(left, sizeof left, "%c%c%c --%s %s", option->letter != 0 ? '-' : ' ',
                    option->letter != 0 ? option->letter : ' ', option->letter != 0 ? ',' : ' ',
                    option->name, option->argument == NULL ? "" : option->argument);
    printf("  %-30s %s", left, option->doc);
    if (option->type == CLI_CHOICE)
        for (int i = 0; option->words[i] != NULL; i++)
            printf("%s%s", i == 0 ? ": " : ", ", option->words[i]);
    printf("\n");
}

static void print_examples(const char *const *examples)
{
    for (int i = 0; examples[i] != NULL; i++)
        printf("  %s\n", examples[i]);
    printf("\n");
}

void cli_help(const cli_verb *verb)
{
    static const cli_option help = { .name = "help", .letter = 'h', .doc = "print this" };

    print_examples(verb->examples);
    printf("usage: mixflow %s %s\n\n%s\n\n", verb->name, verb->arguments, verb->summary);
    for (const cli_option *each = verb->options; each->name != NULL; each++)
        print_option(each);
    print_option(&help);
}

void cli_help_all(void)
{
    static const char *const examples[] = {
        "mixflow init corridor                # write corridor.cfg, a small scenario that runs",
        "mixflow run corridor.cfg             # simulate it into corridor.h5",
        "mixflow explain phases               # what happens in a step", NULL
    };

    print_examples(examples);
    printf("usage: mixflow VERB ...\n\nmixflow %s moves people through a migration corridor, from a "
           "scenario file to HDF5.\n\n",
           MIXFLOW_VERSION);
    for (const cli_verb *const *each = cli_verbs; *each != NULL; each++)
        printf("  %-12s %s\n", (*each)->name, (*each)->summary);
    printf("\n  %-12s %s\n  %-12s %s\n", "--version", "which mixflow this is (with --verbose: how it "
           "was built)", "VERB --help", "what a verb takes");
    printf("\nexit status: 0 done, 1 our fault, 2 a mistake in the command or the scenario, 3 a file "
           "or the disk,\n             4 runs of a batch have failed, 75 stopped early (the same command "
           "goes on),\n             130 stopped by Ctrl-C\n");
}
