/* view.h — what anybody can read in a step: the state at its start.
 *
 * People decide from this alone and from their own record, so the order in
 * which they decide never matters. */
#ifndef MF_MODEL_VIEW_H
#define MF_MODEL_VIEW_H

#include "model/conditions.h"
#include "model/effects.h"
#include "model/rules.h"
#include "model/scenario.h"

struct mf_classes;
struct mf_drift;
struct mf_published;

typedef struct mf_view {
    const mf_scenario *scenario;
    const mf_rules *rules;
    const mf_effects *effects;
    const mf_conditions *now;
    const struct mf_drift *drift;
    const struct mf_published *published;
    const struct mf_classes *classes; /* filled before people act */
    uint64_t seed;
    int step, day;
    int month;    /* of the day, counted from January 1900 */
    double years; /* length of a step */
    double ahead; /* discounted share of the horizon over which outcomes count */
} mf_view;

#endif
