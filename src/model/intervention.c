#include "model/interventions/kinds.h"

#include <string.h>

#include "base/real.h"

#define X(name) &mf_##name,
const mf_intervention_kind *const mf_intervention_kinds[] = { MF_KINDS(X) NULL };
#undef X

const mf_intervention_kind *mf_intervention_kind_find(const char *name)
{
    for (const mf_intervention_kind *const *kind = mf_intervention_kinds; *kind != NULL; kind++)
        if (strcmp((*kind)->name, name) == 0)
            return *kind;
    return NULL;
}

double mf_intervention_strength(const mf_intervention *self, int day)
{
    if (!self->on || day < self->start || day >= self->end)
        return 0.0;
    if (self->ramp <= 0.0)
        return 1.0;
    return mf_clamp((day - self->start + 1) / self->ramp, 0.0, 1.0);
}
