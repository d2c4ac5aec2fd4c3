/* real.h — the few functions of real numbers that shape a trajectory.
 *
 * The C library's exp and log choose their code by processor and differ in the
 * last bit between machines.  These use IEEE additions and multiplications
 * only, no fma, so x86, ARM and WebAssembly agree to the last bit at full
 * speed.  Errors in ulp (units in the last place) are measured by the tests
 * and stated at each function. */
#ifndef MF_BASE_REAL_H
#define MF_BASE_REAL_H

/* Overflows to infinity, underflows to 0.  0.51 ulp; 0.76 ulp below 2^-1022. */
double mf_exp(double x);

/* exp(x) - 1.  0.78 ulp. */
double mf_expm1(double x);

/* x > 0; log 0 = -inf, log of a negative = NaN.  0.51 ulp. */
double mf_log(double x);

/* log(1 + x), x > -1.  0.51 ulp. */
double mf_log1p(double x);

/* exp(y log x), x > 0.  0.6 + 2 |y log x| ulp at most. */
double mf_pow(double x, double y);

/* The same for 2, 4, 8 or MF_LANES numbers side by side: x normal and, for mf_pow_each,
 * |y log x| < 680.  The bits are those of mf_log and mf_pow. */
void mf_log_each(int lanes, const double *x, double *log);
void mf_pow_each(int lanes, const double *x, double y, double *power);

/* Phi.  2 ulp for x >= 0, 9 ulp (2e-15 of the value) down to x = -37.5. */
double mf_normal_cdf(double x);

/* The inverse of Phi; p in (0, 1).  Relative error 1e-15. */
double mf_normal_quantile(double p);

static inline double mf_clamp(double x, double low, double high)
{
    double least = x < low ? low : x; /* one instruction each */

    return least > high ? high : least;
}

#endif
