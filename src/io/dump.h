/* dump.h — a scenario as text.
 *
 * The canonical text holds every setting in the order of the tables, defaults
 * filled in, names resolved back, numbers in their shortest exact form: two
 * scenarios with the same canonical text give the same bits.  It is itself a
 * scenario that reads back to the same canonical text (series from CSV files
 * are written inline). */
#ifndef MF_IO_DUMP_H
#define MF_IO_DUMP_H

#include "base/text.h"
#include "model/scenario.h"

void mf_dump_scenario(const mf_scenario *scenario, mf_buffer *out);

/* A count as it stands there. */
void mf_dump_count(int64_t value, mf_buffer *out);

/* Graphviz source of the legal system. */
void mf_dump_legal(const mf_scenario *scenario, mf_buffer *out);

#endif
