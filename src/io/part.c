#define _POSIX_C_SOURCE 200809L /* strdup, fsync, kill, gethostname */

#include "io/part.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

void mf_host_name(char text[MF_HOST_TEXT])
{
    if (gethostname(text, MF_HOST_TEXT - 1) != 0 || text[0] == '\0')
        (void) snprintf(text, MF_HOST_TEXT, "localhost");
    text[MF_HOST_TEXT - 1] = '\0';
    for (char *c = text; *c != '\0'; c++)
        if (*c == '/')
            *c = '_';
}

static mf_err refuse(const mf_part *self, const char *what, mf_error *err)
{
    return mf_fail_at(err, MF_E_FILE, self->target, 0, "cannot %s: %s; earlier results are untouched",
                      what, strerror(errno));
}

/* The process number at the end of .NAME.part.HOST.PID for this host; -1 if it is not such a name. */
static long pid_of(const char *name, const char *host)
{
    static const char mark[] = ".part.";
    const char *last = strrchr(name, '.');
    size_t n_mark = strlen(mark), n_host = strlen(host), before;
    long pid;
    char *end;

    if (name[0] != '.' || last == NULL || !isdigit((unsigned char) last[1]))
        return -1;
    before = (size_t) (last - name);
    if (before <= n_mark + n_host || memcmp(name + before - n_host, host, n_host) != 0 ||
        memcmp(name + before - n_host - n_mark, mark, n_mark) != 0)
        return -1;
    errno = 0;
    pid = strtol(last + 1, &end, 10);
    return *end != '\0' || errno != 0 || pid <= 0 || (pid_t) pid != pid ? -1 : pid;
}

/* Removes what dead processes of this host have left. */
static void sweep(const mf_part *self)
{
    DIR *folder = opendir(self->folder);
    char host[MF_HOST_TEXT];
    const struct dirent *entry;

    if (folder == NULL)
        return;
    mf_host_name(host);
    while ((entry = readdir(folder)) != NULL) {
        long pid = pid_of(entry->d_name, host);

        if (pid > 0 && kill((pid_t) pid, 0) != 0 && errno == ESRCH)
            (void) unlinkat(dirfd(folder), entry->d_name, 0);
    }
    (void) closedir(folder);
}

static mf_err name_all(mf_part *self, const char *target)
{
    const char *slash = strrchr(target, '/');
    const char *name = slash == NULL ? target : slash + 1;
    char host[MF_HOST_TEXT];
    size_t n = strlen(target) + sizeof host + 64;

    mf_host_name(host);
    self->target = strdup(target);
    self->folder = strdup(slash == NULL ? "." : slash == target ? "/" : target);
    self->path = malloc(n);
    if (self->target == NULL || self->folder == NULL || self->path == NULL)
        return MF_E_NOMEM;
    if (slash != NULL && slash != target)
        self->folder[slash - target] = '\0';
    (void) snprintf(self->path, n, "%.*s.%s.part.%s.%ld", (int) (name - target), target, name, host,
                    (long) getpid());
    return MF_OK;
}

mf_err mf_part_init(mf_part *self, const char *target, bool force, mf_error *err)
{
    size_t n = strlen(target);
    struct stat seen;

    *self = (mf_part){ .force = force };
    if (n == 0 || target[n - 1] == '/')
        return mf_fail_at(err, MF_E_FILE, target, 0, "not the name of a file");
    if (name_all(self, target) != MF_OK)
        return mf_fail(err, MF_E_NOMEM, "no room for a name");
    if (stat(target, &seen) == 0) {
        if (!S_ISREG(seen.st_mode))
            return mf_fail_at(err, MF_E_FILE, target, 0, "not a regular file: left as it is");
        if (!force)
            return mf_fail_at(err, MF_E_EXISTS, target, 0,
                              "the result exists already: name another, or say --force");
    } else if (errno != ENOENT) {
        return refuse(self, "look for an older result", err);
    }
    sweep(self);
    (void) unlink(self->path); /* an earlier process with our number */
    return MF_OK;
}

static int sync_path(const char *path, int flags)
{
    int fd = open(path, flags);
    int failed, why;

    if (fd < 0)
        return -1;
    failed = fsync(fd);
    why = errno;
    if (close(fd) != 0 && failed == 0)
        return -1;
    errno = why;
    return failed;
}

mf_err mf_part_sync(const mf_part *self, mf_error *err)
{
    return sync_path(self->path, O_RDONLY) == 0 ? MF_OK : refuse(self, "bring it to disk", err);
}

/* Gives the part its name only if nobody has it. */
static int place_anew(mf_part *self)
{
    struct stat seen;

    if (link(self->path, self->target) == 0) {
        (void) unlink(self->path);
        return 0;
    }
    if (errno == EEXIST || errno == ENOSPC || errno == EIO)
        return -1;
    if (stat(self->target, &seen) == 0) { /* a file system without second names */
        errno = EEXIST;
        return -1;
    }
    return rename(self->path, self->target);
}

mf_err mf_part_place(mf_part *self, mf_error *err)
{
    int failed = self->force ? rename(self->path, self->target) : place_anew(self);

    if (failed != 0 && errno == EEXIST)
        return mf_fail_at(err, MF_E_EXISTS, self->target, 0,
                          "the result has appeared meanwhile: it is left as it is");
    if (failed != 0)
        return refuse(self, "give the result its name", err);
    self->placed = true;
    if (sync_path(self->folder, O_RDONLY | O_DIRECTORY) != 0 && errno != EINVAL && errno != EACCES)
        return mf_fail_at(err, MF_E_FILE, self->target, 0,
                          "the result is complete, but its folder could not be brought to disk: %s",
                          strerror(errno));
    return MF_OK;
}

void mf_part_free(mf_part *self)
{
    if (self->path != NULL && !self->placed)
        (void) unlink(self->path);
    free(self->target);
    free(self->folder);
    free(self->path);
    *self = (mf_part){ 0 };
}

mf_err mf_part_end(mf_part *self, mf_err code, mf_error *err)
{
    if (code == MF_OK)
        code = mf_part_sync(self, err);
    if (code == MF_OK)
        code = mf_part_place(self, err);
    mf_part_free(self);
    return code;
}

long long mf_part_room(const mf_part *self)
{
    struct statvfs room;

    if (statvfs(self->folder, &room) != 0)
        return -1;
    return (long long) room.f_bavail * (long long) room.f_frsize;
}
