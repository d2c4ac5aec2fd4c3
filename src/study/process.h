/* process.h — the door to processes: started, given orders, listened to, ended.
 *
 * A process reads orders, a line each, and answers each that it has carried out with one byte,
 * MF_PROCESS_DONE, the last that it says of it.  What else it says, on stdout or stderr, is kept
 * (the end of it, if it says much).  It goes the same way back as orders come, so that its end is
 * heard, too; and when its master is no more, it reads the end of its orders. */
#ifndef MF_STUDY_PROCESS_H
#define MF_STUDY_PROCESS_H

#include <stdbool.h>

#include "base/error.h"

enum { MF_PROCESS_TAIL = 4096, MF_PROCESS_DONE = 4 /* ASCII's end of transmission */ };

typedef enum mf_process_state {
    MF_PROCESS_NONE,
    MF_PROCESS_IDLE,  /* waits for an order; what it said is about the last one */
    MF_PROCESS_BUSY,
    MF_PROCESS_ENDED  /* and what is told after its end is known */
} mf_process_state;

typedef struct mf_process {
    mf_process_state state;
    long pid;
    int line;                        /* to it and from it */
    double since;                    /* the last order, on mf_parallel_clock */
    char tail[2 * MF_PROCESS_TAIL];  /* the last that it said since then */
    int n_tail;
    /* after its end */
    int status;     /* exit status; of one that was killed, -1 */
    int signal;     /* that killed it, or 0 */
    double cpu;     /* seconds of processors */
    double memory;  /* bytes at the most */
} mf_process;

/* Starts a program with words, argv[0] among them.  Variables of the environment whose names begin
 * with one of `hidden` (ends with NULL) are kept from it. */
mf_err mf_process_start(mf_process *self, const char *program, const char *const *words,
                        const char *const *hidden, mf_error *err);

/* Gives an order to an idle process.  Should that have died, its end is heard of next. */
void mf_process_order(mf_process *self, const char *order);

/* There are no more orders: it ends when it has carried out the last. */
void mf_process_dismiss(const mf_process *self);

/* Waits until one of n processes has something to tell, at most so many seconds, and listens. */
void mf_process_wait(mf_process *all, int n, double seconds);

/* Asks it to end, or ends it. */
void mf_process_stop(const mf_process *self, bool at_once);

/* Bytes of memory that a running process has now; 0 if the system does not tell. */
double mf_process_memory(const mf_process *self);

/* Bytes of memory that are free for more processes; 0 if the system does not tell. */
double mf_memory_free(void);

/* Seconds of processors of this process. */
double mf_cpu_here(void);

/* Bytes of memory of this process at the most, since its start or since it was told to forget that
 * (where the system can). */
double mf_memory_here(void);
void mf_memory_forget(void);

#endif
