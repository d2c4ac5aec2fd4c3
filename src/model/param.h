/* param.h — a setting, described once.
 *
 * Each group of settings is an X-macro: one line a setting.  The struct that
 * holds the values, the reader, the checks, the canonical text, `mixflow
 * explain` and the reference all come from that line:
 *
 *     X(REAL, theta, 0, NULL, "1/year", 0, 52, "1.0", "A", "S24", "pull of ...")
 *       type  field  n  words  unit   min max default evidence source doc
 *
 * `n` and `words` depend on the type (below).  `default` is written as it would
 * be in a scenario; NULL means that the setting is required.
 * Evidence tags: R read in a source, D computed from data, K background
 * knowledge to be checked, A assumption to be swept, - not evidence (a name, a switch). */
#ifndef MF_MODEL_PARAM_H
#define MF_MODEL_PARAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/series.h"

typedef enum mf_param_type {
    MF_PARAM_REAL,   /* double; integers are accepted, never the reverse */
    MF_PARAM_INT,    /* int */
    MF_PARAM_COUNT,  /* int64_t, written with L beyond 2^31 */
    MF_PARAM_BOOL,   /* bool */
    MF_PARAM_TEXT,   /* const char *, UTF-8 */
    MF_PARAM_ID,     /* const char *: names this element, unique in its list */
    MF_PARAM_DATE,   /* int, days since 1970-01-01; written "YYYY-MM-DD" */
    MF_PARAM_SERIES, /* mf_series: a number, or dates and values (series.h) */
    MF_PARAM_REALS,  /* double[n]; written [a, b, ...] or a single number for all */
    MF_PARAM_CHOICE, /* int: index into `words` */
    MF_PARAM_NAMES,  /* uint64_t: bits by index into `words` */
    MF_PARAM_REF,    /* int: index into list n (enum mf_list); -1 for "" */
    MF_PARAM_REFS,   /* mf_refs: several of them; "*" means all */
    MF_PARAM_TEXTS,  /* mf_texts: values of any kind, each as it would stand behind "--set x=" */
    MF_PARAM_GROUP,  /* a nested group; words = const mf_group * */
    MF_PARAM_LIST    /* mf_list_of: a list of groups; words = const mf_group * */
} mf_param_type;

/* What a REF can name. */
typedef enum mf_list {
    MF_LIST_COUNTRY,
    MF_LIST_PLACE,
    MF_LIST_LINK,
    MF_LIST_STATUS,
    MF_LIST_QUEUE,
    MF_LIST_COHORT,
    MF_LIST_INTERVENTION,
    MF_N_LISTS
} mf_list;

typedef struct mf_refs {
    int n;
    int *at;
} mf_refs;

typedef struct mf_texts {
    int n;
    const char **at;
} mf_texts;

typedef struct mf_list_of {
    int n;
    void *at; /* n elements of the group's size */
} mf_list_of;

typedef struct mf_param {
    const char *name;
    mf_param_type type;
    size_t offset;
    int n;
    const void *words;
    const char *unit;
    double min, max;
    const char *fallback;
    const char *evidence, *source, *doc;
} mf_param;

typedef struct mf_group {
    const char *name; /* as in the scenario: "place", "decision", ... */
    const char *doc;
    size_t size;
    const mf_param *params; /* ends with { .name = NULL } */
} mf_group;

/* The C type of a field. */
#define MF_FIELD_REAL(f, n) double f;
#define MF_FIELD_INT(f, n) int f;
#define MF_FIELD_COUNT(f, n) int64_t f;
#define MF_FIELD_BOOL(f, n) bool f;
#define MF_FIELD_TEXT(f, n) const char *f;
#define MF_FIELD_ID(f, n) const char *f;
#define MF_FIELD_DATE(f, n) int f;
#define MF_FIELD_SERIES(f, n) mf_series f;
#define MF_FIELD_REALS(f, n) double f[n];
#define MF_FIELD_CHOICE(f, n) int f;
#define MF_FIELD_NAMES(f, n) uint64_t f;
#define MF_FIELD_REF(f, n) int f;
#define MF_FIELD_REFS(f, n) mf_refs f;
#define MF_FIELD_TEXTS(f, n) mf_texts f;
#define MF_FIELD_LIST(f, n) mf_list_of f;

/* Uses of a group's X-macro: struct fields, and rows of its table. */
#define MF_FIELD(type, field, n, words, unit, min, max, fallback, evidence, source, doc) \
    MF_FIELD_##type(field, n)
/* A file defines MF_OWNER as the struct's name before it expands rows. */
#define MF_ROW(type, field, n, words, unit, min, max, fallback, evidence, source, doc) \
    { #field, MF_PARAM_##type, offsetof(MF_OWNER, field), n, words, unit, min, max,    \
      fallback, evidence, source, doc },

/* The row named `name`, or NULL. */
const mf_param *mf_param_find(const mf_group *group, const char *name);

#endif
