#include "model/scenario.h"

#include <stdlib.h>

#include "base/calendar.h"

int mf_scenario_steps(const mf_scenario *self)
{
    const mf_calendar *calendar = &self->calendar;

    if (calendar->step < 1 || calendar->end <= calendar->start)
        return 0;
    return (calendar->end - calendar->start) / calendar->step;
}

int mf_scenario_day(const mf_scenario *self, int step)
{
    return self->calendar.start + step * self->calendar.step;
}

int mf_scenario_year(const mf_scenario *self, int step)
{
    return mf_date_of(mf_scenario_day(self, step)).year - mf_date_of(self->calendar.start).year;
}

double mf_scenario_weight(const mf_scenario *self, int cohort)
{
    double scale = mf_cohorts(self)[cohort].scale;

    return scale > 0.0 ? scale : self->scale;
}

void mf_scenario_free(mf_scenario *self)
{
    if (self == NULL)
        return;
    mf_arena_free(&self->arena);
    free(self);
}
