/* names.h — the settings of the groups that are open, to tell what is given twice. */
#ifndef MF_IO_NAMES_H
#define MF_IO_NAMES_H

#include "io/lexer.h"

typedef struct mf_named {
    const mf_token *token; /* the name */
    size_t begin, end;     /* tokens of the setting */
} mf_named;

typedef struct mf_names {
    mf_named *at; /* of outer groups first */
    size_t n, room;
} mf_names;

void mf_names_free(mf_names *self);

/* A setting begins with token `at`; false without memory. */
bool mf_names_note(mf_names *self, const mf_token *token, size_t at);

/* The group whose names begin with `first` ends before token `end`: twins are
 * complained of and skipped, and the names forgotten. */
void mf_names_close(mf_names *self, size_t first, size_t end, mf_tokens *tokens,
                    mf_diags *diags);

/* Order of the texts of two tokens, capitals aside. */
int mf_token_compare(const mf_token *a, const mf_token *b);

#endif
