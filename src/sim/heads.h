/* heads.h — who stands first, over all ranks: the keys of a queue, merged in rounds.
 *
 * Each rank knows the order of its own people.  In a round it tells, for every
 * line that is still open, the next few of them, and whether there are more;
 * all ranks hear the same and so serve the same people in the same order, each
 * carrying out what concerns its own.  A line waits for the next round when
 * somebody who has not been told yet might stand before the next. */
#ifndef MF_SIM_HEADS_H
#define MF_SIM_HEADS_H

#include "par/comm.h"

/* Somebody who waits, as all ranks see it. */
typedef struct mf_head {
    uint64_t order;  /* the smallest is next; of equals, the smallest id */
    uint32_t person;
    uint16_t line;
    uint16_t cohort;
    uint16_t joined; /* step */
    bool able;       /* will what is asked for come about? */
    bool more;       /* the last that its rank tells in this round, but not the last in line */
} mf_head;

enum mf_next { MF_NEXT_HERE, MF_NEXT_NOBODY, MF_NEXT_LATER };

typedef struct mf_heads {
    mf_bytes mine;    /* what this rank tells */
    mf_blocks told;   /* what all have told */
    mf_bytes waiting; /* those of all lines, in order */
    struct mf_heads_line *line;
    size_t n_lines;
} mf_heads;

mf_err mf_heads_init(mf_heads *self, size_t n_lines);
void mf_heads_free(mf_heads *self);

/* Begins anew: nobody has been told in any line. */
void mf_heads_open(mf_heads *self);

/* Tells of the next in a line of this rank. */
mf_err mf_heads_tell(mf_heads *self, const mf_head *head);

/* Ends a round in which the lines `begin` .. `end` - 1 were told of: hears all ranks.  Fails
 * everywhere if it fails anywhere; `told` is how telling went here. */
mf_err mf_heads_hear(mf_heads *self, const mf_comm *comm, size_t begin, size_t end, mf_err told);

/* The next in a line; whoever is MF_NEXT_HERE is served, or the line closed. */
enum mf_next mf_heads_next(const mf_heads *self, size_t line, mf_head *next);
void mf_heads_served(mf_heads *self, size_t line);
void mf_heads_close(mf_heads *self, size_t line);

#endif
