/* The list of alternatives, nest by nest. */
#include "base/wide.h"
#include "model/choice.h"

void mf_choice_begin(mf_choice *self, int lanes)
{
    self->lanes = lanes;
    self->n = self->n_nests = self->from = 0;
    for (int i = 0; i < self->lanes; i++) {
        self->within[i] = 0.0;
        self->best[i] = self->missed[i] = MF_OUT_OF_REACH;
    }
}

MF_PART_OF_WIDE void add(int lanes, mf_choice *self, int n, double constant, const double *worth,
                         uint64_t some, const int64_t *needs, const int64_t *means)
{
    for (int i = 0; i < lanes; i++) {
        double utility = mf_some_has(some, i) ? worth[i] + constant : MF_OUT_OF_REACH;
        double reach = needs[i] > means[i] ? MF_OUT_OF_REACH : utility;
        double missed = needs[i] > means[i] ? utility : MF_OUT_OF_REACH;

        self->utility[n][i] = utility;
        self->reach[n][i] = reach;
        self->within[i] += reach > MF_OUT_OF_REACH ? 1.0 : 0.0;
        self->best[i] = reach > self->best[i] ? reach : self->best[i];
        self->missed[i] = missed > self->missed[i] ? missed : self->missed[i];
    }
}

static MF_FOR_WIDE_REGISTERS void mf_add_lanes(mf_choice *restrict self, int n, double constant,
                                               const double *restrict worth, uint64_t some,
                                               const int64_t *restrict needs,
                                               const int64_t *restrict means)
{
    MF_BY_LANES(self->lanes, add, self, n, constant, worth, some, needs, means);
}

void mf_choice_add(mf_choice *self, mf_alternative added, double constant, const mf_each worth,
                   mf_some some, const mf_each_int needs, const mf_each_int means)
{
    self->at[self->n] = added;
    mf_add_lanes(self, self->n++, constant, worth, some, needs, means);
}

void mf_choice_close(mf_choice *self)
{
    int64_t several = 0;

    if (self->n == self->from)
        return;
    for (int i = 0; i < self->lanes; i++)
        several += self->within[i] > 1.0;
    if (several > 0) {
        mf_nested *nest = &self->nest[self->n_nests++];

        nest->from = self->from;
        nest->to = self->n;
        for (int i = 0; i < self->lanes; i++)
            nest->within[i] = self->within[i];
    }
    self->from = self->n;
    for (int i = 0; i < self->lanes; i++)
        self->within[i] = 0.0;
}
