/* report_batch.h — what a report takes from a batch: what its runs say together, and runs to show.
 *
 * A batch is its folder, once merged, or the merged file.  Studies are those that its design
 * allows.  Runs of a batch keep few tables, so those shown are simulated once more with all of
 * them: the one without policies and, of a full factorial, where each owner serves its own goals,
 * and what is best for all together.  A batch of another mixflow, or whose folder was changed or is
 * gone, cannot be simulated once more: then studies are told from what was merged, and it is said. */
#ifndef MF_CLI_REPORT_BATCH_H
#define MF_CLI_REPORT_BATCH_H

#include "base/text.h"
#include "cli/cli.h"
#include "cli/scratch.h"

/* Says no to a file of what a study has told, and what to give instead. */
mf_err report_judge(const char *path, mf_error *err);

/* Is it a folder, or a merged file? */
bool report_is_batch(const char *path);

/* Files that a batch gives, in a folder of one's own. */
typedef struct report_batch {
    const char *folder;
    char study[2][CLI_SCRATCH + 32]; /* JSON (study/listing.h) */
    int n_studies;
    char run[3][CLI_SCRATCH + 32];   /* results, the one without policies first */
    int n_runs;
    mf_buffer alone;                 /* the page's data if no run can be shown (study/bundle.h), or empty */
} report_batch;

/* Fills the folder, which is there; with `runs`, also the runs. */
mf_err report_batch_take(report_batch *self, const char *path, bool runs, mf_error *err);
void report_batch_free(report_batch *self);

#endif
