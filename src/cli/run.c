/* mixflow run: from a scenario to its result. */
#define _POSIX_C_SOURCE 200809L /* access */

#include "cli/cli.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/parallel.h"
#include "base/text.h"
#include "cli/progress.h"
#include "cli/scenario.h"
#include "cli/summary.h"
#include "record/keep.h"
#include "study/run.h"

static const char *const engines[] = { "thinned", "dense", NULL };
enum { THINNED, DENSE };
enum { NOT_GIVEN = -1 };

typedef struct wishes {
    const char *out, *packages, *keep;
    bool force, quiet, paranoid, anonymous;
    int64_t seed, replicates, threads;
    double people, sample;
    cli_texts sets;
    int engine, progress;
} wishes;

#define AT(field) offsetof(wishes, field)
static const cli_option options[] = {
    { "output", 'o', CLI_FILE, AT(out), "OUT.h5", "the result (here, with the scenario's name, if not given)",
      0, 0, NULL },
    { "force", 'f', CLI_FLAG, AT(force), NULL, "replace an older result, once the new one is complete",
      0, 0, NULL },
    { "set", 's', CLI_TEXTS, AT(sets), "PATH=VALUE", "put a value over the file's; may be repeated",
      0, 0, NULL },
    { "package", 'p', CLI_TEXT, AT(packages), "A,B", "add these packages of policies", 0, 0, NULL },
    { "seed", 0, CLI_COUNT, AT(seed), "N", "seed of all chance", 0, 9.2e18, NULL },
    { "replicates", 'r', CLI_COUNT, AT(replicates), "N", "so many runs, with seeds N, N+1, ...", 1,
      10000, NULL },
    { "people", 'n', CLI_REAL, AT(people), "N", "draw the same population as about N modelled people",
      1, 4e9, NULL },
    { "sample", 0, CLI_REAL, AT(sample), "SHARE", "share of people whose full trajectories are kept",
      0, 1, NULL },
    { "keep", 0, CLI_TEXT, AT(keep), "A,B/C", "write only these tables, by group or by group/name", 0, 0,
      NULL },
    { "threads", 'j', CLI_COUNT, AT(threads), "N", "threads; the result is the same for any number", 1,
      4096, NULL },
    { "engine", 0, CLI_CHOICE, AT(engine), "NAME", "how; the result is the same", 0, 0, engines },
    { "progress", 0, CLI_CHOICE, AT(progress), "HOW", "how the way is told on stderr", 0, 0,
      cli_progress_words },
    { "quiet", 'q', CLI_FLAG, AT(quiet), NULL, "say nothing but what goes wrong", 0, 0, NULL },
    { "paranoid", 0, CLI_FLAG, AT(paranoid), NULL, "check after each step that nobody is lost", 0, 0,
      NULL },
    { "anonymous", 0, CLI_FLAG, AT(anonymous), NULL, "leave host and command line out of the record",
      0, 0, NULL },
    { .name = NULL },
};
#undef AT

/* ------------------------------------------------------------- preparation */

/* Options that are settings of the scenario: recorded as such. */
static int add_settings(wishes *values, char seed[48], char sample[64])
{
    enum { MOST = 2 };

    if (values->sets.n + MOST > CLI_TEXTS_MOST) {
        cli_say("run: too many settings on the command line");
        return mf_err_status(MF_E_USAGE);
    }
    if (values->seed != NOT_GIVEN) {
        (void) snprintf(seed, 48, "seed=%" PRId64 "L", values->seed);
        values->sets.at[values->sets.n++] = seed;
    }
    if (values->sample >= 0.0) {
        char number[40];

        mf_real_print(values->sample, number, sizeof number);
        (void) snprintf(sample, 64, "outputs.sample=%s", number);
        values->sets.at[values->sets.n++] = sample;
    }
    return CLI_GO;
}

/* corridor.h5 for some/where/corridor.cfg. */
static void name_result(const char *file, char *out, size_t room)
{
    const char *slash = strrchr(file, '/');
    const char *name = slash == NULL ? file : slash + 1;
    const char *dot = strrchr(name, '.');
    size_t n = dot == NULL || dot == name ? strlen(name) : (size_t) (dot - name);

    (void) snprintf(out, room, "%.*s.h5", (int) n, name);
}

/* Are all tables known that are to be kept? */
static int check_keep(const char *list)
{
    static char room[MF_KEEP_WORDS][64];
    const char *names[MF_KEEP_WORDS];

    for (const char *at = list; at != NULL && *at != '\0';) {
        size_t n = strcspn(at, ",");
        char word[MF_NAME_MOST + 1];

        (void) snprintf(word, sizeof word, "%.*s", (int) (n < MF_NAME_MOST ? n : MF_NAME_MOST), at);
        if (!mf_keep_knows(word)) {
            mf_keep_words(names, room);
            return cli_unknown("table", word, names);
        }
        at += n + (at[n] == ',' ? 1 : 0);
    }
    return 0;
}

static int refuse_existing(const char *out)
{
    cli_say("%s: exists already; --force replaces it once the new result is complete", out);
    return mf_err_status(MF_E_EXISTS);
}

static char *command_line(int argc, char **argv, mf_buffer *text)
{
    mf_buffer_add(text, "mixflow");
    for (int i = 0; i < argc; i++)
        mf_buffer_add(text, " %s", argv[i]);
    return text->failed ? NULL : text->text;
}

/* ------------------------------------------------------------- the run */

static void tell(void *self, int run, int runs, int step, int steps, int day)
{
    cli_progress_tell(self, run, runs, step, steps, day);
}

static int simulate(const mf_scenario *scenario, const mf_run_options *given, const wishes *values)
{
    cli_progress progress;
    mf_run_watch watch = { &progress, tell, cli_is_stopped };
    mf_run_summary summary = { 0 };
    mf_error err = { 0 };
    mf_err code;
    int status;

    cli_progress_start(&progress, values->quiet ? CLI_PROGRESS_NONE
                                                : (cli_progress_mode) values->progress);
    cli_interrupt_watch();
    code = mf_run(scenario, given, &watch, &summary, &err);
    cli_progress_end(&progress);
    status = code == MF_OK ? 0 : cli_refuse(code, &err);
    if (code == MF_OK && !values->quiet) {
        cli_print_outcomes(stdout, &summary.outcomes);
        fflush(stdout);
        cli_print_summary(stderr, &summary, given->out);
    }
    mf_run_summary_free(&summary);
    return status;
}

/* With ranks: nobody starts before all are ready, and only the first speaks. */
static int agree(const mf_comm *comm, int status)
{
    int64_t all = status;

    mf_comm_most(comm, &all, 1);
    if (status == 0 && all != 0)
        cli_say("run: another rank could not read what the first has read");
    return (int) all;
}

static int prepare(const char *file, wishes *values, mf_run_options *how, mf_scenario **scenario)
{
    mf_config_options given = { .sets = values->sets.at, .n_sets = values->sets.n,
                                .packages = values->packages, .people = values->people };
    mf_error err = { 0 };
    mf_err code = cli_start_store(&err);

    if (code != MF_OK)
        return cli_refuse(code, &err);
    if (!how->force && mf_comm_first(how->comm) && access(how->out, F_OK) == 0)
        return refuse_existing(how->out);
    return cli_read_scenario(file, &given, scenario);
}

/* Threads of a rank, if nobody said how many: those on one machine share its processors. */
static int threads_of(const mf_comm *comm, int64_t wanted)
{
    int most = mf_parallel_workers();

    if (wanted > 0 || comm->here < 2 || getenv("OMP_NUM_THREADS") != NULL)
        return (int) wanted; /* 0: all that there are */
    return most > comm->here ? most / comm->here : 1;
}

static int run_file(const char *file, wishes *values, const char *command, const mf_comm *comm)
{
    mf_run_options how = {
        .out = values->out, .force = values->force, .replicates = (int) values->replicates,
        .workers = threads_of(comm, values->threads), .dense = values->engine == DENSE,
        .paranoid = values->paranoid, .anonymous = values->anonymous, .command = command,
        .keep = values->keep, .comm = comm,
    };
    char out[MF_NAME_MOST + 8];
    mf_scenario *scenario = NULL;
    int status;

    if ((status = check_keep(how.keep)) != 0)
        return status;
    if (how.out == NULL) {
        name_result(file, out, sizeof out);
        how.out = out;
    }
    status = agree(comm, prepare(file, values, &how, &scenario));
    if (status == 0)
        status = simulate(scenario, &how, values);
    mf_scenario_free(scenario);
    return status;
}

static int run_as(const mf_comm *comm, int argc, char **argv)
{
    wishes values = { .seed = NOT_GIVEN, .sample = NOT_GIVEN };
    cli_texts files = { 0 };
    char seed[48], sample[64];
    mf_buffer command = { 0 };
    int status = cli_parse(&cli_run, argc, argv, &values, &files);

    if (status == CLI_GO)
        status = add_settings(&values, seed, sample);
    if (status != CLI_GO)
        return status;
    status = run_file(files.at[0], &values, command_line(argc, argv, &command), comm);
    mf_buffer_free(&command);
    return status;
}

static int run(int argc, char **argv)
{
    mf_comm comm = { 0 };
    mf_error err = { 0 };
    mf_err code = mf_comm_start(&comm, &err);
    int status;

    if (code != MF_OK)
        return cli_refuse(code, &err);
    if (mf_comm_launched() > comm.size) {
        cli_say("run: this program was built without MPI, so mpirun cannot spread a run: use the "
                "preset mpi");
        return mf_err_status(MF_E_USAGE);
    }
    if (!mf_comm_first(&comm) && (freopen("/dev/null", "w", stdout) == NULL ||
                                  freopen("/dev/null", "w", stderr) == NULL))
        mf_comm_abort(&comm, 1);
    status = run_as(&comm, argc, argv);
    mf_comm_end(&comm);
    return status;
}

const cli_verb cli_run = {
    .name = "run",
    .summary = "simulate a scenario (or, again, the scenario of a result) and write its result",
    .arguments = "FILE [-o OUT.h5]",
    .examples = { "mixflow run corridor.cfg",
                  "mixflow run corridor.cfg --package strict -o strict.h5 --replicates 10",
                  "mixflow run corridor.cfg --set links.sea.death=0.04 --seed 7 -o deadlier.h5", NULL },
    .least = 1,
    .most = 1,
    .options = options,
    .run = run,
};
