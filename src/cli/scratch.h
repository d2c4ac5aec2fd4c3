/* scratch.h — a folder of one's own for files that nobody shall keep. */
#ifndef MF_CLI_SCRATCH_H
#define MF_CLI_SCRATCH_H

enum { CLI_SCRATCH = 256 };

/* Makes one, in $TMPDIR or /tmp; the exit status, after saying what is wrong. */
int cli_scratch_make(char folder[CLI_SCRATCH]);

/* Removes it with all that is in it. */
void cli_scratch_remove(const char *folder);

#endif
