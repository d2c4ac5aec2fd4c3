/* policies.h — every kind of intervention on trial in the small world.
 *
 * The table has one row a kind: settings with which it does something and
 * settings with which it does nothing, what it is meant to change and in which
 * direction, the same for its side effect, and how many people it may reach.  A
 * kind without a row, or with a row that leaves a question open, fails
 * test_interventions_bits. */
#ifndef SUPPORT_POLICIES_H
#define SUPPORT_POLICIES_H

#include "support/worlds.h"

typedef double (*measure)(const mf_world *world, const history *past);

typedef struct trial {
    const char *kind;
    const char *active, *neutral; /* its settings, beside id, kind and costs */
    measure main, side;
    int main_sign, side_sign;     /* +1 grows, -1 shrinks */
    double cap;                   /* persons/year that it may reach; 0 where it has no cap */
    const char *at;               /* the queue that keeps to the cap; NULL: its orders do */
    const char *set;              /* one more setting of the world; may be NULL */
} trial;

extern const trial trials[]; /* ends with a NULL kind */

/* The row of a kind; fails if there is none. */
const trial *trial_of(const char *kind);

/* small.cfg as 6000 modelled people, with more law for policies to use and with these
 * interventions instead of its own; `set` may be NULL. */
mf_scenario *small_with(const char *interventions, const char *set);

/* "{ id = "ID"; kind = "KIND"; MORE }" */
void write_policy(char *text, size_t n, const char *id, const char *kind, const char *more,
                  const char *window);

/* Runs it to its end and takes a measure; frees the scenario. */
double measured(mf_scenario *scenario, measure of);

void digest_and_free(mf_scenario *scenario, int workers, char text[MF_DIGEST_TEXT]);

#endif
