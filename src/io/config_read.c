/* From a file to a scenario: tokens, tree, overrides, values, rules, canonical text. */
#include "io/config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/dump.h"
#include "io/lexer.h"
#include "io/overrides.h"
#include "io/reader.h"
#include "io/tree.h"
#include "model/scenario_check.h"

static mf_err parse(const mf_file *file, const mf_fence *fence, mf_arena *arena,
                    mf_diags *diags, mf_node **root)
{
    mf_tokens tokens;
    mf_err err = MF_OK;

    *root = NULL;
    if (mf_tokens_read(&tokens, file, fence, arena, diags))
        err = mf_tree_of_tokens(&tokens, arena, diags, root);
    mf_tokens_complain(&tokens, diags);
    if (tokens.starved)
        err = MF_E_NOMEM;
    mf_tokens_free(&tokens);
    if (*root != NULL) {
        (*root)->file = file->shown;
        (*root)->line = 1;
    }
    return err;
}

mf_err mf_tree_parse(const mf_file *file, const mf_fence *fence, mf_arena *arena,
                     mf_diags *diags, mf_node **root)
{
    MF_TRY(parse(file, fence, arena, diags, root));
    if (*root != NULL)
        mf_node_complain(*root, "", diags);
    return MF_OK;
}

/* Complaints of a value's own text, as complaints about its setting. */
static void pass_on(const mf_diags *from, const char *setting, mf_diags *diags)
{
    for (size_t i = 0; i < from->n; i++)
        mf_diags_add(diags, from->at[i].severity, from->at[i].file, from->at[i].line, setting, "%s",
                     from->at[i].text);
    diags->starved = diags->starved || from->starved;
}

mf_err mf_tree_parse_value(const char *text, const char *setting, const char *file,
                           mf_arena *arena, mf_diags *diags, mf_node **value)
{
    size_t n = strlen(text) + sizeof "value = ;";
    char *assignment = mf_arena_take(arena, n, 1);
    mf_fence fence = { .folder = "" };
    mf_node *root = NULL;
    mf_diags own = { 0 };
    mf_err err;

    *value = NULL;
    if (assignment == NULL)
        return MF_E_NOMEM;
    n = (size_t) snprintf(assignment, n, "value = %s;", text);
    err = parse(&(mf_file){ file, NULL, assignment, n }, &fence, arena, &own, &root);
    pass_on(&own, setting, diags);
    mf_diags_free(&own);
    if (err == MF_OK && root != NULL && root->n == 1) {
        *value = root->first;
        mf_node_complain(*value, setting, diags);
    } else if (err == MF_OK && root != NULL)
        mf_diags_add(diags, MF_MISTAKE, file, 0, setting, "%s is not one value", text);
    return err;
}

/* --- from a file to a scenario --- */

static bool find_setting(void *self, const char *setting, const char **file, int *line)
{
    const mf_node *node = mf_node_nearest(self, setting);

    *file = node->file;
    *line = node->line;
    return true;
}

/* The canonical text, overrides and all. */
static mf_err write_down(mf_scenario *scenario)
{
    mf_buffer text = { 0 };

    mf_dump_scenario(scenario, &text);
    scenario->canonical = text.failed ? NULL : mf_arena_text(&scenario->arena, text.text);
    mf_buffer_free(&text);
    return scenario->canonical == NULL ? MF_E_NOMEM : MF_OK;
}

/* Everything after the tree is known. */
static mf_err read_tree(mf_node *root, const mf_fence *fence, const mf_config_options *options,
                        mf_arena *scratch, mf_scenario *scenario, mf_diags *diags)
{
    mf_where where = { root, find_setting };

    MF_TRY(mf_overrides_apply(root, options, scratch, diags));
    MF_TRY(mf_reader_read(root, fence, scratch, scenario, diags));
    MF_TRY(mf_overrides_note(options, scenario));
    if (diags->mistakes > 0)
        return MF_E_SCENARIO;
    mf_overrides_people(options, scenario, diags);
    mf_scenario_check(scenario, &where, diags);
    if (diags->mistakes > 0)
        return MF_E_SCENARIO;
    MF_TRY(write_down(scenario));
    mf_arena_seal(&scenario->arena);
    return MF_OK;
}

static mf_err read_file(const mf_file *file, const mf_config_options *options,
                        mf_arena *scratch, mf_scenario *scenario, mf_diags *diags)
{
    mf_fence fence;
    mf_node *root = NULL;

    scenario->file = mf_arena_text(&scenario->arena, file->shown);
    scenario->original = mf_arena_text(&scenario->arena, file->text);
    if (scenario->file == NULL || scenario->original == NULL)
        return MF_E_NOMEM;
    MF_TRY(mf_fence_init(&fence, file->shown, scratch));
    MF_TRY(mf_tree_parse(file, &fence, scratch, diags, &root));
    if (root == NULL)
        return MF_E_SCENARIO;
    return read_tree(root, &fence, options, scratch, scenario, diags);
}

/* The sentence that goes with a refusal. */
static mf_err refuse(mf_err code, const char *file, const mf_diags *diags, mf_error *err)
{
    if (code == MF_E_SCENARIO)
        return mf_fail(err, code, "%s has %zu mistake%s", file, diags->mistakes,
                       diags->mistakes == 1 ? "" : "s");
    return mf_fail(err, code, "%s: %s", file, mf_err_text(code));
}

static mf_err read_all(const mf_file *file, const mf_config_options *options,
                       mf_arena *scratch, mf_scenario **scenario, mf_diags *diags, mf_error *err)
{
    static const mf_config_options none = { 0 };
    mf_scenario *self = calloc(1, sizeof *self);
    mf_err code = MF_E_NOMEM;

    if (self != NULL)
        code = read_file(file, options == NULL ? &none : options, scratch, self, diags);
    if (diags->starved)
        code = MF_E_NOMEM; /* some complaint may be missing */
    mf_diags_sort(diags);
    if (code != MF_OK) {
        mf_scenario_free(self);
        return refuse(code, file->shown, diags, err);
    }
    *scenario = self;
    return MF_OK;
}

mf_err mf_config_read(const char *file, const mf_config_options *options,
                      mf_scenario **scenario, mf_diags *diags, mf_error *err)
{
    mf_arena scratch = { 0 };
    mf_file found;
    mf_err code;

    *scenario = NULL;
    code = mf_file_load(&found, file, &scratch, err);
    if (code == MF_OK)
        code = read_all(&found, options, &scratch, scenario, diags, err);
    mf_arena_free(&scratch);
    return code;
}

mf_err mf_config_read_text(const char *text, const char *file,
                           const mf_config_options *options, mf_scenario **scenario,
                           mf_diags *diags, mf_error *err)
{
    mf_arena scratch = { 0 };
    mf_err code;

    *scenario = NULL;
    code = read_all(&(mf_file){ file, NULL, text, strlen(text) }, options, &scratch, scenario,
                    diags, err);
    mf_arena_free(&scratch);
    return code;
}
