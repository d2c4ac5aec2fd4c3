#include "model/series.h"

/* The last point on or before `day`; -1 before the first. */
static int point_before(const mf_series *self, int day)
{
    int low = -1, high = self->n;

    while (high - low > 1) {
        int middle = low + (high - low) / 2;

        if (self->day[middle] <= day)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Value on a day of the stretch that begins with point `i` (-1: before the first). */
static double value_in(const mf_series *self, int i, int day)
{
    double share;

    if (i < 0)
        return self->value[0];
    if (i == self->n - 1 || self->rule == MF_SERIES_STEP)
        return self->value[i];
    share = (double) (day - self->day[i]) / (double) (self->day[i + 1] - self->day[i]);
    return self->value[i] + share * (self->value[i + 1] - self->value[i]);
}

double mf_series_at(const mf_series *self, int day)
{
    if (self->n <= 1)
        return self->n == 1 ? self->value[0] : 0.0;
    return value_in(self, point_before(self, day), day);
}

/* Day after the last of the stretch that begins with point `i`, at most `to`. */
static int stretch_end(const mf_series *self, int i, int to)
{
    return i + 1 < self->n && self->day[i + 1] < to ? self->day[i + 1] : to;
}

/* Mean over days of one stretch: between points a line, so its ends tell it. */
static double stretch_mean(const mf_series *self, int i, int from, int to)
{
    double first = value_in(self, i, from), last = value_in(self, i, to - 1);

    return first + 0.5 * (last - first);
}

double mf_series_mean(const mf_series *self, int from, int to)
{
    double sum = 0.0;
    int i, day = from;

    if (self->n <= 1 || to <= from)
        return mf_series_at(self, from);
    i = point_before(self, from);
    if (stretch_end(self, i, to) == to)
        return stretch_mean(self, i, from, to);
    for (; day < to; i++) {
        int end = stretch_end(self, i, to);

        sum += stretch_mean(self, i, day, end) * (double) (end - day);
        day = end;
    }
    return sum / (double) (to - from);
}

double mf_series_most(const mf_series *self)
{
    double most = self->n > 0 ? self->value[0] : 0.0;

    for (int i = 1; i < self->n; i++)
        if (self->value[i] > most)
            most = self->value[i];
    return most;
}
