/* folder.h — a folder of a test's own, below $TMPDIR or /tmp.
 *
 * Whoever includes it asks for POSIX first. */
#ifndef SUPPORT_FOLDER_H
#define SUPPORT_FOLDER_H

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Makes it, empty, and writes its path; false if it cannot. */
static inline bool folder_new(char *path, size_t size)
{
    const char *temporary = getenv("TMPDIR");
    int n;

    if (temporary == NULL || temporary[0] == '\0')
        temporary = "/tmp";
    for (int i = 0; i < 1000; i++) {
        n = snprintf(path, size, "%s/mixflow-test.%ld.%d", temporary, (long) getpid(), i);
        if (n < 0 || (size_t) n >= size)
            return false;
        if (mkdir(path, 0700) == 0)
            return true;
        if (errno != EEXIST)
            return false;
    }
    return false;
}

#endif
