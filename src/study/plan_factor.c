/* Factors: from a level or a quantile to a value. */
#include "study/plan.h"

#include <math.h>
#include <stdio.h>

#include <gsl/gsl_cdf.h>

#include "base/real.h"
#include "base/text.h"

mf_factor_kind mf_factor_kind_of(const mf_factor *self)
{
    if (self->of.n > 0)
        return MF_FACTOR_SWITCH;
    if (self->packages.n > 0)
        return MF_FACTOR_PACKAGES;
    if (self->values.n > 0)
        return MF_FACTOR_VALUES;
    return self->range[0] < self->range[1] || self->distribution.kind != MF_SPREAD_NONE
               ? MF_FACTOR_NUMBERS : MF_FACTOR_NONE;
}

int mf_factor_levels(const mf_factor *self)
{
    switch (mf_factor_kind_of(self)) {
    case MF_FACTOR_SWITCH: return 2;
    case MF_FACTOR_PACKAGES: return self->packages.n;
    case MF_FACTOR_VALUES: return self->values.n;
    default: return self->levels;
    }
}

/* The normal; between low and high, if these are given, as if drawn until it falls there. */
static double of_normal(const mf_distribution *d, double u)
{
    double from, to;

    if (!(d->low < d->high))
        return d->mean + d->sd * mf_normal_quantile(u);
    from = mf_normal_cdf((d->low - d->mean) / d->sd);
    to = mf_normal_cdf((d->high - d->mean) / d->sd);
    u = from + u * (to - from);
    return u > 0.0 && u < 1.0 ? mf_clamp(d->mean + d->sd * mf_normal_quantile(u), d->low, d->high)
                              : u > 0.0 ? d->low : d->high;
}

static double of_triangular(const mf_distribution *d, double u)
{
    double width = d->high - d->low, left = (d->mode - d->low) / width;

    return u < left ? d->low + sqrt(u * width * (d->mode - d->low))
                    : d->high - sqrt((1.0 - u) * width * (d->high - d->mode));
}

/* Ends that are open are not reached; those of a range are. */
static double of_distribution(const mf_distribution *d, double unit)
{
    const double least = 1e-9;
    bool open = d->kind == MF_SPREAD_LOGNORMAL || d->kind == MF_SPREAD_GAMMA ||
                (d->kind == MF_SPREAD_NORMAL && !(d->low < d->high));
    double u = open ? mf_clamp(unit, least, 1.0 - least) : unit, squared = d->sd * d->sd;

    switch ((enum mf_spread) d->kind) {
    case MF_SPREAD_NORMAL: return of_normal(d, u);
    case MF_SPREAD_LOGNORMAL:
        return d->median * mf_exp(mf_normal_quantile(u) * mf_log(d->spread));
    case MF_SPREAD_TRIANGULAR: return of_triangular(d, u);
    case MF_SPREAD_BETA: return d->low + (d->high - d->low) * gsl_cdf_beta_Pinv(u, d->a, d->b);
    case MF_SPREAD_GAMMA:
        return gsl_cdf_gamma_Pinv(u, d->mean * d->mean / squared, squared / d->mean);
    default: return 0.0;
    }
}

static const char *number(const mf_factor *self, double unit, char room[MF_FACTOR_TEXT])
{
    double low = self->range[0], high = self->range[1], x;

    if (self->distribution.kind != MF_SPREAD_NONE)
        x = of_distribution(&self->distribution, unit);
    else if (self->log)
        x = mf_clamp(low * mf_exp(unit * mf_log(high / low)), low, high);
    else
        x = mf_clamp(low + unit * (high - low), low, high);
    if (self->whole)
        (void) snprintf(room, MF_FACTOR_TEXT, "%.0f", x);
    else /* 12 digits: what is left of 0.1 + 0.2 is no value of anybody */
        (void) snprintf(room, MF_FACTOR_TEXT, "%.12g", x);
    return room;
}

/* Ends of a range are levels; of a distribution, the middles of equal shares. */
static double unit_of_level(const mf_factor *self, int level)
{
    if (self->distribution.kind != MF_SPREAD_NONE)
        return (level + 0.5) / self->levels;
    return (double) level / (self->levels - 1);
}

const char *mf_factor_at_level(const mf_factor *self, int level, char room[MF_FACTOR_TEXT])
{
    switch (mf_factor_kind_of(self)) {
    case MF_FACTOR_SWITCH: return level == 0 ? "0" : "1";
    case MF_FACTOR_PACKAGES: return self->packages.at[level];
    case MF_FACTOR_VALUES: return self->values.at[level];
    default: return number(self, unit_of_level(self, level), room);
    }
}

const char *mf_factor_at_unit(const mf_factor *self, double unit, char room[MF_FACTOR_TEXT])
{
    if (mf_factor_kind_of(self) == MF_FACTOR_NUMBERS)
        return number(self, unit, room);
    return mf_factor_at_level(self, mf_design_level_of(unit, mf_factor_levels(self)), room);
}
