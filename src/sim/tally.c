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
static size_t n_money(const mf_tally *t) { return MF_N_LEDGER * (size_t) t->n_cohorts; }

mf_err mf_tally_init(mf_tally *self, const mf_scenario *scenario, int n_cells)
{
    *self = (mf_tally){ .n_links = scenario->links.n, .n_cohorts = scenario->cohorts.n,
                        .n_cells = n_cells, .n_countries = scenario->countries.n };
    self->stock = calloc(n_stock(self) + 1, sizeof *self->stock);
    self->flow = calloc(n_flow(self) + 1, sizeof *self->flow);
    self->event = calloc(n_event(self) + 1, sizeof *self->event);
    self->money = calloc(n_money(self) + 1, sizeof *self->money);
    if (self->stock == NULL || self->flow == NULL || self->event == NULL || self->money == NULL) {
        mf_tally_free(self);
        return MF_E_NOMEM;
    }
    return MF_OK;
}

void mf_tally_free(mf_tally *self)
{
    free(self->stock);
    free(self->flow);
    free(self->event);
    free(self->money);
    *self = (mf_tally){ 0 };
}

static void take32(int32_t *sum, int32_t *part, size_t n)
{
    for (size_t i = 0; i < n; i++)
        sum[i] += part[i];
    memset(part, 0, n * sizeof *part);
}

static void take64(int64_t *sum, int64_t *part, size_t n)
{
    for (size_t i = 0; i < n; i++)
        sum[i] += part[i];
    memset(part, 0, n * sizeof *part);
}

void mf_tally_take(mf_tally *self, mf_tally *other)
{
    take32(self->stock, other->stock, n_stock(self));
    take32(self->flow, other->flow, n_flow(self));
    take32(self->event, other->event, n_event(self));
    take64(self->money, other->money, n_money(self));
    self->woken += other->woken;
    self->fired += other->fired;
    other->woken = other->fired = 0;
}

void mf_tally_clear(mf_tally *self)
{
    memset(self->stock, 0, n_stock(self) * sizeof *self->stock);
    memset(self->flow, 0, n_flow(self) * sizeof *self->flow);
    memset(self->event, 0, n_event(self) * sizeof *self->event);
    memset(self->money, 0, n_money(self) * sizeof *self->money);
    self->woken = self->fired = 0;
}
