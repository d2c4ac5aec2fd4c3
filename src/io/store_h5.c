#define _POSIX_C_SOURCE 200809L /* clock_gettime, gmtime_r */

#include "io/store_h5.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include <mixflow/version.h>

#include "io/layout.h"
#include "io/part.h"
#include "io/read_h5.h"
#include "io/tables_h5.h"

enum { VERIFIED_BYTES = 1 << 20 }; /* tables up to this size are read back before they are trusted */

struct mf_store {
    mf_part part;
    hid_t file; /* -1: not open */
    mf_h5_tables tables;
    bool failed;    /* sticks */
    mf_error why;   /* the first failure */
    char started[32];
    long long needed; /* bytes of tables of known size */
};

mf_err mf_store_start(mf_error *err)
{
    if (H5dont_atexit() < 0 || H5open() < 0)
        return mf_fail(err, MF_E_INTERNAL, "HDF5 could not be started");
    return MF_OK;
}

static void now(char text[32])
{
    struct timespec clock = { 0 };
    struct tm utc;

    text[0] = '\0';
    if (clock_gettime(CLOCK_REALTIME, &clock) == 0 && gmtime_r(&clock.tv_sec, &utc) != NULL)
        (void) strftime(text, 32, "%Y-%m-%dT%H:%M:%SZ", &utc);
}

/* Remembers the first failure; says no ever after. */
static mf_err check(mf_store *self, bool good, const char *doing, mf_error *err)
{
    if (!good && !self->failed) {
        int reason = mf_h5_errno();
        long long room = mf_part_room(&self->part);
        long long needed = self->needed > self->tables.raw ? self->needed : self->tables.raw;
        char space[80] = "";

        if (reason == 0)
            reason = errno;
        if (room >= 0)
            (void) snprintf(space, sizeof space, " (needs up to %.1f MB, %.1f MB are free)",
                            (double) needed / 1e6, (double) room / 1e6);
        self->failed = true;
        (void) mf_fail_at(&self->why, MF_E_FILE, self->part.target, 0,
                          "cannot %s%s%s: %s%s; earlier results are untouched", doing,
                          self->tables.what[0] == '\0' ? "" : " ", self->tables.what,
                          reason == 0 ? "the HDF5 library refused" : strerror(reason), space);
    }
    if (!self->failed)
        return MF_OK;
    if (err != NULL)
        *err = self->why;
    return self->why.code;
}

/* Refuses early what cannot end well: the tables of known size shrink at most to a twentieth. */
static mf_err check_room(const mf_store *self, mf_error *err)
{
    long long room = mf_part_room(&self->part), least = self->needed / 20 + (64 << 10);

    if (room >= 0 && room < least)
        return mf_fail_at(err, MF_E_FILE, self->part.target, 0,
                          "the disk is too full: at least %.1f MB are needed, %.1f MB are free; "
                          "earlier results are untouched",
                          (double) least / 1e6, (double) room / 1e6);
    return MF_OK;
}

mf_err mf_store_open(mf_store **store, const char *path, bool force, mf_tables *tables,
                     int workers, mf_error *err)
{
    mf_store *self = calloc(1, sizeof *self);
    mf_quiet quiet;
    mf_err code;

    *store = NULL;
    if (self == NULL)
        return mf_fail(err, MF_E_NOMEM, "no room for a result");
    self->file = -1;
    self->tables.what = "";
    now(self->started);
    self->needed = mf_h5_tables_bytes(tables);
    quiet = mf_h5_quiet();
    code = mf_part_init(&self->part, path, force, err);
    if (code == MF_OK)
        code = check_room(self, err);
    if (code == MF_OK) {
        errno = 0;
        self->file = mf_h5_create(self->part.path);
        if (self->file < 0 && mf_h5_errno() != 0)
            errno = mf_h5_errno();
        code = check(self, self->file >= 0, "begin it", err);
    }
    if (code == MF_OK)
        code = check(self, mf_h5_tables_init(&self->tables, self->file, tables, workers) >= 0,
                     "begin", err);
    mf_h5_restore(quiet);
    if (code != MF_OK)
        mf_store_free(self);
    else
        *store = self;
    return code;
}

mf_err mf_store_replicate(mf_store *self, int replicate, mf_error *err)
{
    mf_quiet quiet = mf_h5_quiet();
    mf_err code = check(self, !self->failed && mf_h5_tables_replicate(&self->tables, replicate) >= 0,
                        "write", err);

    mf_h5_restore(quiet);
    return code;
}

mf_err mf_store_rows(mf_store *self, mf_error *err)
{
    mf_quiet quiet = mf_h5_quiet();
    mf_err code = check(self, !self->failed && mf_h5_tables_rows(&self->tables, false) >= 0,
                        "write", err);

    mf_h5_restore(quiet);
    return code;
}

/* What the notes say (io/layout.h). */
typedef struct notes {
    const char *text[MF_N_NOTICES];
    int integer[MF_N_NOTICES];
    double real[MF_N_NOTICES];
    char seed[32], scenario_digest[MF_DIGEST_TEXT], libraries[256], people[96], host[MF_HOST_TEXT];
    mf_buffer history;
} notes;

static void say_of_scenario(notes *self, const mf_scenario *scenario, bool anonymous)
{
    const char *canonical = scenario->canonical == NULL ? "" : scenario->canonical;

    (void) snprintf(self->seed, sizeof self->seed, "%lld", (long long) scenario->seed);
    mf_digest_of(canonical, strlen(canonical), self->scenario_digest);
    self->text[MF_NOTICE_TITLE] = scenario->title;
    self->text[MF_NOTICE_QUESTION] = scenario->question;
    self->text[MF_NOTICE_SEED] = self->seed;
    self->text[MF_NOTICE_SCENARIO_DIGEST] = self->scenario_digest;
    self->text[MF_NOTICE_SCENARIO] = canonical;
    self->text[MF_NOTICE_ORIGINAL] = scenario->original;
    self->text[MF_NOTICE_OVERRIDES] = scenario->overrides;
    self->text[MF_NOTICE_SCENARIO_FILE] = anonymous ? mf_base_name(scenario->file) : scenario->file;
}

static void say_of_program(notes *self)
{
    unsigned major = 0, minor = 0, release = 0;

    (void) H5get_libversion(&major, &minor, &release);
    (void) snprintf(self->libraries, sizeof self->libraries, "%s (HDF5 as it ran: %u.%u.%u)",
                    MIXFLOW_LIBRARIES, major, minor, release);
    self->text[MF_NOTICE_CONVENTIONS] = "CF-1.10";
    self->text[MF_NOTICE_SOURCE] = "mixflow " MIXFLOW_VERSION ", simulation";
    self->text[MF_NOTICE_KIND] = MF_KIND_RUN;
    self->text[MF_NOTICE_FORMAT] = MF_FORMAT;
    self->text[MF_NOTICE_VERSION] = MIXFLOW_VERSION;
    self->text[MF_NOTICE_REVISION] = MIXFLOW_REVISION;
    self->text[MF_NOTICE_COMPILER] = MIXFLOW_COMPILER;
    self->text[MF_NOTICE_FLAGS] = MIXFLOW_FLAGS;
    self->text[MF_NOTICE_LIBRARIES] = self->libraries;
}

static void say_of_run(notes *self, const mf_store *store, const mf_provenance *from)
{
    bool nameless = from->anonymous || from->command == NULL;

    mf_host_name(self->host);
    mf_buffer_add(&self->history, "%s %s", store->started, nameless ? "mixflow run" : from->command);
    (void) snprintf(self->people, sizeof self->people, "%" PRId64 ", at %.1f bytes of memory each",
                    from->people, from->bytes_per_person);
    self->text[MF_NOTICE_HISTORY] = self->history.text;
    self->text[MF_NOTICE_STARTED] = store->started;
    self->text[MF_NOTICE_PEOPLE] = self->people;
    self->text[MF_NOTICE_HOST] = self->host;
    self->text[MF_NOTICE_COMMAND] = from->command;
    self->real[MF_NOTICE_ELAPSED] = from->elapsed;
    self->text[MF_NOTICE_KEEP] = from->keep == NULL ? "" : from->keep;
    self->real[MF_NOTICE_CPU] = from->cpu;
    self->real[MF_NOTICE_MEMORY] = from->memory;
    self->integer[MF_NOTICE_THREADS] = from->threads;
    self->integer[MF_NOTICE_RANKS] = from->ranks;
}

static herr_t put_note(hid_t object, const notes *said, int note)
{
    const char *name = mf_notice_list[note].name;

    switch (mf_notice_list[note].kind) {
    case MF_NOTICE_INT:
        return mf_h5_put_int(object, name, said->integer[note]);
    case MF_NOTICE_REAL:
        return mf_h5_put_real(object, name, said->real[note]);
    case MF_NOTICE_LONG:
        return mf_h5_put_long_text(object, name, said->text[note]);
    default:
        return mf_h5_put_text(object, name, said->text[note]);
    }
}

/* All notes but the last two, which end the file. */
static herr_t put_notes(const mf_store *self, const notes *said, bool anonymous)
{
    hid_t group = mf_h5_make_group(self->file, "provenance") < 0
                      ? -1 : H5Gopen2(self->file, "provenance", H5P_DEFAULT);
    herr_t done = 0;

    if (group < 0)
        return -1;
    for (int i = 0; i < MF_N_NOTICES; i++)
        if (i != MF_NOTICE_DIGEST && i != MF_NOTICE_COMPLETE &&
            !(anonymous && mf_notice_list[i].of == MF_NOTICE_OF_NAMED))
            done |= put_note(mf_notice_list[i].group[0] == '\0' ? self->file : group, said, i);
    return done | H5Gclose(group);
}

static herr_t put_provenance(const mf_store *self, const mf_provenance *from)
{
    notes said = { .history = { 0 } };
    herr_t done;

    say_of_program(&said);
    say_of_scenario(&said, self->tables.tables->scenario, from->anonymous);
    say_of_run(&said, self, from);
    done = said.history.failed ? -1 : put_notes(self, &said, from->anonymous);
    mf_buffer_free(&said.history);
    return done;
}

/* What is kept of the list: tables that were written. */
static size_t list_of(const mf_h5_tables *tables, mf_listed list[MF_N_TABLES])
{
    size_t n = 0;

    for (int i = 0; i < MF_N_TABLES; i++)
        if (mf_tables_writes(tables->tables, i))
            list[n++] = tables->listed[i];
    return n;
}

/* Writes all that is left, the mark of completeness last, and closes the file. */
static mf_err end_file(mf_store *self, const mf_provenance *from, char digest[MF_DIGEST_TEXT],
                       mf_error *err)
{
    mf_listed list[MF_N_TABLES];
    hid_t file = self->file;

    MF_TRY(check(self, !self->failed && mf_h5_tables_rest(&self->tables) >= 0, "write", err));
    MF_TRY(check(self, mf_h5_tables_rows(&self->tables, true) >= 0, "write", err));
    MF_TRY(check(self, mf_h5_tables_end(&self->tables) >= 0, "close", err));
    self->tables.what = "";
    MF_TRY(check(self, put_provenance(self, from) >= 0, "write where it comes from", err));
    mf_h5_digest_all(list, list_of(&self->tables, list), digest);
    MF_TRY(check(self, mf_h5_put_text(self->file, mf_notice_list[MF_NOTICE_DIGEST].name, digest) >= 0 &&
                           H5Fflush(self->file, H5F_SCOPE_GLOBAL) >= 0 &&
                           mf_h5_put_int(self->file, mf_notice_list[MF_NOTICE_COMPLETE].name, 1) >= 0 &&
                           H5Fflush(self->file, H5F_SCOPE_GLOBAL) >= 0,
                 "end it", err));
    self->file = -1;
    return check(self, H5Fclose(file) >= 0, "close it", err);
}

mf_err mf_store_commit(mf_store *self, const mf_provenance *provenance, char digest[MF_DIGEST_TEXT],
                       long long *bytes, mf_error *err)
{
    mf_quiet quiet = mf_h5_quiet();
    mf_error why = { 0 };
    struct stat written;
    mf_err code = end_file(self, provenance, digest, err);

    if (code == MF_OK)
        code = mf_part_sync(&self->part, err);
    if (code == MF_OK &&
        mf_h5_read_back(self->part.path, VERIFIED_BYTES, digest, &why) != MF_OK)
        code = mf_fail_at(err, MF_E_FILE, self->part.target, 0,
                          "what was written is not what was meant: %s; earlier results are untouched",
                          why.text);
    if (code == MF_OK) {
        *bytes = stat(self->part.path, &written) == 0 ? (long long) written.st_size : 0;
        code = mf_part_place(&self->part, err);
    }
    mf_h5_restore(quiet);
    return code;
}

void mf_store_free(mf_store *self)
{
    mf_quiet quiet;

    if (self == NULL)
        return;
    quiet = mf_h5_quiet();
    if (self->tables.tables != NULL)
        mf_h5_tables_free(&self->tables);
    if (self->file >= 0)
        (void) H5Fclose(self->file);
    mf_part_free(&self->part);
    mf_h5_restore(quiet);
    free(self);
}
