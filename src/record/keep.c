#include "record/keep.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool names(const char *word, size_t n, const mf_table *t)
{
    size_t group = strlen(t->group), name = strlen(t->name);

    if (n == 1 && word[0] == '*')
        return true;
    if (group == 0 || n < group || strncmp(word, t->group, group) != 0)
        return false;
    return n == group ||
           (n == group + 1 + name && word[group] == '/' && strncmp(word + group + 1, t->name, name) == 0);
}

bool mf_keep_knows(const char *word)
{
    for (int i = 0; i < MF_N_TABLES; i++)
        if (names(word, strlen(word), &mf_table_list[i]))
            return true;
    return false;
}

void mf_keep_words(const char *list[MF_KEEP_WORDS], char room[MF_KEEP_WORDS][64])
{
    int n = 0;

    for (int i = 0; i < MF_N_TABLES && n < MF_KEEP_WORDS - 2; i++) {
        const mf_table *t = &mf_table_list[i];

        if (t->group[0] == '\0')
            continue;
        if (i == 0 || strcmp(mf_table_list[i - 1].group, t->group) != 0) {
            (void) snprintf(room[n], sizeof room[n], "%s", t->group);
            list[n] = room[n];
            n++;
        }
        (void) snprintf(room[n], sizeof room[n], "%s/%s", t->group, t->name);
        list[n] = room[n];
        n++;
    }
    list[n] = NULL;
}

static bool is_named(const char *list, const mf_table *t)
{
    for (const char *at = list; *at != '\0';) {
        size_t n = strcspn(at, ",");

        if (names(at, n, t))
            return true;
        at += n + (at[n] == ',' ? 1 : 0);
    }
    return false;
}

/* Is anything of the group kept that the table is in, or else its scales are of no use? */
static bool group_is_named(const char *list, const mf_table *t)
{
    for (int i = 0; i < MF_N_TABLES; i++)
        if (strcmp(mf_table_list[i].group, t->group) == 0 && is_named(list, &mf_table_list[i]))
            return true;
    return false;
}

/* Tables that grow belong together: their rows are one thing. */
static bool belongs_to_stream(const mf_table *t)
{
    return strcmp(t->group, "events") == 0 || strcmp(t->group, "trajectories") == 0;
}

void mf_tables_keep(mf_tables *self, const char *list)
{
    bool used[MF_N_AXES] = { false };

    if (list == NULL)
        return;
    for (int i = 0; i < MF_N_TABLES; i++) {
        const mf_table *t = &mf_table_list[i];

        if (t->group[0] == '\0' || self->data[i] == NULL)
            continue;
        if (belongs_to_stream(t) ? !group_is_named(list, t) : !is_named(list, t))
            self->left_out[i] = true;
        for (int a = 0; !self->left_out[i] && t->axis[a] != MF_AXIS_END; a++)
            used[t->axis[a]] = true;
        if (self->left_out[i] && belongs_to_stream(t)) {
            free(self->data[i]);
            self->data[i] = NULL;
        }
    }
    for (int i = 0; i < MF_N_TABLES; i++)
        for (int a = 0; mf_table_list[i].group[0] == '\0' && mf_table_list[i].axis[a] != MF_AXIS_END; a++)
            if (!used[mf_table_list[i].axis[a]])
                self->left_out[i] = true;
}
