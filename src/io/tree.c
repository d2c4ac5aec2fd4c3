#include "io/tree.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

mf_node *mf_node_child(const mf_node *self, const char *name)
{
    if (self == NULL || self->kind != MF_NODE_GROUP)
        return NULL;
    for (mf_node *child = self->first; child != NULL; child = child->next)
        if (strcmp(child->name, name) == 0)
            return child;
    return NULL;
}

const char *mf_node_word(const mf_node *self, const char *name)
{
    const mf_node *child = mf_node_child(self, name);

    return child != NULL && child->kind == MF_NODE_TEXT ? child->text : NULL;
}

static bool is_named(const mf_node *element, const char *id, size_t n)
{
    const char *own = mf_node_word(element, "id");

    return own != NULL && strlen(own) == n && memcmp(own, id, n) == 0;
}

mf_node *mf_node_element(const mf_node *self, const char *id, size_t n)
{
    long index = 0;

    if (self == NULL || self->kind != MF_NODE_LIST || n == 0)
        return NULL;
    for (mf_node *child = self->first; child != NULL; child = child->next)
        if (is_named(child, id, n))
            return child;
    for (size_t i = 0; i < n; i++) {
        if (id[i] < '0' || id[i] > '9' || i > 6)
            return NULL;
        index = 10 * index + (id[i] - '0');
    }
    for (mf_node *child = self->first; child != NULL; child = child->next)
        if (index-- == 0)
            return child;
    return NULL;
}

void mf_node_append(mf_node *self, mf_node *child)
{
    child->next = NULL;
    if (self->last == NULL)
        self->first = child;
    else
        self->last->next = child;
    self->last = child;
    self->n++;
}

mf_node *mf_node_copy(const mf_node *self, mf_arena *arena)
{
    mf_node *copy = mf_arena_take(arena, 1, sizeof *copy);

    if (copy == NULL)
        return NULL;
    *copy = *self;
    copy->first = copy->last = NULL;
    copy->n = 0;
    for (const mf_node *child = self->first; child != NULL; child = child->next) {
        mf_node *own = mf_node_copy(child, arena);

        if (own == NULL)
            return NULL;
        mf_node_append(copy, own);
    }
    return copy;
}

void mf_node_put(mf_node *owner, const char *name, mf_node *value)
{
    mf_node *child = mf_node_child(owner, name);
    mf_node *next = child == NULL ? NULL : child->next;

    value->name = name;
    if (child == NULL) {
        mf_node_append(owner, value);
        return;
    }
    *child = *value;
    child->next = next;
}

/* One step of a path: a child of a group or an element of a list. */
static const mf_node *step_into(const mf_node *self, const char *name, size_t n)
{
    if (self->kind == MF_NODE_LIST)
        return mf_node_element(self, name, n);
    if (self->kind != MF_NODE_GROUP)
        return NULL;
    for (const mf_node *child = self->first; child != NULL; child = child->next)
        if (strlen(child->name) == n && memcmp(child->name, name, n) == 0)
            return child;
    return NULL;
}

const mf_node *mf_node_nearest(const mf_node *root, const char *setting)
{
    const mf_node *node = root;

    while (*setting != '\0') {
        size_t n = strcspn(setting, ".[]");
        const mf_node *next = n == 0 ? node : step_into(node, setting, n);

        if (next == NULL)
            break;
        node = next;
        setting += n;
        if (*setting != '\0')
            setting++;
    }
    return node;
}

typedef struct mf_path {
    char text[512];
    size_t n;
    mf_diags *diags;
} mf_path;

/* The path grows by a name, or by the id or index of an element. */
static void lengthen(mf_path *path, const mf_node *node, int index)
{
    const char *name = node->name != NULL ? node->name : mf_node_word(node, "id");
    size_t room = sizeof path->text - path->n;
    int n = name != NULL
                ? snprintf(path->text + path->n, room, "%s%s", path->n == 0 ? "" : ".", name)
                : snprintf(path->text + path->n, room, "[%d]", index);

    path->n = n < 0 || (size_t) n >= room ? sizeof path->text - 1 : path->n + (size_t) n;
}

static void complain_inside(const mf_node *self, mf_path *path)
{
    int index = 0;

    if (self->kind == MF_NODE_BAD && self->text != NULL)
        mf_diags_add(path->diags, MF_MISTAKE, self->file, self->line, path->text, "%s", self->text);
    for (const mf_node *child = self->first; child != NULL; child = child->next, index++) {
        size_t mark = path->n;

        lengthen(path, child, index);
        complain_inside(child, path);
        path->n = mark;
        path->text[mark] = '\0';
    }
}

static bool is_well(const mf_node *self)
{
    bool well = self->kind != MF_NODE_BAD;

    for (const mf_node *child = self->first; well && child != NULL; child = child->next)
        well = is_well(child);
    return well;
}

void mf_node_complain(const mf_node *self, const char *path, mf_diags *diags)
{
    mf_path inside = { .diags = diags };
    int n;

    if (is_well(self))
        return; /* nearly always: no path is spelled */
    n = snprintf(inside.text, sizeof inside.text, "%s", path);
    inside.n = n < 0 || (size_t) n >= sizeof inside.text ? sizeof inside.text - 1 : (size_t) n;
    complain_inside(self, &inside);
}

void mf_node_show(const mf_node *self, char *text, size_t room)
{
    switch (self->kind) {
    case MF_NODE_GROUP:
        (void) snprintf(text, room, "a group { }");
        break;
    case MF_NODE_LIST:
        (void) snprintf(text, room, "a list of %d", self->n);
        break;
    case MF_NODE_INT:
        (void) snprintf(text, room, "%" PRId64, self->integer);
        break;
    case MF_NODE_REAL:
        (void) snprintf(text, room, "%.10g", self->real);
        break;
    case MF_NODE_BOOL:
        (void) snprintf(text, room, "%s", self->integer != 0 ? "true" : "false");
        break;
    case MF_NODE_TEXT:
        (void) snprintf(text, room, "\"%.60s%s\"", self->text,
                        strlen(self->text) > 60 ? "..." : "");
        break;
    case MF_NODE_BAD:
        (void) snprintf(text, room, "that");
        break;
    }
}
