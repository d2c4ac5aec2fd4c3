#include "io/overrides.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "io/reader.h"

static const char set_file[] = "--set";

/* Where a path has led so far. */
typedef struct walk {
    mf_arena *scratch;
    mf_diags *diags;
    const char *path;       /* all of it */
    const char *rest;       /* what is still to be walked */
    mf_node *node;          /* the group one is in */
    const mf_group *group;  /* its rows */
    const mf_group *more;   /* and those of its kind, or NULL */
    const mf_param *row;    /* the setting, once it is found */
    const char *word;       /* of several reals, or NULL */
    bool starved;
} walk;

#define COMPLAIN(self, ...)                                                    \
    mf_diags_add((self)->diags, MF_MISTAKE, set_file, 0, (self)->path, __VA_ARGS__)

/* The next name of the path, in `scratch`; "" at its end. */
static const char *next_name(walk *self)
{
    size_t n = strcspn(self->rest, ".[");
    char *name = mf_arena_take(self->scratch, n + 1, 1);

    if (name == NULL) {
        self->starved = true;
        return "";
    }
    memcpy(name, self->rest, n);
    if (n > 0 && name[n - 1] == ']')
        name[n - 1] = '\0';
    self->rest += n;
    if (*self->rest != '\0')
        self->rest++;
    return name;
}

static const char *hint(const char *wrong, const char *const *names, char *text, size_t room)
{
    const char *near = mf_text_nearest(wrong, names);

    text[0] = '\0';
    if (near != NULL && near[0] != '\0')
        (void) snprintf(text, room, "; did you mean \"%s\"?", near);
    return text;
}

static mf_node *new_node(walk *self, mf_node_kind kind, const char *name)
{
    mf_node *node = mf_arena_take(self->scratch, 1, sizeof *node);

    if (node == NULL) {
        self->starved = true;
        return NULL;
    }
    *node = (mf_node){ .name = name, .kind = kind, .file = set_file };
    return node;
}

/* The child group `name` of the present one, made if it is not there. */
static mf_node *child_group(walk *self, const char *name)
{
    mf_node *child = mf_node_child(self->node, name);

    if (child == NULL) {
        child = new_node(self, MF_NODE_GROUP, name);
        if (child != NULL)
            mf_node_append(self->node, child);
    }
    return child;
}

enum { NAMES_MOST = 128 };

static void complain_of_name(walk *self, const char *name)
{
    const mf_group *groups[] = { self->group, self->more };
    const char *names[NAMES_MOST + 1];
    char text[128];
    int n = 0;

    for (int i = 0; i < 2; i++)
        for (const mf_param *row = groups[i] == NULL ? NULL : groups[i]->params;
             row != NULL && row->name != NULL && n < NAMES_MOST; row++)
            names[n++] = row->name;
    names[n] = NULL;
    COMPLAIN(self, "there is no setting \"%.60s\"%s", name, hint(name, names, text, sizeof text));
}

static void complain_of_element(walk *self, const mf_node *list, const char *id)
{
    const char **names = mf_arena_take(self->scratch, (size_t) list->n + 1, sizeof *names);
    char text[128];
    int n = 0;

    self->starved = self->starved || names == NULL;
    for (const mf_node *child = list->first; names != NULL && child != NULL; child = child->next)
        if (mf_node_word(child, "id") != NULL)
            names[n++] = mf_node_word(child, "id");
    if (names != NULL)
        COMPLAIN(self, "there is no \"%.60s\" in this list%s", id, hint(id, names, text, sizeof text));
}

/* Into an element of a list; false after a complaint. */
static bool enter_list(walk *self, const mf_param *row)
{
    mf_node *list = mf_node_child(self->node, row->name);
    const char *id;
    mf_node *element;

    if (self->rest[0] == '\0') {
        COMPLAIN(self, "is a list; name one of its elements and a setting of that");
        return false;
    }
    id = next_name(self);
    element = mf_node_element(list, id, strlen(id));
    if (list == NULL || list->kind != MF_NODE_LIST) {
        COMPLAIN(self, "the scenario has no %s", row->name);
        return false;
    }
    if (element == NULL || element->kind != MF_NODE_GROUP) {
        complain_of_element(self, list, id);
        return false;
    }
    self->node = element;
    self->group = row->words;
    self->more = self->group == &mf_intervention_group ? mf_reader_kind_of(element) : NULL;
    return true;
}

/* One name further; false after a complaint or when the setting is found. */
static bool take_step(walk *self)
{
    const char *name = next_name(self);
    const mf_param *row = mf_param_find(self->group, name);

    if (row == NULL && self->more != NULL)
        row = mf_param_find(self->more, name);
    if (row == NULL) {
        complain_of_name(self, name);
        return false;
    }
    if (row->type == MF_PARAM_LIST)
        return enter_list(self, row);
    if (row->type != MF_PARAM_GROUP) {
        self->row = row;
        return false;
    }
    self->node = child_group(self, row->name);
    self->group = row->words;
    self->more = NULL;
    if (self->node == NULL || self->node->kind != MF_NODE_GROUP)
        return false; /* a mistake of the file, complained of when it is read */
    if (self->rest[0] == '\0')
        COMPLAIN(self, "is a group; name one of its settings");
    return self->rest[0] != '\0';
}

static int word_index(const char *word, const char *const *words)
{
    for (int i = 0; words[i] != NULL; i++)
        if (strcmp(words[i], word) == 0)
            return i;
    return -1;
}

/* What is left of a path behind the setting: a word, for several reals. */
static bool take_word(walk *self)
{
    char text[128];

    if (self->rest[0] == '\0')
        return true;
    if (self->row->type != MF_PARAM_REALS || self->row->words == NULL) {
        COMPLAIN(self, "%s has no settings in it", self->row->name);
        return false;
    }
    self->word = next_name(self);
    if (word_index(self->word, self->row->words) < 0) {
        COMPLAIN(self, "there is no \"%.60s\" in %s%s", self->word, self->row->name,
                 hint(self->word, self->row->words, text, sizeof text));
        return false;
    }
    return true;
}

static bool find(walk *self)
{
    while (self->node != NULL && take_step(self))
        continue;
    if (self->row == NULL || self->starved || !take_word(self))
        return false;
    if (self->row->type == MF_PARAM_ID) {
        COMPLAIN(self, "an id cannot be changed");
        return false;
    }
    return true;
}

/* --- values --- */

static bool takes_words(const mf_param *row)
{
    switch (row->type) {
    case MF_PARAM_TEXT: case MF_PARAM_CHOICE: case MF_PARAM_DATE: case MF_PARAM_NAMES:
    case MF_PARAM_REF: case MF_PARAM_REFS:
        return true;
    default:
        return false;
    }
}

static mf_node *word_of(walk *self, const char *text, size_t n)
{
    mf_node *word = new_node(self, MF_NODE_TEXT, NULL);
    char *copy = mf_arena_take(self->scratch, n + 1, 1);

    if (word == NULL || copy == NULL) {
        self->starved = true;
        return NULL;
    }
    word->text = memcpy(copy, text, n);
    return word;
}

/* Bare words, separated by commas where there can be several. */
static mf_node *words_of(walk *self, const char *text)
{
    bool several = self->row->type == MF_PARAM_NAMES || self->row->type == MF_PARAM_REFS;
    mf_node *list;

    if (!several)
        return word_of(self, text, strlen(text));
    list = new_node(self, MF_NODE_LIST, self->row->name);
    while (list != NULL && *text != '\0') {
        size_t n = strcspn(text, ",");
        mf_node *word = word_of(self, text, n);

        if (word == NULL)
            return NULL;
        mf_node_append(list, word);
        text += n + (text[n] == ',' ? 1 : 0);
    }
    return list;
}

/* A count on the command line needs no L. */
static const char *widened(walk *self, const char *text)
{
    size_t n = strlen(text);
    char *wide = mf_arena_take(self->scratch, n + 2, 1);

    if (wide == NULL || n == 0 || strspn(text, "0123456789") != n)
        return wide == NULL ? NULL : text;
    memcpy(wide, text, n);
    wide[n] = 'L';
    return wide;
}

static mf_node *value_of(walk *self, const char *text)
{
    mf_node *value = NULL;

    if (takes_words(self->row) && (text[0] == '\0' || strchr("\"([{", text[0]) == NULL))
        return words_of(self, text);
    if (self->row->type == MF_PARAM_COUNT)
        text = widened(self, text);
    if (text == NULL || mf_tree_parse_value(text, self->path, set_file, self->scratch, self->diags, &value) != MF_OK)
        self->starved = true;
    return value;
}

/* One of several reals: as they are written in the file, so they are edited. */
static void put_word(walk *self, mf_node *value)
{
    mf_node *reals = mf_node_child(self->node, self->row->name);
    mf_node *first, *element;

    if (reals != NULL && reals->kind == MF_NODE_LIST) {
        element = reals->first;
        for (int i = word_index(self->word, self->row->words); i > 0 && element != NULL; i--)
            element = element->next;
        if (element == NULL)
            return; /* too few, complained of when it is read */
        value->next = element->next;
        *element = *value;
        return;
    }
    if (reals == NULL || reals->kind != MF_NODE_GROUP) {
        first = reals == NULL ? NULL : new_node(self, reals->kind, NULL);
        reals = reals == NULL ? child_group(self, self->row->name) : reals;
        for (int i = 0; first != NULL && reals != NULL && i < self->row->n; i++) {
            mf_node *copy = new_node(self, reals->kind, NULL);
            const char *const *words = self->row->words;

            if (copy == NULL)
                return;
            if (i == 0)
                *first = *reals; /* one number for all */
            *copy = *first;
            copy->name = words[i];
            if (i == 0) {
                reals->kind = MF_NODE_GROUP;
                reals->n = 0;
                reals->first = reals->last = NULL;
            }
            mf_node_append(reals, copy);
        }
    }
    if (reals != NULL)
        mf_node_put(reals, self->word, value);
}

static mf_err apply_set(mf_node *root, const char *set, mf_arena *scratch, mf_diags *diags)
{
    walk self = { .scratch = scratch, .diags = diags, .node = root, .group = &mf_scenario_group };
    const char *equals = strchr(set, '=');
    mf_node *value;
    char *path;

    if (equals == NULL || equals == set) {
        mf_diags_add(diags, MF_MISTAKE, set_file, 0, set, "write it as setting=value");
        return MF_OK;
    }
    path = mf_arena_text(scratch, set);
    if (path == NULL)
        return MF_E_NOMEM;
    path[equals - set] = '\0';
    self.path = self.rest = path;
    if (!find(&self))
        return self.starved ? MF_E_NOMEM : MF_OK;
    value = value_of(&self, equals + 1);
    if (value != NULL && self.word != NULL)
        put_word(&self, value);
    else if (value != NULL)
        mf_node_put(self.node, self.row->name, value);
    return self.starved ? MF_E_NOMEM : MF_OK;
}

mf_err mf_overrides_apply(mf_node *root, const mf_config_options *options, mf_arena *scratch,
                          mf_diags *diags)
{
    for (int i = 0; i < options->n_sets; i++)
        MF_TRY(apply_set(root, options->sets[i], scratch, diags));
    return mf_packages_apply(root, options->packages, scratch, diags);
}
