/* mixflow init: a small scenario that runs, to start from. */
#include "cli/cli.h"

#include <errno.h>
#include <string.h>

#include "base/text.h"
#include "cli/init_text.h"

typedef struct wishes {
    const char *out;
} wishes;

static const cli_option options[] = {
    { "output", 'o', CLI_FILE, offsetof(wishes, out), "FILE", "where to (NAME.cfg if not given; - is stdout)",
      0, 0, NULL },
    { .name = NULL },
};

/* The template with each @NAME@ replaced. */
static void write_text(FILE *to, const char *name)
{
    static const char mark[] = "@NAME@";
    const char *rest = init_text;

    for (const char *at; (at = strstr(rest, mark)) != NULL; rest = at + strlen(mark)) {
        (void) fwrite(rest, 1, (size_t) (at - rest), to);
        fputs(name, to);
    }
    fputs(rest, to);
}

static bool is_plain(const char *name)
{
    return name[0] != '\0' && strlen(name) < MF_NAME_MOST &&
           strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") ==
               strlen(name);
}

static int write_file(const char *path, const char *name)
{
    FILE *to = fopen(path, "wx");
    bool whole;

    if (to == NULL && errno == EEXIST) {
        cli_say("%s: exists already, and is not overwritten", path);
        return mf_err_status(MF_E_EXISTS);
    }
    if (to == NULL) {
        cli_say("%s: %s", path, strerror(errno));
        return mf_err_status(MF_E_FILE);
    }
    write_text(to, name);
    whole = !ferror(to);
    if (fclose(to) != 0 || !whole) {
        cli_say("%s: could not be written in full", path);
        return mf_err_status(MF_E_FILE);
    }
    cli_say("wrote %s; now: mixflow run %s", path, path);
    return 0;
}

static int run(int argc, char **argv)
{
    char path[MF_NAME_MOST + 8];
    wishes values = { NULL };
    cli_texts arguments = { 0 };
    int status = cli_parse(&cli_init, argc, argv, &values, &arguments);

    if (status != CLI_GO)
        return status;
    if (!is_plain(arguments.at[0])) {
        cli_say("init: %s: a name is made of letters, digits, _ and -", arguments.at[0]);
        return mf_err_status(MF_E_USAGE);
    }
    (void) snprintf(path, sizeof path, "%s.cfg", arguments.at[0]);
    if (values.out != NULL && strcmp(values.out, "-") == 0) {
        write_text(stdout, arguments.at[0]);
        return 0;
    }
    return write_file(values.out == NULL ? path : values.out, arguments.at[0]);
}

const cli_verb cli_init = {
    .name = "init",
    .summary = "write a small commented scenario that runs",
    .arguments = "NAME [-o FILE]",
    .examples = { "mixflow init corridor", "mixflow init corridor -o scenarios/corridor.cfg", NULL },
    .least = 1,
    .most = 1,
    .options = options,
    .run = run,
};
