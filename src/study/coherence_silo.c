/* Owners who each serve their own goals, and where they end. */
#include "study/coherence.h"

/* Instruments of an owner, as bits. */
static size_t mask_of(int n_instruments, const int *owner, size_t who)
{
    size_t mask = 0;

    for (int i = 0; i < n_instruments; i++)
        mask |= (size_t) (owner[i] == (int) who) << i;
    return mask;
}

/* The set of its own that serves an owner best, given the others; it moves only to gain. */
static size_t answer(size_t mask, const double *score, size_t now)
{
    size_t best = now;

    for (size_t own = mask;; own = (own - 1) & mask) { /* all subsets of the mask */
        size_t at = (now & ~mask) | own;

        if (score[at] > score[best] + 1e-12)
            best = at;
        if (own == 0)
            return best;
    }
}

/* All owners once, in order. */
static size_t go_round(int k, const int *owner, size_t n_owners, const double *score, size_t now)
{
    for (size_t o = 0; o < n_owners; o++)
        now = answer(mask_of(k, owner, o), score + (o << k), now);
    return now;
}

static bool is_equilibrium(int k, const int *owner, size_t n_owners, const double *score, size_t at)
{
    for (size_t o = 0; o < n_owners; o++)
        if (answer(mask_of(k, owner, o), score + (o << k), at) != at)
            return false;
    return true;
}

static double joint_of(int k, size_t n_owners, const double *score, size_t at)
{
    double sum = 0.0;

    for (size_t o = 0; o < n_owners; o++)
        sum += score[(o << k) + at];
    return sum;
}

mf_silo mf_silo_of(int n_instruments, const int *owner, size_t n_owners, const double *score)
{
    size_t cells = (size_t) 1 << n_instruments, now = 0, next;
    mf_silo silo = { .n_circle = 0 };

    for (size_t c = 0; c < cells; c++)
        silo.n_equilibria += is_equilibrium(n_instruments, owner, n_owners, score, c);
    for (size_t round = 0; round < cells; round++) /* by now it has settled, or turns */
        now = go_round(n_instruments, owner, n_owners, score, now);
    next = now;
    do {
        silo.joint += joint_of(n_instruments, n_owners, score, next);
        silo.n_circle++;
        next = go_round(n_instruments, owner, n_owners, score, next);
    } while (next != now);
    silo.on = now;
    silo.settles = silo.n_circle == 1;
    silo.joint /= (double) silo.n_circle;
    return silo;
}
