/* real.h — the few functions of real numbers that shape a trajectory.
 *
 * The C library's exp and log choose their code by processor and differ in the
 * last bit between machines.  These use IEEE additions and multiplications
 * only, no fma, so x86, ARM and WebAssembly agree to the last bit at full
 * speed.  Errors in ulp (units in the last place) are measured by the tests
 * and stated at each function. */
#ifndef MF_BASE_REAL_H
#define MF_BASE_REAL_H

double mf_exp(double x);              /* overflows to infinity, underflows to 0 */
double mf_expm1(double x);
double mf_log(double x);              /* x > 0; log 0 = -inf, log of a negative = NaN */
double mf_log1p(double x);
double mf_pow(double x, double y);    /* x > 0: exp(y log x); error grows with |y log x| */
double mf_normal_cdf(double x);       /* Phi */
double mf_normal_quantile(double p);  /* the inverse of Phi; p in (0, 1) */

static inline double mf_clamp(double x, double low, double high)
{
    return x < low ? low : x > high ? high : x;
}

#endif
