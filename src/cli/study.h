/* study.h — verbs that say what many runs say together: sensitivity, coherence.
 *
 * They take a plan, which is run first (its folder is kept, so a second time
 * nothing is computed twice), or a merged batch: its file or its folder. */
#ifndef MF_CLI_STUDY_H
#define MF_CLI_STUDY_H

#include "cli/cli.h"
#include "cli/listing.h"
#include "study/tell.h"

typedef struct cli_study_wishes {
    const char *out, *folder, *listing;
    cli_texts indicators;
    bool force, all, quiet;
    int format;
    int64_t jobs, seed;
} cli_study_wishes;

extern const cli_option cli_study_options[];

/* What a verb tells, and how it is printed for people. */
typedef struct cli_study {
    const cli_verb *verb;
    mf_err (*ahead)(const mf_plan *plan, mf_error *err); /* what its plan needs, before it is run; or NULL */
    mf_err (*tell)(mf_listings *out, const mf_harvest *of, const mf_tell_how *how, mf_error *err);
    void (*print)(const mf_listings *of, bool all);
    const char *main; /* the listing that is CSV, if none is named */
} cli_study;

/* Parses, runs the plan if it is one, tells; the exit status. */
int cli_study_run(const cli_study *study, int argc, char **argv);

#endif
