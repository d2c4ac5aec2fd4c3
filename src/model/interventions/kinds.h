/* kinds.h — the list of kinds of policy: a new kind is one file and one word here. */
#ifndef MF_MODEL_INTERVENTIONS_KINDS_H
#define MF_MODEL_INTERVENTIONS_KINDS_H

#include "model/intervention.h"

#define MF_KINDS(X)                                                            \
    X(anti_smuggling)                                                          \
    X(asylum_procedure)                                                        \
    X(border_enforcement)                                                      \
    X(cash_support)                                                            \
    X(conflict)                                                                \
    X(dublin_enforcement)                                                      \
    X(evacuation)                                                              \
    X(family_reunification)                                                    \
    X(forced_return)                                                           \
    X(humanitarian_visa)                                                       \
    X(information_campaign)                                                    \
    X(labour_pathway)                                                          \
    X(lane_change)                                                             \
    X(legal_advice)                                                            \
    X(near_origin_processing)                                                  \
    X(partner_withdraws)                                                       \
    X(reception)                                                               \
    X(recession)                                                               \
    X(regional_livelihoods)                                                    \
    X(regularisation)                                                          \
    X(relocation)                                                              \
    X(resettlement)                                                            \
    X(route_closes)                                                            \
    X(safe_country_list)                                                       \
    X(search_and_rescue)                                                       \
    X(training_partnership)                                                    \
    X(voluntary_return)

#define X(name) extern const mf_intervention_kind mf_##name;
MF_KINDS(X)
#undef X

#endif
