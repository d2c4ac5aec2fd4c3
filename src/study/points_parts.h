/* points_parts.h — what the two halves of making points share. */
#ifndef MF_STUDY_POINTS_PARTS_H
#define MF_STUDY_POINTS_PARTS_H

#include "study/points.h"

/* Values of all factors at each point of the design: [point][factor]. */
typedef struct mf_point_values {
    size_t n, block;
    const char **at;
} mf_point_values;

enum { MF_PLAN_WORD = 256 };

/* Cuts the next word off "a,b"; false at the end. */
bool mf_points_word(const char **set, char word[MF_PLAN_WORD]);

/* An intervention by its id, or -1; a package by its id, or NULL. */
int mf_points_intervention(const mf_scenario *scenario, const char *id);
const mf_package *mf_points_package(const mf_scenario *scenario, const char *id);

/* Complains of interventions and packages that are not there, or are switched twice. */
void mf_points_check_names(const mf_points *self, mf_diags *diags);

/* The values that the plan's design gives, or its list. */
mf_err mf_points_of_design(mf_points *self, mf_point_values *to, mf_diags *diags, mf_error *err);
mf_err mf_points_of_list(mf_points *self, mf_point_values *to, mf_diags *diags, mf_error *err);

#endif
