/* variant.h — one variant of a scenario (the baseline, a package), run several times into briefs.
 *
 * Replicates run side by side, each by one thread: what the page does with its
 * workers.  Replicate r of every variant of the same people met the same luck. */
#ifndef MF_STUDY_VARIANT_H
#define MF_STUDY_VARIANT_H

#include "record/briefing.h"

typedef struct mf_variant {
    const char *id, *name;
    const char *package;    /* NULL: the baseline */
    bool full;              /* at the scale of the scenario, not of the preview */
    int replicates;
    mf_scenario *scenario;
    mf_briefing first;      /* replicate 0, kept for its labels */
    double **value;         /* [replicate][number of the brief] */
    int8_t **fate;          /* [replicate][number of a person] */
    char (*digest)[MF_DIGEST_TEXT]; /* [replicate] */
} mf_variant;

/* Opens the scenario of `text` with the package of `self` and about so many people (0: as it says). */
mf_err mf_variant_open(mf_variant *self, const char *text, double people, mf_error *err);

/* Runs all replicates on `workers` threads. */
mf_err mf_variant_run(mf_variant *self, int workers, mf_error *err);

/* Reads scenario and replicates of a stored result instead (variant_stored.c). */
mf_err mf_variant_stored(mf_variant *self, const char *path, mf_error *err);

/* For both: room for replicates, and what is kept of each. */
mf_err mf_variant_make_room(mf_variant *self, int replicates, mf_error *err);
mf_err mf_variant_keep(mf_variant *self, const mf_briefing *from, int replicate, mf_error *err);

void mf_variant_free(mf_variant *self);

/* Modelled people, newcomers included. */
int64_t mf_variant_people(const mf_variant *self);

/* How many modelled people make a replicate that takes about a tenth of a second in a page: from
 * a pilot of a thousand, counting steps and events, never seconds. */
mf_err mf_variant_preview(const char *text, double *people, mf_error *err);

#endif
