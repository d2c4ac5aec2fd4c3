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

mf_err mf_errands_do(mf_errands *self, const char *line, const mf_run_watch *watch,
                    mf_run_summary *summary, mf_diags *diags, mf_error *err)
{
    mf_arena scratch = { 0 };
    mf_command command;
    mf_err code;

    *summary = (mf_run_summary){ .runs = 0 };
    mf_memory_forget(); /* what earlier runs took */
    if (!mf_command_read(&command, line, &scratch) || command.file == NULL || command.out == NULL)
        code = mf_fail(err, MF_E_USAGE, "not understood: %s", line);
    else
        code = run(self, &command, line, watch, summary, diags, err);
    mf_arena_free(&scratch);
    return code;
}
