/* bench_ranks.c — what it costs that ranks share the people of one run.
 *
 *     mpirun -n N bench_ranks SCENARIO PEOPLE STEPS
 *     mpirun -n N bench_ranks messages
 *
 * The first rank prints name <tab> value rows: work and exchange per step, and memory, of all
 * ranks; or the shortest of many times that sums of so many bytes take.  tests/bench/ranks.py
 * makes the tables. */
#define _XOPEN_SOURCE 700 /* clock_gettime, getrusage */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "io/config.h"
#include "sim/phases.h"

static double seconds(clockid_t clock)
{
    struct timespec now;

    clock_gettime(clock, &now);
    return (double) now.tv_sec + 1e-9 * (double) now.tv_nsec;
}

static int64_t resident_bytes(void)
{
    struct rusage use;

    getrusage(RUSAGE_SELF, &use);
    return (int64_t) use.ru_maxrss * 1024;
}

/* The sum over the ranks, and the greatest, of microseconds or bytes. */
static void print_both(const mf_comm *comm, const char *name, int64_t value)
{
    int64_t sum = value, most = value;

    mf_comm_sum(comm, &sum, 1);
    mf_comm_most(comm, &most, 1);
    if (mf_comm_first(comm))
        printf("%s_sum\t%lld\n%s_most\t%lld\n", name, (long long) sum, name, (long long) most);
}

static mf_err step_all(mf_world *world, int steps, mf_error *error)
{
    while (world->step < steps && world->step < world->n_steps)
        MF_TRY(mf_world_step(world, NULL, error));
    return MF_OK;
}

static int run(const mf_comm *comm, const char *file, double people, int steps)
{
    mf_config_options given = { .people = people };
    mf_world_options options = { .workers = 1, .comm = comm };
    mf_scenario *scenario = NULL;
    mf_diags diags = { 0 };
    mf_error error = { 0 };
    mf_world world;
    mf_comm_cost before, after;
    double cpu;
    int64_t base;

    if (mf_config_read(file, &given, &scenario, &diags, &error) != MF_OK)
        return 2;
    base = resident_bytes();
    if (mf_world_init(&world, scenario, &options, &error) != MF_OK)
        return 1;
    before = mf_comm_spent(comm);
    cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    if (step_all(&world, steps, &error) != MF_OK)
        return 1;
    cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    after = mf_comm_spent(comm);
    if (mf_comm_first(comm))
        printf("people\t%zu\nsteps\t%d\nranks\t%d\n", world.population.n_people, world.step,
               mf_comm_size(comm));
    print_both(comm, "work_us", (int64_t) (1e6 * (cpu - (after.processor - before.processor))));
    print_both(comm, "exchange_us", (int64_t) (1e6 * (after.seconds - before.seconds)));
    print_both(comm, "calls", after.calls - before.calls);
    print_both(comm, "bytes", after.bytes - before.bytes);
    print_both(comm, "base_bytes", base);
    print_both(comm, "memory_bytes", resident_bytes() - base);
    for (int p = 0; mf_phases[p].name != NULL && mf_comm_first(comm); p++)
        printf("phase_%s_us\t%.0f\n", mf_phases[p].name, 1e6 * world.seconds[p]);
    mf_world_free(&world);
    mf_scenario_free(scenario);
    return 0;
}

static int messages(const mf_comm *comm)
{
    enum { TRIES = 400, MOST = 1 << 19 };
    int64_t *value = calloc(MOST, sizeof *value);

    for (size_t n = 1; value != NULL && n <= MOST; n *= 8) {
        double least = 1.0;

        for (int i = 0; i < TRIES; i++) {
            double start;

            mf_comm_meet(comm);
            start = seconds(CLOCK_MONOTONIC);
            mf_comm_sum(comm, value, n);
            start = seconds(CLOCK_MONOTONIC) - start;
            least = start < least ? start : least;
        }
        if (mf_comm_first(comm))
            printf("sum_%zu_bytes_us\t%.2f\n", n * sizeof *value, 1e6 * least);
    }
    free(value);
    return value == NULL;
}

int main(int argc, char **argv)
{
    mf_comm comm;
    int status;

    if (mf_comm_start(&comm, NULL) != MF_OK)
        return 1;
    if (argc == 2 && strcmp(argv[1], "messages") == 0)
        status = messages(&comm);
    else
        status = argc == 4 ? run(&comm, argv[1], atof(argv[2]), atoi(argv[3])) : 2;
    if (status != 0)
        mf_comm_abort(&comm, status);
    mf_comm_end(&comm);
    return status;
}
