/* exchange.h — what the ranks of one large run tell one another in a step.
 *
 * Each rank holds some of the people, in whole settlements, so that all whom a
 * person meets are at hand.  What everybody can know (stocks, counts, waiting
 * people, prices) is the same on all ranks: it follows from sums of integers.
 * Queues and orders are served from merged keys (heads.h).  Alone, nothing of
 * this is done.  A want of memory is left in the world as a refusal. */
#ifndef MF_SIM_EXCHANGE_H
#define MF_SIM_EXCHANGE_H

#include "sim/world.h"

/* Keys told beyond what is likely to be needed.  Tests build with 0: then a rank tells of one at
 * first, and there are many rounds. */
#ifndef MF_SPARE_KEYS
#define MF_SPARE_KEYS 16
#endif

/* Makes room for what is exchanged. */
mf_err mf_exchange_init(mf_world *world);

/* Before the first step: everybody has been counted where they are held. */
void mf_exchange_stock(mf_world *world);

/* The step's counts and those who wait are added up, and who waits longest is found. */
void mf_exchange_counts(mf_world *world);

/* Changes of a status in this step so far, into `change` [cohort][place]. */
const int64_t *mf_exchange_change(mf_world *world, int status);

/* A round about the queues `begin` .. `end` - 1: each rank tells up to about so many that all
 * together could fill their capacity, and twice as many with each further round. */
void mf_exchange_queues(mf_world *world, int begin, int end, int round);

/* A round about those `chosen` here for an order that `wanted` of all ranks may fill; the first
 * *told of them are known. */
void mf_exchange_chosen(mf_world *world, const mf_order *order, const mf_joiner *chosen, size_t n,
                        size_t wanted, int round, size_t *told);

#endif
