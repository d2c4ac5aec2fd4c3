/* reference.h — the tables of the model, printed for readers: as text for a
 * terminal or as Markdown for the reference. */
#ifndef MF_CLI_REFERENCE_H
#define MF_CLI_REFERENCE_H

#include <stdbool.h>

#include "model/intervention.h"
#include "model/param.h"

enum { REFERENCE_PATH = 256 };

typedef struct reference_words {
    const char *name, *doc;
    const char *const *words, *const *docs; /* docs may be NULL */
    const char *more;                       /* head of one more column, or NULL */
    void (*print_more)(int i);              /* what stands in it */
} reference_words;

/* The closed lists of words; ends with NULL. */
extern const reference_words reference_lists[];

/* Calls `see` for each setting of a group and of the groups in it, with its path
 * such as places.*.abuse. */
typedef void (*reference_see)(void *context, const char *path, const mf_param *row);
void reference_visit(const mf_group *group, const char *prefix, reference_see see, void *context);

/* One setting, in three lines. */
void reference_print_param(const char *path, const mf_param *row);

/* All settings of a scenario, or of one group, with headings. */
void reference_print_groups(const mf_group *group, const char *prefix, bool markdown);

void reference_print_words(const reference_words *list, bool markdown);
void reference_print_word(const reference_words *list, int i);

/* One kind of policy with its parameters. */
void reference_print_kind(const mf_intervention_kind *kind, bool markdown);

#endif
