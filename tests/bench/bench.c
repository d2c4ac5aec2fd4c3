/* bench.c — how fast the engine is, in one process and one line of figures.
 *
 *     bench SCENARIO PEOPLE STEPS WORKERS
 *
 * prints name <tab> value rows: speed by processor time, wall time, memory,
 * and the share of each phase.  tests/bench/run.sh makes the table. */
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

static double resident_bytes(void)
{
    struct rusage use;

    getrusage(RUSAGE_SELF, &use);
    return (double) use.ru_maxrss * 1024.0;
}

static int read_scenario(const char *file, double people, mf_scenario **scenario)
{
    mf_config_options options = { .people = people };
    mf_diags diags = { 0 };
    mf_error error = { 0 };
    mf_err code = mf_config_read(file, &options, scenario, &diags, &error);

    for (size_t i = 0; code != MF_OK && i < diags.n; i++)
        fprintf(stderr, "%s:%d: %s\n", diags.at[i].file, diags.at[i].line, diags.at[i].text);
    mf_diags_free(&diags);
    return code == MF_OK;
}

static void print_phases(const mf_world *world)
{
    double all = 0.0;

    for (int p = 0; mf_phases[p].name != NULL; p++)
        all += world->seconds[p];
    for (int p = 0; mf_phases[p].name != NULL; p++)
        printf("phase_%s\t%.4f\n", mf_phases[p].name, world->seconds[p] / all);
}

/* Those who have entered and live: the others are not stepped in earnest. */
static double people_now(const mf_world *world)
{
    const mf_cells cells = world->rules.cells;
    int64_t n = 0;

    for (int k = 0; k < world->scenario->cohorts.n; k++)
        for (int cell = 0; cell < mf_cell_unborn(cells); cell++)
            if (!mf_status_is(world->scenario, mf_cell_status(cells, cell), MF_TRAIT_TERMINAL))
                n += mf_world_stock(world, k, cell);
    return (double) n;
}

/* Events of the step that has ended, of all kinds: an arrival and the departure after it are two. */
static double events_now(const mf_world *world)
{
    const mf_tally *t = &world->tally;
    size_t n = mf_tally_n_counts(t) - (size_t) (t->event - t->stock);
    int64_t events = 0;

    for (size_t i = 0; i < n; i++)
        events += t->event[i];
    return (double) events;
}

static void print_figures(const mf_world *world, double person_steps, double events, double cpu,
                          double wall, double before)
{
    double people = (double) world->population.n_people;

    printf("people\t%.0f\n", people);
    printf("steps\t%d\n", world->step);
    printf("cpu_seconds\t%.3f\n", cpu);
    printf("wall_seconds\t%.3f\n", wall);
    printf("person_steps_per_cpu_second\t%.4g\n", person_steps / cpu);
    printf("called_per_cpu_second\t%.4g\n", (double) world->fired / cpu);
    printf("called_per_person_step\t%.4f\n", (double) world->fired / person_steps);
    printf("events_per_cpu_second\t%.4g\n", events / cpu);
    printf("bytes_per_person\t%.1f\n", (resident_bytes() - before) / people);
    print_phases(world);
}

int main(int argc, char **argv)
{
    mf_scenario *scenario = NULL;
    mf_world_options options = { 0 };
    mf_world world;
    mf_error error = { 0 };
    double cpu, wall, before, person_steps = 0.0, events = 0.0;
    int steps;

    if (argc != 5)
        return fprintf(stderr, "usage: bench SCENARIO PEOPLE STEPS WORKERS\n"), 2;
    if (!read_scenario(argv[1], atof(argv[2]), &scenario))
        return 2;
    before = resident_bytes();
    options.workers = atoi(argv[4]);
    if (mf_world_init(&world, scenario, &options, &error) != MF_OK)
        return fprintf(stderr, "%s\n", error.text), 1;
    steps = atoi(argv[3]) < world.n_steps ? atoi(argv[3]) : world.n_steps;
    cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    wall = seconds(CLOCK_MONOTONIC);
    while (world.step < steps) {
        if (mf_world_step(&world, NULL, &error) != MF_OK)
            return fprintf(stderr, "%s\n", error.text), 1;
        person_steps += people_now(&world);
        events += events_now(&world);
    }
    print_figures(&world, person_steps, events, seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu,
                  seconds(CLOCK_MONOTONIC) - wall, before);
    mf_world_free(&world);
    mf_scenario_free(scenario);
    return 0;
}
