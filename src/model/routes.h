/* routes.h — the way that looks best from each place to each destination.
 *
 * Best by price, time and the reputation of links for death and interception,
 * weighed as an average person weighs them.  People plan anew at every place,
 * so a way that turns dear or deadly loses travellers: detours emerge. */
#ifndef MF_MODEL_ROUTES_H
#define MF_MODEL_ROUTES_H

#include "model/published.h"

/* Fills `way` from prices and reputations. */
void mf_routes_find(mf_published *published, const mf_view *view);

#endif
