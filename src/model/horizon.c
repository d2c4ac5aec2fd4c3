#include "model/horizon.h"

#include "base/real.h"
#include "base/wide.h"

#define MOST_RISK 0.99 /* that is believed */
#define MOST_RATIO 3.0 /* of the risk of the way ahead to that of the whole journey */

/* What a life there is worth to the one in lane `i`; `shared` is what all lives there have in common. */
static inline double value(const mf_living *living, const mf_eyes *eyes, double shared, int i)
{
    return shared + eyes->weight[MF_MOTIVE_LIVELIHOOD][i] * mf_of_skill(living->earns, eyes->skill[i]) -
           eyes->weight[MF_MOTIVE_PROTECTION][i] * living->danger + living->fixed;
}

MF_PART_OF_WIDE void weigh(int lanes, const mf_destination *there, const mf_outlet *way, const mf_eyes *eyes,
                           const mf_hopes *hopes, double *worth, double *dies)
{
    const mf_destination d = *there; /* a copy can be read without asking whether it may be */
    const double risks = mf_clamp(way->risk * d.per_risk, 0.0, MOST_RATIO);
    const double stops = mf_clamp(way->stop * d.per_stop, 0.0, MOST_RATIO);
    const double takes = hopes->time * way->years, ahead = hopes->ahead;
    const double dread = hopes->dread, onward = hopes->onward, usual = way->usual;
    const double learns = d.learns;
    const uint64_t asylum = d.claims ? hopes->asylum : 0;
    const int64_t country = d.country;
    const double abroad = d.abroad;

    for (int i = 0; i < lanes; i++) {
        double shared = abroad * hopes->rumour[i] + eyes->weight[MF_MOTIVE_EDUCATION][i] * learns +
                        (eyes->kin[i] == country ? hopes->kin[i] : 0.0);
        double hiding = ahead * value(&d.irregular, eyes, shared, i);
        double safe = value(&d.granted, eyes, shared, i);
        double sent_off = value(&d.refused, eyes, shared, i);
        double claiming = ahead * (sent_off + hopes->chance[i] * (safe - sent_off)) - hopes->wait[i];
        double best = (mf_some_has(asylum, i) & (claiming > hiding)) ? claiming : hiding;
        double stopped = onward * mf_clamp(hopes->stopped[i] * stops, 0.0, MOST_RISK);
        double risk = mf_clamp(hopes->dies[i] * risks, MF_LEAST_RISK, MOST_RISK);

        dies[i] = risk;
        worth[i] = best + stopped * (hopes->stay[i] - best) - usual * hopes->price[i] - dread * risk - takes;
    }
}

static MF_FOR_WIDE_REGISTERS void mf_horizon_lanes(const mf_destination *restrict there,
                                                   const mf_outlet *restrict way,
                                                   const mf_eyes *restrict eyes,
                                                   const mf_hopes *restrict hopes,
                                                   double *restrict worth, double *restrict dies)
{
    MF_BY_LANES(eyes->lanes, weigh, there, way, eyes, hopes, worth, dies);
}

void mf_horizon_weigh(const mf_destination *there, const mf_outlet *way, const mf_eyes *eyes,
                      const mf_hopes *hopes, mf_each worth, mf_each dies)
{
    mf_horizon_lanes(there, way, eyes, hopes, worth, dies);
}
