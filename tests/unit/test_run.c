#define _POSIX_C_SOURCE 200809L /* setenv */

#include "support/folder.h"
#include "support/statistics.h"
#include "support/worlds.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/part.h"
#include "io/store_h5.h"
#include "study/run.h"

static char folder[160];

static int in_a_folder(void **state)
{
    mf_error err = { 0 };

    (void) state;
    return !folder_new(folder, sizeof folder) || mf_store_start(&err) != MF_OK;
}

static const char *at(const char *name)
{
    static char path[320];

    (void) snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

/* Names in the folder, "." and ".." left out; the last seen in `last`. */
static int names(char last[256])
{
    DIR *open = opendir(folder);
    const struct dirent *entry;
    int n = 0;

    assert_non_null(open);
    while ((entry = readdir(open)) != NULL)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            (void) snprintf(last, 256, "%s", entry->d_name);
            n++;
        }
    (void) closedir(open);
    return n;
}

static int empty_folder(void **state)
{
    char name[256];

    (void) state;
    while (names(name) > 0)
        assert_int_equal(remove(at(name)), 0);
    return 0;
}

static int leave_folder(void **state)
{
    (void) empty_folder(state);
    return rmdir(folder);
}

static void put_file(const char *name, const char *text)
{
    FILE *file = fopen(at(name), "w");

    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static bool holds(const char *name, const char *text)
{
    char found[64] = { 0 };
    FILE *file = fopen(at(name), "r");
    size_t n = file == NULL ? 0 : fread(found, 1, sizeof found - 1, file);

    if (file != NULL)
        (void) fclose(file);
    return n == strlen(text) && strcmp(found, text) == 0;
}

static mf_scenario *tiny(const char *const *sets)
{
    return small_read_as(600, 30, sets);
}

static mf_run_summary run(const mf_scenario *scenario, mf_run_options options)
{
    mf_run_summary summary;
    mf_error err = { 0 };

    if (mf_run(scenario, &options, NULL, &summary, &err) != MF_OK)
        fail_msg("%s: %s", err.file, err.text);
    return summary;
}

static void refused(const mf_scenario *scenario, mf_run_options options, mf_err code,
                    const char *part)
{
    mf_run_summary summary;
    mf_error err = { 0 };

    assert_int_equal(mf_run(scenario, &options, NULL, &summary, &err), code);
    if (strstr(err.text, part) == NULL)
        fail_msg("not \"%s\": %s", part, err.text);
    mf_run_summary_free(&summary);
}

static void a_result_is_what_was_meant_and_alone_in_its_folder(void **state)
{
    mf_scenario *s = tiny(AS_WRITTEN);
    mf_run_summary summary = run(s, (mf_run_options){ .out = at("a.h5"), .workers = 2 });
    char digest[MF_DIGEST_TEXT], name[256];
    mf_buffer text = { 0 };
    struct stat seen;
    mf_error err = { 0 };

    (void) state;
    assert_int_equal(names(name), 1);
    assert_string_equal(name, "a.h5");
    assert_int_equal(stat(at("a.h5"), &seen), 0);
    assert_int_equal(seen.st_size, summary.file_bytes);
    assert_int_equal(mf_digest_h5(at("a.h5"), digest, &err), MF_OK);
    assert_string_equal(digest, summary.digest);
    assert_int_equal(mf_verify_h5(at("a.h5"), &err), MF_OK);
    assert_int_equal(mf_info_h5(at("a.h5"), &text, &err), MF_OK);
    assert_non_null(strstr(text.text, "\n/stocks  "));
    assert_non_null(strstr(text.text, "A small world"));
    assert_non_null(strstr(text.text, digest));
    mf_buffer_free(&text);
    assert_int_equal(mf_scenario_h5(at("a.h5"), &text, &err), MF_OK);
    assert_string_equal(text.text, s->canonical);
    mf_buffer_free(&text);
    mf_run_summary_free(&summary);
    mf_scenario_free(s);
}

static void threads_and_engine_do_not_count(void **state)
{
    mf_scenario *s = tiny(SETS("outputs.sample=0.5", "outputs.compression=4"));
    char first[MF_DIGEST_TEXT] = "";

    (void) state;
    for (int i = 0; i < 4; i++) {
        mf_run_options options = { .out = at("a.h5"), .force = true, .workers = i % 3 + 1,
                                   .dense = i == 3, .paranoid = true };
        mf_run_summary summary = run(s, options);

        if (i == 0)
            memcpy(first, summary.digest, sizeof first);
        assert_string_equal(summary.digest, first);
        mf_run_summary_free(&summary);
    }
    mf_scenario_free(s);
}

/* Compression is how, not what. */
static void compression_does_not_count(void **state)
{
    static const char *const levels[] = { "outputs.compression=0", "outputs.compression=1",
                                          "outputs.compression=6" };
    char first[MF_DIGEST_TEXT] = "";
    mf_error err = { 0 };

    (void) state;
    for (size_t i = 0; i < 3; i++) {
        mf_scenario *s = tiny(SETS(levels[i]));
        mf_run_summary summary = run(s, (mf_run_options){ .out = at("a.h5"), .force = true });

        if (i == 0)
            memcpy(first, summary.digest, sizeof first);
        assert_string_equal(summary.digest, first);
        assert_int_equal(mf_verify_h5(at("a.h5"), &err), MF_OK);
        mf_run_summary_free(&summary);
        mf_scenario_free(s);
    }
}

static void a_replicate_is_the_run_with_that_seed(void **state)
{
    mf_scenario *s = tiny(AS_WRITTEN), *next = tiny(AS_WRITTEN);
    mf_run_summary both = run(s, (mf_run_options){ .replicates = 2 }), one, other;

    (void) state;
    next->seed++;
    one = run(s, (mf_run_options){ .replicates = 1 });
    other = run(next, (mf_run_options){ .workers = 1 });
    assert_int_equal(both.runs, 2);
    assert_int_equal(both.events, one.events + other.events);
    for (int i = 0; i < MF_N_OUTCOMES; i++)
        for (int k = 0; k < s->cohorts.n; k++) {
            assert_close(mf_outcomes_count(&both.outcomes, 0, MF_ALL_YEARS, i, k),
                         mf_outcomes_count(&one.outcomes, 0, MF_ALL_YEARS, i, k), 0.0);
            assert_close(mf_outcomes_count(&both.outcomes, 1, MF_ALL_YEARS, i, k),
                         mf_outcomes_count(&other.outcomes, 0, MF_ALL_YEARS, i, k), 0.0);
        }
    mf_run_summary_free(&both);
    mf_run_summary_free(&one);
    mf_run_summary_free(&other);
    mf_scenario_free(s);
    mf_scenario_free(next);
}

static void an_older_result_is_replaced_only_by_force(void **state)
{
    mf_scenario *s = tiny(AS_WRITTEN);
    mf_run_summary summary;
    char digest[MF_DIGEST_TEXT];
    mf_error err = { 0 };

    (void) state;
    put_file("a.h5", "the older one");
    refused(s, (mf_run_options){ .out = at("a.h5") }, MF_E_EXISTS, "exists");
    assert_true(holds("a.h5", "the older one"));
    summary = run(s, (mf_run_options){ .out = at("a.h5"), .force = true });
    assert_int_equal(mf_digest_h5(at("a.h5"), digest, &err), MF_OK);
    assert_string_equal(digest, summary.digest);
    mf_run_summary_free(&summary);
    mf_scenario_free(s);
}

typedef struct watched {
    int told, stop_at, last_run, last_step;
} watched;

static void tell(void *self, int run, int runs, int step, int steps, int day)
{
    watched *w = self;

    assert_int_equal(runs, 2);
    assert_int_equal(steps, 30);
    assert_true(run > w->last_run || (run == w->last_run && step == w->last_step + 1));
    assert_true(day > 16801); /* 2016-01-01 */
    w->last_run = run;
    w->last_step = step;
    w->told++;
}

static bool stop(void *self)
{
    const watched *w = self;

    return w->stop_at > 0 && w->told >= w->stop_at;
}

static void a_run_is_watched_and_can_be_stopped(void **state)
{
    mf_scenario *s = tiny(AS_WRITTEN);
    watched w = { 0, 0, 0, 0 };
    mf_run_watch watch = { &w, tell, stop };
    mf_run_options options = { .out = at("a.h5"), .force = true, .replicates = 2 };
    mf_run_summary summary;
    char name[256];
    mf_error err = { 0 };

    (void) state;
    assert_int_equal(mf_run(s, &options, &watch, &summary, &err), MF_OK);
    assert_int_equal(w.told, 60);
    mf_run_summary_free(&summary);
    put_file("a.h5", "the older one");
    w = (watched){ 0, 37, 0, 0 };
    assert_int_equal(mf_run(s, &options, &watch, &summary, &err), MF_E_STOPPED);
    assert_int_equal(w.told, 37);
    assert_string_equal(summary.digest, "");
    mf_run_summary_free(&summary);
    assert_true(holds("a.h5", "the older one"));
    assert_int_equal(names(name), 1);
    mf_scenario_free(s);
}

static void what_cannot_be_written_is_refused_at_once(void **state)
{
    mf_scenario *s = tiny(AS_WRITTEN);
    char host[MF_HOST_TEXT];

    (void) state;
    mf_host_name(host);
    refused(s, (mf_run_options){ .out = at("missing/a.h5") }, MF_E_FILE, "No such file");
    refused(s, (mf_run_options){ .out = folder, .force = true }, MF_E_FILE, "not a regular file");
    refused(s, (mf_run_options){ .out = "/dev/null", .force = true }, MF_E_FILE, "not a regular");
    refused(s, (mf_run_options){ .out = "" }, MF_E_FILE, "not the name of a file");
    refused(s, (mf_run_options){ .out = at("") }, MF_E_FILE, "not the name of a file");
    assert_true(host[0] != '\0');
    mf_scenario_free(s);
}

/* A process number that nobody has. */
static long dead_pid(void)
{
    return 0x3fffffff; /* beyond what Linux gives */
}

static void what_killed_runs_left_is_swept_away(void **state)
{
    mf_scenario *s = tiny(AS_WRITTEN);
    char host[MF_HOST_TEXT], part[320];
    mf_run_summary summary;

    (void) state;
    mf_host_name(host);
    (void) snprintf(part, sizeof part, ".old.h5.part.%s.%ld", host, dead_pid());
    put_file(part, "dead");
    put_file(".old.h5.part.elsewhere.1073741823", "another host");
    (void) snprintf(part, sizeof part, ".old.h5.part.%s.1", host);
    put_file(part, "alive");
    put_file("notes.part.1073741823", "a user's");
    summary = run(s, (mf_run_options){ .out = at("a.h5") });
    assert_true(holds(".old.h5.part.elsewhere.1073741823", "another host"));
    assert_true(holds(part, "alive"));
    assert_true(holds("notes.part.1073741823", "a user's"));
    (void) snprintf(part, sizeof part, ".old.h5.part.%s.%ld", host, dead_pid());
    assert_false(holds(part, "dead"));
    mf_run_summary_free(&summary);
    mf_scenario_free(s);
}

static void what_is_no_result_is_told_apart(void **state)
{
    char digest[MF_DIGEST_TEXT];
    mf_buffer text = { 0 };
    mf_error err = { 0 };

    (void) state;
    put_file("a.h5", "not at all");
    assert_int_equal(mf_digest_h5(at("a.h5"), digest, &err), MF_E_FORMAT);
    assert_int_equal(mf_info_h5(at("a.h5"), &text, &err), MF_E_FORMAT);
    assert_int_equal(mf_verify_h5(at("a.h5"), &err), MF_E_FORMAT);
    assert_int_equal(mf_scenario_h5(at("a.h5"), &text, &err), MF_E_FORMAT);
    assert_int_equal(mf_info_h5(at("missing.h5"), &text, &err), MF_E_FILE);
    mf_buffer_free(&text);
}

static void a_summary_tells_what_was_done(void **state)
{
    mf_scenario *s = tiny(AS_WRITTEN);
    mf_run_summary summary = run(s, (mf_run_options){ .workers = 2 });

    (void) state;
    assert_int_equal(summary.runs, 1);
    assert_int_equal(summary.steps, 30);
    assert_int_equal(summary.workers, 2);
    assert_true(summary.people > 400 && summary.people < 650);
    assert_true(summary.events > 0 && summary.fired > 0 && summary.woken >= summary.fired);
    assert_true(summary.seconds > 0.0 && summary.phase[0] >= 0.0);
    assert_string_equal(summary.digest, "");
    mf_run_summary_free(&summary);
    mf_run_summary_free(&summary); /* an empty one, too */
    mf_scenario_free(s);
}

int main(void)
{
#define EMPTY(test) cmocka_unit_test_setup(test, empty_folder)
    const struct CMUnitTest tests[] = {
        EMPTY(a_result_is_what_was_meant_and_alone_in_its_folder),
        EMPTY(threads_and_engine_do_not_count),
        EMPTY(compression_does_not_count),
        EMPTY(a_replicate_is_the_run_with_that_seed),
        EMPTY(an_older_result_is_replaced_only_by_force),
        EMPTY(a_run_is_watched_and_can_be_stopped),
        EMPTY(what_cannot_be_written_is_refused_at_once),
        EMPTY(what_killed_runs_left_is_swept_away),
        EMPTY(what_is_no_result_is_told_apart),
        EMPTY(a_summary_tells_what_was_done),
    };

    return cmocka_run_group_tests(tests, in_a_folder, leave_folder);
}
