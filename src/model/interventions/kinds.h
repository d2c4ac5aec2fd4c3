/* kinds.h — the list of kinds of policy: a new kind is one file and one word here. */
#ifndef MF_MODEL_INTERVENTIONS_KINDS_H
#define MF_MODEL_INTERVENTIONS_KINDS_H

#include "model/intervention.h"

#define MF_KINDS(X)                                                            \
    X(border_enforcement)                                                      \
    X(information_campaign)                                                    \
    X(near_origin_processing)

#define X(name) extern const mf_intervention_kind mf_##name;
MF_KINDS(X)
#undef X

#endif
