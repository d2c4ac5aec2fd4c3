/* Loaded before everything else: the n-th call that touches a result fails, as asked.
 *
 *   FAULT_IN    only files whose path holds this text count
 *   FAULT_AT    number of the call that fails, from 1; 0: none, they are only counted
 *   FAULT_HOW   an errno, "kill" (as by kill -9), or "torn" (half is written, then killed)
 *   FAULT_ALL   set: every later call fails, too
 *   FAULT_COUNT where the number of calls is written at the end */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { FILES = 1024 };

static char ours[FILES]; /* descriptors of files that count */
static long calls;

static const char *setting(const char *name)
{
    const char *value = getenv(name);

    return value == NULL ? "" : value;
}

static int counts(const char *path)
{
    const char *in = setting("FAULT_IN");

    return path != NULL && in[0] != '\0' && strstr(path, in) != NULL;
}

static int counts_fd(int fd)
{
    return fd >= 0 && fd < FILES && ours[fd];
}

/* Is it this one's turn?  1: fail with errno set; 2: tear. */
static int turn(void)
{
    long at = atol(setting("FAULT_AT"));
    const char *how = setting("FAULT_HOW");

    calls++;
    if (at == 0 || (calls != at && !(calls > at && getenv("FAULT_ALL") != NULL)))
        return 0;
    if (strcmp(how, "kill") == 0)
        (void) kill(getpid(), SIGKILL);
    if (strcmp(how, "torn") == 0)
        return 2;
    errno = atoi(how);
    return 1;
}

__attribute__((destructor)) static void tell(void)
{
    const char *path = setting("FAULT_COUNT");
    FILE *file = path[0] == '\0' ? NULL : fopen(path, "w");

    if (file != NULL) {
        fprintf(file, "%ld\n", calls);
        fclose(file);
    }
}

#define REAL(type, name, ...)                                                  \
    static type (*real)(__VA_ARGS__);                                          \
    if (real == NULL)                                                          \
        *(void **) &real = dlsym(RTLD_NEXT, name)

static int opened(int fd, const char *path)
{
    if (fd >= 0 && fd < FILES)
        ours[fd] = (char) counts(path);
    return fd;
}

static int torn(void)
{
    (void) kill(getpid(), SIGKILL);
    return -1;
}

static int do_open(int (*real)(const char *, int, ...), const char *path, int flags, mode_t mode)
{
    int how = counts(path) && (flags & (O_CREAT | O_WRONLY | O_RDWR)) != 0 ? turn() : 0;

    return how == 2 ? torn() : how == 1 ? -1 : opened(real(path, flags, mode), path);
}

#define OPEN(name)                                                             \
    int name(const char *path, int flags, ...)                                 \
    {                                                                          \
        mode_t mode = 0;                                                       \
        va_list list;                                                          \
        REAL(int, #name, const char *, int, ...);                              \
        va_start(list, flags);                                                 \
        if ((flags & O_CREAT) != 0)                                            \
            mode = va_arg(list, mode_t);                                       \
        va_end(list);                                                          \
        return do_open(real, path, flags, mode);                               \
    }
OPEN(open)
OPEN(open64)

#define PWRITE(name, offset_type)                                              \
    ssize_t name(int fd, const void *bytes, size_t n, offset_type at)          \
    {                                                                          \
        int how = counts_fd(fd) ? turn() : 0;                                  \
        REAL(ssize_t, #name, int, const void *, size_t, offset_type);          \
        if (how == 2 && real(fd, bytes, n / 2, at) >= -1)                      \
            return torn();                                                     \
        return how == 1 ? -1 : real(fd, bytes, n, at);                         \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t write(int fd, const void *bytes, size_t n)
{
    int how = counts_fd(fd) ? turn() : 0;
    REAL(ssize_t, "write", int, const void *, size_t);
    if (how == 2 && real(fd, bytes, n / 2) >= -1)
        return torn();
    return how == 1 ? -1 : real(fd, bytes, n);
}

#define ON_FD(name)                                                            \
    int name(int fd)                                                           \
    {                                                                          \
        int how = counts_fd(fd) ? turn() : 0;                                  \
        REAL(int, #name, int);                                                 \
        return how == 2 ? torn() : how == 1 ? -1 : real(fd);                   \
    }
ON_FD(fsync)
ON_FD(fdatasync)

int close(int fd)
{
    int how = counts_fd(fd) ? turn() : 0, why = errno;
    REAL(int, "close", int);
    if (how == 2)
        return torn();
    if (fd >= 0 && fd < FILES)
        ours[fd] = 0;
    if (how == 1) { /* it is closed all the same */
        (void) real(fd);
        errno = why;
        return -1;
    }
    return real(fd);
}

#define TRUNCATE(name, offset_type)                                            \
    int name(int fd, offset_type n)                                            \
    {                                                                          \
        int how = counts_fd(fd) ? turn() : 0;                                  \
        REAL(int, #name, int, offset_type);                                    \
        return how == 2 ? torn() : how == 1 ? -1 : real(fd, n);                \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define TWO_PATHS(name)                                                        \
    int name(const char *from, const char *to)                                 \
    {                                                                          \
        int how = counts(from) || counts(to) ? turn() : 0;                     \
        REAL(int, #name, const char *, const char *);                          \
        return how == 2 ? torn() : how == 1 ? -1 : real(from, to);             \
    }
TWO_PATHS(rename)
TWO_PATHS(link)
