#include "model/horizon.h"

#include "base/real.h"
#include "base/wide.h"

#define MOST_RATIO 3.0 /* of the risk of the way ahead to that of the whole journey */

_Static_assert(MF_MOST_TARGETS % MF_LANES == 0, "the last lanes have room");

/* What of a person's eyes is the same for all statuses at a destination. */
typedef struct common {
    double rumour, learns, kin;
} common;

static inline double value(const mf_prospects *of, const double *earns, const mf_eyes *eyes,
                           common all, int i)
{
    return eyes->weight[MF_MOTIVE_LIVELIHOOD] * (earns[i] + all.rumour) -
           eyes->weight[MF_MOTIVE_PROTECTION] * of->danger[i] + all.learns + of->fixed[i] +
           all.kin;
}

/* A believed probability on the whole journey, cut to the part of the way that is left. */
static inline double left_of(double believed, double on_way, double per_journey, double least)
{
    return mf_clamp(believed * mf_clamp(on_way * per_journey, 0.0, MOST_RATIO), least, 0.99);
}

static MF_FOR_WIDE_REGISTERS void
mf_horizon_lanes(const mf_horizon *restrict self, const mf_outlets *restrict from,
                 const mf_eyes *restrict eyes, const mf_hopes *restrict hopes, int first,
                 double *restrict utility, double *restrict reach, double *restrict dies)
{
    static const uint32_t lane[MF_LANES] = { 1, 2, 4, 8, 16, 32, 64, 128 };
    const int64_t *fare = hopes->pays_ahead ? from->price : from->leg;
    const int64_t asked = hopes->paid ? 0 : -1; /* as bits: nothing, all */
    const uint32_t offered = hopes->offered >> first;
    const double *irregular = self->irregular.earns[eyes->skill];
    const double *granted = self->granted.earns[eyes->skill];
    const double *refused = self->refused.earns[eyes->skill];
    const double kin = eyes->weight[MF_MOTIVE_FAMILY] * eyes->family, where = eyes->kin;
    const double learns = eyes->weight[MF_MOTIVE_EDUCATION], asylum = hopes->asylum ? 1.0 : 0.0;

    for (int i = first; i < first + MF_LANES; i++) {
        common all = { self->abroad[i] * eyes->rumour, learns * self->learns[i],
                       self->country[i] == where ? kin : 0.0 };
        double hiding = hopes->ahead * value(&self->irregular, irregular, eyes, all, i);
        double safe = value(&self->granted, granted, eyes, all, i);
        double sent_off = value(&self->refused, refused, eyes, all, i);
        double claiming = hopes->ahead * (hopes->chance * safe + (1.0 - hopes->chance) * sent_off) -
                          hopes->wait;
        double there = self->claims[i] * asylum > 0.0 && claiming > hiding ? claiming : hiding;
        double risk = left_of(hopes->dies, from->risk[i], self->per_risk[i], MF_LEAST_RISK);
        double stopped = left_of(hopes->stopped, from->stop[i], self->per_stop[i], 0.0) *
                         hopes->onward;

        double worth = (1.0 - stopped) * there + stopped * hopes->ahead * hopes->here -
                       from->usual[i] * hopes->price - hopes->dread * risk -
                       hopes->time * from->years[i] + hopes->leaning;

        dies[i] = risk;
        utility[i] = (offered & lane[i - first]) != 0 ? worth : MF_OUT_OF_REACH;
        reach[i] = (fare[i] & asked) > hopes->means ? MF_OUT_OF_REACH : utility[i];
    }
}

void mf_horizon_weigh(const mf_horizon *self, const mf_outlets *from, const mf_eyes *eyes,
                      const mf_hopes *hopes, int n, double *utility, double *reach, mf_row dies)
{
    for (int first = 0; first < n; first += MF_LANES)
        mf_horizon_lanes(self, from, eyes, hopes, first, utility, reach, dies);
}
