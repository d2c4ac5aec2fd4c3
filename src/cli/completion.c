/* mixflow completion: the tables of verbs and options as a script for the shell. */
#include "cli/cli.h"

#include <string.h>

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
        printf("        \"%s:--%s\") words=\"", verb->name, each->name);
        for (int i = 0; each->words[i] != NULL; i++)
            printf("%s%s", i == 0 ? "" : " ", each->words[i]);
        printf("\" ;;\n");
    }
}

static void print_all(const cli_verb *const *verbs, void (*print)(const cli_verb *verb))
{
    for (; *verbs != NULL; verbs++)
        print(*verbs);
}

static void print_case(const cli_verb *verb)
{
    printf("        \"%s:\"*) words=\"", verb->name);
    print_words(verb);
    if (verb == cli_batch_family.owner)
        printf("$within");
    printf("\" ;;\n");
}

/* A verb with verbs within: the second word is one of them, or may become one. */
static void print_family(const cli_family *family)
{
    printf("    if [ \"$verb\" = %s ]; then\n        [ \"$COMP_CWORD\" -ne 2 ] || within=\"",
           family->owner->name);
    for (const cli_verb *const *each = family->verbs; *each != NULL; each++)
        printf(" %s", strchr((*each)->name, ' ') + 1);
    printf("\"\n        case \"${COMP_WORDS[2]}\" in\n            ");
    for (const cli_verb *const *each = family->verbs; *each != NULL; each++)
        printf("%s%s", each == family->verbs ? "" : " | ", strchr((*each)->name, ' ') + 1);
    printf(") [ \"$COMP_CWORD\" -eq 2 ] || verb=\"%s ${COMP_WORDS[2]}\" ;;\n        esac\n    fi\n",
           family->owner->name);
}

static int run(int argc, char **argv)
{
    cli_texts arguments = { 0 };
    int status = cli_parse(&cli_completion, argc, argv, NULL, &arguments);

    if (status != CLI_GO)
        return status;
    printf("_mixflow()\n{\n    local here=\"${COMP_WORDS[COMP_CWORD]}\" verb=\"${COMP_WORDS[1]}\" "
           "words=\"\" within=\"\"\n\n");
    print_family(&cli_batch_family);
    printf("    if [ \"$COMP_CWORD\" -eq 1 ]; then\n        words=\"");
    for (const cli_verb *const *each = cli_verbs; *each != NULL; each++)
        printf("%s ", (*each)->name);
    printf("--help --version\"\n    else\n        case \"$verb:${COMP_WORDS[COMP_CWORD-1]}\" in\n");
    print_all(cli_verbs, print_choices);
    print_all(cli_batch_family.verbs, print_choices);
    print_all(cli_verbs, print_case);
    print_all(cli_batch_family.verbs, print_case);
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
