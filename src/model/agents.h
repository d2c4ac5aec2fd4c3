/* agents.h — the people, as columns and records.
 *
 * Two columns are read for everybody in every step and are kept apart: `cell`
 * (where and in which status) and `due` (when something is due).  All else is
 * one record of 64 bytes, a cache line, read only for those who wake.  What
 * drifts (drives, savings, debt) is stored with the date of its last change
 * (`seen`) and brought up to date when needed (drift.h).
 *
 * People of a cohort have neighbouring ids; every MF_BLOCK ids are a
 * settlement: a network whose members stay in touch wherever they go. */
#ifndef MF_MODEL_AGENTS_H
#define MF_MODEL_AGENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "model/vocabulary.h"

enum {
    MF_BLOCK = 64,
    MF_NEVER = 0xFFFF,
    MF_EARLIER = 0xFFFE, /* before the first step */
    MF_NOWHERE = 0xFF,
    MF_BEFORE = 4096 /* steps before the first that a status can have begun */
};

/* S: type, field, unit, doc.  A: type, field, elements, unit, doc. */
#define MF_PERSON_FIELDS(S, A)                                                         \
    S(int32_t, savings, "cent", "money at hand on the date `seen`")                    \
    S(int32_t, debt, "cent", "money owed on the date `seen`")                          \
    A(uint16_t, belief, MF_N_TOPICS, "code", "what is held to be true (beliefs.h)")    \
    A(int16_t, drive, MF_N_MOTIVES, "1/2048", "latent drives on the date `seen`")      \
    S(uint16_t, since, "step", "when the present status began, plus MF_BEFORE")        \
    S(uint16_t, seen, "step", "when this record last changed")                         \
    S(uint16_t, departed, "step", "first departure; MF_EARLIER; MF_NEVER if none")     \
    S(uint16_t, born, "month", "month of birth, counted from January 1900")            \
    S(uint16_t, link, "index", "link one is on, or was on last; MF_NEVER if none")     \
    S(uint16_t, queue, "index", "queue one waits in; MF_NEVER if none")                \
    S(uint16_t, joined, "step", "when one joined that queue")                          \
    A(uint8_t, trust, MF_N_TOPICS, "1/255", "trust in one's beliefs")                  \
    S(uint8_t, known, "bits", "paths one has heard of (enum mf_path)")                 \
    S(uint8_t, need, "index", "need of protection (enum mf_need)")                     \
    S(uint8_t, claim, "index", "what has been claimed (enum mf_claim)")                \
    S(uint8_t, host, "index", "country of first registration; MF_NOWHERE if none")     \
    S(uint8_t, kin, "index", "country of close kin; MF_NOWHERE if none")               \
    S(uint8_t, traits, "bits", "skill (bits 0-1), female (2), pays ahead (3)")         \
    S(uint8_t, flags, "bits", "enum mf_flag")                                          \
    S(uint8_t, harm, "1", "events of harm suffered")                                   \
    S(uint8_t, attempts, "1", "passages begun")                                        \
    S(uint8_t, refusals, "1", "claims refused")                                        \
    S(uint8_t, start, "bits", "at the first departure: motive (bits 0-1), need (2-3)")

typedef struct mf_person {
#define S(type, field, unit, doc) type field;
#define A(type, field, n, unit, doc) type field[n];
    MF_PERSON_FIELDS(S, A)
#undef S
#undef A
} mf_person;

_Static_assert(sizeof(mf_person) == 64, "a person is a cache line");

enum mf_flag {
    MF_FLAG_SAVING = 1,   /* puts by more, for a journey */
    MF_FLAG_IMMOBILE = 2, /* the best option was out of reach: involuntary immobility */
    MF_FLAG_PAID = 4,     /* the whole journey has been paid ahead */
    MF_FLAG_ON_LINK = 8   /* on the way between two places */
};

/* The step in which the present status began; negative before the first. */
static inline int mf_person_since(const mf_person *p) { return (int) p->since - MF_BEFORE; }

/* Persecuted, or endangered by war: harm on the way alone is no ground of protection. */
static inline bool mf_person_in_need(const mf_person *p)
{
    return p->need == MF_NEED_CONVENTION || p->need == MF_NEED_WAR;
}

static inline int mf_person_skill(const mf_person *p) { return p->traits & 3; }
static inline bool mf_person_female(const mf_person *p) { return (p->traits & 4) != 0; }
static inline bool mf_person_pays_ahead(const mf_person *p) { return (p->traits & 8) != 0; }

/* Cells number pairs of place and status; place n_places is "on the way", and
 * the last cell of all is "not among the modelled yet". */
typedef struct mf_cells {
    int n_places, n_statuses;
} mf_cells;

static inline int mf_cell(mf_cells c, int place, int status) { return place * c.n_statuses + status; }
static inline int mf_cell_count(mf_cells c) { return (c.n_places + 1) * c.n_statuses + 1; }
static inline int mf_cell_unborn(mf_cells c) { return (c.n_places + 1) * c.n_statuses; }
static inline int mf_cell_place(mf_cells c, int cell) { return cell / c.n_statuses; }
static inline int mf_cell_status(mf_cells c, int cell) { return cell % c.n_statuses; }

/* Columns are indexed by id, also where only the ids from `first` on are held (base/column.h). */
typedef struct mf_people {
    size_t first, n;      /* ids, gaps that fill up settlements included */
    uint16_t *cell;       /* [n] */
    uint16_t *due;        /* [n] step at which something is due; MF_NEVER */
    mf_person *person;    /* [n], aligned to a cache line */
    uint32_t *next, *prev; /* [n] neighbours in one's queue */
} mf_people;

mf_err mf_people_init(mf_people *self, size_t first, size_t n);
void mf_people_free(mf_people *self);

/* Bytes that one modelled person takes. */
size_t mf_people_bytes(void);

#endif
