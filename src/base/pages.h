/* pages.h — memory for long columns, in pages as large as the system has.
 *
 * People who wake lie scattered over their column, and with pages of 4 KiB
 * nearly each of them costs a walk through the page table before its record
 * can even be fetched.  Huge pages make the walks rare; where a system has
 * none, this is plain aligned memory. */
#ifndef MF_BASE_PAGES_H
#define MF_BASE_PAGES_H

#include <stddef.h>

/* Memory that begins with a cache line, not zeroed; given back by free().  NULL if there
 * is none. */
void *mf_pages_take(size_t bytes);

#endif
