/* tree.h — what a scenario file says, before anyone asks what it means.
 *
 * A tree of named groups, lists and values, each with its file and line.
 * libconfig's own settings forget the file of an include that has been
 * resolved and cannot be edited by path, so they are copied into this. */
#ifndef MF_IO_TREE_H
#define MF_IO_TREE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diags.h"
#include "base/error.h"
#include "io/files.h"

struct mf_tokens;

typedef enum mf_node_kind {
    MF_NODE_GROUP,
    MF_NODE_LIST, /* ( ) or [ ] */
    MF_NODE_INT,
    MF_NODE_REAL,
    MF_NODE_BOOL,
    MF_NODE_TEXT,
    MF_NODE_BAD /* a value that was not understood */
} mf_node_kind;

typedef struct mf_node {
    const char *name; /* NULL in a list */
    mf_node_kind kind;
    int64_t integer; /* also of a bool */
    double real;
    const char *text; /* of MF_NODE_BAD: the complaint */
    const char *file;
    int line;
    int n; /* children */
    struct mf_node *first, *last, *next;
} mf_node;

/* Parses the text of a file and what it includes; *root is NULL if there is no
 * sense in it (there is a complaint). */
mf_err mf_tree_parse(const mf_file *file, const mf_fence *fence, mf_arena *arena,
                     mf_diags *diags, mf_node **root);

/* Parses one value of `setting`, such as [0.5, 1.0]; *value is NULL if it has no form. */
mf_err mf_tree_parse_value(const char *text, const char *setting, const char *file,
                           mf_arena *arena, mf_diags *diags, mf_node **value);

/* The tree that judged tokens mean; *root stays NULL after a complaint.  Defined in config.c, the
 * door to libconfig, and for the page in web/grammar.c. */
mf_err mf_tree_of_tokens(const struct mf_tokens *tokens, mf_arena *arena, mf_diags *diags,
                         mf_node **root);

/* The child named `name`, or NULL; also for NULL and for what is no group. */
mf_node *mf_node_child(const mf_node *self, const char *name);

/* The element of a list of groups whose `id` is the first n bytes of `id`, or
 * the element with that index; or NULL. */
mf_node *mf_node_element(const mf_node *self, const char *id, size_t n);

/* The text of the child `name`, or NULL. */
const char *mf_node_word(const mf_node *self, const char *name);

/* Appends a child; takes it out of nothing else. */
void mf_node_append(mf_node *self, mf_node *child);

/* A copy of a node and all in it, sharing its texts; NULL without memory. */
mf_node *mf_node_copy(const mf_node *self, mf_arena *arena);

/* Puts `value` under `name`, in the place of what is there. */
void mf_node_put(mf_node *owner, const char *name, mf_node *value);

/* The node of a setting such as places.LY_TIP.abuse or legal.transitions[3],
 * or its nearest owner that is written; never NULL. */
const mf_node *mf_node_nearest(const mf_node *root, const char *setting);

/* Says all complaints about values in a node that were not understood; `path` is the node's. */
void mf_node_complain(const mf_node *self, const char *path, mf_diags *diags);

/* What a value looks like, for messages: 3, 2.5, "text", a group. */
void mf_node_show(const mf_node *self, char *text, size_t room);

#endif
