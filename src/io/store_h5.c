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

#include "io/part.h"
#include "io/read_h5.h"
#include "io/tables_h5.h"

#define FORMAT "1"
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

        if (reason == 0)
            reason = errno;
        self->failed = true;
        (void) mf_fail_at(&self->why, MF_E_FILE, self->part.target, 0,
                          "cannot %s%s%s: %s (needs up to %.1f MB, %.1f MB are free); "
                          "earlier results are untouched",
                          doing, self->tables.what[0] == '\0' ? "" : " ", self->tables.what,
                          reason == 0 ? "the HDF5 library refused" : strerror(reason),
                          (double) needed / 1e6, (double) room / 1e6);
    }
    if (!self->failed)
        return MF_OK;
    if (err != NULL)
        *err = self->why;
    return self->why.code;
}

/* Properties that make the same content the same bytes, and that newer readers share. */
static hid_t create_file(const char *path, int *reason)
{
    hid_t create = H5Pcreate(H5P_FILE_CREATE), access = H5Pcreate(H5P_FILE_ACCESS), file = -1;

    errno = 0;
    if (create >= 0 && access >= 0 && H5Pset_obj_track_times(create, 0) >= 0 &&
        H5Pset_link_creation_order(create, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED) >= 0 &&
        H5Pset_attr_creation_order(create, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED) >= 0 &&
        H5Pset_libver_bounds(access, H5F_LIBVER_V18, H5F_LIBVER_V110) >= 0 &&
        H5Pset_fclose_degree(access, H5F_CLOSE_STRONG) >= 0)
        file = H5Fcreate(path, H5F_ACC_EXCL, create, access);
    *reason = file < 0 ? mf_h5_errno() : 0;
    if (create >= 0)
        (void) H5Pclose(create);
    if (access >= 0)
        (void) H5Pclose(access);
    return file;
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
        self->file = create_file(self->part.path, &errno);
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

static herr_t put_long_text(hid_t group, const char *name, const char *text)
{
    hid_t type = mf_h5_text_type(), space = H5Screate(H5S_SCALAR);
    hid_t layout = H5Pcreate(H5P_DATASET_CREATE), dataset = -1;
    const char *given = text == NULL ? "" : text;
    herr_t done = -1;

    if (type >= 0 && space >= 0 && layout >= 0 && H5Pset_obj_track_times(layout, 0) >= 0)
        dataset = H5Dcreate2(group, name, type, space, H5P_DEFAULT, layout, H5P_DEFAULT);
    if (dataset >= 0)
        done = H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, &given) |
               H5Dclose(dataset);
    if (layout >= 0)
        (void) H5Pclose(layout);
    if (space >= 0)
        (void) H5Sclose(space);
    if (type >= 0)
        (void) H5Tclose(type);
    return done;
}

/* The last part of a path, for those who must not be known by their folders. */
static const char *base_name(const char *path)
{
    const char *slash = path == NULL ? NULL : strrchr(path, '/');

    return slash == NULL ? path : slash + 1;
}

static herr_t put_libraries(hid_t group)
{
    unsigned major = 0, minor = 0, release = 0;
    char text[256];

    (void) H5get_libversion(&major, &minor, &release);
    (void) snprintf(text, sizeof text, "%s (HDF5 as it ran: %u.%u.%u)", MIXFLOW_LIBRARIES, major,
                    minor, release);
    return mf_h5_put_text(group, "libraries", text);
}

static herr_t put_provenance(const mf_store *self, const mf_provenance *from)
{
    const mf_scenario *scenario = self->tables.tables->scenario;
    hid_t layout = H5Pcreate(H5P_GROUP_CREATE), group = -1;
    char host[MF_HOST_TEXT], size[96];
    herr_t done = 0;

    mf_host_name(host);
    if (layout >= 0 && H5Pset_obj_track_times(layout, 0) >= 0)
        group = H5Gcreate2(self->file, "provenance", H5P_DEFAULT, layout, H5P_DEFAULT);
    if (layout >= 0)
        (void) H5Pclose(layout);
    if (group < 0)
        return -1;
    done |= put_long_text(group, "scenario", scenario->canonical);
    done |= put_long_text(group, "original", scenario->original);
    done |= put_long_text(group, "overrides", scenario->overrides);
    done |= mf_h5_put_text(group, "scenario_file",
                           from->anonymous ? base_name(scenario->file) : scenario->file);
    done |= mf_h5_put_text(group, "started", self->started);
    done |= mf_h5_put_real(group, "elapsed_s", from->elapsed);
    done |= mf_h5_put_int(group, "threads", from->threads);
    (void) snprintf(size, sizeof size, "%" PRId64 ", at %.1f bytes of memory each", from->people,
                    from->bytes_per_person);
    done |= mf_h5_put_text(group, "people", size);
    done |= mf_h5_put_text(group, "compiler", MIXFLOW_COMPILER);
    done |= mf_h5_put_text(group, "flags", MIXFLOW_FLAGS);
    done |= put_libraries(group);
    if (!from->anonymous)
        done |= mf_h5_put_text(group, "host", host) | mf_h5_put_text(group, "command", from->command);
    return done | H5Gclose(group);
}

static herr_t put_root(const mf_store *self, const mf_provenance *from)
{
    const mf_scenario *scenario = self->tables.tables->scenario;
    const char *canonical = scenario->canonical == NULL ? "" : scenario->canonical;
    char seed[32], digest[MF_DIGEST_TEXT], history[512];
    const char *command = from->anonymous || from->command == NULL ? "mixflow run" : from->command;
    herr_t done = 0;

    (void) snprintf(seed, sizeof seed, "%lld", (long long) scenario->seed);
    (void) snprintf(history, sizeof history, "%s %s", self->started, command);
    mf_digest_of(canonical, strlen(canonical), digest);
    done |= mf_h5_put_text(self->file, "Conventions", "CF-1.10");
    done |= mf_h5_put_text(self->file, "title", scenario->title);
    done |= mf_h5_put_text(self->file, "comment", scenario->question);
    done |= mf_h5_put_text(self->file, "source", "mixflow " MIXFLOW_VERSION ", simulation");
    done |= mf_h5_put_text(self->file, "history", history);
    done |= mf_h5_put_text(self->file, "mixflow_format", FORMAT);
    done |= mf_h5_put_text(self->file, "mixflow_version", MIXFLOW_VERSION);
    done |= mf_h5_put_text(self->file, "mixflow_git_revision", MIXFLOW_REVISION);
    done |= mf_h5_put_text(self->file, "mixflow_seed", seed);
    done |= mf_h5_put_text(self->file, "mixflow_scenario_digest", digest);
    return done;
}

/* What is kept of the list: tables that were written. */
static size_t list_of(const mf_h5_tables *tables, mf_listed list[MF_N_TABLES])
{
    size_t n = 0;

    for (int i = 0; i < MF_N_TABLES; i++)
        if (tables->tables->data[i] != NULL)
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
    MF_TRY(check(self, put_root(self, from) >= 0 && put_provenance(self, from) >= 0,
                 "write where it comes from", err));
    mf_h5_digest_all(list, list_of(&self->tables, list), digest);
    MF_TRY(check(self, mf_h5_put_text(self->file, "mixflow_digest", digest) >= 0 &&
                           H5Fflush(self->file, H5F_SCOPE_GLOBAL) >= 0 &&
                           mf_h5_put_int(self->file, "complete", 1) >= 0 &&
                           H5Fflush(self->file, H5F_SCOPE_GLOBAL) >= 0,
                 "end it", err));
    self->file = -1;
    return check(self, H5Fclose(file) >= 0, "close it", err);
}

mf_err mf_store_commit(mf_store *self, const mf_provenance *provenance, char digest[MF_DIGEST_TEXT],
                       long long *bytes, mf_error *err)
{
    mf_quiet quiet = mf_h5_quiet();
    mf_buffer wrong = { 0 };
    struct stat written;
    mf_err code = end_file(self, provenance, digest, err);

    if (code == MF_OK)
        code = mf_part_sync(&self->part, err);
    if (code == MF_OK &&
        mf_h5_read_back(self->part.path, VERIFIED_BYTES, digest, &wrong, err) != MF_OK)
        code = mf_fail_at(err, MF_E_FILE, self->part.target, 0,
                          "what was written is not what was meant: %s; earlier results are untouched",
                          wrong.n > 0 ? wrong.text : err == NULL ? "" : err->text);
    if (code == MF_OK) {
        *bytes = stat(self->part.path, &written) == 0 ? (long long) written.st_size : 0;
        code = mf_part_place(&self->part, err);
    }
    mf_buffer_free(&wrong);
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
