/* process.h — the door to processes: started, listened to, ended.
 *
 * What a process says on stderr is kept (its end, if it says much); the pipe it
 * speaks through also tells when it ends.  It reads nothing and its stdout goes
 * nowhere. */
#ifndef MF_STUDY_PROCESS_H
#define MF_STUDY_PROCESS_H

#include <stdbool.h>

#include "base/error.h"

enum { MF_PROCESS_TAIL = 4096 };

typedef struct mf_process {
    long pid; /* 0: none */
    int pipe;
    double started;                  /* on mf_parallel_clock */
    char tail[2 * MF_PROCESS_TAIL];  /* the last that it said */
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

/* Waits until one of n processes has something to tell, at most so many seconds, and listens.
 * Those that have ended have pid 0 from then on, and their `ended` is true. */
void mf_process_wait(mf_process *all, int n, double seconds, bool *ended);

/* Asks it to end, or ends it. */
void mf_process_stop(const mf_process *self, bool at_once);

/* Bytes of memory of a running process at the most so far; 0 if the system does not tell. */
double mf_process_memory(const mf_process *self);

/* Bytes of memory that are free for more processes; 0 if the system does not tell. */
double mf_memory_free(void);

/* Seconds of processors of this process. */
double mf_cpu_here(void);

/* Bytes of memory of this process at the most. */
double mf_memory_here(void);

#endif
