/* The door to libconfig: from tokens to a tree.  (The page reads the same tokens with web/grammar.c.) */
#include <libconfig.h>
#include <string.h>

#include "io/lexer.h"
#include "io/tree.h"

/* The token that libconfig's line number means: it may have read one or two too many. */
static mf_token *token_of(const config_setting_t *setting, const mf_tokens *tokens)
{
    const char *name = config_setting_name(setting);
    size_t line = (size_t) config_setting_source_line(setting);
    size_t at = line == 0 ? 0 : line - 1;

    if (at >= tokens->n)
        at = tokens->n - 1;
    for (size_t i = at; i + 3 > at && i < tokens->n; i--) {
        mf_token *token = &tokens->at[i];

        if (name != NULL ? token->kind == MF_TOKEN_NAME && token->n == strlen(name)
                               && memcmp(token->text, name, token->n) == 0
                         : !config_setting_is_aggregate(setting) || token->kind == MF_TOKEN_OPEN)
            return token;
    }
    return &tokens->at[at];
}

static void copy_value(const config_setting_t *setting, mf_node *node, mf_arena *arena)
{
    switch (config_setting_type(setting)) {
    case CONFIG_TYPE_GROUP:
        node->kind = MF_NODE_GROUP;
        break;
    case CONFIG_TYPE_LIST: case CONFIG_TYPE_ARRAY:
        node->kind = MF_NODE_LIST;
        break;
    case CONFIG_TYPE_INT: case CONFIG_TYPE_INT64:
        node->kind = MF_NODE_INT;
        node->integer = config_setting_get_int64(setting);
        if (config_setting_type(setting) == CONFIG_TYPE_INT)
            node->integer = config_setting_get_int(setting);
        break;
    case CONFIG_TYPE_FLOAT:
        node->kind = MF_NODE_REAL;
        node->real = config_setting_get_float(setting);
        break;
    case CONFIG_TYPE_BOOL:
        node->kind = MF_NODE_BOOL;
        node->integer = config_setting_get_bool(setting) != 0;
        break;
    default:
        node->kind = MF_NODE_TEXT;
        node->text = mf_arena_text(arena, config_setting_get_string(setting));
        if (node->text != NULL && strcmp(node->text, MF_BAD_VALUE) == 0)
            node->kind = MF_NODE_BAD;
        break;
    }
}

/* The complaint about the value of a setting: it was made when no setting was known. */
static const char *take_complaint(mf_token *token)
{
    size_t last = token->kind == MF_TOKEN_NAME ? 2 : 0; /* name, =, value */

    for (size_t i = 0; i <= last && token[i].kind != MF_TOKEN_END; i++) {
        const char *complaint = token[i].complaint;

        token[i].complaint = NULL;
        if (complaint != NULL)
            return complaint;
    }
    return NULL;
}

/* A copy of a setting and all in it; NULL without memory. */
static mf_node *copy_of(const config_setting_t *setting, const mf_tokens *tokens, mf_arena *arena)
{
    mf_node *node = mf_arena_take(arena, 1, sizeof *node);
    mf_token *token = token_of(setting, tokens);
    int n;

    if (node == NULL)
        return NULL;
    node->file = token->file;
    node->line = token->line;
    node->name = mf_arena_text(arena, config_setting_name(setting));
    copy_value(setting, node, arena);
    if (node->kind == MF_NODE_BAD)
        node->text = take_complaint(token);
    n = node->kind <= MF_NODE_LIST ? config_setting_length(setting) : 0;
    for (int i = 0; i < n; i++) {
        mf_node *child = copy_of(config_setting_get_elem(setting, (unsigned) i), tokens, arena);

        if (child == NULL)
            return NULL;
        mf_node_append(node, child);
    }
    return node->kind == MF_NODE_TEXT && node->text == NULL ? NULL : node;
}

/* libconfig's grammar has the last word, should it differ from ours. */
static void complain(const config_t *config, const mf_tokens *tokens, mf_diags *diags)
{
    size_t line = (size_t) config_error_line(config);
    const mf_token *token = &tokens->at[line == 0 || line > tokens->n ? tokens->n - 1 : line - 1];

    mf_diags_add(diags, MF_MISTAKE, token->file, token->line, NULL, "%s",
                 config_error_text(config));
}

mf_err mf_tree_of_tokens(const mf_tokens *tokens, mf_arena *arena, mf_diags *diags,
                         mf_node **root)
{
    mf_buffer text = { 0 };
    config_t config;
    mf_err err = MF_OK;

    mf_tokens_print(tokens, &text);
    if (text.failed) {
        mf_buffer_free(&text);
        return MF_E_NOMEM;
    }
    config_init(&config);
    if (config_read_string(&config, text.text == NULL ? "" : text.text) != CONFIG_TRUE)
        complain(&config, tokens, diags);
    else {
        *root = copy_of(config_root_setting(&config), tokens, arena);
        err = *root == NULL ? MF_E_NOMEM : MF_OK;
    }
    config_destroy(&config);
    mf_buffer_free(&text);
    return err;
}
