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

#define X(name, word, doc) word,
const char *const mf_cost_words[] = { MF_COST_PARTS(X) NULL };
#undef X
#define X(name, word, doc) doc,
const char *const mf_cost_docs[] = { MF_COST_PARTS(X) NULL };
#undef X
#define X(name, word, of, doc) word,
const char *const mf_watch_words[] = { MF_WATCHES(X) NULL };
#undef X
const char *const mf_then_words[] = { "start", "stop", NULL };

double mf_intervention_strength(const mf_intervention *self, int day)
{
    return mf_intervention_strength_since(self, self->start, day);
}

double mf_intervention_strength_since(const mf_intervention *self, int since, int day)
{
    if (!self->on || day < self->start || day >= self->end || day < since)
        return 0.0;
    if (self->ramp <= 0.0)
        return 1.0;
    return mf_clamp((day - since + 1) / self->ramp, 0.0, 1.0);
}

bool mf_intervention_waits(const mf_intervention *self)
{
    const mf_when *when = self->when.at;

    for (int i = 0; i < self->when.n; i++)
        if (when[i].then == MF_THEN_START)
            return true;
    return false;
}

double mf_intervention_cost(const mf_intervention *self, enum mf_cost part)
{
    static const char *const rows[MF_N_COSTS] = { "cost_fixed", "cost_place", "cost_person" };
    const mf_param *row = mf_param_find(self->is->params, rows[part]);

    return row == NULL ? 0.0 : *(const double *) (const void *) ((const char *) self->params + row->offset);
}
