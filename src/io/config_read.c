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

/* Complaints of a text on its own; of a value's, as complaints about its setting. */
static void pass_on(const mf_diags *from, const char *setting, mf_diags *diags)
{
    size_t mistakes = diags->mistakes + from->mistakes; /* also those beyond the limit */
    size_t warnings = diags->warnings + from->warnings;

    for (size_t i = 0; i < from->n; i++)
        mf_diags_add(diags, from->at[i].severity, from->at[i].file, from->at[i].line,
                     setting == NULL ? from->at[i].setting : setting, "%s", from->at[i].text);
    diags->mistakes = mistakes;
    diags->warnings = warnings;
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
    if (!options->run_only)
        MF_TRY(write_down(scenario));
    mf_arena_seal(&scenario->arena);
    return MF_OK;
}

struct mf_source {
    mf_file file;
    mf_fence fence;
    mf_node *root;  /* NULL if there is no sense in it */
    mf_diags diags; /* what the text alone is to be blamed for */
    mf_arena arena;
};

void mf_source_free(mf_source *self)
{
    if (self == NULL)
        return;
    mf_diags_free(&self->diags);
    mf_arena_free(&self->arena);
    free(self);
}

/* The sentence that goes with a refusal. */
static mf_err refuse(mf_err code, const char *file, const mf_diags *diags, mf_error *err)
{
    if (code == MF_E_SCENARIO)
        return mf_fail(err, code, "%s has %zu mistake%s", file, diags->mistakes,
                       diags->mistakes == 1 ? "" : "s");
    return mf_fail(err, code, "%s: %s", file, mf_err_text(code));
}

static mf_err parse_source(mf_source *self)
{
    MF_TRY(mf_fence_init(&self->fence, self->file.shown, &self->arena));
    return mf_tree_parse(&self->file, &self->fence, &self->arena, &self->diags, &self->root);
}

/* A source of the text; or, where that is NULL, of the file. */
static mf_err open_source(mf_source **source, const char *text, const char *file, mf_error *err)
{
    mf_source *self = calloc(1, sizeof *self);
    mf_err code = self == NULL ? mf_fail(err, MF_E_NOMEM, "%s: %s", file, mf_err_text(MF_E_NOMEM))
                               : MF_OK;

    *source = NULL;
    if (code == MF_OK && text == NULL)
        code = mf_file_load(&self->file, file, &self->arena, err);
    else if (code == MF_OK && text != NULL)
        self->file = (mf_file){ mf_arena_text(&self->arena, file), NULL,
                                mf_arena_text(&self->arena, text), strlen(text) };
    if (code == MF_OK) {
        code = self->file.shown == NULL || self->file.text == NULL ? MF_E_NOMEM : parse_source(self);
        if (code != MF_OK)
            (void) refuse(code, file, NULL, err);
    }
    if (code == MF_OK)
        *source = self;
    else
        mf_source_free(self);
    return code;
}

mf_err mf_source_read(mf_source **self, const char *file, mf_error *err)
{
    return open_source(self, NULL, file, err);
}

mf_err mf_source_read_text(mf_source **self, const char *text, const char *file, mf_error *err)
{
    return open_source(self, text, file, err);
}

static mf_err resolve(const mf_source *self, const mf_config_options *options, mf_arena *scratch,
                      mf_scenario *scenario, mf_diags *diags)
{
    mf_node *root;

    pass_on(&self->diags, NULL, diags);
    scenario->file = mf_arena_text(&scenario->arena, self->file.shown);
    scenario->original = mf_arena_text(&scenario->arena, self->file.text);
    if (scenario->file == NULL || scenario->original == NULL)
        return MF_E_NOMEM;
    if (self->root == NULL)
        return MF_E_SCENARIO;
    root = mf_node_copy(self->root, scratch); /* overrides are written into it */
    return root == NULL ? MF_E_NOMEM
                        : read_tree(root, &self->fence, options, scratch, scenario, diags);
}

mf_err mf_source_resolve(const mf_source *self, const mf_config_options *options,
                         mf_scenario **scenario, mf_diags *diags, mf_error *err)
{
    static const mf_config_options none = { 0 };
    mf_scenario *made = calloc(1, sizeof *made);
    mf_arena scratch = { 0 };
    mf_err code = MF_E_NOMEM;

    *scenario = NULL;
    if (made != NULL)
        code = resolve(self, options == NULL ? &none : options, &scratch, made, diags);
    mf_arena_free(&scratch);
    if (diags->starved)
        code = MF_E_NOMEM; /* some complaint may be missing */
    mf_diags_sort(diags);
    if (code != MF_OK) {
        mf_scenario_free(made);
        return refuse(code, self->file.shown, diags, err);
    }
    *scenario = made;
    return MF_OK;
}

static mf_err read_once(const char *text, const char *file, const mf_config_options *options,
                        mf_scenario **scenario, mf_diags *diags, mf_error *err)
{
    mf_source *source;
    mf_err code;

    *scenario = NULL;
    MF_TRY(open_source(&source, text, file, err));
    code = mf_source_resolve(source, options, scenario, diags, err);
    mf_source_free(source);
    return code;
}

mf_err mf_config_read(const char *file, const mf_config_options *options,
                      mf_scenario **scenario, mf_diags *diags, mf_error *err)
{
    return read_once(NULL, file, options, scenario, diags, err);
}

mf_err mf_config_read_text(const char *text, const char *file,
                           const mf_config_options *options, mf_scenario **scenario,
                           mf_diags *diags, mf_error *err)
{
    return read_once(text, file, options, scenario, diags, err);
}
