#include "study/errands.h"

#include <stdlib.h>
#include <string.h>

#include "study/command.h"
#include "study/process.h"

void mf_errands_free(mf_errands *self)
{
    mf_source_free(self->source);
    free(self->file);
    *self = (mf_errands){ NULL, NULL };
}

static mf_err open_source(mf_errands *self, const char *file, mf_error *err)
{
    size_t n = strlen(file) + 1;

    if (self->file != NULL && strcmp(self->file, file) == 0)
        return MF_OK;
    mf_errands_free(self);
    self->file = malloc(n);
    if (self->file == NULL)
        return mf_fail(err, MF_E_NOMEM, "no room for %s", file);
    memcpy(self->file, file, n);
    return mf_source_read(&self->source, file, err);
}

static mf_err run(mf_errands *self, const mf_command *command, const char *line,
                  const mf_run_watch *watch, mf_run_summary *summary, mf_diags *diags,
                  mf_error *err)
{
    mf_run_options options = { .out = command->out, .force = true, .workers = command->threads,
                               .keep = command->keep, .command = line };
    mf_scenario *scenario = NULL;
    mf_err code = open_source(self, command->file, err);

    if (code == MF_OK)
        code = mf_source_resolve(self->source, &command->config, &scenario, diags, err);
    else
        mf_errands_free(self);
    if (code == MF_OK)
        code = mf_run(scenario, &options, watch, summary, err);
    mf_scenario_free(scenario);
    return code;
}

mf_err mf_errands_do(mf_errands *self, const char *command, const mf_run_watch *watch,
                     mf_run_summary *summary, mf_diags *diags, mf_error *err)
{
    mf_arena scratch = { 0 };
    mf_command read;
    mf_err code;

    *summary = (mf_run_summary){ .runs = 0 };
    mf_memory_forget(); /* what earlier runs took */
    if (!mf_command_read(&read, command, &scratch) || read.file == NULL || read.out == NULL)
        code = mf_fail(err, MF_E_USAGE, "not understood: %s", command);
    else
        code = run(self, &read, command, watch, summary, diags, err);
    mf_arena_free(&scratch);
    return code;
}

mf_err mf_errands_repeat(mf_errands *self, const mf_batch *batch, int i, const char *options,
                         const char *out, const mf_run_watch *watch, mf_run_summary *summary,
                         mf_diags *diags, mf_error *err)
{
    mf_buffer command = { 0 };
    mf_err code;

    *summary = (mf_run_summary){ .runs = 0 };
    mf_batch_command(batch, i, &command);
    mf_buffer_add(&command, " %s -o", options);
    mf_command_add(&command, out);
    code = command.failed ? mf_fail(err, MF_E_NOMEM, "no room for a command")
                          : mf_errands_do(self, command.text, watch, summary, diags, err);
    mf_buffer_free(&command);
    return code;
}
