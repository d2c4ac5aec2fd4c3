/* Are two runs a pair: the same people, the same luck? */
#include <stdlib.h>
#include <string.h>

#include "io/store_h5.h"
#include "study/compare_parts.h"

static mf_err refuse(const mf_result *other, const char *what, const char *here, const char *there,
                     mf_error *err)
{
    return mf_fail_at(err, MF_E_USAGE, mf_result_path(other), 0,
                      "not a pair of the baseline: %s%s%s%s%s (--unpaired compares what can be)",
                      what, here[0] == '\0' ? "" : " is ", here, there[0] == '\0' ? "" : ", there ",
                      there);
}

static mf_err same_attribute(const mf_result *base, const mf_result *other, const char *table,
                             const char *name, const char *what, mf_error *err)
{
    char *one = mf_result_attribute(base, table, name), *two = mf_result_attribute(other, table, name);
    mf_err code = MF_OK;

    if (one == NULL || two == NULL || strcmp(one, two) != 0)
        code = refuse(other, what, two == NULL ? "not told" : two, one == NULL ? "not told" : one, err);
    free(one);
    free(two);
    return code;
}

static bool same_words(char *const *a, char *const *b)
{
    size_t i = 0;

    for (; a[i] != NULL && b[i] != NULL; i++)
        if (strcmp(a[i], b[i]) != 0)
            return false;
    return a[i] == NULL && b[i] == NULL;
}

static mf_err same_texts(const mf_result *base, const mf_result *other, const char *table,
                         mf_error *err)
{
    char **one = NULL, **two = NULL, what[96] = "the list of ";
    size_t n;
    mf_err code = mf_result_texts(base, table, &one, &n, err);

    if (code == MF_OK)
        code = mf_result_texts(other, table, &two, &n, err);
    if (code == MF_OK && !same_words(one, two)) {
        strncat(what, table + 1, 64);
        strncat(what, " differs", 12);
        code = refuse(other, what, "", "", err);
    }
    mf_result_texts_free(one);
    mf_result_texts_free(two);
    return code;
}

static mf_err same_reals(const mf_result *base, const mf_result *other, const char *table,
                         const char *what, mf_error *err)
{
    double *one = NULL, *two = NULL;
    size_t n = 0, m = 0;
    mf_err code = mf_result_reals(base, table, &one, &n, err);

    if (code == MF_OK)
        code = mf_result_reals(other, table, &two, &m, err);
    if (code == MF_OK && (n != m || memcmp(one, two, n * sizeof *one) != 0))
        code = refuse(other, what, "", "", err);
    free(one);
    free(two);
    return code;
}

mf_err mf_axes_check(const mf_result *base, const mf_result *other, mf_error *err)
{
    static const char *const lists[] = { "/outcome", "/indicator", "/cohort", "/country" };

    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        MF_TRY(same_texts(base, other, lists[i], err));
    return same_reals(base, other, "/year", "other years", err);
}

/* Takes a group of the root, such as interventions, out of a canonical scenario. */
static void cut_group(char *text, const char *name)
{
    size_t n = strlen(name);

    for (char *line = text; line != NULL; line = strchr(line, '\n'), line += line != NULL) {
        char *end;

        if (strncmp(line, name, n) != 0 || line[n] != ' ')
            continue;
        end = strstr(line, "\n);\n");
        if (end != NULL)
            memmove(line, end + 4, strlen(end + 4) + 1);
        return;
    }
}

static mf_err without_policies(const mf_result *run, mf_buffer *text, mf_error *err)
{
    MF_TRY(mf_scenario_h5(mf_result_path(run), text, err));
    if (text->failed)
        return mf_fail(err, MF_E_NOMEM, "no room for a scenario");
    cut_group(text->text, "interventions");
    cut_group(text->text, "packages");
    return MF_OK;
}

/* Other settings than policies may differ, but that should be known. */
static mf_err note_settings(mf_comparison *of, const mf_result *base, const mf_result *other,
                            mf_error *err)
{
    mf_buffer one = { 0 }, two = { 0 };
    mf_err code = without_policies(base, &one, err);

    if (code == MF_OK)
        code = without_policies(other, &two, err);
    if (code == MF_OK && strcmp(one.text, two.text) != 0)
        mf_buffer_add(&of->notes, "%s: its settings differ from the baseline's beside policies\n",
                      mf_result_path(other));
    mf_buffer_free(&one);
    mf_buffer_free(&two);
    return code;
}

mf_err mf_pair_check(mf_comparison *of, const mf_result *base, const mf_result *other,
                     mf_error *err)
{
    static const char *const lists[] = { "/place", "/link", "/status", "/queue" };
    static const char *const numbers[][2] = {
        { "/replicate", "the number of replicates" },
        { "/step_time", "the calendar" },
        { "/weight", "the persons that one modelled person stands for" },
        { "/cohort_first_person", "the numbers of people" },
        { "/cohort_people", "the number of people" },
    };

    MF_TRY(same_attribute(base, other, "/", "mixflow_version", "its version", err));
    MF_TRY(same_attribute(base, other, "/", "mixflow_seed", "its seed", err));
    MF_TRY(same_attribute(base, other, "/time", "units", "its time", err));
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (mf_result_has(base, lists[i]) || mf_result_has(other, lists[i]))
            MF_TRY(same_texts(base, other, lists[i], err));
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        char what[96] = "";

        strncat(what, numbers[i][1], 64);
        strncat(what, " differs", 12);
        MF_TRY(same_reals(base, other, numbers[i][0], what, err));
    }
    return note_settings(of, base, other, err);
}
