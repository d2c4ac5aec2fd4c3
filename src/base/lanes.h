/* lanes.h — exp for loops that run as wide as the registers (wide.h).
 *
 * Additions and multiplications only, in a fixed order, and no table, for which
 * lanes would have to wait: what a loop puts before and after it stays in the
 * registers, and each lane has the same bits however many there are. */
#ifndef MF_BASE_LANES_H
#define MF_BASE_LANES_H

#include <stdint.h>
#include <string.h>

/* exp(r) - 1 for |r| <= log(2)/2: its Taylor series to r^13, in pairs. */
static inline double mf_expm1_near(double r)
{
    double r2 = r * r, r4 = r2 * r2;
    double a = 0x1p-1 + r * 0x1.5555555555555p-3;                     /* 1/2!, 1/3! */
    double b = 0x1.5555555555555p-5 + r * 0x1.1111111111111p-7;       /* 1/4!, 1/5! */
    double c = 0x1.6c16c16c16c17p-10 + r * 0x1.a01a01a01a01ap-13;     /* 1/6!, 1/7! */
    double d = 0x1.a01a01a01a01ap-16 + r * 0x1.71de3a556c734p-19;     /* 1/8!, 1/9! */
    double e = 0x1.27e4fb7789f5cp-22 + r * 0x1.ae64567f544e4p-26;     /* 1/10!, 1/11! */
    double f = 0x1.1eed8eff8d898p-29 + r * 0x1.6124613a86d09p-33;     /* 1/12!, 1/13! */

    return r + r2 * ((a + r2 * b) + r4 * ((c + r2 * d) + r4 * (e + r2 * f)));
}

/* exp(x), x <= 700; 0 below -700.  Below 1 ulp. */
static inline double mf_exp_lane(double x)
{
    const double shift = 0x1.8p52; /* adding it rounds to an integer in the last bits */
    double within = x < -700.0 ? -700.0 : x;
    double rounded = within * 0x1.71547652b82fep+0 + shift;
    double twos = rounded - shift;
    double r = (within - twos * 0x1.62e42fefa38p-1) - twos * 0x1.ef35793c7673p-45;
    double scale;
    uint64_t bits;

    memcpy(&bits, &rounded, sizeof bits);
    bits = (bits + 1023) << 52;
    memcpy(&scale, &bits, sizeof scale);
    return x < -700.0 ? 0.0 : scale + scale * mf_expm1_near(r);
}

#endif
