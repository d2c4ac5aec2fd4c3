/* bundle.h — the data of the page as JSON: the scenario, the frame of a brief, and stored results
 * of the baseline and of every package.  src/web/README.md says what is in it. */
#ifndef MF_STUDY_BUNDLE_H
#define MF_STUDY_BUNDLE_H

#include "base/text.h"
#include "model/scenario.h"

typedef struct mf_bundle_options {
    double people;   /* modelled people of the preview; 0: so many that a replicate is quick */
    int replicates;  /* of each variant at preview scale; 0 counts as 20 */
    int full;        /* replicates of the baseline at the scale of the scenario; may be 0 */
    int workers;     /* threads; 0: as many as the machine offers */
    const char *packages; /* "one,other": only these are stored; NULL: all */
} mf_bundle_options;

typedef struct mf_bundle_watch {
    void *self;
    void (*progress)(void *self, int done, int all, const char *name); /* variants */
    bool (*stopped)(void *self);
} mf_bundle_watch;

/* Runs everything; `watch` may be NULL.  MF_E_USAGE for a package that is not there. */
mf_err mf_bundle(const mf_scenario *scenario, const mf_bundle_options *options,
                 const mf_bundle_watch *watch, mf_buffer *out, mf_error *err);

/* The same from stored results, the baseline first: all blocks of all runs, and no engine needed.
 * Refuses with MF_E_USAGE what is not paired. */
mf_err mf_bundle_stored(const char *const *paths, int n, mf_buffer *out, mf_error *err);

/* What a page is told that shows studies alone, without a run: of which batch, and why. */
typedef struct mf_bundle_alone {
    const char *title, *question; /* of the plan */
    const char *why;              /* "another", "changed" or "gone": report.js has the words */
    const char *planner;          /* the mixflow that planned it, or "" */
} mf_bundle_alone;

mf_err mf_bundle_studies(const mf_bundle_alone *of, mf_buffer *out, mf_error *err);

#endif
