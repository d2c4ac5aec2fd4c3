/* intervention.h — policies as timed edits, one kind a file.
 *
 * A kind is a table of parameters and at most two functions.  `shape` writes
 * the step's overlay (effects.h): factors multiply, additions add, caps take
 * the minimum, so the order of policies never matters.  `order` asks the engine
 * to choose people; a policy never touches a person or a parameter.
 *
 * The strength of an intervention rises from 0 to 1 over `ramp` days from
 * `start` and is 0 outside [start, end). */
#ifndef MF_MODEL_INTERVENTION_H
#define MF_MODEL_INTERVENTION_H

#include "model/effects.h"
#include "model/param.h"

struct mf_scenario;

extern const char *const mf_owner_words[], *const mf_level_words[], *const mf_stage_words[];

enum mf_owner { MF_OWNER_FOREIGN, MF_OWNER_INTERIOR, MF_OWNER_LABOUR, MF_OWNER_DEVELOPMENT,
                MF_OWNER_EU, MF_OWNER_PARTNER, MF_OWNER_UN };
enum mf_level { MF_LEVEL_NATIONAL, MF_LEVEL_EU, MF_LEVEL_PARTNER };
enum mf_stage { MF_STAGE_ORIGIN, MF_STAGE_FIRST_ASYLUM, MF_STAGE_TRANSIT, MF_STAGE_BORDER,
                MF_STAGE_DESTINATION, MF_STAGE_RETURN };

typedef struct mf_intervention_kind {
    const char *name, *doc;
    enum mf_owner owner;
    enum mf_level level;
    enum mf_stage stage;
    const char *evidence, *source, *side_effect;
    const mf_group *params;
    /* Writes the overlay of one step at `strength` in (0, 1]. */
    void (*shape)(const void *params, double strength, const struct mf_scenario *scenario,
                  mf_effects *effects);
} mf_intervention_kind;

/* What every intervention declares, whatever its kind. */
/* clang-format off */
#define MF_INTERVENTION_PARAMS(X) \
  X(ID,   id,    0, NULL, "",     0, 0,     NULL,    "-", "", "name of this intervention") \
  X(TEXT, kind,  0, NULL, "",     0, 0,     NULL,    "-", "", "its kind (mixflow explain interventions)") \
  X(BOOL, on,    0, NULL, "",     0, 1,     "true",  "-", "", "part of the baseline; others are added by packages") \
  X(DATE, start, 0, NULL, "date", 0, 0,     "\"1900-01-01\"", "-", "", "first day of its window") \
  X(DATE, end,   0, NULL, "date", 0, 0,     "\"2200-01-01\"", "-", "", "day after the last of its window") \
  X(REAL, ramp,  0, NULL, "day",  0, 36500, "0.0",   "-", "", "days until it works in full")
/* clang-format on */

typedef struct mf_intervention {
    MF_INTERVENTION_PARAMS(MF_FIELD)
    const mf_intervention_kind *is; /* the kind that `kind` names */
    void *params;                   /* of size is->params->size */
} mf_intervention;

extern const mf_group mf_intervention_group;

/* All kinds; ends with NULL.  A new kind is one file and one word in the list. */
extern const mf_intervention_kind *const mf_intervention_kinds[];

/* The kind named `name`, or NULL. */
const mf_intervention_kind *mf_intervention_kind_find(const char *name);

/* Strength of an intervention on a day: 0 outside its window or when off. */
double mf_intervention_strength(const mf_intervention *self, int day);

#endif
