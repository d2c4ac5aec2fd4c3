/* diags.h — all complaints about one input, gathered before anyone gives up.
 *
 * A complaint names file, line and setting, so that its reader can go there.
 * Complaints are kept in the order of file and line; beyond MF_DIAGS_MOST they
 * are counted, not kept. */
#ifndef MF_BASE_DIAGS_H
#define MF_BASE_DIAGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

enum { MF_DIAGS_MOST = 500 };

typedef enum mf_severity { MF_MISTAKE, MF_WARNING } mf_severity;

typedef struct mf_diag {
    mf_severity severity;
    int line;
    char *file;    /* as the user wrote it, or "--set" */
    char *setting; /* path such as places.LY_TIP.abuse, or "" */
    char *text;
} mf_diag;

typedef struct mf_diags {
    mf_diag *at;
    size_t n, room;
    size_t mistakes, warnings; /* all of them, also those beyond the limit */
    bool starved;              /* memory ran out while complaining */
} mf_diags;

void mf_diags_free(mf_diags *self);

/* Adds a complaint; any of `file` and `setting` may be NULL. */
void mf_diags_add(mf_diags *self, mf_severity severity, const char *file,
                  int line, const char *setting, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

/* Sorts by file, line and order of arrival. */
void mf_diags_sort(mf_diags *self);

#endif
