/* overrides.h — what the command line changes in a scenario before it is read.
 *
 * "--set" and "--package" edit the tree, so that what they bring is typed and
 * checked like the file itself; complaints about it name them as the file. */
#ifndef MF_IO_OVERRIDES_H
#define MF_IO_OVERRIDES_H

#include "io/config.h"
#include "io/tree.h"

/* Edits the tree by options->sets and options->packages. */
mf_err mf_overrides_apply(mf_node *root, const mf_config_options *options, mf_arena *scratch,
                          mf_diags *diags);

/* The second half of that: turns on the interventions of packages "a,b". */
mf_err mf_packages_apply(mf_node *root, const char *packages, mf_arena *scratch,
                         mf_diags *diags);

/* Writes down in the scenario what was asked for, one a line. */
mf_err mf_overrides_note(const mf_config_options *options, mf_scenario *scenario);

/* Makes all weights larger or smaller by one factor, until the modelled people
 * are about options->people (unless that is 0). */
void mf_overrides_people(const mf_config_options *options, mf_scenario *scenario,
                         mf_diags *diags);

#endif
