/* tally.h — what happened in a step, counted.
 *
 * Each worker counts for itself in integers; the sums do not depend on who
 * counted what.  All counts are of modelled people; weights come later.
 *
 * There are more things that can happen than happen in a step to a few thousand
 * people.  So a tally knows which of its blocks were touched, and the others are
 * neither added up nor cleared nor looked at. */
#ifndef MF_SIM_TALLY_H
#define MF_SIM_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "model/scenario.h"

/* What becomes of a passage. */
#define MF_FATES(X)                                                            \
    X(BEGUN, "begun", "departures on the link")                                \
    X(ARRIVED, "arrived", "arrivals at its end")                               \
    X(DIED, "died", "deaths on it")                                            \
    X(INTERCEPTED, "intercepted", "interceptions")                             \
    X(PUSHED_BACK, "pushed_back", "arrivals without access to a claim, brought back")

#define X(name, word, doc) MF_FATE_##name,
enum mf_fate { MF_FATES(X) MF_N_FATES };
#undef X

/* Sources and sinks of money.  sign in savings, sign in debt, word, doc */
#define MF_LEDGER(X)                                                           \
    X(ENTERED, 1, 0, "entered", "savings that people bring in on entering")    \
    X(EARNED, 1, 0, "earned", "put by from earnings and support")              \
    X(LIVED_ON, -1, 0, "lived_on", "savings lived on")                         \
    X(REMITTED, -1, 0, "remitted", "sent home")                                \
    X(REPAID, -1, -1, "repaid", "debt repaid")                                 \
    X(BORROWED, 1, 1, "borrowed", "borrowed for a journey or a ransom")        \
    X(INTEREST, 0, 1, "interest", "interest on debt")                          \
    X(SMUGGLERS, -1, 0, "smugglers", "paid to smugglers")                      \
    X(TRAVEL, -1, 0, "travel", "paid for other travel")                        \
    X(RANSOM, -1, 0, "ransom", "paid as ransom")                               \
    X(ROBBED, -1, 0, "robbed", "taken in robberies")                           \
    X(AID, 1, 0, "aid", "given to those who return")                           \
    X(LEFT, -1, 0, "left", "savings left behind at death")                     \
    X(CANCELLED, 0, -1, "cancelled", "debt cancelled at death")

#define X(name, in_savings, in_debt, word, doc) MF_LEDGER_##name,
enum mf_ledger { MF_LEDGER(X) MF_N_LEDGER };
#undef X

extern const char *const mf_fate_words[], *const mf_fate_docs[];
extern const char *const mf_ledger_words[], *const mf_ledger_docs[];
extern const int8_t mf_ledger_in_savings[MF_N_LEDGER], mf_ledger_in_debt[MF_N_LEDGER];

enum { MF_TALLY_BLOCK = 64 };

typedef struct mf_tally {
    int n_links, n_cohorts, n_cells, n_countries;
    uint8_t *touched; /* [block] 1 if one of its counts may differ from zero */
    int32_t *stock;   /* [cohort][cell] change; flow and event lie behind it, in one piece */
    int32_t *flow;    /* [link][fate][cohort] */
    int32_t *event;   /* [event][country + 1][cohort][in need 0/1]; the last country is "on the way" */
    int64_t *money;   /* [ledger][cohort] cents */
    int64_t woken, fired; /* people looked at, and those to whom something happened */
} mf_tally;

mf_err mf_tally_init(mf_tally *self, const mf_scenario *scenario, int n_cells);
void mf_tally_free(mf_tally *self);

/* Numbers of stock, flow and event together. */
size_t mf_tally_n_counts(const mf_tally *self);

/* Adds `other` and empties it. */
void mf_tally_take(mf_tally *self, mf_tally *other);
void mf_tally_clear(mf_tally *self);

/* Anything may have changed: `stock` was written to as a whole. */
void mf_tally_touch_all(mf_tally *self);

static inline const int32_t *mf_tally_stock(const mf_tally *t, int cohort, int cell)
{
    return &t->stock[(size_t) cohort * (size_t) t->n_cells + (size_t) cell];
}

static inline const int32_t *mf_tally_flow(const mf_tally *t, int link, int fate, int cohort)
{
    return &t->flow[((size_t) link * MF_N_FATES + (size_t) fate) * (size_t) t->n_cohorts +
                    (size_t) cohort];
}

static inline const int32_t *mf_tally_event(const mf_tally *t, int event, int country, int cohort,
                                            int in_need)
{
    size_t row = (size_t) event * ((size_t) t->n_countries + 1) +
                 (size_t) (country < 0 ? t->n_countries : country);

    return &t->event[(row * (size_t) t->n_cohorts + (size_t) cohort) * 2 + (size_t) in_need];
}

/* Counts `n` more at one of these: the only way to change a count. */
static inline void mf_tally_add(mf_tally *t, const int32_t *count, int32_t n)
{
    size_t i = (size_t) (count - t->stock);

    t->stock[i] += n;
    t->touched[i / MF_TALLY_BLOCK] = 1;
}

/* May any of `n` counts in a row differ from zero? */
static inline bool mf_tally_any(const mf_tally *t, const int32_t *first, size_t n)
{
    size_t i = (size_t) (first - t->stock), last = (i + n - 1) / MF_TALLY_BLOCK;
    bool any = false;

    for (size_t block = i / MF_TALLY_BLOCK; block <= last; block++)
        any |= t->touched[block] != 0;
    return any;
}

static inline int64_t *mf_tally_money(const mf_tally *t, int ledger, int cohort)
{
    return &t->money[(size_t) ledger * (size_t) t->n_cohorts + (size_t) cohort];
}

#endif
