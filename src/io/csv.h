/* csv.h — a column of a table of dates, as scenarios keep them beside the file.
 *
 * The first line names the columns, one of them `date`; lines that begin with
 * # and empty lines are left out; fields may stand in quotation marks. */
#ifndef MF_IO_CSV_H
#define MF_IO_CSV_H

#include "io/reader.h"

/* A file that was read. */
typedef struct mf_csv {
    mf_file file;
    const char *from, *name; /* as asked for */
    bool refused;            /* there is a complaint already */
    struct mf_csv *next;
} mf_csv;

/* The file that `node` (its text) names; NULL after a complaint. */
const mf_csv *mf_csv_open(mf_reader *reader, const mf_node *node);

/* Reads one column as a series; each value is judged by `row`. */
bool mf_csv_read(mf_reader *reader, const mf_csv *csv, const mf_param *row,
                 const mf_node *column, mf_series *series);

#endif
