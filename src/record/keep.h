/* keep.h — which tables of a run are written: a list such as "outcomes,indicators/by_year".
 *
 * A word names a group, or a table as group/name; "*" is all.  Tables of the root
 * (axes, and what is said of their elements) are written where a kept table has
 * their axes.  Events and trajectories that are not kept are not recorded at all. */
#ifndef MF_RECORD_KEEP_H
#define MF_RECORD_KEEP_H

#include "record/table.h"

/* Does a word name a table or a group? */
bool mf_keep_knows(const char *word);

/* All words but "*", ended by NULL. */
enum { MF_KEEP_WORDS = MF_N_TABLES + 32 };
void mf_keep_words(const char *names[MF_KEEP_WORDS], char room[MF_KEEP_WORDS][64]);

/* Leaves out what the list, with words known, does not name; NULL: nothing. */
void mf_tables_keep(mf_tables *self, const char *list);

#endif
