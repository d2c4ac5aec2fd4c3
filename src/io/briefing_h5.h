/* briefing_h5.h — a stored result as briefs: its tables in the place of those that a run would fill. */
#ifndef MF_IO_BRIEFING_H5_H
#define MF_IO_BRIEFING_H5_H

#include "io/result_h5.h"
#include "record/briefing.h"

/* Fills the tables of a briefing that has begun with those of a stored replicate, follows its
 * events and completes the brief.  The scenario is that of the result. */
mf_err mf_briefing_read(mf_briefing *self, const mf_result *from, int replicate, mf_error *err);

#endif
