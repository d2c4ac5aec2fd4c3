/* progress.h — how far a run is, told on stderr.
 *
 * On a terminal one line that is written over, with the time left; elsewhere a
 * plain line at every tenth of the way or once a minute. */
#ifndef MF_CLI_PROGRESS_H
#define MF_CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

typedef enum cli_progress_mode {
    CLI_PROGRESS_AUTO, /* a line on a terminal, plain elsewhere */
    CLI_PROGRESS_PLAIN,
    CLI_PROGRESS_NONE
} cli_progress_mode;

extern const char *const cli_progress_words[];

typedef struct cli_progress {
    bool line, plain;
    double started, shown; /* seconds on mf_parallel_clock */
    int tenth;             /* of the way, last told */
    bool open;             /* the line on the terminal waits for its end */
} cli_progress;

void cli_progress_start(cli_progress *self, cli_progress_mode mode);

/* Run `run` of `runs` has done `step` of `steps` and stands at `day`. */
void cli_progress_tell(cli_progress *self, int run, int runs, int step, int steps, int day);

/* Of a batch: so many of all runs are done, have failed, and are under way. */
typedef struct cli_batch_way {
    int done, failed, running, all;
    double left; /* seconds; negative: not known */
} cli_batch_way;
void cli_progress_batch(cli_progress *self, const cli_batch_way *way);

/* Ends the line on the terminal. */
void cli_progress_end(cli_progress *self);

/* From now on Ctrl-C is noted; a second one ends the program at once. */
void cli_interrupt_watch(void);
bool cli_interrupted(void);

/* The same, for the watch of a run (study/run.h), of whatever it is. */
bool cli_is_stopped(void *watch);

#endif
