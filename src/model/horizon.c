#include "model/horizon.h"

#include "base/real.h"
#include "base/wide.h"

#define MOST_RATIO 3.0 /* of the risk of the way ahead to that of the whole journey */

_Static_assert((int) MF_MOST_TARGETS == 2 * (int) MF_LANES, "twice as many lanes hold all");

/* A living at destination i; `shared` is what all lives there have in common. */
static inline double value(const mf_horizon *self, const mf_row *earns, const mf_eyes *eyes,
                           enum mf_living living, int i, double shared)
{
    return shared + eyes->weight[MF_MOTIVE_LIVELIHOOD] * earns[living][i] -
           eyes->weight[MF_MOTIVE_PROTECTION] * self->danger[living][i] + self->fixed[living][i];
}

/* A believed probability on the whole journey, cut to the part of the way that is left. */
static inline double left_of(double believed, double on_way, double per_journey, double least, double most)
{
    double part = on_way * per_journey;

    return mf_clamp(believed * (part < MOST_RATIO ? part : MOST_RATIO), least, most);
}

/* The lanes from `first` on.  Bounds and the first lane are handed over so that a clamp is two
 * instructions and all rows have fixed distances. */
static inline void weigh(const mf_horizon *restrict self, const mf_outlets *restrict from,
                         const mf_eyes *restrict eyes, const mf_hopes *restrict hopes, int first,
                         double *restrict utility, double *restrict reach, double *restrict dies)
{
    static const uint32_t lane[MF_LANES] = { 1, 2, 4, 8, 16, 32, 64, 128 };
    const int64_t *fare = hopes->pays_ahead ? from->price : from->leg;
    const int64_t asked = hopes->paid ? 0 : -1; /* as bits: nothing, all */
    const uint32_t offered = hopes->offered >> first;
    const mf_row *earns = self->earns[eyes->skill];
    const double kin = eyes->weight[MF_MOTIVE_FAMILY] * eyes->family, where = eyes->kin;
    const double rumour = eyes->weight[MF_MOTIVE_LIVELIHOOD] * eyes->rumour;
    const double learns = eyes->weight[MF_MOTIVE_EDUCATION];
    const double unheard = hopes->asylum ? 0.0 : 1.0;

    for (int i = first; i < first + MF_LANES; i++) {
        double shared = self->abroad[i] * rumour + learns * self->learns[i] +
                        (self->country[i] == where ? kin : 0.0);
        double hiding = hopes->ahead * value(self, earns, eyes, MF_LIVING_IRREGULAR, i, shared);
        double safe = value(self, earns, eyes, MF_LIVING_GRANTED, i, shared);
        double sent_off = value(self, earns, eyes, MF_LIVING_REFUSED, i, shared);
        double claiming = hopes->ahead * (sent_off + hopes->chance * (safe - sent_off)) - hopes->wait;
        bool claims = (self->claims[i] > unheard) & (claiming > hiding);
        double there = claims ? claiming : hiding;
        double risk = left_of(hopes->dies, from->risk[i], self->per_risk[i], hopes->least, hopes->most);
        double stopped = hopes->onward * left_of(hopes->stopped, from->stop[i], self->per_stop[i],
                                                 0.0, hopes->most);
        double worth = there + stopped * (hopes->stay - there) - from->usual[i] * hopes->price -
                       hopes->dread * risk - hopes->time * from->years[i] + hopes->leaning;

        dies[i] = risk;
        utility[i] = (offered & lane[i - first]) != 0 ? worth : MF_OUT_OF_REACH;
        reach[i] = (fare[i] & asked) > hopes->means ? MF_OUT_OF_REACH : utility[i];
    }
}

static MF_FOR_WIDE_REGISTERS void
mf_horizon_lanes(const mf_horizon *restrict self, const mf_outlets *restrict from,
                 const mf_eyes *restrict eyes, const mf_hopes *restrict hopes, int n,
                 double *restrict utility, double *restrict reach, double *restrict dies)
{
    weigh(self, from, eyes, hopes, 0, utility, reach, dies);
    if (n > MF_LANES)
        weigh(self, from, eyes, hopes, MF_LANES, utility, reach, dies);
}

void mf_horizon_weigh(const mf_horizon *self, const mf_outlets *from, const mf_eyes *eyes,
                      const mf_hopes *hopes, int n, double *utility, double *reach, mf_row dies)
{
    mf_horizon_lanes(self, from, eyes, hopes, n, utility, reach, dies);
}
