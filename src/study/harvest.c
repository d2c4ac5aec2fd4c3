#include "study/harvest.h"

#include <math.h>
#include <stdlib.h>

double *mf_harvest_means(const mf_harvest *self, size_t measure)
{
    size_t r = self->results.n_replicates;
    double *mean = calloc(self->results.n_points + 1, sizeof *mean);

    for (size_t p = 0; mean != NULL && p < self->results.n_points; p++) {
        const double *y = mf_results_at(&self->results, 0, measure, p);
        size_t n = 0;

        for (size_t i = 0; i < r; i++)
            if (isfinite(y[i]))
                mean[p] += (y[i] - mean[p]) / (double) ++n;
        if (n == 0)
            mean[p] = (double) NAN;
    }
    return mean;
}
