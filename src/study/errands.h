/* errands.h — one process that does run after run.
 *
 * A command is a line as of `mixflow run` (command.h), and what it leaves is what `mixflow run`
 * leaves: the same bits under the same name, or nothing.  The process has been started and linked
 * once, and a scenario file that many commands name is parsed once; its settings are read and
 * checked for each. */
#ifndef MF_STUDY_ERRANDS_H
#define MF_STUDY_ERRANDS_H

#include "base/diags.h"
#include "io/config.h"
#include "study/batch.h"
#include "study/run.h"

typedef struct mf_errands {
    mf_source *source; /* of the last scenario file, or NULL */
    char *file;        /* its name */
} mf_errands;

/* Does what a command says.  The summary is to be freed whatever is returned; complaints about the
 * scenario are added to `diags`. */
mf_err mf_errands_do(mf_errands *self, const char *command, const mf_run_watch *watch,
                     mf_run_summary *summary, mf_diags *diags, mf_error *err);

/* The same for run i of a batch, with more options, its result somewhere else. */
mf_err mf_errands_repeat(mf_errands *self, const mf_batch *batch, int i, const char *options,
                         const char *out, const mf_run_watch *watch, mf_run_summary *summary,
                         mf_diags *diags, mf_error *err);

void mf_errands_free(mf_errands *self);

#endif
