#define _POSIX_C_SOURCE 200809L /* isatty, sigaction */

#include "cli/progress.h"

#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "base/calendar.h"
#include "base/error.h"
#include "base/parallel.h"

const char *const cli_progress_words[] = { "auto", "plain", "none", NULL };

enum { BAR = 24, TENTHS = 10 };
static const double LINE_EVERY = 0.1, PLAIN_EVERY = 60.0; /* seconds */

void cli_progress_start(cli_progress *self, cli_progress_mode mode)
{
    bool on_terminal = isatty(STDERR_FILENO) == 1;

    *self = (cli_progress){ .started = mf_parallel_clock() };
    self->line = mode == CLI_PROGRESS_AUTO && on_terminal;
    self->plain = mode == CLI_PROGRESS_PLAIN || (mode == CLI_PROGRESS_AUTO && !on_terminal);
    self->shown = self->started;
}

static void fill_bar(char bar[BAR + 1], double share)
{
    for (int i = 0; i < BAR; i++)
        bar[i] = i < (int) (share * BAR) ? '#' : '.';
    bar[BAR] = '\0';
}

static void print_line(int run, int runs, double share, int day, double left)
{
    char bar[BAR + 1], date[MF_DATE_TEXT];

    fill_bar(bar, share);
    mf_day_print(day, date);
    fprintf(stderr, "\r");
    if (runs > 1)
        fprintf(stderr, "run %d/%d  ", run + 1, runs);
    fprintf(stderr, "[%s] %3d%%  %s  ETA %02d:%02d:%02d ", bar, (int) (share * 100.0), date,
            (int) left / 3600, (int) left / 60 % 60, (int) left % 60);
    fflush(stderr);
}

static void write_now(char now[32])
{
    time_t seconds = time(NULL);
    struct tm utc;

    now[0] = '\0';
    if (gmtime_r(&seconds, &utc) != NULL)
        (void) strftime(now, 32, "%Y-%m-%dT%H:%M:%SZ", &utc);
}

static void print_plain(int run, int runs, int step, int steps, int day, double left)
{
    char now[32], date[MF_DATE_TEXT];

    write_now(now);
    mf_day_print(day, date);
    fprintf(stderr, "%s run=%d/%d step=%d/%d date=%s eta_s=%.0f\n", now, run + 1, runs, step, steps,
            date, left);
}

void cli_progress_tell(cli_progress *self, int run, int runs, int step, int steps, int day)
{
    double now = mf_parallel_clock();
    double share = steps < 1 ? 1.0 : (run + (double) step / steps) / (runs < 1 ? 1 : runs);
    double left = share > 0.0 ? (now - self->started) * (1.0 - share) / share : 0.0;
    int tenth = (int) (share * TENTHS);

    if (self->line && (now - self->shown >= LINE_EVERY || share >= 1.0)) {
        print_line(run, runs, share, day, left);
        self->open = true;
        self->shown = now;
    }
    if (self->plain && (tenth > self->tenth || now - self->shown >= PLAIN_EVERY)) {
        print_plain(run, runs, step, steps, day, left);
        self->tenth = tenth;
        self->shown = now;
    }
}

static void print_batch_line(const cli_batch_way *way, double share)
{
    char bar[BAR + 1];

    fill_bar(bar, share);
    fprintf(stderr, "\rrun %d/%d  [%s] %3d%%  %d at once, %d failed  ETA ", way->done + way->failed,
            way->all, bar, (int) (share * 100.0), way->running, way->failed);
    if (way->left < 0.0)
        fprintf(stderr, "--:--:-- ");
    else
        fprintf(stderr, "%02d:%02d:%02d ", (int) way->left / 3600, (int) way->left / 60 % 60,
                (int) way->left % 60);
    fflush(stderr);
}

static void print_batch_plain(const cli_batch_way *way)
{
    char now[32];

    write_now(now);
    fprintf(stderr, "%s runs=%d/%d failed=%d running=%d eta_s=", now, way->done + way->failed,
            way->all, way->failed, way->running);
    fprintf(stderr, way->left < 0.0 ? "unknown\n" : "%.0f\n", way->left);
}

void cli_progress_batch(cli_progress *self, const cli_batch_way *way)
{
    double now = mf_parallel_clock();
    double share = way->all < 1 ? 1.0 : (double) (way->done + way->failed) / way->all;
    int tenth = (int) (share * TENTHS);

    if (self->line && (now - self->shown >= LINE_EVERY || share >= 1.0)) {
        print_batch_line(way, share);
        self->open = true;
        self->shown = now;
    }
    if (self->plain && (tenth > self->tenth || now - self->shown >= PLAIN_EVERY)) {
        print_batch_plain(way);
        self->tenth = tenth;
        self->shown = now;
    }
}

void cli_progress_end(cli_progress *self)
{
    if (self->open)
        fputc('\n', stderr);
    self->open = false;
}

/* ------------------------------------------------------------- interrupts */

static volatile sig_atomic_t interrupted;

static void note(int sign)
{
    (void) sign;
    if (interrupted)
        _exit(mf_err_status(MF_E_STOPPED));
    interrupted = 1;
}

void cli_interrupt_watch(void)
{
    struct sigaction act = { .sa_handler = note };

    (void) sigemptyset(&act.sa_mask);
    act.sa_flags = SA_RESTART;
    (void) sigaction(SIGINT, &act, NULL);
    (void) sigaction(SIGTERM, &act, NULL);
    act.sa_handler = SIG_IGN; /* a full disk or a closed pipe is an error, not the end */
    (void) sigaction(SIGPIPE, &act, NULL);
    (void) sigaction(SIGXFSZ, &act, NULL);
}

bool cli_interrupted(void)
{
    return interrupted != 0;
}

bool cli_is_stopped(void *watch)
{
    (void) watch;
    return cli_interrupted();
}
