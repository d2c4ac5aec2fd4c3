#include "sim/tally.h"

#include <stdlib.h>
#include <string.h>

#define X(name, word, doc) word,
const char *const mf_fate_words[] = { MF_FATES(X) NULL };
#undef X
#define X(name, word, doc) doc,
const char *const mf_fate_docs[] = { MF_FATES(X) NULL };
#undef X
#define X(name, in_savings, in_debt, word, doc) word,
const char *const mf_ledger_words[] = { MF_LEDGER(X) NULL };
#undef X
#define X(name, in_savings, in_debt, word, doc) doc,
const char *const mf_ledger_docs[] = { MF_LEDGER(X) NULL };
#undef X
#define X(name, in_savings, in_debt, word, doc) in_savings,
const int8_t mf_ledger_in_savings[MF_N_LEDGER] = { MF_LEDGER(X) };
#undef X
#define X(name, in_savings, in_debt, word, doc) in_debt,
const int8_t mf_ledger_in_debt[MF_N_LEDGER] = { MF_LEDGER(X) };
#undef X

static size_t n_stock(const mf_tally *t) { return (size_t) t->n_cohorts * (size_t) t->n_cells; }
static size_t n_flow(const mf_tally *t) { return (size_t) t->n_links * MF_N_FATES * (size_t) t->n_cohorts; }
static size_t n_event(const mf_tally *t)
{
    return (size_t) MF_N_EVENTS * ((size_t) t->n_countries + 1) * (size_t) t->n_cohorts * 2;
}
static size_t n_blocks(const mf_tally *t) { return mf_tally_n_counts(t) / MF_TALLY_BLOCK + 1; }
static size_t n_money(const mf_tally *t) { return MF_N_LEDGER * (size_t) t->n_cohorts; }

size_t mf_tally_n_counts(const mf_tally *self)
{
    return n_stock(self) + n_flow(self) + n_event(self);
}

mf_err mf_tally_init(mf_tally *self, const mf_scenario *scenario, int n_cells)
{
    *self = (mf_tally){ .n_links = scenario->links.n, .n_cohorts = scenario->cohorts.n,
                        .n_cells = n_cells, .n_countries = scenario->countries.n };
    self->touched = calloc(n_blocks(self), sizeof *self->touched);
    self->stock = calloc(mf_tally_n_counts(self) + 1, sizeof *self->stock);
    self->money = calloc(n_money(self) + 1, sizeof *self->money);
    if (self->touched == NULL || self->stock == NULL || self->money == NULL) {
        mf_tally_free(self);
        return MF_E_NOMEM;
    }
    self->flow = self->stock + n_stock(self);
    self->event = self->flow + n_flow(self);
    return MF_OK;
}

void mf_tally_free(mf_tally *self)
{
    free(self->touched);
    free(self->stock);
    free(self->money);
    *self = (mf_tally){ 0 };
}

/* Adds to `self` (NULL: to nothing) what a block holds, and empties it. */
static void empty(mf_tally *from, mf_tally *self, size_t block)
{
    size_t begin = block * MF_TALLY_BLOCK, end = begin + MF_TALLY_BLOCK;

    if (end > mf_tally_n_counts(from))
        end = mf_tally_n_counts(from);
    for (size_t i = begin; self != NULL && i < end; i++)
        self->stock[i] += from->stock[i];
    if (self != NULL)
        self->touched[block] = 1;
    memset(from->stock + begin, 0, (end - begin) * sizeof *from->stock);
    from->touched[block] = 0;
}

void mf_tally_take(mf_tally *self, mf_tally *other)
{
    size_t money = n_money(self), blocks = n_blocks(self);

    for (size_t block = 0; block < blocks; block++)
        if (other->touched[block])
            empty(other, self, block);
    for (size_t i = 0; i < money; i++)
        self->money[i] += other->money[i];
    self->woken += other->woken;
    self->fired += other->fired;
    mf_tally_clear(other);
}

void mf_tally_clear(mf_tally *self)
{
    size_t blocks = n_blocks(self);

    for (size_t block = 0; block < blocks; block++)
        if (self->touched[block])
            empty(self, NULL, block);
    memset(self->money, 0, n_money(self) * sizeof *self->money);
    self->woken = self->fired = 0;
}

void mf_tally_touch_all(mf_tally *self)
{
    memset(self->touched, 1, n_blocks(self));
}
