/* column.h — a column that holds the elements first .. first + n - 1 of a longer one.
 *
 * It is indexed as if it held them all, so that an index means the same
 * wherever the column is cut.  C knows no arrays that begin elsewhere than at
 * 0, nor arithmetic to the left of one: the address is moved as an integer,
 * and only elements that are there are ever touched. */
#ifndef MF_BASE_COLUMN_H
#define MF_BASE_COLUMN_H

#include <stddef.h>
#include <stdint.h>

/* The column whose element `first` lies at `at` (NULL stays NULL). */
static inline void *mf_column_from(void *at, size_t first, size_t size)
{
    return at == NULL ? NULL : (void *) ((uintptr_t) at - first * size);
}

/* Where the memory of such a column begins: what is to be freed. */
static inline void *mf_column_memory(void *column, size_t first, size_t size)
{
    return column == NULL ? NULL : (void *) ((uintptr_t) column + first * size);
}

#endif
