/* cli.h — what the verbs of the program share.
 *
 * A verb is a row of a table; so is an option.  Help, parsing and completion
 * come from these rows.  What was asked for goes to stdout, talk goes to stderr,
 * and what a verb returns is the exit status (base/error.h). */
#ifndef MF_CLI_CLI_H
#define MF_CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/diags.h"

typedef enum cli_type {
    CLI_FLAG,   /* bool */
    CLI_TEXT,   /* const char * */
    CLI_TEXTS,  /* cli_texts: may be given many times */
    CLI_COUNT,  /* int64_t in [min, max] */
    CLI_REAL,   /* double in [min, max] */
    CLI_CHOICE, /* int: index into `words` */
    CLI_FILE    /* const char *, completed as a file */
} cli_type;

enum { CLI_TEXTS_MOST = 256 };

typedef struct cli_texts {
    int n;
    const char *at[CLI_TEXTS_MOST];
} cli_texts;

typedef struct cli_option {
    const char *name; /* without "--"; NULL ends a table */
    char letter;      /* 0: none */
    cli_type type;
    size_t offset; /* of the value in the verb's struct */
    const char *argument, *doc;
    double min, max;
    const char *const *words;
} cli_option;

typedef struct cli_verb {
    const char *name, *summary, *arguments;
    const char *examples[4]; /* for --help; ends with NULL */
    int least, most;         /* number of arguments beside options */
    const cli_option *options;
    int (*run)(int argc, char **argv);
} cli_verb;

/* Verbs of a verb, for help and completion; the names within begin with that of the owner. */
typedef struct cli_family {
    const cli_verb *owner;
    const cli_verb *const *verbs; /* ends with NULL */
} cli_family;
extern const cli_family cli_batch_family;

extern const cli_verb cli_batch;
extern const cli_verb cli_run, cli_check, cli_init, cli_legal, cli_explain, cli_info,
    cli_compare, cli_trace, cli_sensitivity, cli_coherence, cli_export, cli_explore, cli_report,
    cli_completion;

/* All verbs; ends with NULL. */
extern const cli_verb *const cli_verbs[];

enum { CLI_GO = -1 }; /* from cli_parse: nothing to complain of, go on */

/* Fills `values` by the verb's options and `arguments` with the rest; argv[0] is
 * the verb.  Returns CLI_GO, or the exit status after --help or a mistake. */
int cli_parse(const cli_verb *verb, int argc, char **argv, void *values, cli_texts *arguments);

/* Help for one verb, and for all, on stdout. */
void cli_help(const cli_verb *verb);
void cli_help_all(void);

/* One line of talk on stderr: "mixflow: ...". */
void cli_say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Says what went wrong; the exit status of `code`. */
int cli_refuse(mf_err code, const mf_error *err);

/* Says "unknown <kind> <wrong>" with the nearest of `names`; status 2. */
int cli_unknown(const char *kind, const char *wrong, const char *const *names);

/* Prints complaints as file:line: setting: text, and a closing count (of `file`, if there are
 * several). */
void cli_print_diags(FILE *to, mf_diags *diags, const char *file);

/* After a scenario or a plan was read: prints complaints, frees them, and says what went wrong
 * besides mistakes; the exit status of `code`. */
int cli_complain(mf_err code, mf_diags *diags, const mf_error *err);

#endif
