/* From words on the command line to values, by a verb's table of options. */
#include "cli/cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { OPTIONS_MOST = 64 };

static const cli_option help = { .name = "help", .letter = 'h', .type = CLI_FLAG,
                                 .doc = "print this" };

static int refuse_use(const cli_verb *verb, const char *what, const char *which)
{
    cli_say("%s: %s %s (mixflow %s --help tells more)", verb->name, what, which, verb->name);
    return mf_err_status(MF_E_USAGE);
}

static int unknown_option(const cli_verb *verb, const char *word)
{
    const char *names[OPTIONS_MOST] = { NULL };
    char name[MF_NAME_MOST + 1] = { 0 };
    const char *near;
    int n = 0;

    for (const cli_option *each = verb->options; each->name != NULL && n < OPTIONS_MOST - 2; each++)
        names[n++] = each->name;
    names[n] = help.name;
    while (*word == '-')
        word++;
    strncat(name, word, strcspn(word, "=") < MF_NAME_MOST ? strcspn(word, "=") : MF_NAME_MOST);
    near = mf_text_nearest(name, names);
    if (near != NULL)
        cli_say("%s: unknown option --%s; did you mean --%s?", verb->name, name, near);
    else
        cli_say("%s: unknown option %s%s (mixflow %s --help lists them)", verb->name,
                name[0] != '\0' && name[1] == '\0' ? "-" : "--", name, verb->name);
    return mf_err_status(MF_E_USAGE);
}

static const cli_option *option_of(const cli_verb *verb, const char *word, size_t n)
{
    if (strlen(help.name) == n && strncmp(help.name, word, n) == 0)
        return &help;
    for (const cli_option *each = verb->options; each->name != NULL; each++)
        if (strlen(each->name) == n && strncmp(each->name, word, n) == 0)
            return each;
    return NULL;
}

static const cli_option *option_by_letter(const cli_verb *verb, char letter)
{
    if (letter == help.letter)
        return &help;
    for (const cli_option *each = verb->options; each->name != NULL; each++)
        if (each->letter != 0 && each->letter == letter)
            return each;
    return NULL;
}

static int out_of_range(const cli_verb *verb, const cli_option *option, const char *text)
{
    cli_say("%s: --%s %s: expected %s from %.15g to %.15g", verb->name, option->name, text,
            option->type == CLI_COUNT ? "an integer" : "a number", option->min, option->max);
    return mf_err_status(MF_E_USAGE);
}

static int take_count(const cli_verb *verb, const cli_option *option, const char *text, void *value)
{
    char *end;
    long long count;

    errno = 0;
    count = strtoll(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || (double) count < option->min ||
        (double) count > option->max)
        return out_of_range(verb, option, text);
    *(int64_t *) value = count;
    return CLI_GO;
}

static int take_real(const cli_verb *verb, const cli_option *option, const char *text, void *value)
{
    char *end;
    double real;

    errno = 0;
    real = strtod(text, &end);
    if (end == text || *end != '\0' || !(real >= option->min && real <= option->max))
        return out_of_range(verb, option, text);
    *(double *) value = real;
    return CLI_GO;
}

static int take_choice(const cli_option *option, const char *text, void *value)
{
    char kind[MF_NAME_MOST + 1];

    for (int i = 0; option->words[i] != NULL; i++)
        if (strcmp(option->words[i], text) == 0) {
            *(int *) value = i;
            return CLI_GO;
        }
    (void) snprintf(kind, sizeof kind, "value of --%s", option->name);
    return cli_unknown(kind, text, option->words);
}

static int take_texts(const cli_verb *verb, const char *text, cli_texts *texts)
{
    if (texts->n == CLI_TEXTS_MOST)
        return refuse_use(verb, "too many words from", text);
    texts->at[texts->n++] = text;
    return CLI_GO;
}

static int take(const cli_verb *verb, const cli_option *option, const char *text, void *values)
{
    void *value = (char *) values + option->offset;

    switch (option->type) {
    case CLI_FLAG:
        *(bool *) value = true;
        return CLI_GO;
    case CLI_TEXT:
    case CLI_FILE:
        *(const char **) value = text;
        return CLI_GO;
    case CLI_TEXTS:
        return take_texts(verb, text, value);
    case CLI_COUNT:
        return take_count(verb, option, text, value);
    case CLI_REAL:
        return take_real(verb, option, text, value);
    case CLI_CHOICE:
        return take_choice(option, text, value);
    }
    return mf_err_status(MF_E_INTERNAL);
}

/* One option at argv[*i]: --name, --name=value, --name value, -o value, -ovalue. */
static int parse_option(const cli_verb *verb, int argc, char **argv, int *i, void *values)
{
    const char *word = argv[*i], *text = NULL;
    bool is_long = word[1] == '-';
    size_t n = strcspn(word, "=");
    const cli_option *option =
        is_long ? option_of(verb, word + 2, n - 2) : option_by_letter(verb, word[1]);

    if (option == NULL)
        return unknown_option(verb, word);
    if (is_long && word[n] == '=')
        text = word + n + 1;
    else if (!is_long && word[2] != '\0')
        text = word + 2;
    if (option->type == CLI_FLAG) {
        if (text != NULL)
            return refuse_use(verb, "no value is expected in", word);
        if (option == &help) {
            cli_help(verb);
            return 0;
        }
        return take(verb, option, NULL, values);
    }
    if (text == NULL && *i + 1 < argc)
        text = argv[++*i];
    if (text == NULL)
        return refuse_use(verb, "a value is missing after", word);
    return take(verb, option, text, values);
}

int cli_parse(const cli_verb *verb, int argc, char **argv, void *values, cli_texts *arguments)
{
    bool only_arguments = false;
    int status = CLI_GO;

    for (int i = 1; i < argc && status == CLI_GO; i++) {
        if (only_arguments || argv[i][0] != '-' || argv[i][1] == '\0')
            status = take_texts(verb, argv[i], arguments);
        else if (strcmp(argv[i], "--") == 0)
            only_arguments = true;
        else
            status = parse_option(verb, argc, argv, &i, values);
    }
    if (status != CLI_GO)
        return status;
    if (arguments->n < verb->least)
        return refuse_use(verb, "something is missing; expected:", verb->arguments);
    if (arguments->n > verb->most)
        return refuse_use(verb, "not expected:", arguments->at[verb->most]);
    return CLI_GO;
}
