/* part.h — a file that appears under its name whole or not at all.
 *
 * While it is written it is called .NAME.part.HOST.PID, beside its target.
 * Placing it means: to disk, then renamed, then the folder to disk. */
#ifndef MF_IO_PART_H
#define MF_IO_PART_H

#include <stdbool.h>

#include "base/error.h"

typedef struct mf_part {
    char *target, *folder, *path; /* path: of the part */
    bool force;                   /* may replace an older file */
    bool placed;
} mf_part;

/* Refuses if the target exists (unless `force`) or is no regular file; sweeps
 * away the parts that dead processes of this host left in the folder. */
mf_err mf_part_init(mf_part *self, const char *target, bool force, mf_error *err);

/* Brings the closed part to disk. */
mf_err mf_part_sync(const mf_part *self, mf_error *err);

/* Puts the part in the target's place. */
mf_err mf_part_place(mf_part *self, mf_error *err);

/* Removes the part if it has not been placed, and frees. */
void mf_part_free(mf_part *self);

/* Ends what mf_part_init began, with what has come of it since: all well, the part goes to disk
 * and into its place; otherwise it is removed.  Frees; the code of it all. */
mf_err mf_part_end(mf_part *self, mf_err code, mf_error *err);

/* Bytes that can be written in the folder; -1 if the system does not tell. */
long long mf_part_room(const mf_part *self);

/* Name of this host, never empty. */
enum { MF_HOST_TEXT = 256 };
void mf_host_name(char text[MF_HOST_TEXT]);

#endif
