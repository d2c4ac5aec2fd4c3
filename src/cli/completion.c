/* mixflow completion: the tables of verbs and options as a script for the shell. */
#include "cli/cli.h"

static const cli_option options[] = { { .name = NULL } };

static void print_words(const cli_verb *verb)
{
    for (const cli_option *each = verb->options; each->name != NULL; each++)
        printf(" --%s", each->name);
    printf(" --help");
}

static void print_choices(const cli_verb *verb)
{
    for (const cli_option *each = verb->options; each->name != NULL; each++) {
        if (each->type != CLI_CHOICE)
            continue;
        printf("        %s:--%s) words=\"", verb->name, each->name);
        for (int i = 0; each->words[i] != NULL; i++)
            printf("%s%s", i == 0 ? "" : " ", each->words[i]);
        printf("\" ;;\n");
    }
}

static int run(int argc, char **argv)
{
    cli_texts arguments = { 0 };
    int status = cli_parse(&cli_completion, argc, argv, NULL, &arguments);

    if (status != CLI_GO)
        return status;
    printf("_mixflow()\n{\n    local here=\"${COMP_WORDS[COMP_CWORD]}\" verb=\"${COMP_WORDS[1]}\" "
           "words=\"\"\n\n    if [ \"$COMP_CWORD\" -eq 1 ]; then\n        words=\"");
    for (const cli_verb *const *each = cli_verbs; *each != NULL; each++)
        printf("%s ", (*each)->name);
    printf("--help --version\"\n    else\n        case \"$verb:${COMP_WORDS[COMP_CWORD-1]}\" in\n");
    for (const cli_verb *const *each = cli_verbs; *each != NULL; each++)
        print_choices(*each);
    for (const cli_verb *const *each = cli_verbs; *each != NULL; each++) {
        printf("        %s:*) words=\"", (*each)->name);
        print_words(*each);
        printf("\" ;;\n");
    }
    printf("        esac\n    fi\n    COMPREPLY=($(compgen -W \"$words\" -- \"$here\"))\n"
           "    [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- \"$here\"))\n}\n"
           "complete -o filenames -F _mixflow mixflow\n");
    return 0;
}

const cli_verb cli_completion = {
    .name = "completion",
    .summary = "print what lets bash complete verbs, options and files",
    .arguments = "",
    .examples = { "mixflow completion > ~/.local/share/bash-completion/completions/mixflow",
                  "eval \"$(mixflow completion)\"", NULL },
    .options = options,
    .run = run,
};
