/* mixflow info: what is in a result, and whether it is what was written. */
#include "cli/cli.h"

#include "cli/scenario.h"
#include "io/store_h5.h"

typedef struct wishes {
    bool digest, verify, scenario;
} wishes;

static const cli_option options[] = {
    { "digest", 'd', CLI_FLAG, offsetof(wishes, digest), NULL,
      "print one hash of all results (not of time, host or threads)", 0, 0, NULL },
    { "verify", 'v', CLI_FLAG, offsetof(wishes, verify), NULL,
      "is every table what it was when it was written?", 0, 0, NULL },
    { "scenario", 's', CLI_FLAG, offsetof(wishes, scenario), NULL,
      "print the scenario with all defaults filled in", 0, 0, NULL },
    { .name = NULL },
};

static mf_err print_digest(const char *file, mf_error *err)
{
    char digest[MF_DIGEST_TEXT];

    MF_TRY(mf_digest_h5(file, digest, err));
    printf("%s\n", digest);
    return MF_OK;
}

/* Prints what `tell` says of the file, also what it says before it refuses. */
static mf_err print_told(mf_err (*tell)(const char *, mf_buffer *, mf_error *), const char *file,
                         mf_error *err)
{
    mf_buffer text = { 0 };
    mf_err code = tell(file, &text, err);

    if (text.text != NULL)
        fputs(text.text, stdout);
    if (code == MF_OK && text.failed)
        code = MF_E_NOMEM;
    mf_buffer_free(&text);
    return code;
}

static mf_err inform(const char *file, const wishes *values, mf_error *err)
{
    if (values->verify) {
        MF_TRY(print_told(mf_verify_h5, file, err));
        printf("%s: complete, and what it was when it was written\n", file);
    }
    if (values->digest)
        MF_TRY(print_digest(file, err));
    if (values->scenario)
        MF_TRY(print_told(mf_scenario_h5, file, err));
    if (!values->verify && !values->digest && !values->scenario)
        MF_TRY(print_told(mf_info_h5, file, err));
    return MF_OK;
}

static int run(int argc, char **argv)
{
    wishes values = { .digest = false };
    cli_texts files = { 0 };
    mf_error err = { 0 };
    mf_err code;
    int worst = 0, status = cli_parse(&cli_info, argc, argv, &values, &files);

    if (status != CLI_GO)
        return status;
    if ((code = cli_start_store(&err)) != MF_OK)
        return cli_refuse(code, &err);
    for (int i = 0; i < files.n; i++) {
        err = (mf_error){ 0 };
        code = inform(files.at[i], &values, &err);
        status = code == MF_OK ? 0 : cli_refuse(code, &err);
        worst = status > worst ? status : worst;
    }
    return worst;
}

const cli_verb cli_info = {
    .name = "info",
    .summary = "say what is in a result",
    .arguments = "FILE.h5...",
    .examples = { "mixflow info corridor.h5", "mixflow info --verify *.h5",
                  "mixflow info --scenario corridor.h5 > again.cfg", NULL },
    .least = 1,
    .most = CLI_TEXTS_MOST,
    .options = options,
    .run = run,
};
