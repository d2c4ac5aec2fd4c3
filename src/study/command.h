/* command.h — what `mixflow run` is told about one run of a batch, as a line of words.
 *
 * The line is kept in the batch's table, so that anybody can repeat a run by
 * hand; words that a shell would take apart stand in single quotes. */
#ifndef MF_STUDY_COMMAND_H
#define MF_STUDY_COMMAND_H

#include "base/arena.h"
#include "base/text.h"
#include "io/config.h"

/* Adds a word, quoted if it needs to be. */
void mf_command_add(mf_buffer *line, const char *word);

/* The words of a line, with a NULL after the last; they live in `arena`.  NULL without memory. */
const char **mf_command_words(const char *line, mf_arena *arena, int *n);

/* The words as options of reading and running. */
typedef struct mf_command {
    const char *file;         /* the scenario, or NULL where the line holds options alone */
    const char *out;          /* the result, or NULL */
    mf_config_options config; /* with the seed among its sets */
    const char *keep;         /* tables that are kept, or NULL */
    int threads;              /* 0: not said */
} mf_command;

/* Understands `mixflow run FILE` or nothing, then --set, --package, --people, --seed, --keep ("*":
 * all), --threads and -o, of which the last counts, and --force and --quiet, which change nothing
 * here; false if there is another word, or without memory. */
bool mf_command_read(mf_command *self, const char *line, mf_arena *arena);

#endif
