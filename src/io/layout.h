/* layout.h — what a result says of itself beside its tables (record/table.h): one list.
 *
 * A note is an attribute of the file or of /provenance, or a text of /provenance
 * too long for an attribute.  The store writes from this list, `check` reads by
 * it, analysis/FORMAT.md is printed from it.  Notes do not count for the digest:
 * it is one of them. */
#ifndef MF_IO_LAYOUT_H
#define MF_IO_LAYOUT_H

#include <stdbool.h>

/* Of the layout; another number means that readers must look again. */
#define MF_FORMAT "2"

#define MF_KIND_RUN "run"
#define MF_KIND_COMPARISON "comparison"
#define MF_KIND_BATCH "batch"
#define MF_KIND_COHERENCE "coherence" /* what a study told: listings */
#define MF_KIND_SENSITIVITY "sensitivity"

typedef enum mf_notice_kind {
    MF_NOTICE_TEXT,
    MF_NOTICE_INT,
    MF_NOTICE_REAL,
    MF_NOTICE_LONG /* a dataset of one text */
} mf_notice_kind;

/* id, group, name, kind, which files have it, meaning */
/* clang-format off */
#define MF_NOTICES(X)                                                                                \
    X(CONVENTIONS, "", Conventions, TEXT, ALL, "the conventions of names and units: CF-1.10")      \
    X(TITLE, "", title, TEXT, ALL, "title of the scenario, or of the comparison")                  \
    X(QUESTION, "", comment, TEXT, RUN, "the question that the scenario asks")                     \
    X(SOURCE, "", source, TEXT, ALL, "the program that made it")                                   \
    X(HISTORY, "", history, TEXT, RUN, "when it was made, and by which command")                   \
    X(KIND, "", mixflow_kind, TEXT, ALL, "what it holds: run, comparison or batch")                       \
    X(FORMAT, "", mixflow_format, TEXT, ALL, "number of this layout")                              \
    X(VERSION, "", mixflow_version, TEXT, ALL, "version of mixflow")                               \
    X(REVISION, "", mixflow_git_revision, TEXT, RUN, "revision of its sources")                    \
    X(SEED, "", mixflow_seed, TEXT, RUN, "seed of all chance, as text: it may exceed 32 bits")     \
    X(SCENARIO_DIGEST, "", mixflow_scenario_digest, TEXT, RUN, "hash of /provenance/scenario")     \
    X(DIGEST, "", mixflow_digest, TEXT, ALL, "hash of all tables but those of interventions; each has one of its own, `digest`") \
    X(COMPLETE, "", complete, INT, ALL, "1, written last: without it the file is not to be trusted") \
    X(SCENARIO, "provenance", scenario, LONG, RUN, "the scenario with all defaults, for running it again") \
    X(ORIGINAL, "provenance", original, LONG, RUN, "the scenario as it was read, comments included") \
    X(OVERRIDES, "provenance", overrides, LONG, RUN, "settings and packages given beside the file") \
    X(SCENARIO_FILE, "provenance", scenario_file, TEXT, RUN, "its file; if anonymous, without folders") \
    X(STARTED, "provenance", started, TEXT, RUN, "when the run began, UTC")                        \
    X(ELAPSED, "provenance", elapsed_s, REAL, RUN, "how long it took, in seconds")                 \
    X(CPU, "provenance", cpu_s, REAL, RUN, "time of processors until it was written, in seconds")  \
    X(MEMORY, "provenance", memory_bytes, REAL, RUN, "memory of the program at the most, in bytes") \
    X(THREADS, "provenance", threads, INT, RUN, "threads; results do not depend on them")          \
    X(RANKS, "provenance", ranks, INT, RUN, "ranks that shared its people; results do not depend on them") \
    X(PEOPLE, "provenance", people, TEXT, RUN, "modelled people, and memory of each")              \
    X(KEEP, "provenance", keep, TEXT, RUN, "tables that were written; empty: all")                 \
    X(COMPILER, "provenance", compiler, TEXT, RUN, "what the program was built with")              \
    X(FLAGS, "provenance", flags, TEXT, RUN, "and how")                                            \
    X(LIBRARIES, "provenance", libraries, TEXT, RUN, "versions of libraries")                      \
    X(HOST, "provenance", host, TEXT, NAMED, "the machine")                                        \
    X(COMMAND, "provenance", command, TEXT, NAMED, "the command line")
/* clang-format on */

#define X(id, ...) MF_NOTICE_##id,
enum mf_notice_id { MF_NOTICES(X) MF_N_NOTICES };
#undef X

typedef enum mf_notice_files {
    MF_NOTICE_OF_ALL,
    MF_NOTICE_OF_RUN,
    MF_NOTICE_OF_NAMED /* runs that are not anonymous */
} mf_notice_files;

typedef struct mf_notice {
    const char *group, *name, *doc; /* group "" is the file */
    mf_notice_kind kind;
    mf_notice_files of;
} mf_notice;

extern const mf_notice mf_notice_list[MF_N_NOTICES];

/* What a group holds; "" for one that is not known. */
const char *mf_group_doc(const char *group);

/* The last part of a path, for those who must not be known by their folders. */
const char *mf_base_name(const char *path);

#endif
