/* config.h — from a file in libconfig's language to a scenario.
 *
 * libconfig 1.5 wraps large integers silently, leaves the process on some
 * includes and forgets the text of numbers, so a pre-lexer (lexer.h) reads the
 * bytes first.  Then every setting is read by its row in the tables of
 * settings; what no row asks for is a mistake.  All complaints are gathered. */
#ifndef MF_IO_CONFIG_H
#define MF_IO_CONFIG_H

#include "base/diags.h"
#include "model/scenario.h"

typedef struct mf_config_options {
    const char *const *sets; /* n_sets texts "path=value", as from --set */
    int n_sets;
    const char *packages;    /* "near_home,training", or NULL */
    double people;           /* draw the same population as so many modelled people; 0 as written */
    bool run_only;           /* to be run, never written down: leaves its canonical text NULL */
} mf_config_options;

/* Reads, checks and seals a scenario.  With any mistake in `diags` returns
 * MF_E_SCENARIO and leaves *scenario NULL.  Warnings do not refuse. */
mf_err mf_config_read(const char *file, const mf_config_options *options,
                      mf_scenario **scenario, mf_diags *diags, mf_error *err);

/* The same from text; `file` names it in messages, and includes and CSV files
 * are looked for beside it. */
mf_err mf_config_read_text(const char *text, const char *file,
                           const mf_config_options *options, mf_scenario **scenario,
                           mf_diags *diags, mf_error *err);

/* A file that was read once, for many scenarios that differ by their options: what its bytes mean
 * is found out once, what its settings mean each time. */
typedef struct mf_source mf_source;

mf_err mf_source_read(mf_source **self, const char *file, mf_error *err);
mf_err mf_source_read_text(mf_source **self, const char *text, const char *file, mf_error *err);
void mf_source_free(mf_source *self);

/* The scenario that mf_config_read would give, with the same complaints. */
mf_err mf_source_resolve(const mf_source *self, const mf_config_options *options,
                         mf_scenario **scenario, mf_diags *diags, mf_error *err);

#endif
