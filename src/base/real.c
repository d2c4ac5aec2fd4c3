#include "base/real.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/real_tables.h"
#include "base/wide.h"

/* Excess precision (x87) or a fused a * b + c would change the last bit. */
_Static_assert(FLT_EVAL_METHOD == 0, "doubles must be computed as doubles (-msse2 -mfpmath=sse)");
#ifdef __clang__
#pragma STDC FP_CONTRACT OFF
#endif

static inline uint64_t bits_of(double x)
{
    uint64_t bits;

    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static inline double double_of(uint64_t bits)
{
    double x;

    memcpy(&x, &bits, sizeof x);
    return x;
}

/* exp(x) = 2^(steps/128) * (1 + rest), |x - steps * log(2)/128| <= log(2)/256:
 * the table-driven scheme of Tang (ACM TOMS 15, 1989). */
struct power {
    uint64_t steps; /* modulo 2^51 */
    double rest;
};

static inline struct power power_of(double x)
{
    const double shift = 0x1.8p52; /* adding it rounds to an integer in the last bits */
    double rounded = x * 0x1.71547652b82fep+7 + shift;
    double steps = rounded - shift;
    double r = (x - steps * 0x1.62e42fefcp-8) - steps * -0x1.c610ca86c3899p-44;
    double square = r * r;
    uint64_t bits = bits_of(rounded);
    double low = r * 0x1.5555555555525p-3 + 0x1.fffffffffff58p-2;
    double high = r * 0x1.11111430bc5c6p-7 + 0x1.55555accc11b8p-5;

    return (struct power){ bits, (mf_powers[bits % MF_POWERS].tail + r)
                                     + square * (low + square * high) };
}

/* 2^(steps/128), where that is a normal number. */
static inline double scale_of(uint64_t steps)
{
    uint64_t index = steps % MF_POWERS;

    return double_of(bits_of(mf_powers[index].high) + ((steps - index) << 45));
}

/* Where the scale is no normal number: a factor of 2^64 or 2^-64 is left for the end. */
static double exp_far(double x)
{
    const uint64_t step = 64 * MF_POWERS;
    struct power power;
    double scale;

    if (isnan(x))
        return x;
    if (x > 709.8)
        return INFINITY;
    if (x < -745.2)
        return 0.0;
    power = power_of(x);
    scale = scale_of(x < 0 ? power.steps + step : power.steps - step);
    return (scale + scale * power.rest) * (x < 0 ? 0x1p-64 : 0x1p64);
}

/* |x| < 680, so that scale * rest is normal, too. */
static inline double exp_near(double x)
{
    struct power power = power_of(x);
    double scale = scale_of(power.steps);

    return scale + scale * power.rest;
}

double mf_exp(double x)
{
    return fabs(x) < 680.0 ? exp_near(x) : exp_far(x);
}

/* (exp(x) - 1 - x - x^2/2) / x^3 for |x| < 0.3 to 2e-18. */
static inline double expm1_tail(double x)
{
    double x2 = x * x, x4 = x2 * x2;
    double a = 0x1.5555555555555p-3 + x * 0x1.5555555555555p-5;
    double b = 0x1.1111111110ebfp-7 + x * 0x1.6c16c16c16ac4p-10;
    double c = 0x1.a01a01a352a7cp-13 + x * 0x1.a01a01a1f12cap-16;
    double d = 0x1.71de2148203d6p-19 + x * 0x1.27e4ed2737d2p-22;
    double e = 0x1.af035cd020cb2p-26 + x * 0x1.1f486c02ab58ap-29;

    return (a + x2 * b) + x4 * ((c + x2 * d) + x4 * e);
}

double mf_expm1(double x)
{
    struct power power;
    double scale, sum, part, lost;

    if (fabs(x) < 0.3)
        return x + (0.5 * (x * x) + x * (x * x) * expm1_tail(x));
    if (!(fabs(x) < 700.0))
        return x < 0 ? -1.0 : mf_exp(x);
    power = power_of(x);
    scale = scale_of(power.steps);
    sum = scale - 1.0;
    part = sum + 1.0;
    lost = (scale - part) + (part - sum - 1.0); /* scale - 1 = sum + lost, exactly (Knuth) */
    return sum + (lost + scale * power.rest);
}

/* (log(1 + r) - r) / r^2 for -0.0055 < r < 2^-7 to 1e-18. */
static inline double log_tail(double r)
{
    double r2 = r * r;
    double a = -0.5 + r * 0x1.555555555555cp-2;
    double b = -0x1.fffffffffb57bp-3 + r * 0x1.99999996c3e1ep-3;
    double c = -0x1.55555b28b5b04p-3 + r * 0x1.24952aad9e998p-3;

    return a + r2 * (b + r2 * (c + r2 * -0x1.fc5cfa03a997cp-4));
}

/* log(x + more) for normal x > 0, |more| at most half an ulp of x, none if x is huge.
 * x = 2^k z; r = z * inverse - 1 is exact in two parts because `inverse` has few bits. */
static inline double log_of_sum(uint64_t bits, int exponent, double more)
{
    const uint64_t origin = UINT64_C(0x3fe6000000000000); /* 0.6875 */
    uint64_t offset = bits - origin + (UINT64_C(1024) << 52);
    uint64_t k = (offset >> 52) - 1024;
    uint64_t z = bits - (k << 52);
    uint64_t bin = (offset >> 45) % MF_INVERSES;
    double inverse = mf_inverses[bin].inverse;
    double z_high = double_of(z & ~UINT64_C(0x1fffff));
    double z_low = double_of(z) - z_high;
    double twos = (double) ((int) (int64_t) k + exponent);
    double a = z_high * inverse - 1.0, b = z_low * inverse;
    double r = a + b, rest = (a - r) + b;
    double high = twos * 0x1.62e42fefa38p-1 + mf_inverses[bin].high; /* exact */
    double low = twos * 0x1.ef35793c7673p-45 + mf_inverses[bin].low;
    double sum;

    if (more != 0.0) {
        double with, scaled = more * double_of((UINT64_C(1023) - k) << 52) * inverse;

        with = r + scaled;
        rest += (r - with) + scaled;
        r = with;
    }
    sum = high + r;
    return sum + ((((high - sum) + r) + (rest + low)) + r * r * log_tail(r));
}

static double log_far(double x)
{
    if (isnan(x) || x == INFINITY)
        return x;
    if (x < 0)
        return NAN;
    if (x == 0)
        return -INFINITY;
    return log_of_sum(bits_of(x * 0x1p52), -52, 0.0);
}

double mf_log(double x)
{
    if (!(x >= DBL_MIN && x <= DBL_MAX))
        return log_far(x);
    return log_of_sum(bits_of(x), 0, 0.0);
}

double mf_log1p(double x)
{
    double sum, part;

    if (!(x > -1.0 && x < 0x1p60))
        return x == -1.0 ? -INFINITY : mf_log(x); /* 1 is lost beside 2^60 */
    sum = 1.0 + x;
    part = sum - x;
    return log_of_sum(bits_of(sum), 0, (1.0 - part) + (x - (sum - part)));
}

double mf_pow(double x, double y)
{
    return mf_exp(y * mf_log(x));
}

MF_PART_OF_WIDE void log_each(int lanes, const double *x, double *log)
{
    for (int i = 0; i < lanes; i++)
        log[i] = log_of_sum(bits_of(x[i]), 0, 0.0);
}

MF_PART_OF_WIDE void pow_each(int lanes, const double *x, double y, double *result)
{
    for (int i = 0; i < lanes; i++)
        result[i] = exp_near(y * log_of_sum(bits_of(x[i]), 0, 0.0));
}

static MF_FOR_WIDE_REGISTERS void mf_log_lanes(int lanes, const double *restrict x, double *restrict log)
{
    MF_BY_LANES(lanes, log_each, x, log);
}

static MF_FOR_WIDE_REGISTERS void mf_pow_lanes(int lanes, const double *restrict x, double y,
                                               double *restrict power)
{
    MF_BY_LANES(lanes, pow_each, x, y, power);
}

void mf_log_each(int lanes, const double *x, double *log)
{
    mf_log_lanes(lanes, x, log);
}

void mf_pow_each(int lanes, const double *x, double y, double *power)
{
    mf_pow_lanes(lanes, x, y, power);
}

/* exp(-x^2 / 2), with the part of x^2 that does not fit a double (Dekker). */
static double bell(double x)
{
    double high = double_of(bits_of(x) & ~UINT64_C(0x7ffffff));
    double low = x - high;
    double square = x * x;
    double lost = ((high * high - square) + 2.0 * high * low) + low * low;
    double value = mf_exp(-0.5 * square);

    return value - value * (0.5 * lost);
}

/* The three rational forms of W. J. Cody, Math. Comp. 23 (1969) 631-637, with
 * the coefficients for the normal integral of his ANORM (ACM TOMS 715, 1993). */
static double cdf_near(double x) /* |x| < 0.67448975: Phi - 1/2 */
{
    static const double a[] = { 2.2352520354606839287, 161.02823106855587881,
                                1067.6894854603709582, 18154.981253343561249,
                                .065682337918207449113 };
    static const double b[] = { 47.20258190468824187, 976.09855173777669322,
                                10260.932208618978205, 45507.789335026729956 };
    double square = x * x;
    double above = a[4] * square, below = square;

    for (int i = 0; i < 3; i++) {
        above = (above + a[i]) * square;
        below = (below + b[i]) * square;
    }
    return x * (above + a[3]) / (below + b[3]);
}

static double tail_middle(double y) /* 0.67 < y < sqrt(32): (1 - Phi(y)) / bell(y) */
{
    static const double c[] = { .39894151208813466764, 8.8831497943883759412,
                                93.506656132177855979, 597.27027639480026226,
                                2494.5375852903726711, 6848.1904505362823326,
                                11602.651437647350124, 9842.7148383839780218,
                                1.0765576773720192317e-8 };
    static const double d[] = { 22.266688044328115691, 235.38790178262499861,
                                1519.377599407554805, 6485.558298266760755,
                                18615.571640885098091, 34900.952721145977266,
                                38912.003286093271411, 19685.429676859990727 };
    double above = c[8] * y, below = y;

    for (int i = 0; i < 7; i++) {
        above = (above + c[i]) * y;
        below = (below + d[i]) * y;
    }
    return (above + c[7]) / (below + d[7]);
}

static double tail_far(double y) /* y >= sqrt(32) */
{
    static const double p[] = { .21589853405795699, .1274011611602473639,
                                .022235277870649807, .001421619193227893466,
                                2.9112874951168792e-5, .02307344176494017303 };
    static const double q[] = { 1.28426009614491121, .468238212480865118,
                                .0659881378689285515, .00378239633202758244,
                                7.29751555083966205e-5 };
    double square = 1.0 / (y * y);
    double above = p[5] * square, below = square;

    for (int i = 0; i < 4; i++) {
        above = (above + p[i]) * square;
        below = (below + q[i]) * square;
    }
    above = square * (above + p[4]) / (below + q[4]);
    return (0.398942280401432677939946 - above) / y; /* 1 / sqrt(2 pi) */
}

double mf_normal_cdf(double x)
{
    double y = fabs(x), tail;

    if (!(y > 0.67448975))
        return 0.5 + cdf_near(x);
    if (y > 38.6)
        return x < 0 ? 0.0 : 1.0;
    tail = bell(y) * (y < 5.656854249492380 ? tail_middle(y) : tail_far(y));
    return x < 0 ? tail : 1.0 - tail;
}

/* PPND16 of M. J. Wichura, Algorithm AS 241, Applied Statistics 37 (1988) 477-484. */
static double ratio(const double above[8], const double below[7], double r)
{
    double a = above[7], b = below[6];

    for (int i = 6; i >= 0; i--)
        a = a * r + above[i];
    for (int i = 5; i >= 0; i--)
        b = b * r + below[i];
    return a / (b * r + 1.0);
}

static double quantile_middle(double q) /* |q| <= 0.425 */
{
    static const double a[] = { 3.3871328727963666080, 1.3314166789178437745e+2,
                                1.9715909503065514427e+3, 1.3731693765509461125e+4,
                                4.5921953931549871457e+4, 6.7265770927008700853e+4,
                                3.3430575583588128105e+4, 2.5090809287301226727e+3 };
    static const double b[] = { 4.2313330701600911252e+1, 6.8718700749205790830e+2,
                                5.3941960214247511077e+3, 2.1213794301586595867e+4,
                                3.9307895800092710610e+4, 2.8729085735721942674e+4,
                                5.2264952788528545610e+3 };

    return q * ratio(a, b, 0.180625 - q * q);
}

static double quantile_near(double r) /* r = sqrt(-log p) <= 5 */
{
    static const double c[] = { 1.42343711074968357734, 4.63033784615654529590,
                                5.76949722146069140550, 3.64784832476320460504,
                                1.27045825245236838258, 2.41780725177450611770e-1,
                                2.27238449892691845833e-2, 7.74545014278341407640e-4 };
    static const double d[] = { 2.05319162663775882187, 1.67638483018380384940,
                                6.89767334985100004550e-1, 1.48103976427480074590e-1,
                                1.51986665636164571966e-2, 5.47593808499534494600e-4,
                                1.05075007164441684324e-9 };

    return ratio(c, d, r - 1.6);
}

static double quantile_far(double r) /* r > 5 */
{
    static const double e[] = { 6.65790464350110377720, 5.46378491116411436990,
                                1.78482653991729133580, 2.96560571828504891230e-1,
                                2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                2.71155556874348757815e-5, 2.01033439929228813265e-7 };
    static const double f[] = { 5.99832206555887937690e-1, 1.36929880922735805310e-1,
                                1.48753612908506148525e-2, 7.86869131145613259100e-4,
                                1.84631831751005468180e-5, 1.42151175831644588870e-7,
                                2.04426310338993978564e-15 };

    return ratio(e, f, r - 5.0);
}

double mf_normal_quantile(double p)
{
    double q = p - 0.5, r, x;

    if (!(p > 0.0 && p < 1.0))
        return p == 0.0 ? -INFINITY : p == 1.0 ? INFINITY : NAN;
    if (fabs(q) <= 0.425)
        return quantile_middle(q);
    r = sqrt(-mf_log(q < 0 ? p : 1.0 - p));
    x = r <= 5.0 ? quantile_near(r) : quantile_far(r);
    return q < 0 ? -x : x;
}
