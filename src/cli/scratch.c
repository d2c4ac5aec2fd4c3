#define _XOPEN_SOURCE 700 /* nftw */

#include "cli/scratch.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"

int cli_scratch_make(char folder[CLI_SCRATCH])
{
    const char *tmp = getenv("TMPDIR");

    for (int n = 0; n < 1000; n++) {
        (void) snprintf(folder, CLI_SCRATCH, "%s/mixflow-%ld-%d",
                        tmp == NULL || tmp[0] == '\0' ? "/tmp" : tmp, (long) getpid(), n);
        if (mkdir(folder, 0700) == 0)
            return 0;
        if (errno != EEXIST)
            break;
    }
    cli_say("%s: cannot be made: %s", folder, strerror(errno));
    return mf_err_status(MF_E_FILE);
}

static int remove_one(const char *path, const struct stat *found, int kind, struct FTW *where)
{
    (void) found;
    (void) kind;
    (void) where;
    (void) remove(path);
    return 0;
}

void cli_scratch_remove(const char *folder)
{
    enum { OPEN_AT_ONCE = 8 };

    (void) nftw(folder, remove_one, OPEN_AT_ONCE, FTW_DEPTH | FTW_PHYS);
}
