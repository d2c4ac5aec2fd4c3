/* listing.h — listings of a study on a terminal. */
#ifndef MF_CLI_LISTING_H
#define MF_CLI_LISTING_H

#include "study/listing.h"

/* Is a row worth its line? */
typedef bool (*cli_listing_filter)(const mf_listing *of, size_t row);

/* Prints columns side by side, of estimates the value and its interval.  Rows with the same text in
 * a first column `measure` stand below one heading. */
void cli_listing_print(const mf_listings *all, const mf_listing *of, cli_listing_filter told);

/* Prints who acts (rows) and whose goal (columns), with steps and words. */
void cli_listing_matrix(const mf_listing *of);

/* Prints title, question and notes. */
void cli_listing_head(const mf_listings *of);
void cli_listing_notes(const mf_listings *of);

/* A column by its name; n_columns if there is none. */
size_t cli_listing_column(const mf_listing *of, const char *name);

#endif
