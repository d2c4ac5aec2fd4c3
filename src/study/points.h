/* points.h — the design points of a plan, each resolved and checked.
 *
 * A point is a scenario, a set of packages and a value of each factor; with a
 * seed it is a run.  The id of a run is made from the content of its resolved
 * scenario, so the same content has the same id, whatever led to it. */
#ifndef MF_STUDY_POINTS_H
#define MF_STUDY_POINTS_H

#include "io/config.h"
#include "study/plan.h"

enum { MF_RUN_ID = 17 }; /* 16 hex digits and NUL */

typedef struct mf_point {
    int scenario;       /* index */
    const char *package; /* of the plan's sets of packages; "" without */
    const char **value; /* [factor] as text */
    const char *order;  /* words for `mixflow run`, but for the seed and what is kept */
} mf_point;

typedef struct mf_points {
    const mf_plan *plan;
    int n, n_replicates;
    size_t block;             /* points of the design that belong together (design.h); or 1 */
    int n_design;             /* points of the design alone */
    mf_point *at;
    mf_scenario **scenario;   /* [scenario] as it was read */
    mf_source **source;       /* [scenario] its canonical text, for its points */
    const char **name;        /* [scenario] of its file in the batch */
    char (*id)[MF_RUN_ID];    /* [replicate][point] */
    int64_t *seed;            /* [replicate][scenario] */
    mf_arena arena;
} mf_points;

/* Makes and checks all points.  MF_E_SCENARIO with all complaints, at lines of the plan. */
mf_err mf_points_make(mf_points *self, const mf_plan *plan, mf_diags *diags, mf_error *err);
void mf_points_free(mf_points *self);

/* The id that a scenario has with a seed: from its canonical text with that seed in it. */
mf_err mf_points_id(const mf_scenario *scenario, int64_t seed, char id[MF_RUN_ID]);

#endif
