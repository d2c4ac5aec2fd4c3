/* files.h — reading whole files, but only those that a scenario may name.
 *
 * A scenario reads what lies in its folder or in the folder's parent (where
 * shared legal systems live); links that lead out of there are refused, as is
 * everything that is not a regular file. */
#ifndef MF_IO_FILES_H
#define MF_IO_FILES_H

#include "base/arena.h"
#include "base/error.h"

enum { MF_FILE_MOST = 4 << 20 /* bytes */ };

typedef struct mf_file {
    const char *shown; /* for messages: as the user would write it */
    const char *real;  /* absolute, links resolved; NULL for text that is in no file */
    const char *text;  /* ends with NUL */
    size_t n;
} mf_file;

typedef struct mf_fence {
    const char *folder; /* of the scenario, as the user would write it: "" or ends with '/' */
    const char *root;   /* absolute; nothing outside is read; NULL: nothing at all */
} mf_fence;

/* The fence around the scenario `file`; strings live in `arena`. */
mf_err mf_fence_init(mf_fence *self, const char *file, mf_arena *arena);

/* Reads the file that the user names on the command line. */
mf_err mf_file_load(mf_file *self, const char *path, mf_arena *arena, mf_error *err);

/* Reads the file `name` that the file `from` (as shown) speaks of. */
mf_err mf_file_load_fenced(mf_file *self, const mf_fence *fence, const char *from,
                           const char *name, mf_arena *arena, mf_error *err);

#endif
