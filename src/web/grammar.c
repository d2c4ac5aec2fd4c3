/* A tree from tokens, in place of libconfig: the tokens have been judged, so there is little left to do. */
#include <stdlib.h>
#include <string.h>

#include "io/lexer.h"
#include "io/tree.h"

typedef struct reading {
    const mf_tokens *tokens;
    size_t at;
    mf_arena *arena;
    bool starved;
} reading;

static mf_token *peek(reading *self)
{
    while (self->tokens->at[self->at].skipped)
        self->at++;
    return &self->tokens->at[self->at];
}

static mf_token *take(reading *self)
{
    mf_token *token = peek(self);

    if (token->kind != MF_TOKEN_END)
        self->at++;
    return token;
}

static mf_node *read_value(reading *self, mf_token *name);

/* What stands in brackets: settings of a group, or values of a list. */
static void read_inside(reading *self, mf_node *owner)
{
    mf_token_kind kind = peek(self)->kind;

    while (kind != MF_TOKEN_CLOSE && kind != MF_TOKEN_END && !self->starved) {
        mf_token *name = kind == MF_TOKEN_NAME ? take(self) : NULL;
        mf_node *child = NULL;

        if (kind == MF_TOKEN_COMMA || kind == MF_TOKEN_SEMICOLON)
            (void) take(self);
        else
            child = read_value(self, name);
        if (child != NULL)
            mf_node_append(owner, child);
        kind = peek(self)->kind;
    }
}

static void spoil(mf_node *node, mf_token *token)
{
    node->kind = MF_NODE_BAD;
    node->text = token->complaint;
    token->complaint = NULL;
}

static void read_number(mf_node *node, const char *text, const mf_token *token)
{
    if (token->real) {
        node->kind = MF_NODE_REAL;
        node->real = strtod(text, NULL);
    } else {
        node->kind = MF_NODE_INT;
        node->integer = strtoll(text, NULL, 0);
    }
}

static void read_scalar(reading *self, mf_node *node, mf_token *token)
{
    char *text = mf_arena_take(self->arena, token->n + 1, 1);

    if (text == NULL) {
        self->starved = true;
        return;
    }
    memcpy(text, token->text, token->n);
    if (token->kind == MF_TOKEN_NUMBER)
        read_number(node, text, token);
    else if (token->kind == MF_TOKEN_BOOL) {
        node->kind = MF_NODE_BOOL;
        node->integer = text[0] == 't' || text[0] == 'T';
    } else if (token->kind == MF_TOKEN_TEXT) {
        node->kind = MF_NODE_TEXT;
        node->text = text;
    } else
        spoil(node, token);
}

/* A value, and before it the name and the sign of a setting. */
static mf_node *read_value(reading *self, mf_token *name)
{
    mf_node *node = mf_arena_take(self->arena, 1, sizeof *node);
    char *called = name == NULL ? NULL : mf_arena_take(self->arena, name->n + 1, 1);
    mf_token *token;

    if (node == NULL || (name != NULL && called == NULL)) {
        self->starved = true;
        return NULL;
    }
    if (name != NULL) {
        node->name = memcpy(called, name->text, name->n);
        token = take(self); /* = */
        if (token->lacks_value) {
            *node = (mf_node){ .name = called, .file = name->file, .line = name->line };
            spoil(node, token);
            return node;
        }
    }
    token = take(self);
    node->file = name != NULL ? name->file : token->file;
    node->line = name != NULL ? name->line : token->line;
    if (token->kind != MF_TOKEN_OPEN) {
        read_scalar(self, node, token);
        return node;
    }
    node->kind = token->text[0] == '{' ? MF_NODE_GROUP : MF_NODE_LIST;
    read_inside(self, node);
    (void) take(self);
    return node;
}

mf_err mf_tree_of_tokens(const mf_tokens *tokens, mf_arena *arena, mf_diags *diags, mf_node **root)
{
    reading all = { .tokens = tokens, .arena = arena };
    mf_node *node = mf_arena_take(arena, 1, sizeof *node);

    (void) diags;
    if (node == NULL)
        return MF_E_NOMEM;
    node->kind = MF_NODE_GROUP;
    read_inside(&all, node);
    *root = node;
    return all.starved ? MF_E_NOMEM : MF_OK;
}
