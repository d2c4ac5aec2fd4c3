#define _DEFAULT_SOURCE /* wait4 */

#include "study/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/parallel.h"

extern char **environ;

enum { PROCESSES_MOST = 4096 };

static bool prepare(posix_spawn_file_actions_t *actions, const int ends[2])
{
    return posix_spawn_file_actions_addopen(actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0) == 0 &&
           posix_spawn_file_actions_addopen(actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0) == 0 &&
           posix_spawn_file_actions_adddup2(actions, ends[1], STDERR_FILENO) == 0;
}

static bool close_in_children(const int ends[2])
{
    return fcntl(ends[0], F_SETFD, FD_CLOEXEC) == 0 && fcntl(ends[1], F_SETFD, FD_CLOEXEC) == 0;
}

static bool is_hidden(const char *variable, const char *const *hidden)
{
    for (; *hidden != NULL; hidden++)
        if (strncmp(variable, *hidden, strlen(*hidden)) == 0)
            return true;
    return false;
}

/* The environment without what is hidden; NULL without memory.  To be freed. */
static char **environment(const char *const *hidden)
{
    size_t n = 0, kept = 0;
    char **list;

    while (environ[n] != NULL)
        n++;
    list = calloc(n + 1, sizeof *list);
    for (size_t i = 0; list != NULL && i < n; i++)
        if (!is_hidden(environ[i], hidden))
            list[kept++] = environ[i];
    return list;
}

mf_err mf_process_start(mf_process *self, const char *program, const char *const *words,
                        const char *const *hidden, mf_error *err)
{
    posix_spawn_file_actions_t actions;
    char **list = environment(hidden);
    int ends[2], failed;
    pid_t pid = 0;

    *self = (mf_process){ .started = mf_parallel_clock() };
    if (list == NULL)
        return mf_fail(err, MF_E_NOMEM, "no room for an environment");
    if (pipe(ends) != 0) {
        free(list);
        return mf_fail(err, MF_E_FILE, "no pipe: %s", strerror(errno));
    }
    failed = posix_spawn_file_actions_init(&actions);
    if (failed == 0) {
        union {
            const char *const *given;
            char **taken;
        } argv = { words }; /* not changed, says POSIX */

        failed = close_in_children(ends) && prepare(&actions, ends)
                     ? posix_spawn(&pid, program, &actions, NULL, argv.taken, list) : errno;
        (void) posix_spawn_file_actions_destroy(&actions);
    }
    free(list);
    (void) close(ends[1]);
    if (failed != 0) {
        (void) close(ends[0]);
        return mf_fail_at(err, MF_E_FILE, program, 0, "cannot be started: %s", strerror(failed));
    }
    (void) fcntl(ends[0], F_SETFL, O_NONBLOCK);
    self->pid = pid;
    self->pipe = ends[0];
    return MF_OK;
}

/* Takes what was said; true at the end. */
static bool listen_to(mf_process *self)
{
    for (;;) {
        ssize_t n = read(self->pipe, self->tail + self->n_tail,
                         sizeof self->tail - 1 - (size_t) self->n_tail);

        if (n < 0)
            return errno != EAGAIN && errno != EINTR;
        if (n == 0)
            return true;
        self->n_tail += (int) n;
        if (self->n_tail > MF_PROCESS_TAIL) {
            memmove(self->tail, self->tail + self->n_tail - MF_PROCESS_TAIL, MF_PROCESS_TAIL);
            self->n_tail = MF_PROCESS_TAIL;
        }
    }
}

static double seconds_of(struct timeval time)
{
    return (double) time.tv_sec + 1e-6 * (double) time.tv_usec;
}

static void end(mf_process *self)
{
    struct rusage used = { 0 };
    int status = 0;

    while (wait4((pid_t) self->pid, &status, 0, &used) < 0 && errno == EINTR)
        continue;
    (void) close(self->pipe);
    self->tail[self->n_tail] = '\0';
    self->pid = 0;
    self->status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    self->signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    self->cpu = seconds_of(used.ru_utime) + seconds_of(used.ru_stime);
    self->memory = 1024.0 * (double) used.ru_maxrss;
}

void mf_process_wait(mf_process *all, int n, double seconds, bool *ended)
{
    struct pollfd pipes[PROCESSES_MOST];
    int which[PROCESSES_MOST], open = 0;

    for (int i = 0; i < n && open < PROCESSES_MOST; i++) {
        ended[i] = false;
        if (all[i].pid != 0) {
            which[open] = i;
            pipes[open++] = (struct pollfd){ .fd = all[i].pipe, .events = POLLIN };
        }
    }
    if (poll(pipes, (nfds_t) open, (int) (1e3 * seconds)) <= 0)
        return;
    for (int k = 0; k < open; k++)
        if (pipes[k].revents != 0 && listen_to(&all[which[k]])) {
            end(&all[which[k]]);
            ended[which[k]] = true;
        }
}

void mf_process_stop(const mf_process *self, bool at_once)
{
    if (self->pid != 0)
        (void) kill((pid_t) self->pid, at_once ? SIGKILL : SIGTERM);
}

/* The number behind a word of a file such as /proc/meminfo; 0 if it is not there. */
static double number_behind(const char *path, const char *word)
{
    FILE *file = fopen(path, "r");
    char line[256];
    double number = 0.0;

    while (file != NULL && number <= 0.0 && fgets(line, sizeof line, file) != NULL)
        if (strncmp(line, word, strlen(word)) == 0)
            (void) sscanf(line + strlen(word), "%lf", &number);
    if (file != NULL)
        (void) fclose(file);
    return number;
}

double mf_process_memory(const mf_process *self)
{
    char path[64];

    (void) snprintf(path, sizeof path, "/proc/%ld/status", self->pid);
    return 1024.0 * number_behind(path, "VmHWM:");
}

/* A container may allow less than the machine has. */
static double left_in_container(void)
{
    double most = number_behind("/sys/fs/cgroup/memory.max", "");
    double now = number_behind("/sys/fs/cgroup/memory.current", "");

    return most > 0.0 && now > 0.0 && most > now ? most - now : 0.0;
}

double mf_memory_free(void)
{
    double machine = 1024.0 * number_behind("/proc/meminfo", "MemAvailable:");
    double container = left_in_container();

    return container > 0.0 && container < machine ? container : machine;
}

double mf_cpu_here(void)
{
    struct rusage used = { 0 };

    (void) getrusage(RUSAGE_SELF, &used);
    return seconds_of(used.ru_utime) + seconds_of(used.ru_stime);
}

double mf_memory_here(void)
{
    struct rusage used = { 0 };

    (void) getrusage(RUSAGE_SELF, &used);
    return 1024.0 * (double) used.ru_maxrss;
}
