/* labels.h — what never changes in a result: names, times, weights. */
#ifndef MF_RECORD_LABELS_H
#define MF_RECORD_LABELS_H

#include "model/population.h"
#include "record/table.h"

/* Fills the tables that depend on the scenario alone. */
void mf_labels_fill(mf_tables *tables, const mf_population *people);

#endif
