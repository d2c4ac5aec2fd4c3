/* mixflow info: what is in a result, and whether it is what was written. */
#include "cli/cli.h"

#include <math.h>
#include <stdlib.h>

#include "cli/scenario.h"
#include "io/result_h5.h"
#include "io/store_h5.h"

typedef struct wishes {
    bool digest, verify, scenario, indicators;
} wishes;

static const cli_option options[] = {
    { "digest", 'd', CLI_FLAG, offsetof(wishes, digest), NULL,
      "print one hash of all results (not of time, host or threads)", 0, 0, NULL },
    { "verify", 'v', CLI_FLAG, offsetof(wishes, verify), NULL,
      "is every table what it was when it was written?", 0, 0, NULL },
    { "scenario", 's', CLI_FLAG, offsetof(wishes, scenario), NULL,
      "print the scenario with all defaults filled in", 0, 0, NULL },
    { "indicators", 'i', CLI_FLAG, offsetof(wishes, indicators), NULL,
      "print the indicators: by year and of all years, means over replicates, and by how much (one "
      "standard deviation) chance moves them", 0, 0, NULL },
    { .name = NULL },
};

static mf_err print_digest(const char *file, mf_error *err)
{
    char digest[MF_DIGEST_TEXT];

    MF_TRY(mf_digest_h5(file, digest, err));
    printf("%s\n", digest);
    return MF_OK;
}

/* Prints what `tell` says of the file. */
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

/* Mean over replicates of what is not NaN. */
static double mean_of(const double *value, size_t replicates, size_t stride)
{
    double sum = 0.0;
    size_t n = 0;

    for (size_t r = 0; r < replicates; r++)
        if (!isnan(value[r * stride])) {
            sum += value[r * stride];
            n++;
        }
    return n > 0 ? sum / (double) n : (double) NAN;
}

/* Standard deviation by which chance moves the mean: over replicates, or as one tells of itself. */
static double error_of(const double *value, const double *told, size_t replicates, size_t stride)
{
    double mean = mean_of(value, replicates, stride), squares = 0.0;
    size_t n = 0;

    if (replicates == 1)
        return *told;
    for (size_t r = 0; r < replicates; r++)
        if (!isnan(value[r * stride])) {
            squares += (value[r * stride] - mean) * (value[r * stride] - mean);
            n++;
        }
    return n > 1 ? sqrt(squares / ((double) n * (double) (n - 1))) : (double) NAN;
}

typedef struct indicators {
    char **name, **unit;
    double *year, *by_year, *all, *error;
    size_t n, n_years, n_replicates;
} indicators;

static void print_value(double value)
{
    if (isnan(value))
        printf(" %12s", "-");
    else
        printf(" %12.*f", fabs(value) >= 1000.0 ? 0 : fabs(value) >= 20.0 ? 1 : 4, value);
}

static void print_values(const indicators *of)
{
    size_t replicates = of->n_replicates;

    printf("%-27s %-12s", "indicator", "unit");
    for (size_t y = 0; y < of->n_years; y++)
        printf(" %12.0f", of->year[y]);
    printf(" %12s %12s\n", "all years", "error");
    for (size_t i = 0; i < of->n; i++) {
        printf("%-27s %-12s", of->name[i], of->unit[i]);
        for (size_t y = 0; y < of->n_years; y++)
            print_value(mean_of(&of->by_year[y * of->n + i], replicates, of->n_years * of->n));
        print_value(mean_of(&of->all[i], replicates, of->n));
        print_value(error_of(&of->all[i], &of->error[i], replicates, of->n));
        printf("\n");
    }
}

static mf_err read_indicators(const mf_result *from, indicators *of, mf_error *err)
{
    size_t length[MF_MOST_AXES], units, all;
    int n_axes;

    MF_TRY(mf_result_shape(from, "/replicate", length, &n_axes, err));
    of->n_replicates = length[0];
    MF_TRY(mf_result_texts(from, "/indicator", &of->name, &of->n, err));
    MF_TRY(mf_result_texts(from, "/indicator_unit", &of->unit, &units, err));
    if (units != of->n)
        return mf_fail_at(err, MF_E_FORMAT, mf_result_path(from), 0, "has %zu indicators and %zu units",
                          of->n, units);
    all = of->n_replicates * of->n;
    MF_TRY(mf_result_reals(from, "/year", &of->year, &of->n_years, err));
    MF_TRY(mf_result_exactly(from, "/indicators/by_year", all * of->n_years, &of->by_year, err));
    MF_TRY(mf_result_exactly(from, "/indicators/all_years_error", all, &of->error, err));
    return mf_result_exactly(from, "/indicators/all_years", all, &of->all, err);
}

static mf_err print_indicators(const char *file, mf_error *err)
{
    indicators of = { .n = 0 };
    mf_result *from;
    mf_err code;

    MF_TRY(mf_result_open(&from, file, err));
    code = read_indicators(from, &of, err);
    if (code == MF_OK)
        print_values(&of);
    mf_result_texts_free(of.name);
    mf_result_texts_free(of.unit);
    free(of.year);
    free(of.by_year);
    free(of.all);
    free(of.error);
    mf_result_close(from);
    return code;
}

static mf_err inform(const char *file, const wishes *values, mf_error *err)
{
    if (values->verify) {
        MF_TRY(mf_verify_h5(file, err));
        printf("%s: complete, and what it was when it was written\n", file);
    }
    if (values->digest)
        MF_TRY(print_digest(file, err));
    if (values->scenario)
        MF_TRY(print_told(mf_scenario_h5, file, err));
    if (values->indicators)
        MF_TRY(print_indicators(file, err));
    if (!values->verify && !values->digest && !values->scenario && !values->indicators)
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
