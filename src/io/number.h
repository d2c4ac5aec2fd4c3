/* number.h — numbers as they may be written, whatever the locale. */
#ifndef MF_IO_NUMBER_H
#define MF_IO_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

/* May a scenario write this number?  If so *real says whether it has a point or
 * an exponent; if not `complaint` says why, and what to write. */
bool mf_number_judge(const char *text, size_t n, bool *real, char *complaint, size_t room);

/* Reads a number as in a CSV file, all of `text`; false if it is none. */
bool mf_number_read(const char *text, size_t n, double *value);

#endif
