/* bundle_parts.h — what bundles of runs made now and of stored results have in common. */
#ifndef MF_STUDY_BUNDLE_PARTS_H
#define MF_STUDY_BUNDLE_PARTS_H

#include "study/spread.h"

enum { MF_BUNDLE_DIGITS = 4 }; /* significant digits of results */

/* "format", "program", "scenario", "frame", "preview": all that stands before "runs". */
void mf_bundle_head(const mf_variant *base, const char *text, double people, mf_json *out);

/* A variant as an element of "runs"; `whole`: with all blocks.  Differences from `base`, unless it is that. */
void mf_bundle_run(const mf_variant *self, const mf_variant *base, bool whole, mf_json *out);

/* "lives": some people of a preview of `text`, told. */
mf_err mf_bundle_lives(const char *text, double people, mf_json *out, mf_error *err);

#endif
