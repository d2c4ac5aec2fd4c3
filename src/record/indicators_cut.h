/* indicators_cut.h — what a cut takes of an axis of the cube. */
#ifndef MF_RECORD_INDICATORS_CUT_H
#define MF_RECORD_INDICATORS_CUT_H

#include <math.h>

#include "record/indicators.h"

typedef struct mf_range {
    int begin, end;
} mf_range;

static inline mf_range mf_taken(int index, int n)
{
    return index == MF_ALL ? (mf_range){ 0, n } : (mf_range){ index, index + 1 };
}

/* a / b; NaN without a denominator. */
static inline double mf_divide(double a, double b)
{
    return b > 0.0 ? a / b : (double) NAN;
}

#endif
