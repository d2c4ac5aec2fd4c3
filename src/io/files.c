#define _XOPEN_SOURCE 700 /* realpath, fstat */

#include "io/files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The folder of a path, with its '/'; "" for the present one. */
static char *folder_of(const char *path, mf_arena *arena)
{
    const char *slash = strrchr(path, '/');
    size_t n = slash == NULL ? 0 : (size_t) (slash - path) + 1;
    char *folder = mf_arena_take(arena, n + 1, 1);

    if (folder != NULL)
        memcpy(folder, path, n);
    return folder;
}

/* Absolute, links resolved; NULL and errno if there is no such file. */
static char *real_of(const char *path, mf_arena *arena)
{
    char *real = realpath(path, NULL);
    char *copy = mf_arena_text(arena, real);

    if (real != NULL && copy == NULL)
        errno = ENOMEM;
    free(real);
    return copy;
}

mf_err mf_fence_init(mf_fence *self, const char *file, mf_arena *arena)
{
    char *slash, *root;

    *self = (mf_fence){ .folder = folder_of(file, arena) };
    if (self->folder == NULL)
        return MF_E_NOMEM;
    root = real_of(self->folder[0] == '\0' ? "." : self->folder, arena);
    if (root == NULL)
        return MF_OK;
    slash = strrchr(root, '/');
    if (slash != root) /* a folder in "/" is its own fence */
        *slash = '\0';
    self->root = root;
    return MF_OK;
}

static bool is_inside(const mf_fence *fence, const char *real)
{
    size_t n = strlen(fence->root);

    return strncmp(real, fence->root, n) == 0
           && (real[n] == '/' || (n > 0 && fence->root[n - 1] == '/'));
}

/* Reads n bytes, or fewer if the file ends. */
static ssize_t read_all(int handle, char *text, size_t n)
{
    size_t got = 0;

    while (got < n) {
        ssize_t more = read(handle, text + got, n - got);

        if (more < 0 && errno == EINTR)
            continue;
        if (more < 0)
            return -1;
        if (more == 0)
            break;
        got += (size_t) more;
    }
    return (ssize_t) got;
}

static mf_err load_open(mf_file *self, int handle, mf_arena *arena, mf_error *err)
{
    struct stat about;
    ssize_t got;
    char *text;

    if (fstat(handle, &about) != 0)
        return mf_fail(err, MF_E_FILE, "cannot be read: %s", strerror(errno));
    if (!S_ISREG(about.st_mode))
        return mf_fail(err, MF_E_FILE, "is not a regular file");
    if (about.st_size > MF_FILE_MOST)
        return mf_fail(err, MF_E_FILE, "is larger than %d MiB", MF_FILE_MOST >> 20);
    text = mf_arena_take(arena, (size_t) about.st_size + 1, 1);
    if (text == NULL)
        return mf_fail(err, MF_E_NOMEM, "%s", mf_err_text(MF_E_NOMEM));
    got = read_all(handle, text, (size_t) about.st_size);
    if (got < 0)
        return mf_fail(err, MF_E_FILE, "cannot be read: %s", strerror(errno));
    self->text = text;
    self->n = (size_t) got;
    return MF_OK;
}

static mf_err load_real(mf_file *self, const char *real, mf_arena *arena, mf_error *err)
{
    /* O_NONBLOCK: opening a pipe must not wait for its writer */
    int handle = open(real, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    mf_err code;

    if (handle < 0)
        return mf_fail(err, MF_E_FILE, "cannot be opened: %s", strerror(errno));
    code = load_open(self, handle, arena, err);
    (void) close(handle);
    self->real = real;
    return code;
}

mf_err mf_file_load(mf_file *self, const char *path, mf_arena *arena, mf_error *err)
{
    char *real = real_of(path, arena);

    *self = (mf_file){ .shown = mf_arena_text(arena, path) };
    if (real == NULL)
        return mf_fail(err, errno == ENOMEM ? MF_E_NOMEM : MF_E_FILE, "%s: cannot be opened: %s", path,
                       strerror(errno));
    if (self->shown == NULL)
        return mf_fail(err, MF_E_NOMEM, "%s", mf_err_text(MF_E_NOMEM));
    if (load_real(self, real, arena, err) != MF_OK)
        return mf_fail(err, err == NULL ? MF_E_FILE : err->code, "%s %s", path,
                       err == NULL ? "" : err->text);
    return MF_OK;
}

/* Takes "name/../" and "./" out of a path, in place. */
static void shorten(char *path)
{
    char *dots = strstr(path, "/../");

    while (dots != NULL) {
        char *begin = dots;

        while (begin > path && begin[-1] != '/')
            begin--;
        if (begin == dots || strncmp(begin, "../", 3) == 0) {
            dots = strstr(dots + 1, "/../");
            continue;
        }
        memmove(begin, dots + 4, strlen(dots + 4) + 1);
        dots = strstr(path, "/../");
    }
}

mf_err mf_file_load_fenced(mf_file *self, const mf_fence *fence, const char *from,
                           const char *name, mf_arena *arena, mf_error *err)
{
    const char *folder = strncmp(from, "--", 2) == 0 ? fence->folder : folder_of(from, arena);
    char *path, *real;

    *self = (mf_file){ 0 };
    if (name[0] == '\0')
        return mf_fail(err, MF_E_FILE, "has no name");
    if (name[0] == '/')
        return mf_fail(err, MF_E_FILE, "is an absolute path; write it relative to this file");
    if (fence->root == NULL)
        return mf_fail(err, MF_E_FILE, "cannot be looked for: the scenario is in no folder");
    path = folder == NULL ? NULL : mf_arena_take(arena, strlen(folder) + strlen(name) + 1, 1);
    if (path == NULL)
        return mf_fail(err, MF_E_NOMEM, "%s", mf_err_text(MF_E_NOMEM));
    (void) strcat(strcpy(path, folder), name);
    real = real_of(path, arena);
    if (real == NULL)
        return mf_fail(err, errno == ENOMEM ? MF_E_NOMEM : MF_E_FILE, "cannot be opened: %s",
                       strerror(errno));
    if (!is_inside(fence, real))
        return mf_fail(err, MF_E_FILE, "lies outside the folders that a scenario may read");
    shorten(path);
    self->shown = path;
    return load_real(self, real, arena, err);
}
