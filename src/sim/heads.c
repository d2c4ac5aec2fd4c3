#include "sim/heads.h"

#include <stdlib.h>
#include <string.h>

typedef struct mf_heads_line {
    size_t next, end;  /* in `waiting` */
    bool closed, more; /* more: somebody has more to tell than the horizon */
    mf_head horizon;   /* the first of those who were told as last but have others behind them */
} mf_heads_line;

mf_err mf_heads_init(mf_heads *self, size_t n_lines)
{
    *self = (mf_heads){ .n_lines = n_lines };
    self->line = calloc(n_lines + 1, sizeof *self->line);
    return self->line == NULL ? MF_E_NOMEM : MF_OK;
}

void mf_heads_free(mf_heads *self)
{
    mf_bytes_free(&self->mine);
    mf_blocks_free(&self->told);
    mf_bytes_free(&self->waiting);
    free(self->line);
    *self = (mf_heads){ .n_lines = 0 };
}

void mf_heads_open(mf_heads *self)
{
    memset(self->line, 0, self->n_lines * sizeof *self->line);
    self->mine.n = self->waiting.n = 0;
}

mf_err mf_heads_tell(mf_heads *self, const mf_head *head)
{
    mf_head clean;

    memset(&clean, 0, sizeof clean); /* what lies between the fields is sent, too */
    clean.order = head->order;
    clean.person = head->person;
    clean.line = head->line;
    clean.cohort = head->cohort;
    clean.joined = head->joined;
    clean.able = head->able;
    clean.more = head->more;
    return mf_bytes_add(&self->mine, &clean, sizeof clean);
}

static int compare(const mf_head *a, const mf_head *b)
{
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    return a->person < b->person ? -1 : a->person > b->person;
}

static int compare_any(const void *a, const void *b)
{
    return compare(a, b);
}

/* Keeps those who were told in earlier rounds and still wait. */
static void keep_waiting(mf_heads *self)
{
    mf_head *all = (mf_head *) (void *) self->waiting.at;
    size_t n = 0;

    for (size_t l = 0; l < self->n_lines; l++) {
        const mf_heads_line *line = &self->line[l];

        for (size_t i = line->next; !line->closed && i < line->end; i++)
            all[n++] = all[i];
    }
    self->waiting.n = n * sizeof *all;
}

static void find_lines(mf_heads *self)
{
    const mf_head *all = (const mf_head *) (const void *) self->waiting.at;
    size_t n = self->waiting.n / sizeof *all, at = 0;

    for (size_t l = 0; l < self->n_lines; l++) {
        self->line[l].next = at;
        while (at < n && all[at].line == l)
            at++;
        self->line[l].end = at;
    }
}

static void find_horizons(mf_heads *self, size_t begin, size_t end)
{
    const mf_head *told = (const mf_head *) (const void *) self->told.all.at;

    for (size_t l = begin; l < end; l++)
        self->line[l].more = false;
    for (size_t i = 0; i < self->told.all.n / sizeof *told; i++) {
        mf_heads_line *line = &self->line[told[i].line];

        if (told[i].more && (!line->more || compare(&told[i], &line->horizon) < 0)) {
            line->more = true;
            line->horizon = told[i];
        }
    }
}

/* All ranks hold the same, so they come to want more room at the same time. */
static mf_err make_room(mf_heads *self, const mf_comm *comm)
{
    size_t n = self->waiting.n + self->told.all.n;

    return n <= self->waiting.room
               ? MF_OK
               : mf_comm_agree(comm, mf_bytes_reserve(&self->waiting, n), NULL);
}

mf_err mf_heads_hear(mf_heads *self, const mf_comm *comm, size_t begin, size_t end, mf_err told)
{
    MF_TRY(mf_comm_agree(comm, told, NULL));
    MF_TRY(mf_comm_share(comm, self->mine.at, self->mine.n, &self->told));
    self->mine.n = 0;
    keep_waiting(self);
    MF_TRY(make_room(self, comm));
    MF_TRY(mf_bytes_add(&self->waiting, self->told.all.at, self->told.all.n));
    if (self->waiting.n > 0)
        qsort(self->waiting.at, self->waiting.n / sizeof(mf_head), sizeof(mf_head), compare_any);
    find_lines(self);
    find_horizons(self, begin, end);
    return MF_OK;
}

enum mf_next mf_heads_next(const mf_heads *self, size_t line, mf_head *next)
{
    const mf_heads_line *l = &self->line[line];
    const mf_head *all = (const mf_head *) (const void *) self->waiting.at;

    if (l->next == l->end)
        return l->more ? MF_NEXT_LATER : MF_NEXT_NOBODY;
    if (l->more && compare(&all[l->next], &l->horizon) > 0)
        return MF_NEXT_LATER;
    *next = all[l->next];
    return MF_NEXT_HERE;
}

void mf_heads_served(mf_heads *self, size_t line)
{
    self->line[line].next++;
}

void mf_heads_close(mf_heads *self, size_t line)
{
    self->line[line].closed = true;
}
