#define _DEFAULT_SOURCE /* wait4, MSG_NOSIGNAL */

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
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/parallel.h"

extern char **environ;

enum { PROCESSES_MOST = 4096 };

static bool prepare(posix_spawn_file_actions_t *actions, int line)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (posix_spawn_file_actions_adddup2(actions, line, fd) != 0)
            return false;
    return true;
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

/* A line whose ends no other child gets to hold, or nobody would hear of its end. */
static bool open_line(int ends[2])
{
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
        return false;
    (void) fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    (void) fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    return true;
}

mf_err mf_process_start(mf_process *self, const char *program, const char *const *words,
                        const char *const *hidden, mf_error *err)
{
    posix_spawn_file_actions_t actions;
    char **list = environment(hidden);
    int ends[2], failed;
    pid_t pid = 0;

    *self = (mf_process){ .since = mf_parallel_clock() };
    if (list == NULL)
        return mf_fail(err, MF_E_NOMEM, "no room for an environment");
    if (!open_line(ends)) {
        free(list);
        return mf_fail(err, MF_E_FILE, "no line to a process: %s", strerror(errno));
    }
    failed = posix_spawn_file_actions_init(&actions);
    if (failed == 0) {
        union {
            const char *const *given;
            char **taken;
        } argv = { words }; /* not changed, says POSIX */

        failed = prepare(&actions, ends[1])
                     ? posix_spawnp(&pid, program, &actions, NULL, argv.taken, list) : errno;
        (void) posix_spawn_file_actions_destroy(&actions);
    }
    free(list);
    (void) close(ends[1]);
    if (failed != 0) {
        (void) close(ends[0]);
        return mf_fail_at(err, MF_E_FILE, program, 0, "cannot be started: %s", strerror(failed));
    }
    self->state = MF_PROCESS_IDLE;
    self->pid = pid;
    self->line = ends[0];
    return MF_OK;
}

static void send_all(int line, const char *bytes, size_t n)
{
    while (n > 0) {
        ssize_t sent = send(line, bytes, n, MSG_NOSIGNAL);

        if (sent < 0 && errno != EINTR)
            return;
        bytes += sent < 0 ? 0 : sent;
        n -= sent < 0 ? 0 : (size_t) sent;
    }
}

void mf_process_order(mf_process *self, const char *order)
{
    self->since = mf_parallel_clock();
    self->n_tail = 0;
    self->tail[0] = '\0';
    self->state = MF_PROCESS_BUSY;
    send_all(self->line, order, strlen(order));
    send_all(self->line, "\n", 1);
}

void mf_process_dismiss(const mf_process *self)
{
    (void) shutdown(self->line, SHUT_WR);
}

/* Takes what was said; true at the end. */
static bool listen_to(mf_process *self)
{
    for (;;) {
        ssize_t n = recv(self->line, self->tail + self->n_tail,
                         sizeof self->tail - 1 - (size_t) self->n_tail, MSG_DONTWAIT);

        if (n < 0)
            return errno != EAGAIN && errno != EINTR;
        if (n == 0)
            return true;
        self->n_tail += (int) n;
        if (self->tail[self->n_tail - 1] == MF_PROCESS_DONE) {
            self->n_tail--;
            self->state = MF_PROCESS_IDLE;
        }
        if (self->n_tail > MF_PROCESS_TAIL) {
            memmove(self->tail, self->tail + self->n_tail - MF_PROCESS_TAIL, MF_PROCESS_TAIL);
            self->n_tail = MF_PROCESS_TAIL;
        }
        self->tail[self->n_tail] = '\0';
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
    (void) close(self->line);
    self->state = MF_PROCESS_ENDED;
    self->status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    self->signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    self->cpu = seconds_of(used.ru_utime) + seconds_of(used.ru_stime);
    self->memory = 1024.0 * (double) used.ru_maxrss;
}

static bool is_alive(const mf_process *self)
{
    return self->state == MF_PROCESS_IDLE || self->state == MF_PROCESS_BUSY;
}

void mf_process_wait(mf_process *all, int n, double seconds)
{
    struct pollfd lines[PROCESSES_MOST];
    int which[PROCESSES_MOST], open = 0;

    for (int i = 0; i < n && open < PROCESSES_MOST; i++)
        if (is_alive(&all[i])) {
            which[open] = i;
            lines[open++] = (struct pollfd){ .fd = all[i].line, .events = POLLIN };
        }
    if (poll(lines, (nfds_t) open, (int) (1e3 * seconds)) <= 0)
        return;
    for (int k = 0; k < open; k++)
        if (lines[k].revents != 0 && listen_to(&all[which[k]]))
            end(&all[which[k]]);
}

void mf_process_stop(const mf_process *self, bool at_once)
{
    if (is_alive(self))
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

/* Of /proc/PID/status, in bytes. */
static double kilobytes_of(const char *process, const char *word)
{
    char path[64];

    (void) snprintf(path, sizeof path, "/proc/%s/status", process);
    return 1024.0 * number_behind(path, word);
}

double mf_process_memory(const mf_process *self)
{
    char number[32];

    (void) snprintf(number, sizeof number, "%ld", self->pid);
    return kilobytes_of(number, "VmRSS:");
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

/* The system's other figure, of getrusage, forgets nothing, not even who started the process. */
double mf_memory_here(void)
{
    double most = kilobytes_of("self", "VmHWM:");
    struct rusage used = { 0 };

    if (most > 0.0)
        return most;
    (void) getrusage(RUSAGE_SELF, &used);
    return 1024.0 * (double) used.ru_maxrss;
}

void mf_memory_forget(void)
{
    FILE *file = fopen("/proc/self/clear_refs", "w");

    if (file == NULL)
        return;
    (void) fputs("5\n", file); /* the peak, says proc(5) */
    (void) fclose(file);
}
