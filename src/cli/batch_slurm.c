/* mixflow batch slurm: the script that spreads a batch over the tasks of a Slurm array. */
#include "cli/batch.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "study/command.h"

typedef struct wishes {
    const char *out, *time, *partition, *account;
    int64_t tasks, cpus;
    double memory;
} wishes;

#define AT(field) offsetof(wishes, field)
static const cli_option options[] = {
    { "output", 'o', CLI_FILE, AT(out), "FILE", "the script (stdout if not given)", 0, 0, NULL },
    { "time", 't', CLI_TEXT, AT(time), "TIME", "limit of a task: 30m, 2h, 1:30:00 (default 1h)", 0, 0,
      NULL },
    { "tasks", 0, CLI_COUNT, AT(tasks), "N",
      "tasks of the array; if not given, so many that each has runs for half of its time", 1, 100000,
      NULL },
    { "cpus", 'c', CLI_COUNT, AT(cpus), "N", "processors of a task (default 1)", 1, 1024, NULL },
    { "memory", 0, CLI_REAL, AT(memory), "GB", "memory of a task; from runs that are done if not given",
      0.01, 1e6, NULL },
    { "partition", 'p', CLI_TEXT, AT(partition), "NAME", "partition", 0, 0, NULL },
    { "account", 'A', CLI_TEXT, AT(account), "NAME", "account", 0, 0, NULL },
    { .name = NULL },
};
#undef AT

static const double LEAST_TIME = 300.0; /* seconds: a warning may come a minute early */
enum { TASKS_MOST = 1000 }; /* as many as an array holds by default */

static const double RUNNER = 64e6; /* bytes of the process that hands out the runs */

/* Mean time and greatest memory of runs that are done. */
static void measure(const mf_batch *batch, double *seconds, double *memory)
{
    int n = 0;

    *seconds = *memory = 0.0;
    for (int i = 0; i < batch->n; i++)
        if (batch->run[i].twin == i && batch->run[i].status == MF_RUN_DONE) {
            *seconds += batch->run[i].cpu;
            *memory = batch->run[i].memory > *memory ? batch->run[i].memory : *memory;
            n++;
        }
    *seconds = n > 0 ? *seconds / n : 0.0;
}

/* Tasks enough that each has work for half of its time, and no more than there are runs. */
static int choose_tasks(const mf_batch *batch, double limit, int cpus, double seconds)
{
    mf_batch_counts counts = mf_batch_count(batch);
    int missing = counts.of[MF_RUN_MISSING];
    double wanted = seconds > 0.0 ? missing * seconds / (0.5 * limit * cpus) : 1.0 * missing / cpus;
    int tasks = wanted < 1.0 ? 1 : wanted > TASKS_MOST ? TASKS_MOST : (int) (wanted + 0.999);

    return missing > 0 && tasks > missing ? missing : tasks;
}

static void print_script(FILE *to, const mf_batch *batch, const wishes *values, double limit,
                         int tasks, double memory)
{
    int cpus = values->cpus > 0 ? (int) values->cpus : 1;
    int seconds = (int) limit;
    mf_buffer folder = { 0 };

    mf_command_add(&folder, batch->folder);
    fprintf(to, "#!/bin/bash\n"
                "# What is missing of the batch %s, in %d slice%s.  A task that is warned\n"
                "# before its limit stops, and asks for another turn; what is done stays done.\n"
                "#SBATCH --job-name=mixflow\n#SBATCH --array=0-%d\n#SBATCH --ntasks=1\n"
                "#SBATCH --cpus-per-task=%d\n#SBATCH --time=%d:%02d:%02d\n"
                "#SBATCH --signal=B:USR1@120\n#SBATCH --requeue\n#SBATCH --open-mode=append\n"
                "#SBATCH --output=%s/slurm-%%A_%%a.log\n",
            batch->folder, tasks, tasks == 1 ? "" : "s", tasks - 1, cpus, seconds / 3600, seconds / 60 % 60, seconds % 60,
            batch->folder);
    if (memory > 0.0)
        fprintf(to, "#SBATCH --mem=%.0fM\n", memory / 1048576.0 + 1.0);
    if (values->partition != NULL)
        fprintf(to, "#SBATCH --partition=%s\n", values->partition);
    if (values->account != NULL)
        fprintf(to, "#SBATCH --account=%s\n", values->account);
    fprintf(to, "\nmixflow=${MIXFLOW:-mixflow}\n"
                "export OMP_NUM_THREADS=${SLURM_CPUS_PER_TASK:-1} OMP_WAIT_POLICY=passive\n"
                "\"$mixflow\" batch run %s --slice \"$SLURM_ARRAY_TASK_ID/%d\" --progress plain "
                "--max-time %d &\n"
                "runner=$!\n"
                "trap 'kill -TERM $runner' USR1 TERM\n"
                "wait $runner\nstatus=$?\n"
                "while kill -0 $runner 2>/dev/null; do wait $runner; status=$?; done\n"
                "[ $status -eq 75 ] && [ \"${SLURM_RESTART_COUNT:-0}\" -lt 20 ] &&\n"
                "    scontrol requeue \"${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID\"\n"
                "exit $status\n",
            folder.failed ? "" : folder.text, tasks, (int) (limit - 120.0));
    mf_buffer_free(&folder);
}

static int write_script(const mf_batch *batch, const wishes *values)
{
    double limit = values->time == NULL ? 3600.0 : cli_batch_seconds(values->time);
    int cpus = values->cpus > 0 ? (int) values->cpus : 1, tasks;
    double seconds, memory;
    FILE *to = stdout;
    bool good;

    if (!(limit >= LEAST_TIME)) {
        cli_say("batch slurm: --time %s: expected a time of at least five minutes, for the warning "
                "before the end may come early", values->time);
        return mf_err_status(MF_E_USAGE);
    }
    measure(batch, &seconds, &memory);
    memory = values->memory > 0.0 ? 1e9 * values->memory : memory > 0.0 ? RUNNER + 1.5 * memory * cpus : 0.0;
    tasks = values->tasks > 0 ? (int) values->tasks : choose_tasks(batch, limit, cpus, seconds);
    if (values->out != NULL && (to = fopen(values->out, "w")) == NULL) {
        cli_say("%s: cannot be written", values->out);
        return mf_err_status(MF_E_FILE);
    }
    print_script(to, batch, values, limit, tasks, memory);
    good = ferror(to) == 0;
    if (to != stdout && (fclose(to) != 0 || !good)) {
        cli_say("%s: cannot be written", values->out);
        return mf_err_status(MF_E_FILE);
    }
    if (values->out != NULL)
        cli_say("sbatch %s   # %d tasks of %d processor%s", values->out, tasks, cpus,
                cpus == 1 ? "" : "s");
    return 0;
}

static int run(int argc, char **argv)
{
    wishes values = { .out = NULL };
    cli_texts folders = { 0 };
    mf_batch batch = { 0 };
    int status = cli_parse(&cli_batch_slurm, argc, argv, &values, &folders);

    if (status != CLI_GO)
        return status;
    status = cli_batch_open(&batch, folders.at[0], true, false);
    if (status == 0)
        status = write_script(&batch, &values);
    mf_batch_free(&batch);
    return status;
}

const cli_verb cli_batch_slurm = {
    .name = "batch slurm",
    .summary = "write the script that spreads a batch over the tasks of a Slurm array",
    .arguments = "DIR [-o FILE]",
    .examples = { "mixflow batch slurm policies -o policies.sbatch && sbatch policies.sbatch",
                  "mixflow batch slurm policies --time 4h --cpus 8 --tasks 100 | sbatch",
                  "mixflow batch status policies   # afterwards", NULL },
    .least = 1,
    .most = 1,
    .options = options,
    .run = run,
};
