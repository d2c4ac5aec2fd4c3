/* Groups, lists, paths and complaints. */
#include "io/reader.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

/* --- the path, and complaints --- */

/* As much of it as there is room for. */
static void lengthen(mf_reader *self, const char *text)
{
    size_t n = strlen(text), room = sizeof self->path - 1 - self->n_path;

    n = n < room ? n : room;
    memcpy(self->path + self->n_path, text, n);
    self->n_path += n;
    self->path[self->n_path] = '\0';
}

size_t mf_reader_enter(mf_reader *self, const char *name)
{
    size_t mark = self->n_path;

    lengthen(self, mark == 0 ? "" : ".");
    lengthen(self, name);
    return mark;
}

size_t mf_reader_enter_index(mf_reader *self, int index)
{
    size_t mark = self->n_path;
    char text[16];

    (void) snprintf(text, sizeof text, "[%d]", index);
    lengthen(self, text);
    return mark;
}

void mf_reader_leave(mf_reader *self, size_t mark)
{
    self->n_path = mark;
    self->path[mark] = '\0';
}

void mf_reader_complain(mf_reader *self, mf_severity severity, const mf_node *node,
                        const char *format, ...)
{
    char text[1024];
    va_list list;

    va_start(list, format);
    (void) vsnprintf(text, sizeof text, format, list);
    va_end(list);
    mf_diags_add(self->diags, severity, node->file, node->line, self->path, "%s", text);
}

const char *mf_reader_hint(mf_reader *self, const char *wrong, const char *const *names)
{
    static const char before[] = "; did you mean \"", after[] = "\"?";
    const char *near = mf_text_nearest(wrong, names);
    char *hint;

    if (near == NULL || near[0] == '\0')
        return "";
    hint = mf_arena_take(self->scratch, strlen(near) + sizeof before + sizeof after, 1);
    if (hint == NULL)
        return "";
    return strcat(strcat(strcpy(hint, before), near), after);
}

void *mf_reader_take(mf_reader *self, size_t n, size_t size)
{
    void *memory = mf_arena_take(self->arena, n, size);

    self->starved = self->starved || memory == NULL;
    return memory;
}

const mf_node *mf_reader_fallback(mf_reader *self, const mf_param *row)
{
    mf_node *node = NULL;

    if (row->fallback == NULL)
        return NULL;
    for (int i = 0; i < self->n_fallbacks; i++)
        if (self->fallbacks[i].text == row->fallback)
            return self->fallbacks[i].node;
    if (mf_tree_parse_value(row->fallback, row->name, "(default)", self->scratch, self->diags, &node) != MF_OK)
        self->starved = true;
    if (node != NULL && self->n_fallbacks < MF_READER_FALLBACKS)
        self->fallbacks[self->n_fallbacks++] = (mf_fallback){ row->fallback, node };
    return node;
}

/* --- groups and lists --- */

static void read_rows(mf_reader *self, const mf_group *group, const mf_node *node, char *base);

/* Names of the rows of up to two groups, NULL at the end; they live in `scratch`. */
static const char **row_names(mf_reader *self, const mf_group *group, const mf_group *more)
{
    size_t n = 0;
    const char **names;

    for (const mf_param *row = group->params; row->name != NULL; row++)
        n++;
    for (const mf_param *row = more == NULL ? NULL : more->params; row != NULL && row->name != NULL;
         row++)
        n++;
    names = mf_arena_take(self->scratch, n + 1, sizeof *names);
    if (names == NULL) {
        self->starved = true;
        return NULL;
    }
    n = 0;
    for (const mf_param *row = group->params; row->name != NULL; row++)
        names[n++] = row->name;
    for (const mf_param *row = more == NULL ? NULL : more->params; row != NULL && row->name != NULL;
         row++)
        names[n++] = row->name;
    return names;
}

static bool is_among(const char *name, const char *const *names)
{
    for (; *names != NULL; names++)
        if (strcmp(name, *names) == 0)
            return true;
    return false;
}

void mf_read_unknown(mf_reader *self, const mf_node *group, const char *const *names)
{
    for (const mf_node *child = group->first; names != NULL && child != NULL; child = child->next) {
        size_t mark;

        if (is_among(child->name, names))
            continue;
        mark = mf_reader_enter(self, child->name);
        mf_reader_complain(self, MF_MISTAKE, child, "there is no such setting%s",
                           mf_reader_hint(self, child->name, names));
        mf_reader_leave(self, mark);
    }
}

/* Complains if a node is no group; an absent one is an empty one. */
static bool is_group(mf_reader *self, const mf_node *node)
{
    char shown[96];

    if (node->kind == MF_NODE_GROUP || node->kind == MF_NODE_BAD)
        return node->kind == MF_NODE_GROUP;
    mf_node_show(node, shown, sizeof shown);
    mf_reader_complain(self, MF_MISTAKE, node, "should be a group of settings { ... }, not %s", shown);
    return false;
}

static void read_group(mf_reader *self, const mf_group *group, const mf_node *node,
                       const mf_node *owner, char *base)
{
    mf_node empty = { .kind = MF_NODE_GROUP, .file = owner->file, .line = owner->line };

    if (node == NULL)
        read_rows(self, group, &empty, base);
    else if (is_group(self, node)) {
        read_rows(self, group, node, base);
        mf_read_unknown(self, node, row_names(self, group, NULL));
    }
}

const mf_group *mf_reader_kind_of(const mf_node *intervention)
{
    const char *word = mf_node_word(intervention, "kind");
    const mf_intervention_kind *kind = word == NULL ? NULL : mf_intervention_kind_find(word);

    return kind == NULL ? NULL : kind->params;
}

static void complain_of_kind(mf_reader *self, const mf_node *node)
{
    const mf_node *kind = mf_node_child(node, "kind");
    const char *names[64];
    size_t mark, n = 0;

    if (kind == NULL || kind->kind != MF_NODE_TEXT)
        return; /* the row `kind` complains */
    for (; n < 63 && mf_intervention_kinds[n] != NULL; n++)
        names[n] = mf_intervention_kinds[n]->name;
    names[n] = NULL;
    mark = mf_reader_enter(self, "kind");
    mf_reader_complain(self, MF_MISTAKE, kind, "there is no kind of intervention \"%.60s\"%s",
                       kind->text, mf_reader_hint(self, kind->text, names));
    mf_reader_leave(self, mark);
}

/* An intervention has the rows that all have, and those of its kind. */
static void read_intervention(mf_reader *self, const mf_node *node, mf_intervention *field)
{
    const mf_group *rows = mf_reader_kind_of(node);

    if (!is_group(self, node))
        return;
    read_rows(self, &mf_intervention_group, node, (char *) field);
    if (rows == NULL) {
        complain_of_kind(self, node);
        return;
    }
    field->is = mf_intervention_kind_find(mf_node_word(node, "kind"));
    field->params = mf_reader_take(self, 1, rows->size);
    if (field->params == NULL)
        return;
    read_rows(self, rows, node, field->params);
    mf_read_unknown(self, node, row_names(self, &mf_intervention_group, rows));
}

static size_t enter_element(mf_reader *self, const mf_node *element, int index)
{
    const char *id = mf_node_word(element, "id");

    return id != NULL && id[0] != '\0' ? mf_reader_enter(self, id)
                                       : mf_reader_enter_index(self, index);
}

/* Ids of a list are unique. */
static void judge_ids(mf_reader *self, const mf_node *node)
{
    const mf_node **seen = mf_arena_take(self->scratch, (size_t) node->n, sizeof *seen);
    int n = 0;

    self->starved = self->starved || seen == NULL;
    for (const mf_node *child = node->first; seen != NULL && child != NULL; child = child->next) {
        const mf_node *id = mf_node_child(child, "id");

        if (id == NULL || id->kind != MF_NODE_TEXT)
            continue;
        for (int i = 0; i < n; i++) {
            if (strcmp(seen[i]->text, id->text) != 0)
                continue;
            mf_reader_complain(self, MF_MISTAKE, id, "the id \"%.64s\" is taken: %s:%d", id->text,
                               seen[i]->file, seen[i]->line);
            break;
        }
        seen[n++] = id;
    }
}

static void read_elements(mf_reader *self, const mf_group *group, const mf_node *node, char *base)
{
    int i = 0;

    for (const mf_node *element = node->first; element != NULL; element = element->next, i++) {
        size_t mark = enter_element(self, element, i);
        char *at = base + (size_t) i * group->size;

        if (group == &mf_intervention_group)
            read_intervention(self, element, (mf_intervention *) (void *) at);
        else
            read_group(self, group, element, node, at);
        mf_reader_leave(self, mark);
    }
}

static void read_list(mf_reader *self, const mf_group *group, const mf_node *node,
                      mf_list_of *field)
{
    char shown[96];

    if (node == NULL || node->kind == MF_NODE_BAD)
        return;
    mf_node_show(node, shown, sizeof shown);
    if (node->kind != MF_NODE_LIST) {
        mf_reader_complain(self, MF_MISTAKE, node, "should be a list of groups ( { ... }, { ... } ), not %s", shown);
        return;
    }
    if (node->n > MF_READER_LIST_MOST) {
        mf_reader_complain(self, MF_MISTAKE, node, "has %d elements; %d is the most", node->n,
                           MF_READER_LIST_MOST);
        return;
    }
    if (node->n == 0)
        return;
    field->at = mf_reader_take(self, (size_t) node->n, group->size);
    if (field->at == NULL)
        return;
    field->n = node->n;
    if (group->params[0].type == MF_PARAM_ID)
        judge_ids(self, node);
    read_elements(self, group, node, field->at);
}

static void read_row(mf_reader *self, const mf_param *row, const mf_node *owner, char *base)
{
    const mf_node *node = mf_node_child(owner, row->name);
    void *field = base + row->offset;

    if (row->type == MF_PARAM_GROUP)
        read_group(self, row->words, node, owner, field);
    else if (row->type == MF_PARAM_LIST)
        read_list(self, row->words, node, field);
    else if (node == NULL && row->fallback == NULL)
        mf_reader_complain(self, MF_MISTAKE, owner, "is required: %s", row->doc);
    else {
        if (node == NULL)
            node = mf_reader_fallback(self, row);
        if (node != NULL && node->kind != MF_NODE_BAD)
            mf_read_value(self, row, node, field);
    }
}

static void read_rows(mf_reader *self, const mf_group *group, const mf_node *node, char *base)
{
    for (const mf_param *row = group->params; row->name != NULL; row++) {
        size_t mark = mf_reader_enter(self, row->name);

        read_row(self, row, node, base);
        mf_reader_leave(self, mark);
    }
}

/* --- names of all lists --- */

static const struct { mf_list list; const char *owner, *name; } lists[] = {
    { MF_LIST_COUNTRY, NULL, "countries" }, { MF_LIST_PLACE, NULL, "places" },
    { MF_LIST_LINK, NULL, "links" },        { MF_LIST_COHORT, NULL, "cohorts" },
    { MF_LIST_STATUS, "legal", "statuses" }, { MF_LIST_QUEUE, "legal", "queues" },
    { MF_LIST_INTERVENTION, NULL, "interventions" },
};

/* Gathers the ids of a list of the scenario, so that others can refer to them. */
static void gather(mf_reader *self, mf_list list, const mf_node *node)
{
    int n = node != NULL && node->kind == MF_NODE_LIST && node->n <= MF_READER_LIST_MOST
                ? node->n : 0;
    const char **names = mf_arena_take(self->scratch, (size_t) n + 1, sizeof *names);
    int i = 0;

    if (names == NULL) {
        self->starved = true;
        return;
    }
    for (const mf_node *child = n == 0 ? NULL : node->first; child != NULL; child = child->next) {
        const char *id = mf_node_word(child, "id");

        names[i++] = id == NULL ? "" : id;
    }
    self->names[list] = names;
    self->n_names[list] = n;
}

static void gather_all(mf_reader *self, const mf_node *root)
{
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        const mf_node *owner = lists[i].owner == NULL ? root : mf_node_child(root, lists[i].owner);

        gather(self, lists[i].list, mf_node_child(owner, lists[i].name));
    }
}

static mf_reader *new_reader(const mf_fence *fence, mf_arena *arena, mf_arena *scratch,
                             mf_diags *diags)
{
    mf_reader *self = mf_arena_take(scratch, 1, sizeof *self);

    if (self != NULL) {
        self->fence = fence;
        self->arena = arena;
        self->scratch = scratch;
        self->diags = diags;
    }
    return self;
}

mf_err mf_reader_read_group(const mf_node *root, const mf_group *group, const mf_fence *fence,
                            mf_arena *arena, mf_arena *scratch, void *base, mf_diags *diags)
{
    mf_reader *self = new_reader(fence, arena, scratch, diags);

    if (self != NULL)
        read_group(self, group, root, root, base);
    return self == NULL || self->starved ? MF_E_NOMEM : MF_OK;
}

mf_err mf_reader_read(const mf_node *root, const mf_fence *fence, mf_arena *scratch,
                      mf_scenario *scenario, mf_diags *diags)
{
    mf_reader *self = new_reader(fence, &scenario->arena, scratch, diags);

    if (self == NULL)
        return MF_E_NOMEM;
    gather_all(self, root);
    if (!self->starved)
        read_group(self, &mf_scenario_group, root, root, (char *) scenario);
    return self->starved ? MF_E_NOMEM : MF_OK;
}
