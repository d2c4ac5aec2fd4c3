#include "study/run.h"

#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"
#include "io/store_h5.h"
#include "record/keep.h"
#include "record/record.h"
#include "sim/phases.h"
#include "study/process.h"

/* What a run holds while it is under way. */
typedef struct run {
    const mf_scenario *scenario;
    const mf_run_options *options;
    const mf_run_watch *watch;
    mf_run_summary *summary;
    mf_record record;
    mf_store *store; /* NULL: nothing is written */
    double started, cpu; /* of the clock, and of the processors, at the start */
} run;

static mf_err stopped(const run *self, mf_error *err)
{
    if (self->watch != NULL && self->watch->stopped != NULL &&
        self->watch->stopped(self->watch->self))
        return mf_fail(err, MF_E_STOPPED, "stopped on request; earlier results are untouched");
    return MF_OK;
}

static void tell(const run *self, int replicate, const mf_world *world)
{
    if (self->watch != NULL && self->watch->progress != NULL && mf_comm_first(self->options->comm))
        self->watch->progress(self->watch->self, replicate, self->summary->runs, world->step,
                              world->n_steps, mf_scenario_day(self->scenario, world->step));
}

static mf_err keep_rows(run *self, mf_error *err)
{
    double start = mf_parallel_clock();
    mf_tables *tables = &self->record.tables;
    mf_err code = MF_OK;

    if (self->store != NULL) {
        code = mf_store_rows(self->store, err);
    } else {
        for (mf_axis axis = MF_BEFORE_ROW_AXES + 1; axis < MF_N_AXES; axis++)
            mf_tables_drop(tables, axis, tables->rows[axis]);
    }
    self->summary->seconds_store += mf_parallel_clock() - start;
    return code;
}

static mf_err keep_replicate(run *self, int replicate, mf_error *err)
{
    double start = mf_parallel_clock();
    mf_err code = MF_OK;

    mf_record_end(&self->record);
    if (self->store != NULL)
        code = mf_store_replicate(self->store, replicate, err);
    self->summary->seconds_store += mf_parallel_clock() - start;
    return code;
}

static mf_err step_once(run *self, int replicate, mf_world *world, mf_observer *observer,
                        mf_error *err)
{
    MF_TRY(mf_world_step(world, observer, err));
    MF_TRY(keep_rows(self, err));
    tell(self, replicate, world);
    return stopped(self, err);
}

static mf_err step_all(run *self, int replicate, mf_world *world, mf_error *err)
{
    const mf_comm *comm = self->options->comm;
    mf_observer observer = mf_record_observer(&self->record);

    MF_TRY(mf_comm_agree(comm, mf_record_begin(&self->record, world, err), err));
    MF_TRY(mf_comm_agree(comm, stopped(self, err), err));
    while (world->step < world->n_steps)
        MF_TRY(mf_comm_agree(comm, step_once(self, replicate, world, &observer, err), err));
    return mf_comm_agree(comm, keep_replicate(self, replicate, err), err);
}

static void sum_up(run *self, const mf_world *world)
{
    mf_run_summary *summary = self->summary;

    summary->steps = world->n_steps;
    summary->people = (int64_t) world->population.n_people;
    summary->woken += world->woken;
    summary->fired += world->fired;
    summary->bytes_per_person = mf_world_bytes_per_person(world);
    for (int p = 0; mf_phases[p].name != NULL; p++)
        summary->phase[p] += world->seconds[p];
}

static mf_err run_replicate(run *self, int replicate, mf_error *err)
{
    const mf_run_options *options = self->options;
    mf_world_options how = { .workers = options->workers, .dense = options->dense,
                             .paranoid = options->paranoid, .replicate = (uint64_t) replicate,
                             .comm = options->comm };
    double start = mf_parallel_clock();
    mf_world world = { 0 };
    mf_err code = mf_world_init(&world, self->scenario, &how, err);

    self->summary->seconds_world += mf_parallel_clock() - start;
    if (code == MF_OK) {
        code = step_all(self, replicate, &world, err);
        sum_up(self, &world);
    }
    mf_world_free(&world);
    return code;
}

static mf_err commit(run *self, mf_error *err)
{
    const mf_comm *comm = self->options->comm;
    mf_run_summary *summary = self->summary;
    double start = mf_parallel_clock();
    int64_t cpu = (int64_t) (1e6 * (mf_cpu_here() - self->cpu)), memory = (int64_t) mf_memory_here();
    mf_provenance from = { .command = self->options->command, .anonymous = self->options->anonymous,
                           .elapsed = start - self->started,
                           .keep = self->options->keep,
                           .threads = summary->workers, .ranks = summary->ranks,
                           .people = summary->people,
                           .bytes_per_person = summary->bytes_per_person };
    mf_err code = MF_OK;

    mf_comm_sum(comm, &cpu, 1);
    mf_comm_most(comm, &memory, 1);
    from.cpu = 1e-6 * (double) cpu;
    from.memory = (double) memory;
    mf_record_finish(&self->record);
    if (self->store != NULL)
        code = mf_store_commit(self->store, &from, summary->digest, &summary->file_bytes, err);
    summary->seconds_store += mf_parallel_clock() - start;
    return code;
}

static mf_err run_all(run *self, mf_error *err)
{
    double start = mf_parallel_clock();
    mf_err code = MF_OK;

    if (self->options->out != NULL && mf_comm_first(self->options->comm))
        code = mf_store_open(&self->store, self->options->out, self->options->force,
                             &self->record.tables, self->summary->workers, err);
    code = mf_comm_agree(self->options->comm, code, err);
    self->summary->seconds_store += mf_parallel_clock() - start;
    for (int r = 0; r < self->summary->runs && code == MF_OK; r++)
        code = run_replicate(self, r, err);
    return code == MF_OK ? mf_comm_agree(self->options->comm, commit(self, err), err) : code;
}

mf_err mf_run(const mf_scenario *scenario, const mf_run_options *options, const mf_run_watch *watch,
              mf_run_summary *summary, mf_error *err)
{
    run self = { .scenario = scenario, .options = options, .watch = watch, .summary = summary,
                 .started = mf_parallel_clock(), .cpu = mf_cpu_here() };
    mf_err code;

    *summary = (mf_run_summary){ .runs = options->replicates < 1 ? 1 : options->replicates };
    summary->workers = options->workers > 0 ? options->workers : mf_parallel_workers();
    summary->phase = calloc(MF_PHASES_MOST, sizeof *summary->phase);
    if (summary->phase == NULL)
        return mf_fail(err, MF_E_NOMEM, "no room for a summary");
    summary->ranks = mf_comm_size(options->comm);
    code = mf_record_init_among(&self.record, scenario, summary->runs, options->comm, err);
    if (code == MF_OK) {
        mf_tables_keep(&self.record.tables, options->keep);
        code = run_all(&self, err);
    }
    summary->events = (int64_t) (self.record.tables.first[MF_AXIS_EVENT] +
                                 self.record.tables.rows[MF_AXIS_EVENT]);
    summary->seconds_record = self.record.seconds;
    summary->outcomes = self.record.outcomes; /* moves: the record keeps none */
    self.record.outcomes = (mf_outcomes){ 0 };
    mf_store_free(self.store);
    mf_record_free(&self.record);
    summary->seconds = mf_parallel_clock() - self.started;
    return code;
}

void mf_run_summary_free(mf_run_summary *self)
{
    mf_outcomes_free(&self->outcomes);
    free(self->phase);
    *self = (mf_run_summary){ 0 };
}
